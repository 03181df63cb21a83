//! The index of one part: which word stands in which documents, and how much it matters there; as files small enough to
//! be loaded one by one.

use std::collections::HashMap;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::findable::Document;
use super::words::each_word;

/// How much a word in a place matters, in eight steps; the client has the same.
const STEPS: [f32; 8] = [0.5, 1.0, 1.7, 2.6, 5.0, 9.0, 13.0, 18.0];
/// From this step on a word names the document or heads a part of it.
const IN_A_NAME: u8 = 4;
/// Up to so many words in a title each of them says what it is about.
const SHORT_TITLE: usize = 4;
/// About how long a file gets, in bytes.
const FILE: usize = 24_000;
/// How many documents one thread reads at a time.
const AT_ONCE: usize = 128;
/// The digits of packed numbers: five bits each, and a sixth where more follow.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A word and where it stands: documents in order, each with its step.
type Uses = Vec<(u32, u8)>;

/// The files of a part: a name each, and what it holds.
pub(super) struct Files {
    /// What the client loads first.
    pub first: Value,
    /// Files of words: all words, and the packed uses of each.
    pub words: Vec<(String, String)>,
    /// Files of documents.
    pub documents: Vec<Vec<Value>>,
}

/// Makes the index of some documents; `kind` gives a kind's words.
pub(super) fn index(documents: &[Document], kind: impl Fn(&str) -> String + Sync) -> Files {
    let mut uses = gather(documents, &kind);
    let common = leave_out_common(&mut uses, documents.len());
    let mut kinds: Vec<&str> = documents.iter().map(|document| document.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let of_document: Vec<usize> = documents
        .iter()
        .filter_map(|document| kinds.iter().position(|kind| *kind == document.kind))
        .collect();

    let words = word_files(&uses);
    let starts: Vec<&str> = words
        .iter()
        .map(|(words, _)| words.split(' ').next().unwrap_or_default())
        .collect();
    let mut firsts = Vec::new();
    let mut files: Vec<Vec<Value>> = Vec::new();
    let mut length = FILE;
    for (number, document) in documents.iter().enumerate() {
        if length >= FILE {
            firsts.push(number);
            files.push(Vec::new());
            length = 0;
        }
        let text = document
            .headings
            .iter()
            .chain(&document.lines)
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join("\n");
        length += text.len() + document.title.len() + document.href.len();
        if let Some(file) = files.last_mut() {
            file.push(json!([
                document.title,
                document.href,
                document.audience,
                text
            ]));
        }
    }
    let first = json!({
        "n": documents.len(),
        "words": starts,
        "texts": firsts,
        "kinds": kinds.iter().map(|name| json!([kind(name), favour(name)])).collect::<Vec<_>>(),
        "kind": of_document,
        "common": common.join(" "),
    });
    Files {
        first,
        words,
        documents: files,
    }
}

/// How far a kind is favoured where the same words stand in others: what explains and guides before what quotes and cites.
fn favour(kind: &str) -> f32 {
    match kind {
        "page" | "role" | "step" | "topic" => 1.6,
        "script" | "prompt" | "habit" => 0.8,
        "tension" => 0.7,
        "source" => 0.4,
        _ => 1.2,
    }
}

/// Every word with its uses, in the order of the words.
fn gather(documents: &[Document], kind: &(impl Fn(&str) -> String + Sync)) -> Vec<(String, Uses)> {
    let parts: Vec<HashMap<String, Uses>> = documents
        .par_chunks(AT_ONCE)
        .enumerate()
        .map(|(chunk, documents)| {
            let mut uses: HashMap<String, Uses> = HashMap::new();
            let mut weights: HashMap<String, f32> = HashMap::new();
            for (number, document) in documents.iter().enumerate() {
                weigh(document, &kind(document.kind), &mut weights);
                let number = (chunk * AT_ONCE + number) as u32;
                for (word, weight) in weights.drain() {
                    uses.entry(word).or_default().push((number, step(weight)));
                }
            }
            uses
        })
        .collect();
    // Documents of one chunk are in order, and so are the chunks: a stable sort keeps both.
    let mut all: Vec<(String, Uses)> = parts.into_iter().flatten().collect();
    all.par_sort_by(|(one, in_one), (other, in_other)| {
        let first = |uses: &Uses| uses.first().map(|(document, _)| *document);
        one.cmp(other).then(first(in_one).cmp(&first(in_other)))
    });
    let mut merged: Vec<(String, Uses)> = Vec::with_capacity(all.len());
    for (word, uses) in all {
        match merged.last_mut() {
            Some((last, before)) if *last == word => before.extend(uses),
            _ => merged.push((word, uses)),
        }
    }
    merged
}

/// How much each word matters in a document: most in its title, then in its other names, its headings, its text.
fn weigh(document: &Document, kind: &str, weights: &mut HashMap<String, f32>) {
    let mut length = 0_u32;
    for line in document.headings.iter().chain(&document.lines) {
        each_word(line, &mut |word| {
            length += 1;
            match weights.get_mut(word) {
                Some(count) => *count += 1.0,
                None => {
                    weights.insert(word.to_owned(), 1.0);
                }
            }
        });
    }
    // The tenth use of a word adds little to the ninth, and in a short text one use says more (as BM25 has it).
    let stretch = 1.2 * (0.4 + 0.6 * length as f32 / 150.0);
    weights
        .values_mut()
        .for_each(|count| *count = 3.0 * *count / (*count + stretch));
    let mut add = |text: &str, weight: f32| {
        each_word(text, &mut |word| match weights.get_mut(word) {
            Some(sum) => *sum = sum.max(weight),
            None => {
                weights.insert(word.to_owned(), weight);
            }
        });
    };
    document
        .headings
        .iter()
        .for_each(|text| add(text, STEPS[4]));
    document.names.iter().for_each(|text| add(text, STEPS[5]));
    let is_short = document.title.split_whitespace().count() <= SHORT_TITLE;
    add(&document.title, STEPS[if is_short { 7 } else { 6 }]);
    add(kind, STEPS[3]);
    add(&document.audience, STEPS[3]);
}

fn step(weight: f32) -> u8 {
    let above = STEPS.iter().skip(1).take_while(|step| weight >= **step);
    above.count() as u8
}

/// Words that stand in more than a quarter of all documents tell nothing but where they stand in a name. Gives those that
/// were left out: whoever looks for them with others is looking for the others.
fn leave_out_common(uses: &mut Vec<(String, Uses)>, documents: usize) -> Vec<String> {
    let mut common = Vec::new();
    for (word, uses) in &mut *uses {
        if uses.len() > 20 && uses.len() * 4 > documents {
            common.push(word.clone());
            uses.retain(|(_, step)| *step >= IN_A_NAME);
        }
    }
    uses.retain(|(_, uses)| !uses.is_empty());
    common
}

fn word_files(uses: &[(String, Uses)]) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for (word, uses) in uses {
        let full = |(words, packed): &(String, String)| words.len() + packed.len() >= FILE;
        if files.last().is_none_or(full) {
            files.push((String::new(), String::new()));
        }
        let Some((words, packed)) = files.last_mut() else {
            continue;
        };
        if !words.is_empty() {
            words.push(' ');
            packed.push(' ');
        }
        words.push_str(word);
        pack(uses, packed);
    }
    files
}

/// Each use is the way from the document before, times eight, and the step.
fn pack(uses: &Uses, packed: &mut String) {
    let mut before = 0;
    for (document, step) in uses {
        let mut number = (document - before) * 8 + u32::from(*step);
        before = *document;
        loop {
            let more = if number >= 32 { 32 } else { 0 };
            packed.push(char::from(DIGITS[(number % 32 + more) as usize]));
            number /= 32;
            if more == 0 {
                break;
            }
        }
    }
}
