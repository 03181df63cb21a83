//! Printing many documents: at once, always the same way, and not again where nothing changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use twox_hash::XxHash3_128;

use super::copies::{Compositor, Manner, Wanted};
use super::pages::{Pages, bind};
use super::world::{Press, Problem};
use super::{PrintOptions, TypstData, coverage, fillable, nowhere};
use crate::diagnostic::Diagnostic;
use crate::site::Plan;
use crate::site::sheet::Sheet;
use crate::source::{Sources, Span};
use crate::theme::{Strings, Theme};

/// Typst lays a document out by deep recursion, and rayon may start one document within another on the same stack.
const STACK: usize = 32 << 20;

/// Typst remembers what it computed; after this many pages it forgets, or a book of sheets would fill the memory.
const FORGET_AFTER: usize = 100;

/// What was printed before.
#[derive(Debug, Default)]
pub struct Cache {
    known: Mutex<Known>,
}

/// Each thing by a hash of all it is made from.
#[derive(Debug, Default)]
struct Known {
    files: BTreeMap<u128, Pdf>,
    /// The copies in documents of several.
    copies: BTreeMap<u128, Arc<Pages>>,
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
    pub copies: Vec<Copied>,
    /// How it is printed.
    pub options: PrintOptions<'a>,
}

/// One copy in a document.
#[derive(Clone, Debug)]
pub(super) struct Copied {
    /// Its place among the document's sheets.
    pub sheet: usize,
    /// Whose copy it is, in words; may be empty.
    pub whose: String,
}

impl Job<'_> {
    /// What is wanted, copy by copy.
    fn wanted(&self) -> impl Iterator<Item = Wanted<'_>> {
        self.copies.iter().filter_map(|copy| {
            Some(Wanted {
                sheet: self.sheets.get(copy.sheet)?,
                whose: &copy.whose,
                options: self.options,
            })
        })
    }
}

/// A job with the keys of its copies and its own.
struct Order<'j, 'a> {
    job: &'j Job<'a>,
    copies: Vec<u128>,
    key: u128,
}

/// A copy on its pages, or why it could not be set.
type SetCopy = Result<Arc<Pages>, Vec<Problem>>;

/// The press with what all documents of a book share.
pub(super) struct Printer<'a> {
    pub press: Press,
    plan: &'a Plan<'a>,
    sources: &'a Sources,
    compositor: Compositor<'a>,
    /// How many pages were set since the start.
    set: AtomicUsize,
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
            compositor: Compositor::new(config, print_words(&theme.strings)),
            set: AtomicUsize::new(0),
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
            .known
            .lock()
            .map(|mut known| std::mem::take(&mut *known))
            .unwrap_or_default();
        let (kept, results) = pool.install(|| self.carry_out(jobs, &old));
        comemo::evict(0);
        let mut pdfs = Vec::new();
        let mut problems = BTreeMap::new();
        for (job, result) in jobs.iter().zip(results) {
            match result {
                Ok(pdf) => pdfs.push(Some(pdf)),
                Err(found) => {
                    pdfs.push(None);
                    for problem in found {
                        problems.entry(problem).or_insert_with(Vec::new).push(job);
                    }
                }
            }
        }
        if let Ok(mut known) = cache.known.lock() {
            *known = kept;
        }
        let diagnostics = problems
            .iter()
            .map(|(problem, jobs)| self.diagnostic(problem, jobs))
            .collect();
        (pdfs, diagnostics)
    }

    /// Every job's PDF, in their order; with what is worth knowing next time.
    fn carry_out(&self, jobs: &[Job<'_>], old: &Known) -> (Known, Vec<Result<Pdf, Vec<Problem>>>) {
        let orders: Vec<Order<'_, '_>> = jobs.par_iter().map(|job| self.order(job)).collect();
        // What stands in documents of several copies may stand in many: it is set once, before them.
        let mut shared = BTreeMap::new();
        for order in &orders {
            if order.copies.len() > 1 {
                shared.extend(order.copies.iter().copied().zip(order.job.wanted()));
            }
        }
        let unknown: BTreeSet<u128> = orders
            .iter()
            .filter(|order| !old.files.contains_key(&order.key))
            .flat_map(|order| order.copies.iter().copied())
            .filter(|key| shared.contains_key(key))
            .collect();
        let copies: BTreeMap<u128, SetCopy> = shared
            .par_iter()
            .filter_map(|(key, copy)| match old.copies.get(key) {
                Some(known) => Some((*key, Ok(known.clone()))),
                None if unknown.contains(key) => Some((*key, self.set(*copy).map(Arc::new))),
                None => None,
            })
            .collect();
        let results: Vec<_> = orders
            .par_iter()
            .map(|order| match old.files.get(&order.key) {
                Some(known) => Ok(known.clone()),
                None => self.one(order, &copies),
            })
            .collect();
        let files = orders.iter().zip(&results);
        let kept = Known {
            files: files
                .filter_map(|(order, result)| Some((order.key, result.as_ref().ok()?.clone())))
                .collect(),
            copies: copies
                .into_iter()
                .filter_map(|(key, copy)| Some((key, copy.ok()?)))
                .collect(),
        };
        (kept, results)
    }

    fn order<'j, 'a2>(&self, job: &'j Job<'a2>) -> Order<'j, 'a2> {
        let copies: Vec<u128> = job
            .wanted()
            .map(|copy| {
                let mut all = self.theme.to_le_bytes().to_vec();
                all.extend(self.compositor.key(copy).to_le_bytes());
                XxHash3_128::oneshot(&all)
            })
            .collect();
        let mut all: Vec<u8> = copies.iter().flat_map(|key| key.to_le_bytes()).collect();
        // No path holds this character.
        for words in [&job.path, &job.title] {
            all.extend_from_slice(words.as_bytes());
            all.push(0);
        }
        Order {
            job,
            copies,
            key: XxHash3_128::oneshot(&all),
        }
    }

    fn set(&self, copy: Wanted<'_>) -> Result<Pages, Vec<Problem>> {
        let pages = self.compositor.set(&self.press, copy)?;
        let count = pages.count();
        let before = self.set.fetch_add(count, Ordering::Relaxed);
        if (before + count) / FORGET_AFTER > before / FORGET_AFTER {
            comemo::evict(0);
        }
        Ok(pages)
    }

    fn one(
        &self,
        order: &Order<'_, '_>,
        copies: &BTreeMap<u128, SetCopy>,
    ) -> Result<Pdf, Vec<Problem>> {
        let job = order.job;
        let mut set = Vec::new();
        let mut problems = Vec::new();
        for (key, copy) in order.copies.iter().zip(job.wanted()) {
            let pages = match copies.get(key) {
                Some(known) => known.clone(),
                None => self.set(copy).map(Arc::new),
            };
            match pages {
                // One person's copy never backs another's; the practitioner's notes are all for one reader.
                Ok(pages) => set.push((pages, copy.sheet.view.form != "notes")),
                Err(found) => problems.extend(found),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let document = bind(
            set.iter().map(|(pages, leaf)| (&**pages, *leaf)),
            &job.title,
        );
        let pages = document.pages().len();
        let bytes = self
            .press
            .pdf(&document, job.path.as_str(), !job.options.fillable)?;
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

    /// What the templates read for one copy, where Typst sets it alone.
    pub fn alone(&self, job: &Job<'_>) -> Option<TypstData> {
        let copy = job.wanted().next()?;
        let manner = Manner {
            alone: true,
            ..Manner::default()
        };
        Some(TypstData {
            how: self.compositor.how(job.options, manner),
            data: self.compositor.data(copy),
        })
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
