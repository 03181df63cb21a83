//! What stands between quotation marks, in the manner of several languages.

/// The marks that open a quotation, each with those that may close it: “English”, „German“, «Spanish», »Danish«, "typed".
const MARKS: &[(char, &[char])] = &[
    ('"', &['"']),
    ('“', &['”']),
    ('„', &['“', '”']),
    ('«', &['»']),
    ('»', &['«']),
];

/// Whether a byte of a line stands in a quotation that is closed in the same line.
pub(super) fn holds(line: &str, at: usize) -> bool {
    let mut open: Option<(usize, &[char])> = None;
    for (place, c) in line.char_indices() {
        match open {
            Some((start, closing)) if closing.contains(&c) => {
                if start < at && at < place {
                    return true;
                }
                open = None;
            }
            Some(_) => {}
            // Nothing behind it can hold the byte.
            None if place > at => return false,
            None => {
                open = MARKS
                    .iter()
                    .find(|(mark, _)| *mark == c)
                    .map(|(_, closing)| (place, *closing));
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(line: &str, word: &str) -> bool {
        holds(line, line.find(word).unwrap())
    }

    #[test]
    fn quotations_in_several_manners() {
        assert!(quoted("Say \"I always try\" and stop.", "always"));
        assert!(quoted("Say “I always try”.", "always"));
        assert!(quoted("Sag „immer so“.", "immer"));
        assert!(quoted("Di «siempre así».", "siempre"));
    }

    #[test]
    fn what_stands_outside_or_is_never_closed() {
        assert!(!quoted("Say \"yes\", always.", "always"));
        assert!(!quoted("A 6\" nail always holds.", "always"));
        assert!(!quoted("It is always \"yes\".", "always"));
        assert!(!quoted("Don’t always say ‘no’.", "always"));
    }
}
