//! What a 999 tells, in a form that two programs can be compared by: segments and elements in error with their codes, and the verdicts.
//!
//! Left out is what pyx12 does not give (loop identifiers, business objects, copies of values), and what says the same again (IK502 5 and I5).

/// `AK2 IK3*SV1*21*8 IK4*3*7 IK5*R AK9*R`, the segments of all groups in their order; empty if there is no 999.
pub(super) fn of(answer: &[u8]) -> String {
    let text = String::from_utf8_lossy(answer);
    let told: Vec<String> = text.split('~').filter_map(|segment| told(&segment.trim().split('*').collect::<Vec<_>>())).collect();
    told.join(" ")
}

fn told(elements: &[&str]) -> Option<String> {
    let at = |position: usize| elements.get(position).copied().unwrap_or_default();
    Some(match at(0) {
        "AK2" => "AK2".to_owned(),
        "IK3" => format!("IK3*{}*{}*{}", at(1), at(2), at(4)),
        "IK4" => format!("IK4*{}*{}", at(1), at(3)),
        "IK5" => format!("IK5*{}{}", at(1), codes(elements, 2)),
        "AK9" => format!("AK9*{}{}", at(1), codes(elements, 5)),
        _ => return None,
    })
}

/// The codes from a position on, but for those that only say that segments are in error.
fn codes(elements: &[&str], from: usize) -> String {
    let is_set = elements.first() == Some(&"IK5");
    let told = elements.iter().skip(from).filter(|code| !(code.is_empty() || is_set && matches!(**code, "5" | "I5")));
    told.map(|code| format!("*{code}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_both_tell_is_left() {
        let answer = b"AK1*HC*1~AK2*837*0001~IK3*SV1*21*2400*8~CTX*CLM01:1~IK4*3*355*7*UX~IK5*R*5*4~AK9*R*1*1*0*5~SE*9*0001~";
        assert_eq!(of(answer), "AK2 IK3*SV1*21*8 IK4*3*7 IK5*R*4 AK9*R*5");
        assert_eq!(of(b""), "");
    }
}
