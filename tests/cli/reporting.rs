//! `report`: how a whole book stands, for a person and for a program.

use serde_json::{Value, json};

use super::bench::Bench;

/// A book with something to say of each part of a report.
fn bench() -> Bench {
    let bench = Bench::with_book();
    bench.write(
        "content/sources.yaml",
        "- id: paper\n  title: A paper\n  authors: A. Author\n  type: study\n  limits: Six homes.\n\
         - id: idle\n  title: Another paper\n  authors: A. Author\n  type: lay\n  limits: No study.\n",
    );
    bench.write(
        "content/claims.yaml",
        "- id: claim-small\n  statement: Small homes are loud.\n  source: paper\n  sure: little-evidence\n\
         - id: claim-view\n  statement: Big homes are quiet.\n  unsourced: true\n  sure: opinion\n  said_by: A neighbour\n",
    );
    bench.write(
        "content/topics/noise.md",
        "---\ntitle: Noise\nreviewed: 2025-01-01\nreviewed_by: A builder\nrisks: [money]\nsafety: Lend nothing that you need.\n\
         allow:\n  words-to-avoid: It is what the advert says.\n---\nOne study says so [[claim-small]]. Lend a toxic carpet.\n",
    );
    bench.write(
        "content/help.yaml",
        "- id: line\n  name: A line\n  country: GB\n  type: crisis\n  seen: {page: A page, date: 2026-01-01}\n  checked: 2026-01-01\n",
    );
    bench
}

fn report(bench: &Bench) -> Value {
    let run = bench.run(&["report", "--format", "json", "--today", "2026-11-23"]);
    let out = run.succeeds().out;
    serde_json::from_str(&out).expect("JSON")
}

fn ids(list: &Value) -> Vec<&str> {
    let items = list.as_array().expect("a list").iter();
    items
        .map(|item| item["id"].as_str().expect("an id"))
        .collect()
}

#[test]
fn a_program_reads_every_part() {
    let bench = bench();
    let report = report(&bench);
    assert_eq!(report["format"], 1);
    assert_eq!(report["today"], "2026-11-23");
    let kinds = report["kinds"].as_array().expect("kinds");
    assert!(kinds.contains(&json!({"kind": "source", "entries": 2})));
    assert!(kinds.contains(&json!({"kind": "note", "entries": 0})));

    let reading = &report["reading"];
    assert_eq!(reading["formula"]["name"], "flesch-kincaid");
    assert_eq!(
        (&reading["target"], &reading["practitioner_target"]),
        (&json!(11), &json!(14))
    );
    assert!(reading["everyone"]["reading_age"].as_f64().expect("an age") < 11.0);
    let roles = reading["roles"].as_array().expect("roles").iter();
    let roles: Vec<_> = roles.map(|role| role["role"].as_str()).collect();
    assert_eq!(
        roles,
        ["at-home", "moving-in", "both", "practitioner"].map(Some)
    );
    let noise = reading["by_entry"].as_array().expect("entries").iter();
    let noise: Vec<_> = noise.filter(|entry| entry["id"] == "noise").collect();
    // "Lend nothing that you need." stands there too; the claim's mark is no word.
    assert_eq!(noise[0]["words"], 13);
    assert_eq!(noise[0]["sentences"], 3);
    assert_eq!(noise[0]["reading_age"], Value::Null);

    let reviewed = &report["reviews"]["reviewed"][0];
    assert_eq!(reviewed["id"], "noise");
    assert_eq!(reviewed["due"], "2026-01-01");
    assert_eq!(reviewed["overdue"], true);
    assert!(ids(&report["reviews"]["never"]).contains(&"index"));
    assert!(!ids(&report["reviews"]["never"]).contains(&"paper"));
    assert_eq!(report["helplines_due"][0]["checked"], "2026-01-01");

    assert_eq!(report["claims"]["total"], 2);
    assert_eq!(report["claims"]["sourced"], 1);
    assert_eq!(
        report["claims"]["unsourced"][0]["statement"],
        "Big homes are quiet."
    );
    assert_eq!(ids(&report["claims"]["uncited"]), ["claim-view"]);
    let sources = report["sources"].as_array().expect("sources").iter();
    let sources: Vec<_> = sources
        .map(|source| {
            (
                source["id"].as_str(),
                source["claims"].as_u64(),
                source["entries"].as_u64(),
            )
        })
        .collect();
    assert_eq!(
        sources,
        [
            (Some("paper"), Some(1), Some(0)),
            (Some("idle"), Some(0), Some(0))
        ]
    );
    assert_eq!(report["risks"][0]["entries"], json!(["noise"]));
    assert_eq!(ids(&report["no_way_in"]), ["claim-view", "idle", "noise"]);
    assert_eq!(report["allows"][0]["reason"], "It is what the advert says.");
    assert_eq!(report["allows"][0]["file"], "content/topics/noise.md");
}

#[test]
fn the_day_comes_from_the_command_line() {
    let bench = bench();
    let on = |day: &str| {
        let run = bench.run(&["report", "--format", "json", "--today", day]);
        let report: Value = serde_json::from_str(&run.succeeds().out).expect("JSON");
        let overdue = report["reviews"]["reviewed"][0]["overdue"] == true;
        (
            overdue,
            report["helplines_due"].as_array().expect("a list").len(),
        )
    };
    assert_eq!(on("2026-01-01"), (false, 0));
    assert_eq!(on("2026-06-30"), (true, 0));
    assert_eq!(on("2026-07-01"), (true, 1));
    bench.change(
        "book.toml",
        "[[role]]\nid = \"at-home\"",
        "[review]\ndays = 1000\n\n[[role]]\nid = \"at-home\"",
    );
    assert_eq!(on("2026-06-30"), (false, 0));
}

#[test]
fn a_person_reads_tables() {
    let bench = bench();
    let run = bench
        .run(&["report", "--today", "2026-11-23", "--worst", "2"])
        .succeeds();
    for wanted in [
        "# Sharing a home, 2026-11-23",
        "The book is written for an age of 11, what practitioners read for 14.",
        "P. Kincaid",
        "## Reviews due: 1",
        "2026-01-01  noise  2025-01-01   A builder  content/topics/noise.md:2",
        "## Helplines to try: 1",
        "With a source: 1. Without one, and they say so: 1.",
        "Nothing rests on 1 of them.",
        "## No way in: 3",
        "… and 1 more (`--worst N` shows more)",
        "words-to-avoid  noise  It is what the advert says.",
    ] {
        assert!(run.out.contains(wanted), "no {wanted:?} in:\n{}", run.out);
    }
    assert_eq!(run.err, "");
}

#[test]
fn the_same_book_gives_the_same_report_on_any_number_of_threads() {
    let bench = bench();
    let with = |jobs: &str| {
        let arguments = [
            "report",
            "--format",
            "json",
            "--today",
            "2026-11-23",
            "--jobs",
            jobs,
        ];
        bench.run(&arguments).succeeds().out
    };
    assert_eq!(with("1"), with("4"));
}

#[test]
fn every_field_is_explained() {
    let bench = Bench::new();
    let out = bench.run(&["report", "--format", "schema"]).succeeds().out;
    let schema: Value = serde_json::from_str(&out).expect("JSON");
    let mut unexplained = Vec::new();
    let mut records = vec![("report", &schema)];
    let others = schema["$defs"].as_object().expect("definitions");
    records.extend(others.iter().map(|(name, record)| (name.as_str(), record)));
    for (name, record) in records {
        for (field, about) in record["properties"].as_object().into_iter().flatten() {
            if about["description"].as_str().is_none_or(str::is_empty) {
                unexplained.push(format!("{name}.{field}"));
            }
        }
    }
    assert_eq!(unexplained, [""; 0]);
}

#[test]
fn a_language_without_a_formula_has_no_ages() {
    let bench = bench();
    bench.change("book.toml", "language = \"en\"", "language = \"de\"");
    let report = report(&bench);
    assert_eq!(report["reading"]["formula"], Value::Null);
    assert_eq!(report["reading"]["everyone"]["reading_age"], Value::Null);
    assert!(report["reading"]["everyone"]["mean_sentence"].is_number());
    let table = bench.run(&["report"]).succeeds().out;
    assert!(
        table.contains("there is no formula for the language `de`"),
        "{table}"
    );
}

#[test]
fn a_book_with_errors_is_reported_as_far_as_it_can_be_read() {
    let bench = bench();
    bench.write("content/topics/odd.md", "---\ntitel: Odd\n---\n");
    let run = bench.run(&["report", "--format", "json"]).succeeds();
    serde_json::from_str::<Value>(&run.out).expect("JSON");
    run.says("the book has errors");
    bench.write("book.toml", "[book\n");
    let run = bench.run(&["report"]).finds_errors().says("book.toml:1");
    assert_eq!(run.out, "");
}
