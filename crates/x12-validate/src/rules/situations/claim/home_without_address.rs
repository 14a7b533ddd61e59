//! A service at home says where the home is.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "home-without-address",
        severity: Severity::Warning,
        snip: 6,
        title: "A service at the patient's home has no address of the service",
        reason: "Medicare prices the service by the place where it was given.",
        source: "CMS change request 6947: the address of the service where the place of service is home",
        example: "CLM05-1 = 12 without loop 2310C",
    },
    sets: &["837P"],
    within: &["2300"],
    when: Condition::All(&[Condition::Is("2000B/SBR09", &["MB"]), Condition::Is("CLM05-1", &["12"])]),
    demand: Demand::Required("2310C"),
    help: "Add loop 2310C with the address.",
};
