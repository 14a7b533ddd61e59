//! The X-ray that a treatment rests on comes before it ends.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "last-x-ray-after-service",
        severity: Severity::Warning,
        snip: 6,
        title: "The last X-ray was after the services",
        reason: "The X-ray is there to show what had to be treated.",
        source: "CMS on chiropractic claims: the X-ray was taken before or at the start of the treatment",
        example: "DTP*455 = 20260111 with DTP*472 = 20260110",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::Present("DTP[455]"),
    demand: Demand::Custom(&["DTP[455]", "2400/DTP[472]"], check),
    help: "Correct the date (DTP*455) or the dates of service.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    dates::not_after(case, "DTP[455]", &["2400/DTP[472]"], found);
}
