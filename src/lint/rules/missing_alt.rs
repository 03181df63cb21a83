//! A picture that says nothing to whoever cannot see it.

use crate::config::Level;
use crate::lint::{Check, Findings, LintedEntry, Lints, Rule};
use crate::model::block::{Inline, each_inline};

pub(super) const RULE: Rule = Rule {
    code: "missing-alt",
    summary: "a picture has no words",
    level: Level::Warn,
    publish_only: false,
    explanation: r"
A picture stands without words that say what it shows.

## Why it matters

A screen reader says these words in place of the picture, and so does a page whose pictures did not
load. Without them a reader does not know what is missing. (Web Content Accessibility Guidelines,
1.1.1.)

## An example

    ![](cycle.png)

## How to mend it

Write between the brackets what a reader would learn from the picture:

    ![A circle of four arrows: fear, checking, anger, silence, and back to fear](cycle.png)

If nothing is learnt from it, take the picture out.
"
    .trim_ascii(),
    check: Check::Entry(check),
};

fn check(_lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    for (_, prose) in &linted.prose {
        each_inline(&prose.blocks, &mut |inline| {
            if let Inline::Image { address, text } = inline
                && text.trim().is_empty()
            {
                let found = findings
                    .at(
                        address.span,
                        format!("the picture `{}` has no words", address.value),
                    )
                    .help("say between the brackets what it shows: `![What it shows](file)`");
                findings.add(linted.index, found);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, marked};

    #[test]
    fn words_are_needed_wherever_a_picture_stands() {
        let body =
            "---\ntitle: A\n---\n![](a.png) ![ ](a.png) ![A cup](a.png) [![*Tea*](a.png)](a.png)\n";
        let book = Book::new()
            .file("content/index.md", body)
            .file("content/a.png", "x");
        assert_eq!(marked(&book), ["![](a.png)", "![ ](a.png)"]);
    }
}
