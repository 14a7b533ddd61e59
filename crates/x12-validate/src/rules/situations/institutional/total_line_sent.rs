//! The total of a claim is no line of it.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "total-line-sent",
        severity: Severity::Warning,
        snip: 4,
        title: "A line holds the total of the claim",
        reason: "The total stands in CLM02; as a line it is charged again.",
        source: "Medicare Claims Processing Manual, chapter 25, form locator 42: revenue code 0001 is for paper; electronic claims have the total in CLM02",
        example: "SV2*0001**410*UN*1",
    },
    sets: &["837I"],
    within: &["2400"],
    when: Condition::Is("SV201", &["0001", "001"]),
    demand: Demand::Meets("SV201", is_no_total, "a revenue code of a service"),
    help: "Leave the line out.",
};

fn is_no_total(code: &[u8]) -> bool {
    !matches!(code, b"0001" | b"001")
}
