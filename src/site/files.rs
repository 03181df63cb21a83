//! The files that stand beside the pages: for other programs, for search engines, and for the host that serves the book.

use crate::config::Config;
use crate::model::kind::Kind;
use crate::resolve::{Index, ResolvedBook};

use super::audience;

/// How many of the entries that were reviewed last the feed names.
pub const FEED_ENTRIES: usize = 50;

/// A file beside the pages. Its path is fixed: programs look for it under this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SiteFile {
    /// The whole resolved book, for other programs.
    Guide,
    /// The JSON Schema of [`SiteFile::Guide`].
    GuideSchema,
    /// What crawlers may read (RFC 9309).
    Robots,
    /// Every page that search engines are to know (sitemaps.org, 0.90).
    Sitemap,
    /// What was reviewed last (Atom, RFC 4287).
    Feed,
    /// The name and the icon for a telephone's own list of places (W3C Web Application Manifest).
    Manifest,
    /// Headers for Netlify and Cloudflare Pages.
    Headers,
    /// Headers for Apache.
    Htaccess,
    /// Headers for nginx, to be included in its `server` block.
    Nginx,
}

impl SiteFile {
    /// Every one.
    pub const ALL: &'static [SiteFile] = &[
        SiteFile::Guide,
        SiteFile::GuideSchema,
        SiteFile::Robots,
        SiteFile::Sitemap,
        SiteFile::Feed,
        SiteFile::Manifest,
        SiteFile::Headers,
        SiteFile::Htaccess,
        SiteFile::Nginx,
    ];

    /// Its path inside the built book.
    pub fn path(self) -> &'static str {
        match self {
            SiteFile::Guide => "guide.json",
            SiteFile::GuideSchema => "guide.schema.json",
            SiteFile::Robots => "robots.txt",
            SiteFile::Sitemap => "sitemap.xml",
            SiteFile::Feed => "feed.xml",
            SiteFile::Manifest => "site.webmanifest",
            SiteFile::Headers => "_headers",
            SiteFile::Htaccess => ".htaccess",
            SiteFile::Nginx => "headers.nginx",
        }
    }

    /// Whether a book has it.
    pub(super) fn is_wanted(self, config: &Config, book: &ResolvedBook) -> bool {
        match self {
            // They hold every title in one place, for whoever finds the file.
            SiteFile::Guide | SiteFile::GuideSchema => !config.is_discreet(),
            // A list of addresses for search engines, which are asked to stay away or would not know where the book is.
            SiteFile::Sitemap => config.site().is_some() && !config.asks_for_no_index(),
            SiteFile::Feed => {
                config.site().is_some() && !config.is_discreet() && !reviewed(book).is_empty()
            }
            // It is for a book on the web. Where a book is opened from disk, browsers complain of it.
            SiteFile::Manifest => config.site().is_some(),
            SiteFile::Robots | SiteFile::Headers | SiteFile::Htaccess | SiteFile::Nginx => true,
        }
    }
}

/// The entries that were reviewed and that everyone may see, the last ones first.
pub(super) fn reviewed(book: &ResolvedBook) -> Vec<Index> {
    let mut found: Vec<Index> = (0..book.entries.len())
        .filter(|index| {
            let entry = &book.entries[*index];
            let stands = entry.kind() != Kind::Claim && audience::is_listed(entry, book);
            entry.common.reviewed.is_some() && stands
        })
        .collect();
    found.sort_by_key(|index| {
        let day = book.entries[*index].common.reviewed.as_ref();
        (std::cmp::Reverse(day.map(|day| day.value)), *index)
    });
    found.truncate(FEED_ENTRIES);
    found
}
