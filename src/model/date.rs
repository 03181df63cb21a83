//! Dates as authors write them: `2026-11-23`.

use std::fmt;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// Reads `YYYY-MM-DD` (ISO 8601, extended format), and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let shaped = text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2;
        shaped.then(|| text.parse().ok().map(Self)).flatten()
    }

    /// Today in UTC. Only the command line asks for it, and only where `--today` was not given.
    pub fn today() -> Self {
        Self(
            jiff::Timestamp::now()
                .to_zoned(jiff::tz::TimeZone::UTC)
                .date(),
        )
    }

    /// How many days lie between an earlier day and this one; negative if it is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        let between = earlier.0.duration_until(self.0);
        between.as_hours() / 24
    }

    /// The day that lies so many days later; the last of the calendar if there is none.
    pub fn plus_days(self, days: u32) -> Self {
        let span = jiff::SignedDuration::from_hours(24 * i64::from(days));
        Self(self.0.saturating_add(span))
    }

    /// Whether the day has not come yet anywhere: where the sun rises first, it is tomorrow already.
    pub fn is_ahead_of(self, today: Self) -> bool {
        self.days_since(today) > 1
    }

    /// The year, the month (1 to 12) and the day (1 to 31).
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn reads_only_whole_dates_that_exist() {
        let day = Date::parse("2026-11-23").unwrap();
        assert_eq!(day.to_string(), "2026-11-23");
        assert_eq!(day.plus_days(40).to_string(), "2027-01-02");
        assert_eq!(day.plus_days(u32::MAX).to_string(), "9999-12-31");
        assert_eq!(day.days_since(Date::parse("2026-01-01").unwrap()), 326);
        assert!(!day.is_ahead_of(Date::parse("2026-11-22").unwrap()));
        assert!(day.is_ahead_of(Date::parse("2026-11-21").unwrap()));
        for bad in [
            "2026-02-30",
            "23-11-2026",
            "2026-11",
            "20261123",
            "2026-11-23T10:00",
        ] {
            assert!(Date::parse(bad).is_none(), "{bad}");
        }
    }
}
