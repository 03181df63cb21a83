//! `fill`: a sheet with answers from a file, and what is said of answers that do not fit.

use serde_json::Value;

use super::bench::Bench;

/// Answers to the agreement of the book that `init` makes.
const CHORES: &str = "sheet: chores\nanswers:\n  start: 2026-12-01\n  review-day: 2026-12-29\n  first-list: floors and bins\n  \
                      second-list: cooking & the cat <Mog>\nclauses:\n  \"2\": false\nnames:\n  moving-in: Alex\n";

fn bench() -> Bench {
    let bench = Bench::with_book();
    bench.write("chores.yaml", CHORES);
    bench
}

#[test]
fn a_page_has_the_answers_in_order_and_asks_for_nothing_outside() {
    let bench = bench();
    bench
        .run(&["fill", "chores", "chores.yaml", "-o", "chores.html"])
        .succeeds()
        .says("filled in `chores` and wrote chores.html");
    let page = bench.read("chores.html");
    let mut rest = page.as_str();
    for part in [
        "<!DOCTYPE html>",
        "Who does what at home",
        ">floors and bins</span>",
        ">cooking &amp; the cat &lt;Mog&gt;</span>",
        ">1 December 2026</span>",
        ">29 December 2026</span>",
        "Signatures",
        ">Alex</div>",
    ] {
        let at = rest
            .find(part)
            .unwrap_or_else(|| panic!("no {part} in its place"));
        rest = &rest[at + part.len()..];
    }
    assert!(!page.contains("ill or away"), "the clause was left out");
    for outside in ["http://", "https://", "src=", "href=", "url(", "<script"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
#[cfg(all(feature = "print", feature = "document"))]
fn the_ending_says_what_it_becomes() {
    let bench = bench();
    let starts = |path: &str| std::fs::read(bench.path(path)).expect(path)[..4].to_vec();
    bench.run(&["fill", "chores", "chores.yaml"]).succeeds();
    assert_eq!(starts("chores-filled.pdf"), b"%PDF");
    let options = ["--paper", "letter", "--large", "-o", "big.PDF"];
    bench
        .run(&[&["fill", "chores", "chores.yaml"][..], &options].concat())
        .succeeds();
    assert_eq!(starts("big.PDF"), b"%PDF");
    bench
        .run(&["fill", "chores", "chores.yaml", "-o", "chores.docx"])
        .succeeds();
    assert_eq!(starts("chores.docx"), b"PK\x03\x04");
    bench
        .run(&["fill", "chores", "chores.yaml", "--large", "-o", "a.docx"])
        .faults()
        .says("large print is made as a PDF");
    bench.write("emoji.yaml", &CHORES.replace("floors", "floors \u{1f9f9}"));
    bench
        .run(&["fill", "chores", "emoji.yaml", "-o", "emoji.pdf"])
        .finds_errors()
        .says("emoji.yaml:5:15")
        .says("missing-glyph");
    bench
        .run(&["fill", "chores", "emoji.yaml", "-o", "emoji.docx"])
        .succeeds();
    bench
        .run(&["fill", "chores", "chores.yaml", "-o", "chores.txt"])
        .faults()
        .says(".pdf, .docx or .html");
}

#[test]
fn what_is_no_page_is_not_written_over() {
    let bench = bench();
    bench.write("notes.html", "my notes from Thursday");
    bench
        .run(&["fill", "chores", "chores.yaml", "-o", "notes.html"])
        .faults()
        .says("left as it is");
    assert_eq!(bench.read("notes.html"), "my notes from Thursday");
    for _ in 0..2 {
        bench
            .run(&["fill", "chores", "chores.yaml", "-o", "chores.html"])
            .succeeds();
    }
}

#[test]
fn mistakes_are_told_with_their_place_and_nothing_is_written() {
    let bench = bench();
    bench.change(
        "chores.yaml",
        "review-day: 2026-12-29",
        "review-day: 2027-12-29",
    );
    bench.change("chores.yaml", "first-list", "frist-list");
    bench
        .run(&["fill", "chores", "chores.yaml", "-o", "chores.html"])
        .finds_errors()
        .says("chores.yaml:4:15")
        .says("393 days after the start")
        .says("did you mean `first-list`?")
        .says("2 errors; nothing was written");
    assert!(!bench.path("chores.html").exists());
    let run = bench
        .run(&[
            "fill",
            "chores",
            "chores.yaml",
            "-o",
            "a.html",
            "--format",
            "json",
        ])
        .finds_errors();
    let lines: Vec<Value> = run
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 2, "{}", run.out);
    assert_eq!(lines[1]["code"], "unknown-answer");
    assert_eq!(lines[1]["file"], "chores.yaml");
    assert_eq!(
        (&lines[1]["line"], &lines[1]["column"]),
        (&5.into(), &3.into())
    );
}

#[test]
fn gaps_are_for_a_pen_only_where_that_is_said() {
    let bench = bench();
    bench.change("chores.yaml", "  first-list: floors and bins\n", "");
    let fill = ["fill", "chores", "chores.yaml", "-o", "chores.html"];
    bench
        .run(&fill)
        .finds_errors()
        .says("`first-list` has no answer: What the one who lives here does")
        .says("--gaps");
    bench.run(&[&fill[..], &["--gaps"]].concat()).succeeds();
    assert!(
        bench
            .read("chores.html")
            .contains("(What the one who lives here does)")
    );
}

#[test]
fn a_template_is_a_file_to_start_from_and_never_takes_anothers_place() {
    let bench = Bench::with_book();
    bench
        .run(&["fill", "what-i-need", "--template"])
        .succeeds()
        .says("wrote what-i-need.yaml")
        .says("mendbook fill what-i-need what-i-need.yaml");
    let text = bench.read("what-i-need.yaml");
    assert!(
        text.contains("# How tidy I like it") && text.contains("  tidy:"),
        "{text}"
    );
    bench
        .run(&["fill", "what-i-need", "--template"])
        .faults()
        .says("is there already");
    assert_eq!(bench.read("what-i-need.yaml"), text);
    // Without an answer the sheet comes out empty, and that is said.
    let fill = ["fill", "what-i-need", "what-i-need.yaml", "-o", "need.html"];
    bench.run(&fill).succeeds().says("missing-answer");
    bench.change("what-i-need.yaml", "  tidy:", "  tidy: 4");
    bench.run(&fill).succeeds();
    assert_eq!(bench.read("need.html").matches(" checked").count(), 1);
}

#[test]
fn a_private_sheet_says_that_its_file_stays() {
    let bench = Bench::with_book();
    bench.write("mine.yaml", "answers:\n  signs: I can say no here.\n");
    bench
        .run(&["fill", "is-it-safe", "mine.yaml", "-o", "mine.html"])
        .succeeds()
        .says("mine.html and mine.yaml stay where they are until you delete them");
    assert!(
        bench
            .read("mine.html")
            .contains("stays where it is until somebody deletes it")
    );
}

#[test]
fn wrong_names_and_places_are_told_in_plain_words() {
    let bench = bench();
    let fill = |id: &str, answers: &str, out: &str| bench.run(&["fill", id, answers, "-o", out]);
    fill("chroes", "chores.yaml", "a.html")
        .faults()
        .says("there is no sheet `chroes`; did you mean `chores`?");
    fill("say-what-you-need", "chores.yaml", "a.html")
        .faults()
        .says("`say-what-you-need` is a step");
    fill("chores", "nothing.yaml", "a.html")
        .faults()
        .says("the file of answers `nothing.yaml` cannot be read");
    fill("chores", "content", "a.html")
        .faults()
        .says("is a folder");
    fill("chores", "chores.yaml", "no/such/a.html")
        .faults()
        .says("there is no folder `no/such`");
    bench.write("taken.html/file", "mine");
    fill("chores", "chores.yaml", "taken.html")
        .faults()
        .says("is a folder");
    std::fs::write(bench.path("latin.yaml"), b"answers:\n  start: \xe9\n").expect("a file");
    fill("chores", "latin.yaml", "a.html")
        .faults()
        .says("UTF-8");
    bench.run(&["fill", "chores"]).exits_with_usage();
    // A sheet that breaks its own rules is not filled in.
    bench.change(
        "content/agreements/chores.yaml",
        "review_days: 30",
        "review_days: 300",
    );
    fill("chores", "chores.yaml", "a.html")
        .finds_errors()
        .says("agreement-review")
        .says("the sheet itself has errors");
    assert!(!bench.path("a.html").exists());
}

#[test]
fn an_older_file_is_replaced_whole_and_nothing_else_is_left() {
    let bench = bench();
    bench.write("out/chores.html", "<!DOCTYPE html>old");
    bench
        .run(&["fill", "chores", "chores.yaml", "-o", "out/chores.html"])
        .succeeds();
    let page = bench.read("out/chores.html");
    assert!(page.starts_with("<!DOCTYPE html>\n"), "{page}");
    assert_eq!(bench.files("out").len(), 1);
}
