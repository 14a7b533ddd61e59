//! A rendering provider is another than the billing provider.

use x12_findings::{Rule, Severity};

use crate::rules::situations::parties;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "rendering-provider-is-billing",
        severity: Severity::Warning,
        snip: 4,
        title: "The rendering provider is the billing provider",
        reason: "A provider named twice is paid once, and some payers turn the claim away for it.",
        source: "guides 005010X222A1 and 005010X224A2, loop 2310B: asked for where it differs from the billing provider",
        example: "2310B NM109 = 2010AA NM109",
    },
    sets: &["837P", "837D"],
    within: &["2300"],
    when: Condition::Present("2310B/NM109"),
    demand: Demand::Custom(&["2310B/NM1", "2010AA/NM1"], check),
    help: "Leave loop 2310B out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    parties::same_number(case, "2310B/NM1", "2010AA/NM1", found);
}
