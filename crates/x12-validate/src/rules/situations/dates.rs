//! Dates as rules compare them: CCYYMMDD, of which the earlier is the smaller in bytes too.

/// The first and last day of a date (CCYYMMDD) or period (CCYYMMDD-CCYYMMDD).
pub(super) fn period(value: &[u8]) -> Option<(&[u8], &[u8])> {
    let day = |day: &[u8]| day.len() == 8 && day.iter().all(u8::is_ascii_digit);
    let (from, to) = match value.split_at_checked(8)? {
        (only, []) => (only, only),
        (from, [b'-', to @ ..]) => (from, to),
        _ => return None,
    };
    (day(from) && day(to)).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_period_of_one_day() {
        assert_eq!(period(b"20260210"), Some((&b"20260210"[..], &b"20260210"[..])));
        assert_eq!(period(b"20260201-20260204"), Some((&b"20260201"[..], &b"20260204"[..])));
        for bad in [&b"2026021"[..], b"20260201-2026020", b"20260201 20260204", b"2026O201"] {
            assert_eq!(period(bad), None);
        }
    }
}
