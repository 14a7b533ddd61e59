//! An inquiry has a date.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "inquiry-without-dates",
        severity: Severity::Warning,
        snip: 4,
        title: "An inquiry gives no date of service",
        reason: "A payer looks for a claim among those of its dates.",
        source: "common practice (traced to no one guide) in the 276: dates of the claim, or of its lines",
        example: "TRN*1*T5101 without DTP*472",
    },
    sets: &["276"],
    within: &["2200D"],
    when: Condition::Absent("REF[payer-claim-number]"),
    demand: Demand::OneOf(&["DTP", "2210D"]),
    help: "Send the date or period of service (DTP*472).",
};
