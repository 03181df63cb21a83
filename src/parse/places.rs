//! From the text of a scalar or a body back to the bytes of its file.

/// From bytes of a text to bytes of its file.
pub(super) enum Places {
    /// The text stands in the file as it is, from this byte.
    Straight(usize),
    /// The text was made from quotes, escapes or folded lines: pairs of (byte of the text, byte of the file), sorted.
    /// Between two pairs the distance stays the same. `end` is where the scalar ends in the file.
    Pieces {
        pieces: Vec<(usize, usize)>,
        end: usize,
    },
}

impl Places {
    /// Matches a scalar's text with how it is written, and with all of its file that stands before it. YAML changes white space, quotes and escapes alone, so the other
    /// characters stand in both in the same order.
    pub(super) fn of_scalar(text: &str, before: &str, written: &str) -> Self {
        let base = before.len();
        if let Some(at) = written.find(text) {
            return Places::Straight(base + at);
        }
        let mut pieces = vec![(0, base)];
        let mut rest = Written::new(before, written);
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let Some(found) = rest.find(c) else { break };
            let last = pieces.last().copied().unwrap_or((0, base));
            if base + found != last.1 + (at - last.0) {
                pieces.push((at, base + found));
            }
        }
        Places::Pieces {
            pieces,
            end: base + written.len(),
        }
    }

    /// The byte of the file at which a byte of the text stands.
    pub(super) fn byte(&self, at: usize) -> usize {
        match self {
            Places::Straight(base) => base + at,
            Places::Pieces { pieces, end } => {
                let index = pieces
                    .partition_point(|(text, _)| *text <= at)
                    .saturating_sub(1);
                let (text, file) = pieces[index];
                // An alias stands for text that is elsewhere, and may be longer than its name.
                (file + (at - text)).min(*end)
            }
        }
    }

    /// A byte of the file, or the end of what was written if it lies past that.
    pub(super) fn within(&self, byte: usize) -> usize {
        match self {
            Places::Straight(_) => byte,
            Places::Pieces { end, .. } => byte.min(*end),
        }
    }
}

/// A scalar as it is written, read from its start to its end once.
struct Written<'a> {
    rest: std::str::CharIndices<'a>,
    /// Whether it stands in double quotes, where a backslash starts an escape (YAML 1.2.2, section 5.7).
    escapes: bool,
}

impl<'a> Written<'a> {
    fn new(before: &str, written: &'a str) -> Self {
        Self {
            rest: written.char_indices(),
            escapes: written.starts_with('"') && !is_block(before),
        }
    }

    /// The byte at which the next character of the text stands, where it stands.
    fn find(&mut self, wanted: char) -> Option<usize> {
        while let Some((at, c)) = self.rest.next() {
            if self.escapes && c == '\\' {
                if !self.escape()?.is_whitespace() {
                    return Some(at);
                }
            } else if c == wanted {
                return Some(at);
            }
        }
        None
    }

    /// Reads what follows a backslash: gives white space for an escape of white space, another character otherwise.
    fn escape(&mut self) -> Option<char> {
        let digits = match self.rest.next()?.1 {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            ' ' | '\t' | '\n' | '\r' | '_' | 't' | 'n' | 'v' | 'f' | 'r' | 'N' | 'L' | 'P' => {
                return Some(' ');
            }
            other => return Some(other),
        };
        let mut number = 0;
        for _ in 0..digits {
            number = number * 16 + self.rest.next()?.1.to_digit(16)?;
        }
        char::from_u32(number)
    }
}

/// Whether what stands before a scalar is the head of a block (YAML 1.2.2, section 8.1): `|` or `>` at the end of the last
/// line that holds anything, with how to end and to indent the block, and perhaps a comment.
fn is_block(before: &str) -> bool {
    let Some(above) = before.trim_end_matches(' ').strip_suffix('\n') else {
        return false;
    };
    let above = above.trim_end();
    let line = above.rsplit('\n').next().unwrap_or(above);
    let line = line.split(" #").next().unwrap_or(line).trim_end();
    let head = line.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
    head.ends_with(['|', '>'])
}
