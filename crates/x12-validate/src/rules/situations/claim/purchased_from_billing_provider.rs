//! A purchased service comes from another provider.

use x12_findings::{Rule, Severity};

use crate::rules::situations::parties;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "purchased-from-billing-provider",
        severity: Severity::Warning,
        snip: 4,
        title: "A purchased service was purchased from the billing provider itself",
        reason: "Medicare caps what may be asked for a service that was bought from another; nobody buys from oneself.",
        source: "42 CFR 414.50 on purchased diagnostic tests; guide 005010X222A1, loop 2420B",
        example: "2420B NM109 = 2010AA NM109",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Present("2420B/NM109"),
    demand: Demand::Custom(&["2420B/NM1", "2010AA/NM1"], check),
    help: "Name who did the service in loop 2420B, or leave it and PS1 out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    parties::same_number(case, "2420B/NM1", "2010AA/NM1", found);
}
