//! Languages by their tags (BCP 47): `es`, `pt-BR`, `zh-Hant`.

use icu_locale_core::LanguageIdentifier;

/// Languages that are usually written from the right.
const FROM_THE_RIGHT: &[&str] = &["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];

/// Every language with a code of two letters (ISO 639-1).
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz \
    ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka \
    kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr \
    nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk \
    tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// What people write for a language, and its code.
const MEANT: &[(&str, &str)] = &[
    ("arabic", "ar"),
    ("bengali", "bn"),
    ("chinese", "zh"),
    ("cn", "zh"),
    ("cz", "cs"),
    ("czech", "cs"),
    ("danish", "da"),
    ("deutsch", "de"),
    ("dk", "da"),
    ("dutch", "nl"),
    ("english", "en"),
    ("español", "es"),
    ("espanol", "es"),
    ("farsi", "fa"),
    ("finnish", "fi"),
    ("français", "fr"),
    ("francais", "fr"),
    ("french", "fr"),
    ("german", "de"),
    ("gr", "el"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("irish", "ga"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("jp", "ja"),
    ("korean", "ko"),
    ("maori", "mi"),
    ("māori", "mi"),
    ("norwegian", "no"),
    ("persian", "fa"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("punjabi", "pa"),
    ("romanian", "ro"),
    ("russian", "ru"),
    ("sp", "es"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("turkish", "tr"),
    ("ua", "uk"),
    ("ukrainian", "uk"),
    ("urdu", "ur"),
    ("vietnamese", "vi"),
    ("welsh", "cy"),
];

/// A tag in its usual form, if it is one.
///
/// # Errors
///
/// When it is none: with the one that may have been meant, where that can be told.
pub fn tag(written: &str) -> Result<String, Option<&'static str>> {
    let read = LanguageIdentifier::try_from_str(written).ok();
    let known = |tag: &LanguageIdentifier| match tag.language.as_str() {
        "und" => false,
        two if two.len() == 2 => TWO_LETTERS.split(' ').any(|code| code == two),
        // There are thousands of three letters; more letters are no language that anybody has named (RFC 5646, 2.2.1).
        other => other.len() == 3,
    };
    match read.filter(known) {
        Some(tag) => Ok(tag.to_string()),
        None => {
            let words = written.trim().to_lowercase();
            let meant = MEANT.iter().find(|(name, _)| *name == words);
            Err(meant.map(|(_, code)| *code))
        }
    }
}

/// Whether a language is usually written from the right.
pub fn is_from_the_right(tag: &str) -> bool {
    let primary = tag.split('-').next().unwrap_or_default();
    FROM_THE_RIGHT.contains(&primary)
}

/// The direction in which a language is usually written, as HTML has it.
pub fn direction(tag: &str) -> &'static str {
    if is_from_the_right(tag) { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_held_to_their_form() {
        assert_eq!(tag("es").as_deref(), Ok("es"));
        assert_eq!(tag("PT-br").as_deref(), Ok("pt-BR"));
        assert_eq!(tag("zh-Hant").as_deref(), Ok("zh-Hant"));
        assert_eq!(tag("yue").as_deref(), Ok("yue"));
        assert_eq!(tag("Spanish"), Err(Some("es")));
        assert_eq!(tag("sp"), Err(Some("es")));
        assert_eq!(tag("klingon"), Err(None));
        assert_eq!(tag(""), Err(None));
        assert_eq!(tag("1"), Err(None));
    }

    #[test]
    fn scripts_have_a_direction() {
        assert!(is_from_the_right("he-IL"));
        assert!(!is_from_the_right("es"));
    }
}
