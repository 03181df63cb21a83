//! Makes books of any size to measure with: the same bytes for the same size, on every machine.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

/// How many words an entry's body has.
pub const WORDS: usize = 600;

/// How many stems the vocabulary has; with their endings they are some 90,000 words.
const STEMS: usize = 24_000;

/// What a stem may have at its end, and how often of a hundred times.
const ENDINGS: [(&str, usize); 4] = [("", 58), ("s", 16), ("ed", 13), ("ing", 13)];

/// How a syllable starts, and how it ends: what words are made of.
const ONSETS: [&str; 24] = [
    "b", "br", "c", "ch", "d", "f", "fl", "g", "h", "j", "k", "l", "m", "n", "p", "pr", "r", "s",
    "st", "t", "th", "tr", "v", "w",
];
const RIMES: [&str; 15] = [
    "a", "e", "i", "o", "u", "al", "an", "ar", "en", "er", "in", "ol", "on", "ou", "um",
];

/// The words of the glossary; a page uses about one in forty words of them.
const TERMS: &[&str] = &[
    "boundary",
    "trigger",
    "setback",
    "pause",
    "reassurance",
    "disclosure",
    "secrecy",
    "privacy",
    "consent",
    "contempt",
    "empathy",
    "remorse",
    "amends",
    "control",
    "coercion",
    "stonewalling",
    "validation",
    "transparency",
    "accountability",
    "reliability",
    "predictability",
    "vulnerability",
    "intimacy",
    "forgiveness",
    "resentment",
    "ultimatum",
    "neglect",
    "betrayal",
    "deceit",
    "minimising",
    "defensiveness",
    "appeasement",
    "surveillance",
    "check-in",
    "time-out",
    "safety plan",
    "attachment",
    "grounding",
    "rumination",
    "self-care",
];

const BOOK: &str = "[book]\ntitle = \"A measured book\"\n\n\
    [[role]]\nid = \"hurt\"\nname = \"The hurt partner\"\n\n\
    [[role]]\nid = \"broke-trust\"\nname = \"The partner who broke trust\"\n\n\
    [[phase]]\nid = \"one\"\nname = \"First\"\n\n\
    [[phase]]\nid = \"two\"\nname = \"Second\"\n\n\
    [[risk]]\nid = \"promises\"\nname = \"Promises\"\nwords = [\"promise*\", \"vow*\"]\n";

/// Numbers that look like chance and are not (a linear congruential generator, Numerical Recipes' constants).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).unwrap_or(0)
    }
}

/// The words of a language that nobody speaks. How often each comes follows Zipf's law with Mandelbrot's shift, as it does
/// in languages that people speak: the thousand that come most often are two thirds of a text, and half of all words come
/// hardly ever.
struct Vocabulary {
    stems: Vec<String>,
    /// Up to which number each stem is drawn.
    shares: Vec<usize>,
}

impl Vocabulary {
    fn new() -> Self {
        let mut sum = 0.0;
        let shares = (0..STEMS).map(|rank| {
            sum += 1e6 / (rank as f64 + 2.7);
            sum as usize
        });
        Self {
            stems: (0..STEMS).map(stem).collect(),
            shares: shares.collect(),
        }
    }

    /// A word, as it comes in a text.
    fn word(&self, numbers: &mut Numbers) -> String {
        let drawn = numbers.below(self.shares[STEMS - 1]);
        let rank = self.shares.partition_point(|share| *share <= drawn);
        let mut percent = numbers.below(100);
        let ending = ENDINGS.iter().find(|(_, share)| {
            let is_it = percent < *share;
            percent = percent.wrapping_sub(*share);
            is_it
        });
        format!(
            "{}{}",
            self.stems[rank],
            ending.map_or("", |(ending, _)| ending)
        )
    }

    /// Some words in a row; the first with a capital letter.
    fn words(&self, numbers: &mut Numbers, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|_| self.word(numbers)).collect();
        let mut words = words.join(" ");
        words[..1].make_ascii_uppercase();
        words
    }
}

/// The stem of a rank: what comes often is short.
fn stem(rank: usize) -> String {
    let syllables = ONSETS.len() * RIMES.len();
    let (count, rank) = match rank {
        0..100 => (1, rank),
        100..3_000 => (2, rank - 100),
        _ => (3, rank - 3_000),
    };
    // Stems of neighbouring ranks start with other letters: the step shares no factor with the number of all syllables.
    let mut number = rank * 10_007 % syllables.pow(count);
    let mut stem = String::new();
    for _ in 0..count {
        let syllable = number % syllables;
        number /= syllables;
        stem.push_str(ONSETS[syllable / RIMES.len()]);
        stem.push_str(RIMES[syllable % RIMES.len()]);
    }
    stem
}

/// Writes a book of about `entries` entries into `folder`: topics of [`WORDS`] words with six links each, fourteen steps,
/// and a glossary of forty terms, whatever the size.
///
/// # Errors
///
/// When the folder cannot be written.
pub fn write(folder: &Path, entries: usize) -> io::Result<()> {
    let content = folder.join("content");
    for place in ["topics", "steps"] {
        fs::create_dir_all(content.join(place))?;
    }
    fs::write(folder.join("book.toml"), BOOK)?;
    fs::write(
        content.join("index.md"),
        "---\ntitle: A measured book\n---\n\nWords to begin with.\n",
    )?;
    let mut numbers = Numbers(42);
    let vocabulary = Vocabulary::new();
    let mut entry = |fields: String| entry(&vocabulary, fields, &mut numbers, entries);
    for step in 0..14 {
        let text = entry(step_fields(step));
        fs::write(content.join(format!("steps/step-{step}.md")), text)?;
    }
    for topic in 0..entries {
        let text = entry(String::new());
        fs::write(content.join(format!("topics/topic-{topic}.md")), text)?;
    }
    let mut glossary = String::new();
    for (number, word) in TERMS.iter().enumerate() {
        let _ = write!(
            glossary,
            "- id: term-{number}\n  title: {word}\n  definition: What we mean by it.\n"
        );
    }
    fs::write(content.join("glossary.yaml"), glossary)
}

fn step_fields(step: usize) -> String {
    let phase = if step < 7 { "one" } else { "two" };
    format!(
        "phase: {phase}\norder: {step}\nactions:\n  - role: hurt\n    text: Say what you need, in one sentence.\n  \
         - role: broke-trust\n    text: Do what you said, and say so before you are asked.\n"
    )
}

fn entry(vocabulary: &Vocabulary, fields: String, numbers: &mut Numbers, entries: usize) -> String {
    let title = vocabulary.words(numbers, 3);
    let summary = vocabulary.words(numbers, 9);
    let mut text = format!("---\ntitle: {title}\nsummary: {summary}.\n{fields}---\n");
    let mut left = WORDS;
    let mut paragraph = 0;
    while left > 0 {
        if paragraph % 3 == 0 {
            let _ = write!(text, "\n## {}\n", vocabulary.words(numbers, 3));
        }
        text.push('\n');
        let words = left.min(60);
        for word in 0..words {
            let one = vocabulary.word(numbers);
            match word {
                10 if paragraph < 6 => {
                    let _ = write!(text, "[[topic-{}|{one}]]", numbers.below(entries.max(1)));
                }
                20 => {
                    let _ = write!(text, "**{one}**");
                }
                30 => text.push_str(TERMS[numbers.below(TERMS.len())]),
                _ => text.push_str(&one),
            }
            text.push_str(if word % 12 == 11 { ".\n" } else { " " });
        }
        text.push('\n');
        left -= words;
        paragraph += 1;
    }
    text
}
