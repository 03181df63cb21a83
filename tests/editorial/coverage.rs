//! Each idea of the sources is carried by entries, or left out for a written reason.

use super::shipped;

/// `row id TAB entry ids TAB reason`, a line an idea.
const ROWS: &str = include_str!("coverage.tsv");

/// How many ideas were found in the sources. A row is answered, never taken out.
const IDEAS: usize = 424;

/// What is wrong with a coverage list, a message a fault; `known` says whether there is an entry of an id.
fn faults(rows: &str, known: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for (index, line) in rows.lines().enumerate() {
        let line_number = index + 1;
        let mut fault =
            |message: String| faults.push(format!("coverage.tsv:{line_number}: {message}"));
        let columns: Vec<&str> = line.split('\t').collect();
        let [row, entries, reason] = columns[..] else {
            fault(format!(
                "expected a row id, entry ids and a reason with tabs between, found `{line}`"
            ));
            continue;
        };
        if row.is_empty() || seen.contains(&row) {
            fault(format!("`{row}` is empty, or stands here twice"));
        }
        seen.push(row);
        if entries.is_empty() == reason.trim().is_empty() {
            fault(format!(
                "`{row}` takes either entries or a reason why there are none"
            ));
        }
        // A reason names entries between backticks.
        let carried = entries.split(',').filter(|entry| !entry.is_empty());
        let named = reason.split('`').skip(1).step_by(2);
        for entry in carried.chain(named) {
            if !known(entry) {
                fault(format!(
                    "`{row}` names `{entry}`, and there is no such entry"
                ));
            }
        }
    }
    faults
}

#[test]
fn every_idea_is_carried_or_left_out_for_a_reason() {
    let book = shipped::book();
    let faults = faults(ROWS, |id| book.find(id).is_some());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(ROWS.lines().count(), IDEAS, "rows of coverage.tsv");
}

#[test]
fn a_faulty_list_is_found_out() {
    let rows = "fine\tindex,note-hurt\t\n\
                left-out\t\ta link, see `index`\n\
                nobody\tno-such-entry\t\n\
                neither\t\t \n\
                both\tindex\tand a reason\n\
                fine\tindex\t\n\
                reason\t\tsee `no-such-note`\n\
                short\tindex\n";
    let faults = faults(rows, |id| ["index", "note-hurt"].contains(&id));
    let lines: Vec<&str> = faults
        .iter()
        .map(|fault| fault.split(": ").next().unwrap())
        .collect();
    assert_eq!(
        lines,
        [3, 4, 5, 6, 7, 8].map(|line| format!("coverage.tsv:{line}")),
        "{faults:?}"
    );
}
