//! TS2 follows TS3.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "inpatient-totals-alone",
        severity: Severity::Warning,
        snip: 6,
        title: "Inpatient totals have no provider totals before them",
        reason: "The totals (TS2) go with the totals of one provider (TS3).",
        source: "common practice (traced to no one guide) in Medicare 835: TS2 follows TS3",
        example: "TS2 without TS3",
    },
    sets: &["835"],
    within: &["2000"],
    when: Condition::Present("TS2"),
    demand: Demand::Required("TS3"),
    help: "Send TS3 with the provider, the bill type and the charges.",
};
