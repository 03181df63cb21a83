//! What must hold of every Word file, and what bad input does.

use mendbook::answers::Answers;
use mendbook::model::agreement::Agreement;
use mendbook::model::block::Prose;
use mendbook::model::entry::Entry;
use mendbook::model::kind::Data;
use mendbook::model::sheet_field::Form;
use mendbook::model::worksheet::Worksheet;
use mendbook::render::document::{first_paper, one};

use super::Case;
use super::book::{filled, guide, shipped, small, with_book, written};
use super::tools::Tool::{Office, Poppler, Python};
use super::tools::{converted, run, squeezed, structure, texts};

type Outcome = Result<(), String>;

/// Every test.
pub const ALL: &[Case] = &[
    (
        "every worksheet and agreement has a Word file beside its page",
        &[],
        beside,
    ),
    (
        "the same content gives the same bytes, alone and among others",
        &[],
        same_bytes,
    ),
    (
        "parts, ids, tables, styles and lists are as Word demands",
        &[Python],
        sound,
    ),
    (
        "every form of field is what Word has for it",
        &[Python],
        forms,
    ),
    (
        "everything that a sheet says and asks stands in it, and no notes",
        &[Office],
        complete,
    ),
    (
        "each page says which it is, and of what",
        &[Office, Poppler],
        pages,
    ),
    (
        "no label stands alone at the end of a page, and no signature alone on one",
        &[Office, Poppler],
        together,
    ),
    (
        "answers stand in their places, and decide which clauses come out",
        &[Office, Python],
        answered,
    ),
    ("bad input comes out", &[Office, Poppler, Python], bad_input),
    ("a discreet book gives nothing away", &[Python], discreet),
];

fn check(holds: bool, otherwise: impl FnOnce() -> String) -> Outcome {
    if holds { Ok(()) } else { Err(otherwise()) }
}

fn beside() -> Outcome {
    let paths = &guide().paths;
    check(paths.len() == 18, || format!("{} files", paths.len()))?;
    for path in [
        "worksheets/trigger-plan.docx",
        "agreements/openness-for-a-while.docx",
    ] {
        check(paths.iter().any(|known| known == path), || {
            format!("no {path}")
        })?;
    }
    check(!paths.iter().any(|path| path.starts_with("packs/")), || {
        format!("{paths:?}")
    })
}

fn same_bytes() -> Outcome {
    let sheets: Vec<(String, Vec<u8>)> = with_book(&shipped(), |book| {
        let ids = [
            "openness-for-a-while",
            "trigger-plan",
            "daily-reliability-log",
        ];
        let made = ids.map(|id| {
            let index = book.plan.book.find(id).unwrap();
            let bytes = one(
                book.plan,
                book.theme,
                index,
                first_paper(book.plan),
                &Answers::new(),
            );
            (format!("/{id}.docx"), bytes.unwrap())
        });
        made.to_vec()
    });
    for (name, bytes) in sheets {
        let at = guide()
            .paths
            .iter()
            .position(|path| path.ends_with(&name))
            .ok_or("no file")?;
        check(guide().bytes[at] == bytes, || format!("{name} differs"))?;
    }
    Ok(())
}

fn sound() -> Outcome {
    let said = structure(&guide().files())?;
    check(said.len() == 18, || format!("{said:?}"))?;
    for line in &said {
        let parts: Vec<&str> = line.split('|').collect();
        check(
            parts[1] == "en" && parts[2].parse::<u32>().is_ok_and(|headings| headings > 3),
            || line.clone(),
        )?;
    }
    Ok(())
}

const FORMS: &str = "      - {type: line, id: a, label: A line}
      - {type: lines, id: b, label: Some lines, hint: A hint, rows: 3}
      - {type: box, id: c, label: A box, rows: 2}
      - {type: checklist, id: d, label: Ticks, options: [one, two]}
      - {type: choice, id: e, label: A choice, options: [left, right]}
      - {type: scale, id: f, label: A scale, min: 0, max: 4, low: none, high: all}
      - {type: scale, id: g, label: A thermometer, min: 1, max: 3, low: cold, high: hot, shown: thermometer}
      - {type: scale, id: h, label: A number, min: 0, max: 100, low: nothing, high: everything}
      - {type: feelings, id: i, label: Feelings, options: [sad, glad, mad], columns: 2}
      - {type: stem, id: j, label: A stem, text: 'When ___ I felt ___.'}
      - {type: table, id: k, label: A table, columns: [What, Plan], blank_rows: 2}
      - {type: table, id: l, label: A week, columns: [Done], days: true}
      - {type: two-columns, id: m, label: Columns, left: Before, right: After}
      - {type: turns, id: n, label: Turns, minutes: 5, topic: money}
      - {type: timed-check-in, id: o, label: A check-in, minutes: 10, parts: [One worry, One wish]}
      - {type: calendar, id: p, label: A calendar, weeks: 2}
      - {type: balance, id: q, label: A balance, options: [stay, go]}
      - {type: letter, id: r, label: A letter, opening: 'Dear you,', closing: Yours}
      - {type: date, id: s, label: A date}
      - {type: name, id: t, label: A name}
      - {type: signature, id: u, label: A signature}
      - {type: text, text: 'Words **to read**, see `code`.\\n\\n1. first\\n2. second\\n\\n- bullet\\n'}
      - {type: page-break}
";

fn forms() -> Outcome {
    let book = written(&small(
        "",
        &FORMS
            .replace("'Words", "\"Words")
            .replace("bullet\\n'", "bullet\\n\""),
    ));
    let said = structure(&book.files())?;
    // Heads: the scale, the table, the week, the two columns, the calendar, the balance. Ticks: 2 + 2 + 5 + 3 + 3 + 4.
    check(said == ["Test sheet|en|2|6|19|0|43"], || {
        format!("{said:?}")
    })
}

/// The plain words of a text, blanks and references left out.
fn words_of(prose: &Prose) -> Vec<String> {
    let plain = prose.plain();
    let known = |piece: &str| !piece.contains("](") && !piece.contains("[[");
    plain
        .split('…')
        .map(squeezed)
        .filter(|piece| piece.split(' ').count() > 4 && known(piece))
        .collect()
}

fn said_by_worksheet(sheet: &Worksheet) -> Vec<String> {
    let mut words = Vec::new();
    for section in &sheet.sections {
        words.push(section.title.value.to_string());
        for field in &section.fields {
            words.extend(
                field
                    .label
                    .iter()
                    .chain(&field.hint)
                    .map(|text| text.value.to_string()),
            );
            let texts = match &field.form {
                Form::Checklist(form) => form.options.as_slice(),
                Form::Choice(form) => &form.options,
                Form::Feelings(form) => &form.options,
                Form::Balance(form) => &form.options,
                Form::TimedCheckIn(form) => &form.parts,
                Form::Table(form) => &form.columns,
                _ => &[],
            };
            words.extend(texts.iter().map(|text| text.value.to_string()));
            match &field.form {
                Form::Table(form) => {
                    words.extend(form.rows.iter().map(|row| row.value.to_string()))
                }
                Form::TwoColumns(form) => {
                    words.extend([form.left.value.to_string(), form.right.value.to_string()])
                }
                Form::Scale(form) => {
                    words.extend([form.low.value.to_string(), form.high.value.to_string()])
                }
                _ => {}
            }
        }
    }
    words
}

fn said_by_agreement(sheet: &Agreement) -> Vec<String> {
    let mut words: Vec<String> = sheet
        .blanks
        .iter()
        .flat_map(|blank| &blank.choices)
        .map(|choice| choice.value.to_string())
        .collect();
    for clause in &sheet.clauses {
        words.extend(clause.title.iter().map(|title| title.value.to_string()));
    }
    words
}

fn complete() -> Outcome {
    let read = texts(&guide().files())?;
    let mut wrong = Vec::new();
    with_book(&shipped(), |book| {
        for (path, text) in guide().paths.iter().zip(&read) {
            let id = path.rsplit('/').next().unwrap().trim_end_matches(".docx");
            let entry: &Entry = book.plan.book.get(id).unwrap();
            let (mut words, notes) = match &entry.data {
                Data::Worksheet(sheet) => (said_by_worksheet(sheet), &sheet.facilitator),
                Data::Agreement(sheet) => (said_by_agreement(sheet), &sheet.facilitator),
                _ => continue,
            };
            words.push(entry.title.value.to_string());
            for word in words.iter().map(|word| squeezed(word)) {
                if !text.contains(&word) {
                    wrong.push(format!("{path} lacks `{word}`"));
                }
            }
            for word in notes
                .iter()
                .flat_map(words_of)
                .flat_map(|words| words.split(". ").map(str::to_owned).collect::<Vec<_>>())
            {
                if word.split(' ').count() > 6 && text.contains(&word) {
                    wrong.push(format!("{path} tells clients: {word}"));
                }
            }
        }
    });
    check(wrong.is_empty(), || wrong.join("\n"))
}

fn pages() -> Outcome {
    let book = written(&small("papers = [\"letter\"]", FORMS));
    let (_folder, pdfs) = converted(&book.files(), "pdf")?;
    let info = run("pdfinfo", &[], &pdfs)?;
    check(info.contains("612 x 792 pts (letter)"), || info.clone())?;
    check(info.contains("Title:           Test sheet"), || {
        info.clone()
    })?;
    let (_folder, text) = pdf_text(&pdfs[0])?;
    let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    for (at, page) in pages.iter().enumerate() {
        let foot = format!("Page {} of {}", at + 1, pages.len());
        check(page.contains(&foot), || format!("no `{foot}` in: {page}"))?;
        for words in ["Test sheet", "Small, version 2", "Elm Street Practice"] {
            check(page.contains(words), || {
                format!("no `{words}` on page {}", at + 1)
            })?;
        }
    }
    check(pages.len() > 2, || format!("{} pages", pages.len()))
}

fn together() -> Outcome {
    let (_folder, pdfs) = converted(&guide().files(), "pdf")?;
    for pdf in &pdfs {
        let (_folder, text) = pdf_text(pdf)?;
        let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
        for page in &pages {
            let lines: Vec<&str> = page.lines().filter(|line| !line.is_empty()).collect();
            // Above the foot: the title, the page, the book.
            let body = &lines[..lines.len().saturating_sub(3)];
            let last = body.last().copied().unwrap_or_default();
            let label = ["Tick any that fit.", "Choose one.", "Signatures"];
            check(!label.contains(&last), || {
                format!("{}: {page}", pdf.display())
            })?;
            let signing = page.contains("Signatures");
            check(!signing || page.contains("Not a contract"), || {
                format!("{}: {page}", pdf.display())
            })?;
        }
    }
    Ok(())
}

fn pdf_text(pdf: &std::path::Path) -> Result<(tempfile::TempDir, String), String> {
    let folder = tempfile::TempDir::new().map_err(|error| error.to_string())?;
    let text = folder.path().join("text.txt");
    run("pdftotext", &[], &[pdf.to_owned(), text.clone()])?;
    let read = std::fs::read_to_string(&text).map_err(|error| error.to_string())?;
    Ok((folder, read))
}

/// That words stand in a text, one after the other.
fn in_order(text: &str, words: &[&str]) -> Outcome {
    let mut rest = text;
    for word in words {
        let at = rest
            .find(word)
            .ok_or_else(|| format!("no `{word}` in its place in: {text}"))?;
        rest = &rest[at + word.len()..];
    }
    Ok(())
}

fn answered() -> Outcome {
    let yaml = "answers:\n  worry: the letters & \"calls\"\n  phones: shown together\n  looks: 2\n  location: none\n  tell-within: 24 hours\n  \
                start-date: 2026-12-01\n  review-date: 2026-12-20\nclauses:\n  one-way-or-both: 2\nnames: {hurt: Alex}\n";
    let agreement = filled(&shipped(), "openness-for-a-while", yaml);
    let yaml = "answers:\n  reminders:\n    - [a street, my heart, a walk]\n    - [a song]\n  level: 7\n  sort:\n    left: old\n    right: |\n      First line.\n\n      \
                Second line.\n  calm: [ringing someone on my side]\n  urge: [why, him, noon]\n  person: Jo\n";
    let worksheet = filled(&shipped(), "trigger-plan", yaml);
    let files = [agreement.files(), worksheet.files()].concat();
    structure(&files)?;
    let read = texts(&files)?;
    in_order(
        &read[0],
        &[
            "about the letters & \"calls\", and about nothing else",
            "we choose: shown together.",
            "Looking together",
            "We do this 2 times a week",
            "For where I am, we choose: none.",
            "We both wish to share in the same way",
            "within 24 hours.",
            "This starts on 1 December 2026.",
            "Alex",
        ],
    )?;
    for gone in [
        "Named accounts",
        "Live sharing",
        "If Phones and messages",
        "Only I, who broke trust, share",
    ] {
        check(!read[0].contains(gone), || {
            format!("`{gone}` is still there")
        })?;
    }
    check(read[1].matches('☒').count() == 2, || {
        "not two boxes are ticked".to_owned()
    })?;
    in_order(
        &read[1],
        &[
            "a street my heart a walk a song",
            "7 ☒",
            "old First line. Second line.",
            "☒ ringing someone on my side",
            "What I need to know is why. I will ask him at noon.",
            "Jo",
        ],
    )
}

fn bad_input() -> Outcome {
    let mut fields = format!(
        "      - {{type: line, id: long, label: '{}'}}\n",
        "Very long label ".repeat(125)
    );
    let columns: Vec<String> = (1..=40).map(|n| format!("Column {n}")).collect();
    fields.push_str(&format!(
        "      - {{type: table, id: wide, label: Wide, columns: [{}], blank_rows: 2}}\n",
        columns.join(", ")
    ));
    fields.push_str("      - {type: lines, id: rtl, label: 'שלום עולם 👋 <w:p> &amp; {{x}}', hint: \"bell \\u0007\"}\n");
    fields.push_str("      - {type: choice, id: twice, label: Twice, options: [same, same]}\n");
    for n in 0..500 {
        fields.push_str(&format!(
            "      - {{type: line, id: f{n}, label: Field {n}}}\n"
        ));
    }
    let yaml = format!(
        "answers:\n  rtl: |\n    Beginning {}\n    ending\n",
        "and so on ".repeat(16_700)
    );
    let book = filled(&small("", &fields), "test-sheet", &yaml);
    structure(&book.files())?;
    let read = texts(&book.files())?;
    in_order(
        &read[0],
        &[
            "Very long label Very",
            "Column 40",
            "שלום עולם 👋 <w:p> &amp; {{x}}",
            "Beginning and so on",
            "ending",
            "Field 499",
        ],
    )?;
    let (_folder, pdfs) = converted(&book.files(), "pdf")?;
    let info = run("pdfinfo", &[], &pdfs)?;
    let pages = info
        .lines()
        .find_map(|line| line.strip_prefix("Pages:")?.trim().parse::<u32>().ok());
    check(pages.is_some_and(|pages| pages > 100), || info.clone())
}

fn discreet() -> Outcome {
    let book = written(&small(
        "discreet = true\n",
        "      - {type: line, id: a, label: A line}\n",
    ));
    let path = &book.paths[0];
    check(path.starts_with("p/") && path.ends_with(".docx"), || {
        path.clone()
    })?;
    let said = structure(&book.files())?;
    check(said[0].starts_with("Sheet|"), || format!("{said:?}"))
}
