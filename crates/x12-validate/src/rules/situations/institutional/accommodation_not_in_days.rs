//! A room is counted in days.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "accommodation-not-in-days",
        severity: Severity::Warning,
        snip: 6,
        title: "A room is not counted in days",
        reason: "The length of the stay is held against these days.",
        source: "UB-04 data set, form locator 46: days of accommodation; guide 005010X223A2, SV204 DA",
        example: "SV2*0120**3600*UN*3",
    },
    sets: &["837I"],
    within: &["2400"],
    when: Condition::All(&[Condition::Is("CLM05-1", super::INPATIENT), Condition::Holds("SV201", is_room), Condition::Is("SV204", &["UN"])]),
    demand: Demand::Codes("SV204", &["DA"]),
    help: "Send DA in SV204 and the days in SV205.",
};

/// The revenue codes of rooms: 0100 to 0219.
fn is_room(code: &[u8]) -> bool {
    matches!(code, [b'0', b'1', _, _] | [b'0', b'2', b'0' | b'1', _])
}
