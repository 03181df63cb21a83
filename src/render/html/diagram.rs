//! Diagrams drawn from content, as SVG: the circle that people go round in, stretches of time, and the route.
//!
//! Nothing is coloured here: shapes have classes, and the theme's style sheet says how they look in light, dark and print.
//! Text is set in lines by counting letters, since no font can be measured here; boxes leave room for wide ones. In a book that
//! is read from the right everything stands the other way round.

use std::fmt::Write;

use super::blocks::escape;
use crate::config::Direction;

/// The width of every diagram, in its own units: a telephone's, so that its letters are as large as the text around it.
const WIDTH: usize = 360;
/// The height of a line of text.
const LINE: usize = 22;
/// The room between a box and its text.
const PAD: usize = 14;
/// The room between a box and the next.
const GAP: usize = 30;
/// The room that a letter takes, in units, at 16 units a letter's height: more than most fonts' average.
const LETTER: usize = 8;
/// The same for bold letters.
const BOLD: usize = 10;

/// One box of a circle.
pub(super) struct Stage {
    /// The column: the first role's at the start of the line, the second's at its end, nobody's in the middle.
    pub column: Column,
    /// Whose stage it is; may be empty.
    pub head: String,
    /// The words.
    pub text: String,
}

/// Where a box stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// At the start of the line.
    Start,
    /// In the middle, wide.
    Middle,
    /// At the end of the line.
    End,
}

/// A diagram as it is drawn: places are counted from the start of the line, whichever side that is.
struct Drawing {
    direction: Direction,
    shapes: String,
    words: String,
}

/// A heading and words below it.
pub(super) struct Item {
    pub title: String,
    pub lines: Vec<String>,
}

/// A circle: boxes from top to bottom, and a line that leads from the last back to the first.
pub(super) fn cycle(direction: Direction, id: &str, title: &str, stages: &[Stage]) -> String {
    let mut drawing = Drawing::new(direction);
    let mut top = 4;
    let mut places: Vec<(usize, usize, usize, usize)> = Vec::new();
    for stage in stages {
        let (left, width) = match stage.column {
            Column::Start => (36, 232),
            Column::Middle => (60, 264),
            Column::End => (WIDTH - 236, 232),
        };
        let lines = wrap(&stage.text, (width - 2 * PAD) / LETTER);
        let heads = wrap(&stage.head, (width - 2 * PAD) / BOLD);
        let height = 2 * PAD + (lines.len() + heads.len()) * LINE - 6;
        let class = match stage.column {
            Column::Start => "diagram-box diagram-start",
            Column::Middle => "diagram-box",
            Column::End => "diagram-box diagram-end",
        };
        let _ = write!(
            drawing.shapes,
            "<rect class=\"{class}\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"8\"/>"
        );
        let mut at = top + PAD + 13;
        for words in &heads {
            drawing.line("diagram-head", left + PAD, at, words);
            at += LINE;
        }
        for words in &lines {
            drawing.line("diagram-text", left + PAD, at, words);
            at += LINE;
        }
        places.push((left, top, width, height));
        top += height + GAP;
    }
    for pair in places.windows(2) {
        let (left, from, width, height) = pair[0];
        let (next_left, to, next_width, _) = pair[1];
        // Where both boxes reach, so that the arrow stands upright.
        let x = (left.max(next_left) + (left + width).min(next_left + next_width)) / 2;
        drawing.arrow(x, from + height + 3, to - 4);
    }
    if let (Some(first), Some(last)) = (places.first(), places.last()) {
        let (start, end) = (last.1 + last.3 / 2, first.1 + first.3 / 2);
        let _ = write!(
            drawing.shapes,
            "<path class=\"diagram-line\" d=\"M{} {start}H24Q12 {start} 12 {}V{}Q12 {end} 24 {end}H{}\"/>",
            last.0 - 3,
            start - 12,
            end + 12,
            first.0 - 10
        );
        let tip = first.0 - 4;
        let _ = write!(
            drawing.shapes,
            "<path class=\"diagram-tip\" d=\"M{tip} {end}l-10 -6v12z\"/>"
        );
    }
    drawing.framed(id, title, top.saturating_sub(GAP) + 6)
}

/// Stretches of time: bars that overlap from the start to the end, with no dates, since there are none.
pub(super) fn timeline(direction: Direction, id: &str, title: &str, items: &[Item]) -> String {
    let mut drawing = Drawing::new(direction);
    let mut top = 20;
    let bar = WIDTH / 2;
    let step = (WIDTH - bar)
        .checked_div(items.len().saturating_sub(1))
        .unwrap_or(0);
    for (index, item) in items.iter().enumerate() {
        drawing.line("diagram-head", 2, top, &item.title);
        top += 8;
        let _ = write!(
            drawing.shapes,
            "<rect class=\"diagram-track\" x=\"0\" y=\"{top}\" width=\"{WIDTH}\" height=\"12\" rx=\"6\"/>"
        );
        let x = index * step;
        let _ = write!(
            drawing.shapes,
            "<rect class=\"diagram-bar\" x=\"{x}\" y=\"{top}\" width=\"{bar}\" height=\"12\" rx=\"6\"/>"
        );
        top += 12 + LINE;
        for words in item
            .lines
            .iter()
            .flat_map(|text| wrap(text, WIDTH / LETTER))
        {
            drawing.line("diagram-text", 2, top, &words);
            top += LINE;
        }
        top += GAP / 2;
    }
    drawing.framed(id, title, top.saturating_sub(GAP))
}

/// The route: a box a phase, with its steps, and an arrow to the next.
pub(super) fn route(direction: Direction, id: &str, title: &str, phases: &[Item]) -> String {
    let mut drawing = Drawing::new(direction);
    let mut top = 4;
    for (index, phase) in phases.iter().enumerate() {
        if index > 0 {
            drawing.arrow(WIDTH / 2, top - GAP + 3, top - 4);
        }
        let lines: Vec<String> = phase
            .lines
            .iter()
            .flat_map(|text| wrap(text, (WIDTH - 4 * PAD) / LETTER))
            .collect();
        let height = 2 * PAD + (lines.len() + 1) * LINE - 6;
        let _ = write!(
            drawing.shapes,
            "<rect class=\"diagram-box\" x=\"2\" y=\"{top}\" width=\"{}\" height=\"{height}\" rx=\"8\"/>",
            WIDTH - 4
        );
        let mut at = top + PAD + 13;
        drawing.line("diagram-head", 2 + PAD, at, &phase.title);
        for words in &lines {
            at += LINE;
            drawing.line("diagram-text", 2 + PAD, at, words);
        }
        top += height + GAP;
    }
    drawing.framed(id, title, top.saturating_sub(GAP) + 6)
}

impl Drawing {
    fn new(direction: Direction) -> Self {
        Self {
            direction,
            shapes: String::new(),
            words: String::new(),
        }
    }

    fn line(&mut self, class: &str, x: usize, y: usize, words: &str) {
        let x = match self.direction {
            Direction::LeftToRight => x,
            Direction::RightToLeft => WIDTH - x,
        };
        let _ = write!(self.words, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">");
        escape(words, &mut self.words);
        self.words.push_str("</text>");
    }

    fn arrow(&mut self, x: usize, from: usize, to: usize) {
        let shaft = to - 6;
        let _ = write!(
            self.shapes,
            "<path class=\"diagram-line\" d=\"M{x} {from}V{shaft}\"/><path class=\"diagram-tip\" d=\"M{x} {to}l-6 -10h12z\"/>"
        );
    }

    /// The whole picture. Shapes are mirrored as one; letters are not, they only stand elsewhere.
    fn framed(self, id: &str, title: &str, height: usize) -> String {
        let Self {
            direction,
            shapes,
            words,
        } = self;
        let mut html = format!(
            "<svg class=\"diagram\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-title\"><title id=\"{id}-title\">"
        );
        escape(title, &mut html);
        html.push_str("</title>");
        let _ = match direction {
            Direction::LeftToRight => write!(html, "{shapes}"),
            Direction::RightToLeft => {
                write!(
                    html,
                    "<g transform=\"matrix(-1 0 0 1 {WIDTH} 0)\">{shapes}</g>"
                )
            }
        };
        html.push_str(&words);
        html.push_str("</svg>");
        html
    }
}

/// Words in lines of at most `letters` letters; a longer word has a line to itself.
fn wrap(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hold_what_fits() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("extraordinarily so", 5), ["extraordinarily", "so"]);
        assert!(wrap("", 5).is_empty());
    }

    #[test]
    fn an_empty_diagram_is_no_panic() {
        assert!(cycle(Direction::LeftToRight, "a", "t", &[]).starts_with("<svg"));
        assert!(timeline(Direction::LeftToRight, "a", "t", &[]).starts_with("<svg"));
        assert!(route(Direction::LeftToRight, "a", "<t>", &[]).contains("&lt;t&gt;"));
    }

    #[test]
    fn from_the_right_shapes_are_mirrored_and_letters_are_not() {
        let items = [Item {
            title: "one".to_owned(),
            lines: Vec::new(),
        }];
        let mirrored = timeline(Direction::RightToLeft, "a", "t", &items);
        assert!(mirrored.contains("<g transform=\"matrix(-1 0 0 1 360 0)\"><rect"));
        assert!(mirrored.contains("</g><text class=\"diagram-head\" x=\"358\""));
        assert!(!timeline(Direction::LeftToRight, "a", "t", &items).contains("<g"));
    }
}
