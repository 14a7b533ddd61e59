//! A file that compares changes nobody.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "change-in-audit-file",
        severity: Severity::Warning,
        snip: 4,
        title: "A file that only compares changes a member",
        reason: "The insurer compares such a file and does nothing else.",
        source: "public companion guides for 834: BGN08 4 is a full file to compare, its members have INS03 030, or 024 if they left",
        example: "INS*Y*18*021 with BGN08 = 4",
    },
    sets: &["834"],
    within: &["2000"],
    when: Condition::Is("BGN08", &["4"]),
    demand: Demand::Codes("INS03", &["024", "030"]),
    help: "Send 030 in INS03, or 2 in BGN08.",
};
