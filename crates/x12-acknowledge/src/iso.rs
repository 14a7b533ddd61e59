//! Dates and times as JSON shows them: ISO where the wire value is a date or time, and the wire value itself where it is not.

use serde::Serializer;
use x12_syntax::value::{Date, is_time};

/// A date, CCYYMMDD or YYMMDD.
pub(crate) fn date<S: Serializer>(value: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&in_words(value))
}

/// A date or a period (CCYYMMDD-CCYYMMDD), which becomes an ISO interval.
pub(crate) fn period<S: Serializer>(value: &str, serializer: S) -> Result<S::Ok, S::Error> {
    match Date::range(value.as_bytes()) {
        Some((from, to)) => serializer.serialize_str(&format!("{}/{}", written(from), written(to))),
        None => date(value, serializer),
    }
}

/// A date that may be absent.
pub(crate) fn optional_date<S: Serializer>(value: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => date(value, serializer),
        None => serializer.serialize_none(),
    }
}

/// A period that may be absent.
pub(crate) fn optional_period<S: Serializer>(value: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => period(value, serializer),
        None => serializer.serialize_none(),
    }
}

/// A time of day, HHMM or longer.
pub(crate) fn time<S: Serializer>(value: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let parts = is_time(value.as_bytes()).then(|| (value.get(..2), value.get(2..4), value.get(4..6)));
    match parts {
        Some((Some(hour), Some(minute), Some(second))) => serializer.serialize_str(&format!("{hour}:{minute}:{second}")),
        Some((Some(hour), Some(minute), None)) => serializer.serialize_str(&format!("{hour}:{minute}")),
        _ => serializer.serialize_str(value),
    }
}

fn in_words(value: &str) -> String {
    let date = Date::ccyymmdd(value.as_bytes()).or_else(|| Date::yymmdd(value.as_bytes()));
    date.map_or_else(|| value.to_owned(), written)
}

fn written(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_is_none_is_shown_as_sent() {
        assert_eq!(in_words("260131"), "2026-01-31");
        assert_eq!(in_words("20260131"), "2026-01-31");
        assert_eq!(in_words("20261399"), "20261399");
    }
}
