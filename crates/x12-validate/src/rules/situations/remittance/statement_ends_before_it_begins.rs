//! A statement period is in order.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "statement-ends-before-it-begins",
        severity: Severity::Warning,
        snip: 4,
        title: "The period of a claim ends before it begins",
        reason: "A claim is matched by its dates.",
        source: "common practice (traced to no one guide) in the 835, DTM*232 and DTM*233",
        example: "DTM*232*20260110 and DTM*233*20260105",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::Is("DTM[statement-dates]01", &["233"]),
    demand: Demand::Custom(&["DTM[statement-dates]"], check),
    help: "Correct the dates.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    dates::reversed(case, "DTM[statement-dates]", 2, &[(b"232", b"233")], found);
}
