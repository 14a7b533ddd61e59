//! A certificate of need says when it was signed.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "last-certification-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "A certificate of need has no date of the last certification",
        reason: "The payer looks for the certificate by the date on which the physician signed it.",
        source: "guide 005010X222A1, DTP*461: asked for with a certificate of medical necessity; CMS on equipment claims",
        example: "CR3 without DTP*461",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Present("CR3"),
    demand: Demand::Required("DTP[461]"),
    help: "Add DTP*461 with the date of the certification.",
};
