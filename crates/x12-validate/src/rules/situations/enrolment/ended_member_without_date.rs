//! A member who leaves has a last day.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "ended-member-without-date",
        severity: Severity::Warning,
        snip: 4,
        title: "A member who leaves has no last day",
        reason: "The insurer goes on paying, or stops on a day of its own.",
        source: "common practice (traced to no one guide) in the 834: INS03 024 with DTP*357 or DTP*349",
        example: "INS*Y*18*024*08*A without DTP*357",
    },
    sets: &["834"],
    within: &["2000"],
    when: Condition::All(&[
        Condition::Is("INS03", &["024"]),
        Condition::Not(&Condition::Is("DTP01", &["303", "357"])),
        Condition::Not(&Condition::Is("2300/DTP01", &["303", "349"])),
    ]),
    demand: Demand::Custom(&["INS"], check),
    help: "Send the last day: DTP*357 of the member, or DTP*349 of the coverage.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    amounts::tell(case, "INS", (3, None), "DTP*357 or DTP*349 beside 024", |_| true, found);
}
