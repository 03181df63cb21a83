//! What is stated as a fact, and what it rests on.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Material, Place};
use crate::model::kind::{Data, Kind};
use crate::resolve::Index;

/// The statements of fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Claims {
    /// How many there are.
    pub total: usize,
    /// How many name a source.
    pub sourced: usize,
    /// Those that say that they have none.
    pub unsourced: Vec<UnsourcedClaim>,
    /// Those that no sentence cites.
    pub uncited: Vec<Place>,
}

/// A claim without a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnsourcedClaim {
    /// The claim.
    #[serde(flatten)]
    pub place: Place,
    /// What it states.
    pub statement: String,
    /// How sure the book is of it: `well-supported`, `some-evidence`, `little-evidence` or `opinion`.
    pub sure: &'static str,
    /// Whose opinion it is.
    pub said_by: Option<String>,
    /// The ids of the entries that cite it.
    pub cited_by: Vec<String>,
}

/// A source and what rests on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SourceUses {
    /// The source.
    #[serde(flatten)]
    pub place: Place,
    /// What sort of source it is: `review`, `study`, `clinician` or `lay`.
    #[serde(rename = "type")]
    pub kind_of_source: &'static str,
    /// How many claims rest on it.
    pub claims: usize,
    /// How many other entries name it.
    pub entries: usize,
}

impl SourceUses {
    /// Whether nothing rests on it.
    pub fn is_unused(&self) -> bool {
        self.claims + self.entries == 0
    }
}

pub(super) fn claims(material: &Material<'_>) -> Claims {
    let mut claims = Claims {
        total: 0,
        sourced: 0,
        unsourced: Vec::new(),
        uncited: Vec::new(),
    };
    for (index, entry) in material.entries() {
        let Data::Claim(claim) = &entry.data else {
            continue;
        };
        claims.total += 1;
        if claim.source.is_some() {
            claims.sourced += 1;
        } else {
            claims.unsourced.push(UnsourcedClaim {
                place: material.place(entry),
                statement: entry.body.plain(),
                sure: claim.sure.word(),
                said_by: claim.said_by.as_ref().map(|who| who.value.to_string()),
                cited_by: referring(material, index),
            });
        }
        if !material.plan.book.is_referred_to(index) {
            claims.uncited.push(material.place(entry));
        }
    }
    claims
}

pub(super) fn sources(material: &Material<'_>) -> Vec<SourceUses> {
    let book = material.plan.book;
    let mut found = Vec::new();
    for (index, entry) in material.entries() {
        let Data::Source(source) = &entry.data else {
            continue;
        };
        let users = &book.backlinks[index];
        let claims = users
            .iter()
            .filter(|user| book.entries[**user].kind() == Kind::Claim)
            .count();
        found.push(SourceUses {
            place: material.place(entry),
            kind_of_source: source.kind_of_source.word(),
            claims,
            entries: users.len() - claims,
        });
    }
    found
}

/// The ids of the entries that refer to one.
fn referring(material: &Material<'_>, index: Index) -> Vec<String> {
    let book = material.plan.book;
    book.backlinks[index]
        .iter()
        .map(|from| book.entries[*from].id.value.as_str().to_owned())
        .collect()
}
