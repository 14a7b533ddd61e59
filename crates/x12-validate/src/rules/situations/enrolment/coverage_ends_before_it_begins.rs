//! Coverage ends on its first day or later.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "coverage-ends-before-it-begins",
        severity: Severity::Warning,
        snip: 4,
        title: "Coverage ends before it begins",
        reason: "Nobody was covered on any day of it.",
        source: "common practice (traced to no one guide) in the 834, DTP*348 and DTP*349: a cancelled coverage ends on the day it begins",
        example: "DTP*348*D8*20260301 and DTP*349*D8*20260131",
    },
    sets: &["834"],
    within: &["2300"],
    when: Condition::Is("DTP01", &["349"]),
    demand: Demand::Custom(&["DTP"], check),
    help: "Correct the dates; coverage that never was ends on the day it begins.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let pairs: [(&[u8], &[u8]); 1] = [(b"348", b"349")];
    dates::reversed(case, "DTP", 3, &pairs, found);
}
