//! A reason that asks for a remark has one.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "remark-of-line-missing",
        severity: Severity::Warning,
        snip: 4,
        title: "The reason of an adjustment asks for a remark, and there is none",
        reason: "The reason alone does not say what the payer wants.",
        source: "X12 code list 139: reasons that ask for at least one remark code; CAQH CORE 360",
        example: "CAS*CO*16*125 without LQ*HE",
    },
    sets: &["835"],
    within: &["2110"],
    when: Condition::All(&[
        Condition::Absent("LQ[remarks]"),
        Condition::Any(&[
        Condition::Is("CAS02", REASONS),
        Condition::Is("CAS05", REASONS),
        Condition::Is("CAS08", REASONS),
        Condition::Is("CAS11", REASONS),
        Condition::Is("CAS14", REASONS),
        Condition::Is("CAS17", REASONS),
    ])]),
    demand: Demand::Required("LQ[remarks]"),
    help: "Send the remark code (LQ*HE).",
};

/// The reasons that the code list gives with "at least one remark code".
static REASONS: &[&str] = &["16", "96", "125", "129", "148", "201", "226", "227", "234", "237", "252", "A1"];
