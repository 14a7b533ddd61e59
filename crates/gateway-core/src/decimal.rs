//! Fixed-point decimals: the lexemes of X12 data type R, read exactly into scaled integers.
//!
//! The invariant: nothing is ever rounded. A lexeme with more decimals than fit is refused.

use crate::limits;

/// Why a decimal lexeme was refused. The lexeme itself is left out, because it may belong to a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecimalError {
    /// No digit stood there.
    #[error("expected a number, found no digit")]
    NoDigits,
    /// A character other than a digit, one leading minus and one decimal point.
    #[error("expected digits, a leading minus and one decimal point, found another character at position {position}")]
    UnexpectedCharacter {
        /// 1-based position of the character.
        position: usize,
    },
    /// More decimals than the value can keep exactly.
    #[error("expected at most {allowed} decimals, found {found}")]
    TooManyDecimals {
        /// Decimals that can be kept.
        allowed: u32,
        /// Decimals that stood there.
        found: usize,
    },
    /// More digits than data type R allows, or a value outside of what 64 bits hold.
    #[error("expected at most {allowed} digits")]
    TooManyDigits {
        /// Digits that are allowed.
        allowed: usize,
    },
}

/// Reads `lexeme` as an integer count of 10^-`places`.
pub(crate) fn parse_fixed(lexeme: &str, places: u32) -> Result<i64, DecimalError> {
    let (negative, digits) = match lexeme.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, lexeme),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    check_characters(lexeme.len() - digits.len(), whole, fraction)?;
    check_lengths(whole, fraction, places)?;
    let padding = places as usize - fraction.len();
    let magnitude = whole
        .bytes()
        .chain(fraction.bytes())
        .chain(std::iter::repeat_n(b'0', padding))
        .try_fold(0_i64, |sum, digit| sum.checked_mul(10)?.checked_add(i64::from(digit - b'0')))
        .ok_or(DecimalError::TooManyDigits { allowed: limits::AMOUNT_DIGITS })?;
    Ok(if negative { -magnitude } else { magnitude })
}

fn check_characters(sign: usize, whole: &str, fraction: &str) -> Result<(), DecimalError> {
    let stray = |text: &str| text.bytes().position(|byte| !byte.is_ascii_digit());
    if let Some(at) = stray(whole) {
        return Err(DecimalError::UnexpectedCharacter { position: sign + at + 1 });
    }
    match stray(fraction) {
        Some(at) => Err(DecimalError::UnexpectedCharacter { position: sign + whole.len() + at + 2 }),
        None => Ok(()),
    }
}

fn check_lengths(whole: &str, fraction: &str, places: u32) -> Result<(), DecimalError> {
    if whole.is_empty() && fraction.is_empty() {
        return Err(DecimalError::NoDigits);
    }
    if whole.len() + fraction.len() > limits::AMOUNT_DIGITS {
        return Err(DecimalError::TooManyDigits { allowed: limits::AMOUNT_DIGITS });
    }
    if fraction.len() > places as usize {
        return Err(DecimalError::TooManyDecimals { allowed: places, found: fraction.len() });
    }
    Ok(())
}

/// Writes an integer count of 10^-`places` with exactly that many decimals.
pub(crate) fn write_fixed(value: i64, places: u32, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    let scale = 10_u64.pow(places);
    let magnitude = value.unsigned_abs();
    let sign = if value < 0 { "-" } else { "" };
    write!(f, "{sign}{}.{:0width$}", magnitude / scale, magnitude % scale, width = places as usize)
}
