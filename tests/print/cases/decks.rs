//! Decks of cards: nothing clipped, nothing private, nothing on a cut.

use super::super::book::{guide, print, small};
use super::super::tools::{Word, run, words};
use super::{Outcome, check};

/// The names of the deck's files in the guide.
const FILES: [&str; 4] = ["", "-letter", "-large", "-large-letter"];

pub fn files() -> Outcome {
    for deck in ["cards", "decks/apology-keys"] {
        for file in FILES {
            let path = format!("{deck}{file}.pdf");
            let pages = words(&guide().file(&path))?.1;
            check(!pages.is_empty(), || format!("{path} has no pages"))?;
        }
    }
    Ok(())
}

/// Words that fill a card of a given length, the first and the last of them told apart.
fn long(name: &str, length: usize) -> String {
    format!(
        "First{name} {} Last{name}.",
        "and so on it goes ".repeat(length)
    )
}

/// A deck of scripts of every length, from a word to more than a page.
fn lengths() -> String {
    let mut scripts = String::new();
    for (n, length) in [0, 5, 20, 40, 60, 120, 5, 5, 200, 0, 400, 3]
        .into_iter()
        .enumerate()
    {
        scripts.push_str(&format!(
            "- {{id: say-{n}, title: Number{n}, instead_of: Nothing., say: '{}', why: It helps., order: {n}}}\n",
            long(&n.to_string(), length)
        ));
    }
    scripts
}

const DECK: &str = "[[deck]]\nid = \"says\"\nname = \"Says\"\nkinds = [\"script\"]\n";

pub fn never_clipped() -> Outcome {
    let printed = print(&small(
        DECK,
        &[("content/scripts.yaml", lengths().as_str())],
    ));
    check(printed.said("theme-error").is_empty(), || {
        printed.said("theme-error").join("\n")
    })?;
    for path in ["decks/says.pdf", "decks/says-large.pdf"] {
        let (words, pages) = words(&printed.file(path))?;
        for n in 0..12 {
            let find = |text: String| words.iter().find(|word| word.text == text);
            let title = find(format!("Number{n}"));
            let (first, last) = (find(format!("First{n}")), find(format!("Last{n}.")));
            let (Some(title), Some(first), Some(last)) = (title, first, last) else {
                return Err(format!("{path}: card {n} is not whole"));
            };
            // All but what is longer than a page stands on one; in large print that is a good deal sooner.
            let longer = n == 10 || path.contains("large") && [5, 8].contains(&n);
            check(longer || title.page == last.page, || {
                format!("{path}: card {n} from {title:?} to {last:?}")
            })?;
            check(first.page >= title.page, || {
                format!("{path}: card {n} is out of order")
            })?;
        }
        let outside = words.iter().find(|word| {
            let [width, height] = pages[word.page - 1];
            word.place[2] > width - 28.0 || word.place[3] > height - 25.0
        });
        check(outside.is_none(), || format!("{path}: {outside:?}"))?;
        overlaps(path, &words)?;
    }
    Ok(())
}

/// No word lies on another: a card that ran over would do that to its neighbour.
fn overlaps(path: &str, words: &[Word]) -> Outcome {
    for (n, word) in words.iter().enumerate() {
        let on = words[n + 1..].iter().find(|other| {
            let within = |a: f64, b: f64, c: f64, d: f64| a < d - 2.0 && c < b - 2.0;
            other.page == word.page
                && within(word.place[0], word.place[2], other.place[0], other.place[2])
                && within(
                    word.place[1] + 4.0,
                    word.place[3] - 4.0,
                    other.place[1] + 4.0,
                    other.place[3] - 4.0,
                )
        });
        check(on.is_none(), || format!("{path}: {word:?} lies on {on:?}"))?;
    }
    Ok(())
}

pub fn in_the_guide() -> Outcome {
    for file in FILES {
        let path = format!("cards{file}.pdf");
        let (words, _) = words(&guide().file(&path))?;
        overlaps(&path, &words)?;
    }
    let text = run("pdftotext", &[], &guide().file("decks/apology-keys.pdf"))?.replace('\n', " ");
    for words in [
        "Apology keys",
        "Instead of",
        "Try saying",
        "Why it helps",
        "Take care",
        "The hurt partner",
    ] {
        check(text.contains(words), || format!("no `{words}` in\n{text}"))?;
    }
    Ok(())
}

pub fn nothing_private() -> Outcome {
    let prompts = "- {id: a, question: What now?, to: partner}\n- {id: b, question: Shall I leave?, to: self, private: hurt}\n- {id: c, question: 'What of [[secret]]?', to: self, why: 'See [[secret]].'}\n";
    let secret = "id: secret\ntitle: A hidden sheet\nprivate: each\npurpose: P.\nfilled_by: each\nminutes: 5\nbefore: B.\nstop_rule: S.\nprivacy: P.\nsections: {title: S, fields: [{type: line, id: l, label: L}]}\n";
    let printed = print(&small(
        "",
        &[
            ("content/prompts.yaml", prompts),
            ("content/worksheets/secret.yaml", secret),
        ],
    ));
    let text = run("pdftotext", &[], &printed.file("cards.pdf"))?;
    check(
        text.contains("What now?")
            && !text.contains("Shall I leave?")
            && !text.contains("A hidden sheet"),
        || text.clone(),
    )
}
