//! `mendbook serve`: the book in a browser on this machine, built again whenever a file of it changes.
//!
//! The book is held in memory: nothing is written, so the folder of the built book stays as `build` left it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Instant;

use clap::Args;

use super::build::{pages, seconds};
use super::console::Console;
use super::server::Server;
use super::shared::Shared;
use super::watch::{Watch, watch};
use super::{Failure, verdict};
use crate::config::{self, Config};
use crate::diagnostic::render::Format;
use crate::output::Output;
use crate::pipeline::{Compilation, Options};
use crate::render::{Memory, Sheets};
use crate::source::{DiskFiles, Sources};

/// Show the book in a browser, and show it again whenever a file changes.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The book's folder [default: the one you are in]
    #[arg(value_name = "BOOK")]
    folder: Option<PathBuf>,
    /// The port to listen on [default: a free one from 3000 on]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Open the book in your browser
    #[arg(long)]
    open: bool,
}

impl Serve {
    pub(super) fn run(&self, shared: &Shared, console: &Console) -> Result<(), Failure> {
        let root = shared.book(self.folder.as_deref())?;
        let mut eyes = Eyes::open(&root)?;
        let started = Instant::now();
        let mut first = eyes.compile(shared, &root)?;
        verdict::say(&first.diagnostics, &first.sources, Format::Human, console)?;
        let mut book = Book::default();
        let problems = book.take(&mut first);
        let server = Server::start(self.port, Arc::clone(&book.shown))
            .map_err(|error| Failure::Fault(error.to_string()))?;
        server.replace(Arc::clone(&book.shown), problems);
        server.stand_at(place_of(&first));
        let address = format!("http://{}/", server.address());
        console.say(format!(
            "built {} in {}",
            pages(&book.shown),
            seconds(started)
        ));
        console.say(format!(
            "the book is at {address}; it changes with your files, and Ctrl-C ends this"
        ));
        drop(first);
        if self.open {
            open(&address, console);
        }
        loop {
            eyes.wait(console)?;
            let started = Instant::now();
            let mut next = eyes.compile(shared, &root)?;
            verdict::say(&next.diagnostics, &next.sources, Format::Human, console)?;
            let problems = book.take(&mut next);
            let said = match &problems {
                None => format!("built {} again in {}", pages(&book.shown), seconds(started)),
                Some(problems) => {
                    format!(
                        "found {problems} in {}; {}",
                        seconds(started),
                        book.what_is_shown()
                    )
                }
            };
            server.stand_at(place_of(&next));
            server.replace(Arc::clone(&book.shown), problems);
            console.say(said);
        }
    }
}

/// Where a book will stand on its host, as far as its book.toml can be read.
fn place_of(compilation: &Compilation) -> String {
    let config = compilation.config.as_ref();
    config.map_or_else(|| "/".to_owned(), Config::top)
}

/// The book that browsers get.
#[derive(Default)]
struct Book {
    shown: Arc<Output>,
    /// Whether there ever was one without errors.
    was_good: bool,
    /// Whether the newest one lacks nothing but sheets that cannot be printed.
    lacks_sheets: bool,
}

impl Book {
    /// Takes a new book, unless it has errors and an older one has none; says what is wrong.
    fn take(&mut self, compilation: &mut Compilation) -> Option<String> {
        let mut output = std::mem::take(&mut compilation.output);
        self.lacks_sheets = compilation.has_errors() && compilation.is_sound_but_for_sheets();
        if !compilation.has_errors() {
            self.shown = Arc::new(output);
            self.was_good = true;
            return None;
        }
        if self.lacks_sheets {
            // A sheet that cannot be printed holds nothing else up; its last good files stay where they were.
            for (path, bytes) in self
                .shown
                .shared()
                .filter(|(path, _)| path.ends_with(".pdf"))
            {
                if output.get(path).is_none() {
                    output.share(path, Arc::clone(bytes));
                }
            }
            self.shown = Arc::new(output);
            return Some(verdict::count(&compilation.diagnostics, false));
        }
        if !self.was_good {
            self.shown = Arc::new(if output.is_empty() {
                nothing_yet()
            } else {
                output
            });
        }
        Some(verdict::count(&compilation.diagnostics, false))
    }

    fn what_is_shown(&self) -> &'static str {
        if self.lacks_sheets {
            "all else is shown"
        } else if self.was_good {
            "the last good book is still shown"
        } else {
            "what is sound is shown"
        }
    }
}

/// What is shown when not even book.toml can be read. The server adds what loads it again.
fn nothing_yet() -> Output {
    let page = "<!doctype html>\n<html lang=\"en\">\n<title>No book yet</title>\n<body>\n\
                <p>There is no book to show yet. The window in which you started Mendbook says why.</p>\n\
                </body>\n</html>\n";
    let mut output = Output::new();
    output.add("index.html", page);
    output.add("404.html", page);
    output
}

/// What has changed on the disk, with the watch that tells.
struct Eyes {
    watched: Watched,
    /// What need not be made again; it lasts while the same folders are watched.
    memory: Memory,
    /// Held, since the watching ends with it.
    _watch: Watch,
    news: mpsc::Receiver<Result<(), String>>,
}

/// What is watched, and what is left out.
#[derive(PartialEq, Eq)]
struct Watched {
    paths: Vec<PathBuf>,
    ignored: Vec<PathBuf>,
}

impl Watched {
    /// What a book is made from: book.toml, the content, its theme.
    fn of(root: &Path, config: Option<&Config>) -> Self {
        let mut paths = vec![root.join(config::FILE)];
        let mut ignored = Vec::new();
        if let Some(config) = config {
            paths.push(root.join(config.content()));
            paths.push(root.join("themes").join(config.theme()));
            ignored.push(root.join(config.build_dir()));
        }
        Self { paths, ignored }
    }
}

impl Eyes {
    fn open(root: &Path) -> Result<Self, Failure> {
        let (config, _) = config::load(&DiskFiles::new(root), &mut Sources::new());
        Self::on(Watched::of(root, config.as_ref()))
    }

    fn on(watched: Watched) -> Result<Self, Failure> {
        let (sender, news) = mpsc::channel();
        let tell = move |changed: Result<BTreeSet<PathBuf>, _>| {
            // It fails only when nobody waits for news any more.
            let _ = sender.send(
                changed
                    .map(|_| ())
                    .map_err(|error: super::watch::WatchError| error.to_string()),
            );
        };
        let watch = watch(&watched.paths, &watched.ignored, tell)
            .map_err(|error| Failure::Fault(error.to_string()))?;
        Ok(Self {
            watched,
            memory: Memory::default(),
            _watch: watch,
            news,
        })
    }

    /// Compiles the book; once more where book.toml names other folders than those that were watched meanwhile.
    fn compile(&mut self, shared: &Shared, root: &Path) -> Result<Compilation, Failure> {
        loop {
            let options = Options {
                today: shared.today(),
                publish: false,
                sheets: Sheets::All,
            };
            let compilation = shared.compile(root, &options, &self.memory)?;
            let Some(config) = &compilation.config else {
                // The folders that are watched are those of the last book.toml that could be read.
                return Ok(compilation);
            };
            let wanted = Watched::of(root, Some(config));
            if wanted == self.watched {
                return Ok(compilation);
            }
            *self = Self::on(wanted)?;
        }
    }

    /// Waits until a file has changed. Changes that came in the meantime are one.
    fn wait(&self, console: &Console) -> Result<(), Failure> {
        let mut changed = false;
        while !changed {
            let first = self
                .news
                .recv()
                .map_err(|_| Failure::fault("the files are no longer watched; start again"))?;
            for news in std::iter::once(first).chain(self.news.try_iter()) {
                match news {
                    Ok(()) => changed = true,
                    Err(error) => console.error(&error),
                }
            }
        }
        Ok(())
    }
}

/// Opens an address in the browser that the system uses for it.
fn open(address: &str, console: &Console) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    let started = command
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if let Err(error) = started {
        console.error(&format!(
            "the browser cannot be started: {error}; open {address} yourself"
        ));
    }
}
