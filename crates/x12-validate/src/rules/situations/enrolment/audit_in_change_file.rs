//! A file of changes changes members.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "audit-in-change-file",
        severity: Severity::Warning,
        snip: 4,
        title: "A file of changes has a member to compare only",
        reason: "The insurer does nothing with that member.",
        source: "public companion guides for 834: INS03 030 in full files, BGN08 4 or RX",
        example: "INS*Y*18*030 with BGN08 = 2",
    },
    sets: &["834"],
    within: &["2000"],
    when: Condition::Is("BGN08", &["2"]),
    demand: Demand::Meets("INS03", is_change, "001, 021, 024 or 025"),
    help: "Send what is to be done with the member in INS03, or 4 in BGN08.",
};

fn is_change(maintenance: &[u8]) -> bool {
    maintenance != b"030"
}
