//! What bad or hostile input does.

use super::super::book::{print, small, worksheet};
use super::super::tools::{run, words};
use super::{Outcome, check};

pub fn no_code() -> Outcome {
    let hostile = r##"'#panic("no") *a* $x$ @ref #eval("1") <label> \\ ]#read("/etc/passwd")['"##;
    let fields = format!(
        "      - {{type: line, id: a, label: {hostile}}}\n      - {{type: stem, id: b, label: B, text: {hostile}}}\n      - {{type: text, text: {hostile}}}\n"
    );
    let sheet = worksheet("", &fields);
    // Marks stay as they are typed, so that all three are read alike.
    let printed = print(&small(
        "smart-punctuation = false",
        &[("content/worksheets/test-sheet.yaml", &sheet)],
    ));
    let text = run("pdftotext", &[], &printed.file("worksheets/test-sheet.pdf"))?;
    check(text.matches("#panic(\"no\")").count() == 3, || text.clone())
}

pub fn missing_glyph() -> Outcome {
    let sheet = worksheet(
        "",
        "      - {type: line, id: a, label: 'Smile 😀'}\n      - {type: line, id: b, label: 'שלום'}\n",
    );
    let other = sheet
        .replace("test-sheet", "other")
        .replace("😀", "")
        .replace("שלום", "B");
    let printed = print(&small(
        "",
        &[
            ("content/worksheets/test-sheet.yaml", &sheet),
            ("content/worksheets/other.yaml", &other),
        ],
    ));
    let said = printed.said("missing-glyph");
    check(said.len() == 2, || said.join("\n"))?;
    check(
        said[0].contains("test-sheet.yaml:13") && said[0].contains("U+1F600"),
        || said.join("\n"),
    )?;
    check(
        printed.pdfs().iter().all(|path| path.contains("other")),
        || format!("{:?}", printed.pdfs()),
    )?;
    check(printed.pdfs().len() == 3, || {
        format!("{:?}", printed.pdfs())
    })
}

pub fn template_fault() -> Outcome {
    let sheet = worksheet("", "      - {type: line, id: a, label: A}\n");
    let printed = print(&small(
        "theme = \"own\"",
        &[
            ("content/worksheets/test-sheet.yaml", &sheet),
            (
                "themes/own/print/main.typ",
                "#set document(title: \"x\")\n\n#let broken = 1 + \"a\"\n",
            ),
        ],
    ));
    let said = printed.said("theme-error").join("\n");
    check(
        said.contains("themes/own/print/main.typ:3") && said.contains("test-sheet"),
        || format!("said: {said}"),
    )
}

pub fn closed_off() -> Outcome {
    let sheet = worksheet("", "      - {type: line, id: a, label: A}\n");
    for code in [
        "#read(\"/etc/passwd\")",
        "#read(\"../../book.toml\")",
        "#import \"@preview/cetz:0.3.0\"",
    ] {
        let printed = print(&small(
            "theme = \"own\"",
            &[
                ("content/worksheets/test-sheet.yaml", &sheet),
                ("themes/own/print/main.typ", code),
            ],
        ));
        check(!printed.said("theme-error").is_empty(), || {
            format!("{code} was read")
        })?;
        check(printed.pdfs().is_empty(), || format!("{code} was printed"))?;
    }
    Ok(())
}

pub fn empty_parts() -> Outcome {
    let fields = "      - {type: table, id: t, label: T, columns: [A]}\n      - type: text\n        text: |\n          | a |  |\n          |---|---|\n\n          | b | c |\n          |---|---|\n          |  |  |\n\n          -\n\n          > [!NOTE]\n      - {type: stem, id: s, label: '', text: '___'}\n      - {type: stem, id: u, label: U, text: no gap}\n";
    let sheet = worksheet("", fields);
    let printed = print(&small(
        "",
        &[("content/worksheets/test-sheet.yaml", &sheet)],
    ));
    let said = printed.said("theme-error");
    check(said.is_empty() && printed.pdfs().len() == 3, || {
        format!("{:?}\n{}", printed.pdfs(), said.join("\n"))
    })
}

pub fn bad_input() -> Outcome {
    let columns: Vec<String> = (0..40).map(|n| format!("Column{n}")).collect();
    let mut fields = format!(
        "      - {{type: line, id: long, label: {}}}\n      - {{type: line, id: words, label: {}}}\n      - {{type: table, id: wide, label: Wide, columns: [{}], blank_rows: 3}}\n      - {{type: lines, id: many, label: Many, rows: 150}}\n      - {{type: scale, id: s, label: Scale, min: 0, max: 200, low: none, high: all}}\n",
        "x".repeat(2000),
        "word ".repeat(400).trim(),
        columns.join(", ")
    );
    for n in 0..500 {
        fields.push_str(&format!(
            "      - {{type: line, id: f{n}, label: Field {n}}}\n"
        ));
    }
    let sheet = worksheet("", &fields);
    let printed = print(&small(
        "",
        &[("content/worksheets/test-sheet.yaml", &sheet)],
    ));
    check(printed.said("theme-error").is_empty(), || {
        printed.said("theme-error").join("\n")
    })?;
    for path in [
        "worksheets/test-sheet.pdf",
        "worksheets/test-sheet-large.pdf",
    ] {
        let (words, pages) = words(&printed.file(path))?;
        check(
            columns
                .iter()
                .all(|name| words.iter().any(|word| word.text == *name)),
            || format!("{path} lacks columns"),
        )?;
        let outside = words
            .iter()
            .find(|word| word.place[2] > pages[word.page - 1][0] - 45.0);
        check(outside.is_none(), || format!("{path}: {outside:?}"))?;
    }
    Ok(())
}

pub fn right_to_left() -> Outcome {
    let hebrew = worksheet("", "      - {type: line, id: a, label: 'שלום לך'}\n");
    let latin = worksheet("", "      - {type: line, id: a, label: 'Shalom'}\n")
        .replace("test-sheet", "latin")
        .replace("Test sheet", "Latin sheet");
    let printed = print(&small(
        "direction = \"rtl\"",
        &[
            ("content/worksheets/test-sheet.yaml", &hebrew),
            ("content/worksheets/latin.yaml", &latin),
        ],
    ));
    let said = printed.said("missing-glyph");
    check(said.len() == 1 && said[0].contains("`test-sheet`"), || {
        said.join("\n")
    })?;
    // From right to left the label stands at the right edge.
    let (words, pages) = words(&printed.file("worksheets/latin.pdf"))?;
    let label = words.iter().find(|word| word.text == "Shalom");
    check(
        label.is_some_and(|word| word.place[2] > pages[0][0] / 2.0),
        || format!("{label:?} of {:?}", pages[0]),
    )
}

pub fn others_go_on() -> Outcome {
    let sound = worksheet("", "      - {type: line, id: a, label: A}\n");
    let broken = sound
        .replace("test-sheet", "smile")
        .replace("label: A", "label: 😀");
    let pack = "- id: pack-a\n  title: A\n  session: One\n  sheets:\n    - {id: smile, role: hurt}\n    - {id: test-sheet, role: hurt}\n    - {id: test-sheet, role: broke-trust}\n";
    let printed = print(&small(
        "",
        &[
            ("content/worksheets/test-sheet.yaml", &sound),
            ("content/worksheets/smile.yaml", &broken),
            ("content/packs.yaml", pack),
        ],
    ));
    check(printed.compilation.is_sound_but_for_sheets(), || {
        printed.said("missing-glyph").join("\n")
    })?;
    let pdfs = printed.pdfs();
    check(
        pdfs.contains(&"packs/pack-a.pdf".to_owned())
            && pdfs.contains(&"worksheets/test-sheet.pdf".to_owned())
            && !pdfs.iter().any(|path| path.contains("smile")),
        || format!("{pdfs:?}"),
    )
}
