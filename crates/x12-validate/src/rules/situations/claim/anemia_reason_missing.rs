//! A drug against anemia says what caused the anemia.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "anemia-reason-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "A drug against anemia does not say what caused the anemia",
        reason: "Medicare sends back such a line without one of three modifiers.",
        source: "CMS change request 5699: EA, EB or EC on each line for these drugs",
        example: "SV101 = HC:J0885 with SBR09 = MB",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::All(&[
        Condition::Is("2000B/SBR09", &["MB"]),
        Condition::Is("SV101-2", &["J0881", "J0885", "Q5106"]),
        Condition::Not(&Condition::Any(&[
            Condition::Is("SV101-3", &["EA", "EB", "EC"]),
            Condition::Is("SV101-4", &["EA", "EB", "EC"]),
            Condition::Is("SV101-5", &["EA", "EB", "EC"]),
            Condition::Is("SV101-6", &["EA", "EB", "EC"]),
        ])),
    ]),
    demand: Demand::Required("SV101-3"),
    help: "Add EA, EB or EC.",
};
