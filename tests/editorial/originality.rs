//! No run of eight words of the content stands in a source article.
//!
//! The articles are not part of this tree. `runs.txt` holds only hashes of their runs, which `hash_runs.py` wrote; the
//! words, the runs and the hashes are made there and here in the same way.

use std::collections::HashSet;

use super::shipped;

const RUNS: &str = include_str!("runs.txt");

/// How many words make a run.
const LENGTH: usize = 8;

/// The words of a text in lower case, each with its line: letters and digits, and letters after one apostrophe.
fn words(text: &str) -> Vec<(String, usize)> {
    let mut words = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let chars: Vec<char> = line.chars().collect();
        let mut at = 0;
        while at < chars.len() {
            let start = at;
            let run_on = |from: usize, fits: fn(&char) -> bool| {
                from + chars[from..].iter().take_while(|c| fits(c)).count()
            };
            at = run_on(at, char::is_ascii_alphanumeric);
            if at == start {
                at += 1;
                continue;
            }
            if matches!(chars.get(at), Some('\'' | '’')) {
                let end = run_on(at + 1, char::is_ascii_alphabetic);
                at = if end > at + 1 { end } else { at };
            }
            let word: String = chars[start..at].iter().collect();
            words.push((word.to_ascii_lowercase().replace('’', "'"), index + 1));
        }
    }
    words
}

/// FNV-1a, 64 bits.
fn hash(run: &str) -> u64 {
    run.bytes().fold(0xcbf2_9ce4_8422_2325, |value, byte| {
        (value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The runs of a text that are among `known`, each with the line it starts on. Runs that overlap count as one.
fn copied(text: &str, known: &HashSet<u64>) -> Vec<(usize, String)> {
    let words = words(text);
    let mut found = Vec::new();
    let mut next = 0;
    for (start, window) in words.windows(LENGTH).enumerate() {
        let run: Vec<&str> = window.iter().map(|(word, _)| word.as_str()).collect();
        let run = run.join(" ");
        if start >= next && known.contains(&hash(&run)) {
            next = start + LENGTH;
            found.push((window[0].1, run));
        }
    }
    found
}

/// The hashes of a list, one a line.
fn hashes(list: &str) -> Vec<u64> {
    list.lines()
        .map(|line| u64::from_str_radix(line, 16).unwrap())
        .collect()
}

#[test]
fn no_sentence_is_copied_from_a_source() {
    let known: HashSet<u64> = hashes(RUNS).into_iter().collect();
    let mut hits = Vec::new();
    for (path, text) in shipped::texts() {
        hits.extend(
            copied(&text, &known)
                .into_iter()
                .map(|(line, run)| format!("{path}:{line}: {run}")),
        );
    }
    assert!(
        hits.is_empty(),
        "these words stand in a source article too:\n{}",
        hits.join("\n")
    );
}

#[test]
fn the_list_of_runs_is_whole() {
    let list = hashes(RUNS);
    assert!(list.len() > 5_000, "only {} runs", list.len());
    assert!(
        list.is_sorted_by(|a, b| a < b),
        "the list is not sorted, or holds a run twice"
    );
}

#[test]
fn a_copied_run_is_found_with_its_line() {
    let known = HashSet::from([hash("the grey cat didn't see 9 small mice")]);
    let text = "title: A cat\nThen the grey\n*cat* didn’t see **9** small mice, or did it?\nAnd the grey cat did.\n";
    let run = "the grey cat didn't see 9 small mice".to_owned();
    assert_eq!(copied(text, &known), [(2, run)]);
    assert!(copied("The grey cat did not see 9 small mice.", &known).is_empty());
}

#[test]
fn words_and_hashes_are_those_of_the_script() {
    let found: Vec<String> = words("Rock'n'roll, it’s2 'quoted' o' clock—x")
        .into_iter()
        .map(|(word, _)| word)
        .collect();
    assert_eq!(
        found,
        ["rock'n", "roll", "it's", "2", "quoted", "o", "clock", "x"]
    );
    assert_eq!(
        hash("one two three four five six seven eight"),
        0xba4b_9b92_db71_bfbb
    );
}
