//! A statement period has a begin.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "statement-without-begin",
        severity: Severity::Warning,
        snip: 4,
        title: "The period of a claim has an end and no begin",
        reason: "A claim is matched by the day on which it begins.",
        source: "common practice (traced to no one guide) in the 835, DTM*232 and DTM*233",
        example: "DTM*233 without DTM*232",
    },
    sets: &["835"],
    within: &["2100"],
    when: Condition::All(&[Condition::Is("DTM[statement-dates]01", &["233"]), Condition::Not(&Condition::Is("DTM[statement-dates]01", &["232"]))]),
    demand: Demand::Codes("DTM[statement-dates]01", &["232"]),
    help: "Send the begin (DTM*232) as well.",
};
