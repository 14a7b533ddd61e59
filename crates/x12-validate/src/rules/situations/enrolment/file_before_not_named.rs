//! A file sent again names the first.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "file-before-not-named",
        severity: Severity::Warning,
        snip: 4,
        title: "A file that is sent again does not name the first one",
        reason: "The insurer would enrol everybody twice.",
        source: "X12 code list 353: 15 is sent again, 22 is a copy; common practice (traced to no one guide) in the 834, BGN06",
        example: "BGN*15*E6102*20260302*0930*CT***2",
    },
    sets: &["834"],
    within: &["ST"],
    when: Condition::Is("BGN01", &["15", "22"]),
    demand: Demand::Required("BGN06"),
    help: "Send the BGN02 of the first file in BGN06.",
};
