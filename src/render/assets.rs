//! Files that are copied: the theme's, its style sheets and scripts without comments and indentation, and the pictures that pages show.

use super::css::compact;
use crate::diagnostic::Diagnostic;
use crate::output::Output;
use crate::site::Plan;
use crate::source::Files;
use crate::theme::Theme;

/// The theme's files below `static/`, and the book's own below `files/`.
pub(super) fn render(
    plan: &Plan<'_>,
    theme: &Theme,
    files: &dyn Files,
) -> (Output, Vec<Diagnostic>) {
    let mut output = Output::new();
    let mut diagnostics = Vec::new();
    for (path, bytes) in &theme.statics {
        let bytes = match std::str::from_utf8(bytes) {
            Ok(css) if path.ends_with(".css") => compact(css).into_bytes(),
            Ok(script) if path.ends_with(".js") => without_comments(script).into_bytes(),
            _ => bytes.clone(),
        };
        output.add(format!("static/{path}"), bytes);
    }
    for (from, to) in &plan.assets {
        match files.read(from) {
            Ok(bytes) => output.add(to.clone(), bytes),
            Err(_) => diagnostics.push(
                Diagnostic::error(
                    "unreadable-file",
                    plan.config.span(),
                    format!("`{from}` could not be read"),
                )
                .help("check that the file is there and may be read"),
            ),
        }
    }
    (output, diagnostics)
}

/// A script without indentation, empty lines, lines that are comments alone, and ends of lines that mean nothing: whatever
/// shares a line with code stays. A script with a text over several lines is left as it is.
fn without_comments(script: &str) -> String {
    if script
        .lines()
        .any(|line| line.matches('`').count() % 2 == 1)
        || script.contains("/*")
    {
        return script.to_owned();
    }
    let lines = script.lines().map(str::trim);
    let mut lines = lines
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .peekable();
    let mut kept = String::with_capacity(script.len());
    while let Some(line) = lines.next() {
        kept.push_str(line);
        if lines.peek().is_none_or(|next| !goes_on(line, next)) {
            kept.push('\n');
        }
    }
    kept
}

/// Whether the end of a line of a script means nothing: after what must be followed by more, and before what only closes.
fn goes_on(line: &str, next: &str) -> bool {
    !line.contains("//")
        && (line.ends_with(['{', '(', '[', ',', ';']) || next.starts_with(['}', ')', ']']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_lose_their_comments_and_keep_their_texts() {
        let script = "// What it does.\nif (a) {\n  // Why.\n  b(`c //`); // d\n}\n";
        assert_eq!(without_comments(script), "if (a) {b(`c //`); // d\n}\n");
        let script = "const a = {\n  b,\n}\nconst c = a\n(d)\n";
        assert_eq!(
            without_comments(script),
            "const a = {b,}\nconst c = a\n(d)\n"
        );
        let text = "const a = `\n  // b\n`;\n";
        assert_eq!(without_comments(text), text);
    }
}
