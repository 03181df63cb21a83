//! The title of what is for one role alone, shown to everyone by a link.

use crate::config::Level;
use crate::lint::{Check, Findings, LintedEntry, Lints, Rule};
use crate::model::block::{Inline, Prose, each_inline};
use crate::model::entry::Entry;
use crate::model::field::{Field, Visitor};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::resolve::ResolvedBook;
use crate::site::audience::{self, Audience};
use crate::source::Located;

pub(super) const RULE: Rule = Rule {
    code: "private-reference",
    summary: "a page for everyone shows the title of what is for one role alone",
    level: Level::Warn,
    publish_only: false,
    explanation: r"
An entry that is not for that role alone refers to one that is `private` to it, and the link shows
its title. The text of a private entry never comes out in such a place; its title does, because the
author wrote the reference.

## Why it matters

Both partners read pages for everyone, often side by side. A link that says
Thinking about leaving (for the hurt partner alone) tells the other one what is being thought about.

## An example

    ---
    title: Give it time
    for: both
    related: [thinking-about-leaving]
    ---
    There is [[thinking-about-leaving]] if you need it.

## How to mend it

- Leave the reference out: what is private is listed on the page of its role and under help already.
- Move it to a note or a step that is `for` that role alone.
- Give the link own words that say nothing: `[[thinking-about-leaving|a page for you alone]]`.

A sheet that is private to whoever fills it in (`private: each`) may be named: both have it.
"
    .trim_ascii(),
    check: Check::Entry(check),
};

/// Fields that name what stands within the entry, where it may, and that show nothing otherwise.
const SHOW_NO_TITLE: &[&str] = &["scripts", "prompts", "mistakes"];

fn check(lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    let book = lints.plan.book;
    let mut seen = Seen {
        // What a pack may hand out to whom has rules of its own.
        is_pack: linted.entry.kind() == Kind::Pack,
        found: Vec::new(),
    };
    linted.entry.visit(&mut seen);
    for id in seen.found {
        let Some(target) = book.get(id.value.as_str()) else {
            continue;
        };
        let Some(owner) = owner(target, book) else {
            continue;
        };
        if target.kind() == Kind::Claim || is_for(linted.entry, &owner, book) {
            continue;
        }
        let message = format!(
            "this shows everyone the title of `{}`, which is for `{owner}` alone",
            id.value
        );
        findings.add(
            linted.index,
            findings
                .at(id.span, message)
                .also(target.id.span, "it is private here")
                .help(format!(
                    "leave it out, for its role's page lists it; or give it own words: `[[{}|a page for you alone]]`",
                    id.value
                )),
        );
    }
}

/// The one role that an entry is for alone.
fn owner(entry: &Entry, book: &ResolvedBook) -> Option<Box<str>> {
    match audience::of(entry, book) {
        Audience::Private(owner) if &*owner != "each" => Some(owner),
        _ => None,
    }
}

/// Whether an entry speaks to one role and to nobody else, or to practitioners, who read everything.
fn is_for(entry: &Entry, role: &str, book: &ResolvedBook) -> bool {
    let speaks_to = |name: &str| {
        let roles = &entry.common.roles;
        !roles.is_empty() && roles.iter().all(|role| role.as_str() == name)
    };
    owner(entry, book).as_deref() == Some(role) || speaks_to(role) || speaks_to("practitioner")
}

/// The references of an entry that show a title.
struct Seen<'a> {
    is_pack: bool,
    found: Vec<&'a Located<Id>>,
}

impl<'a> Visitor<'a> for Seen<'a> {
    fn prose(&mut self, _field: &'static Field, prose: &'a Prose) {
        each_inline(&prose.blocks, &mut |inline| {
            if let Inline::Reference { id, words: None } = inline {
                self.found.push(id);
            }
        });
    }

    fn reference(&mut self, field: &'static Field, id: &'a Located<Id>, _kinds: &'static [Kind]) {
        if !self.is_pack && !SHOW_NO_TITLE.contains(&field.name) {
            self.found.push(id);
        }
    }
}
