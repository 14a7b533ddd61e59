//! A decision belongs to the response.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "decision-in-request",
        severity: Severity::Error,
        snip: 4,
        title: "A request for a review holds a decision",
        reason: "The review organization decides; a decision in a request is taken for a response, or refused.",
        source: "common practice (traced to no one guide) in the 278: HCR is sent in responses, BHT02 11",
        example: "BHT02 = 13 with HCR",
    },
    sets: &["278"],
    within: &["2000E", "2000F"],
    when: Condition::Is("ST/BHT02", &["01", "13", "36"]),
    demand: Demand::NotUsed("HCR"),
    help: "Take HCR out, or send 11 in BHT02 if this is a response.",
};
