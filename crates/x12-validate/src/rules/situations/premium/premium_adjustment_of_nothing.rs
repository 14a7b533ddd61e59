//! An adjustment of a premium is not zero.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "premium-adjustment-of-nothing",
        severity: Severity::Warning,
        snip: 4,
        title: "An adjustment of a premium adjusts by nothing",
        reason: "Whoever posts it looks for money that is not there.",
        source: "WEDI SNIP type 3 for the 820: adjustments explain a difference",
        example: "ADX*0*52",
    },
    sets: &["820"],
    within: &["2200A", "2320A", "2200B", "2320B"],
    when: Condition::Holds("ADX01", amounts::is_zero),
    demand: Demand::Custom(&["ADX"], check),
    help: "Leave the adjustment out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    amounts::tell(case, "ADX", (1, None), "an amount other than 0", |adjustment| amounts::is_zero(adjustment.element(1)), found);
}
