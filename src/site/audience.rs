//! Who sees what: the one table that every renderer asks.

use super::packs;
use crate::model::entry::Entry;
use crate::model::kind::Data;
use crate::model::value::OwnerName;
use crate::resolve::ResolvedBook;

/// Who may see an entry at all. Drafts are gone before this is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everyone; `for` a role or not.
    Everyone,
    /// One role alone, or whoever fills the sheet in (`each`).
    Private(Box<str>),
    /// Safety signs and the safety check: for everyone, but never on what two people share.
    Safety,
    /// Facilitator notes: for the practitioner alone.
    Facilitator,
}

/// A place where an entry may come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A page of its own, or its part of a page that gathers its kind.
    OwnPage,
    /// Lists that everyone sees, and the search index.
    Listed,
    /// The whole guide on one page, and guide.json.
    WholeGuide,
    /// A pack for two.
    PackForTwo,
    /// A pack for one role.
    PackForOne,
}

/// Whether something may come out at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Yes.
    Yes,
    /// Under its own role, and under help.
    UnderRole,
    /// Under practitioners.
    UnderPractitioners,
    /// In a file apart.
    Apart,
    /// In that role's own pack alone.
    OwnRoleOnly,
    /// Only when the sheet is asked for by name.
    ByNameOnly,
    /// No.
    No,
}

/// The table: what may come out where (section 3 of the design).
pub fn shown(audience: &Audience, place: Place) -> Shown {
    match (audience, place) {
        (Audience::Everyone, _) => Shown::Yes,
        (Audience::Private(_), Place::OwnPage) => Shown::Yes,
        (Audience::Private(_), Place::Listed) => Shown::UnderRole,
        (Audience::Private(_), Place::PackForOne) => Shown::OwnRoleOnly,
        (Audience::Private(_), Place::WholeGuide | Place::PackForTwo) => Shown::No,
        (Audience::Safety, Place::OwnPage | Place::Listed | Place::WholeGuide) => Shown::Yes,
        (Audience::Safety, Place::PackForTwo) => Shown::No,
        (Audience::Safety, Place::PackForOne) => Shown::ByNameOnly,
        (Audience::Facilitator, Place::OwnPage | Place::Listed) => Shown::UnderPractitioners,
        (Audience::Facilitator, Place::WholeGuide) => Shown::No,
        (Audience::Facilitator, Place::PackForTwo | Place::PackForOne) => Shown::Apart,
    }
}

/// Who may see an entry. A pack that holds what is private is private itself, for its page and its files name that.
pub fn of(entry: &Entry, book: &ResolvedBook) -> Audience {
    let safety_sign = matches!(&entry.data, Data::Sign(sign) if sign.group.as_str() == "safety");
    match &entry.common.private {
        // The safety check is private to whoever fills it in, and yet everyone must find it.
        _ if book.is_safety_check(entry) || safety_sign => Audience::Safety,
        Some(OwnerName(owner)) => Audience::Private(owner.value.clone()),
        None => match &entry.data {
            Data::Pack(pack) => packs::private_to(pack, book)
                .map_or(Audience::Everyone, |role| Audience::Private(role.into())),
            _ => Audience::Everyone,
        },
    }
}

/// The one whom an entry is for alone: a role, or `each` for whoever fills it in. The safety check is filled in alone
/// whether it says so or not.
pub fn owner(entry: &Entry, book: &ResolvedBook) -> Option<Box<str>> {
    if let Some(OwnerName(owner)) = &entry.common.private {
        return Some(owner.value.clone());
    }
    match of(entry, book) {
        Audience::Private(owner) => Some(owner),
        _ => book.is_safety_check(entry).then(|| "each".into()),
    }
}

/// Whether an entry may stand in lists that everyone sees.
pub fn is_listed(entry: &Entry, book: &ResolvedBook) -> bool {
    shown(&of(entry, book), Place::Listed) == Shown::Yes
}

/// Whether an entry may stand in the whole guide.
pub fn in_whole_guide(entry: &Entry, book: &ResolvedBook) -> bool {
    shown(&of(entry, book), Place::WholeGuide) == Shown::Yes
}

/// Whether an entry's text may stand within another's: what is private stands only with what is private to the same one.
pub fn may_stand_within(entry: &Entry, host: &Entry, book: &ResolvedBook) -> bool {
    is_listed(entry, book)
        || matches!(of(host, book), Audience::Private(owner) if is_private_to(entry, &owner, book))
}

/// Whether an entry is listed under a role because it is private to it.
pub fn is_private_to(entry: &Entry, role: &str, book: &ResolvedBook) -> bool {
    matches!(of(entry, book), Audience::Private(owner) if &*owner == role || &*owner == "each")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_private_never_comes_out_for_two() {
        let private = Audience::Private("hurt".into());
        for audience in [private, Audience::Safety] {
            assert_eq!(shown(&audience, Place::PackForTwo), Shown::No);
            assert_eq!(shown(&audience, Place::OwnPage), Shown::Yes);
        }
        assert_eq!(shown(&Audience::Facilitator, Place::WholeGuide), Shown::No);
        assert_eq!(
            shown(&Audience::Facilitator, Place::PackForTwo),
            Shown::Apart
        );
    }
}
