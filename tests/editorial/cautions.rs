//! No number, page or name that is known to be wrong stands in the content.

use super::shipped;

/// Digits that old or careless pages print for a helpline, and what they are.
const WRONG_DIGITS: &[(&str, &str)] = &[
    (
        "8457909090",
        "the number that Samaritans had before 116 123",
    ),
    (
        "8009171414",
        "an old number of the helpline of Northern Ireland",
    ),
    ("8288656", "0508 TAUTOKO with a digit too many"),
    ("800744633", "a misprint of Shine, New Zealand"),
    ("1800914416", "a misprint of Tele MANAS, India"),
    (
        "4033101818",
        "310-1818, Alberta, with an area code that it does not have",
    ),
    ("8002738255", "the number that 988 took the place of"),
    (
        "15313331",
        "a line of Accord, Ireland, that stood for some months of 2020",
    ),
];

/// Pages that cannot be relied on, and a paper's author who did not write it.
const WRONG_NAMES: &[&str] = &[
    "relate.org.nz",
    "nzfamilies.org.nz",
    "esouthafrica.co.za",
    "drouin",
];

/// A line's digits, without what people put between the digits of a number; all else separates.
fn digits(line: &str) -> String {
    let mut digits = String::new();
    for c in line.chars() {
        match c {
            '0'..='9' => digits.push(c),
            ' ' | '\u{a0}' | '-' | '\u{2010}'..='\u{2013}' | '.' | '(' | ')' | '/' => {}
            _ => digits.push('|'),
        }
    }
    digits
}

/// What is wrong in a text, each with its line.
fn cautions(text: &str) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let (digits, lower) = (digits(line), line.to_lowercase());
        let numbers = WRONG_DIGITS
            .iter()
            .filter(|(number, _)| digits.contains(number))
            .map(|(_, what)| *what);
        let names = WRONG_NAMES
            .iter()
            .copied()
            .filter(|name| lower.contains(name));
        found.extend(numbers.chain(names).map(|what| (index + 1, what)));
    }
    found
}

#[test]
fn no_contact_that_is_known_to_be_wrong_stands_in_the_content() {
    let mut found = Vec::new();
    for (path, text) in shipped::texts() {
        found.extend(
            cautions(&text)
                .into_iter()
                .map(|(line, what)| format!("{path}:{line}: {what}")),
        );
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn wrong_digits_are_found_however_they_are_written() {
    for wrong in [
        "08457 90 90 90",
        "+44 8457 909090",
        "0800 917 1414",
        "8288656",
        "0800 744 633",
        "1-800-91-4416",
        "403.310.1818",
        "(403) 310-1818",
        "1-800-273-8255",
        "800–273–8255",
        "01 531 3331",
        "see https://www.Relate.org.nz/",
    ] {
        assert_eq!(
            cautions(&format!("name: x\nnumber: \"{wrong}\"\n")).len(),
            1,
            "{wrong}"
        );
    }
    for right in [
        "116 123",
        "0808 802 1414",
        "0508 828 865",
        "0508 744 633",
        "14416",
        "1-800-891-4416",
        "310-1818",
        "988",
    ] {
        assert!(
            cautions(&format!("number: \"{right}\"")).is_empty(),
            "{right}"
        );
    }
}
