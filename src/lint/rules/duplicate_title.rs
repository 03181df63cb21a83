//! Two entries that a reader cannot tell apart in a list.

use std::collections::HashMap;

use crate::config::Level;
use crate::lint::{Check, Findings, Lints, Rule};
use crate::model::entry::Entry;
use crate::model::kind::{Data, Kind};
use crate::resolve::Index;
use crate::site::audience;

pub(super) const RULE: Rule = Rule {
    code: "duplicate-title",
    summary: "two entries of one kind have the same title",
    level: Level::Warn,
    publish_only: false,
    explanation: r"
Two entries of one kind stand in the same list under the same title. Capital letters make no
difference. Helplines of different countries and sources of different authors may share a title, for
readers see these beside it.

## Why it matters

Readers, and people who hear a list of links, cannot tell which one they want. Often one of the two
was copied and never changed.

## An example

    - id: say-sorry-late
      title: Saying sorry
    - id: say-sorry-again
      title: Saying sorry

## How to mend it

Say in each title what is its own: Saying sorry when you are late; Saying sorry again. If the two
say the same, keep one and give it the other's id under `was`, so that old links still lead to it.
"
    .trim_ascii(),
    check: Check::Book(check),
};

fn check(lints: &Lints<'_>, findings: &mut Findings) {
    let book = lints.plan.book;
    let mut first: HashMap<(Kind, String, Option<String>), Index> =
        HashMap::with_capacity(book.entries.len());
    for (index, entry) in book.entries.iter().enumerate() {
        // A claim has no title; what stands for it is made from its id.
        if entry.kind() == Kind::Claim || !audience::is_listed(entry, book) {
            continue;
        }
        let seen = *first
            .entry((entry.kind(), alike(&entry.title.value), shown_beside(entry)))
            .or_insert(index);
        if seen != index {
            let title = &entry.title;
            let message = format!(
                "two {}s have the title \"{}\"",
                entry.kind().name(),
                title.value
            );
            let found = findings
                .at(title.span, message)
                .also(book.entries[seen].title.span, "the other one")
                .help("say in each title what is its own, or make one entry of the two");
            findings.add(index, found);
        }
    }
}

/// A title as a reader takes it in: capital letters and spaces make no difference.
fn alike(title: &str) -> String {
    let lower = title.to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What readers see beside a title and can tell two entries by.
fn shown_beside(entry: &Entry) -> Option<String> {
    match &entry.data {
        Data::Helpline(line) => Some(line.country.value.to_lowercase()),
        Data::Source(source) => Some(alike(&source.authors.value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, diagnostics, found};

    fn book(habits: &str) -> Book {
        let book = Book::new().file("content/index.md", "---\ntitle: A cup of tea\n---\n");
        book.file("content/habits.yaml", habits)
    }

    #[test]
    fn the_second_points_at_the_first() {
        let book = book(
            "- {id: a, title: A cup of tea, what: Tea.}\n- {id: b, title: A  Cup of tea, what: Tea.}\n",
        );
        assert_eq!(
            found(&book),
            ["content/habits.yaml:2 warning duplicate-title"]
        );
        assert_eq!(diagnostics(&book).0[0].others.len(), 1);
    }

    #[test]
    fn what_readers_can_tell_apart() {
        let seen = "type: crisis, seen: {page: x, date: 2026-01-01}";
        let help = format!(
            "- {{id: g, name: L, country: GB, {seen}}}\n- {{id: i, name: L, country: IE, {seen}}}\n"
        );
        let book =
            book("- {id: a, title: Tea, what: Tea.}\n- {id: b, title: Tea again, what: Tea.}\n");
        assert_eq!(found(&book.file("content/help.yaml", &help)), [""; 0]);
    }
}
