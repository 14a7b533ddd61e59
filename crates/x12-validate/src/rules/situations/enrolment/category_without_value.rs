//! A reporting category has a value.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "category-without-value",
        severity: Severity::Warning,
        snip: 4,
        title: "A reporting category has no value",
        reason: "The insurer cannot report a member under it.",
        source: "common practice (traced to no one guide) in the 834 of exchanges: N1*75 names the category, REF or DTP gives its value",
        example: "N1*75*DIVISION without REF",
    },
    sets: &["834"],
    within: &["2750"],
    when: Condition::Always,
    demand: Demand::OneOf(&["REF", "DTP"]),
    help: "Send the value (REF) or the date (DTP), or leave the category out.",
};
