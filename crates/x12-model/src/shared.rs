//! Records that claims and remittances share: adjustments, addresses, contacts, references, procedures, periods.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::address::Address;
use crate::describe::{Place, Rows};
use crate::draft::{Draft, SegmentDraft};
use crate::field::{Field, Part};
use crate::record::SegmentRecord;
use crate::scope::{Scope, Spot};
use crate::value::{Amount, Date, DateJson, Quantity, Value};
use crate::{group_record, segment_part, segment_record};

segment_record! {
    /// A number that someone gave (REF).
    pub struct Reference width 4 {
        /// What kind of number it is.
        qualifier: String = "01?",
        /// The number.
        value: String = "02",
        /// The payer who gave it, on service lines.
        payer_id: Option<String> = "04-2",
    }
}

segment_record! {
    /// Where to reach someone (PER).
    pub struct Contact width 9 {
        /// What the contact is for.
        function: String = "01?",
        /// The person or office.
        name: Option<String> = "02",
        /// Telephone, fax, e-mail and so on.
        numbers: Vec<ContactNumber> = "03..08",
    }
}

segment_record! {
    /// One way to reach someone.
    pub struct ContactNumber width 2 {
        /// The kind: `TE` telephone, `EX` extension, `FX` fax, `EM` e-mail, `UR` web address.
        kind: String = "01?",
        /// The number or address.
        number: String = "02",
    }
}

segment_record! {
    /// A procedure (composite C003).
    pub struct Procedure width 1 {
        /// The code list, `HC` for HCPCS and CPT.
        qualifier: String = "01-1",
        /// The code.
        code: String = "01-2",
        /// Up to four modifiers.
        modifiers: Vec<String> = "01-3..6",
        /// A description in words.
        description: Option<String> = "01-7",
    }
}

impl Procedure {
    /// A HCPCS or CPT code (`HC`).
    #[must_use]
    pub fn hcpcs(code: impl Into<String>) -> Self {
        Self { qualifier: "HC".into(), code: code.into(), ..Self::default() }
    }
}

group_record! {
    /// A postal address (N3, N4).
    pub struct PostalAddress {
        /// The street, or the first line.
        line1: String = "N301",
        /// The second line.
        line2: Option<String> = "N302",
        /// The city.
        city: String = "N401",
        /// The state or province, two letters.
        state: Option<String> = "N402",
        /// The postal code.
        postal_code: Option<String> = "N403",
        /// The country, if not the United States.
        country: Option<String> = "N404",
        /// The part of the country.
        country_subdivision: Option<String> = "N407",
    }
}

/// One adjustment: what was not paid, and why (CAS). A positive amount lowers the payment.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Adjustment {
    /// Who bears it: `CO`, `PR`, `OA` or `PI` (CAS01).
    pub group: String,
    /// The claim adjustment reason (CAS02, 05, 08, 11, 14, 17).
    pub reason: String,
    /// The amount (CAS03, 06, 09, 12, 15, 18).
    pub amount: Amount,
    /// The units adjusted (CAS04, 07, 10, 13, 16, 19).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
}

crate::redacted!(Adjustment);

/// Adjustments in one CAS segment.
const CAS_PLACES: usize = 6;

impl Part for Adjustment {
    fn read_each(scope: Scope<'_, '_>, at: &Address, all: bool, take: &mut dyn FnMut(Self) -> bool) {
        scope.each(at, all, &mut |spot| {
            let group = String::from_wire(spot.value(1, 0));
            (2..20u8).step_by(3).map(|start| spot.at(start)).filter(|spot| (1..=3).any(|element| !spot.value(element, 0).is_empty())).all(|spot| {
                let quantity = Some(spot.value(3, 0)).filter(|bytes| !bytes.is_empty()).map(Quantity::from_wire);
                take(Self { group: group.clone(), reason: String::from_wire(spot.value(1, 0)), amount: Amount::from_wire(spot.value(2, 0)), quantity })
            })
        });
    }

    fn write<'a>(&'a self, draft: &mut Draft<'_, 'a>, at: &Address, index: usize) {
        self.write_at(draft, at, index, 0);
    }

    /// Neighbours of the same group share a segment as far as it has room.
    fn write_all<'a>(all: &'a [Self], draft: &mut Draft<'_, 'a>, at: &Address) {
        let mut segments = 0;
        for run in all.chunk_by(|one, next| one.group == next.group) {
            for shared in run.chunks(CAS_PLACES) {
                for (place, one) in shared.iter().enumerate() {
                    one.write_at(draft, at, segments, place);
                }
                segments += 1;
            }
        }
    }

    fn describe(rows: &mut Rows, place: &Place, at: &Address) {
        let run = |element| Address { element, last_element: element, ..*at };
        rows.push(&place.field("group", "Who bears it"), &run(1));
        rows.push(&place.field("reason", "The claim adjustment reason; also CAS05, 08, 11, 14, 17"), &run(2));
        rows.push(&place.field("amount", "The amount; also CAS06, 09, 12, 15, 18"), &run(3));
        rows.push(&place.field("quantity", "The units adjusted; also CAS07, 10, 13, 16, 19"), &run(4));
    }
}

impl Adjustment {
    fn write_at<'a>(&'a self, draft: &mut Draft<'_, 'a>, at: &Address, occurrence: usize, place: usize) {
        let Some((segment, base, _)) = draft.place(at, occurrence, 1) else { return };
        let first = base + 1 + 3 * u8::try_from(place).unwrap_or(0);
        if place == 0 {
            segment.set(base, 0, self.group.wire());
        }
        segment.set(first, 0, self.reason.wire());
        segment.set(first + 1, 0, self.amount.wire());
        segment.set(first + 2, 0, self.quantity.as_ref().map(Value::wire).unwrap_or_default());
    }
}

/// A day or a period (a format and a value: DTP02 and DTP03). JSON shows `"2026-01-31"` or `{"from": "2026-01-01", "to": "2026-01-31"}`.
#[derive(Clone, PartialEq, Eq)]
pub enum Period {
    /// One day (`D8`).
    Day(Date),
    /// From a day to a day (`RD8`).
    Range {
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
    },
    /// What was sent is neither.
    Other {
        /// The format as sent.
        format: String,
        /// The value as sent.
        raw: String,
    },
}

impl Period {
    /// The first day; `None` if what was sent is neither a day nor a period.
    #[must_use]
    pub fn first_day(&self) -> Option<&Date> {
        match self {
            Self::Day(day) => Some(day),
            Self::Range { from, .. } => Some(from),
            Self::Other { .. } => None,
        }
    }

    fn of(format: &str, raw: &str) -> Self {
        let date = |text: &str| Some(Date::new(text)).filter(|date| date.calendar().is_some());
        let range = || {
            let (from, to) = raw.split_once('-')?;
            Some(Self::Range { from: date(from)?, to: date(to)? })
        };
        match format {
            "D8" => date(raw).map(Self::Day),
            "RD8" => range(),
            _ => None,
        }
        .unwrap_or_else(|| Self::Other { format: format.to_owned(), raw: raw.to_owned() })
    }

    fn parts(&self) -> (String, String) {
        match self {
            Self::Day(day) => ("D8".into(), day.as_str().into()),
            Self::Range { from, to } => ("RD8".into(), format!("{}-{}", from.as_str(), to.as_str())),
            Self::Other { format, raw } => (format.clone(), raw.clone()),
        }
    }
}

impl Default for Period {
    fn default() -> Self {
        Self::Other { format: String::new(), raw: String::new() }
    }
}

impl From<Date> for Period {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

crate::redacted!(Period);

impl SegmentRecord for Period {
    const WIDTH: u8 = 2;

    fn read(spot: &Spot<'_>) -> Self {
        Self::of(&String::from_wire(spot.value(1, 0)), &String::from_wire(spot.value(2, 0)))
    }

    fn write<'a>(&'a self, segment: &mut SegmentDraft<'a>, base: u8) {
        let (format, raw) = self.parts();
        segment.set(base, 0, format.into());
        segment.set(base + 1, 0, raw.into());
    }

    fn describe_fields(rows: &mut Rows, place: &Place) {
        const VALUE: Address = Address::parse("02");
        <String as Field>::describe(rows, place, &VALUE);
    }
}

segment_part!(Period);

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum PeriodJson {
    Range { from: Date, to: Date },
    Other { format: String, raw: String },
    Day(DateJson),
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.clone() {
            Self::Day(day) => day.serialize(serializer),
            Self::Range { from, to } => PeriodJson::Range { from, to }.serialize(serializer),
            Self::Other { format, raw } => PeriodJson::Other { format, raw }.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json =
            PeriodJson::deserialize(deserializer).map_err(|_| serde::de::Error::custom("expected a date like 2026-01-31 or {\"from\": ..., \"to\": ...}"))?;
        Ok(match json {
            PeriodJson::Range { from, to } => Self::Range { from, to },
            PeriodJson::Other { format, raw } => Self::Other { format, raw },
            PeriodJson::Day(day) => Self::Day(day.into_date()?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: &str, raw: &str, json: &str) {
        let period = Period::of(format, raw);
        assert_eq!(period.parts(), (format.to_owned(), raw.to_owned()));
        assert_eq!(serde_json::to_string(&period).unwrap(), json);
        assert_eq!(serde_json::from_str::<Period>(json).unwrap(), period);
    }

    #[test]
    fn days_and_periods_keep_what_was_sent() {
        check("D8", "20260131", r#""2026-01-31""#);
        check("RD8", "20260101-20260131", r#"{"from":"2026-01-01","to":"2026-01-31"}"#);
        check("D8", "20260132", r#"{"format":"D8","raw":"20260132"}"#);
        check("RD8", "20260101", r#"{"format":"RD8","raw":"20260101"}"#);
        assert!(serde_json::from_str::<Period>(r#""31.1.2026""#).is_err());
    }
}
