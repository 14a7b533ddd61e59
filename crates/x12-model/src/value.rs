//! The values of fields: text, amounts and quantities as sent, dates as the calendar writes them.
//!
//! Invariant: a value keeps what was sent. What cannot be read as what it should be stays as it is, marked so.

use std::borrow::Cow;
use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use x12_syntax::value as wire;

use crate::sent::text;

/// A value that stands in one element or component.
pub trait Value: Sized {
    /// Takes what was sent; never empty.
    fn from_wire(bytes: &[u8]) -> Self;
    /// What is to be sent; empty if nothing is.
    fn wire(&self) -> Cow<'_, str>;
}

impl Value for String {
    fn from_wire(bytes: &[u8]) -> Self {
        text(bytes)
    }

    fn wire(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

macro_rules! decimal {
    ($(#[$doc:meta])* $name:ident, $places:literal, $(#[$unit_doc:meta])* $unit:ident, $(#[$from_doc:meta])* $from:ident) => {
        $(#[$doc])*
        #[derive(Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The value as text, the way it was sent or is to be sent.
            #[must_use]
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            $(#[$from_doc])*
            #[must_use]
            pub fn $from(units: i64) -> Self {
                Self(decimal_text(units, $places))
            }

            /// The text as sent.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether nothing was sent.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }

            $(#[$unit_doc])*
            #[must_use]
            pub fn $unit(&self) -> Option<i64> {
                scaled(&self.0, $places)
            }
        }

        impl Value for $name {
            fn from_wire(bytes: &[u8]) -> Self {
                Self(text(bytes))
            }

            fn wire(&self) -> Cow<'_, str> {
                Cow::Borrowed(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), " [phi]"))
            }
        }
    };
}

decimal!(
    /// Money as sent (`125`, `125.50`), with its exact count of cents on request.
    Amount, 2,
    /// The amount in cents; `None` if it is no number, has more than two decimals that count, or does not fit.
    cents,
    /// An amount of that many cents, written as briefly as the standard asks (`12550` is `125.5`).
    from_cents
);
decimal!(
    /// A count of units as sent, with its exact count of thousandths on request.
    Quantity, 3,
    /// The quantity in thousandths; `None` if it is no number, has more than three decimals that count, or does not fit.
    thousandths,
    /// A quantity of that many thousandths.
    from_thousandths
);

/// Reads a decimal exactly, as a count of units of `10^-places`.
fn scaled(text: &str, places: usize) -> Option<i64> {
    let decimal = wire::Decimal::read(text.as_bytes())?;
    let fraction = decimal.fraction.unwrap_or_default();
    let (kept, beyond) = fraction.split_at(fraction.len().min(places));
    if beyond.iter().any(|digit| *digit != b'0') {
        return None;
    }
    let padding = std::iter::repeat_n(&b'0', places - kept.len());
    let count = decimal.whole.iter().chain(kept).chain(padding).try_fold(0i64, |count, digit| count.checked_mul(10)?.checked_add(i64::from(digit - b'0')))?;
    Some(if decimal.negative { -count } else { count })
}

/// Writes a count of units of `10^-places` without zeros at the end of the fraction.
fn decimal_text(units: i64, places: u32) -> String {
    let scale = 10u64.pow(places);
    let (whole, fraction) = (units.unsigned_abs() / scale, units.unsigned_abs() % scale);
    let sign = if units < 0 { "-" } else { "" };
    if fraction == 0 {
        return format!("{sign}{whole}");
    }
    let digits = format!("{fraction:0width$}", width = places as usize);
    format!("{sign}{whole}.{}", digits.trim_end_matches('0'))
}

/// A date (CCYYMMDD). JSON shows one that exists as `2026-01-31`, any other value as `{"raw": "..."}`.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Date(String);

impl Date {
    /// The date with that value on the wire (`20260131`).
    #[must_use]
    pub fn new(wire: impl Into<String>) -> Self {
        Self(wire.into())
    }

    /// A date of the calendar; `None` if it does not exist.
    #[must_use]
    pub fn of(year: u16, month: u8, day: u8) -> Option<Self> {
        wire::Date::new(year, month, day).map(|_| Self(format!("{year:04}{month:02}{day:02}")))
    }

    /// Reads `2026-01-31`.
    #[must_use]
    pub fn parse_iso(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|one| *one != '-').collect();
        let date = Self(digits);
        (date.iso().as_deref() == Some(text)).then_some(date)
    }

    /// The value on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Year, month and day, if it is a date of the calendar.
    #[must_use]
    pub fn calendar(&self) -> Option<wire::Date> {
        wire::Date::ccyymmdd(self.0.as_bytes())
    }

    /// The date as `2026-01-31`, if it is one of the calendar.
    #[must_use]
    pub fn iso(&self) -> Option<String> {
        self.calendar().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
    }
}

impl Value for Date {
    fn from_wire(bytes: &[u8]) -> Self {
        Self(text(bytes))
    }

    fn wire(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Date [phi]")
    }
}

/// What JSON holds in the place of a date.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum DateJson {
    Iso(String),
    Raw { raw: String },
}

impl From<&Date> for DateJson {
    fn from(date: &Date) -> Self {
        date.iso().map_or_else(|| Self::Raw { raw: date.0.clone() }, Self::Iso)
    }
}

impl DateJson {
    pub(crate) fn into_date<E: serde::de::Error>(self) -> Result<Date, E> {
        match self {
            Self::Raw { raw } => Ok(Date(raw)),
            Self::Iso(text) => Date::parse_iso(&text).ok_or_else(|| E::custom("a date is written like 2026-01-31; what is no date goes into {\"raw\": ...}")),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        DateJson::from(self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = DateJson::deserialize(deserializer).map_err(|_| D::Error::custom("expected a date like 2026-01-31"))?;
        json.into_date()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cents_are_exact_and_the_text_stays() {
        for (text, cents) in [
            ("125", Some(12_500)),
            ("-.5", Some(-50)),
            ("99.90", Some(9_990)),
            ("1.0000", Some(100)),
            ("1.005", None),
            ("", None),
            ("1e3", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(Amount::new(text).cents(), cents, "{text}");
        }
        for cents in [0, 5, -5, 100, -12_345, 12_550] {
            assert_eq!(Amount::from_cents(cents).cents(), Some(cents));
        }
        assert_eq!(Amount::from_cents(12_550).as_str(), "125.5");
        assert_eq!(Quantity::new("1.25").thousandths(), Some(1_250));
    }

    #[test]
    fn a_date_is_iso_only_if_it_exists_and_comes_back_as_sent() {
        for (sent, json) in [("20240229", r#""2024-02-29""#), ("20230229", r#"{"raw":"20230229"}"#), ("2023-01-01", r#"{"raw":"2023-01-01"}"#)] {
            let date = Date::new(sent);
            assert_eq!(serde_json::to_string(&date).unwrap(), json);
            assert_eq!(serde_json::from_str::<Date>(json).unwrap(), date);
        }
        assert!(serde_json::from_str::<Date>(r#""01/31/2026""#).is_err());
    }
}
