//! A refusal belongs to the response.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "refusal-in-request",
        severity: Severity::Error,
        snip: 4,
        title: "A request for a review holds a refusal",
        reason: "AAA tells why a request could not be taken; in a request there is nothing to refuse.",
        source: "common practice (traced to no one guide) in the 278: AAA is sent in responses, BHT02 11",
        example: "BHT02 = 13 with AAA",
    },
    sets: &["278"],
    within: &["2000A", "2010A", "2010B", "2010C", "2010D", "2000E", "2010EA", "2000F", "2010FA"],
    when: Condition::Is("ST/BHT02", &["01", "13", "36"]),
    demand: Demand::NotUsed("AAA"),
    help: "Take AAA out, or send 11 in BHT02 if this is a response.",
};
