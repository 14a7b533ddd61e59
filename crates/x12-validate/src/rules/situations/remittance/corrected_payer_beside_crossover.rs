//! A claim is forwarded or sent back, not both.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "corrected-payer-beside-crossover",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim was forwarded, and the provider is to send it to a payer as well",
        reason: "The claim would reach the next payer twice.",
        source: "public companion guides for 835: NM1*PR is for a claim that is not forwarded",
        example: "NM1*TT and NM1*PR in one claim",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::All(&[Condition::Present("NM1[crossover-payer]"), Condition::Present("NM1[corrected-priority-payer]")]),
    demand: Demand::NotUsed("NM1[corrected-priority-payer]"),
    help: "Leave one of them out.",
};
