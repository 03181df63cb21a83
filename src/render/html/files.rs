//! The files beside the pages of sheets and packs, as templates get them: links to print, to type into, to change.

use schemars::JsonSchema;
use serde::Serialize;

use super::blocks::{Writer, escape};
use super::contexts::{DeckLink, PackLink};
use super::entry::Views;
use super::views::Link;
use crate::model::kind::Kind;
use crate::resolve::Index;
use crate::site::{Address, SheetFile, SheetForm, audience};

/// The files of a sheet or a pack in one form.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FilesView {
    /// The form: `plain`, `large`, `type-into`; of a pack `copies` and `facilitator`. Its words are `t.files.form`.
    pub form: String,
    /// The files, one for each paper.
    pub files: Vec<FileView>,
}

/// One file of a sheet or a pack.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FileView {
    /// Where it is.
    pub href: String,
    /// The paper that it is laid out for: `a4` or `letter`, whose words are `t.files.paper`; empty if for none.
    pub paper: String,
    /// How many pages it has; 0 if nobody counted them.
    pub pages: usize,
}

impl<'a> Views<'a> {
    /// The files of a sheet or a pack, seen from the page at `from`; none for any other entry. What the practitioner alone
    /// gets is for the pages of practitioners: see [`Self::all_files`].
    pub(super) fn files(&self, index: Index, from: &str) -> Vec<FilesView> {
        let mut files = self.all_files(index, from);
        files.retain(|files| files.form != SheetForm::Facilitator.name());
        files
    }

    /// The files of a sheet or a pack, with what the practitioner alone gets.
    pub(super) fn all_files(&self, index: Index, from: &str) -> Vec<FilesView> {
        self.forms(self.plan.sheet_files(index), from)
    }

    /// Files by their forms.
    pub(super) fn forms(&self, files: &[SheetFile], from: &str) -> Vec<FilesView> {
        let mut forms: Vec<FilesView> = Vec::new();
        for file in files {
            let view = FileView {
                href: Address::page(&file.path).seen_from(from),
                paper: file
                    .paper
                    .map(|paper| paper.word().to_owned())
                    .unwrap_or_default(),
                pages: self.pages.get(&file.path).unwrap_or_default(),
            };
            match forms.last_mut() {
                Some(last) if last.form == file.form.name() => last.files.push(view),
                _ => forms.push(FilesView {
                    form: file.form.name().to_owned(),
                    files: vec![view],
                }),
            }
        }
        forms
    }

    /// Every deck but the one whose page this is.
    pub(super) fn decks(&self, from: &str) -> Vec<DeckLink> {
        let others = self.plan.decks.iter().filter(|deck| deck.page != from);
        others
            .map(|deck| {
                let mut summary = String::new();
                escape(deck.about(self.strings), &mut summary);
                let link = Link {
                    href: Address::page(&deck.page).seen_from(from),
                    title: deck.name(self.strings).to_owned(),
                    kind: "deck".to_owned(),
                    id: deck.id.clone(),
                    summary,
                };
                DeckLink {
                    link,
                    cards: deck.entries.len(),
                    files: self.forms(&deck.files, from),
                }
            })
            .collect()
    }

    /// Every pack with its files, for practitioners: also those that are private to a role, for the practitioner's own
    /// file has no other place. What such a pack says of itself stays on its page.
    pub(super) fn packs(&self, writer: &Writer<'a>) -> Vec<PackLink> {
        let book = self.plan.book;
        let packs = book.of_kind(Kind::Pack).into_iter();
        let pack = |index: Index| PackLink {
            link: match audience::is_listed(&book.entries[index], book) {
                true => self.link(index, writer),
                false => self.mention(index, writer),
            },
            files: self.all_files(index, writer.page()),
        };
        packs.map(pack).collect()
    }
}
