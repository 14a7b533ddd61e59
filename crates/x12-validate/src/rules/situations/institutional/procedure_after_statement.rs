//! The procedures of a claim lie within its period.

use x12_findings::{Rule, Severity};

use crate::rules::situations::dates;
use crate::rules::situations::information;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "procedure-after-statement",
        severity: Severity::Warning,
        snip: 4,
        title: "A procedure is later than the period of the claim",
        reason: "What is done behind the period belongs to another claim.",
        source: "UB-04 data set, form locators 6 and 74; public companion guides for 837I",
        example: "HI*BBR:02703ZZ:D8:20260302 with DTP*434 = 20260201-20260204",
    },
    sets: &["837I"],
    within: &["2300"],
    when: Condition::Present("HI[principal-procedure]"),
    demand: Demand::Custom(&["DTP[statement-period]", "HI[principal-procedure]", "HI[other-procedures]"], check),
    help: "Correct the date of the procedure or the period of the claim.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let Some(statement) = case.sent("DTP[statement-period]").first().copied() else { return };
    let Some((_, to)) = dates::period(statement.element(3)) else { return };
    let procedures = ["HI[principal-procedure]", "HI[other-procedures]"].into_iter().flat_map(|path| information::composites(case, path));
    for (segment, at) in procedures {
        if dates::period(segment.component(usize::from(at), 4)).is_some_and(|(day, _)| day > to) {
            let (element, other_element) = (Some((at, Some(4))), Some((3, None)));
            found.push(Problem::Against { at: segment.ordinal(), element, expected: None, other: statement.ordinal(), other_element });
        }
    }
}
