//! A payee has a tax number.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "payee-tax-number-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "A payee named by its NPI has no tax number",
        reason: "The payment is income of a tax number; an NPI does not tell whose.",
        source: "common practice (traced to no one guide) in the 835, REF*TJ beside N1*PE*XX",
        example: "N1*PE*DOE CLINIC*XX*1999999984 without REF*TJ",
    },
    sets: &["835"],
    within: &["1000B"],
    when: Condition::All(&[Condition::Is("N103", &["XX"]), Condition::Absent("REF")]),
    demand: Demand::Required("REF"),
    help: "Send REF*TJ and the tax number.",
};
