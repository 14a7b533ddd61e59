//! The claim's total charge is the sum of its lines' charges.

use x12_findings::{Finding, Rule, Severity};
use x12_guide::Guide;

use super::balance::{is_consequence, money};
use super::claim_balance::ClaimAmounts;

/// How many lines a finding names.
const LINES_NAMED: usize = 10;

pub(super) static RULE: Rule = Rule {
    code: "claim-charge-not-balanced",
    severity: Severity::Error,
    snip: 3,
    title: "A claim's total charge is not the sum of its lines",
    reason: "Payers refuse a claim whose lines do not add up to its total.",
    source: "X12 interpretation 1294: CLM02 is the sum of SV102, SV203 or SV302",
    example: "CLM02 = 150 with lines of 100 and 40",
};

/// Compares CLM02 with the sum of the lines' charges. Notes the difference where it finds one.
pub(super) fn check(guide: &Guide, claim: &ClaimAmounts, differences: &mut Vec<i64>, findings: &mut Vec<Finding>) {
    let Some(charge) = &claim.charge else { return };
    let charges = || claim.lines.iter().filter_map(|line| line.charge.as_ref());
    let sum: i64 = charges().map(|charge| charge.cents).fold(0, i64::saturating_add);
    let difference = charge.cents - sum;
    // A claim without lines lacks its lines, which the walk reports.
    if difference == 0 || claim.lines.is_empty() || is_consequence(-difference, differences) {
        return;
    }
    differences.push(difference);
    let message = format!("CLM02 is {}, and the lines add up to {}.", money(charge.cents), money(sum));
    let finding = charge.finding(guide, &RULE, message, sum).help("Correct the total or the lines: they must agree to the cent.");
    findings.push(charges().take(LINES_NAMED).fold(finding, |finding, line| line.relate(guide, finding)));
}
