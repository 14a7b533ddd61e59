//! An illness begins before it is treated.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "onset-after-service",
        severity: Severity::Warning,
        snip: 4,
        title: "The illness began after it was treated",
        reason: "Payers look for cover from the onset on; one that lies behind the service was mistyped.",
        source: "CMS 1500 instructions, item 14: the first date of the illness that was treated",
        example: "DTP*431 = 20260111 with DTP*472 = 20260110",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::Present("DTP[431]"),
    demand: Demand::Custom(&["DTP[431]", "2400/DTP[472]"], check),
    help: "Correct the date (DTP*431) or the dates of service.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    dates::not_after(case, "DTP[431]", &["2400/DTP[472]"], found);
}
