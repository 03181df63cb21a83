//! What is shown of a file: a few lines, cut to the width of the terminal, with what could harm a terminal replaced,
//! and the way from a byte in the file to its byte in what is shown.
//!
//! A paragraph is often one line of a thousand characters, and a file may be 10 MB on one line, so of a long line only
//! the surroundings of its marks are shown. Nothing here knows what the marks are for.

use std::ops::Range;

use super::visible;
use crate::source::{Source, Span};

/// Stands where something was left out.
pub(super) const CUT: &str = "...";

/// How many lines after the first of a range may be shown; the last and its neighbours are shown as well.
const LINES_AFTER_FIRST: u32 = 5;

/// Some lines of a file as they may be shown.
pub(super) struct Excerpt {
    /// The lines, with `\n` between them. Lines that will not be shown, being far from any mark, are empty.
    pub(super) text: String,
    /// The number of the first of them, from 1.
    pub(super) first_line: usize,
    /// Bytes in the file and where they are in `text`, both ascending; what lies between two is part of the first.
    map: Vec<(usize, usize)>,
}

impl Excerpt {
    /// The lines that hold `ranges`, each at most `columns` wide.
    pub(super) fn new(source: &Source, ranges: &[Range<usize>], columns: usize) -> Self {
        let lines: Vec<(u32, u32)> = ranges.iter().map(|range| lines_of(source, range)).collect();
        let first = lines.iter().map(|(first, _)| *first).min().unwrap_or(1);
        let last = lines.iter().map(|(_, last)| *last).max().unwrap_or(first);
        let mut excerpt = Self {
            text: String::new(),
            first_line: first as usize,
            map: Vec::new(),
        };
        for line in first..=last {
            let start = source.lines().line_start(line);
            let content = line_text(&source.text[start..]);
            if line > first {
                excerpt.text.push('\n');
            }
            excerpt.note(start);
            let near = |(from, to): &(u32, u32)| {
                (from.saturating_sub(1)..=from + LINES_AFTER_FIRST).contains(&line)
                    || (to.saturating_sub(2)..=to + 1).contains(&line)
            };
            if lines.iter().any(near) {
                let end = start + content.len();
                let marks = ranges
                    .iter()
                    .filter_map(|range| within(range, start..end))
                    .collect();
                excerpt.add(content, start, &pieces(content, marks, columns));
            }
            excerpt.note(start + content.len());
        }
        excerpt
    }

    /// Where a range of bytes in the file is in the text. What was left out is where the dots stand.
    pub(super) fn shown(&self, range: &Range<usize>) -> Range<usize> {
        let place = |byte: usize| {
            let after = self.map.partition_point(|(from, _)| *from <= byte);
            after.checked_sub(1).map_or(0, |at| self.map[at].1)
        };
        place(range.start)..place(range.end)
    }

    /// Says that this byte in the file is at the end of the text so far.
    fn note(&mut self, byte: usize) {
        self.map.push((byte, self.text.len()));
    }

    /// Adds the pieces of a line that starts at `start` in the file.
    fn add(&mut self, line: &str, start: usize, pieces: &[Range<usize>]) {
        let mut done = 0;
        for piece in pieces {
            if piece.start > done {
                self.note(start + done);
                self.text.push_str(CUT);
            }
            for (at, character) in line[piece.clone()].char_indices() {
                self.note(start + piece.start + at);
                push_visible(&mut self.text, character);
            }
            done = piece.end;
        }
        if done < line.len() {
            self.note(start + done);
            self.text.push_str(CUT);
        }
    }
}

/// The bytes of a span in its file's text: not past its end, and not through a character.
pub(super) fn clamp(text: &str, span: Span) -> Range<usize> {
    let mut range = span.range();
    range.start = range.start.min(text.len());
    range.end = range.end.clamp(range.start, text.len());
    while !text.is_char_boundary(range.start) {
        range.start -= 1;
    }
    while !text.is_char_boundary(range.end) {
        range.end += 1;
    }
    range
}

/// The first and the last line of a range.
pub(super) fn lines_of(source: &Source, range: &Range<usize>) -> (u32, u32) {
    let line = |byte| source.lines().line_column(&source.text, byte).line;
    (line(range.start), line(range.end))
}

/// The first line of a text, without its line end.
pub(super) fn line_text(text: &str) -> &str {
    match text.split_once('\n') {
        Some((line, _)) => line.strip_suffix('\r').unwrap_or(line),
        None => text,
    }
}

/// How many columns a text takes, or more: what is wide in some terminals counts as wide.
pub(super) fn columns_of(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// How many columns a character takes, or more.
fn columns(character: char) -> usize {
    match character {
        '\t' => 4,
        '\u{1100}'..='\u{115f}'
        | '\u{2600}'..='\u{27bf}'
        | '\u{2b00}'..='\u{2bff}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe10}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ffe6}'
        | '\u{1f000}'.. => 2,
        _ => 1,
    }
}

/// The start of a line as it may be shown, with dots if it takes more columns than `limit`.
pub(super) fn visible_columns(line: &str, limit: usize) -> String {
    let mut shown = String::new();
    let mut free = limit;
    for character in line.chars() {
        let Some(left) = free.checked_sub(columns(character)) else {
            shown.push_str(CUT);
            break;
        };
        free = left;
        push_visible(&mut shown, character);
    }
    shown
}

/// Adds a character as it may be shown in a line.
fn push_visible(shown: &mut String, character: char) {
    match character {
        '\t' => shown.push_str("    "),
        other => shown.push(visible(other)),
    }
}

/// Whether a text takes more columns than there are; of a long text only its start is looked at.
fn wider_than(text: &str, limit: usize) -> bool {
    let mut taken = 0;
    text.chars().any(|character| {
        taken += columns(character);
        taken > limit
    })
}

/// The part of a line that a range marks, from the line's start: all of it, or the end that lies in the line. `None`
/// for a line that the range has no end in.
fn within(range: &Range<usize>, line: Range<usize>) -> Option<Range<usize>> {
    let starts = (line.start..=line.end).contains(&range.start);
    let ends = (line.start..=line.end).contains(&range.end);
    let (from, to) = match (starts, ends) {
        (true, true) => (range.start, range.end),
        (true, false) => (range.start, range.start),
        (false, true) => (range.end, range.end),
        (false, false) => return None,
    };
    Some(from - line.start..to - line.start)
}

/// The parts of a line to show, in order: all of it if that fits, else what is around the marks, and of marks that do
/// not fit what is around their ends.
fn pieces(line: &str, mut marks: Vec<Range<usize>>, limit: usize) -> Vec<Range<usize>> {
    if !wider_than(line, limit) {
        return std::iter::once(0..line.len()).collect();
    }
    if marks.is_empty() {
        marks.push(0..0);
    }
    // A part of the width stays free for what is around the marks.
    let mut free = limit / 4 * 3;
    let fits = marks.iter().all(|mark| {
        let fits = !wider_than(&line[mark.clone()], free);
        free = free.saturating_sub(if fits {
            columns_of(&line[mark.clone()])
        } else {
            0
        });
        fits
    });
    if !fits {
        marks = marks
            .iter()
            .flat_map(|mark| [mark.start..mark.start, mark.end..mark.end])
            .collect();
    }
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match pieces.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => pieces.push(mark),
        }
    }
    grow(line, pieces, limit)
}

/// Widens each piece by turns until they fill the width, two characters to the right for one to the left, because a
/// label is written to the right of its mark. Pieces that meet become one.
fn grow(line: &str, mut pieces: Vec<Range<usize>>, limit: usize) -> Vec<Range<usize>> {
    let marked: usize = pieces
        .iter()
        .map(|piece| columns_of(&line[piece.clone()]))
        .sum();
    let mut free = limit.saturating_sub(marked + CUT.len() * (pieces.len() + 1));
    let mut growing = true;
    while growing {
        growing = false;
        for index in 0..pieces.len() {
            let before = if index == 0 { 0 } else { pieces[index - 1].end };
            let after = pieces.get(index + 1).map_or(line.len(), |next| next.start);
            let piece = &mut pieces[index];
            let mut fits = |character: &char| {
                let left = free.checked_sub(columns(*character));
                free = left.unwrap_or(free);
                growing |= left.is_some();
                left.is_some()
            };
            let right = line[piece.end..after].chars().take(2).take_while(&mut fits);
            piece.end += right.map(char::len_utf8).sum::<usize>();
            let left = line[before..piece.start]
                .chars()
                .next_back()
                .filter(&mut fits);
            piece.start -= left.map_or(0, char::len_utf8);
        }
        pieces.dedup_by(|next, piece| {
            let meet = next.start == piece.end;
            if meet {
                piece.end = next.end;
                free += CUT.len();
            }
            meet
        });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    /// The excerpt of a text, and the text shown at each range.
    fn shown(text: &str, ranges: &[Range<usize>], columns: usize) -> (String, Vec<String>) {
        let mut sources = Sources::new();
        let file = sources.add("a.md", text);
        let excerpt = Excerpt::new(sources.get(file), ranges, columns);
        let marked = ranges
            .iter()
            .map(|range| excerpt.text[excerpt.shown(range)].to_owned());
        let marked = marked.collect();
        (excerpt.text, marked)
    }

    #[test]
    fn short_lines_are_shown_whole() {
        let (text, marked) = shown("one\r\n\ttwo \u{1b}[0m\r\nthree", &[6..9, 10..11], 40);
        assert_eq!(text, "    two ␛[0m");
        assert_eq!(marked, ["two", "␛"]);
    }

    #[test]
    fn a_long_line_is_cut_around_its_marks() {
        let line = "word ".repeat(100) + "here " + &"word ".repeat(100) + "and there";
        let (text, marked) = shown(&line, &[500..504, 1005..1014], 50);
        assert_eq!(text, "...d word here word word wor...d word and there");
        assert_eq!(marked, ["here", "and there"]);
    }

    #[test]
    fn a_long_mark_loses_its_middle() {
        let line = "a sentence ".repeat(40);
        let (text, marked) = shown(&line, &[11..407, 200..201], 60);
        assert_eq!(
            text,
            "...ence a sentence a...ce a sentence a ...ence a sentence..."
        );
        assert_eq!(marked[0], "a sentence a...ce a sentence a ...ence ");
    }

    #[test]
    fn ten_megabytes_on_one_line_become_one_short_line() {
        let line = "宽".repeat(3 << 20);
        let middle = line.len() / 2;
        let (text, marked) = shown(&line, &[middle..middle + 3, 0..line.len()], 80);
        assert!(columns_of(&text) <= 80, "{text}");
        assert_eq!(marked[0], "宽");
    }

    #[test]
    fn lines_far_from_any_mark_are_left_out() {
        let (text, _) = shown(&"line\n".repeat(40), &[0..2, 195..199], 40);
        assert_eq!(text.lines().count(), 40);
        assert_eq!(text.lines().filter(|line| !line.is_empty()).count(), 6 + 3);
    }
}
