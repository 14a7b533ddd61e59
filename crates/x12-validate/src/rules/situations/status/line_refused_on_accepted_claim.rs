//! Lines of accepted claims are not refused.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "line-refused-on-accepted-claim",
        severity: Severity::Warning,
        snip: 4,
        title: "A line of an accepted claim is refused",
        reason: "A claim is accepted or refused as a whole; lines only say why it was refused.",
        source: "X12 interpretation 2203: loop 2220D only rejects",
        example: "STC*A2:20*20260113*WQ*100 with loop 2220D",
    },
    sets: &["277CA"],
    within: &["2200D"],
    when: Condition::All(&[Condition::Is("STC03", &["WQ"]), Condition::Not(&Condition::Is("STC03", &["U"]))]),
    demand: Demand::NotUsed("2220D"),
    help: "Refuse the claim (STC03 U), or leave the line out.",
};
