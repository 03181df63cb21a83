//! Helplines: numbers that a telephone can ring, and addresses as people read them.

use super::entry::{Views, text};
use super::views::HelplineView;
use crate::model::helpline::Helpline;

impl Views<'_> {
    /// A helpline as templates get it.
    pub(super) fn helpline(&self, helpline: &Helpline) -> HelplineView {
        let website = text(helpline.website.as_ref());
        let chat = text(helpline.chat.as_ref());
        let seen = helpline.seen.page.value.to_string();
        let number = text(helpline.number.as_ref());
        let number_href = telephone(&number);
        let href_of = |text: &str| is_address(text).then(|| text.to_owned());
        HelplineView {
            country: helpline.country.value.to_string(),
            help_type: helpline.help_type.word().to_owned(),
            number: match number_href.is_empty() {
                true => number,
                false => unbroken(&number),
            },
            number_href,
            text: text(helpline.text.as_ref()),
            chat_href: href_of(&chat).unwrap_or_default(),
            chat: shown(&chat).to_owned(),
            website_href: web_address(&website),
            website: shown(&website).to_owned(),
            hours: text(helpline.hours.as_ref()),
            seen_href: href_of(&seen).unwrap_or_default(),
            seen_page: if is_address(&seen) {
                host(&seen).to_owned()
            } else {
                seen
            },
            seen_date: self.date(helpline.seen.date.value),
            checked: helpline
                .checked
                .as_ref()
                .map(|date| self.date(date.value))
                .unwrap_or_default(),
        }
    }
}

/// A `tel:` address, for what is one telephone number and nothing else.
fn telephone(number: &str) -> String {
    let plain = number
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')' | '.'));
    let digits: String = number
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    if plain && !digits.is_empty() {
        format!("tel:{digits}")
    } else {
        String::new()
    }
}

/// A telephone number that no line breaks.
pub(super) fn unbroken(number: &str) -> String {
    number.replace(' ', "\u{a0}")
}

/// Whether a text is an address on the web.
fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// An address as people read it: without what every address starts with, and without a last stroke.
fn shown(text: &str) -> &str {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.map_or(text, |rest| rest.trim_end_matches('/'))
}

/// The host of an address.
fn host(address: &str) -> &str {
    let rest = shown(address);
    rest.split_once('/').map_or(rest, |(host, _)| host)
}

/// An `https:` address, for what is a host or an address.
fn web_address(website: &str) -> String {
    if is_address(website) {
        return website.to_owned();
    }
    let host =
        website.contains('.') && !website.contains(char::is_whitespace) && !website.contains(':');
    if host {
        format!("https://{website}")
    } else {
        String::new()
    }
}
