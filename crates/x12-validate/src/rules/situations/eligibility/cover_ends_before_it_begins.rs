//! Cover ends after it begins.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "cover-ends-before-it-begins",
        severity: Severity::Warning,
        snip: 4,
        title: "A plan or benefit ends before it begins",
        reason: "Whether the patient was covered on the day of the service cannot be told.",
        source: "guide 005010X279A1, DTP of loops 2100 and 2110: codes for begin and end",
        example: "DTP*346*D8*20260101 and DTP*347*D8*20251231",
    },
    sets: &["271"],
    within: &["2100C", "2100D", "2110C", "2110D"],
    when: Condition::Is("DTP01", &["347", "349", "357", "341", "194"]),
    demand: Demand::Custom(&["DTP"], check),
    help: "Ask the payer for the dates.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let pairs: [(&[u8], &[u8]); 5] = [(b"346", b"347"), (b"348", b"349"), (b"356", b"357"), (b"340", b"341"), (b"193", b"194")];
    dates::reversed(case, "DTP", 3, &pairs, found);
}
