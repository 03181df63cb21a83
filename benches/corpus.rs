//! Makes books of any size to measure with: the same bytes for the same size, on every machine.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

/// How many words an entry's body has.
pub const WORDS: usize = 600;

const WORD_LIST: &[&str] = &[
    "trust", "people", "small", "acts", "time", "speak", "listen", "week", "plan", "home", "quiet",
    "answer", "question", "kind", "honest", "clear", "limit", "agree", "review", "support",
    "friend", "doctor", "night", "morning", "letter", "phone", "money", "child", "work", "rest",
    "walk", "write", "read", "ask", "tell", "wait", "begin", "stop", "choose", "change", "keep",
    "share", "notice", "thank", "help", "safe", "steady", "slow", "return",
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
    for step in 0..14 {
        let text = entry(
            &format!("Step {step}"),
            step_fields(step),
            &mut numbers,
            entries,
        );
        fs::write(content.join(format!("steps/step-{step}.md")), text)?;
    }
    for topic in 0..entries {
        let text = entry(
            &format!("Topic number {topic}"),
            String::new(),
            &mut numbers,
            entries,
        );
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

fn entry(title: &str, fields: String, numbers: &mut Numbers, entries: usize) -> String {
    let mut text =
        format!("---\ntitle: {title}\nsummary: One sentence on what this is about.\n{fields}---\n");
    let mut left = WORDS;
    let mut paragraph = 0;
    while left > 0 {
        if paragraph % 3 == 0 {
            let _ = write!(text, "\n## A heading {paragraph}\n");
        }
        text.push('\n');
        let words = left.min(60);
        for word in 0..words {
            let one = WORD_LIST[numbers.below(WORD_LIST.len())];
            match word {
                10 if paragraph < 6 => {
                    let _ = write!(text, "[[topic-{}|{one}]]", numbers.below(entries.max(1)));
                }
                20 => {
                    let _ = write!(text, "**{one}**");
                }
                30 => text.push_str(TERMS[numbers.below(TERMS.len())]),
                _ => text.push_str(one),
            }
            text.push_str(if word % 12 == 11 { ".\n" } else { " " });
        }
        text.push('\n');
        left -= words;
        paragraph += 1;
    }
    text
}
