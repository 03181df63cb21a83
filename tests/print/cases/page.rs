//! What stands on a page, and where it breaks.

use super::super::book::{guide, print, small, worksheet};
use super::super::tools::{Word, python, run, words};
use super::{Outcome, check};

/// The words on the pages' own part, and those of the footers.
pub fn margins() -> Outcome {
    for path in guide().pdfs() {
        let (words, pages) = words(&guide().file(&path))?;
        check(!words.is_empty(), || format!("{path} is empty"))?;
        // Cards are cut, so they come nearer to the edge, as near as printers can.
        let is_deck = path.starts_with("cards") || path.starts_with("decks/");
        let (side, top) = if is_deck { (28.0, 30.0) } else { (45.0, 40.0) };
        for Word { page, place, text } in words {
            let [width, height] = pages[page - 1];
            let inside = place[0] > side
                && place[1] > top
                && place[2] < width - side
                && place[3] < height - 25.0;
            check(inside, || {
                format!("{path}, page {page}: `{text}` at {place:?}")
            })?;
        }
    }
    Ok(())
}

pub fn footers() -> Outcome {
    for path in [
        "worksheets/what-broke.pdf",
        "worksheets/what-broke-large-letter.pdf",
        "agreements/money-agreement.pdf",
    ] {
        let text = run("pdftotext", &["-layout"], &guide().file(path))?;
        let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
        for (n, page) in pages.iter().enumerate() {
            let line = format!("Page {} of {}", n + 1, pages.len());
            check(page.contains(&line), || {
                format!("{path} does not say `{line}`")
            })?;
            check(page.contains("version 0.1"), || {
                format!("{path}: page {} names no version", n + 1)
            })?;
            check(page.contains("photocopy"), || {
                format!("{path}: page {} gives no leave to photocopy", n + 1)
            })?;
        }
    }
    Ok(())
}

pub fn letter_sizes() -> Outcome {
    let code = "least = 99
for page in pypdf.PdfReader(path).pages:
    def see(text, cm, tm, font, size):
        global least
        scale = abs(tm[3] * cm[3]) or 1
        if text.strip(): least = min(least, size * scale)
    page.extract_text(visitor_text=see)
print(round(least, 1))";
    for (path, least) in [
        ("worksheets/what-broke.pdf", 12.0),
        ("worksheets/what-broke-large.pdf", 18.0),
        ("agreements/money-agreement-large.pdf", 18.0),
    ] {
        let found: f64 = python(code, &guide().file(path))?
            .trim()
            .parse()
            .unwrap_or_default();
        check(found >= least, || {
            format!("{path} has letters of {found} points")
        })?;
    }
    Ok(())
}

pub fn greys() -> Outcome {
    for path in [
        "worksheets/trigger-plan.pdf",
        "agreements/money-agreement-fillable.pdf",
    ] {
        let file = guide().file(path);
        let base = file.with_extension("");
        let target = base.to_string_lossy().into_owned();
        let done = std::process::Command::new("pdftoppm")
            .args(["-r", "20"])
            .arg(&file)
            .arg(&target)
            .status();
        check(done.is_ok_and(|status| status.success()), || {
            format!("{path} cannot be drawn")
        })?;
        for entry in std::fs::read_dir(file.parent().unwrap()).unwrap() {
            let picture = entry.unwrap().path();
            if picture.extension().is_some_and(|ending| ending == "ppm") {
                let bytes = std::fs::read(&picture).unwrap();
                let start = bytes.len() - (bytes.len() - 13) / 3 * 3;
                let grey = bytes[start..]
                    .chunks(3)
                    .all(|pixel| pixel.iter().all(|part| *part == pixel[0]));
                check(grey, || format!("{} has colours", picture.display()))?;
            }
        }
    }
    Ok(())
}

pub fn never_split() -> Outcome {
    let mut fields = String::new();
    for n in 0..12 {
        fields.push_str(&format!(
            "      - {{type: checklist, id: f{n}, label: First{n}, options: [a, b, c, d, e, f, g, h, Last{n}]}}\n"
        ));
    }
    let sheet = worksheet("", &fields);
    let printed = print(&small(
        "",
        &[("content/worksheets/test-sheet.yaml", &sheet)],
    ));
    for path in printed
        .pdfs()
        .iter()
        .filter(|path| !path.contains("letter"))
    {
        let (words, _) = words(&printed.file(path))?;
        for n in 0..12 {
            let page = |text: String| {
                words
                    .iter()
                    .find(|word| word.text == text)
                    .map(|word| word.page)
            };
            let (first, last) = (page(format!("First{n}")), page(format!("Last{n}")));
            check(first.is_some() && first == last, || {
                format!("{path}: field {n} from {first:?} to {last:?}")
            })?;
        }
    }
    Ok(())
}

pub fn label_again() -> Outcome {
    let sheet = worksheet(
        "",
        "      - {type: table, id: t, label: Everything, columns: [Head, Tail], blank_rows: 30}\n",
    );
    let printed = print(&small(
        "",
        &[("content/worksheets/test-sheet.yaml", &sheet)],
    ));
    let (words, pages) = words(&printed.file("worksheets/test-sheet.pdf"))?;
    let on = |text: &str| words.iter().filter(|word| word.text == text).count();
    check(pages.len() > 2, || "the table fits".to_owned())?;
    check(
        on("Everything") >= pages.len() - 1 && on("Everything") == on("Head"),
        || {
            format!(
                "{} labels and {} heads on {} pages",
                on("Everything"),
                on("Head"),
                pages.len()
            )
        },
    )
}

pub fn greek() -> Outcome {
    let sheet = worksheet(
        "",
        "      - {type: line, id: a, label: 'Ἡ ἐμπιστοσύνη — Довіра, Қазақ — Tiếng Việt'}\n",
    );
    let printed = print(&small(
        "",
        &[("content/worksheets/test-sheet.yaml", &sheet)],
    ));
    check(printed.said("missing-glyph").is_empty(), || {
        printed.said("missing-glyph").join("\n")
    })?;
    let text = run("pdftotext", &[], &printed.file("worksheets/test-sheet.pdf"))?;
    check(
        text.contains("Довіра") && text.contains("Қазақ"),
        || text.clone(),
    )
}
