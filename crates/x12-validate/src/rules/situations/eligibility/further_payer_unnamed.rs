//! Another payer is named.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "further-payer-unnamed",
        severity: Severity::Warning,
        snip: 4,
        title: "Another payer is told of and not named",
        reason: "The claim has to be sent there first, or after.",
        source: "X12 code list 1390: R is another payer; guide 005010X279A1, loop 2120",
        example: "EB*R**30 without loop 2120",
    },
    sets: &["271"],
    within: &["2110C", "2110D"],
    when: Condition::Is("EB01", &["R"]),
    demand: Demand::OneOf(&["LS2120/LS", "MSG"]),
    help: "Ask the payer for the name of the other payer (NM1*PR).",
};
