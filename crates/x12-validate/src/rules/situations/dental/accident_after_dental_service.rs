//! What an accident made necessary comes after the accident.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "accident-after-dental-service",
        severity: Severity::Warning,
        snip: 4,
        title: "The accident was after the dental services",
        reason: "Which insurance is liable hangs on the date of the accident.",
        source: "ADA claim form instructions, items 45 and 46: the services follow the accident",
        example: "DTP*439 = 20260213 with DTP*472 = 20260212",
    },
    sets: &["837D"],
    within: &["2300"],
    when: Condition::Present("DTP[439]"),
    demand: Demand::Custom(&["DTP[439]", "DTP[472]", "2400/DTP[472]"], check),
    help: "Correct the date of the accident (DTP*439) or of the services.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    dates::not_after(case, "DTP[439]", &["DTP[472]", "2400/DTP[472]"], found);
}
