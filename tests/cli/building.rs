//! `build`, `check`, `clean`: what is made of a book, and what is said of it.

use serde_json::Value;

use super::bench::Bench;

/// Breaks the book: a reference to nothing.
fn break_it(bench: &Bench) {
    bench.change(
        "content/topics/why-homes-go-wrong.md",
        "[[say-what-you-need]]",
        "[[say-what-you-knead]]",
    );
}

/// Makes a warning: a reference to a draft.
fn warn(bench: &Bench) {
    bench.write(
        "content/topics/later.md",
        "---\ntitle: Later\ndraft: true\n---\nText.\n",
    );
    bench.change(
        "content/topics/why-homes-go-wrong.md",
        "does the rest.",
        "does the rest. See [[later]].",
    );
}

#[test]
fn the_first_book_can_be_built_at_once() {
    let bench = Bench::with_book();
    let run = bench.run(&["build", "--strict"]).succeeds();
    assert_eq!(run.out, "");
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    assert!(
        run.err.starts_with("built ") && run.err.contains(" pages into book in "),
        "{}",
        run.err
    );
    assert!(run.err.ends_with("open book/index.html\n"), "{}", run.err);
    assert!(bench.read("book/index.html").contains("<title>"));
    bench
        .run(&["check", "--strict", "--publish"])
        .succeeds()
        .says("no errors");
}

#[test]
fn quiet_says_nothing() {
    let bench = Bench::with_book();
    bench.run(&["build", "-q"]).succeeds().says_nothing();
    bench.run(&["check", "-q"]).succeeds().says_nothing();
    bench.run(&["clean", "-q"]).succeeds().says_nothing();
    break_it(&bench);
    bench
        .run(&["check", "-q"])
        .finds_errors()
        .says("unknown-reference");
}

#[test]
fn the_book_is_found_from_inside_or_named() {
    let bench = Bench::new();
    bench
        .run(&["init", "mine"])
        .succeeds()
        .says("made a small book in mine");
    bench.run_in("mine/content/steps", &["build"]).succeeds();
    assert!(bench.path("mine/book/index.html").is_file());
    bench
        .run(&["build", "mine", "-d", "out/deep"])
        .succeeds()
        .says("into out/deep");
    assert!(bench.path("out/deep/index.html").is_file());
    bench.run(&["check", "mine/book.toml"]).succeeds();
    bench.run(&["check", "--book", "mine/content"]).succeeds();
    bench.run(&["--book", "mine", "list"]).succeeds();
    bench
        .run(&["check", "mine", "--book", "mine"])
        .faults()
        .says("named twice");
    // What is named must be the book's own folder: a slip must not build the book above.
    bench
        .run(&["build", "mine/content"])
        .faults()
        .says("there is no book.toml in `mine/content`");
}

#[test]
fn book_toml_names_the_folder() {
    let bench = Bench::with_book();
    bench.change(
        "book.toml",
        "version = \"0.1\"",
        "version = \"0.1\"\nbuild-dir = \"public\"",
    );
    bench
        .run(&["build", "--jobs", "1"])
        .succeeds()
        .says("into public in");
    assert!(bench.path("public/index.html").is_file() && !bench.path("book").exists());
    bench.run(&["clean"]).succeeds().says("from public");
    assert!(!bench.path("public").exists());
}

#[test]
fn errors_publish_nothing() {
    let bench = Bench::with_book();
    bench.run(&["build"]).succeeds();
    let before = bench.files("book");
    break_it(&bench);
    let run = bench.run(&["build"]).finds_errors();
    assert_eq!(run.out, "");
    let run = run
        .says("error[unknown-reference]")
        .says("content/topics/why-homes-go-wrong.md:");
    run.says("did you mean `say-what-you-need`?")
        .says("error: 1 error; nothing was published");
    assert_eq!(bench.files("book"), before);
    bench
        .run(&["check"])
        .finds_errors()
        .says("error: 1 error\n");
}

#[test]
fn strict_refuses_warnings_after_saying_them() {
    let bench = Bench::with_book();
    warn(&bench);
    bench
        .run(&["build"])
        .succeeds()
        .says("warning[reference-to-draft]")
        .says("with 1 warning; open");
    bench.run(&["clean"]).succeeds();
    let run = bench
        .run(&["build", "--strict"])
        .finds_errors()
        .says("warning[reference-to-draft]");
    run.says("1 warning, which --strict refuses; nothing was published");
    assert!(!bench.path("book").exists());
    bench.run(&["check"]).succeeds().says("1 warning\n");
    bench
        .run(&["check", "--strict"])
        .finds_errors()
        .says("1 warning, which --strict refuses\n");
}

#[test]
fn check_writes_nothing() {
    let bench = Bench::with_book();
    let before = bench.files(".");
    bench.run(&["check"]).succeeds();
    break_it(&bench);
    let broken = bench.files(".");
    assert_ne!(before, broken);
    bench.run(&["check"]).finds_errors();
    assert_eq!(bench.files("."), broken);
}

#[test]
fn programs_get_json() {
    let bench = Bench::with_book();
    assert_eq!(bench.run(&["check", "--format", "json"]).succeeds().out, "");
    break_it(&bench);
    warn(&bench);
    for command in ["check", "build"] {
        let run = bench.run(&[command, "--format", "json"]).finds_errors();
        let found: Vec<Value> = run
            .out
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        assert_eq!(found.len(), 2, "{}", run.out);
        let broken = found
            .iter()
            .find(|one| one["code"] == "unknown-reference")
            .expect("the error");
        assert_eq!(broken["severity"], "error");
        assert_eq!(broken["file"], "content/topics/why-homes-go-wrong.md");
        for key in [
            "message",
            "line",
            "column",
            "end_line",
            "end_column",
            "help",
        ] {
            assert!(!broken[key].is_null(), "{key}");
        }
        assert!(!run.err.contains("unknown-reference"), "{}", run.err);
    }
}

#[test]
fn services_get_sarif_even_of_a_sound_book() {
    let bench = Bench::with_book();
    let results = |run: super::bench::Run| {
        let document: Value = serde_json::from_str(&run.out).expect("JSON");
        assert_eq!(document["version"], "2.1.0");
        document["runs"][0]["results"].as_array().map(Vec::len)
    };
    assert_eq!(
        results(bench.run(&["check", "--format", "sarif"]).succeeds()),
        Some(0)
    );
    break_it(&bench);
    assert_eq!(
        results(bench.run(&["check", "--format", "sarif"]).finds_errors()),
        Some(1)
    );
}

#[test]
fn short_is_one_line_each() {
    let bench = Bench::with_book();
    break_it(&bench);
    let run = bench.run(&["check", "--format", "short"]).finds_errors();
    assert_eq!(run.out, "");
    let first = run.err.lines().next().unwrap_or_default();
    assert!(
        first.starts_with("content/topics/why-homes-go-wrong.md:"),
        "{first}"
    );
    assert!(first.contains("unknown-reference"), "{first}");
}

#[test]
fn nobody_elses_file_is_touched() {
    let bench = Bench::with_book();
    bench.write("book/thesis.txt", "mine");
    bench.run(&["build"]).faults().says("thesis.txt");
    bench.run(&["clean"]).faults();
    assert_eq!(bench.files("book").len(), 1);
    assert_eq!(bench.read("book/thesis.txt"), "mine");

    std::fs::remove_file(bench.path("book/thesis.txt")).expect("removed");
    bench.run(&["build"]).succeeds();
    bench.write("book/notes.txt", "mine too");
    bench.run(&["build"]).faults().says("notes.txt");
    bench
        .run(&["clean"])
        .succeeds()
        .says("left 1 file there")
        .says("notes.txt");
    assert_eq!(bench.files("book").len(), 1);
    assert_eq!(bench.read("book/notes.txt"), "mine too");
    bench
        .run(&["build", "-d", "content"])
        .faults()
        .says("did not make");
}

#[test]
fn clean_with_nothing_to_clean_says_so() {
    let bench = Bench::with_book();
    bench
        .run(&["clean"])
        .succeeds()
        .says("there is no built book in book");
    bench.write("book.toml", "[[role");
    bench
        .run(&["clean"])
        .finds_errors()
        .says("name it with `-d DIR`");
    bench
        .run(&["clean", "-d", "elsewhere"])
        .succeeds()
        .says("no built book in elsewhere");
}

#[test]
fn a_broken_book_toml_is_the_contents_fault() {
    let bench = Bench::with_book();
    bench.write("book.toml", "title =");
    for command in ["check", "build"] {
        bench.run(&[command]).finds_errors().says("toml-syntax");
    }
}

#[test]
fn the_day_can_be_set() {
    let bench = Bench::with_book();
    bench
        .run(&[
            "new",
            "helpline",
            "Somebody to call",
            "--today",
            "2026-11-23",
        ])
        .succeeds();
    assert!(
        bench
            .read("content/help/somebody-to-call.yaml")
            .contains("date: 2026-11-23")
    );
    bench
        .run(&["check", "--publish", "--today", "2026-11-24"])
        .finds_errors()
        .says("stale-helpline");
    bench.change(
        "content/help/somebody-to-call.yaml",
        "\n#checked: 2026-11-23",
        "\nchecked: 2026-11-23",
    );
    bench
        .run(&["check", "--publish", "--today", "2026-11-24"])
        .succeeds();
    bench
        .run(&["check", "--publish", "--today", "2027-11-24"])
        .finds_errors()
        .says("stale-helpline");
    bench.run(&["check", "--today", "2027-11-24"]).succeeds();
    bench
        .run(&["check", "--today", "yesterday"])
        .faults()
        .says("expected a day that exists");
}

#[test]
fn a_zip_holds_the_book_and_is_the_same_each_time() {
    let bench = Bench::with_book();
    let run = bench.run(&["build", "--zip"]).succeeds();
    assert!(run.err.contains("packed it into "), "{}", run.err);
    let name = run.err.lines().last().unwrap().rsplit(' ').next().unwrap();
    let first = std::fs::read(bench.path(name)).unwrap();
    bench.run(&["build", "--zip", "other.zip"]).succeeds();
    assert_eq!(std::fs::read(bench.path("other.zip")).unwrap(), first);

    // A book with errors changes neither the folder nor the zip.
    break_it(&bench);
    bench.run(&["build", "--zip", "other.zip"]).finds_errors();
    assert_eq!(std::fs::read(bench.path("other.zip")).unwrap(), first);
}

#[test]
fn a_zip_takes_the_place_of_nothing_else() {
    let bench = Bench::with_book();
    bench.write("mine.zip", "my notes");
    bench
        .run(&["build", "--zip", "mine.zip"])
        .faults()
        .says("is no zip that mendbook made");
    assert_eq!(bench.read("mine.zip"), "my notes");
    assert!(
        !bench.path("book").exists(),
        "the folder was published without the zip"
    );
    bench
        .run(&["build", "--zip", "content"])
        .faults()
        .says("ends in `.zip`");
    bench
        .run(&["build", "--zip", "book/a.zip"])
        .faults()
        .says("inside the built book");
}
