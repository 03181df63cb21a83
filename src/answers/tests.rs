//! Each kind of mistake with its message and its place, and what sound answers come to.

mod any_text;
mod days;

use super::{Answers, Asked, read, template};
use crate::config;
use crate::diagnostic::Severity;
use crate::model::answers::{Answer, Decision};
use crate::parse::parse;
use crate::source::{MemoryFiles, Sources};

const BOOK: &str = "[book]\ntitle = \"Small\"\n[[role]]\nid = \"hurt\"\nname = \"The hurt partner\"\n\
                    [[role]]\nid = \"broke-trust\"\nname = \"The other partner\"\n";

const WORKSHEET: &str = "\
id: plan
title: Plan
purpose: To plan.
filled_by: hurt
minutes: 5
before: Sit down.
stop_rule: Stop.
privacy: Yours.
sections:
  - title: Part
    fields:
      - {type: line, id: person, label: Someone}
      - {type: lines, id: story, label: Story}
      - {type: date, id: day, label: Day}
      - {type: checklist, id: calm, label: Calm, options: [\"breathing, ten times\", \"a  walk\", tea]}
      - {type: choice, id: mood, label: Mood, options: [low, high]}
      - {type: scale, id: level, label: Level, min: 0, max: 10, low: none, high: much}
      - {type: stem, id: say, label: Say, text: 'When ___ I feel ___.'}
      - {type: table, id: reminders, label: Reminders, columns: [What, Plan], blank_rows: 2}
      - {type: table, id: week, label: Week, columns: [Done], days: true}
      - {type: two-columns, id: sort, label: Sort, left: Old, right: New}
      - {type: turns, id: turns, label: Turns, minutes: 5}
      - {type: balance, id: weigh, label: Weigh, options: [stay, \"go  away\"]}
      - {type: calendar, id: days, label: Days, weeks: 2}
      - {type: signature, id: hand, label: Hand}
";

const AGREEMENT: &str = "\
id: openness
title: Openness
parties: [broke-trust, hurt]
purpose: To try.
blanks:
  - {id: worry, label: Worry, type: text}
  - {id: phones, label: Phones, type: choice, choices: [none, shown together]}
  - {id: ways, label: Ways, type: choices, choices: [mail, notes]}
  - {id: looks, label: Looks, type: number}
  - {id: cost, label: Cost, type: money}
  - {id: within, label: Within, type: duration}
  - {id: start, label: Start, type: date}
  - {id: review-day, label: Review, type: date}
  - {id: end, label: End, type: date}
clauses:
  - {id: about, title: About, text: 'About {worry}, by {ways}, within {within}.'}
  - {title: Phones, text: 'We choose {phones}.'}
  - {id: together, title: Together, when: phones = shown together, text: 'At most {looks} times.'}
  - {id: gift, title: Gift, optional: true, text: 'For {cost} or less.'}
  - {id: who, title: Who, alternatives: [Only one of us., Both of us.]}
starts: On {start}.
review_days: 30
review: On {review-day}.
expires: On {end}.
ending: Either may end it.
free_choice: I was not pressured.
not_legal: This is no contract.
exceptions: [work, children, doctors, lawyers, therapists, helplines]
";

const SOUND: &str = "\
sheet: openness
answers:
  worry: the letters
  phones: none
  ways: [notes]
  within: 24 hours
  start: 2026-12-01
  review-day: 2026-12-20
  end: 2027-01-30
clauses:
  gift: false
  who: 2
";

/// Reads answers to one of the two sheets.
fn answered(sheet: &str, yaml: &str, gaps: bool) -> (Answers, Vec<String>) {
    answered_to(AGREEMENT, sheet, yaml, gaps)
}

/// The same where the agreement reads otherwise.
fn answered_to(agreement: &str, sheet: &str, yaml: &str, gaps: bool) -> (Answers, Vec<String>) {
    let mut files = MemoryFiles::new();
    files.add("book.toml", BOOK);
    files.add("content/worksheets/plan.yaml", WORKSHEET);
    files.add("content/agreements/openness.yaml", agreement);
    let mut sources = Sources::new();
    let config = config::load(&files, &mut sources).0.unwrap();
    let book = parse(&files, &config, &mut sources).0;
    let days: Vec<String> = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ]
    .map(str::to_owned)
    .to_vec();
    let turns = ["Speak.".to_owned(), "Switch.".to_owned()];
    let asked = Asked {
        sheet: book
            .entries
            .iter()
            .find(|entry| entry.id.value.as_str() == sheet)
            .unwrap(),
        config: &config,
        days: &days,
        turns: &turns,
        gaps,
    };
    let yaml = if yaml == "TEMPLATE" {
        template(asked)
    } else {
        yaml.to_owned()
    };
    let file = sources.add("answers.yaml", yaml.as_str());
    let (answers, diagnostics) = read(&yaml, file, asked);
    let said = diagnostics
        .iter()
        .map(|one| {
            let place = sources.line_column(one.primary.span);
            let severity = if one.severity == Severity::Warning {
                "warning "
            } else {
                ""
            };
            let helps: Vec<&str> = one.helps.iter().map(|help| help.text.as_str()).collect();
            format!(
                "{}:{} {severity}{}: {} [{}]",
                place.line,
                place.column,
                one.code,
                one.message,
                helps.join("; ")
            )
        })
        .collect();
    (answers, said)
}

fn words(answers: &Answers, place: &str) -> String {
    match answers.get(place) {
        Some(Answer::Words(words)) => words.value.to_string(),
        Some(Answer::Day(day)) => day.value.to_string(),
        Some(Answer::Marks(marks)) => {
            let marks: Vec<&str> = marks.iter().map(|mark| &*mark.value).collect();
            marks.join("|")
        }
        None => String::new(),
    }
}

/// That a mistake is told with these words, and that nothing else is.
#[track_caller]
fn tells(sheet: &str, yaml: &str, parts: &[&str]) {
    let (_, said) = answered(sheet, yaml, true);
    assert_eq!(said.len(), 1, "{said:#?}");
    for part in parts {
        assert!(said[0].contains(part), "`{part}` is not in: {}", said[0]);
    }
}

#[test]
fn a_worksheet_takes_every_form_of_answer() {
    let yaml = "answers:\n  person: Jo\n  story: |\n    One.\n\n    Two.\n  day: 2026-12-01\n  calm: [tea, A walk, \"breathing, ten times\"]\n  mood: High\n  \
                level: 7\n  say: [it rains, low]\n  reminders:\n    - What: a song\n      Plan: a walk\n    - [a street]\n    - What: three\n  \
                week:\n    Tuesday: yes, a bit\n    7: rest\n  sort: {left: a, right: b}\n  turns: [1]\n  weigh:\n    go away: {gives: air, costs: home}\n  \
                days:\n    - Monday: swim\n";
    let (answers, said) = answered("plan", yaml, false);
    assert_eq!(said, Vec::<String>::new());
    for (place, expected) in [
        ("person", "Jo"),
        ("story", "One.\n\nTwo."),
        ("day", "2026-12-01"),
        ("calm", "tea|a  walk|breathing, ten times"),
        ("mood", "high"),
        ("level", "7"),
        ("say_1", "it rains"),
        ("say_2", "low"),
        ("reminders_1_2", "a walk"),
        ("reminders_2_1", "a street"),
        ("reminders_3_1", "three"),
        ("week_2_1", "yes, a bit"),
        ("week_7_1", "rest"),
        ("sort_2", "b"),
        ("turns", "Speak."),
        ("weigh_2_1", "air"),
        ("days_1_1", "swim"),
    ] {
        assert_eq!(words(&answers, place), expected, "{place}");
    }
    assert_eq!(answers.rows("reminders"), 3);
}

#[test]
fn mistakes_in_a_worksheet_have_places_and_ways_to_mend_them() {
    for (yaml, parts) in [
        (
            "answers:\n  persn: Jo\n",
            &[
                "2:3 unknown-answer: `plan` has no field `persn`",
                "did you mean `person`?",
            ][..],
        ),
        (
            "person: Jo\n",
            &["1:1 unknown-answer", "put it below `answers:`"],
        ),
        (
            "answrs:\n  person: Jo\n",
            &["1:1 unknown-answer", "did you mean `answers`?"],
        ),
        (
            "sheet: openness\nanswers: {person: Jo}\n",
            &["1:8 wrong-answer", "answers to `openness`"],
        ),
        (
            "answers:\n  person: [a, b]\n",
            &["2:11 wrong-answer: `person` takes words, found a list"],
        ),
        (
            "answers:\n  person: {a: b}\n",
            &["found fields of its own", "must stand in quotes"],
        ),
        (
            "answers:\n  mood: [low, high]\n",
            &["`mood` takes one of its choices, found a list"],
        ),
        (
            "answers:\n  mood: lwo\n",
            &[
                "2:9 wrong-answer: `lwo` is not among",
                "did you mean `low`?",
            ],
        ),
        (
            "answers:\n  calm: [breathing, tea]\n",
            &["2:10 wrong-answer", "in quotes: \"breathing, ten times\""],
        ),
        (
            "answers:\n  level: 11\n",
            &["2:10 wrong-answer: `level` goes from 0 to 10, found `11`"],
        ),
        (
            "answers:\n  level: high\n",
            &["`level` takes one number, found `high`"],
        ),
        (
            "answers:\n  day: 2026-02-30\n",
            &["2:8 wrong-answer: there is no day `2026-02-30`"],
        ),
        (
            "answers:\n  day: soon\n",
            &["`day` takes a day, found `soon`", "as 2026-11-23"],
        ),
        (
            "answers:\n  say: [a, b, c]\n",
            &["2:15 wrong-answer: `say` has 2 gaps, found 3 answers"],
        ),
        (
            "answers:\n  reminders:\n    - Waht: x\n",
            &[
                "3:7 wrong-answer: `reminders` has no column `Waht`",
                "did you mean `What`?",
            ],
        ),
        (
            "answers:\n  reminders: x\n",
            &["`reminders` takes rows, found `x`"],
        ),
        (
            "answers:\n  reminders:\n    - x\n",
            &["a row of `reminders` has 2 columns, found `x`"],
        ),
        (
            "answers:\n  week: {Mondy: x}\n",
            &["`week` has no row `Mondy`", "did you mean `Monday`?"],
        ),
        (
            "answers:\n  days: [[a], [b], [c]]\n",
            &["`days` has 2 rows, found 3"],
        ),
        (
            "answers:\n  sort: {middle: x}\n",
            &["`sort` has a `left` and a `right`, found `middle`"],
        ),
        (
            "answers:\n  turns: [3]\n",
            &["`turns` takes the numbers of the steps"],
        ),
        (
            "answers:\n  hand: Jo\n",
            &["2:9 wrong-answer: `hand` is signed by hand"],
        ),
        (
            "answers: Jo\n",
            &["1:10 wrong-answer: `answers` takes names with an answer"],
        ),
        (
            "- Jo\n",
            &["a file of answers has parts with names, found a list"],
        ),
        ("answers:\n  person: a: b\n", &["yaml-syntax"]),
        (
            "answers:\n  person: a\n  person: b\n",
            &["3:3 duplicate-field"],
        ),
        (
            "answers:\n  person:\n",
            &["warning missing-answer", "--template"],
        ),
    ] {
        tells("plan", yaml, parts);
    }
}

#[test]
fn answers_decide_which_clauses_come_out() {
    let (answers, said) = answered("openness", SOUND, false);
    assert_eq!(said, Vec::<String>::new());
    let decisions: Vec<_> = (0..5).map(|at| answers.decision(at)).collect();
    assert_eq!(
        decisions,
        [
            None,
            None,
            Some(Decision::LeftOut),
            Some(Decision::LeftOut),
            Some(Decision::TakenIn(Some(1))),
        ]
    );
    let together = SOUND.replace("phones: none", "phones: shown together\n  looks: 2");
    let (answers, said) = answered("openness", &together, false);
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(answers.decision(2), Some(Decision::TakenIn(None)));
    for answer in ["looks: ٢", "looks: 2,5", "cost: ٥٠ €", "cost: $50"] {
        let yaml = format!("answers:\n  {answer}\n");
        let (answers, said) = answered("openness", &yaml, true);
        assert_eq!((said, answers.is_empty()), (Vec::new(), false), "{answer}");
    }
    // A clause without an id goes by its number.
    let (answers, _) = answered("openness", &SOUND.replace("who: 2", "\"5\": 1"), false);
    assert_eq!(answers.decision(4), Some(Decision::TakenIn(Some(0))));
}

#[test]
fn an_agreement_must_be_whole_unless_gaps_are_wanted() {
    let (_, said) = answered(
        "openness",
        "sheet: openness\nanswers:\n  worry: x\nclauses:\n  gift: true\n",
        false,
    );
    let missing: Vec<&str> = said
        .iter()
        .map(|one| one.split(" [").next().unwrap())
        .collect();
    assert_eq!(
        missing,
        [
            "2:1 missing-answer: `phones` has no answer: Phones",
            "2:1 missing-answer: `ways` has no answer: Ways",
            "2:1 missing-answer: `looks` has no answer: Looks",
            "2:1 missing-answer: `cost` has no answer: Cost",
            "2:1 missing-answer: `within` has no answer: Within",
            "2:1 missing-answer: `start` has no answer: Start",
            "2:1 missing-answer: `review-day` has no answer: Review",
            "2:1 missing-answer: `end` has no answer: End",
            "4:1 missing-answer: no wording of the clause `who` (Who) is chosen",
        ]
    );
    let (answers, said) = answered("openness", "answers:\n  worry: x\n", true);
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(
        answers.decision(2),
        None,
        "what is open comes out for the pen"
    );
}

#[test]
fn mistakes_in_an_agreement_have_places_and_ways_to_mend_them() {
    for (yaml, parts) in [
        (
            "answers:\n  wory: x\n",
            &[
                "2:3 unknown-answer: `openness` has no blank `wory`",
                "did you mean `worry`?",
            ][..],
        ),
        (
            "answers:\n  looks: two\n",
            &["2:10 wrong-answer: `looks` takes a number, found `two`"],
        ),
        (
            "answers:\n  cost: much\n",
            &["`cost` takes an amount of money, found `much`", "50 EUR"],
        ),
        (
            "answers:\n  cost: 1,000.50\n",
            &["`cost` takes an amount of money, found `1,000.50`"],
        ),
        (
            "answers:\n  cost: 50\n",
            &["2:9 wrong-answer: `cost` takes an amount of money, found the number `50`"],
        ),
        (
            "answers:\n  within: 24\n",
            &[
                "`within` takes a length of time, found the number `24`",
                "24 hours",
            ],
        ),
        (
            "answers:\n  phones: all\n",
            &[
                "`all` is not among the choices of `phones`",
                "`none` and `shown together`",
            ],
        ),
        (
            "answers:\n  ways: [mail, fax]\n",
            &["2:16 wrong-answer: `fax` is not among"],
        ),
        (
            "answers: {worry: x}\nclauses:\n  who: 3\n",
            &[
                "3:8 wrong-answer: the clause `who` takes the number of a wording, from 1 to 2",
                "1: Only one of us.",
            ],
        ),
        (
            "answers: {worry: x}\nclauses:\n  gift: perhaps\n",
            &["takes true to take it in, or false to leave it out"],
        ),
        (
            "answers: {worry: x}\nclauses:\n  about: true\n",
            &["3:3 wrong-answer: there is nothing to decide about the clause `about`"],
        ),
        (
            "answers: {worry: x}\nclauses:\n  together: true\n",
            &["it comes out when `phones = shown together`"],
        ),
        (
            "answers: {worry: x}\nclauses:\n  gifft: true\n",
            &["3:3 unknown-answer", "did you mean `gift`?"],
        ),
        (
            "answers: {worry: x}\nclauses:\n  who: 1\n  \"5\": 2\n",
            &["4:3 wrong-answer: this clause is decided about twice"],
        ),
        (
            "answers: {worry: x}\nnames:\n  hrut: Alex\n",
            &[
                "3:3 unknown-answer: `openness` has no party `hrut`",
                "did you mean `hurt`?",
            ],
        ),
        (
            "answers:\n  start: 2026-12-01\n  review-day: 2027-03-01\n",
            &[
                "3:15 wrong-answer: the review is 90 days after the start",
                "after 30 days at most",
            ],
        ),
        (
            "answers:\n  start: 2026-12-01\n  review-day: 2026-11-01\n",
            &["the review is on 2026-11-01, before the start"],
        ),
        (
            "answers:\n  start: 2026-12-01\n  end: 2026-11-01\n",
            &["the end is on 2026-11-01, before the start"],
        ),
        (
            "answers:\n  phones: none\n  looks: 2\n",
            &["3:3 warning unused-answer: `looks` stands in nothing that comes out"],
        ),
        (
            "fields: {worry: x}\n",
            &["1:1 unknown-answer: a file of answers has no part `fields`"],
        ),
    ] {
        tells("openness", yaml, parts);
    }
}

/// What there is to answer in the worksheet.
const PLAN: &[&str] = &[
    "person",
    "story",
    "day",
    "calm",
    "mood",
    "level",
    "say",
    "reminders",
    "week",
    "sort",
    "turns",
    "weigh",
    "days",
];

/// What there is to answer in the agreement.
const OPENNESS: &[&str] = &[
    "worry",
    "phones",
    "ways",
    "looks",
    "cost",
    "within",
    "start",
    "review-day",
    "end",
    "gift",
    "who",
    "hurt",
];

#[test]
fn a_template_is_read_without_a_mistake_and_names_everything() {
    for (sheet, ids) in [("plan", PLAN), ("openness", OPENNESS)] {
        let (answers, said) = answered(sheet, "TEMPLATE", true);
        assert!(answers.is_empty());
        assert_eq!(said.len(), 1, "{said:#?}");
        assert!(said[0].contains("holds no answer"), "{said:#?}");
        let text = text_of_template(sheet);
        for id in ids {
            assert!(
                text.contains(&format!("  {id}:")),
                "{id} is missing in:\n{text}"
            );
        }
    }
    assert!(
        !text_of_template("plan").contains("hand:"),
        "signatures are given by hand"
    );
}

fn text_of_template(sheet: &str) -> String {
    let mut files = MemoryFiles::new();
    files.add("book.toml", BOOK);
    files.add("content/worksheets/plan.yaml", WORKSHEET);
    files.add("content/agreements/openness.yaml", AGREEMENT);
    let mut sources = Sources::new();
    let config = config::load(&files, &mut sources).0.unwrap();
    let book = parse(&files, &config, &mut sources).0;
    let entry = book
        .entries
        .iter()
        .find(|entry| entry.id.value.as_str() == sheet)
        .unwrap();
    template(Asked {
        sheet: entry,
        config: &config,
        days: &["Monday".to_owned()],
        turns: &[],
        gaps: false,
    })
}
