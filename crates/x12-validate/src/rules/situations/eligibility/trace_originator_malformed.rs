//! TRN03 is 1, 3 or 9 and nine more.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "trace-originator-malformed",
        severity: Severity::Warning,
        snip: 4,
        title: "The originator of a trace number does not have its ten characters",
        reason: "Two systems may give the same trace number; the originator tells them apart.",
        source: "X12.22, TRN03: 1 and a tax number, 3 and a DUNS number, or 9 and what its owner chose",
        example: "TRN*1*T4101*ACMEHEALTH",
    },
    sets: &["270", "271"],
    within: &["2000C", "2000D"],
    when: Condition::Holds("TRN03", amounts::is_no_company),
    demand: Demand::Custom(&["TRN"], check),
    help: "Send 1 and the nine digits of the tax number, or 9 and nine characters of your own.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    amounts::tell(case, "TRN", (3, None), "1, 3 or 9 and nine more", |trace| amounts::is_no_company(trace.element(3)), found);
}
