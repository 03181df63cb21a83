//! HTML in Markdown: what is left of it without comments, which are notes to oneself.

use std::ops::Range;

/// A piece of HTML as it stands in the Markdown: in a list or a quotation each line is a piece.
pub(super) struct Pieces {
    html: String,
    /// The byte of the HTML at which each piece begins, and its place in the Markdown.
    starts: Vec<(usize, usize)>,
}

/// What is left of some HTML.
pub(super) enum Rest {
    /// Nothing: it was all comments and white space.
    Nothing,
    /// HTML without comments, and its place in the Markdown.
    Html(String, Range<usize>),
    /// A comment that never ends, at this place in the Markdown; it hides all that follows.
    Open(Range<usize>),
}

const OPENS: &str = "<!--";
const CLOSES: &str = "-->";

impl Pieces {
    /// No HTML yet.
    pub(super) fn new() -> Self {
        Self {
            html: String::new(),
            starts: Vec::new(),
        }
    }

    /// Takes in a piece.
    pub(super) fn push(&mut self, html: &str, range: &Range<usize>) {
        self.starts.push((self.html.len(), range.start));
        self.html.push_str(html);
    }

    /// What is left without comments.
    pub(super) fn without_comments(&self) -> Rest {
        let mut rest = String::new();
        let (mut first, mut last) = (None, 0);
        let mut keep = |from: usize, to: usize| {
            let part = &self.html[from..to];
            rest.push_str(part);
            let words = part.trim();
            if !words.is_empty() {
                let start = from + part.len() - part.trim_start().len();
                first.get_or_insert(start);
                last = start + words.len();
            }
        };
        let mut at = 0;
        while let Some(open) = self.html[at..].find(OPENS).map(|open| at + open) {
            keep(at, open);
            // `<!-->` is a comment as well (CommonMark 0.31, section 6.6), so its dashes may close it.
            let inside = open + OPENS.len() - 2;
            match self.html[inside..].find(CLOSES) {
                Some(close) => at = inside + close + CLOSES.len(),
                None => return Rest::Open(self.place(open..open + OPENS.len())),
            }
        }
        keep(at, self.html.len());
        match first {
            Some(first) => Rest::Html(rest, self.place(first..last)),
            None => Rest::Nothing,
        }
    }

    /// Where a range of the HTML that is not empty stands in the Markdown.
    fn place(&self, range: Range<usize>) -> Range<usize> {
        let byte = |at: usize| {
            let next = self.starts.partition_point(|(start, _)| *start <= at);
            let piece = next.checked_sub(1).map(|index| self.starts[index]);
            piece.map_or(at, |(start, place)| place + (at - start))
        };
        byte(range.start)..byte(range.end - 1) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(pieces: &[&str]) -> String {
        let mut all = Pieces::new();
        let mut place = 100;
        for piece in pieces {
            all.push(piece, &(place..place + piece.len()));
            place += 100;
        }
        match all.without_comments() {
            Rest::Nothing => "nothing".to_owned(),
            Rest::Html(html, place) => format!("{} at {place:?}", html.trim()),
            Rest::Open(place) => format!("open at {place:?}"),
        }
    }

    #[test]
    fn comments_go_and_the_rest_stays() {
        assert_eq!(rest(&["<!-- a\n", "b -->\n"]), "nothing");
        assert_eq!(rest(&["<!--> <!---> <!-- -->"]), "nothing");
        assert_eq!(
            rest(&["<!-- a --> Words. <!-- b -->"]),
            "Words. at 111..117"
        );
        assert_eq!(
            rest(&["<div>\n", " <!-- a -->\n", "</div>"]),
            "<div>\n \n</div> at 100..306"
        );
        assert_eq!(rest(&["<b><!-- a\n", "b"]), "open at 103..107");
    }
}
