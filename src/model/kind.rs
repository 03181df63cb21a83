//! The kinds: what each is called, where it lives, and what it is made of. One list, which everything else follows.

use super::field::{Exporter, Field, Need, Record, Takes, Visitor, VisitorMut, Voice};
use super::value::Target;
use super::{
    agreement::Agreement, claim::Claim, exercise::Exercise, faq::Faq, guide::Guide, habit::Habit,
    helpline::Helpline, mistake::Mistake, note::Note, pack::Pack, path::Path, prompt::Prompt,
    script::Script, sign::Sign, source::Source, step::Step, tension::Tension, term::Term,
    topic::Topic, worksheet::Worksheet,
};

/// What is fixed about a kind.
#[derive(Debug)]
pub struct KindSpec {
    /// Its name, for one entry: `step`.
    pub name: &'static str,
    /// Its folder under the content folder, and its list's name without `.yaml`: `steps`.
    pub place: &'static str,
    /// What the kind is, in a sentence.
    pub about: &'static str,
    /// The field that gives an entry its name.
    pub title: Field,
    /// The field that the Markdown below the front matter is.
    pub body: Field,
    /// The fields that only this kind has.
    pub fields: &'static [Field],
}

/// Declares the enum of kinds, the enum of their data, and what is fixed about each.
macro_rules! kinds {
    ($(
        $(#[doc = $about:literal])+
        $kind:ident: $name:literal in $place:literal, title $title:literal $title_need:ident,
            body $body:literal $body_need:ident $voice:ident;
    )*) => {
        /// What an entry is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $( $(#[doc = $about])+ $kind, )*
        }

        /// The fields that an entry has because of its kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Data {
            $( $(#[doc = $about])+ $kind($kind), )*
        }

        impl Kind {
            /// Every kind, in the order in which a book presents them.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind),*];

            /// What is fixed about the kind.
            pub fn spec(self) -> &'static KindSpec {
                match self {
                    $( Kind::$kind => {
                        static SPEC: KindSpec = KindSpec {
                            name: $name,
                            place: $place,
                            about: concat!($($about),+),
                            title: Field {
                                name: $title,
                                takes: Takes::Text,
                                need: Need::$title_need,
                                voice: Voice::Name,
                                about: "The words that name it, in lists and in links.",
                            },
                            body: Field {
                                name: $body,
                                takes: Takes::Prose,
                                need: Need::$body_need,
                                voice: Voice::$voice,
                                about: "The main text; in a .md file, the Markdown below the front matter.",
                            },
                            fields: <$kind as Record>::FIELDS,
                        };
                        &SPEC
                    } )*
                }
            }

            /// Reads the fields of this kind.
            pub fn decode(
                self,
                fields: &mut super::decode::Fields<'_>,
                decoder: &mut super::decode::Decoder<'_>,
            ) -> Option<Data> {
                match self {
                    $( Kind::$kind => <$kind as Record>::decode_fields(fields, decoder).map(Data::$kind), )*
                }
            }
        }

        impl Data {
            /// The kind.
            pub fn kind(&self) -> Kind {
                match self {
                    $( Data::$kind(_) => Kind::$kind, )*
                }
            }

            /// Shows a visitor every field.
            pub fn visit<'a>(&'a self, visitor: &mut dyn Visitor<'a>) {
                match self {
                    $( Data::$kind(data) => data.visit_fields(visitor), )*
                }
            }

            /// Gives an exporter every field that has a value.
            pub fn export(&self, exporter: &mut dyn Exporter) {
                match self {
                    $( Data::$kind(data) => data.export_fields(exporter), )*
                }
            }

            /// Lets a visitor change every field's prose.
            pub fn visit_mut(&mut self, visitor: &mut dyn VisitorMut) {
                match self {
                    $( Data::$kind(data) => data.visit_fields_mut(visitor), )*
                }
            }
        }

        $( impl Target for $kind {
            const KINDS: &'static [Kind] = &[Kind::$kind];
        } )*
    };
}

kinds! {
    /// The front page.
    Guide: "guide" in "index", title "title" Required, body "body" Optional Advice;
    /// Something explained: what trust is, why it breaks.
    Topic: "topic" in "topics", title "title" Required, body "body" Required Advice;
    /// A step of the route.
    Step: "step" in "steps", title "title" Required, body "body" Required Advice;
    /// Guidance for one role.
    Note: "note" in "notes", title "title" Required, body "body" Required Advice;
    /// Something that does harm, and what to do instead.
    Mistake: "mistake" in "mistakes", title "title" Required, body "what" Required Advice;
    /// A question that readers ask.
    Faq: "faq" in "faqs", title "question" Required, body "answer" Required Advice;
    /// A sign that it may be time to walk away.
    Sign: "sign" in "walk-away", title "title" Required, body "what" Required Advice;
    /// Words to try.
    Script: "script" in "scripts", title "title" Required, body "say" Required Quoted;
    /// A question to ask each other, or oneself.
    Prompt: "prompt" in "prompts", title "question" Required, body "why" Optional Advice;
    /// Something to practise, by turns.
    Exercise: "exercise" in "exercises", title "title" Required, body "body" Required Advice;
    /// A small daily act.
    Habit: "habit" in "habits", title "title" Required, body "what" Required Advice;
    /// A statement of fact, and what it rests on.
    Claim: "claim" in "claims", title "title" Optional, body "statement" Required Citation;
    /// A place where sources disagree, and what this book advises.
    Tension: "tension" in "tensions", title "title" Required, body "advice" Optional Advice;
    /// A word of the glossary.
    Term: "term" in "glossary", title "title" Required, body "definition" Required Advice;
    /// Where guidance or a claim comes from.
    Source: "source" in "sources", title "title" Required, body "about" Optional Citation;
    /// A place to turn to for help.
    Helpline: "helpline" in "help", title "name" Required, body "about" Optional Advice;
    /// A sheet to fill in.
    Worksheet: "worksheet" in "worksheets", title "title" Required, body "body" Optional Advice;
    /// An agreement to adapt and sign.
    Agreement: "agreement" in "agreements", title "title" Required, body "body" Optional Advice;
    /// What one session prints.
    Pack: "pack" in "packs", title "title" Required, body "facilitator" Optional Practitioner;
    /// A reading order for a role or a situation.
    Path: "path" in "paths", title "title" Required, body "body" Optional Advice;
}

impl Kind {
    /// Its name, for one entry.
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// Its name with "a" or "an".
    pub fn with_article(self) -> String {
        let name = self.name();
        let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) {
            "an"
        } else {
            "a"
        };
        format!("{article} {name}")
    }

    /// The kind that lives in a folder, or in a list of this name without its ending.
    pub fn at_place(place: &str) -> Option<Kind> {
        Kind::ALL
            .iter()
            .copied()
            .find(|kind| kind.spec().place == place)
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// Whether it is a worksheet or an agreement.
    pub fn is_sheet(self) -> bool {
        matches!(self, Kind::Worksheet | Kind::Agreement)
    }
}
