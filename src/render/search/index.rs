//! The index of one part: which word stands in which documents, and how much it matters there; as files small enough to
//! be loaded one by one.

use std::collections::HashMap;

use ahash::RandomState;
use rayon::prelude::*;
use serde_json::{Value, json};

use super::findable::Document;
use super::words::each_word;

/// How much a word in a place matters, in eight steps; the client has the same.
const STEPS: [f32; 8] = [0.5, 1.0, 1.7, 2.6, 5.0, 9.0, 13.0, 18.0];
/// From this step on a word names the document or heads a part of it.
const IN_A_NAME: u32 = 4;
/// Up to so many words in a title each of them says what it is about.
const SHORT_TITLE: usize = 4;
/// About how long a file of words gets, in bytes: a reader's first key asks for one or two of them.
const WORDS_FILE: usize = 32_000;
/// About how long a file of uses gets; a query asks for one a word, or a few.
const USES_FILE: usize = 12_000;
/// About how long a file of documents gets; a query asks for as many as it shows results.
const DOCUMENTS_FILE: usize = 8_000;
/// How many documents one thread reads at a time.
const AT_ONCE: usize = 512;
/// The digits of packed numbers: five bits each, and a sixth where more follow.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A use of a word: the document's number, times eight, and the step.
type Use = u32;

/// The files of a part, in order; of all but the first what their scripts hold, as JSON.
pub(super) struct Files {
    /// What the client loads first.
    pub first: Value,
    /// Files of words: each with a digit that says in how many documents it stands, to the power of two.
    pub words: Vec<Vec<u8>>,
    /// Files of uses: each word's, packed.
    pub uses: Vec<Vec<u8>>,
    /// Files of documents.
    pub documents: Vec<Vec<u8>>,
}

/// Makes the index of some documents, which `read` gives; `kind` gives a kind's words.
pub(super) fn index<T: Sync>(
    found: &[T],
    read: impl Fn(&T) -> Document + Sync,
    kind: impl Fn(&str) -> String + Sync,
) -> Files {
    let parts: Vec<Part> = found
        .par_chunks(AT_ONCE)
        .enumerate()
        .map(|(at, chunk)| Part::read(at * AT_ONCE, chunk, &read, &kind))
        .collect();
    let (uses, documents) = merge(parts);
    let (uses, common) = leave_out_common(uses, found.len());
    let mut kinds: Vec<&str> = documents.iter().map(|(kind, _)| *kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let of_document: String = documents
        .iter()
        .filter_map(|(of, _)| kinds.iter().position(|kind| kind == of))
        .map(digit)
        .collect();
    let (words, words_from) = word_files(&uses);
    let (uses, uses_from) = use_files(&uses);
    let (documents, counts) = document_files(documents);
    let first = json!({
        "n": found.len(),
        "words": words_from,
        "uses": uses_from,
        "texts": counts,
        "kinds": kinds.iter().map(|name| json!([kind(name), favour(name)])).collect::<Vec<_>>(),
        "kind": of_document,
        "common": common.join(" "),
    });
    Files {
        first,
        words,
        uses,
        documents,
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

/// What was read of some documents in a row.
struct Part {
    words: Words,
    /// The uses of each word, in order; by its number.
    uses: Vec<Vec<Use>>,
    /// Each document's kind, and what the client shows of it, as JSON.
    documents: Vec<(&'static str, Vec<u8>)>,
}

/// Words, each with a number. They are sorted before anything is written, so their order here is none of the output's.
struct Words(HashMap<Box<str>, usize, RandomState>);

impl Default for Words {
    fn default() -> Self {
        Self(HashMap::with_hasher(RandomState::with_seeds(1, 2, 3, 4)))
    }
}

impl Words {
    /// A word's number: that of the words before it, if it is new.
    fn number(&mut self, word: &str) -> usize {
        match self.0.get(word) {
            Some(number) => *number,
            None => {
                let number = self.0.len();
                self.0.insert(word.into(), number);
                number
            }
        }
    }
}

impl Part {
    /// Reads documents, the first of which has the number `from`.
    fn read<T>(
        from: usize,
        found: &[T],
        read: &(impl Fn(&T) -> Document + Sync),
        kind: &(impl Fn(&str) -> String + Sync),
    ) -> Self {
        let mut part = Self {
            words: Words::default(),
            uses: Vec::new(),
            documents: Vec::with_capacity(found.len()),
        };
        let mut weights = Weights::default();
        for (number, one) in found.iter().enumerate() {
            let document = read(one);
            weights.weigh(&document, &kind(document.kind), &mut part.words);
            part.uses.resize_with(part.words.0.len(), Vec::new);
            for word in weights.touched.drain(..) {
                let weight = std::mem::take(&mut weights.of_word[word]);
                part.uses[word].push((from + number) as u32 * 8 + step(weight));
            }
            let lines = document.headings.iter().chain(&document.lines);
            let lines: Vec<&str> = lines.map(String::as_str).collect();
            let shown = (
                &document.title,
                &document.href,
                &document.audience,
                lines.join("\n"),
            );
            // Texts are always JSON.
            let shown = serde_json::to_vec(&shown).unwrap_or_default();
            part.documents.push((document.kind, shown));
        }
        part
    }
}

/// How much words matter in one document.
#[derive(Default)]
struct Weights {
    /// By the number of the word; 0 where it does not stand in the document.
    of_word: Vec<f32>,
    /// The words that stand in it.
    touched: Vec<usize>,
}

impl Weights {
    /// Most matters what stands in the title, then in its other names, its headings, its text.
    fn weigh(&mut self, document: &Document, kind: &str, words: &mut Words) {
        let mut length = 0_u32;
        for line in document.headings.iter().chain(&document.lines) {
            each_word(line, &mut |word| {
                length += 1;
                *self.of(word, words) += 1.0;
            });
        }
        // The tenth use of a word adds little to the ninth, and in a short text one use says more (as BM25 has it).
        let stretch = 1.2 * (0.4 + 0.6 * length as f32 / 150.0);
        for word in &self.touched {
            let count = &mut self.of_word[*word];
            *count = 3.0 * *count / (*count + stretch);
        }
        let mut add = |text: &str, weight: f32| {
            each_word(text, &mut |word| {
                let sum = self.of(word, words);
                *sum = sum.max(weight);
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

    /// The weight of a word, for more to be added.
    fn of(&mut self, word: &str, words: &mut Words) -> &mut f32 {
        let number = words.number(word);
        if number >= self.of_word.len() {
            self.of_word.resize(number + 1, 0.0);
        }
        if self.of_word[number] == 0.0 {
            self.touched.push(number);
        }
        &mut self.of_word[number]
    }
}

fn step(weight: f32) -> u32 {
    let above = STEPS.iter().skip(1).take_while(|step| weight >= **step);
    above.count() as u32
}

/// A word with its uses, in order.
type Used = (Box<str>, Vec<Use>);

/// Words in their order, and the documents in theirs.
type Merged = (Vec<Used>, Vec<(&'static str, Vec<u8>)>);

fn merge(parts: Vec<Part>) -> Merged {
    let mut all = Words::default();
    let mut uses: Vec<Vec<Use>> = Vec::new();
    let mut documents = Vec::new();
    for mut part in parts {
        for (word, number) in part.words.0 {
            let more = std::mem::take(&mut part.uses[number]);
            let number = all.number(&word);
            if number == uses.len() {
                uses.push(more);
            } else {
                uses[number].extend(more);
            }
        }
        documents.append(&mut part.documents);
    }
    let mut words: Vec<Used> = all
        .0
        .into_iter()
        .map(|(word, number)| (word, std::mem::take(&mut uses[number])))
        .collect();
    words.par_sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    (words, documents)
}

/// Words that stand in more than a quarter of all documents tell nothing but where they stand in a name. Gives those that
/// were left out too: whoever looks for them with others is looking for the others.
fn leave_out_common(mut uses: Vec<Used>, documents: usize) -> (Vec<Used>, Vec<String>) {
    let mut common = Vec::new();
    for (word, uses) in &mut uses {
        if uses.len() > 20 && uses.len() * 4 > documents {
            common.push(word.to_string());
            uses.retain(|one| one % 8 >= IN_A_NAME);
        }
    }
    // A letter that Unicode takes apart into several words is nothing that anybody types.
    uses.retain(|(word, uses)| !uses.is_empty() && !word.contains(' '));
    (uses, common)
}

/// The files of words, and the first word of each.
fn word_files(uses: &[Used]) -> (Vec<Vec<u8>>, Vec<&str>) {
    let mut files: Vec<String> = Vec::new();
    let mut firsts = Vec::new();
    for (word, uses) in uses {
        match files.last_mut() {
            Some(file) if file.len() < WORDS_FILE => file.push(' '),
            _ => {
                files.push(String::new());
                firsts.push(&**word);
            }
        }
        if let Some(file) = files.last_mut() {
            file.push_str(word);
            file.push(digit(uses.len().ilog2() as usize));
        }
    }
    let files = files.iter().map(|file| json_text(file).into_bytes());
    (files.collect(), firsts)
}

/// The files of uses, and the first word of each.
fn use_files(uses: &[Used]) -> (Vec<Vec<u8>>, Vec<&str>) {
    let mut files: Vec<String> = Vec::new();
    let mut firsts = Vec::new();
    for (word, uses) in uses {
        match files.last_mut() {
            Some(file) if file.len() < USES_FILE => file.push(','),
            _ => {
                files.push("{".to_owned());
                firsts.push(&**word);
            }
        }
        if let Some(file) = files.last_mut() {
            file.push_str(&json_text(word));
            file.push_str(":\"");
            pack(uses, file);
            file.push('"');
        }
    }
    let files = files.into_iter().map(|mut file| {
        file.push('}');
        file.into_bytes()
    });
    (files.collect(), firsts)
}

/// The files of documents, and how many each holds: a digit each, so none holds more than a digit can say.
fn document_files(documents: Vec<(&'static str, Vec<u8>)>) -> (Vec<Vec<u8>>, String) {
    let mut files: Vec<Vec<u8>> = Vec::new();
    let mut counts: Vec<usize> = Vec::new();
    for (_, mut document) in documents {
        match (files.last_mut(), counts.last_mut()) {
            (Some(file), Some(count))
                if file.len() + document.len() < DOCUMENTS_FILE && *count + 1 < DIGITS.len() =>
            {
                *count += 1;
                file.push(b',');
                file.append(&mut document);
            }
            _ => {
                counts.push(1);
                document.insert(0, b'[');
                files.push(document);
            }
        }
    }
    files.iter_mut().for_each(|file| file.push(b']'));
    (files, counts.into_iter().map(digit).collect())
}

fn json_text(text: &str) -> String {
    // Texts are always JSON.
    serde_json::to_string(text).unwrap_or_default()
}

/// A number below 64 as one digit.
fn digit(number: usize) -> char {
    char::from(DIGITS[number % DIGITS.len()])
}

/// Each use is the way from the document before, times eight, and the step.
fn pack(uses: &[Use], packed: &mut String) {
    let mut before = 0;
    for one in uses {
        let mut number = one - before;
        before = one - one % 8;
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
