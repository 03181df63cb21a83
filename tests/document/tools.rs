//! The programs that open the Word files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::trials::Program;

/// A program that some tests need.
#[derive(Clone, Copy, Debug)]
pub enum Tool {
    /// LibreOffice.
    Office,
    /// pdfinfo and pdftotext.
    Poppler,
    /// Python, with nothing beside it.
    Python,
}

impl Program for Tool {
    fn is_there(self) -> bool {
        let (program, argument) = match self {
            Tool::Office => ("soffice", "--version"),
            Tool::Poppler => ("pdfinfo", "-v"),
            Tool::Python => ("python3", "--version"),
        };
        let output = Command::new(program).arg(argument).output();
        output.is_ok_and(|output| output.status.success())
    }

    fn install(self) -> &'static str {
        match self {
            Tool::Office => "apt-get install libreoffice-writer",
            Tool::Poppler => "apt-get install poppler-utils",
            Tool::Python => "apt-get install python3",
        }
    }
}

/// What LibreOffice makes of Word files: for each the file with this ending. All of them in one go, since it is slow to start.
pub fn converted(files: &[PathBuf], to: &str) -> Result<(TempDir, Vec<PathBuf>), String> {
    let folder = TempDir::new().map_err(|error| error.to_string())?;
    let profile = folder.path().join("profile");
    let ending = to.split(':').next().unwrap_or(to);
    let output = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", to, "--outdir"])
        .arg(folder.path())
        .args(files)
        .output()
        .map_err(|error| error.to_string())?;
    let made: Vec<PathBuf> = files
        .iter()
        .filter_map(|file| Some(folder.path().join(file.file_name()?).with_extension(ending)))
        .collect();
    match made.iter().find(|file| !file.is_file()) {
        Some(lacking) => Err(format!(
            "LibreOffice made no {}: {}",
            lacking.display(),
            String::from_utf8_lossy(&output.stderr)
        )),
        None => Ok((folder, made)),
    }
}

/// The text that LibreOffice reads in a Word file, with one space between words.
pub fn texts(files: &[PathBuf]) -> Result<Vec<String>, String> {
    let (_folder, made) = converted(files, "txt:Text (encoded):UTF8")?;
    made.iter()
        .map(|file| fs::read_to_string(file).map(|text| squeezed(&text)))
        .collect::<Result<_, _>>()
        .map_err(|error| error.to_string())
}

/// Words with one space between them.
pub fn squeezed(text: &str) -> String {
    text.trim_start_matches('\u{feff}')
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a program says of files.
pub fn run(program: &str, arguments: &[&str], files: &[PathBuf]) -> Result<String, String> {
    let output = Command::new(program)
        .args(arguments)
        .args(files)
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Checks the parts of Word files: a line for each, with what it holds.
pub fn structure(files: &[PathBuf]) -> Result<Vec<String>, String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/document/structure.py");
    let said = run("python3", &[&script.display().to_string()], files)?;
    Ok(said.lines().map(str::to_owned).collect())
}
