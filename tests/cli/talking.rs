//! `list`, `explain`, `completions`, help: what is asked, what is answered, and on which stream.

use std::process::{Command, Stdio};

use serde_json::Value;

use super::bench::{Bench, PROGRAM};

#[test]
fn help_is_an_answer_and_nonsense_is_not() {
    let bench = Bench::new();
    let help = bench.run(&["--help"]).succeeds();
    assert!(help.err.is_empty());
    for command in [
        "build",
        "check",
        "serve",
        "init",
        "new",
        "list",
        "report",
        "fill",
        "explain",
        "theme",
        "clean",
        "completions",
    ] {
        assert!(help.out.contains(&format!("\n  {command} ")), "{command}");
        assert!(
            bench
                .run(&[command, "--help"])
                .succeeds()
                .out
                .contains("Usage: mendbook")
        );
    }
    assert!(
        bench
            .run(&["--version"])
            .succeeds()
            .out
            .starts_with("mendbook ")
    );
    bench.run(&[]).exits_with_usage();
    bench.run(&["biuld"]).faults().says("build");
    bench.run(&["build", "--strct"]).faults().says("--strict");
    bench
        .run(&["check", "--format", "xml"])
        .faults()
        .says("sarif");
    bench
        .run(&["build", "--jobs", "0"])
        .faults()
        .says("1..=256");
}

#[test]
fn a_list_is_a_table_ids_or_json() {
    let bench = Bench::with_book();
    let table = bench.run(&["list"]).succeeds().out;
    let lines: Vec<&str> = table.lines().collect();
    assert!(
        lines[0].starts_with("kind ") && lines[1].starts_with("guide "),
        "{table}"
    );
    let column = lines[0].find("title").expect("a column");
    for line in &lines[1..] {
        assert_eq!(&line[column - 2..column], "  ", "{line}");
        assert_ne!(&line[column..=column], " ", "{line}");
    }
    let ids = bench
        .run(&["list", "steps", "--format", "short"])
        .succeeds()
        .out;
    assert_eq!(ids, "say-what-you-need\nshare-the-chores\n");

    bench.write(
        "content/topics/later.md",
        "---\ntitle: Later\ndraft: true\nfor: at-home\n---\nText.\n",
    );
    let json = bench.run(&["list", "--format", "json"]).succeeds().out;
    let rows: Vec<Value> = serde_json::from_str(&json).expect("JSON");
    assert_eq!(rows.len(), lines.len());
    for row in &rows {
        for key in ["id", "kind", "title", "file"] {
            assert!(row[key].is_string(), "{row}");
        }
        assert!(row["line"].as_u64().is_some_and(|line| line > 0), "{row}");
    }
    let row = |id: &str| rows.iter().find(|row| row["id"] == id).expect("a row");
    assert_eq!(row("later")["draft"], true);
    assert_eq!(row("later")["for"], serde_json::json!(["at-home"]));
    assert_eq!(row("share-the-chores")["order"], 2);
    assert_eq!(
        row("share-the-chores")["file"],
        "content/steps/share-the-chores.md"
    );
    assert_eq!(row("share-the-chores").get("draft"), None);
    bench.run(&["list", "chapters"]).faults();
}

#[test]
fn a_list_has_what_is_sound() {
    let bench = Bench::with_book();
    bench.write(
        "content/topics/odd.md",
        "---\ntitel: Odd\norder: last\n---\nText.\n",
    );
    let run = bench
        .run(&["list", "topic", "--format", "short"])
        .succeeds()
        .says("`mendbook check` shows them");
    assert_eq!(run.out, "why-homes-go-wrong\n");
    bench.write("book.toml", "[book");
    let run = bench
        .run(&["list", "--format", "json"])
        .finds_errors()
        .says("toml-syntax");
    assert_eq!(
        run.out, "",
        "a list of nothing would say that there is nothing"
    );
}

#[test]
fn a_title_cannot_steer_the_terminal() {
    let bench = Bench::with_book();
    bench.write(
        "content/topics/odd.md",
        "---\ntitle: \"\\e[31mRed \\u202Eder\\u200B\"\n---\nText.\n",
    );
    let run = bench.run(&["list", "topic"]).succeeds();
    assert!(run.out.contains("␛[31mRed �der�"), "{}", run.out);
}

#[test]
fn every_code_is_explained() {
    let bench = Bench::new();
    let all = bench.run(&["explain"]).succeeds().out;
    assert!(
        all.lines().any(|line| line.contains("unknown-reference")),
        "{all}"
    );
    let json = bench.run(&["explain", "--format", "json"]).succeeds().out;
    let codes: Vec<Value> = serde_json::from_str(&json).expect("JSON");
    assert_eq!(codes.len(), all.lines().count());
    for code in &codes {
        for key in ["code", "level", "summary", "explanation"] {
            assert!(
                code[key].as_str().is_some_and(|text| !text.is_empty()),
                "{code}"
            );
        }
    }
    let page = bench.run(&["explain", "orphan-entry"]).succeeds().out;
    assert!(
        page.contains("How to mend it") && page.contains("[lints]"),
        "{page}"
    );
    let page = bench
        .run(&["explain", "[unknown-reference]"])
        .succeeds()
        .out;
    assert!(page.contains("always an error"), "{page}");
    let page = bench.run(&["explain", "unused-allow"]).succeeds().out;
    assert!(page.contains("always a warning"), "{page}");
    let one = bench
        .run(&["explain", "orphan-entry", "--format", "json"])
        .succeeds()
        .out;
    let one: Value = serde_json::from_str(&one).expect("JSON");
    assert_eq!(one["code"], "orphan-entry");
    bench
        .run(&["explain", "orphan-entri"])
        .faults()
        .says("did you mean `orphan-entry`?");
    bench.run(&["explain", "???"]).faults().says("lists all");
}

#[test]
fn a_template_says_what_it_gets() {
    let bench = Bench::new();
    let all = bench.run(&["theme", "contexts"]).succeeds().out;
    assert!(all.contains("glossary.html"));
    for template in ["step.html", "templates/step.html"] {
        let step = bench.run(&["theme", "contexts", template]).succeeds().out;
        let heading = step.lines().next().unwrap_or_default();
        assert!(heading.contains("`step.html`"), "{step}");
        assert!(
            step.contains("\n## every template\n") && !step.contains("glossary.html"),
            "{step}"
        );
    }
    bench
        .run(&["theme", "contexts", "stop.html"])
        .faults()
        .says("did you mean `step.html`?");
}

#[test]
fn shells_get_completions() {
    let bench = Bench::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(
            bench
                .run(&["completions", shell])
                .succeeds()
                .out
                .contains("mendbook"),
            "{shell}"
        );
    }
    bench.run(&["completions", "cmd"]).faults().says("bash");
}

#[test]
fn places_that_are_no_book_are_faults() {
    let bench = Bench::new();
    bench.write("file.txt", "x");
    bench.run(&["build"]).faults().says("mendbook init DIR");
    for command in ["build", "check", "clean", "serve"] {
        bench
            .run(&[command, "nowhere"])
            .faults()
            .says("there is no folder `nowhere`");
        bench
            .run(&[command, "file.txt"])
            .faults()
            .says("`file.txt` is a file");
    }
    bench.run(&["list", "--book", "nowhere"]).faults();
    let bench = Bench::with_book();
    bench.write("file.txt", "x");
    bench.run(&["build", "-d", "file.txt"]).faults();
    bench.run(&["build", "-d", "file.txt/out"]).faults();
    assert_eq!(bench.read("file.txt"), "x");
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_utf_8_is_a_fault() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let bench = Bench::with_book();
    let odd = OsStr::from_bytes(b"b\xffk");
    for arguments in [
        &["check"][..],
        &["new", "topic"],
        &["theme", "copy"],
        &["explain"],
    ] {
        bench.command().args(arguments).arg(odd).assert().code(2);
    }
    // Where a path may be anything, it may be this.
    bench
        .command()
        .args(["build", "-d"])
        .arg(odd)
        .assert()
        .success();
    bench
        .command()
        .arg("init")
        .arg(bench.path("").join(odd).join("new"))
        .assert()
        .success();
}

#[test]
fn colour_is_for_terminals_and_whoever_asks() {
    let bench = Bench::with_book();
    bench.change(
        "content/faqs.yaml",
        "[[share-the-chores]]",
        "[[share-the-choirs]]",
    );
    bench.run(&["check"]).finds_errors();
    let has_colour = |arguments: &[&str], no_color: bool| {
        let mut command = bench.command();
        if no_color {
            command.env("NO_COLOR", "1");
        }
        let output = command.args(arguments).output().expect("a run");
        assert!(!output.stdout.contains(&0x1b));
        output.stderr.contains(&0x1b)
    };
    assert!(has_colour(&["check", "--color", "always"], false));
    assert!(has_colour(&["check", "--color", "always"], true));
    assert!(!has_colour(&["check", "--color", "never"], false));
}

/// `mendbook explain --format json | head -0`: nobody reads on, and nothing is wrong.
#[test]
fn a_broken_pipe_is_no_fault() {
    let bench = Bench::with_book();
    for arguments in [
        &["explain", "--format", "json"][..],
        &["list"],
        &["completions", "bash"],
        &["theme", "copy"],
    ] {
        let mut child = Command::new(PROGRAM)
            .args(arguments)
            .current_dir(bench.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a run");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("an end");
        assert!(output.status.success(), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_fault() {
    let bench = Bench::with_book();
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .expect("a device");
    let output = Command::new(PROGRAM)
        .arg("list")
        .current_dir(bench.path(""))
        .stdout(full)
        .output()
        .expect("a run");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.starts_with("error: standard output cannot be written"),
        "{said}"
    );
}
