//! A predetermination is not paid.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "predetermination-paid",
        severity: Severity::Error,
        snip: 4,
        title: "A predetermination was paid",
        reason: "It only says what would be paid.",
        source: "X12 code list 1029: 25 is pricing only, no payment",
        example: "CLP*PCN1*25*125*80",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::Is("CLP02", &["25"]),
    demand: Demand::Meets("CLP04", amounts::is_zero, "0"),
    help: "Send 1, 2 or 3 in CLP02 if the claim was paid; else adjust by OA 101 what would be.",
};
