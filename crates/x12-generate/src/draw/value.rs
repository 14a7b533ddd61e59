//! One value: a code of the guide, a value of an external list, an identifier of the kind that its qualifier names, or anything of its data type.

use x12_guide::model::{DataType, SegmentUse, ValueUse};

use super::{Draw, lists};
use crate::random::Random;

/// Lengths above this are drawn only when the longest value is.
const USUAL_LENGTH: u32 = 16;
/// Qualifiers of ICD-9, which nobody may send any more.
const OUTDATED: [&str; 7] = ["BF", "BJ", "BK", "BN", "BQ", "BR", "PR"];

impl Draw<'_> {
    /// A value at an element of a segment; `qualifier` is the value before it.
    pub(super) fn value(&mut self, one: &SegmentUse, value: &ValueUse, qualifier: &str) -> String {
        if let Some(codes) = &value.codes {
            return self.code(codes.values());
        }
        if let Some(list) = &value.external
            && let Some(listed) = lists::value(&mut self.random, list, qualifier)
            && fits(value, listed.len())
        {
            return listed;
        }
        match self.identifier(one, value, qualifier) {
            Some(found) if fits(value, found.len()) && self.characters.allow(&found) => found,
            _ => self.of_type(one, value),
        }
    }

    fn code(&mut self, codes: &[String]) -> String {
        let current: Vec<&String> = codes.iter().filter(|code| !is_outdated(code, codes)).collect();
        self.random.pick(&current).map(|code| (*code).clone()).unwrap_or_default()
    }

    /// What a qualifier asks for, of identifiers, dates and numbers that have a form.
    fn identifier(&mut self, one: &SegmentUse, value: &ValueUse, qualifier: &str) -> Option<String> {
        let random = &mut self.random;
        Some(match (value.data_element.as_str(), qualifier) {
            ("67" | "127", "XX" | "HPI") => npi(random),
            ("67", "MI" | "II") if random.chance(50) => medicare_number(random),
            ("234", "N4") => random.digits(11),
            ("67" | "127", "EI" | "FI" | "24" | "TJ") => random.digits(9),
            ("67" | "127", "34" | "SY") => social_security_number(random),
            ("127", "X4" | "F4") => format!("{}D{}", random.between(10, 60), random.digits(7)),
            ("364", "TE" | "FX" | "HP" | "WP" | "CP" | "AP" | "BN") => format!("{}555{}", random.word(&["518", "800", "512"]), random.digits(4)),
            ("364", "EX") => random.digits(4),
            ("364", "EM") => format!("DESK{}@EXAMPLE.COM", random.between(1, 99)),
            ("364", "UR") => "WWW.EXAMPLE.COM".to_owned(),
            ("1251", _) if one.id == "DMG" => birth_date(random),
            ("1251", "D8") => date(random),
            ("1251", "RD8") => {
                let (from, to) = range(random);
                format!("{from}-{to}")
            }
            ("1251", "D6") => date(random).get(2..)?.to_owned(),
            ("1251", "DT") => format!("{}{}", date(random), time(random, 4)),
            ("1251", "TM") => time(random, 4),
            ("1251", "TS") => format!("{}{}", date(random), time(random, 6)),
            ("373", _) if one.id == "BHT" => "20260115".to_owned(),
            ("1035" | "93", _) => random.word(&["DOE", "ROE", "SAMPLE", "O'HARA", "SMITH-JONES", "NORTH CLINIC, INC.", "PAYER ONE"]).to_owned(),
            ("1036", _) => random.word(&["JANE", "JOHN", "PAT", "MARY ANN"]).to_owned(),
            ("166", _) => format!("{} {} STREET", random.between(1, 999), random.word(&["MAIN", "OAK", "1ST"])),
            ("19", _) => random.word(&["AUSTIN", "ALBANY", "ST. PAUL"]).to_owned(),
            ("1138", _) => random.word(&["P", "S", "T"]).to_owned(),
            ("1339", _) => random.word(&["25", "59", "GT", "RT"]).to_owned(),
            _ => return None,
        })
    }

    fn of_type(&mut self, one: &SegmentUse, value: &ValueUse) -> String {
        let random = &mut self.random;
        match value.data_type {
            DataType::String => self.text(value),
            DataType::Identifier => {
                let length = self.length(value);
                self.characters.code(&mut self.random, length)
            }
            DataType::Date if value.max == 6 => date(random).get(2..).unwrap_or_default().to_owned(),
            DataType::Date if one.id == "DMG" => birth_date(random),
            DataType::Date => date(random),
            DataType::Time => {
                let lengths: Vec<u32> = [4, 6, 7, 8].into_iter().filter(|length| (value.min..=value.max).contains(length)).collect();
                let length = random.pick(&lengths).copied().unwrap_or(4);
                time(random, length)
            }
            DataType::Decimal => self.decimal(value),
            DataType::Numeric { .. } => {
                let length = self.length(value).min(value.min.max(5));
                self.random.digits(length)
            }
            DataType::Binary => self.characters.any(&mut self.random, 20),
        }
    }

    fn text(&mut self, value: &ValueUse) -> String {
        let length = self.length(value);
        if self.random.chance(40) { self.characters.any(&mut self.random, length) } else { self.characters.code(&mut self.random, length) }
    }

    fn decimal(&mut self, value: &ValueUse) -> String {
        let whole = self.random.between(1, 1_000);
        let decimals = if value.data_element == "782" { self.random.between(0, 3) } else { self.random.between(0, 2) };
        let room = value.max.saturating_sub(3);
        match decimals.min(u64::from(room)) {
            0 => {
                let digits = whole.to_string();
                let most = usize::try_from(value.max).unwrap_or(1);
                format!("{:0>width$}", digits.get(..most.min(digits.len())).unwrap_or("1"), width = usize::try_from(value.min).unwrap_or(1))
            }
            1 => format!("{whole}.{}", self.random.between(0, 10)),
            _ => format!("{whole}.{:02}", self.random.between(0, 100)),
        }
    }

    /// A length that the element allows: usually a handy one, sometimes the shortest or the longest.
    fn length(&mut self, value: &ValueUse) -> u32 {
        match self.random.between(0, 10) {
            0 => value.min.max(1),
            1 => value.max.min(500),
            _ => {
                let most = value.max.min(USUAL_LENGTH.max(value.min));
                u32::try_from(self.random.between(u64::from(value.min.max(1)), u64::from(most) + 1)).unwrap_or(1)
            }
        }
    }
}

/// Whether a code is of ICD-9 where the list has its successor too.
fn is_outdated(code: &str, codes: &[String]) -> bool {
    OUTDATED.contains(&code) && codes.iter().any(|other| other.strip_prefix('A').or_else(|| other.strip_prefix('B')).is_some_and(|rest| rest == code))
}

fn fits(value: &ValueUse, length: usize) -> bool {
    (value.min as usize..=value.max as usize).contains(&length)
}

/// A national provider identifier with its check digit: Luhn over 80840 and the number.
pub(super) fn npi(random: &mut Random) -> String {
    let digits = format!("{}{}", random.word(&["1", "2"]), random.digits(8));
    let sum: u32 = digits.bytes().rev().enumerate().map(|(place, byte)| luhn(u32::from(byte - b'0'), place % 2 == 0)).sum();
    // 24 is what the prefix adds.
    format!("{digits}{}", (10 - (sum + 24) % 10) % 10)
}

fn luhn(digit: u32, doubled: bool) -> u32 {
    if doubled { digit * 2 / 10 + digit * 2 % 10 } else { digit }
}

/// A Medicare number: a digit or letter at each place, as CMS tells its form.
fn medicare_number(random: &mut Random) -> String {
    let letters = ["A", "C", "D", "E", "F", "G", "H", "J", "K", "M", "N", "P", "Q", "R", "T", "U", "V", "W", "X", "Y"];
    let mut place = |kind: char| match kind {
        'C' => random.between(1, 10).to_string(),
        'N' => random.digits(1),
        _ => random.word(&letters).to_owned(),
    };
    // Where a digit or a letter may stand, this has one of them.
    "CANNANNAANN".chars().map(&mut place).collect()
}

/// A number of the form, not of the areas that are never issued.
fn social_security_number(random: &mut Random) -> String {
    format!("{:03}{:02}{:04}", random.between(100, 600), random.between(10, 90), random.between(1_000, 9_000))
}

/// A day of 2025: services and decisions are of that year.
pub(super) fn date(random: &mut Random) -> String {
    format!("2025{:02}{:02}", random.between(1, 13), random.between(1, 29))
}

fn birth_date(random: &mut Random) -> String {
    format!("{}{:02}{:02}", random.between(1930, 2020), random.between(1, 13), random.between(1, 29))
}

/// Two days, the earlier first.
fn range(random: &mut Random) -> (String, String) {
    let (one, other) = (date(random), date(random));
    if one <= other { (one, other) } else { (other, one) }
}

fn time(random: &mut Random, length: u32) -> String {
    let whole = format!("{:02}{:02}{:02}{:02}", random.between(0, 24), random.between(0, 60), random.between(0, 60), random.between(0, 100));
    whole.get(..usize::try_from(length).unwrap_or(4)).unwrap_or("0000").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn npis_pass_the_check_of_the_validator() {
        let mut random = Random::new(1);
        for _ in 0..500 {
            let npi = npi(&mut random);
            assert!(x12_validate::rules::is_npi(npi.as_bytes()), "{npi}");
        }
    }

    #[test]
    fn icd_9_gives_way_to_icd_10_only_where_both_may_be_sent() {
        let codes = |list: &[&str]| list.iter().map(|&code| code.to_owned()).collect::<Vec<_>>();
        assert!(is_outdated("BK", &codes(&["ABK", "BK"])));
        assert!(!is_outdated("BK", &codes(&["BK"])));
        assert!(!is_outdated("ABK", &codes(&["ABK", "BK"])));
    }
}
