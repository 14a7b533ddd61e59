//! One value against its data type, length, codes and format.

use x12_findings::Rule;
use x12_guide::model::{DataType, ValueForm, ValueUse};
use x12_syntax::value::{CharacterClass, Date, Decimal, character_class, is_time, numeric_digits};

use super::rules;

/// Whole numbers with no more digits than this are sound whatever they count, money included.
const MOST_PLAIN_DIGITS: usize = 15;
/// How many codes a message lists before it only counts them.
const CODES_LISTED: usize = 12;

/// What is wrong with a value.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    pub(super) rule: &'static Rule,
    pub(super) ik403: Option<&'static str>,
    pub(super) expected: Option<String>,
    what: String,
}

impl Fault {
    fn new(rule: &'static Rule, ik403: &'static str, what: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { rule, ik403: Some(ik403), expected: Some(expected.into()), what: what.into() }
    }

    pub(super) fn message(&self, element: &str, name: &str) -> String {
        format!("{element} ({}) {}.", name.to_lowercase(), self.what)
    }
}

/// Checks a value that is not empty. `qualifier` is the date format named before it; `padded` says that blanks fill a fixed width.
pub(super) fn fault(value: &ValueUse, bytes: &[u8], qualifier: Option<&[u8]>, padded: bool) -> Option<Fault> {
    if value.data_type == DataType::Binary {
        return None;
    }
    if let Some(fault) = characters(bytes) {
        return Some(fault);
    }
    if let Some(codes) = &value.codes {
        return (!codes.contains(bytes)).then(|| Fault::new(&rules::CODE_INVALID, "7", "is not a code that is allowed here", one_of(codes.values())));
    }
    match value.data_type {
        DataType::String | DataType::Identifier => text(value, bytes, qualifier, padded),
        DataType::Date => date(value, bytes),
        DataType::Time => (!is_time(bytes)).then(|| Fault::new(&rules::TIME_INVALID, "9", "is not a time of day", "HHMM, HHMMSS or HHMMSSdd")),
        DataType::Decimal => decimal(value, bytes),
        DataType::Numeric { .. } => numeric(value, bytes),
        DataType::Binary => None,
    }
}

/// Whether a value is certainly without fault; most are, and are told so at once. `clean` says that its segment holds printable ASCII alone.
#[inline]
pub(super) fn is_sound(value: &ValueUse, bytes: &[u8], clean: bool) -> bool {
    if !clean {
        return false;
    }
    if let Some(codes) = &value.codes {
        return value.data_type != DataType::Binary && codes.contains(bytes);
    }
    match value.data_type {
        DataType::String | DataType::Identifier => {
            let fits = bytes.len() >= value.min as usize && bytes.len() <= value.max as usize;
            fits && value.form != ValueForm::DateInFormat && bytes.last().is_some_and(|last| *last != b' ')
        }
        DataType::Numeric { .. } => is_plain(value.min as usize, value.max as usize, false, bytes),
        DataType::Decimal => is_plain(value.min as usize, value.max as usize, true, bytes),
        DataType::Date | DataType::Time | DataType::Binary => false,
    }
}

/// Whether a number is of digits alone, not too many of them; with one or two decimals behind a point, if it may have one.
#[inline]
pub(super) fn is_plain(min: usize, max: usize, has_point: bool, bytes: &[u8]) -> bool {
    let mut is_whole = true;
    for (index, byte) in bytes.iter().enumerate() {
        if !byte.is_ascii_digit() {
            let decimals = bytes.len() - index - 1;
            if *byte != b'.' || !has_point || !is_whole || index == 0 || !matches!(decimals, 1 | 2) {
                return false;
            }
            is_whole = false;
        }
    }
    let digits = bytes.len() - usize::from(!is_whole);
    digits >= min.max(1) && digits <= max.min(MOST_PLAIN_DIGITS)
}

/// Whether a segment holds printable ASCII alone; delimiters that are control characters leave it in doubt.
pub(super) fn is_clean(text: &[u8]) -> bool {
    text.iter().fold(true, |clean, byte| clean & matches!(byte, b' '..=b'~'))
}

/// A list of codes for people.
pub(super) fn one_of(values: &[String]) -> String {
    match values {
        [one] => one.clone(),
        many if many.len() <= CODES_LISTED => format!("one of {}", many.join(" ")),
        many => format!("one of {} codes, such as {}", many.len(), many.get(..CODES_LISTED).unwrap_or(many).join(" ")),
    }
}

fn characters(bytes: &[u8]) -> Option<Fault> {
    let worst = bytes.iter().map(|byte| character_class(*byte)).max()?;
    if worst <= CharacterClass::Extended {
        return None;
    }
    let what = if worst == CharacterClass::Control { "holds a control character" } else { "holds a character beyond ASCII" };
    Some(Fault::new(&rules::CHARACTER_INVALID, "6", what, "letters, digits, spaces and punctuation"))
}

fn text(value: &ValueUse, bytes: &[u8], qualifier: Option<&[u8]>, padded: bool) -> Option<Fault> {
    if padded {
        return None;
    }
    if bytes.iter().all(|byte| *byte == b' ') {
        return Some(Fault::new(&rules::VALUE_BLANK, "6", "is only spaces", "a value, or nothing"));
    }
    if let Some(fault) = qualifier.and_then(|qualifier| formatted(qualifier, bytes)) {
        return Some(fault);
    }
    length(value, bytes.len(), "characters").or_else(|| {
        (bytes.last() == Some(&b' ')).then(|| Fault { rule: &rules::TRAILING_SPACES, ik403: None, expected: None, what: "ends with spaces".to_owned() })
    })
}

/// A value whose form the qualifier before it names (data element 1250).
fn formatted(qualifier: &[u8], bytes: &[u8]) -> Option<Fault> {
    let (holds, form) = match qualifier {
        b"D8" => (Date::ccyymmdd(bytes).is_some(), "CCYYMMDD"),
        b"RD8" => (Date::range(bytes).is_some(), "CCYYMMDD-CCYYMMDD, the earlier date first"),
        b"D6" => (Date::yymmdd(bytes).is_some(), "YYMMDD"),
        b"DT" => (date_and_time(bytes), "CCYYMMDDHHMM"),
        b"TM" => (is_time(bytes) && bytes.len() == 4, "HHMM"),
        _ => return None,
    };
    let rule = if qualifier == b"TM" {
        (&rules::TIME_INVALID, "9", "is not a time of day")
    } else {
        (&rules::DATE_INVALID, "8", "is not a date of the form that its qualifier names")
    };
    (!holds).then(|| Fault::new(rule.0, rule.1, rule.2, form))
}

fn date_and_time(bytes: &[u8]) -> bool {
    bytes.split_at_checked(8).is_some_and(|(date, time)| Date::ccyymmdd(date).is_some() && is_time(time) && matches!(time.len(), 4 | 6))
}

fn date(value: &ValueUse, bytes: &[u8]) -> Option<Fault> {
    let short = value.max == 6;
    let holds = if short { Date::yymmdd(bytes).is_some() } else { Date::ccyymmdd(bytes).is_some() || value.min == 6 && Date::yymmdd(bytes).is_some() };
    (!holds).then(|| Fault::new(&rules::DATE_INVALID, "8", "is not a date", if short { "YYMMDD" } else { "CCYYMMDD" }))
}

fn decimal(value: &ValueUse, bytes: &[u8]) -> Option<Fault> {
    let Some(number) = Decimal::read(bytes) else {
        return Some(Fault::new(&rules::NUMBER_INVALID, "6", "is not a number", "digits, with a point if need be and a minus sign before"));
    };
    if value.form == ValueForm::Money && number.fraction.is_some_and(|fraction| fraction.len() > 2) {
        return Some(Fault::new(&rules::AMOUNT_DECIMALS, "6", "has more than two decimals", "at most two decimals"));
    }
    let too_long = length(value, number.digits(), "digits");
    if too_long.is_none() && value.form == ValueForm::Money && number.cents().is_none() {
        // Long enough to be allowed, and still more than sums are made of.
        return Some(Fault::new(&rules::ELEMENT_TOO_LONG, "5", "is more money than can be counted", format!("at most {}", i64::MAX / 100)));
    }
    too_long
}

fn numeric(value: &ValueUse, bytes: &[u8]) -> Option<Fault> {
    match numeric_digits(bytes) {
        None => Some(Fault::new(&rules::NUMBER_INVALID, "6", "is not a whole number", "digits")),
        Some(digits) => length(value, digits, "digits"),
    }
}

fn length(value: &ValueUse, found: usize, unit: &str) -> Option<Fault> {
    let range = || if value.min == value.max { format!("{} {unit}", value.min) } else { format!("{} to {} {unit}", value.min, value.max) };
    if found < value.min as usize {
        return Some(Fault::new(&rules::ELEMENT_TOO_SHORT, "4", format!("is too short: it has {found} {unit}"), range()));
    }
    (found > value.max as usize).then(|| Fault::new(&rules::ELEMENT_TOO_LONG, "5", format!("is too long: it has {found} {unit}"), range()))
}
