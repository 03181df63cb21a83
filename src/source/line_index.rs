//! From a byte in a text to its line and column.

/// A line and a column as a person counts them: both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters (not bytes).
    pub column: u32,
}

/// Where each line of a text starts.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Reads a text once. `\n` and `\r\n` end a line.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0)
            .chain(
                text.bytes()
                    .enumerate()
                    .filter(|(_, byte)| *byte == b'\n')
                    .map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX)),
            )
            .collect();
        Self { starts }
    }

    /// The place of a byte. A byte past the end counts as the end; one inside a character as that character.
    pub fn line_column(&self, text: &str, byte: usize) -> LineColumn {
        let mut byte = byte.min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self.starts.partition_point(|start| *start as usize <= byte) - 1;
        let start = self.starts[line] as usize;
        LineColumn {
            line: u32::try_from(line + 1).unwrap_or(u32::MAX),
            column: u32::try_from(text[start..byte].chars().count() + 1).unwrap_or(u32::MAX),
        }
    }

    /// The byte at which a line (from 1) starts; the last line's for one past the end.
    pub fn line_start(&self, line: u32) -> usize {
        let index = (line.max(1) as usize - 1).min(self.starts.len() - 1);
        self.starts[index] as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_not_bytes() {
        let text = "é a\r\nb";
        let index = LineIndex::new(text);
        assert_eq!(
            index.line_column(text, 3),
            LineColumn { line: 1, column: 3 }
        );
        assert_eq!(
            index.line_column(text, 6),
            LineColumn { line: 2, column: 1 }
        );
        assert_eq!(
            index.line_column(text, 999),
            LineColumn { line: 2, column: 2 }
        );
        assert_eq!(
            index.line_column(text, 1),
            LineColumn { line: 1, column: 1 }
        );
        assert_eq!(index.line_start(2), 6);
    }
}
