//! A type of bill has three characters.

use x12_findings::{Rule, Severity};

use crate::rules::situations::amounts;
use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "bill-type-malformed",
        severity: Severity::Warning,
        snip: 6,
        title: "A type of bill does not have three characters",
        reason: "The payer looks for a claim of this type and finds none.",
        source: "UB-04 data set, form locator 4: facility, classification and frequency, without the leading zero",
        example: "REF*BLT*0111",
    },
    sets: &["276", "277", "277CA"],
    within: &["2200D"],
    when: Condition::Holds("REF[BLT]02", is_no_bill_type),
    demand: Demand::Custom(&["REF[BLT]"], check),
    help: "Send the three characters, such as 111.",
};

fn is_no_bill_type(value: &[u8]) -> bool {
    value.len() != 3
}

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    amounts::tell(case, "REF[BLT]", (2, None), "three characters", |bill| is_no_bill_type(bill.element(2)), found);
}
