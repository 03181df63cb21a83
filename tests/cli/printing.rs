//! `print`: what a practitioner asks for on the morning of a session, and what goes wrong then.

use serde_json::Value;

use super::bench::Bench;

const PACK: &str = "- id: pack-talk\n  title: Pack for a talk\n  session: One\n  facilitator: Keep time.\n  sheets:\n    - {id: what-i-need, copies: 2, role: both}\n    - {id: chores, copies: 1, role: at-home}\n";
const HABITS: &str = "- {id: ring-at-six, title: Ring at six, what: Ring.}\n- {id: say-hello, title: Say hello, what: Say it.}\n";

/// The book that `init` makes, with a pack and a deck.
fn bench() -> Bench {
    let bench = Bench::with_book();
    let config = bench.read("book.toml");
    bench.write(
        "book.toml",
        &format!("{config}\n[[deck]]\nid = \"keys\"\nname = \"Keys\"\nkinds = [\"habit\"]\n"),
    );
    bench.write("content/habits.yaml", HABITS);
    bench.write("content/packs.yaml", PACK);
    bench
}

fn is_pdf(bench: &Bench, path: &str) -> bool {
    std::fs::read(bench.path(path)).is_ok_and(|bytes| bytes.starts_with(b"%PDF-"))
}

#[test]
fn with_no_id_it_says_what_can_be_printed() {
    let bench = bench();
    let run = bench.run(&["print"]).succeeds().says("mendbook print ID");
    for id in ["is-it-safe", "what-i-need", "chores", "pack-talk", "keys"] {
        assert!(run.out.contains(id), "{}", run.out);
    }
    assert!(!run.out.contains("share-the-chores"), "{}", run.out);
    let json = bench.run(&["print", "--format", "json"]).succeeds().out;
    let rows: Vec<Value> = serde_json::from_str(&json).expect("JSON");
    assert_eq!(rows.len(), 5);
    assert!(
        rows.iter()
            .all(|row| row["file"].is_string() && row["line"].is_u64())
    );
}

#[test]
fn sheets_and_packs_come_out_in_files() {
    let bench = bench();
    let run = bench.run(&["print", "chores", "what-i-need", "-o", "both.pdf"]);
    run.succeeds().says("pages into both.pdf");
    assert!(is_pdf(&bench, "both.pdf"));

    // Without a name it gets the one that the site gives it.
    bench
        .run(&["print", "chores", "--large", "-q"])
        .succeeds()
        .says_nothing();
    assert!(is_pdf(&bench, "chores-large.pdf"));

    let run = bench
        .run(&["print", "pack-talk", "-o", "talk.pdf"])
        .succeeds();
    run.says("into talk.pdf; the facilitator's notes, 2 pages into talk-facilitator.pdf");
    assert!(is_pdf(&bench, "talk-facilitator.pdf"));

    // A PDF is written again; nothing else is left beside it.
    let run = bench.run(&["print", "pack-talk", "-o", "talk.pdf", "--for", "at-home"]);
    let run = run.succeeds();
    assert!(!run.err.contains("facilitator"), "{}", run.err);
    let left: Vec<String> = std::fs::read_dir(bench.path(""))
        .expect("a folder")
        .map(|file| {
            file.expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name.contains(".part"))
        .collect();
    assert_eq!(left, [""; 0]);
}

#[test]
fn a_deck_is_printed_as_a_sheet_is() {
    let bench = bench();
    let run = bench.run(&["print", "keys"]).succeeds();
    run.says("printed 1 page into keys.pdf");
    let run = bench.run(&[
        "print", "keys", "chores", "-o", "x.pdf", "--copies", "2", "--large",
    ]);
    run.succeeds().says("pages into x.pdf");
    assert!(is_pdf(&bench, "x.pdf"));

    let print = |more: &[&str]| {
        bench
            .run(&[&["print", "-o", "y.pdf"], more].concat())
            .faults()
    };
    print(&["kyes"]).says("did you mean `keys`?");
    print(&["keys", "--for", "at-home"]).says("without `--for`");
    print(&["say-hello"]).says("a card of the deck `keys`");

    // A deck with a card missing would not be noticed at the table.
    bench.write(
        "content/habits.yaml",
        &HABITS.replace("Say it.", "Say \u{1f600}."),
    );
    let run = bench.run(&["print", "keys", "chores", "-o", "z.pdf"]);
    let run = run.finds_errors().says("habits.yaml:2");
    run.says("`keys` cannot be printed until what is wrong is mended; the rest was printed");
    bench.write(
        "content/habits.yaml",
        &HABITS.replace("Say it.", "'See [[nothing]].'"),
    );
    let run = bench
        .run(&["print", "keys", "-o", "none.pdf"])
        .finds_errors();
    run.says("error[unknown-reference]")
        .says("nothing was printed");
    assert!(!bench.path("none.pdf").exists());
}

#[test]
fn wrong_usage_prints_nothing() {
    let bench = bench();
    bench.write("mine.txt", "my notes");
    std::fs::create_dir(bench.path("folder")).expect("a folder");
    bench.write("content/worksheets/later.yaml", "title: Later\ndraft: true\npurpose: P.\nfilled_by: each\nminutes: 5\nbefore: B.\nstop_rule: S.\nprivacy: P.\nsections: {title: S, fields: [{type: line, id: l, label: L}]}\n");
    let print = |more: &[&str]| {
        bench
            .run(&[&["print", "-o", "x.pdf"], more].concat())
            .faults()
    };
    print(&["chore"]).says("did you mean `chores`?");
    print(&["chores", "nothing-like-it"])
        .says("`nothing-like-it`")
        .says("`mendbook print`");
    print(&["share-the-chores"]).says("is a step");
    print(&["later"]).says("is a draft");
    print(&["chores", "--for", "at-hom"]).says("did you mean `at-home`?");
    print(&["chores", "--paper", "a5"]).says("letter");
    print(&["chores", "--copies", "0"]).says("1..=200");
    print(&["is-it-safe", "pack-talk"]).says("a file of its own");
    bench
        .run(&["print", "-o", "x.pdf"])
        .faults()
        .says("name what to print");
    bench
        .run(&["print", "chores", "-o", "folder"])
        .faults()
        .says("is a folder");
    bench
        .run(&["print", "chores", "-o", "none/x.pdf"])
        .faults()
        .says("there is no folder");
    bench
        .run(&["print", "chores", "-o", "mine.txt"])
        .faults()
        .says("is no name for a PDF");
    bench.write("mine.pdf", "my notes");
    bench
        .run(&["print", "chores", "-o", "mine.pdf"])
        .faults()
        .says("another type");
    assert_eq!(bench.read("mine.pdf"), "my notes");
    for (output, says) in [("x.docx", "Word file"), ("-", "-o sheets.pdf")] {
        bench
            .run(&["print", "chores", "-o", output])
            .faults()
            .says(says);
        assert!(!bench.path(output).exists());
    }
    // Notes that nobody asks for are in nobody's way.
    bench.write("x-facilitator.pdf", "my notes");
    bench.run(&["print", "chores", "-o", "x.pdf"]).succeeds();
    std::fs::remove_file(bench.path("x.pdf")).expect("a file");
    print(&["pack-talk"]).says("another type");
    assert_eq!(bench.read("mine.txt"), "my notes");
    assert!(!bench.path("x.pdf").exists());
}

#[test]
fn what_is_broken_elsewhere_holds_nothing_up() {
    let bench = bench();
    bench.write(
        "content/topics/broken.md",
        "---\ntitel: Broken\n---\nSee [[nothing]].\n",
    );
    let run = bench.run(&["print", "chores", "-o", "x.pdf"]).succeeds();
    run.says("`mendbook check` shows");
    assert!(is_pdf(&bench, "x.pdf"));
}

#[test]
fn a_broken_sheet_is_named_and_the_others_are_printed() {
    let bench = bench();
    // One that can be read and says what it must not, one that cannot be read, one that no font can draw.
    bench.change(
        "content/agreements/chores.yaml",
        "purpose:",
        "purposes: [x]\npurpose:",
    );
    bench.write("content/worksheets/lost.yaml", "title: [\n");
    bench.write("content/worksheets/smile.yaml", "title: Smile \u{1f600}\npurpose: P.\nfilled_by: each\nminutes: 5\nbefore: B.\nstop_rule: S.\nprivacy: P.\nsections: {title: S, fields: [{type: line, id: l, label: L}]}\n");
    let ids = ["chores", "lost", "smile", "what-i-need"];
    let run = bench
        .run(&[&["print", "-o", "x.pdf"], &ids[..]].concat())
        .finds_errors();
    let run = run
        .says("error[unknown-field]")
        .says("lost.yaml:1")
        .says("error[missing-glyph]")
        .says("`chores`, `lost`, `smile` cannot be printed until what is wrong is mended; the rest was printed");
    assert!(run.err.contains("1 page"), "{}", run.err);
    assert!(is_pdf(&bench, "x.pdf"));

    // In a pack too: the sheet is left out, and that is said.
    let run = bench
        .run(&["print", "pack-talk", "-o", "talk.pdf"])
        .finds_errors();
    run.says("`chores` cannot be printed");
    assert!(is_pdf(&bench, "talk.pdf"));

    let run = bench
        .run(&["print", "chores", "-o", "none.pdf"])
        .finds_errors();
    run.says("nothing was printed");
    assert!(!bench.path("none.pdf").exists());
}
