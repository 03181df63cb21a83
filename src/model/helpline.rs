//! Places to turn to for help.

use super::date::Date;
use super::value::Text;
use crate::source::Located;
use crate::{choice, record};

record! {
    /// What a helpline has beside its name.
    pub struct Helpline {
        /// The country, as two letters (ISO 3166-1).
        country: required Text, citation;
        /// The type of help.
        help_type as "type": required HelpType;
        /// The number to call.
        number: optional Text, citation;
        /// The number to text, and what to write.
        text: optional Text, citation;
        /// How to chat.
        chat: optional Text, citation;
        /// The website.
        website: optional Text, citation;
        /// When somebody answers.
        hours: optional Text, citation;
        /// Where and when it was read.
        seen: required Seen;
        /// The day on which somebody last tried it.
        checked: optional Located<Date>;
    }
}

record! {
    /// Where and when a helpline's details were read.
    pub struct Seen {
        /// The page.
        page: required Text, citation;
        /// The day.
        date: required Located<Date>;
    }
}

choice! {
    /// Types of help, the most urgent first.
    pub enum HelpType {
        /// Danger now.
        Emergency = "emergency",
        /// Abuse at home.
        DomesticAbuse = "domestic-abuse",
        /// Not knowing how to go on living.
        Crisis = "crisis",
        /// Somebody to talk to about the relationship.
        Counselling = "counselling",
    }
}
