//! The programs that the tests of the site need.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::trials::Program;

/// A program that some tests need.
#[derive(Clone, Copy, Debug)]
pub enum Tool {
    /// A browser: Debian's Chromium, or what `CHROMIUM` names.
    Chromium,
    /// axe-core, which is fetched by npm into `target/` when it is first needed.
    Axe,
    /// pdftotext and pdfinfo.
    Poppler,
    /// The Nu checker, a program in Java, which is fetched by npm when it is first needed.
    Nu,
    /// html-validate, which is fetched by npm too.
    HtmlValidate,
}

impl Program for Tool {
    fn is_there(self) -> bool {
        match self {
            Tool::Chromium => runs(&chromium(), "--version"),
            Tool::Axe => axe().is_some(),
            Tool::Poppler => runs("pdftotext", "-v"),
            Tool::Nu => runs("java", "-version") && nu().is_some(),
            Tool::HtmlValidate => html_validate().is_some(),
        }
    }

    fn install(self) -> &'static str {
        match self {
            Tool::Chromium => "apt-get install chromium",
            Tool::Axe => "npm install --prefix target/npm axe-core",
            Tool::Poppler => "apt-get install poppler-utils",
            Tool::Nu => {
                "apt-get install default-jre-headless && npm install --prefix target/npm vnu-jar"
            }
            Tool::HtmlValidate => "npm install --prefix target/npm html-validate",
        }
    }
}

fn runs(program: &str, argument: &str) -> bool {
    Command::new(program)
        .arg(argument)
        .output()
        .is_ok_and(|output| output.status.success())
}

/// The browser's command.
pub fn chromium() -> String {
    std::env::var("CHROMIUM").unwrap_or_else(|_| "chromium".to_owned())
}

/// A folder of `target/`, which is made if it is not there.
pub fn target(folder: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let folder = target.join(folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The text of axe-core, if it is here or npm can fetch it.
pub fn axe() -> Option<&'static str> {
    static AXE: OnceLock<Option<String>> = OnceLock::new();
    AXE.get_or_init(|| {
        let file = npm("axe-core@4", "axe-core/axe.min.js")?;
        std::fs::read_to_string(file).ok()
    })
    .as_deref()
}

/// The Nu checker, if it is here or npm can fetch it.
pub fn nu() -> Option<&'static Path> {
    static NU: OnceLock<Option<PathBuf>> = OnceLock::new();
    NU.get_or_init(|| npm("vnu-jar@26", "vnu-jar/build/dist/vnu.jar"))
        .as_deref()
}

/// The command of html-validate, if it is here or npm can fetch it.
pub fn html_validate() -> Option<&'static Path> {
    static HTML_VALIDATE: OnceLock<Option<PathBuf>> = OnceLock::new();
    HTML_VALIDATE
        .get_or_init(|| npm("html-validate@10", ".bin/html-validate"))
        .as_deref()
}

/// A file of a package of npm, which is fetched when it is not here yet. The packages of npm stay in `target/npm`.
fn npm(package: &str, file: &str) -> Option<PathBuf> {
    let folder = target("npm");
    let file = folder.join("node_modules").join(file);
    if !file.exists() {
        let quiet = ["--no-audit", "--no-fund", "--silent"];
        let mut command = Command::new("npm");
        command.args(["install", "--prefix"]).arg(&folder);
        command.args(quiet).arg(package).output().ok()?;
    }
    file.exists().then_some(file)
}

/// The text of a PDF, in the order in which it was written.
pub fn pdf_text(file: &Path) -> Result<String, String> {
    let output = Command::new("pdftotext")
        .arg("-raw")
        .arg(file)
        .arg("-")
        .output()
        .map_err(|error| error.to_string())?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
