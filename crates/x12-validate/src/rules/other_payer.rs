//! What another payer paid and adjusted accounts for the whole claim.

use x12_findings::{Finding, Rule, Severity};
use x12_guide::Guide;

use super::balance::{Amount, is_consequence, money};
use super::claim_balance::{ClaimAmounts, OtherPayer};

pub(super) static CLAIM: Rule = Rule {
    code: "other-payer-not-balanced",
    severity: Severity::Error,
    snip: 3,
    title: "A claim's charge is not what another payer paid and adjusted",
    reason: "The next payer computes its share from what the one before paid and why it paid no more.",
    source: "X12 interpretations 1294 and 1115: CLM02 = AMT*D + that payer's CAS at claim and line",
    example: "CLM02 = 150, AMT*D = 100, CAS of 40",
};

pub(super) static PAID: Rule = Rule {
    code: "other-payer-paid-not-balanced",
    severity: Severity::Error,
    snip: 3,
    title: "What another payer paid for a claim is not the sum over its lines",
    reason: "Payment by line and payment by claim say the same thing.",
    source: "X12 interpretation 1294: AMT*D = sum of SVD02 less that payer's CAS at claim level",
    example: "AMT*D = 100 with SVD02 of 60 and 30",
};

/// Checks each other payer of a claim. `differences` are those reported for its lines and its charge.
pub(super) fn check(guide: &Guide, claim: &ClaimAmounts, differences: &[i64], findings: &mut Vec<Finding>) {
    let Some(charge) = &claim.charge else { return };
    for payer in &claim.payers {
        let Some(paid) = &payer.paid else { continue };
        let by_line = || claim.lines.iter().flat_map(|line| &line.adjudications).filter(|one| one.payer == payer.id);
        let line_adjusted: i64 = by_line().map(|one| one.adjusted).fold(0, i64::saturating_add);
        // A payer may have paid without a word on what it left unpaid (X12 interpretation 251).
        let explained = payer.has_adjustments || line_adjusted != 0;
        let accounted = paid.cents.saturating_add(payer.adjusted).saturating_add(line_adjusted);
        let difference = charge.cents - accounted;
        let known: Vec<i64> = differences.iter().flat_map(|one| [*one, -*one]).collect();
        if explained && difference != 0 && !is_consequence(difference, &known) {
            let message = format!("The claim charges {}, and this payer's payment and adjustments add up to {}.", money(charge.cents), money(accounted));
            let finding = paid.finding(guide, &CLAIM, message, paid.cents.saturating_add(difference)).help("Correct the amount paid or the adjustments (CAS).");
            findings.push(charge.relate(guide, finding));
            continue;
        }
        let total: i64 = by_line().map(|one| one.paid.cents).fold(0, i64::saturating_add);
        check_paid(guide, payer, paid, total.saturating_sub(payer.adjusted), by_line().count(), &known, findings);
    }
}

fn check_paid(guide: &Guide, payer: &OtherPayer, paid: &Amount, expected: i64, lines: usize, known: &[i64], findings: &mut Vec<Finding>) {
    let difference = paid.cents - expected;
    if lines == 0 || payer.id.is_empty() || difference == 0 || is_consequence(difference, known) {
        return;
    }
    let message = format!("This payer paid {} for the claim, and {} by its lines.", money(paid.cents), money(expected));
    findings.push(paid.finding(guide, &PAID, message, expected).help("Correct the amount paid for the claim or SVD02 of its lines."));
}
