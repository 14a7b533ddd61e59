//! A person has a first name.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "person-without-first-name",
        severity: Severity::Warning,
        snip: 4,
        title: "A person has no first name",
        reason: "Payers find members by their whole name; only few people have one name.",
        source: "guides of the 837, NM104: asked for where the person has a first name",
        example: "NM1*IL*1*ROE",
    },
    sets: &["837P", "837I", "837D"],
    within: &["1000A", "2010BA", "2010CA", "2330A"],
    when: Condition::All(&[Condition::Is("NM102", &["1"]), Condition::Absent("NM104")]),
    demand: Demand::Required("NM104"),
    help: "Add the first name, unless the person has none.",
};
