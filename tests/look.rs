//! The default theme's colours: that everybody can read every text and find every control, in both schemes.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::BTreeMap;
use std::path::Path;

/// What text stands on.
const GROUNDS: &[&str] = &["paper", "card", "tint", "warm", "rose"];

/// The colours of text on those grounds.
const INKS: &[&str] = &["ink", "soft", "main"];

/// Text on grounds of its own: on buttons, on the way out, on what is private.
const ON_ITS_OWN: &[(&str, &str)] = &[("on-main", "main"), ("on-red", "red"), ("paper", "ink")];

/// The edges by which a control is known, and what they stand on.
const EDGES: &[&str] = &["main", "edge", "danger", "ink"];

/// A colour in light and in dark: red, green and blue from 0 to 1.
type Pair = [[f64; 3]; 2];

#[test]
fn every_text_stands_out_by_seven_to_one() {
    let colours = colours();
    let mut faint = Vec::new();
    let on_grounds = INKS
        .iter()
        .flat_map(|ink| GROUNDS.iter().map(move |ground| (*ink, *ground)));
    for (ink, ground) in on_grounds.chain(ON_ITS_OWN.iter().copied()) {
        faint.extend(fainter_than(7.0, &colours, ink, ground));
    }
    assert!(faint.is_empty(), "{}", faint.join("\n"));
}

#[test]
fn every_control_stands_out_by_four_and_a_half_to_one() {
    let colours = colours();
    let mut faint = Vec::new();
    for edge in EDGES {
        for ground in GROUNDS {
            faint.extend(fainter_than(4.5, &colours, edge, ground));
        }
    }
    assert!(faint.is_empty(), "{}", faint.join("\n"));
}

#[test]
fn the_ratio_is_the_one_of_wcag() {
    let (black, white) = ([0.0; 3], [1.0; 3]);
    assert!((ratio(black, white) - 21.0).abs() < 1e-9);
    let grey = [f64::from(0x76) / 255.0; 3];
    assert!((ratio(grey, white) - 4.54).abs() < 0.01);
}

fn fainter_than(
    least: f64,
    colours: &BTreeMap<String, Pair>,
    front: &str,
    ground: &str,
) -> Vec<String> {
    ["light", "dark"]
        .into_iter()
        .enumerate()
        .filter_map(|(scheme, name)| {
            let ratio = ratio(colours[front][scheme], colours[ground][scheme]);
            (ratio < least).then(|| format!("{front} on {ground}, {name}: {ratio:.2}"))
        })
        .collect()
}

/// The colours of the style sheet by their names: pairs, `--ink:var(--l, #2a2521) var(--d, #f3ece2)`, and single ones.
fn colours() -> BTreeMap<String, Pair> {
    let sheet = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/static/style.css");
    let css = std::fs::read_to_string(sheet).unwrap();
    let root = css
        .split_once(":root {")
        .unwrap()
        .1
        .split_once("\n}")
        .unwrap()
        .0;
    root.split(';')
        .filter_map(|declaration| {
            let (name, value) = declaration.trim().strip_prefix("--")?.split_once(':')?;
            let mut found = value.match_indices('#').map(|(at, _)| {
                let digits = value[at + 1..].bytes().take_while(u8::is_ascii_hexdigit);
                colour(&value[at + 1..at + 1 + digits.count()])
            });
            let light = found.next()?;
            Some((name.to_owned(), [light, found.next().unwrap_or(light)]))
        })
        .collect()
}

/// A colour of three or six hexadecimal digits.
fn colour(digits: &str) -> [f64; 3] {
    let long = if digits.len() == 3 {
        digits.chars().flat_map(|c| [c, c]).collect()
    } else {
        digits.to_owned()
    };
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&long[at..at + 2], 16).unwrap()) / 255.0)
}

/// How far two colours stand out from each other: WCAG 2.2, "contrast ratio".
fn ratio(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |colour: [f64; 3]| {
        let linear = colour.map(|part| {
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}
