//! Periods of a member are in order.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "member-period-reversed",
        severity: Severity::Warning,
        snip: 4,
        title: "A period of a member ends before it begins",
        reason: "The insurer decides on coverage by these periods: employment, Medicare, COBRA, school, eligibility.",
        source: "guide 005010X220A1, DTP of loop 2000: codes for begin and end",
        example: "DTP*336*D8*20260215 and DTP*337*D8*20260101",
    },
    sets: &["834"],
    within: &["2000"],
    when: Condition::Is("DTP01", &["337", "339", "341", "351", "357"]),
    demand: Demand::Custom(&["DTP"], check),
    help: "Correct the dates.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let pairs: [(&[u8], &[u8]); 5] = [(b"336", b"337"), (b"338", b"339"), (b"340", b"341"), (b"350", b"351"), (b"356", b"357")];
    dates::reversed(case, "DTP", 3, &pairs, found);
}
