//! From the resolved book to the [`Plan`]: every page and file with its address, before anything is rendered.
//!
//! Nothing here knows how a page looks, or what language it is in; `sheet` alone gets the words of the theme.

mod a_to_z;
pub mod audience;
mod collection;
mod decks;
mod files;
mod language;
mod navigation;
pub mod packs;
pub mod places;
mod plan;
mod policy;
mod routes;
mod search;
pub mod sheet;
mod sheet_files;

pub use a_to_z::{Name, Named};
pub use collection::Collection;
pub use decks::{Deck, DeckIndex};
pub use files::{FEED_ENTRIES, SiteFile};
pub use language::{Language, Order};
pub use navigation::{Navigation, RoutePhase};
pub use plan::{Content, Page, PageIndex, Plan, plan};
pub use policy::content_security_policy;
pub use routes::{Address, up_from};
pub use search::SearchPart;
pub use sheet_files::{FileOwner, PageCounts, SheetFile, SheetForm};
