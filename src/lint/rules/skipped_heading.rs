//! Headings that skip a level.

use crate::config::Level;
use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Findings, LintedEntry, Lints, Rule};
use crate::model::block::Block;
use crate::source::{Sources, Span};

pub(super) const RULE: Rule = Rule {
    code: "skipped-heading",
    summary: "a heading skips a level",
    level: Level::Warn,
    publish_only: false,
    explanation: r"
A heading is more than one level below the heading before it, or stands at the level of the title.
The title of an entry is its `#`, so the headings in a text begin at `##`.

## Why it matters

Whoever cannot see the page hears the headings as a list with levels, and jumps from one to the
next. A level that is missing sounds like a part of the page that is missing. (Web Content
Accessibility Guidelines, 1.3.1.)

## An example

    ## What to say

    #### At home

## How to mend it

Give each heading one `#` more than the heading that it belongs under:

    ## What to say

    ### At home

If you wanted smaller letters, write the line in bold instead.
"
    .trim_ascii(),
    check: Check::Entry(check),
};

/// The title's own level.
const TITLE: u8 = 1;

fn check(lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    for (_, prose) in &linted.prose {
        let mut headings = Vec::new();
        collect(&prose.blocks, &mut headings);
        let mut before = TITLE;
        for (level, span) in headings {
            let message = if level <= TITLE {
                Some("this heading stands at the level of the title".to_owned())
            } else if level > before + 1 {
                Some(format!(
                    "this heading is at level {level}, and what it belongs under is at level {before}"
                ))
            } else {
                None
            };
            if let Some(message) = message {
                let wanted = (before + 1).min(level.max(TITLE + 1));
                let found = mend(
                    findings.at(marks(span, level), message),
                    span,
                    level,
                    wanted,
                    lints.sources,
                );
                findings.add(linted.index, found);
            }
            before = level.max(TITLE);
        }
    }
}

fn collect(blocks: &[Block], headings: &mut Vec<(u8, Span)>) {
    for block in blocks {
        match block {
            Block::Heading { level, span, .. } => headings.push((*level, *span)),
            Block::List { items, .. } => items.iter().for_each(|item| collect(item, headings)),
            Block::Quote(blocks)
            | Block::Callout { blocks, .. }
            | Block::Footnote { blocks, .. } => {
                collect(blocks, headings);
            }
            _ => {}
        }
    }
}

/// The place of a heading's `#` signs.
fn marks(span: Span, level: u8) -> Span {
    let start = span.start as usize;
    Span::new(
        span.file,
        start,
        (start + usize::from(level)).min(span.end as usize),
    )
}

/// Says how to mend it; a heading that is underlined instead has no signs to put others in place of.
fn mend(found: Diagnostic, span: Span, level: u8, wanted: u8, sources: &Sources) -> Diagnostic {
    let signs = |level: u8| "#".repeat(usize::from(level));
    let help = format!("write it with `{}`", signs(wanted));
    let place = marks(span, level);
    if sources.get(span.file).text.get(place.range()) == Some(&signs(level)) {
        found.replace(help, place, signs(wanted))
    } else {
        found.help(help)
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, diagnostics, marked};

    fn guide(body: &str) -> Book {
        Book::new().file("content/index.md", &format!("---\ntitle: A\n---\n{body}\n"))
    }

    fn mended(body: &str) -> Vec<String> {
        let (diagnostics, _) = diagnostics(&guide(body));
        let helps = diagnostics.into_iter().flat_map(|found| found.helps);
        helps
            .filter_map(|help| help.replacement)
            .map(|(_, signs)| signs)
            .collect()
    }

    #[test]
    fn each_level_follows_the_one_above() {
        assert_eq!(
            mended("## One\n\n### Two\n\n#### Three\n\n## Again\n\nText.\n\n### More"),
            [""; 0]
        );
        assert_eq!(mended("### One\n\n## Two\n\n##### Three"), ["##", "###"]);
        assert_eq!(mended("# One\n\n## Two"), ["##"]);
        assert_eq!(mended("## One\n\n> #### In a quote"), ["###"]);
    }

    #[test]
    fn the_signs_are_marked() {
        assert_eq!(marked(&guide("Text.\n\n#### Deep down\n\nText.")), ["####"]);
    }

    #[test]
    fn an_underlined_heading_is_explained() {
        let (diagnostics, _) = diagnostics(&guide("One\n===\n\nText."));
        assert_eq!(diagnostics[0].helps[0].text, "write it with `##`");
        assert_eq!(diagnostics[0].helps[0].replacement, None);
    }
}
