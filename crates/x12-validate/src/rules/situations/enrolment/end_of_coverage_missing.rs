//! Ended coverage has a last day.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "end-of-coverage-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "Coverage that is ended has no last day",
        reason: "The insurer goes on paying, or stops on a day of its own.",
        source: "common practice (traced to no one guide) in the 834, HD01 024 with DTP*349",
        example: "HD*024**HLT without DTP*349",
    },
    sets: &["834"],
    within: &["2300"],
    when: Condition::All(&[Condition::Is("HD01", &["024"]), Condition::Not(&Condition::Is("DTP01", &["303", "349"]))]),
    demand: Demand::Custom(&["HD"], check),
    help: "Send the last day (DTP*349).",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    amounts::tell(case, "HD", (1, None), "DTP*349 beside 024", |_| true, found);
}
