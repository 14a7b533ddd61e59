//! A social security number has nine digits.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "social-security-number-malformed",
        severity: Severity::Warning,
        snip: 4,
        title: "A social security number does not have nine digits",
        reason: "Members are told apart by it, and it is reported to the authorities.",
        source: "Social Security Administration: nine digits; sent without hyphens",
        example: "NM1*IL*1*ROE*JANE****34*123-45-6789",
    },
    sets: &["834"],
    within: &["2100A", "2100B", "2100F", "2100G"],
    when: Condition::All(&[Condition::Is("NM108", &["34"]), Condition::Holds("NM109", is_no_number)]),
    demand: Demand::Custom(&["NM1"], check),
    help: "Send nine digits, or ZZ in NM108 for another number.",
};

fn is_no_number(value: &[u8]) -> bool {
    !(value.len() == 9 && value.iter().all(u8::is_ascii_digit))
}

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    amounts::tell(case, "NM1", (9, None), "nine digits", |_| true, found);
}
