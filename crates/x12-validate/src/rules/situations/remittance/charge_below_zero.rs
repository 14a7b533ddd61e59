//! A charge is not negative.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "charge-below-zero",
        severity: Severity::Warning,
        snip: 4,
        title: "A claim that is no reversal has a negative charge",
        reason: "Only a reversal takes a charge back.",
        source: "X12 interpretations 1147, 1429 and 2442: a reversal negates charge, payment and adjustments",
        example: "CLP*PCN1*1*-125*-80",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::All(&[Condition::Other("CLP02", &["22"]), Condition::Holds("CLP03", amounts::is_negative)]),
    demand: Demand::Meets("CLP03", amounts::is_not_negative, "0 or more"),
    help: "Send 22 in CLP02 if this is a reversal.",
};
