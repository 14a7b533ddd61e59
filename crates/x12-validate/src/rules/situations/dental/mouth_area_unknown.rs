//! An area of the mouth has a code.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "mouth-area-unknown",
        severity: Severity::Warning,
        snip: 4,
        title: "An area of the mouth is none that there is",
        reason: "Procedures of a quadrant are paid once for each.",
        source: "ADA claim form instructions, item 25: 00, 01, 02, 10, 20, 30 and 40; state Medicaid guides, 09, L and R",
        example: "SV304 = 50",
    },
    sets: &["837D"],
    within: &["2400"],
    when: Condition::Present("SV304-1"),
    demand: Demand::Codes("SV304-1", &["00", "01", "02", "09", "10", "20", "30", "40", "L", "R"]),
    help: "Send 00 for the whole mouth, 01 and 02 for the upper and lower arch, 10 to 40 for the quadrants.",
};
