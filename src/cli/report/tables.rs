//! A report as tables, each under a heading and with a line on what it shows.

use crate::cli::list::aligned;
use crate::diagnostic::render::visible_line;
use crate::report::{EntryReading, Measured, Place, Report};

/// How many characters of a text a table shows.
const LONGEST_TEXT: usize = 48;

/// Everything, with at most so many entries a table.
pub(super) fn tables(report: &Report, most: usize) -> String {
    let mut page = Page {
        text: format!("# {}, {}\n", visible_line(&report.title), report.today),
        most,
    };
    counts(&mut page, report);
    reading(&mut page, report);
    hardest(&mut page, report);
    reviews(&mut page, report);
    claims(&mut page, report);
    sources(&mut page, report);
    risks(&mut page, report);
    page.places(
        "No way in",
        "No entry refers to these, and the book does not lead there by itself.",
        &report.no_way_in,
    );
    allows(&mut page, report);
    page.text
}

/// What is written so far.
struct Page {
    text: String,
    most: usize,
}

impl Page {
    fn section(&mut self, heading: &str, about: &str) {
        self.text.push_str(&format!("\n## {heading}\n\n{about}\n"));
    }

    /// A table with its head; says how many rows are left out, or that there are none.
    fn table<const N: usize>(&mut self, head: [&str; N], rows: &[[String; N]], most: usize) {
        self.text.push('\n');
        if rows.is_empty() {
            self.text.push_str("none\n");
            return;
        }
        let shown = rows.len().min(most);
        let lines: Vec<[String; N]> = std::iter::once(head.map(str::to_owned))
            .chain(rows[..shown].iter().cloned())
            .collect();
        self.text.push_str(&aligned(&lines));
        if shown < rows.len() {
            let rest = rows.len() - shown;
            self.text
                .push_str(&format!("… and {rest} more (`--worst N` shows more)\n"));
        }
    }

    fn places(&mut self, heading: &str, about: &str, places: &[Place]) {
        self.section(&format!("{heading}: {}", places.len()), about);
        let rows: Vec<_> = places.iter().map(place).collect();
        self.table(["kind", "id", "title", "file"], &rows, self.most);
    }
}

fn place(place: &Place) -> [String; 4] {
    [
        place.kind.to_owned(),
        place.id.clone(),
        short(&place.title),
        at(place),
    ]
}

fn at(place: &Place) -> String {
    visible_line(&format!("{}:{}", place.file, place.line))
}

fn short(text: &str) -> String {
    let text = visible_line(text);
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

fn counts(page: &mut Page, report: &Report) {
    page.section(
        &format!("Entries: {}", report.entries),
        "By kind; drafts are left out.",
    );
    let rows: Vec<_> = report
        .kinds
        .iter()
        .filter(|count| count.entries > 0)
        .map(|count| [count.kind.to_owned(), count.entries.to_string()])
        .collect();
    page.table(["kind", "entries"], &rows, usize::MAX);
}

fn reading(page: &mut Page, report: &Report) {
    let reading = &report.reading;
    let about = match &reading.formula {
        Some(formula) => {
            let made_for = match formula.oldest {
                Some(oldest) => format!(" It was made for ages up to {oldest}."),
                None => String::new(),
            };
            format!(
                "The book is written for an age of {}, what practitioners read for {}. Measured by `{}`:\n{}.{made_for}",
                reading.target, reading.practitioner_target, formula.name, formula.source
            )
        }
        None => format!(
            "No reading age: there is no formula for the language `{}` here. Sentences are measured.",
            visible_line(&report.language)
        ),
    };
    page.section("Reading", &about);
    let beyond = reading.formula.as_ref().and_then(|formula| formula.oldest);
    let mut rows = vec![
        measured("everyone", &reading.everyone, beyond),
        measured("practitioners", &reading.practitioners, beyond),
    ];
    for role in &reading.roles {
        rows.push(measured(
            &format!("role {}", role.role),
            &role.measured,
            beyond,
        ));
    }
    for kind in &reading.kinds {
        rows.push(measured(
            &format!("kind {}", kind.kind),
            &kind.measured,
            beyond,
        ));
    }
    page.table(HEAD, &rows, usize::MAX);
}

const HEAD: [&str; 6] = [
    "what",
    "age",
    "words a sentence",
    "longest",
    "sentences",
    "words",
];

fn measured(what: &str, measured: &Measured, beyond: Option<u32>) -> [String; 6] {
    [
        what.to_owned(),
        age(measured, beyond),
        figure(measured.mean_sentence),
        measured.longest_sentence.to_string(),
        measured.sentences.to_string(),
        measured.words.to_string(),
    ]
}

/// An age, or that it lies beyond what the formula was made for.
fn age(measured: &Measured, beyond: Option<u32>) -> String {
    match (measured.reading_age, beyond) {
        (Some(age), Some(oldest)) if age > f64::from(oldest) => format!("over {oldest}"),
        (age, _) => figure(age),
    }
}

fn figure(figure: Option<f64>) -> String {
    figure.map_or_else(|| "–".to_owned(), |figure| format!("{figure:.1}"))
}

fn hardest(page: &mut Page, report: &Report) {
    let reading = &report.reading;
    let over = reading.by_entry.iter().filter(|entry| entry.over).count();
    page.section(
        &format!("Hardest entries ({over} over their target)"),
        "The hardest first. Texts too short for an age come last.",
    );
    let beyond = reading.formula.as_ref().and_then(|formula| formula.oldest);
    let row = |entry: &EntryReading| {
        let reader = if entry.for_practitioners {
            "practitioners"
        } else {
            ""
        };
        [
            age(&entry.measured, beyond),
            figure(entry.measured.mean_sentence),
            entry.measured.longest_sentence.to_string(),
            entry.place.id.clone(),
            reader.to_owned(),
            at(&entry.place),
        ]
    };
    let rows: Vec<_> = reading.by_entry.iter().map(row).collect();
    page.table(
        ["age", "words a sentence", "longest", "id", "for", "file"],
        &rows,
        page.most,
    );
}

fn reviews(page: &mut Page, report: &Report) {
    let reviews = &report.reviews;
    let overdue = reviews.reviewed.iter().filter(|one| one.overdue).count();
    page.section(
        &format!("Reviews due: {overdue}"),
        &format!(
            "A review lasts {} days. Looked over: {}; never looked over: {}.",
            reviews.days,
            reviews.reviewed.len(),
            reviews.never.len()
        ),
    );
    let rows: Vec<_> = reviews
        .reviewed
        .iter()
        .filter(|one| one.overdue)
        .map(|one| {
            [
                one.due.clone(),
                one.place.id.clone(),
                one.reviewed.clone(),
                visible_line(one.reviewed_by.as_deref().unwrap_or("–")),
                at(&one.place),
            ]
        })
        .collect();
    page.table(["due", "id", "looked over", "by", "file"], &rows, page.most);
    page.section(
        &format!("Helplines to try: {}", report.helplines_due.len()),
        "Nobody has tried these within 180 days, or ever.",
    );
    let rows: Vec<_> = report
        .helplines_due
        .iter()
        .map(|line| {
            [
                line.checked.clone().unwrap_or_else(|| "never".to_owned()),
                line.place.id.clone(),
                short(&line.place.title),
                at(&line.place),
            ]
        })
        .collect();
    page.table(["tried", "id", "name", "file"], &rows, page.most);
}

fn claims(page: &mut Page, report: &Report) {
    let claims = &report.claims;
    page.section(
        &format!("Claims: {}", claims.total),
        &format!(
            "With a source: {}. Without one, and they say so: {}.",
            claims.sourced,
            claims.unsourced.len()
        ),
    );
    let rows: Vec<_> = claims
        .unsourced
        .iter()
        .map(|claim| {
            [
                claim.place.id.clone(),
                claim.sure.to_owned(),
                short(claim.said_by.as_deref().unwrap_or("–")),
                claim.cited_by.len().to_string(),
                short(&claim.statement),
            ]
        })
        .collect();
    page.table(
        [
            "without a source",
            "sure",
            "said by",
            "cited by",
            "what it says",
        ],
        &rows,
        page.most,
    );
    page.places(
        "Claims that no sentence cites",
        "Each wants a sentence that cites it, or can go.",
        &claims.uncited,
    );
}

fn sources(page: &mut Page, report: &Report) {
    let unused = report.sources.iter().filter(|source| source.is_unused());
    page.section(
        &format!("Sources: {}", report.sources.len()),
        &format!("Nothing rests on {} of them.", unused.count()),
    );
    let rows: Vec<_> = report
        .sources
        .iter()
        .map(|source| {
            [
                source.place.id.clone(),
                source.kind_of_source.to_owned(),
                source.claims.to_string(),
                source.entries.to_string(),
                short(&source.place.title),
            ]
        })
        .collect();
    page.table(
        ["source", "type", "claims", "other entries", "title"],
        &rows,
        usize::MAX,
    );
}

fn risks(page: &mut Page, report: &Report) {
    page.section("Risks", "How many entries declare each.");
    let rows: Vec<_> = report
        .risks
        .iter()
        .map(|risk| {
            [
                risk.risk.clone(),
                risk.entries.len().to_string(),
                short(&risk.name),
            ]
        })
        .collect();
    page.table(["risk", "entries", "name"], &rows, usize::MAX);
}

fn allows(page: &mut Page, report: &Report) {
    page.section(
        &format!("Lints that entries allow: {}", report.allows.len()),
        "Each with the reason that the entry gives.",
    );
    let rows: Vec<_> = report
        .allows
        .iter()
        .map(|allow| {
            [
                allow.lint.clone(),
                allow.place.id.clone(),
                visible_line(&allow.reason),
            ]
        })
        .collect();
    page.table(["lint", "id", "reason"], &rows, usize::MAX);
    if !report.allowed_words.is_empty() || !report.levels.is_empty() {
        page.section(
            "What book.toml changes",
            "Words it allows, and levels it sets.",
        );
        let words = report.allowed_words.iter().map(|line| {
            [
                line.lint.to_owned(),
                format!("allows {}", visible_line(&line.words.join(", "))),
                visible_line(&line.reason),
            ]
        });
        let levels = report.levels.iter().map(|set| {
            let change = format!("{} instead of {}", set.level, set.designed);
            [set.lint.clone(), change, String::new()]
        });
        let rows: Vec<_> = words.chain(levels).collect();
        page.table(["lint", "what", "reason"], &rows, usize::MAX);
    }
}
