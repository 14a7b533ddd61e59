//! The last period comes before the services of a pregnancy.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "last-period-after-service",
        severity: Severity::Warning,
        snip: 4,
        title: "The last menstrual period was after the services",
        reason: "Payers reckon the length of the pregnancy from it.",
        source: "CMS 1500 instructions, item 14: the last menstrual period before the pregnancy that was treated",
        example: "DTP*484 = 20260111 with DTP*472 = 20260110",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::Present("DTP[484]"),
    demand: Demand::Custom(&["DTP[484]", "2400/DTP[472]"], check),
    help: "Correct the date (DTP*484) or the dates of service.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    dates::not_after(case, "DTP[484]", &["2400/DTP[472]"], found);
}
