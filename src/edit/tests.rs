//! New entries of every kind, in books that are small, odd or broken.

use super::new_entry::{Change, NewEntry, Refusal, Request, new_entry};
use super::{Manuscript, yaml};
use crate::model::date::Date;
use crate::model::kind::Kind;
use crate::source::{Files as _, MemoryFiles};

const CONFIG: &str = "\
[book]
title = \"A\"
[[role]]
id = \"giver\"
name = \"The giver\"
[[role]]
id = \"taker\"
name = \"The taker\"
[[phase]]
id = \"first\"
name = \"First\"
[[breach]]
id = \"late\"
name = \"Late\"
[[risk]]
id = \"heat\"
name = \"Heat\"
words = [\"hot\"]
[[sign-group]]
id = \"stuck\"
name = \"Stuck\"
";

fn empty() -> MemoryFiles {
    let mut files = MemoryFiles::new();
    files.add("book.toml", CONFIG);
    files
}

fn today() -> Date {
    Date::parse("2026-11-23").expect("a date")
}

fn ask(files: &MemoryFiles, kind: Kind, title: &str) -> Result<NewEntry, Refusal> {
    ask_for(files, kind, title, None, false)
}

fn ask_for(
    files: &MemoryFiles,
    kind: Kind,
    title: &str,
    id: Option<&str>,
    own_file: bool,
) -> Result<NewEntry, Refusal> {
    let manuscript = Manuscript::read(files);
    let config = manuscript.config.as_ref().expect("a config");
    let request = Request {
        kind,
        title,
        id,
        own_file,
        today: today(),
    };
    new_entry(files, &manuscript, config, &request)
}

fn put(files: &mut MemoryFiles, entry: &NewEntry) {
    let text = match &entry.change {
        Change::Create(text) => text.clone(),
        Change::Append { text, .. } => {
            let before = files.read(&entry.path).expect("a file");
            format!("{}{text}", String::from_utf8(before).expect("a text"))
        }
    };
    files.add(entry.path.clone(), text);
}

fn problems(files: &MemoryFiles) -> Vec<String> {
    let manuscript = Manuscript::read(files);
    let say = |one: &crate::diagnostic::Diagnostic| {
        let place = manuscript.sources.line_column(one.primary.span);
        let path = manuscript.sources.path(one.primary.span.file);
        format!("{path}:{}: {}", place.line, one.message)
    };
    manuscript.diagnostics.iter().map(say).collect()
}

/// Every kind, those that others refer to first.
fn kinds() -> Vec<Kind> {
    let mut kinds = vec![Kind::Source, Kind::Topic, Kind::Step, Kind::Worksheet];
    kinds.extend(Kind::ALL.iter().filter(|kind| {
        !matches!(
            kind,
            Kind::Source | Kind::Topic | Kind::Step | Kind::Worksheet
        )
    }));
    kinds
}

#[test]
fn an_entry_of_every_kind_leaves_the_book_sound() {
    let mut files = empty();
    for kind in kinds() {
        let entry = ask(&files, kind, &format!("My {}", kind.name())).expect("an entry");
        put(&mut files, &entry);
        assert_eq!(problems(&files), [""; 0], "{}", entry.path);
    }
    let manuscript = Manuscript::read(&files);
    assert_eq!(manuscript.book.entries.len(), Kind::ALL.len());
    // And again, beside the first.
    for kind in kinds().into_iter().filter(|kind| *kind != Kind::Guide) {
        let entry = ask(&files, kind, &format!("Another {}", kind.name())).expect("an entry");
        put(&mut files, &entry);
        assert_eq!(problems(&files), [""; 0], "{}", entry.path);
    }
}

#[test]
fn an_entry_of_every_kind_can_join_a_list() {
    let mut files = empty();
    for kind in kinds() {
        let entry = ask(&files, kind, &format!("My {}", kind.name())).expect("an entry");
        put(&mut files, &entry);
    }
    for kind in kinds().into_iter().filter(|kind| *kind != Kind::Guide) {
        files.add(format!("content/{}.yaml", kind.spec().place), "# A list.\n");
        for title in ["One more", "And one more"] {
            let entry = ask(&files, kind, &format!("{title} {}", kind.name())).expect("an entry");
            assert_eq!(entry.path, format!("content/{}.yaml", kind.spec().place));
            put(&mut files, &entry);
            let sound = problems(&files)
                .iter()
                .all(|problem| !problem.contains(&entry.path));
            assert!(sound, "{:?}", problems(&files));
        }
    }
    assert_eq!(
        Manuscript::read(&files).book.entries.len(),
        3 * Kind::ALL.len() - 2
    );
}

/// Taking away the signs gives fields that can be read: what is offered is what the field takes.
#[test]
fn what_is_commented_out_can_be_taken_up() {
    let mut files = empty();
    for kind in kinds() {
        let entry = ask(&files, kind, &format!("My {}", kind.name())).expect("an entry");
        put(&mut files, &entry);
    }
    for kind in kinds() {
        let mut files = files.clone();
        let title = format!("Full {}", kind.name());
        // The front page can be there once only, so it is its own example.
        let path = match kind {
            Kind::Guide => "content/index.md".to_owned(),
            kind => {
                let entry = ask(&files, kind, &title).expect("an entry");
                put(&mut files, &entry);
                entry.path
            }
        };
        let text = files.read_text(&path).expect("a text");
        let taken_up: Vec<String> = text.lines().map(taken_up).collect();
        assert!(taken_up.join("\n").contains("\nrelated:\n"), "{path}");
        files.add(path.clone(), taken_up.join("\n"));
        let found = problems(&files);
        // What is of this sort cannot stand beside the rest: it stands in place of it.
        let others: Vec<&String> = found
            .iter()
            .filter(|problem| !problem.contains("says that it has none"))
            .collect();
        assert!(
            others.is_empty(),
            "{path}: {others:?}\n{}",
            taken_up.join("\n")
        );
    }
}

/// A line without its sign, if it is a field that is commented out.
fn taken_up(line: &str) -> String {
    let inside = line.trim_start();
    let indent = &line[..line.len() - inside.len()];
    match inside.strip_prefix('#') {
        Some(rest) if !rest.starts_with(' ') || rest.starts_with("  ") => format!("{indent}{rest}"),
        _ => line.to_owned(),
    }
}

#[test]
fn the_list_keeps_its_ways() {
    for (before, wanted, line) in [
        ("- id: a\n  question: A\n  answer: A\n", "\n- id: b-b\n", 5),
        ("- id: a\n  question: A\n  answer: A", "\n\n- id: b-b\n", 5),
        (
            "  - id: a\n    question: A\n    answer: A\n",
            "\n  - id: b-b\n    # The words",
            5,
        ),
        (
            "\u{feff}- id: a\r\n  question: A\r\n  answer: A\r\n",
            "\r\n- id: b-b\r\n",
            5,
        ),
        (
            "---\n# Ours\n-\n  id: a\n  question: A\n  answer: |+\n    A\n\n",
            "\n- id: b-b\n",
            10,
        ),
        ("", "- id: b-b\n", 1),
    ] {
        let mut files = empty();
        files.add("content/faqs.yaml", before);
        let entry = ask(&files, Kind::Faq, "B: “b”").expect("an entry");
        let Change::Append { length, text } = &entry.change else {
            panic!("{before:?}")
        };
        assert_eq!(*length, before.len());
        assert!(text.starts_with(wanted), "{text:?}");
        assert_eq!(entry.line, line, "{before:?}");
        assert_eq!(text.contains('\r'), before.contains('\r'));
        put(&mut files, &entry);
        assert_eq!(problems(&files), [""; 0]);
        let manuscript = Manuscript::read(&files);
        let added = manuscript.book.entries.last().expect("an entry");
        assert_eq!(&*added.title.value, "B: “b”");
    }
}

#[test]
fn what_is_no_plain_list_is_left_alone() {
    for before in [
        "id: a\nquestion: A\nanswer: A\n",
        "[]\n",
        "- id: [\n",
        "- id: a\n...\n",
        "- id: A B\n  question: A",
    ] {
        let mut files = empty();
        files.add("content/faqs.yaml", before);
        let asked = ask(&files, Kind::Faq, "B");
        // A list with an entry that is wrong is still a list.
        assert_eq!(asked.is_ok(), before.contains("A B"), "{before}");
        let own = ask_for(&files, Kind::Faq, "B", None, true).expect("an entry");
        assert_eq!(own.path, "content/faqs/b.md");
    }
}

#[test]
fn an_id_is_taken_once() {
    let mut files = empty();
    files.add(
        "content/topics/a.md",
        "---\ntitle: A\nwas: [c]\n---\nText.\n",
    );
    files.add(
        "content/topics/b.md",
        "---\ntitle: B\ndraft: true\n---\nText.\n",
    );
    files.add("content/topics/d.md", "---\ntitel: D\n---\nText.\n");
    for title in ["A", "B", "C", "D"] {
        let refusal = ask(&files, Kind::Script, title).expect_err(title);
        assert!(refusal.message.contains("is taken"), "{}", refusal.message);
    }
    let refusal = ask(&files, Kind::Script, "A").expect_err("taken");
    assert_eq!(
        refusal.message,
        "the id `a` is taken: a topic, content/topics/a.md:2"
    );
    assert_eq!(
        refusal.help.as_deref(),
        Some("give it another: `--id script-a`")
    );
    let other = ask_for(&files, Kind::Script, "A", Some("e"), false).expect("an entry");
    assert_eq!(
        (other.id.as_str(), other.path.as_str()),
        ("e", "content/scripts/e.md")
    );
}

#[test]
fn ids_are_made_of_titles() {
    let files = empty();
    let id = |title: &str| ask(&files, Kind::Topic, title).map(|entry| entry.id.to_string());
    assert_eq!(id("  What\n trust is? ").as_deref(), Ok("what-trust-is"));
    let long = id(&"word ".repeat(40)).expect("an id");
    assert!(long.len() <= 60 && long.ends_with("word"), "{long}");
    assert_eq!(
        id("信頼").expect_err("no id").help.as_deref(),
        Some("give it one: `--id some-name`")
    );
    assert!(id(" \n").expect_err("no title").message.contains("empty"));
    let wrong = ask_for(&files, Kind::Topic, "A", Some("Own It"), false).expect_err("no id");
    assert_eq!(wrong.help.as_deref(), Some("did you mean `own-it`?"));
}

#[test]
fn a_book_that_lacks_what_is_needed_is_told_so() {
    let mut files = empty();
    let refusal = ask(&files, Kind::Mistake, "A").expect_err("no step");
    assert_eq!(
        refusal.message,
        "`steps` of a mistake names a step, and the book has none yet"
    );
    assert_eq!(
        refusal.help.as_deref(),
        Some("write it first: `mendbook new step \"Title\"`")
    );
    files.add("book.toml", "[book]\ntitle = \"A\"\n");
    let refusal = ask(&files, Kind::Step, "A").expect_err("no phase");
    assert_eq!(
        refusal.message,
        "a step names a phase, and book.toml declares none"
    );
    assert!(ask(&files, Kind::Agreement, "A").is_ok());
    assert!(ask(&files, Kind::Note, "A").is_ok());
}

#[test]
fn the_front_page_is_there_once() {
    let mut files = empty();
    let guide = ask_for(&files, Kind::Guide, "Home", Some("home"), false).expect("an entry");
    assert_eq!(
        (guide.id.as_str(), guide.path.as_str()),
        ("home", "content/index.md")
    );
    put(&mut files, &guide);
    assert_eq!(problems(&files), [""; 0]);
    let refusal = ask(&files, Kind::Guide, "Home").expect_err("a second front page");
    assert_eq!(refusal.help.as_deref(), Some("change content/index.md"));
}

#[test]
fn a_private_sheet_is_not_offered_for_two() {
    let mut files = empty();
    let sheet = ask(&files, Kind::Worksheet, "Mine").expect("an entry");
    let Change::Create(text) = sheet.change else {
        panic!("a new file")
    };
    files.add(
        "content/worksheets/mine.yaml",
        format!("{text}private: taker\n"),
    );
    let pack = |files: &MemoryFiles| match ask(files, Kind::Pack, "First").expect("a pack").change {
        Change::Create(text) => text,
        Change::Append { .. } => panic!("a new file"),
    };
    assert!(pack(&files).contains("role: taker"));
    let open = ask(&files, Kind::Worksheet, "Ours").expect("an entry");
    put(&mut files, &open);
    assert!(pack(&files).contains("- id: ours") && pack(&files).contains("role: both"));
}

#[test]
fn any_title_comes_back_as_it_was() {
    let titles = [
        "a: b", "“x”", "'tis", "#1", "- a", "{b}", "[[c]]", "no", "\u{7}x", "a\\b", "1e3", "~",
        "é # é",
    ];
    for title in titles {
        let files = empty();
        let entry = ask_for(&files, Kind::Topic, title, Some("x"), false).expect(title);
        let mut files = files;
        put(&mut files, &entry);
        let manuscript = Manuscript::read(&files);
        let there = manuscript.book.entries.first().expect(title);
        assert_eq!(&*there.title.value, title, "{}", yaml::scalar(title));
    }
}
