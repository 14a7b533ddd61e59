//! `TimeStamp`: an XML Schema `dateTime` in UTC. We write whole seconds and `Z`; clients also send fractions and offsets.

use crate::open_code::open_code;

const SECONDS_PER_DAY: i64 = 86_400;

open_code! {
    /// When the envelope was made, as it stands on the wire.
    TimeStamp {}
}

impl TimeStamp {
    /// The time stamp of a moment, given in seconds since 1970-01-01T00:00:00Z.
    ///
    /// Moments outside the years 1 to 9999 are moved to the nearest one that the format can write.
    pub fn from_unix_seconds(seconds: i64) -> Self {
        let seconds = seconds.clamp(-62_135_596_800, 253_402_300_799);
        let (days, of_day) = (seconds.div_euclid(SECONDS_PER_DAY), seconds.rem_euclid(SECONDS_PER_DAY));
        let (year, month, day) = civil_from_days(days);
        let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
        Self::new(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"))
    }

    /// The moment in seconds since 1970-01-01T00:00:00Z, fractions cut off; `None` if the value is not a time with a zone.
    pub fn unix_seconds(&self) -> Option<i64> {
        let (year, rest) = number(self.as_str(), 4)?;
        let (month, rest) = number(rest.strip_prefix('-')?, 2)?;
        let (day, rest) = number(rest.strip_prefix('-')?, 2)?;
        let (hour, rest) = number(rest.strip_prefix('T')?, 2)?;
        let (minute, rest) = number(rest.strip_prefix(':')?, 2)?;
        let (second, rest) = number(rest.strip_prefix(':')?, 2)?;
        let offset = zone_seconds(without_fraction(rest)?)?;
        let days = days_from_civil(year, month, day);
        // A date that does not exist, 30 February for one, comes back as another.
        let exists = year > 0 && civil_from_days(days) == (year, month, day);
        let on_clock = hour < 24 && minute < 60 && second < 60;
        (exists && on_clock).then(|| {
            let of_day = hour.saturating_mul(3600).saturating_add(minute.saturating_mul(60)).saturating_add(second);
            days.saturating_mul(SECONDS_PER_DAY).saturating_add(of_day).saturating_sub(offset)
        })
    }
}

/// Takes exactly `digits` digits from the front.
fn number(text: &str, digits: usize) -> Option<(i64, &str)> {
    let (head, rest) = text.split_at_checked(digits)?;
    head.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
    Some((head.parse().ok()?, rest))
}

/// Skips `.123` if it is there.
fn without_fraction(text: &str) -> Option<&str> {
    match text.strip_prefix('.') {
        None => Some(text),
        Some(fraction) => {
            let rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            (rest.len() < fraction.len()).then_some(rest)
        }
    }
}

/// Seconds east of UTC for `Z` or `+hh:mm`; the zone must be the end of the text.
fn zone_seconds(text: &str) -> Option<i64> {
    if text == "Z" {
        return Some(0);
    }
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1_i64, rest),
        None => (1, text.strip_prefix('+')?),
    };
    let (hours, rest) = number(rest, 2)?;
    let (minutes, rest) = number(rest.strip_prefix(':')?, 2)?;
    let in_range = rest.is_empty() && minutes < 60 && hours.saturating_mul(60).saturating_add(minutes) <= 14 * 60;
    in_range.then(|| sign.saturating_mul(hours.saturating_mul(3600).saturating_add(minutes.saturating_mul(60))))
}

/// Days since 1970-01-01 in the Gregorian calendar. Years are counted from 1 March, so that the leap day comes last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year.saturating_sub(1) } else { year };
    let month_from_march = (month.saturating_add(9)) % 12;
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (month_from_march.saturating_mul(153).saturating_add(2) / 5).saturating_add(day).saturating_sub(1);
    let day_of_era = year_of_era.saturating_mul(365).saturating_add(year_of_era / 4).saturating_sub(year_of_era / 100).saturating_add(day_of_year);
    era.saturating_mul(146_097).saturating_add(day_of_era).saturating_sub(719_468)
}

/// The year, month and day of a count of days since 1970-01-01: [`days_from_civil`] turned round.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days.saturating_add(719_468);
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let leap_days = (day_of_era / 1460).saturating_sub(day_of_era / 36_524).saturating_add(day_of_era / 146_096);
    let year_of_era = day_of_era.saturating_sub(leap_days) / 365;
    let days_before = year_of_era.saturating_mul(365).saturating_add(year_of_era / 4).saturating_sub(year_of_era / 100);
    let day_of_year = day_of_era.saturating_sub(days_before);
    let month_from_march = day_of_year.saturating_mul(5).saturating_add(2) / 153;
    let day = day_of_year.saturating_sub(month_from_march.saturating_mul(153).saturating_add(2) / 5).saturating_add(1);
    let month = (month_from_march.saturating_add(2) % 12).saturating_add(1);
    let year = era.saturating_mul(400).saturating_add(year_of_era).saturating_add(i64::from(month <= 2));
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &'static str, seconds: Option<i64>) {
        assert_eq!(TimeStamp::new(text).unix_seconds(), seconds, "{text}");
    }

    #[test]
    fn fractions_and_offsets_are_read() {
        check("1970-01-01T00:00:00Z", Some(0));
        check("2016-10-28T15:08:42Z", Some(1_477_667_322));
        check("2016-10-28T15:08:42.987Z", Some(1_477_667_322));
        check("2016-10-28T10:08:42-05:00", Some(1_477_667_322));
        check("2016-10-28T20:38:42.1+05:30", Some(1_477_667_322));
        check("2024-02-29T00:00:00Z", Some(1_709_164_800));
    }

    #[test]
    fn what_is_not_a_moment_is_refused() {
        for text in [
            "",
            "2016",
            "2016-10-28",
            "2016-10-28T15:08:42",
            "2016-10-28 15:08:42Z",
            "2016-13-01T00:00:00Z",
            "2016-00-01T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "2016-10-28T24:00:00Z",
            "2016-10-28T15:60:00Z",
            "2016-10-28T15:08:42.Z",
            "2016-10-28T15:08:42+5:00",
            "2016-10-28T15:08:42+15:00",
            "2016-10-28T15:08:42Zx",
            "+016-10-28T15:08:42Z",
            "0000-01-01T00:00:00Z",
            "20161028150842",
            "é016-10-28T15:08:42Z",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn what_we_write_is_what_we_read() {
        for seconds in (-62_135_596_800..=253_402_300_799).step_by(86_399 * 977) {
            let stamp = TimeStamp::from_unix_seconds(seconds);
            assert_eq!(stamp.unix_seconds(), Some(seconds), "{stamp}");
        }
        assert_eq!(TimeStamp::from_unix_seconds(1_767_621_787).as_str(), "2026-01-05T14:03:07Z");
        assert_eq!(TimeStamp::from_unix_seconds(i64::MAX).as_str(), "9999-12-31T23:59:59Z");
    }
}
