//! What the guide must hold, and how it must read.

use mendbook::model::date::Date;
use mendbook::model::entry::Entry;
use mendbook::model::kind::{Data, Kind};
use mendbook::model::step::Step;
use mendbook::pipeline::{Compilation, Options, survey};
use mendbook::render::Sheets;
use mendbook::report::Report;
use mendbook::source::DiskFiles;

use super::shipped;

/// The steps in order.
const STEPS: [&str; 14] = [
    "be-safe-and-willing",
    "own-the-harm",
    "hear-the-hurt",
    "apologise-fully",
    "bring-hidden-facts-out",
    "agree-expectations",
    "set-limits-together",
    "talk-better",
    "prove-it-in-small-acts",
    "get-support",
    "give-it-time",
    "grow-close-again",
    "decide-about-forgiving",
    "review-and-build-anew-or-part",
];

/// The fewest entries of some kinds.
const FEWEST: &[(Kind, usize)] = &[
    (Kind::Faq, 20),
    (Kind::Script, 30),
    (Kind::Prompt, 40),
    (Kind::Habit, 1),
    (Kind::Exercise, 6),
    (Kind::Term, 30),
    (Kind::Mistake, 1),
    (Kind::Sign, 1),
];

/// The reading orders: for each role, for the first night and month, for a practitioner and six sessions.
const PATHS: [&str; 6] = [
    "path-first-night",
    "path-first-month",
    "path-hurt",
    "path-broke-trust",
    "path-practitioner",
    "path-six-sessions",
];

/// The pages on what none of the sources speaks of.
const GAPS: [&str; 7] = [
    "children-and-this",
    "sexual-health",
    "money-and-law",
    "whom-to-tell",
    "panic-and-self-harm",
    "faith-and-family",
    "this-guide-and-your-phone",
];

/// The add-ons by kind of breach, each of which book.toml declares.
const BREACHES: [&str; 6] = [
    "after-an-affair",
    "after-money-secrets",
    "after-lying",
    "after-neglect",
    "drink-drugs-or-gambling",
    "secrets-online",
];

fn surveyed() -> Compilation<Option<Report>> {
    let options = Options {
        today: Date::parse("2026-11-23").unwrap(),
        publish: false,
        sheets: Sheets::None,
    };
    survey(&DiskFiles::new(shipped::folder()), &options)
}

#[test]
fn the_guide_reads_as_it_should() {
    let survey = surveyed();
    let said: Vec<_> = survey
        .diagnostics
        .iter()
        .map(|found| format!("{}: {}", found.code, found.message))
        .collect();
    assert!(said.is_empty(), "`check --strict` is not clean: {said:#?}");
    let report = survey.output.unwrap();
    let reading = &report.reading;
    assert_eq!((reading.target, reading.practitioner_target), (11, 14));
    assert!(reading.everyone.reading_age.unwrap() <= 11.0);
    assert!(reading.practitioners.reading_age.unwrap() <= 14.0);
    assert!(reading.everyone.longest_sentence <= 20);
    assert!(reading.practitioners.longest_sentence <= 25);
    let over: Vec<&str> = reading
        .by_entry
        .iter()
        .filter(|entry| entry.over)
        .map(|entry| entry.place.id.as_str())
        .collect();
    assert!(over.is_empty(), "over their reading age: {over:?}");
}

#[test]
fn no_lint_is_turned_down_and_each_exception_says_why() {
    let report = surveyed().output.unwrap();
    assert_eq!(report.levels, []);
    let reasons = report.allows.iter().map(|allow| &allow.reason);
    let words = report.allowed_words.iter().map(|line| &line.reason);
    for reason in reasons.chain(words) {
        assert!(
            reason.split_whitespace().count() >= 4,
            "no reason that a reader would accept: {reason:?}"
        );
    }
}

#[test]
fn nothing_is_cited_in_vain_and_nothing_leads_nowhere() {
    let report = surveyed().output.unwrap();
    assert_eq!(report.no_way_in, []);
    assert_eq!(report.claims.uncited, []);
    for claim in &report.claims.unsourced {
        assert!(
            claim.said_by.is_some() && claim.sure == "opinion",
            "{} has no source, and says not whose opinion it is",
            claim.place.id
        );
    }
    for source in &report.sources {
        assert!(!source.is_unused(), "{} carries nothing", source.place.id);
    }
    for risk in &report.risks {
        assert!(!risk.entries.is_empty(), "nothing declares {}", risk.risk);
    }
}

#[test]
fn fourteen_steps_have_every_part() {
    let book = shipped::book();
    let steps: Vec<&Entry> = book
        .of_kind(Kind::Step)
        .into_iter()
        .map(|index| &book.entries[index])
        .collect();
    let ids: Vec<&str> = steps.iter().map(|step| step.id.value.as_str()).collect();
    assert_eq!(ids, STEPS);
    for entry in steps {
        let Data::Step(step) = &entry.data else {
            continue;
        };
        let lacking = lacking(entry, step);
        assert!(lacking.is_empty(), "{} lacks {lacking:?}", entry.id.value);
    }
}

/// The parts that a step lacks.
fn lacking(entry: &Entry, step: &Step) -> Vec<&'static str> {
    let acts = |role: &str| {
        step.actions
            .iter()
            .any(|action| action.role.as_str() == role)
    };
    let common = &entry.common;
    [
        ("the reason why", !entry.body.is_empty()),
        ("actions for the hurt partner", acts("hurt")),
        ("actions for the other", acts("broke-trust")),
        ("words to try", !step.scripts.is_empty()),
        ("prompts", !step.prompts.is_empty()),
        ("mistakes", !step.mistakes.is_empty()),
        (
            "sheets",
            !(step.worksheets.is_empty() && step.agreements.is_empty()),
        ),
        ("done_when", !step.done_when.is_empty()),
        ("may_take", step.may_take.is_some()),
        ("sources", !common.sources.is_empty()),
        ("risks", !common.risks.is_empty()),
        ("safety", common.safety.is_some()),
    ]
    .into_iter()
    .filter(|(_, there)| !there)
    .map(|(part, _)| part)
    .collect()
}

#[test]
fn there_are_enough_of_each_kind() {
    let book = shipped::book();
    for (kind, fewest) in FEWEST {
        let count = book.of_kind(*kind).len();
        assert!(count >= *fewest, "{}: {count} of {fewest}", kind.name());
    }
    for id in PATHS {
        let kind = book.get(id).map(Entry::kind);
        assert_eq!(kind, Some(Kind::Path), "{id}");
    }
    for id in BREACHES {
        let entry = book.get(id).unwrap_or_else(|| panic!("there is no {id}"));
        assert!(!entry.common.breach.is_empty(), "{id} is about no breach");
    }
    for id in GAPS {
        let kind = book.get(id).map(Entry::kind);
        assert_eq!(kind, Some(Kind::Topic), "{id}");
    }
    // The three notes are for one reader each.
    for (role, id) in [
        ("hurt", "note-hurt"),
        ("broke-trust", "note-broke-trust"),
        ("practitioner", "note-practitioner"),
    ] {
        let note = book.get(id).unwrap_or_else(|| panic!("there is no {id}"));
        let roles: Vec<&str> = note.common.roles.iter().map(|name| name.as_str()).collect();
        assert_eq!(roles, [role], "{id}");
    }
}

#[test]
fn helplines_were_read_and_none_is_said_to_be_tried() {
    let book = shipped::book();
    let mut emergency = std::collections::BTreeSet::new();
    let mut countries = std::collections::BTreeSet::new();
    for index in book.of_kind(Kind::Helpline) {
        let entry = &book.entries[index];
        let Data::Helpline(line) = &entry.data else {
            continue;
        };
        let country = &*line.country.value;
        countries.insert(country);
        if line.help_type.word() == "emergency" {
            emergency.insert(country);
        }
        // Whoever has really called it takes this line out, and mends what the README and the help page say.
        assert_eq!(line.checked, None, "{} was not tried", entry.id.value);
        assert_eq!(line.seen.date.value.to_string(), "2026-11-23");
    }
    assert_eq!(countries, emergency, "each country has an emergency number");
}
