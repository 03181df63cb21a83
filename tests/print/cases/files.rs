//! Files, what they claim, and what they give away.

use std::collections::BTreeSet;

use super::super::book::{guide, print, small, worksheet};
use super::super::tools::run;
use super::{Outcome, check};

pub fn every_sheet_has_its_files() -> Outcome {
    let printed = guide();
    let pages = printed.compilation.output.iter().map(|(path, _)| path);
    for page in
        pages.filter(|path| path.starts_with("worksheets/") || path.starts_with("agreements/"))
    {
        let Some(stem) = page.strip_suffix(".html") else {
            continue;
        };
        for suffix in [
            "",
            "-letter",
            "-large",
            "-large-letter",
            "-fillable",
            "-fillable-letter",
        ] {
            let path = format!("{stem}{suffix}.pdf");
            check(printed.compilation.output.get(&path).is_some(), || {
                format!("there is no {path}")
            })?;
        }
    }
    for pack in ["packs/pack-first-session", "packs/pack-review"] {
        for suffix in ["", "-letter", "-facilitator", "-facilitator-letter"] {
            let path = format!("{pack}{suffix}.pdf");
            check(printed.compilation.output.get(&path).is_some(), || {
                format!("there is no {path}")
            })?;
        }
    }
    Ok(())
}

pub fn every_link_leads_to_a_file() -> Outcome {
    let output = &guide().compilation.output;
    let is_sheet = |path: &str| path.ends_with(".pdf") || path.ends_with(".docx");
    let mut linked = BTreeSet::new();
    for (page, bytes) in output.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (at, _) in html.match_indices("href=\"") {
            let link = html[at + 6..].split('"').next().unwrap_or_default();
            if link.contains(':') || !is_sheet(link) {
                continue;
            }
            let target = mendbook::source::join(folder, link).unwrap_or_default();
            check(output.get(&target).is_some(), || {
                format!("{page}: {link} leads to no file")
            })?;
            linked.insert(target);
        }
    }
    let lost: Vec<&str> = output
        .iter()
        .map(|(path, _)| path)
        .filter(|path| is_sheet(path) && !linked.contains(*path))
        .collect();
    check(lost.is_empty() && !linked.is_empty(), || {
        format!("nothing leads to {}", lost.join(", "))
    })
}

pub fn nothing_is_wrong() -> Outcome {
    for code in [
        "theme-error",
        "missing-glyph",
        "theme-error",
        "joint-pack-privacy",
    ] {
        let said = guide().said(code);
        check(said.is_empty(), || said.join("\n"))?;
    }
    Ok(())
}

pub fn same_bytes() -> Outcome {
    let sheet = worksheet("", "      - {type: line, id: a, label: A}\n");
    let book = small("", &[("content/worksheets/test-sheet.yaml", &sheet)]);
    let (first, second) = (print(&book), print(&book));
    check(!first.pdfs().is_empty(), || {
        first.said("theme-error").join("\n")
    })?;
    for path in first.pdfs() {
        let same = first.compilation.output.get(&path) == second.compilation.output.get(&path);
        check(same, || format!("{path} differs"))?;
    }
    Ok(())
}

pub fn sizes_and_tags() -> Outcome {
    for path in guide().pdfs() {
        let info = run("pdfinfo", &[], &guide().file(&path))?;
        let size = if path.contains("-letter") {
            "612 x 792"
        } else {
            "595.276 x 841.89"
        };
        let found = |name: &str| {
            info.lines()
                .find(|line| line.starts_with(name))
                .unwrap_or_default()
                .to_owned()
        };
        check(found("Page size:").contains(size), || {
            format!("{path}: {}", found("Page size:"))
        })?;
        check(found("Tagged:").contains("yes"), || {
            format!("{path}: {}", found("Tagged:"))
        })?;
        check(found("Title:").len() > 12, || {
            format!("{path}: {}", found("Title:"))
        })?;
        let bytes = guide().compilation.output.get(&path).unwrap_or_default();
        let text = String::from_utf8_lossy(bytes);
        check(
            text.contains("/Lang (en)") || text.contains("/Lang(en)") || path.contains("-fillable"),
            || format!("{path} has no language"),
        )?;
    }
    Ok(())
}

pub fn claims() -> Outcome {
    for path in guide().pdfs() {
        let bytes = guide().compilation.output.get(&path).unwrap_or_default();
        let claims = bytes.windows(6).any(|window| window == b"pdfuai");
        check(claims != path.contains("-fillable"), || {
            format!("{path}: claims PDF/UA: {claims}")
        })?;
    }
    Ok(())
}

pub fn structure() -> Outcome {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/print/structure.py");
    // One paper is enough: the other has the same parts.
    let files = guide().pdfs().into_iter();
    let files = files.filter(|path| !path.contains("-letter"));
    let output = std::process::Command::new("python3")
        .arg(script)
        .args(files.map(|path| guide().file(&path)))
        .output()
        .map_err(|error| error.to_string())?;
    let found = String::from_utf8_lossy(&output.stdout);
    check(output.status.success() && found.is_empty(), || {
        format!("{found}{}", String::from_utf8_lossy(&output.stderr))
    })
}

pub fn no_fault() -> Outcome {
    for path in guide().pdfs() {
        run("qpdf", &["--check"], &guide().file(&path))?;
    }
    Ok(())
}

pub fn codes() -> Outcome {
    let open = worksheet("", "      - {type: line, id: a, label: A}\n");
    let private = worksheet("private: each", "      - {type: line, id: a, label: A}\n")
        .replace("test-sheet", "secret");
    let book = small(
        "site = \"https://example.org/guide/\"",
        &[
            ("content/worksheets/test-sheet.yaml", &open),
            ("content/worksheets/secret.yaml", &private),
        ],
    );
    let printed = print(&book);
    let pictures = |path: &str| {
        run("pdfimages", &["-list"], &printed.file(path)).map(|list| list.lines().count() - 2)
    };
    let text = run("pdftotext", &[], &printed.file("worksheets/test-sheet.pdf"))?;
    check(
        text.contains("https://example.org/guide/worksheets/test-sheet.html"),
        || text.clone(),
    )?;
    check(pictures("worksheets/test-sheet.pdf")? == 1, || {
        "there is no code".to_owned()
    })?;
    check(pictures("worksheets/secret.pdf")? == 0, || {
        "a private sheet has a code".to_owned()
    })?;
    let text = run("pdftotext", &[], &printed.file("worksheets/secret.pdf"))?;
    check(!text.contains("secret.html"), || text.clone())
}

pub fn discreet() -> Outcome {
    let sheet = worksheet("", "      - {type: line, id: a, label: A}\n");
    let printed = print(&small(
        "discreet = true",
        &[("content/worksheets/test-sheet.yaml", &sheet)],
    ));
    for path in printed.pdfs() {
        check(path.starts_with("p/") && !path.contains("test"), || {
            format!("the address {path} tells")
        })?;
        let info = run("pdfinfo", &[], &printed.file(&path))?;
        check(
            !info.contains("Test sheet") && !info.contains("Small"),
            || info.clone(),
        )?;
        let text = run("pdftotext", &[], &printed.file(&path))?;
        check(text.matches("Test sheet").count() == 1, || {
            format!("the footer tells:\n{text}")
        })?;
        check(!text.contains("Small"), || {
            format!("the footer names the book:\n{text}")
        })?;
    }
    Ok(())
}
