//! The billing address has a ZIP code of nine digits.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "billing-postal-code-short",
        severity: Severity::Warning,
        snip: 4,
        title: "The postal code of the billing provider has not nine digits",
        reason: "Payers price by the place of service down to these digits.",
        source: "CMS companion guides for 837P and 837I, 2010AA N403",
        example: "N4*AUSTIN*TX*78701",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2010AA"],
    when: Condition::Absent("N404"),
    demand: Demand::Meets("N403", has_nine_digits, "nine digits"),
    help: "Look up the last four digits of the ZIP code.",
};

fn has_nine_digits(value: &[u8]) -> bool {
    value.len() == 9 && value.iter().all(u8::is_ascii_digit)
}
