//! A response says what was decided.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "review-undecided",
        severity: Severity::Warning,
        snip: 4,
        title: "A response to a review says neither what was decided nor why not",
        reason: "The provider waits for the decision, or for the reason why there is none.",
        source: "public companion guides for the 278 response: HCR, or AAA where the request was not taken",
        example: "BHT02 = 11 without HCR and AAA",
    },
    sets: &["278"],
    within: &["2000E"],
    when: Condition::Is("ST/BHT02", &["11"]),
    demand: Demand::OneOf(&["HCR", "AAA", "2000F/HCR", "2000F/AAA"]),
    help: "Add HCR with the decision, or AAA with the reason.",
};
