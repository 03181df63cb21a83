//! A link without words.

use crate::config::Level;
use crate::lint::{Check, Findings, LintedEntry, Lints, Rule};
use crate::model::block::{Inline, each_inline, plain_inlines};

pub(super) const RULE: Rule = Rule {
    code: "empty-link-text",
    summary: "a link has no words",
    level: Level::Warn,
    publish_only: false,
    explanation: r#"
A link stands without words, or with none but spaces.

## Why it matters

There is nothing to click on, and a screen reader says the address letter by letter, or only
"link". Somebody who looks for help cannot tell what is behind it. (Web Content Accessibility
Guidelines, 2.4.4.)

## An example

    Talk to somebody: [](https://www.samaritans.org/)

## How to mend it

Write between the brackets what a reader finds there:

    Talk to somebody: [Samaritans](https://www.samaritans.org/)

A link to an entry needs no words, for it shows the entry's title: `[[own-the-harm]]`. Take the
bar in `[[own-the-harm|]]` out.
"#
    .trim_ascii(),
    check: Check::Entry(check),
};

fn check(_lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    for (_, prose) in &linted.prose {
        each_inline(&prose.blocks, &mut |inline| {
            let found = match inline {
                Inline::Link { address, content } if is_empty(content) => findings
                    .at(
                        address.span,
                        format!("the link to `{}` has no words", address.value),
                    )
                    .help("say between the brackets what a reader finds there: `[What it is](address)`"),
                Inline::Reference {
                    id,
                    words: Some(words),
                } if is_empty(words) => findings
                    .at(id.span, format!("the link to `{}` has no words", id.value))
                    .help(format!(
                        "write `[[{id}]]`, which shows the entry's title, or `[[{id}|own words]]`",
                        id = id.value
                    )),
                _ => return,
            };
            findings.add(linted.index, found);
        });
    }
}

/// Whether nothing in it can be read. A picture speaks by its own words, and what it lacks is another lint's part.
fn is_empty(content: &[Inline]) -> bool {
    let mut words = String::new();
    plain_inlines(content, &mut words);
    let has_picture = content
        .iter()
        .any(|inline| matches!(inline, Inline::Image { .. }));
    words.trim().is_empty() && !has_picture
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::marked_in as said;

    #[test]
    fn links_without_words_are_told() {
        assert_eq!(
            said("See [](https://example.org/) and [ ](mailto:a@example.org)."),
            ["[](https://example.org/)", "[ ](mailto:a@example.org)"]
        );
    }

    #[test]
    fn links_with_words_are_not() {
        let words = "[Here](https://example.org/), [**bold**](tel:1), <https://example.org/>.";
        assert_eq!(said(words), [""; 0]);
    }
}
