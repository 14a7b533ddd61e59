//! A claim is forwarded or sent back, not both.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "corrected-payer-beside-crossover",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim was forwarded to a payer, and the provider is to send it there as well",
        reason: "The claim would reach that payer twice.",
        source: "common practice (traced to no one guide) in the 835: NM1*PR is for a claim that is not forwarded",
        example: "NM1*TT and NM1*PR of one payer in one claim",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::All(&[Condition::Present("NM1[crossover-payer]"), Condition::Present("NM1[corrected-priority-payer]")]),
    demand: Demand::Custom(&["NM1[crossover-payer]", "NM1[corrected-priority-payer]"], check),
    help: "Leave one of them out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    case.each("NM1[crossover-payer]", &mut |forwarded| {
        case.each("NM1[corrected-priority-payer]", &mut |before| {
            if before.element(9) == forwarded.element(9) {
                found.push(Problem::NotUsed { at: before.ordinal(), element: None });
            }
        });
    });
}
