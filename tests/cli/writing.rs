//! `init`, `new`, `theme copy`: what is written into an author's folders.

use super::bench::Bench;

#[test]
fn init_takes_a_title() {
    let bench = Bench::new();
    bench
        .run(&["init", "a b", "--title", "Say \"yes\": or no"])
        .succeeds();
    assert!(
        bench
            .read("a b/book.toml")
            .contains("title = \"Say \\\"yes\\\": or no\"")
    );
    bench.run(&["build", "a b", "--strict"]).succeeds();
    bench
        .run(&["init", "c", "--title", " "])
        .faults()
        .says("the title is empty");
    assert!(!bench.path("c").exists());
}

#[test]
fn init_refuses_a_folder_with_something_in_it() {
    let bench = Bench::new();
    bench.write("full/diary.txt", "mine");
    bench
        .run(&["init", "full"])
        .faults()
        .says("is not empty")
        .says("diary.txt");
    assert_eq!(bench.files("full").len(), 1);
    bench
        .run(&["init", "full/diary.txt"])
        .faults()
        .says("is a file");
    bench.run(&["init", "full/diary.txt/deeper"]).faults();
    assert_eq!(bench.read("full/diary.txt"), "mine");
    std::fs::create_dir_all(bench.path("fresh/.git")).expect("a folder");
    bench.run(&["init", "fresh"]).succeeds();
    bench.run(&["init", "fresh"]).faults();
}

#[test]
fn every_kind_of_new_entry_leaves_the_book_without_errors() {
    let bench = Bench::with_book();
    let kinds = [
        "topic",
        "step",
        "note",
        "faq",
        "sign",
        "script",
        "prompt",
        "exercise",
        "habit",
        "source",
        "claim",
        "tension",
        "term",
        "helpline",
        "worksheet",
        "agreement",
        "pack",
        "path",
        "mistake",
    ];
    for kind in kinds {
        let run = bench
            .run(&["new", kind, &format!("A new {kind}")])
            .succeeds();
        run.says(&format!("with the id `a-new-{kind}`"))
            .says("now write it");
    }
    bench.run(&["check"]).succeeds();
    let ids = bench.run(&["list", "--format", "short"]).succeeds().out;
    for kind in kinds {
        assert!(
            ids.lines().any(|id| id == format!("a-new-{kind}")),
            "{kind}"
        );
        bench
            .run(&["new", kind, &format!("A second {kind}"), "--file", "-q"])
            .succeeds()
            .says_nothing();
    }
    bench.run(&["check"]).succeeds();
}

#[test]
fn a_front_page_can_be_new_too() {
    let bench = Bench::with_book();
    bench
        .run(&["new", "guide", "Home"])
        .faults()
        .says("the book has its front page already");
    std::fs::remove_file(bench.path("content/index.md")).expect("removed");
    bench.run(&["new", "guide", "Home"]).succeeds();
    bench.run(&["check"]).succeeds();
}

#[test]
fn new_adds_to_the_list_that_is_there() {
    let bench = Bench::with_book();
    let before = bench.read("content/faqs.yaml");
    let run = bench.run(&["new", "faq", "Who cooks?"]).succeeds();
    run.says("added to content/faqs.yaml, line ")
        .says("`who-cooks`");
    let after = bench.read("content/faqs.yaml");
    assert!(after.starts_with(&before) && after[before.len()..].starts_with("\n- id: who-cooks\n"));
    bench
        .run(&["new", "faq", "Who cleans?", "--file", "--id", "cleaning"])
        .succeeds();
    assert!(
        bench
            .read("content/faqs/cleaning.md")
            .contains("question: Who cleans?\n")
    );
    assert_eq!(bench.read("content/faqs.yaml"), after);
}

#[test]
fn new_never_writes_over_anything() {
    let bench = Bench::with_book();
    bench.write("content/notes/hello.md", "---\ntitel: Oops\n---\nText.\n");
    let before = bench.files(".");
    bench
        .run(&["new", "topic", "Chores"])
        .faults()
        .says("the id `chores` is taken: an agreement");
    bench.run(&["new", "note", "Hello"]).faults().says("taken");
    bench
        .run(&["new", "topic", "Hi", "--id", "Not an id"])
        .faults()
        .says("did you mean `not-an-id`?");
    bench
        .run(&["new", "topic", "?"])
        .faults()
        .says("--id some-name");
    bench
        .run(&["new", "tension", "Two views"])
        .faults()
        .says("mendbook new source");
    bench.run(&["new", "topik", "Hi"]).faults().says("topic");
    bench.run(&["new", "topic"]).faults().says("TITLE");
    assert_eq!(bench.files("."), before);
    // What is wrong elsewhere is in nobody's way.
    bench.run(&["new", "topics", "Hi"]).succeeds();
    bench.write("book.toml", "[book]\n");
    bench
        .run(&["new", "topic", "Ho"])
        .finds_errors()
        .says("mend it first");
}

#[test]
fn a_template_can_be_copied_once() {
    let bench = Bench::with_book();
    let files = bench.run(&["theme", "copy"]).succeeds().out;
    assert!(
        files.lines().any(|file| file == "strings/en.toml"),
        "{files}"
    );
    bench
        .run(&["theme", "copy", "strings/en.toml"])
        .succeeds()
        .says("wrote themes/default/strings/en.toml");
    bench.run(&["check"]).succeeds();
    bench.write("themes/default/strings/en.toml", "# mine\n");
    bench
        .run(&["theme", "copy", "en.toml"])
        .faults()
        .says("is there already");
    assert_eq!(bench.read("themes/default/strings/en.toml"), "# mine\n");
    bench
        .run(&["theme", "copy", "strings/em.toml"])
        .faults()
        .says("did you mean `strings/en.toml`?");
    bench
        .run(&["theme", "copy", "../../etc/passwd"])
        .faults()
        .says("the default theme has no");
    bench.run(&["theme"]).exits_with_usage();
}

#[test]
fn a_copy_goes_into_the_theme_that_the_book_names() {
    let bench = Bench::with_book();
    bench.change(
        "book.toml",
        "version = \"0.1\"",
        "version = \"0.1\"\ntheme = \"calm\"",
    );
    bench
        .run(&["theme", "copy", "strings/en.toml"])
        .succeeds()
        .says("themes/calm/strings/en.toml");
    bench.run(&["check"]).succeeds();
}
