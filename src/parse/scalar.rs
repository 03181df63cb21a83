//! The way back from a text to YAML, for what is written into files that people change.

/// A text as a scalar: plain where nobody could take it for anything else, in double quotes otherwise.
pub fn scalar(text: &str) -> String {
    const TAKEN: &[&str] = &[
        "true", "false", "yes", "no", "on", "off", "y", "n", "null", "inf", "nan",
    ];
    let plain = text.chars().next().is_some_and(char::is_alphabetic)
        && !text.chars().any(char::is_control)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
        && !TAKEN.contains(&text.to_ascii_lowercase().as_str());
    if plain {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            other if other.is_control() => quoted.push_str(&format!("\\x{:02x}", u32::from(other))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// The widest a comment gets, its sign and its place included.
const WIDTH: usize = 100;

/// Adds words behind `#`, `indent` spaces in, on as many lines as they need.
pub fn comment(text: &mut String, words: &str, indent: usize) {
    let mut line = String::new();
    let mut write = |line: &str| text.push_str(&format!("{:indent$}# {line}\n", ""));
    for word in words.split_whitespace() {
        if !line.is_empty() && indent + 3 + line.chars().count() + word.chars().count() > WIDTH {
            write(&line);
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        write(&line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_what_yaml_would_take_for_something_else() {
        for plain in [
            "Own the harm",
            "It starts on {start}.",
            "naïve",
            "信頼",
            "b-safe",
            "don't",
        ] {
            assert_eq!(scalar(plain), plain);
        }
        for (text, written) in [
            ("", "\"\""),
            ("no", "\"no\""),
            ("24 hours", "\"24 hours\""),
            ("a: b", "\"a: b\""),
            ("a #1", "\"a #1\""),
            ("[[x]]", "\"[[x]]\""),
            ("“Why?”", "\"“Why?”\""),
            ("He said \"a: b\"", "\"He said \\\"a: b\\\"\""),
            ("a\u{7}b\\", "\"a\\x07b\\\\\""),
        ] {
            assert_eq!(scalar(text), written);
        }
    }
}
