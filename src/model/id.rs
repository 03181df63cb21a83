//! Names that references use.

use std::fmt;
use std::sync::Arc;

/// An entry's name: unique in the book, lower-case letters, digits and hyphens. Valid once made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// What a reference in text names to lead to the page of help, which every book has: `[[help]]`. An entry of this id comes
/// first.
pub const HELP: &str = "help";

/// Text that is no [`Id`], and what would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnId {
    /// The nearest valid id, if anything is left of the text.
    pub nearest: Option<String>,
    /// What an id has to be, as far as the text is not.
    pub rule: &'static str,
}

/// What an id is made of.
const RULE: &str = "an id has lower-case letters, digits and hyphens only, 200 at most";

/// Why some words are none.
const RESERVED: &str = "Windows keeps this name for a device, so no file can have it";

/// Whether Windows keeps a name for a device, so that no file or folder can have it there, whatever its ending.
pub fn is_reserved_name(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or(name)
        .trim_end()
        .to_ascii_lowercase();
    let port = stem
        .strip_prefix("com")
        .or(stem.strip_prefix("lpt"))
        .is_some_and(|number| {
            matches!(number, "¹" | "²" | "³") || matches!(number.as_bytes(), [b'0'..=b'9'])
        });
    port || matches!(&*stem, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
}

impl Id {
    /// The most letters. An id names files, and disks take names of 255 bytes with their endings.
    pub const LONGEST: usize = 200;

    /// Checks a text.
    ///
    /// # Errors
    ///
    /// When it is empty, longer than [`Id::LONGEST`], has other characters than `a-z`, `0-9` and `-`, or starts or ends with
    /// a hyphen, or is a name that Windows keeps for itself ([`is_reserved_name`]).
    pub fn new(text: &str) -> Result<Self, NotAnId> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let edges = text.starts_with('-') || text.ends_with('-');
        if text.is_empty() || text.len() > Self::LONGEST || edges || !text.chars().all(fits) {
            let mut nearest = slug(text);
            if let Some(slug) = &mut nearest {
                slug.truncate(Self::LONGEST);
                slug.truncate(slug.trim_end_matches('-').len());
            }
            let rule = RULE;
            return Err(NotAnId { nearest, rule });
        }
        if is_reserved_name(text) {
            let nearest = Some(format!("{text}-1"));
            let rule = RESERVED;
            return Err(NotAnId { nearest, rule });
        }
        Ok(Self(text.into()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// Makes an id out of any words: `Own the harm!` gives `own-the-harm`. Letters outside ASCII lose their accents where
/// Unicode's Latin letters have a plain base, and are dropped otherwise. `None` when nothing is left.
pub fn slug(words: &str) -> Option<String> {
    let mut slug = String::with_capacity(words.len());
    for c in words.chars() {
        let plain = base_letter(c);
        if plain.is_ascii_alphanumeric() {
            slug.push(plain.to_ascii_lowercase());
        } else if !matches!(c, '\'' | '’') && !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    (!slug.is_empty()).then(|| slug.to_owned())
}

/// The plain letter below an accent, for the accented letters of western European languages.
pub fn base_letter(c: char) -> char {
    match c {
        'à'..='å' | 'À'..='Å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'Ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' => 'i',
        'ñ' | 'Ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'ů' => 'u',
        'ý' | 'ÿ' | 'Ý' => 'y',
        'š' | 'ś' | 'Š' => 's',
        'ž' | 'ź' | 'ż' | 'Ž' => 'z',
        'ł' | 'Ł' => 'l',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_no_reference_could_use() {
        assert!(Id::new("own-the-harm").is_ok());
        assert!(Id::new("com10").is_ok() && Id::new("console").is_ok());
        for bad in [
            "", "Own", "a b", "-a", "a-", "é", "a_b", "../a", "con", "nul", "com1", "lpt9",
        ] {
            assert!(Id::new(bad).is_err(), "{bad}");
        }
        assert_eq!(
            Id::new("Own it").unwrap_err().nearest.as_deref(),
            Some("own-it")
        );
    }

    #[test]
    fn slugs() {
        assert_eq!(
            slug("Don’t  rush — ever!").as_deref(),
            Some("dont-rush-ever")
        );
        assert_eq!(slug("¿Qué pasó?").as_deref(), Some("que-paso"));
        assert_eq!(slug("!!"), None);
    }
}
