//! A status of a party names the party.

use x12_findings::{Rule, Severity};

use crate::situation::{Case, Condition, Demand, Problem, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "status-without-party",
        severity: Severity::Warning,
        snip: 4,
        title: "A status does not say whom it is about",
        reason: "This status is about some party: the payer, the provider or the patient; without the code nobody can act on it.",
        source: "X12 code list 508: statuses whose note asks for an entity code",
        example: "STC*A7:562*20260113*U*125",
    },
    sets: &["277", "277CA"],
    within: &["2200B", "2200C", "2200D", "2200E", "2220D", "2220E"],
    when: Condition::Present("STC"),
    demand: Demand::Custom(&["STC"], check),
    help: "Send the party in the third component, such as 85 for the billing provider.",
};

/// The statuses that are about a party.
#[rustfmt::skip]
static OF_A_PARTY: &[&str] = &[
    "16", "17", "18", "19", "23", "24", "25", "26", "73", "85", "88", "89", "90", "91", "92", "93", "94", "96", "97", "106", "109", "114",
    "123", "124", "125", "126", "127", "128", "129", "130", "131", "132", "133", "134", "135", "136", "137", "138", "139", "140", "141", "142",
    "143", "144", "145", "146", "147", "148", "149", "150", "153", "155", "157", "158", "159", "160", "161", "162", "163", "164", "165", "166",
    "167", "168", "170", "173", "174", "175", "176", "183", "387", "395", "466", "467", "470", "480", "487", "491", "496", "499", "500", "501",
    "502", "503", "504", "505", "506", "514", "560", "561", "562", "563", "663", "676", "677", "680", "689", "695", "741", "743",
];

fn check(case: &Case<'_>, found: &mut Vec<Problem>) {
    case.each("STC", &mut |status| {
        for at in [1u8, 10, 11] {
            let code = status.component(usize::from(at), 2);
            let is_nobody = !code.is_empty() && status.component(usize::from(at), 3).is_empty();
            if is_nobody && OF_A_PARTY.iter().any(|one| one.as_bytes() == code) {
                found.push(Problem::ElementMissing { at: status.ordinal(), element: Some((at, Some(3))) });
            }
        }
    });
}
