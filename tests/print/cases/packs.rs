//! Copies, packs, and what must never lie in one.

use mendbook::config::Paper;
use mendbook::model::answers::Answers;
use mendbook::render::print::{PrintOptions, print_sheet, print_together};
use mendbook::site::FileOwner;

use super::super::book::{guide, print, printed_with, small, worksheet};
use super::super::tools::run;
use super::{Outcome, check};

pub fn new_leaf() -> Outcome {
    let text = run(
        "pdftotext",
        &["-layout"],
        &guide().file("packs/pack-hearing-the-hurt.pdf"),
    )?;
    let pages: Vec<&str> = text.split('\u{c}').collect();
    let starts: Vec<usize> = pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.contains("Page 1 of"))
        .map(|(n, _)| n + 1)
        .collect();
    // Three sheets for two, and one more for each of them.
    check(starts.len() == 8, || format!("{starts:?}"))?;
    check(starts.iter().all(|page| page % 2 == 1), || {
        format!("copies start on pages {starts:?}")
    })?;
    let whose: Vec<bool> = starts
        .iter()
        .map(|page| pages[page - 1].contains("copy is for: The hurt partner"))
        .collect();
    check(
        whose == [true, true, true, true, false, false, false, false],
        || format!("{whose:?}"),
    )?;
    let order = ["Listening", "What broke", "sudden reminders", "Needs"];
    for (start, title) in starts.iter().zip(order) {
        let page = pages[start - 1].to_lowercase();
        check(page.contains(&title.to_lowercase()), || {
            format!("page {start} is not `{title}`")
        })?;
    }
    Ok(())
}

pub fn notes_apart() -> Outcome {
    let clients = run(
        "pdftotext",
        &[],
        &guide().file("packs/pack-first-session.pdf"),
    )?;
    let own = run(
        "pdftotext",
        &[],
        &guide().file("packs/pack-first-session-facilitator.pdf"),
    )?;
    check(!clients.contains("Before. See each partner"), || {
        "the notes are in the clients' file".to_owned()
    })?;
    check(
        own.contains("For practitioners") && own.contains("Watch for"),
        || own.clone(),
    )
}

pub fn nothing_private() -> Outcome {
    for path in guide()
        .pdfs()
        .iter()
        .filter(|path| path.starts_with("packs/") && !path.contains("facilitator"))
    {
        let text = run("pdftotext", &[], &guide().file(path))?
            .to_lowercase()
            .replace('\n', " ");
        for words in [
            "private safety check",
            "thinking it over: forgive",
            "fear and control",
            "when to walk away",
        ] {
            check(!text.contains(words), || format!("{path} says `{words}`"))?;
        }
    }
    Ok(())
}

pub fn joint_pack() -> Outcome {
    let sheet = worksheet("private: each", "      - {type: line, id: a, label: A}\n");
    let pack = "- id: pack-a\n  title: A\n  session: One\n  sheets:\n    - {id: test-sheet, copies: 2, role: both}\n";
    let printed = print(&small(
        "",
        &[
            ("content/worksheets/test-sheet.yaml", &sheet),
            ("content/packs.yaml", pack),
        ],
    ));
    let said = printed.said("joint-pack-privacy").join("\n");
    check(said.contains("packs.yaml:5"), || format!("said: {said}"))?;
    check(
        !printed.pdfs().iter().any(|path| path.starts_with("packs/")),
        || "the pack was printed".to_owned(),
    )
}

pub fn copies() -> Outcome {
    let book = small(
        "",
        &[(
            "content/worksheets/test-sheet.yaml",
            &worksheet("", "      - {type: line, id: a, label: A}\n"),
        )],
    );
    let (_folder, file) = printed_with(&book, |plan, theme, sources| {
        let index = plan.book.find("test-sheet").unwrap();
        let options = PrintOptions {
            copies: 3,
            role: Some("hurt"),
            ..PrintOptions::new(Paper::Letter)
        };
        print_sheet(plan, theme, sources, index, options, &Answers::new())
    });
    let text = run("pdftotext", &[], &file)?;
    let pages: Vec<bool> = text
        .trim_end_matches('\u{c}')
        .split('\u{c}')
        .map(|page| page.contains("Page 1 of 1"))
        .collect();
    check(pages == [true, false, true, false, true], || {
        format!("{pages:?}")
    })?;
    check(text.contains("This copy is for: The hurt partner"), || {
        text.clone()
    })
}

pub fn together() -> Outcome {
    let line = "      - {type: line, id: a, label: A}\n";
    let second = worksheet("", line)
        .replace("test-sheet", "second")
        .replace("Test sheet", "Second sheet");
    let private = worksheet("private: hurt", line)
        .replace("test-sheet", "secret")
        .replace("Test sheet", "Secret sheet");
    let pack = "- id: pack-a\n  title: A\n  session: One\n  facilitator: Watch the clock.\n  sheets:\n    - {id: second, copies: 2, role: both}\n    - {id: secret, role: hurt}\n    - {id: test-sheet, role: broke-trust}\n";
    let book = small(
        "",
        &[
            ("content/worksheets/test-sheet.yaml", &worksheet("", line)),
            ("content/worksheets/second.yaml", &second),
            ("content/worksheets/secret.yaml", &private),
            ("content/packs.yaml", pack),
        ],
    );
    let print = |role: Option<&'static str>, notes: bool| {
        let (_folder, file) = printed_with(&book, |plan, theme, sources| {
            let ids = ["test-sheet", "pack-a"];
            let owners = ids.map(|id| FileOwner::Entry(plan.book.find(id).unwrap()));
            let options = PrintOptions {
                copies: 2,
                role,
                ..PrintOptions::new(Paper::A4)
            };
            let together = print_together(plan, theme, sources, &owners, &[], options);
            let pdf = if notes {
                together.facilitator
            } else {
                together.copies
            };
            pdf.ok_or(together.diagnostics)
        });
        run("pdftotext", &["-layout"], &file)
    };
    // The first line of each page and whose it is; a page that is left empty says nothing.
    let starts = |text: &str| -> Vec<(usize, String, String)> {
        let pages = text.split('\u{c}').enumerate();
        let said = pages.filter(|(_, page)| page.contains("Page 1 of"));
        said.map(|(at, page)| {
            let title = page.trim_start().lines().next().unwrap_or_default();
            let whose = page.split("copy is for: ").nth(1);
            let whose = whose
                .and_then(|rest| rest.lines().next())
                .unwrap_or_default();
            let whose = whose.split(" · ").next().unwrap_or_default();
            (at + 1, title.trim().to_owned(), whose.trim().to_owned())
        })
        .collect()
    };
    let text = print(None, false)?;
    let found = starts(&text);
    let (hurt, other) = ("The hurt partner", "The other partner");
    let wanted = [
        ("Test sheet", ""),
        ("Test sheet", ""),
        ("Second sheet", hurt),
        ("Second sheet", other),
        ("Test sheet", other),
        ("Second sheet", hurt),
        ("Second sheet", other),
        ("Test sheet", other),
    ];
    let same = found.len() == wanted.len()
        && found
            .iter()
            .zip(wanted)
            .all(|((page, title, whose), (sheet, role))| {
                page % 2 == 1 && title == sheet && whose == role
            });
    check(same, || format!("{found:?}"))?;
    check(!text.contains("Secret") && !text.contains("clock"), || {
        text.clone()
    })?;

    let own = starts(&print(Some("hurt"), false)?);
    let all_hers = own.iter().all(|(_, _, whose)| whose == hurt);
    check(own.len() == 4 && all_hers, || format!("{own:?}"))?;

    let notes = print(None, true)?;
    check(
        notes.contains("Watch the clock") && !notes.contains("copy is for"),
        || notes.clone(),
    )
}
