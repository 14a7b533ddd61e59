//! A service facility has an address of its own.

use x12_findings::{Rule, Severity};

use crate::rules::situations::parties;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "service-facility-is-billing-address",
        severity: Severity::Warning,
        snip: 4,
        title: "The service facility has the address of the billing provider",
        reason: "The place of service is that of the billing provider unless another is named.",
        source: "guides 005010X222A1 and 005010X224A2, loop 2310C: asked for where the place differs from loop 2010AA",
        example: "2310C N3 and N4 as in loop 2010AA",
    },
    sets: &["837P", "837D"],
    within: &["2300"],
    when: Condition::Present("2310C"),
    demand: Demand::Custom(&["2310C/N3", "2310C/N4", "2010AA/N3", "2010AA/N4"], check),
    help: "Leave the loop out, or correct its address.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    parties::same_address(case, ["2310C/N3", "2310C/N4"], ["2010AA/N3", "2010AA/N4"], found);
}
