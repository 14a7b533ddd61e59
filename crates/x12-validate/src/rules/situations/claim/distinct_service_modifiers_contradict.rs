//! 59 is for lines that no closer modifier fits.

use x12_findings::{Rule, Severity};

use crate::rules::situations::modifiers;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "distinct-service-modifiers-contradict",
        severity: Severity::Warning,
        snip: 6,
        title: "A line has modifier 59 and one that says the same more closely",
        reason: "Of the two, the closer one counts, and 59 makes it doubtful.",
        source: "CMS change request 8863: 59 is not sent with XE, XP, XS or XU on one line",
        example: "SV101 = HC:73600:59:XE",
    },
    sets: &["837P"],
    within: &["2400"],
    when: Condition::Present("SV101-4"),
    demand: Demand::Custom(&["SV101"], check),
    help: "Leave 59 out.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    modifiers::contradicting(case, &[b"59"], &[b"XE", b"XP", b"XS", b"XU"], found);
}
