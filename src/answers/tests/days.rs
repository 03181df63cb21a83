//! What hangs together in answers to an agreement: its days, and that a remark hides no gap.

use super::{AGREEMENT, SOUND, answered_to};

/// Answers to the agreement, two clauses of which have an end.
fn told(yaml: &str, gaps: bool) -> Vec<String> {
    let blanks = "  - {id: until, label: Until, type: date}\n  - {id: gift-end, label: Gifts, type: date}\nclauses:";
    let sheet = AGREEMENT
        .replace("clauses:", blanks)
        .replace(
            "within {within}.'",
            "within {within}.', until: 'Until {until}.'",
        )
        .replace(
            "{cost} or less.'",
            "{cost} or less.', until: 'Until {gift-end}.'",
        );
    answered_to(&sheet, "openness", yaml, gaps).1
}

/// The sound answers with other days; the clause `about` ends on `until`.
fn said(start: &str, review: &str, end: &str, until: &str) -> Vec<String> {
    let mut yaml = SOUND.to_owned();
    for (name, found, day) in [
        ("start", "2026-12-01", start),
        ("review-day", "2026-12-20", review),
        ("end", "2027-01-30", end),
    ] {
        yaml = yaml.replace(&format!("  {name}: {found}\n"), &line(name, day));
    }
    let yaml = yaml.replace("clauses:", &format!("{}clauses:", line("until", until)));
    told(&yaml, true)
}

fn line(name: &str, day: &str) -> String {
    match day {
        "" => String::new(),
        day => format!("  {name}: {day}\n"),
    }
}

/// That one mistake is told, with these words.
#[track_caller]
fn tells(said: &[String], parts: &[&str]) {
    assert_eq!(said.len(), 1, "{said:#?}");
    for part in parts {
        assert!(said[0].contains(part), "`{part}` is not in: {}", said[0]);
    }
}

#[test]
fn a_clause_ends_between_the_start_and_the_end() {
    let (start, review, end) = ("2026-12-01", "2026-12-20", "2027-01-30");
    for day in ["2026-12-01", "2026-12-20", "2027-01-30"] {
        assert_eq!(said(start, review, end, day), [""; 0], "{day}");
    }
    tells(
        &said(start, review, end, "1999-01-01"),
        &[
            "10:10 wrong-answer: the end of the clause `about` is on 1999-01-01, before the start on 2026-12-01",
        ],
    );
    tells(
        &said(start, review, end, "2099-01-01"),
        &[
            "10:10 wrong-answer: the end of the clause `about` is on 2099-01-01, after 2027-01-30, the end of the agreement",
            "write 2027-01-30 or an earlier day",
        ],
    );
    // Without an end the review is the limit; without either, the last day on which it may be.
    tells(
        &said(start, review, "", "2026-12-21"),
        &["after 2026-12-20, the review"],
    );
    tells(
        &said(start, "", "", "2027-01-01"),
        &["after 2026-12-31, the last day for a review"],
    );
    assert_eq!(said("", "", "", "2027-01-01"), [""; 0]);
    tells(
        &said("", "", end, "2027-01-31"),
        &["after 2027-01-30, the end of the agreement"],
    );
}

#[test]
fn a_clause_that_does_not_come_out_has_no_end() {
    let yaml = SOUND.replace("clauses:", "  gift-end: 2099-01-01\nclauses:");
    tells(
        &told(&yaml, true),
        &["warning unused-answer: `gift-end` stands in nothing"],
    );
    let taken = yaml.replace("gift: false", "gift: true");
    tells(
        &told(&taken, true),
        &["the end of the clause `gift` is on 2099-01-01"],
    );
}

#[test]
fn an_agreement_ends_after_its_review_and_within_a_year() {
    let start = "2026-12-01";
    tells(
        &said(start, "2026-12-20", "2026-12-19", ""),
        &[
            "9:8 wrong-answer: the agreement ends on 2026-12-19, before the review on 2026-12-20",
            "write 2026-12-20 or a later day",
        ],
    );
    assert_eq!(said(start, "2026-12-20", "2027-12-02", ""), [""; 0]);
    tells(
        &said(start, "2026-12-20", "2062-12-01", ""),
        &["warning wrong-answer: the agreement ends 13149 days after its start"],
    );
}

#[test]
fn a_remark_hides_no_gap() {
    // The clause `together` asks for another choice, so what is decided about it is only a remark.
    let sheet = AGREEMENT.replace("when: phones", "optional: true, when: phones");
    let yaml = "answers:\n  phones: none\nclauses:\n  together: true\n  gift: true\n";
    let said = answered_to(&sheet, "openness", yaml, false).1;
    for part in [
        "4:3 warning unused-answer: the clause `together` does not come out",
        "missing-answer: `worry` has no answer",
    ] {
        assert!(said.iter().any(|one| one.contains(part)), "{said:#?}");
    }
}
