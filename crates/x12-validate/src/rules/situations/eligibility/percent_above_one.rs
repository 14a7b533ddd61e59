//! A percentage is a fraction.

use x12_findings::{Rule, Severity};
use x12_syntax::value::cents;

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "percent-above-one",
        severity: Severity::Warning,
        snip: 4,
        title: "A percentage is above one",
        reason: "EB08 is a fraction: 0.2 is 20 percent; 20 would be twenty times the charge.",
        source: "common practice (traced to no one guide) in the 271, EB08: 20 percent is .2",
        example: "EB*A*IND*30***27**20",
    },
    sets: &["271"],
    within: &["2110C", "2110D"],
    when: Condition::Holds("EB08", is_above_one),
    demand: Demand::Custom(&["EB"], check),
    help: "Send the percentage as a fraction, such as 0.2.",
};

fn is_above_one(value: &[u8]) -> bool {
    cents(value).is_some_and(|hundredths| hundredths > 100)
}

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    amounts::tell(case, "EB", (8, None), "a fraction from 0 to 1", |benefit| is_above_one(benefit.element(8)), found);
}
