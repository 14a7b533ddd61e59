//! A spend down is announced.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "spend-down-not-announced",
        severity: Severity::Warning,
        snip: 4,
        title: "An inquiry tells a spend down and is not sent as one",
        reason: "The payer answers it as a question on benefits and keeps nothing of the amount.",
        source: "guide 005010X279A1, BHT06 RT and AMT*R of loop 2110C",
        example: "AMT*R*100 without RT in BHT06",
    },
    sets: &["270"],
    within: &["2110C"],
    when: Condition::Present("AMT[spend-down]"),
    demand: Demand::Required("BHT06"),
    help: "Send RT in BHT06.",
};
