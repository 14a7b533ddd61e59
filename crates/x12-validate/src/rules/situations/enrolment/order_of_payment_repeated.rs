//! Other coverages pay one after another.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "order-of-payment-repeated",
        severity: Severity::Warning,
        snip: 4,
        title: "Two other coverages pay in one order",
        reason: "Which of them pays first cannot be told.",
        source: "guide 005010X220A1, COB01: primary, secondary, tertiary",
        example: "COB*P*A1*1 and COB*P*B2*1",
    },
    sets: &["834"],
    within: &["2300"],
    when: Condition::Is("2320/COB01", &["P", "S", "T"]),
    demand: Demand::Custom(&["2320/COB"], check),
    help: "Send S for the second and T for the third.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    for order in [b"P", b"S", b"T"] {
        let mut first = None;
        case.each("2320/COB", &mut |cover| {
            if cover.element(1) == order {
                let element = Some((1, None));
                match first {
                    None => first = Some(cover.ordinal()),
                    Some(other) => found.push(Problem::Against { at: cover.ordinal(), element, expected: None, other, other_element: element }),
                }
            }
        });
    }
}
