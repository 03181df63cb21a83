//! Style sheets as readers get them: without comments, indentation, and spaces that mean nothing.
//!
//! It takes away and never rewrites, so whatever a theme writes means what it meant. The crates for this were tried:
//! minifier 0.4 takes the spaces out of `calc(1rem + 2vw)`, which then means nothing, and lightningcss is 58 crates.

/// A style sheet without what only its author needs.
pub(super) fn compact(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    // Whether a space or a comment stands between what was written last and what comes next.
    let mut gap = false;
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("/*") {
            let end = rest.find("*/").map_or(rest.len(), |end| end + 2);
            // `/*!` starts what must stay with the file: whose it is, and on what terms it may be used.
            if rest.starts_with("/*!") {
                out.push_str(&rest[..end]);
            }
            rest = &rest[end..];
            gap = true;
            continue;
        }
        if next.is_ascii_whitespace() {
            rest = &rest[1..];
            gap = true;
            continue;
        }
        let last = out.chars().last();
        // An empty custom property, `--none: ;`, needs its space in older browsers.
        let empty = last == Some(':') && matches!(next, ';' | '}');
        let bare = |c: char| matches!(c, '{' | '}' | ';' | ',' | '>');
        if gap && (empty || !last.is_none_or(bare) && !bare(next) && next != '!') {
            out.push(' ');
        }
        gap = false;
        if next == '}' && out.ends_with(';') {
            out.pop();
        }
        let length = if matches!(next, '"' | '\'') {
            length_of_text(rest, next)
        } else {
            next.len_utf8()
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// How long the quoted text is that `css` starts with, its quotes included.
fn length_of_text(css: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in css.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    css.len()
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn what_means_nothing_goes() {
        let css = "/* Why. */\n@media (min-width: 4em) {\n  a:hover, b > c { color:red; margin:0 1em !important; }\n}\n";
        assert_eq!(
            compact(css),
            "@media (min-width: 4em){a:hover,b>c{color:red;margin:0 1em!important}}"
        );
    }

    #[test]
    fn what_means_something_stays() {
        for css in [
            "a{width:calc(1rem + 2vw)}",
            "a{--none: ;--some:1}",
            "a b{font:1rem/1.5 \"A { B; }  C\"}",
            "a{content:'\\'  ,'}",
            "/*! by somebody */ a{}",
        ] {
            assert_eq!(compact(css), css);
        }
    }

    #[test]
    fn what_never_ends_is_no_trouble() {
        assert_eq!(compact("a{}/* b"), "a{}");
        assert_eq!(compact("a{content:\"é"), "a{content:\"é");
    }
}
