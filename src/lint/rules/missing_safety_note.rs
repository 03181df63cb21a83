//! Advice that can do harm, without the words that keep a reader safe.

use crate::config::{Config, Level, Risk};
use crate::lint::{Check, Findings, Hit, LintedEntry, Lints, Rule, Subject};
use crate::model::kind::Kind;

pub(super) const RULE: Rule = Rule {
    code: "missing-safety-note",
    summary: "advice carries a risk and no safety note",
    level: Level::Deny,
    publish_only: false,
    explanation: r#"
Either the entry declares a risk in `risks` and has no `safety`, or its text uses words that
book.toml lists for a risk and the entry does not declare that risk. Words between quotation marks
count, since a reader may say or sign what is quoted in advice. Titles do not count, nor the words of
a script, nor the safety note. Terms, claims, sources and helplines give no advice, so their words do
not count either.

## Why it matters

"Share your passwords" may help in one home and be an order in the next. A reader who is controlled
or in danger must find the limit beside the advice, in the same moment, wherever the advice stands.

## An example

    title: Keep small promises
    actions:
      - role: broke-trust
        text: Make one promise a day, and keep it.

With `promise*` among the words of the risk `promises`, this declares nothing.

## How to mend it

Declare the risk and write the qualifier, in one or two sentences:

    risks: [promises]
    safety: A promise that was made under threat does not bind you.

If the word means something else here, or nothing is advised, say so in the entry:

    allow:
      missing-safety-note: It explains the word and advises nothing.

The words of each risk stand in book.toml, under `[[risk]]`. There `*` at the end of a word stands
for any ending.
"#
    .trim_ascii(),
    check: Check::Entry(check),
};

/// The words of each risk.
pub(super) fn phrases(config: &Config) -> impl Iterator<Item = (usize, &str)> {
    let risks = config.risks.iter().enumerate();
    risks.flat_map(|(index, risk)| risk.words.iter().map(move |word| (index, &*word.value)))
}

fn check(lints: &Lints<'_>, linted: &LintedEntry<'_>, findings: &mut Findings) {
    let common = &linted.entry.common;
    if let Some(first) = common.risks.first()
        && common
            .safety
            .as_ref()
            .is_none_or(|safety| safety.is_empty())
        && linted.entry.is_whole(&["safety"])
    {
        let found = findings
            .at(first.0.span, format!("this entry declares the risk `{}` and has no safety note", first.as_str()))
            .help("add `safety: …`: one or two sentences that keep a reader safe who follows the advice");
        findings.add(linted.index, found);
    }
    // A risk that could not be read may be the one that the words raise.
    if !gives_advice(linted.entry.kind()) || !linted.entry.is_whole(&["risks"]) {
        return;
    }
    let is_declared = |risk: &Risk| {
        let name = &risk.id.0.value;
        common
            .risks
            .iter()
            .any(|declared| declared.as_str() == name.as_str())
    };
    let risks = &lints.plan.config.risks;
    // Each risk once: it is declared, or it is told at the first word that raises it.
    let mut settled: Vec<bool> = risks.iter().map(is_declared).collect();
    for hit in &linted.hits {
        let Subject::Risk(index) = hit.subject else {
            continue;
        };
        if settled[index] || is_in_safety_note(linted, hit) {
            continue;
        }
        settled[index] = true;
        let risk = &risks[index];
        let name = risk.id.0.value.as_str();
        let words = &linted.text.as_str()[hit.range.clone()];
        let message =
            format!("`{words}` raises the risk `{name}`, which this entry does not declare");
        let help = format!(
            "add `{name}` to `risks`, and to `safety` what keeps a reader safe; or say why not: `allow: {{{}: …}}`",
            RULE.code
        );
        let place = linted.text.place(&hit.range, lints.sources);
        findings.add(
            linted.index,
            findings
                .at(place, message)
                .label(&*risk.name.value)
                .help(help),
        );
    }
}

/// The words of a source, of a claim or of the glossary say what something is. A helpline says whom it helps.
fn gives_advice(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Term | Kind::Claim | Kind::Source | Kind::Helpline
    )
}

/// The safety note is the qualifier, and needs none itself.
fn is_in_safety_note(linted: &LintedEntry<'_>, hit: &Hit) -> bool {
    linted
        .text
        .sentence_at(hit.range.start)
        .is_some_and(|sentence| sentence.field.name == "safety")
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{Book, found, marked};

    fn topic(fields: &str, body: &str) -> Book {
        let topic = format!("---\ntitle: On promises\n{fields}---\n{body}\n");
        let book = Book::new().file("content/index.md", "---\ntitle: A\n---\n[[t]]\n");
        book.file("content/topics/t.md", &topic)
    }

    #[test]
    fn a_declared_risk_needs_a_note() {
        let note = "risks: [promises]\nsafety: A forced promise does not bind you.\n";
        assert_eq!(found(&topic(note, "Promise it.")), [""; 0]);
        let book = topic("risks: [promises]\n", "Promise it.");
        assert_eq!(
            found(&book),
            ["content/topics/t.md:3 error missing-safety-note"]
        );
        assert_eq!(marked(&book), ["promises"]);
    }

    #[test]
    fn words_of_a_risk_are_told_once_wherever_they_stand() {
        assert_eq!(
            marked(&topic(
                "",
                "No **promised** land.\n\n- Promise it.\n- A promise!"
            )),
            ["promised"]
        );
        assert_eq!(marked(&topic("", "Say: “I promise to ring.”")), ["promise"]);
        assert_eq!(
            marked(&topic("", "Give *your* word.")),
            ["Give *your* word"]
        );
        assert_eq!(
            marked(&topic("", "## Your promises\n\nText.")),
            ["promises"]
        );
    }

    #[test]
    fn what_only_comes_close() {
        assert_eq!(
            found(&topic("", "A compromise, [[t]] and no more.")),
            [""; 0]
        );
        assert_eq!(
            found(&topic("safety: No promise binds you.\n", "Text.")),
            [""; 0]
        );
        let reason = "allow:\n  missing-safety-note: It advises nothing.\n";
        assert_eq!(found(&topic(reason, "A promise.")), [""; 0]);
    }

    #[test]
    fn what_gives_no_advice_has_no_words_to_declare() {
        let term = "- id: term-t\n  title: vow\n  definition: A promise.\n";
        let script = "- id: say\n  title: A promise\n  say: I promise.\n";
        let book = topic("", "A vow, as in [[say]].");
        assert_eq!(
            found(
                &book
                    .file("content/glossary.yaml", term)
                    .file("content/scripts.yaml", script)
            ),
            [""; 0]
        );
    }
}
