//! Dates as rules compare them: CCYYMMDD, of which the earlier is the smaller in bytes too.

use crate::situation::{Case, Problem};

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

/// Tells of each date whose code ends what an earlier code of the same path begins, and that lies before that: pairs of codes, and the element of the date.
pub(super) fn reversed(case: &Case<'_>, path: &str, at: u8, pairs: &[(&[u8], &[u8])], found: &mut Vec<Problem>) {
    case.each(path, &mut |end| {
        let Some((begins, _)) = pairs.iter().find(|(_, ends)| *ends == end.element(1)) else { return };
        let Some((_, last)) = period(end.element(usize::from(at))) else { return };
        let mut told = false;
        case.each(path, &mut |start| {
            if !told && start.element(1) == *begins && period(start.element(usize::from(at))).is_some_and(|(first, _)| first > last) {
                let element = Some((at, None));
                found.push(Problem::Against { at: end.ordinal(), element, expected: None, other: start.ordinal(), other_element: element });
                told = true;
            }
        });
    });
}

/// Tells each date (DTP03) of `early` that lies behind every date of the `late` paths. Without a date there nothing is told.
pub(super) fn not_after(case: &Case<'_>, early: &'static str, late: &[&'static str], found: &mut Vec<Problem>) {
    let dated = late.iter().flat_map(|path| case.sent(path)).filter_map(|one| Some((period(one.element(3))?.1, one.ordinal())));
    let Some((last, other)) = dated.max_by_key(|(day, _)| *day) else { return };
    for one in case.sent(early) {
        if period(one.element(3)).is_some_and(|(from, _)| from > last) {
            let element = Some((3, None));
            found.push(Problem::Against { at: one.ordinal(), element, expected: None, other, other_element: element });
        }
    }
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
