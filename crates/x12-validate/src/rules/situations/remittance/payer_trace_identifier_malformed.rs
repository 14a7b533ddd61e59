//! TRN03 is 1, 3 or 9 and nine more.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "payer-trace-identifier-malformed",
        severity: Severity::Warning,
        snip: 4,
        title: "The payer identifier beside the trace number does not have its ten characters",
        reason: "The payment at the bank is found by this identifier and the trace number.",
        source: "CAQH CORE 370, minimum data of CCD+: TRN03; X12 on BPR10: 1, 3 or 9 and nine more",
        example: "TRN*1*TRACE1*ACMEHEALTH",
    },
    sets: &["835", "820"],
    within: &["ST"],
    when: Condition::Holds("TRN03", amounts::is_no_company),
    demand: Demand::Custom(&["TRN"], check),
    help: "Send 1 and the nine digits of the tax number.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    amounts::tell(case, "TRN", (3, None), "1 and the nine digits of the payer's tax number", |trace| amounts::is_no_company(trace.element(3)), found);
}
