//! How the codes of a list are built, which can be told without the list.

use crate::day::Day;
use crate::table::Span;

/// The shape of a list's codes.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Whether a code has it.
    pub fits: fn(&[u8]) -> bool,
    /// It in words, for a biller.
    pub words: &'static str,
}

/// The shape of the codes of a list; `None` if any text may be one.
#[must_use]
pub fn shape_of(list: &str) -> Option<&'static Shape> {
    SHAPES.iter().find(|(name, _)| *name == list).map(|(_, shape)| shape)
}

/// The days in which a list as a whole may be used: ICD-9 gave way to ICD-10 with services from 2015-10-01 on (45 CFR 162.1002).
#[must_use]
pub fn life_of(list: &str) -> Span {
    match list {
        "diagnosis-icd9" | "procedure-icd9" => Span { to: LAST_OF_ICD9, ..Span::ALWAYS },
        "diagnosis-icd10" | "procedure-icd10" => Span { from: FIRST_OF_ICD10, ..Span::ALWAYS },
        _ => Span::ALWAYS,
    }
}

const LAST_OF_ICD9: Day = Day::new(2015, 9, 30);
const FIRST_OF_ICD10: Day = Day::new(2015, 10, 1);

static SHAPES: &[(&str, Shape)] = &[
    ("diagnosis-icd10", Shape { fits: is_icd10_diagnosis, words: "an ICD-10-CM code: a letter, a digit, then up to five letters or digits, without a point" }),
    ("procedure-icd10", Shape { fits: is_icd10_procedure, words: "an ICD-10-PCS code: seven digits or letters, without I and O" }),
    ("procedure-hcpcs", Shape { fits: is_hcpcs, words: "a HCPCS code: a letter and four digits" }),
    ("procedure-cpt", Shape { fits: is_cpt, words: "a CPT code: five digits, or four and a letter" }),
    ("procedure-cdt", Shape { fits: is_cdt, words: "a CDT code: D and four digits" }),
    ("drug-ndc", Shape { fits: is_ndc, words: "an NDC of eleven digits, without hyphens" }),
    ("provider-taxonomy", Shape { fits: is_taxonomy, words: "a taxonomy code: ten letters or digits, the last one a letter" }),
    ("modifiers-hcpcs", Shape { fits: is_modifier, words: "a modifier of two capital letters or digits" }),
    ("employer-identification", Shape { fits: is_nine_digits, words: "an employer's tax number: nine digits, without a hyphen" }),
    ("social-security", Shape { fits: is_nine_digits, words: "a social security number: nine digits, without hyphens" }),
    ("postal-codes", Shape { fits: is_zip, words: "a ZIP code of five or nine digits, without a hyphen" }),
];

fn is_upper(byte: &u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

fn is_icd10_diagnosis(code: &[u8]) -> bool {
    match code {
        [letter, digit, rest @ ..] => letter.is_ascii_uppercase() && digit.is_ascii_digit() && (1..=5).contains(&rest.len()) && rest.iter().all(is_upper),
        _ => false,
    }
}

fn is_icd10_procedure(code: &[u8]) -> bool {
    code.len() == 7 && code.iter().all(|byte| is_upper(byte) && !matches!(byte, b'I' | b'O'))
}

fn is_hcpcs(code: &[u8]) -> bool {
    matches!(code, [letter, digits @ ..] if letter.is_ascii_uppercase() && digits.len() == 4 && digits.iter().all(u8::is_ascii_digit))
}

fn is_cpt(code: &[u8]) -> bool {
    matches!(code, [digits @ .., last] if digits.len() == 4 && digits.iter().all(u8::is_ascii_digit) && is_upper(last))
}

fn is_cdt(code: &[u8]) -> bool {
    is_hcpcs(code) && code.first() == Some(&b'D')
}

fn is_ndc(code: &[u8]) -> bool {
    code.len() == 11 && code.iter().all(u8::is_ascii_digit)
}

/// NUCC's codes of today end with X; older ones, which still come, with another letter.
fn is_taxonomy(code: &[u8]) -> bool {
    code.len() == 10 && code.iter().all(is_upper) && code.last().is_some_and(u8::is_ascii_uppercase)
}

fn is_modifier(code: &[u8]) -> bool {
    code.len() == 2 && code.iter().all(is_upper)
}

/// Which numbers were assigned is not public, and a taxpayer's number from 900 on may stand for one of social security.
fn is_nine_digits(code: &[u8]) -> bool {
    code.len() == 9 && code.iter().all(u8::is_ascii_digit)
}

fn is_zip(code: &[u8]) -> bool {
    matches!(code.len(), 5 | 9) && code.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_the_shapes_of_their_lists() {
        let cases: [(&str, &[&str], &[&str]); 11] = [
            ("diagnosis-icd10", &["J06", "J069", "S8351XA", "U071", "C4A0"], &["J06.9", "J0", "069J", "J0690000", "j069", ""]),
            ("procedure-icd10", &["0DTJ4ZZ", "10E0XZZ"], &["0DTJ4Z", "0DTJ4ZO", "0DTJ4ZI", "0dtj4zz"]),
            ("procedure-hcpcs", &["A0429", "J1100"], &["A042", "99213", "AA042"]),
            ("procedure-cpt", &["99213", "0001F", "0042T"], &["9921", "992133", "9921f", "J1100"]),
            ("procedure-cdt", &["D0120"], &["A0120", "D012", "00120"]),
            ("drug-ndc", &["00777310502"], &["0777-3105-02", "7773105024", ""]),
            ("modifiers-hcpcs", &["25", "GT"], &["gt", "2", "2 "]),
            ("postal-codes", &["78701", "787011234"], &["78701-1234", "7870", "K1A0B1"]),
            ("employer-identification", &["123456789"], &["12-3456789", "12345678", "1234567890", "12345678X"]),
            ("social-security", &["123456789"], &["123-45-6789", ""]),
            ("provider-taxonomy", &["207Q00000X", "1223G0001X"], &["207Q00000", "207Q000000", "207q00000X"]),
        ];
        for (list, right, wrong) in cases {
            let shape = shape_of(list).unwrap();
            right.iter().for_each(|code| assert!((shape.fits)(code.as_bytes()), "{list} {code}"));
            wrong.iter().for_each(|code| assert!(!(shape.fits)(code.as_bytes()), "{list} {code}"));
        }
        assert!(shape_of("remark-codes").is_none());
    }
}
