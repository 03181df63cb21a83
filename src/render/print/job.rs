//! Printing many documents: at once, always the same way, and not again where nothing changed.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use twox_hash::XxHash3_128;

use super::world::{LaidOut, Press, Problem};
use super::{PrintOptions, code, coverage, fillable, nowhere};
use crate::config::{Direction, Paper};
use crate::diagnostic::Diagnostic;
use crate::site::Plan;
use crate::site::sheet::Sheet;
use crate::source::{Sources, Span};
use crate::theme::{Strings, Theme};

use super::views::{CopyView, DocumentView, PrintedSheet};

/// Typst lays a document out by deep recursion, and rayon may start one document within another on the same stack.
const STACK: usize = 32 << 20;

/// Typst remembers what it computed; after this many pages it forgets, or a book of sheets would fill the memory.
const FORGET_AFTER: usize = 24;

/// A document of more copies than this is long.
const LONG: usize = 3;

/// PDFs by a hash of all they are made from.
#[derive(Debug, Default)]
pub struct Cache {
    files: Mutex<BTreeMap<u128, Pdf>>,
}

/// A finished PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    /// Its bytes, which the cache and the built book hold together.
    pub bytes: Arc<Vec<u8>>,
    /// How many pages it has.
    pub pages: usize,
}

/// One PDF to be made.
pub(super) struct Job<'a> {
    /// Its path in the built book.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The id of the sheet or pack, for messages.
    pub name: &'a str,
    /// Where that stands.
    pub place: Span,
    /// The sheets, each once.
    pub sheets: Vec<&'a Sheet>,
    /// The copies in order.
    pub copies: Vec<CopyView>,
    /// How it is printed.
    pub options: PrintOptions<'a>,
}

/// The press with what all documents of a book share.
pub(super) struct Printer<'a> {
    pub press: Press,
    plan: &'a Plan<'a>,
    sources: &'a Sources,
    words: BTreeMap<String, String>,
    /// A hash of the templates and fonts.
    theme: u128,
}

impl<'a> Printer<'a> {
    /// Sets the press up; `None` if the theme has no templates for paper, or none that could be read.
    pub fn new(
        plan: &'a Plan<'a>,
        theme: &Theme,
        sources: &'a Sources,
    ) -> (Option<Self>, Vec<Diagnostic>) {
        let Some((press, broken)) = Press::new(theme) else {
            let message = "the theme's files for paper have names that Typst cannot read";
            return (
                None,
                vec![Diagnostic::error("theme-error", nowhere(plan), message)],
            );
        };
        let mut diagnostics: Vec<Diagnostic> = broken
            .into_iter()
            .map(|file| {
                Diagnostic::error(
                    "theme-error",
                    Span::start_of(file),
                    "this file is no font that can be read",
                )
                .help("put a TrueType or OpenType font there, or take the file away")
            })
            .collect();
        let config = plan.config;
        let practice = config
            .practice
            .iter()
            .flat_map(|practice| std::iter::once(&practice.name).chain(&practice.contact));
        let licence = config.licence.iter().map(|licence| &licence.name);
        let shared = std::iter::once(&config.book.title)
            .chain(&config.book.version)
            .chain(practice)
            .chain(licence);
        diagnostics.extend(shared.filter_map(|text| coverage::check_text(&press, text)));
        let mut all = Vec::new();
        for (path, file) in &theme.print {
            all.extend_from_slice(path.as_bytes());
            all.extend_from_slice(&XxHash3_128::oneshot(&file.bytes).to_le_bytes());
        }
        let printer = Self {
            press,
            plan,
            sources,
            words: print_words(&theme.strings),
            theme: XxHash3_128::oneshot(&all),
        };
        (Some(printer), diagnostics)
    }

    /// Makes every PDF, in the order of the jobs; `None` for one that could not be made. The cache then holds these, and
    /// forgets all others.
    pub fn print(&self, jobs: &[Job<'_>], cache: &Cache) -> (Vec<Option<Pdf>>, Vec<Diagnostic>) {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(rayon::current_num_threads())
            .stack_size(STACK)
            .build();
        let pool = match pool {
            Ok(pool) => pool,
            Err(error) => {
                let message = format!(
                    "the PDFs could not be made, since no threads could be started: {error}"
                );
                return (
                    Vec::new(),
                    vec![Diagnostic::error("no-threads", nowhere(self.plan), message)],
                );
            }
        };
        let old = cache
            .files
            .lock()
            .map(|mut files| std::mem::take(&mut *files))
            .unwrap_or_default();
        let done = AtomicUsize::new(0);
        let make = |job: &Job<'_>| {
            let data = self.data(job, false);
            let key = self.key(&data, job);
            if let Some(known) = old.get(&key) {
                return (key, Ok(known.clone()));
            }
            let pdf = self.one(job, data);
            let pages = pdf.as_ref().map_or(1, |pdf| pdf.pages);
            let before = done.fetch_add(pages, Ordering::Relaxed);
            if (before + pages) / FORGET_AFTER > before / FORGET_AFTER {
                comemo::evict(0);
            }
            (key, pdf)
        };
        let (long, short): (Vec<&Job<'_>>, Vec<&Job<'_>>) =
            jobs.iter().partition(|job| job.copies.len() > LONG);
        // Long documents one after the other, since each takes much memory; Typst lays the copies in one out at once.
        let (mut long_results, mut short_results) = pool.install(|| {
            let short: Vec<_> = short.par_iter().map(|job| make(job)).collect();
            let long: Vec<_> = long.iter().map(|job| make(job)).collect();
            (long.into_iter(), short.into_iter())
        });
        let results = jobs.iter().filter_map(|job| {
            if job.copies.len() > LONG {
                long_results.next()
            } else {
                short_results.next()
            }
        });
        comemo::evict(0);
        let mut pdfs = Vec::new();
        let mut problems = BTreeMap::new();
        let mut kept = BTreeMap::new();
        for (job, (key, result)) in jobs.iter().zip(results) {
            match result {
                Ok(pdf) => {
                    kept.insert(key, pdf.clone());
                    pdfs.push(Some(pdf));
                }
                Err(found) => {
                    pdfs.push(None);
                    for problem in found {
                        problems.entry(problem).or_insert_with(Vec::new).push(job);
                    }
                }
            }
        }
        if let Ok(mut files) = cache.files.lock() {
            *files = kept;
        }
        let diagnostics = problems
            .iter()
            .map(|(problem, jobs)| self.diagnostic(problem, jobs))
            .collect();
        (pdfs, diagnostics)
    }

    fn one(&self, job: &Job<'_>, data: Vec<u8>) -> Result<Pdf, Vec<Problem>> {
        let laid_out = self.lay_out(job, data)?;
        let pages = laid_out.pages();
        let bytes = self
            .press
            .pdf(&laid_out, job.path.as_str(), !job.options.fillable)?;
        let pdf = |bytes| Pdf {
            bytes: Arc::new(bytes),
            pages,
        };
        if !job.options.fillable {
            return Ok(pdf(bytes));
        }
        let slots = job
            .sheets
            .first()
            .map(|sheet| sheet.slots.as_slice())
            .unwrap_or_default();
        let filled = fillable::with_fields(&bytes, slots, self.press.plain_font());
        filled.map(pdf).map_err(|message| {
            vec![Problem {
                place: None,
                message,
                hints: Vec::new(),
                calls: Vec::new(),
            }]
        })
    }

    /// Lays a document out; closer, where that saves a page, so that no last page holds two lines and a footer.
    fn lay_out(&self, job: &Job<'_>, data: Vec<u8>) -> Result<LaidOut<'_>, Vec<Problem>> {
        let laid_out = self.press.lay_out(data)?;
        let is_deck = job.sheets.iter().all(|sheet| sheet.view.form == "deck");
        if laid_out.pages() < 2 || is_deck {
            return Ok(laid_out);
        }
        let closer = self.press.lay_out(self.data(job, true))?;
        let saves = closer.pages() < laid_out.pages();
        Ok(if saves { closer } else { laid_out })
    }

    /// What the templates read; `tight` sets it closer.
    pub fn data(&self, job: &Job<'_>, tight: bool) -> Vec<u8> {
        let language = self.plan.config.language();
        let (language, region) = language.split_once('-').unwrap_or((language, ""));
        let view = DocumentView {
            title: &job.title,
            language: language.to_lowercase(),
            region: if region.len() == 2 {
                region.to_uppercase()
            } else {
                String::new()
            },
            direction: match self.plan.config.direction() {
                Direction::LeftToRight => "ltr",
                Direction::RightToLeft => "rtl",
            },
            paper: match job.options.paper {
                Paper::A4 => "a4",
                Paper::Letter => "us-letter",
            },
            large: job.options.large,
            fillable: job.options.fillable,
            tight,
            words: &self.words,
            sheets: job
                .sheets
                .iter()
                .map(|sheet| PrintedSheet {
                    sheet: &sheet.view,
                    code: code::modules(&sheet.view.address),
                })
                .collect(),
            copies: job.copies.clone(),
        };
        // A struct of plain words and numbers always becomes JSON.
        serde_json::to_vec(&view).unwrap_or_default()
    }

    fn key(&self, data: &[u8], job: &Job<'_>) -> u128 {
        let mut all = Vec::with_capacity(48 + job.path.len());
        all.extend_from_slice(&self.theme.to_le_bytes());
        all.extend_from_slice(&XxHash3_128::oneshot(data).to_le_bytes());
        all.extend_from_slice(job.path.as_bytes());
        XxHash3_128::oneshot(&all)
    }

    /// One problem, named with the first of the sheets that have it.
    fn diagnostic(&self, problem: &Problem, jobs: &[&Job<'_>]) -> Diagnostic {
        let Some(first) = jobs.first() else {
            return Diagnostic::error("theme-error", nowhere(self.plan), problem.message.clone());
        };
        let mut others: Vec<&str> = jobs
            .iter()
            .map(|job| job.name)
            .filter(|name| *name != first.name)
            .collect();
        others.dedup();
        let more = match others.len() {
            0 => String::new(),
            1 => " and one other".to_owned(),
            n => format!(" and {n} others"),
        };
        let message = format!(
            "{}, while printing the sheet `{}`{more}",
            problem.message, first.name
        );
        let mut diagnostic = match problem.place {
            Some(place) => {
                Diagnostic::error("theme-error", place, message).also(first.place, "the sheet")
            }
            None => Diagnostic::error("theme-error", first.place, message),
        };
        for hint in &problem.hints {
            diagnostic = diagnostic.help(hint.clone());
        }
        for call in problem.calls.iter().take(3) {
            let line = self.sources.line_column(*call).line;
            let path = self.sources.path(call.file);
            diagnostic = diagnostic.help(format!("it was called from {path}:{line}"));
        }
        diagnostic
    }
}

/// The words of the theme for paper, by their key after `print.`.
fn print_words(strings: &Strings) -> BTreeMap<String, String> {
    strings
        .iter()
        .filter_map(|(key, _)| {
            Some((
                key.strip_prefix("print.")?.to_owned(),
                strings.text(key).to_owned(),
            ))
        })
        .collect()
}
