//! What a claim is paid, line by line, and why not more.
//!
//! Invariant: on every line the charge less the adjustments is what is paid, and the claim is the sum of its lines. A reversal
//! is the same adjudication with every amount negated and the reasons kept.

use crate::claim::{ReceivedClaim, ReceivedLine};
use crate::decision::Decision;
use crate::money::Money;
use crate::outcome::Outcome;
use crate::script::Reason;

/// A claim as it was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjudication {
    /// CLP02.
    pub status: &'static str,
    /// Its lines, in the order of the claim.
    pub lines: Vec<AdjudicatedLine>,
}

/// A line as it was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdjudicatedLine {
    /// What was charged.
    pub charge: Money,
    /// What is paid.
    pub paid: Money,
    /// What the payer allows: paid and what the patient owes.
    pub allowed: Money,
    /// Why not more.
    pub adjustments: Vec<Adjustment>,
    /// Remark codes.
    pub remarks: Vec<String>,
}

/// A part of the charge that is not paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// Why.
    pub reason: Reason,
    /// How much; never zero.
    pub amount: Money,
}

/// CLP02 of a claim that this payer decided as the first one.
const PRIMARY: &str = "1";
/// CLP02 of a denied claim.
const DENIED: &str = "4";
/// CLP02 of a reversal.
const REVERSAL: &str = "22";

impl Adjudication {
    /// What the claim is paid as the decision says.
    #[must_use]
    pub fn of(claim: &ReceivedClaim, decision: &Decision) -> Self {
        if let Some(denial) = denial_of(claim, decision) {
            return denial;
        }
        let mut share = PatientShare::of(decision);
        let last = claim.lines.len().saturating_sub(1);
        let lines = claim.lines.iter().enumerate().map(|(index, line)| {
            if decision.outcome == Outcome::LineDenied && index == last {
                denied_line(line, decision)
            } else {
                share.take(line, decision.terms.allowed_percent)
            }
        });
        Self { status: PRIMARY, lines: lines.collect() }
    }

    /// What it is paid after it was reversed; `None` if the decision reverses nothing.
    #[must_use]
    pub fn corrected(claim: &ReceivedClaim, decision: &Decision) -> Option<Self> {
        let mut again = decision.clone();
        match decision.outcome {
            Outcome::Reversed => again.terms.allowed_percent = decision.terms.corrected_percent,
            Outcome::Forward => again.outcome = Outcome::Denied,
            _ => return None,
        }
        Some(Self::of(claim, &again))
    }

    /// The same with every amount negated.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let negated = |line: &AdjudicatedLine| AdjudicatedLine {
            charge: -line.charge,
            paid: -line.paid,
            allowed: -line.allowed,
            adjustments: line.adjustments.iter().map(Adjustment::negated).collect(),
            remarks: line.remarks.clone(),
        };
        Self { status: REVERSAL, lines: self.lines.iter().map(negated).collect() }
    }

    /// CLP03.
    #[must_use]
    pub fn charge(&self) -> Money {
        self.lines.iter().map(|line| line.charge).sum()
    }

    /// CLP04.
    #[must_use]
    pub fn paid(&self) -> Money {
        self.lines.iter().map(|line| line.paid).sum()
    }

    /// CLP05: what the patient owes.
    #[must_use]
    pub fn patient_responsibility(&self) -> Money {
        let adjustments = self.lines.iter().flat_map(|line| &line.adjustments);
        adjustments.filter(|one| one.reason.group == "PR").map(|one| one.amount).sum()
    }
}

impl Adjustment {
    fn negated(&self) -> Self {
        Self { reason: self.reason.clone(), amount: -self.amount }
    }
}

/// What the patient still owes while the lines are gone through: deductible and copay are owed once for a claim.
struct PatientShare {
    deductible: Money,
    coinsurance_percent: u8,
    copay: Money,
}

impl PatientShare {
    fn of(decision: &Decision) -> Self {
        Self { deductible: decision.share.deductible, coinsurance_percent: decision.share.coinsurance_percent, copay: decision.share.copay }
    }

    fn take(&mut self, line: &ReceivedLine, allowed_percent: u8) -> AdjudicatedLine {
        let allowed = line.charge.percent(allowed_percent);
        let mut left = allowed;
        let mut adjustments = Vec::new();
        let mut reduce = |group, code, amount: Money| {
            if !amount.is_zero() {
                let reason = Reason::new(group, code);
                adjustments.push(Adjustment { reason, amount });
            }
        };
        reduce("CO", "45", line.charge - allowed);
        let deductible = self.deductible.min(left);
        reduce("PR", "1", deductible);
        left = left - deductible;
        let coinsurance = left.percent(self.coinsurance_percent);
        reduce("PR", "2", coinsurance);
        left = left - coinsurance;
        let copay = self.copay.min(left);
        reduce("PR", "3", copay);
        self.deductible = self.deductible - deductible;
        self.copay = self.copay - copay;
        AdjudicatedLine { charge: line.charge, paid: left - copay, allowed, adjustments, remarks: Vec::new() }
    }
}

fn denial_of(claim: &ReceivedClaim, decision: &Decision) -> Option<Adjudication> {
    matches!(decision.outcome, Outcome::Denied | Outcome::Late | Outcome::Noncovered)
        .then(|| Adjudication { status: DENIED, lines: claim.lines.iter().map(|line| denied_line(line, decision)).collect() })
}

fn denied_line(line: &ReceivedLine, decision: &Decision) -> AdjudicatedLine {
    let (reason, remark) = denial_codes(decision);
    let adjustments = match line.charge.is_zero() {
        true => Vec::new(),
        false => vec![Adjustment { reason, amount: line.charge }],
    };
    AdjudicatedLine { charge: line.charge, paid: Money::ZERO, allowed: Money::ZERO, adjustments, remarks: remark.into_iter().collect() }
}

/// Reason and remark of a denial. Reason 16 says nothing without a remark code, so it always has one.
fn denial_codes(decision: &Decision) -> (Reason, Option<String>) {
    let (reason, remark) = match decision.outcome {
        Outcome::Late => (Reason::new("CO", "29"), None),
        Outcome::Noncovered => (Reason::new("PR", "96"), Some("N130")),
        _ => (Reason::new("CO", "16"), Some("N290")),
    };
    match &decision.terms.reason {
        Some(own) => {
            let needed = (own.code == "16").then(|| "N290".to_owned());
            (own.clone(), decision.terms.remark.clone().or(needed))
        }
        None => (reason, decision.terms.remark.clone().or(remark.map(str::to_owned))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::fixtures::claim;
    use crate::decision::decide;
    use crate::script::Script;

    fn adjudicate(marker: &str, charges: &[i64]) -> (Adjudication, Option<Adjudication>) {
        let claim = claim(marker, charges);
        let decision = decide(&Script::default(), &claim);
        (Adjudication::of(&claim, &decision), Adjudication::corrected(&claim, &decision))
    }

    #[track_caller]
    fn balances(adjudication: &Adjudication) {
        for line in &adjudication.lines {
            let adjusted: Money = line.adjustments.iter().map(|one| one.amount).sum();
            assert_eq!(line.charge - adjusted, line.paid);
            assert!(line.adjustments.iter().all(|one| !one.amount.is_zero()));
        }
    }

    #[test]
    fn every_outcome_balances_on_every_line_whatever_the_charges() {
        let charges = [&[1][..], &[0], &[99, 1, 3333], &[100_000_000], &[2_500, 1_250]];
        for outcome in Outcome::ALL {
            for charges in charges {
                let (first, corrected) = adjudicate(outcome.marker(), charges);
                balances(&first);
                balances(&first.reversed());
                assert_eq!(first.charge(), Money::cents(charges.iter().sum()));
                corrected.iter().for_each(balances);
            }
        }
    }

    #[test]
    fn a_partly_paid_claim_owes_deductible_and_copay_once() {
        let (partial, _) = adjudicate("PARTIAL-1", &[10_000, 5_000]);
        let reasons = |line: usize| {
            let adjustments = &partial.lines[line].adjustments;
            let text = adjustments.iter().map(|one| (one.reason.to_string(), one.amount));
            text.collect::<Vec<_>>()
        };
        let cents = Money::cents;
        assert_eq!(
            reasons(0),
            [("CO-45".to_owned(), cents(2_000)), ("PR-1".to_owned(), cents(2_500)), ("PR-2".to_owned(), cents(1_100)), ("PR-3".to_owned(), cents(1_000)),]
        );
        assert_eq!(reasons(1), [("CO-45".to_owned(), cents(1_000)), ("PR-2".to_owned(), cents(800))]);
        assert_eq!(partial.paid(), cents(3_400 + 3_200));
        assert_eq!(partial.patient_responsibility(), cents(5_400));
    }

    #[test]
    fn denials_pay_nothing_and_say_why() {
        let (denied, _) = adjudicate("DENIED-1", &[10_000]);
        assert_eq!((denied.status, denied.paid()), ("4", Money::ZERO));
        assert_eq!(denied.lines[0].adjustments[0].reason, Reason::new("CO", "16"));
        assert_eq!(denied.lines[0].remarks, ["N290"]);
        let (noncovered, _) = adjudicate("NONCOVERED-1", &[10_000]);
        assert_eq!(noncovered.patient_responsibility(), Money::cents(10_000));
        let (one_line, _) = adjudicate("LINEDENIED-1", &[10_000, 500]);
        assert_eq!((one_line.status, one_line.paid()), ("1", Money::cents(8_000)));
    }

    #[test]
    fn a_reversal_negates_and_a_correction_pays_at_its_own_rate() {
        let (first, corrected) = adjudicate("REVERSED-1", &[10_000]);
        let reversal = first.reversed();
        assert_eq!((reversal.status, reversal.paid()), ("22", Money::cents(-8_000)));
        assert_eq!(corrected.expect("a correction").paid(), Money::cents(9_000));
        let (_, denied) = adjudicate("FORWARD-1", &[10_000]);
        assert_eq!(denied.expect("a denial").status, "4");
    }
}
