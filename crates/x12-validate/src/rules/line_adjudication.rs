//! A line's charge is what another payer paid for it and what that payer adjusted.

use x12_findings::{Finding, Rule, Severity};
use x12_guide::Guide;

use super::balance::money;
use super::claim_balance::ClaimAmounts;

pub(super) static RULE: Rule = Rule {
    code: "line-adjudication-not-balanced",
    severity: Severity::Error,
    snip: 3,
    title: "A line's charge is not what another payer paid and adjusted",
    reason: "The next payer computes its share from what the one before paid and why it paid no more.",
    source: "X12 interpretation 1294: the line's charge = SVD02 + CAS of loop 2430, for each payer",
    example: "SV102 = 100 with SVD02 = 60 and CAS of 30",
};

/// Compares a line's charge with SVD02 and the CAS of each payer. Notes each difference that it finds.
pub(super) fn check(guide: &Guide, claim: &ClaimAmounts, differences: &mut Vec<i64>, findings: &mut Vec<Finding>) {
    for line in &claim.lines {
        let Some(charge) = &line.charge else { continue };
        let mut payers: Vec<&[u8]> = Vec::new();
        for adjudication in &line.adjudications {
            if payers.contains(&adjudication.payer.as_slice()) {
                continue;
            }
            payers.push(&adjudication.payer);
            // One payer may split a line: its parts count together.
            let same = || line.adjudications.iter().filter(|other| other.payer == adjudication.payer);
            let sum = same().fold(0i64, |sum, one| sum.saturating_add(one.paid.cents).saturating_add(one.adjusted));
            let difference = charge.cents - sum;
            if difference == 0 {
                continue;
            }
            differences.push(difference);
            let expected = adjudication.paid.cents.saturating_add(difference);
            let message = format!("The line charges {}, and this payer's payment and adjustments add up to {}.", money(charge.cents), money(sum));
            let finding = adjudication.paid.finding(guide, &RULE, message, expected).help("Correct SVD02 or the CAS segments behind it.");
            findings.push(charge.relate(guide, finding));
        }
    }
}
