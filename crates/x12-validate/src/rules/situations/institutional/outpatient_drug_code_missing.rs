//! A drug given to a Medicaid outpatient has its drug code.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "outpatient-drug-code-missing",
        severity: Severity::Warning,
        snip: 6,
        title: "A drug for a Medicaid outpatient has no drug code",
        reason: "States ask the maker for a rebate by the drug code, and may not pay without it.",
        source: "42 CFR 447.520: states collect the national drug codes of drugs that are given to outpatients",
        example: "SV202-2 = J1885 with SBR09 = MC and no loop 2410",
    },
    sets: &["837I"],
    within: &["2400"],
    when: Condition::All(&[Condition::Is("2000B/SBR09", &["MC"]), Condition::Is("CLM05-1", &["13"]), Condition::Holds("SV202-2", is_drug)]),
    demand: Demand::Required("2410"),
    help: "Add loop 2410 with the code and quantity from the package.",
};

fn is_drug(code: &[u8]) -> bool {
    matches!(code, [b'J', digits @ ..] if digits.len() == 4 && digits.iter().all(u8::is_ascii_digit))
}
