//! Added coverage has a first day.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "begin-of-coverage-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "Coverage that is added has no first day",
        reason: "The insurer starts on a day of its own, and claims before it are refused.",
        source: "public companion guides for 834, HD01 021 with DTP*348",
        example: "HD*021**HLT without DTP*348",
    },
    sets: &["834"],
    within: &["2300"],
    when: Condition::All(&[Condition::Is("HD01", &["021"]), Condition::Not(&Condition::Is("DTP01", &["303", "348"]))]),
    demand: Demand::Custom(&["HD"], check),
    help: "Send the first day (DTP*348).",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    amounts::tell(case, "HD", (1, None), "DTP*348 beside 021", |_| true, found);
}
