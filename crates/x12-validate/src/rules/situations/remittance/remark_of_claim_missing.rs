//! A reason of a claim that asks for a remark has one.

use x12_findings::{Rule, Severity};

use crate::rules::situations::reasons;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "remark-of-claim-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "The reason of an adjustment of a claim asks for a remark, and there is none",
        reason: "The reason alone does not say what the payer wants.",
        source: "X12 code list 139: reasons that ask for at least one remark code; CAQH CORE 360",
        example: "CAS*CO*16*125 without MOA or MIA",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::All(&[reasons::reason_is!("CAS", reasons::ASK_FOR_REMARK), Condition::Absent("2110/LQ[remarks]")]),
    demand: Demand::Custom(&["CAS", "MOA", "MIA"], check),
    help: "Send the remark code in MOA (outpatient) or MIA (inpatient).",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    if reasons::any(case, "CAS", reasons::ASK_FOR_REMARK) {
        case.require(&["MOA", "MIA"], found);
    }
}
