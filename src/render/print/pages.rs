//! Pages as Typst laid them out: how far down they reach, laid one on the other, and bound into one document.
//!
//! Nothing here knows what a sheet is.

use typst::foundations::{Content, Smart};
use typst::introspection::Tag;
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::DocumentInfo;
use typst::visualize::{CurveItem, Geometry};
use typst_layout::{Page, PagedDocument};

/// Some pages that belong together.
#[derive(Clone, Debug)]
pub(super) struct Pages {
    pages: Vec<Page>,
    info: DocumentInfo,
}

impl Pages {
    /// The pages of a document.
    pub fn of(mut document: PagedDocument) -> Self {
        Self {
            pages: document.pages().to_vec(),
            info: std::mem::take(document.info_mut()),
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.pages.len()
    }

    /// How much of them is filled, one with the other, as a height.
    pub fn filled(&self) -> Abs {
        self.pages
            .iter()
            .map(|page| (lowest(&page.frame) - highest(&page.frame)).max(Abs::zero()))
            .sum()
    }

    /// How far down any is filled.
    pub fn lowest(&self) -> Abs {
        self.pages
            .iter()
            .map(|page| lowest(&page.frame))
            .fold(Abs::zero(), Abs::max)
    }

    /// Where the first one begins to be filled.
    pub fn highest(&self) -> Abs {
        self.pages
            .first()
            .map_or(Abs::zero(), |page| highest(&page.frame))
    }

    /// Lays as many other pages on these, each on one. Both are found by a reader of the finished document, these first.
    pub fn under(mut self, others: Self) -> Self {
        for (page, other) in self.pages.iter_mut().zip(others.pages) {
            page.frame
                .push_frame(Point::zero(), renamed(&other.frame, 0));
        }
        self
    }
}

/// Binds copies into one document; where a copy demands it, on a new leaf.
pub(super) fn bind<'p>(
    copies: impl IntoIterator<Item = (&'p Pages, bool)>,
    title: &str,
) -> PagedDocument {
    let mut pages: Vec<Page> = Vec::new();
    let mut info = DocumentInfo::default();
    for (n, (copy, new_leaf)) in copies.into_iter().enumerate() {
        if n == 0 {
            info = copy.info.clone();
        }
        if new_leaf && pages.len() % 2 == 1 {
            pages.extend(copy.pages.first().map(blank));
        }
        for page in &copy.pages {
            let mut page = page.clone();
            if n > 0 {
                page.frame = renamed(&page.frame, n);
            }
            pages.push(page);
        }
    }
    info.title = Some(title.into());
    PagedDocument::new(pages.into_iter().collect(), info)
}

/// A page like another, with nothing on it.
fn blank(page: &Page) -> Page {
    Page {
        frame: Frame::hard(page.frame.size()),
        fill: Smart::Auto,
        numbering: None,
        supplement: Content::empty(),
        ..page.clone()
    }
}

/// The same frame, in which everything that has a name for Typst has the `n`th variant of it. Typst names what is in a document
/// by what it is and where it was made, so two documents made of the same have the same names.
fn renamed(frame: &Frame, n: usize) -> Frame {
    let mut copy = Frame::new(frame.size(), frame.kind());
    if frame.has_baseline() {
        copy.set_baseline(frame.baseline());
    }
    copy.push_multiple(frame.items().map(|(at, item)| (*at, renamed_item(item, n))));
    copy
}

fn renamed_item(item: &FrameItem, n: usize) -> FrameItem {
    match item {
        FrameItem::Group(group) => {
            let mut group = group.clone();
            group.frame = renamed(&group.frame, n);
            if let Some(parent) = &mut group.parent {
                parent.location = parent.location.variant(n);
            }
            FrameItem::Group(group)
        }
        FrameItem::Tag(Tag::Start(element, flags)) => {
            let mut element = element.clone();
            if let Some(location) = element.location() {
                element.set_location(location.variant(n));
            }
            FrameItem::Tag(Tag::Start(element, *flags))
        }
        FrameItem::Tag(Tag::End(location, key, flags)) => {
            FrameItem::Tag(Tag::End(location.variant(n), *key, *flags))
        }
        other => other.clone(),
    }
}

fn lowest(frame: &Frame) -> Abs {
    frame
        .items()
        .filter_map(|(at, item)| Some(at.y + reach(item)?.1))
        .fold(Abs::zero(), Abs::max)
}

fn highest(frame: &Frame) -> Abs {
    frame
        .items()
        .filter_map(|(at, item)| Some(at.y + reach(item)?.0))
        .fold(frame.height(), Abs::min)
}

/// From where to where an item is seen, below its own place; `None`, if it is not seen.
fn reach(item: &FrameItem) -> Option<(Abs, Abs)> {
    match item {
        FrameItem::Group(group) => Some((
            group.transform.ty + highest(&group.frame),
            group.transform.ty + lowest(&group.frame),
        )),
        FrameItem::Text(text) => Some((-text.size, Abs::zero())),
        FrameItem::Shape(shape, _) => Some(match &shape.geometry {
            Geometry::Line(end) => (end.y.min(Abs::zero()), end.y.max(Abs::zero())),
            Geometry::Rect(size) => (Abs::zero(), size.y),
            Geometry::Curve(curve) => curve
                .0
                .iter()
                .flat_map(points)
                .fold((Abs::zero(), Abs::zero()), |(top, bottom), point| {
                    (top.min(point.y), bottom.max(point.y))
                }),
        }),
        FrameItem::Image(_, size, _) => Some((Abs::zero(), size.y)),
        FrameItem::Link(..) | FrameItem::Tag(_) => None,
    }
}

/// The points of a part of a curve. It reaches no further than they do.
fn points(item: &CurveItem) -> impl Iterator<Item = Point> {
    let points = match *item {
        CurveItem::Move(end) | CurveItem::Line(end) => [Some(end), None, None],
        CurveItem::Cubic(one, other, end) => [Some(one), Some(other), Some(end)],
        CurveItem::Close => [None; 3],
    };
    points.into_iter().flatten()
}
