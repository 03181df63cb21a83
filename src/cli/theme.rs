//! `mendbook theme`: what the default theme is made of, and how to change it in a book.

use std::collections::BTreeSet;
use std::path::Path;

use clap::{Args, Subcommand};

use super::console::Console;
use super::shared::Shared;
use super::{Failure, folder, new_file};
use crate::config;
use crate::diagnostic::nearest;
use crate::render::html;
use crate::source::{DiskFiles, Sources};
use crate::theme::{DEFAULT_NAME, default_files};

/// See and copy what the theme is made of.
#[derive(Debug, Args)]
pub(super) struct Theme {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Copy a file of the default theme into your book, to change it there
    Copy {
        /// The file, as `templates/step.html`; without it, all there are
        file: Option<String>,
    },
    /// Say what a template can use
    Contexts {
        /// The template, as `step.html`; without it, all there are
        template: Option<String>,
    },
}

impl Theme {
    pub(super) fn run(&self, shared: &Shared, console: &Console) -> Result<(), Failure> {
        match &self.command {
            Command::Copy { file: None } => {
                let files: String = default_files()
                    .keys()
                    .map(|path| format!("{path}\n"))
                    .collect();
                console.print(&files)
            }
            Command::Copy { file: Some(file) } => copy(file, shared, console),
            Command::Contexts { template } => contexts(template.as_deref(), console),
        }
    }
}

/// Copies a file into the theme that the book uses.
fn copy(wanted: &str, shared: &Shared, console: &Console) -> Result<(), Failure> {
    let files = default_files();
    let path = named(wanted, files.keys().map(String::as_str))?;
    let bytes = files.get(path).copied().unwrap_or_default();
    let root = shared.book(None)?;
    let target = format!("themes/{}/{path}", theme_of(&root));
    let place = root.join(&target);
    new_file::write(&place, bytes)?;
    console.say(format!(
        "wrote {}; it now takes the place of the theme's own file",
        folder::shown(&place)
    ));
    Ok(())
}

/// The theme that the book names; the default one where book.toml cannot be read.
fn theme_of(root: &Path) -> String {
    let (config, _) = config::load(&DiskFiles::new(root), &mut Sources::new());
    config.map_or_else(
        || DEFAULT_NAME.to_owned(),
        |config| config.theme().to_owned(),
    )
}

/// Says what templates get: each part of the documentation has the templates that it is about in its heading, in back
/// quotes; one that names none is about all of them.
fn contexts(wanted: Option<&str>, console: &Console) -> Result<(), Failure> {
    let docs = html::context_docs();
    let Some(wanted) = wanted else {
        return print_docs(docs.iter(), console);
    };
    let files = default_files();
    let templates = files
        .keys()
        .filter_map(|path| path.strip_prefix("templates/"));
    let documented = docs.iter().flat_map(|(heading, _)| names_in(heading));
    let known: BTreeSet<&str> = templates.chain(documented).collect();
    let name = named(
        wanted.trim_start_matches("templates/"),
        known.iter().copied(),
    )?;
    let own = docs
        .iter()
        .filter(|(heading, _)| names_in(heading).any(|known| known == name));
    let of_all = docs
        .iter()
        .filter(|(heading, _)| names_in(heading).next().is_none());
    print_docs(own.chain(of_all), console)
}

fn print_docs<'a>(
    docs: impl Iterator<Item = &'a (String, String)>,
    console: &Console,
) -> Result<(), Failure> {
    let parts: Vec<String> = docs
        .map(|(heading, text)| format!("## {heading}\n\n{}\n", text.trim()))
        .collect();
    console.print(&parts.join("\n"))
}

/// What stands in back quotes and looks like a template's name.
fn names_in(heading: &str) -> impl Iterator<Item = &str> {
    heading
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|name| name.ends_with(".html"))
}

/// The file of this path, or the only one of this name.
fn named<'a>(
    wanted: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Result<&'a str, Failure> {
    if let Some(path) = known.clone().find(|path| *path == wanted) {
        return Ok(path);
    }
    let last = |path: &'a str| path.rsplit('/').next().unwrap_or(path);
    let mut same = known.clone().filter(|path| last(path) == wanted);
    if let (Some(path), None) = (same.next(), same.next()) {
        return Ok(path);
    }
    let near = nearest(wanted, known.clone()).or_else(|| {
        let name = nearest(wanted, known.clone().map(last))?;
        known.clone().find(|path| last(path) == name)
    });
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "without a name, the command lists all".to_owned(),
    };
    Err(Failure::Fault(format!(
        "the default theme has no `{wanted}`; {help}"
    )))
}
