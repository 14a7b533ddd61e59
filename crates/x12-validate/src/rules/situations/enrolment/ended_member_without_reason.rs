//! A member who leaves has a reason.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "ended-member-without-reason",
        severity: Severity::Warning,
        snip: 4,
        title: "A member leaves for no reason",
        reason: "What the member may claim next, COBRA among it, depends on the reason.",
        source: "common practice (traced to no one guide) in the 834: INS04 where INS03 is 024",
        example: "INS*N*19*024**A",
    },
    sets: &["834"],
    within: &["2000"],
    when: Condition::Is("INS03", &["024"]),
    demand: Demand::Required("INS04"),
    help: "Send the reason in INS04.",
};
