//! The programs that open the PDFs.

use std::path::Path;
use std::process::Command;

use super::trials::Program;

/// A program that some tests need.
#[derive(Clone, Copy, Debug)]
pub enum Tool {
    /// pdfinfo, pdftotext and pdftoppm.
    Poppler,
    /// qpdf.
    Qpdf,
    /// Python with pypdf.
    Pypdf,
}

impl Program for Tool {
    fn is_there(self) -> bool {
        let (program, arguments): (&str, &[&str]) = match self {
            Tool::Poppler => ("pdfinfo", &["-v"]),
            Tool::Qpdf => ("qpdf", &["--version"]),
            Tool::Pypdf => ("python3", &["-c", "import pypdf"]),
        };
        Command::new(program)
            .args(arguments)
            .output()
            .is_ok_and(|output| output.status.success())
    }

    fn install(self) -> &'static str {
        match self {
            Tool::Poppler => "apt-get install poppler-utils",
            Tool::Qpdf => "apt-get install qpdf",
            Tool::Pypdf => "pip install pypdf",
        }
    }
}

/// What a program says about a file.
pub fn run(program: &str, arguments: &[&str], file: &Path) -> Result<String, String> {
    let output = Command::new(program)
        .args(arguments)
        .arg(file)
        .args(if program == "pdftotext" {
            &["-"][..]
        } else {
            &[]
        })
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!(
            "{program} on {}: {}",
            file.display(),
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What a line of Python prints; `path` is the file.
pub fn python(code: &str, file: &Path) -> Result<String, String> {
    let code = format!("import sys, pypdf\npath = sys.argv[1]\n{code}");
    let output = Command::new("python3")
        .arg("-c")
        .arg(code)
        .arg(file)
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A word on a page: the page from 1, its left, top, right and bottom in points, and the word.
#[derive(Clone, Debug)]
pub struct Word {
    /// The page.
    pub page: usize,
    /// Left, top, right, bottom.
    pub place: [f64; 4],
    /// The word.
    pub text: String,
}

/// Every word with its place, and the pages' sizes.
pub fn words(file: &Path) -> Result<(Vec<Word>, Vec<[f64; 2]>), String> {
    let xml = run("pdftotext", &["-bbox"], file)?;
    let value = |line: &str, name: &str| -> Option<f64> {
        line.split(&format!("{name}=\""))
            .nth(1)?
            .split('"')
            .next()?
            .parse()
            .ok()
    };
    let mut words = Vec::new();
    let mut pages = Vec::new();
    for line in xml.lines().map(str::trim) {
        if line.starts_with("<page ") {
            pages.push([
                value(line, "width").unwrap_or_default(),
                value(line, "height").unwrap_or_default(),
            ]);
        } else if line.starts_with("<word ") {
            let place =
                ["xMin", "yMin", "xMax", "yMax"].map(|name| value(line, name).unwrap_or_default());
            let text = line
                .split('>')
                .nth(1)
                .and_then(|rest| rest.split('<').next())
                .unwrap_or_default();
            words.push(Word {
                page: pages.len(),
                place,
                text: text.to_owned(),
            });
        }
    }
    Ok((words, pages))
}
