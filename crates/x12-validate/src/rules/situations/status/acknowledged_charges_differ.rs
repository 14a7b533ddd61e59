//! Charges are accepted or rejected.

use x12_findings::{Rule, Severity};
use x12_syntax::value::cents;

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "acknowledged-charges-differ",
        severity: Severity::Warning,
        snip: 4,
        title: "Accepted and rejected charges are not what was submitted",
        reason: "A claim was lost on the way, or counted twice.",
        source: "public companion guides for 277CA: STC04 is the sum of AMT*YU and AMT*YY",
        example: "STC04 = 225 with AMT*YU*100 and AMT*YY*100",
    },
    sets: &["277CA"],
    within: &["2200B", "2200C"],
    when: Condition::Any(&[Condition::Present("AMT[accepted-amount]"), Condition::Present("AMT[rejected-amount]")]),
    demand: Demand::Custom(&["STC", "AMT"], check),
    help: "Ask the sender which claims it took.",
};

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    let (mut told, mut statuses) = (Some(0i64), 0);
    case.each("AMT", &mut |amount| told = told.filter(|_| !amount.is_faulty()).and_then(|sum| sum.checked_add(cents(amount.element(2))?)));
    case.each("STC", &mut |_| statuses += 1);
    let Some(told) = told.filter(|_| statuses == 1) else { return };
    case.each("STC", &mut |status| {
        if cents(status.element(4)).is_some_and(|submitted| submitted != told) {
            let expected = format!("{}.{:02}", told / 100, told.unsigned_abs() % 100);
            found.push(Problem::Value { at: status.ordinal(), element: Some((4, None)), expected });
        }
    });
}
