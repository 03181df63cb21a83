//! `mendbook build`: compiles the book and puts it into its folder, all of it or nothing.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;

use super::console::Console;
use super::shared::{FormatOption, Shared};
use super::write::StagedZip;
use super::{Failure, folder, verdict, write};
use crate::model::id::{is_reserved_name, slug};
use crate::output::Output;
use crate::pipeline::{Compilation, Options};
use crate::render::{Memory, Sheets};

/// Compile the book into a folder.
#[derive(Debug, Args)]
pub(super) struct Build {
    /// The book's folder [default: the one you are in]
    #[arg(value_name = "BOOK")]
    folder: Option<PathBuf>,
    /// Take warnings for errors
    #[arg(long)]
    strict: bool,
    /// The folder to put the book into [default: the one book.toml names, or `book`]
    #[arg(short = 'd', long = "dest", value_name = "DIR")]
    dest: Option<PathBuf>,
    /// Make a zip of the book too, to hand over [default: named after the book, beside its folder]
    #[arg(long, value_name = "FILE")]
    zip: Option<Option<PathBuf>>,
    #[command(flatten)]
    format: FormatOption,
}

impl Build {
    pub(super) fn run(&self, shared: &Shared, console: &Console) -> Result<(), Failure> {
        let started = Instant::now();
        let root = shared.book(self.folder.as_deref())?;
        let options = Options {
            today: shared.today(),
            publish: false,
            sheets: Sheets::All,
        };
        let compilation = shared.compile(&root, &options, &Memory::default())?;
        let diagnostics = &compilation.diagnostics;
        verdict::say(
            diagnostics,
            &compilation.sources,
            self.format.format,
            console,
        )?;
        if verdict::is_refused(diagnostics, self.strict) {
            console.error(&format!(
                "{}; nothing was published",
                verdict::count(diagnostics, self.strict)
            ));
            return Err(Failure::Content);
        }
        let dest = dest(self.dest.as_deref(), &root, &compilation);
        // The zip is whole before the folder changes, and takes its place after it: nothing is left to fail but a rename, and
        // if that fails the new book stands and the zip is the old one.
        let zip = match &self.zip {
            Some(named) => Some(stage_zip(named.as_deref(), &dest, &compilation)?),
            None => None,
        };
        let published = shared
            .workers()?
            .install(|| write::publish(&compilation.output, &dest))
            .map_err(|error| Failure::Fault(error.to_string()))?;
        if let Some(leftover) = published.leftover {
            console.say(format!(
                "some of the old book is left in {}; the next build tries again to remove it",
                folder::shown(&leftover)
            ));
        }
        let warned = match diagnostics.as_slice() {
            [] => String::new(),
            some => format!(", with {}", verdict::count(some, false)),
        };
        console.say(format!(
            "built {} into {} in {}{warned}; open {}",
            pages(&compilation.output),
            folder::shown(&dest),
            seconds(started),
            folder::shown(&dest.join("index.html"))
        ));
        if let Some((zip, path)) = zip {
            zip.put()
                .map_err(|error| Failure::Fault(error.to_string()))?;
            console.say(format!("packed it into {}", folder::shown(&path)));
        }
        Ok(())
    }
}

/// Writes the zip beside its place, and says where that is.
fn stage_zip(
    named: Option<&Path>,
    dest: &Path,
    compilation: &Compilation,
) -> Result<(StagedZip, PathBuf), Failure> {
    let name = zip_name(compilation);
    let path = match named {
        Some(named) => named.to_owned(),
        None => dest.with_file_name(format!("{name}.zip")),
    };
    if path.extension().is_none_or(|end| end != "zip") {
        let shown = folder::shown(&path);
        return Err(Failure::Fault(format!(
            "--zip takes a file that ends in `.zip`, found `{shown}`; if that is the book, name it before --zip"
        )));
    }
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if whole(&path).starts_with(whole(dest)) {
        return Err(Failure::Fault(format!(
            "the zip cannot stand inside the built book, `{}`; name a file outside it",
            folder::shown(dest)
        )));
    }
    let zip = write::stage_zip(&compilation.output, &name, &path)
        .map_err(|error| Failure::Fault(error.to_string()))?;
    Ok((zip, path))
}

/// What the zip is called, and the folder that it unpacks to: the book's title, or a neutral word.
fn zip_name(compilation: &Compilation) -> String {
    let config = compilation.config.as_ref();
    config
        .filter(|config| !config.is_discreet())
        .and_then(|config| slug(&config.book.title.value))
        .filter(|name| !is_reserved_name(name))
        .unwrap_or_else(|| "book".to_owned())
}

/// The folder that the built book goes to: as named on the command line, or by book.toml from the book's own folder.
fn dest(named: Option<&Path>, root: &Path, compilation: &Compilation) -> PathBuf {
    match (named, &compilation.config) {
        (Some(named), _) => named.to_owned(),
        (None, Some(config)) => root.join(config.build_dir()),
        (None, None) => root.join("book"),
    }
}

/// `109 pages`.
pub(super) fn pages(output: &Output) -> String {
    let count = output
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .count();
    if count == 1 {
        "1 page".to_owned()
    } else {
        format!("{count} pages")
    }
}

/// `0.4 s` since then.
pub(super) fn seconds(since: Instant) -> String {
    let took = since.elapsed().as_secs_f64();
    if took < 0.1 {
        format!("{took:.2} s")
    } else {
        format!("{took:.1} s")
    }
}
