//! A pay-to address is another than the billing address.

use x12_findings::{Rule, Severity};

use crate::rules::situations::parties;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "pay-to-is-billing-address",
        severity: Severity::Warning,
        snip: 4,
        title: "The pay-to address is the address of the billing provider",
        reason: "Payments go to the billing provider unless another address is named.",
        source: "guides of the 837, loop 2010AB: asked for where the address differs from loop 2010AA",
        example: "2010AB N3 and N4 as in loop 2010AA",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2000A"],
    when: Condition::Present("2010AB"),
    demand: Demand::Custom(&["2010AB/N3", "2010AB/N4", "2010AA/N3", "2010AA/N4"], check),
    help: "Leave loop 2010AB out, or correct its address.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    parties::same_address(case, ["2010AB/N3", "2010AB/N4"], ["2010AA/N3", "2010AA/N4"], found);
}
