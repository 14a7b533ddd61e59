//! A refused claim is not paid.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "refused-claim-paid",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim that was refused was paid",
        reason: "A denied claim, or one of another payer, brings no payment.",
        source: "X12 code list 1029: 4 denied, 23 not our claim",
        example: "CLP*PCN1*4*125*80",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::Is("CLP02", &["4", "23"]),
    demand: Demand::Meets("CLP04", amounts::is_zero, "0"),
    help: "Send 1, 2 or 3 in CLP02 if the claim was processed.",
};
