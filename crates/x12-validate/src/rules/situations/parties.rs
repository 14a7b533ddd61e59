//! Parties as rules compare them: two loops that name one provider, or one address.

use crate::situation::{Case, Problem};

/// Tells a party (the NM1 of `here`) that has the number (NM109) of the party `there`.
pub(super) fn same_number(case: &Case<'_>, here: &'static str, there: &'static str, found: &mut Vec<Problem>) {
    let known = case.sent(there);
    for party in case.sent(here) {
        let number = party.element(9);
        if number.is_empty() {
            continue;
        }
        if let Some(other) = known.iter().find(|other| other.element(9) == number && other.element(8) == party.element(8)) {
            let element = Some((9, None));
            found.push(Problem::Against { at: party.ordinal(), element, expected: None, other: other.ordinal(), other_element: element });
        }
    }
}

/// Tells a street (N3) that is, with its city (N4), the address of another party. Both are given as N3 and N4.
pub(super) fn same_address(case: &Case<'_>, here: [&'static str; 2], there: [&'static str; 2], found: &mut Vec<Problem>) {
    let is_same = |at: usize| match (here.get(at).map(|path| case.sent(path)), there.get(at).map(|path| case.sent(path))) {
        (Some(here), Some(there)) => match (here.as_slice(), there.as_slice()) {
            ([one], [other, ..]) => (1..=4).all(|element| one.element(element) == other.element(element)).then_some((one.ordinal(), other.ordinal())),
            _ => None,
        },
        _ => None,
    };
    if let (Some((at, other)), Some(_)) = (is_same(0), is_same(1)) {
        let element = Some((1, None));
        found.push(Problem::Against { at, element, expected: None, other, other_element: element });
    }
}
