//! The balance gate: a remittance is posted only when every line, every claim and the payment add up.
//!
//! Line: SVC02 - CAS = SVC03. Claim: CLP03 - CAS of claim and lines = CLP04, and the lines' charges come to CLP03. Payment: CLP04s - PLBs = BPR02, and
//! BPR02 is not below zero (005010X221A1 front matter on balancing; RFI 222 for the sign).

use super::{Adjustment, RemittanceClaim, RemittanceLine, RemittancePayment};
use crate::money::Cents;

/// A sum that does not come out. Amounts are left to the exception's own field, because they may belong to a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Imbalance {
    /// SVC02 less its adjustments is not SVC03.
    #[error("The service line's charge less its adjustments is not what was paid for it (SVC02 - CAS = SVC03), so the payment was not posted.")]
    Line {
        /// The SVC segment.
        segment: u32,
    },
    /// CLP03 less all adjustments is not CLP04.
    #[error("The claim's charge less its adjustments is not what was paid for it (CLP03 - CAS = CLP04), so the payment was not posted.")]
    Claim {
        /// The CLP segment.
        segment: u32,
    },
    /// The lines' charges do not come to CLP03.
    #[error("The charges of the claim's lines do not come to the claim's charge (sum of SVC02 = CLP03), so the payment was not posted.")]
    LineCharges {
        /// The CLP segment.
        segment: u32,
    },
    /// The claims less the provider adjustments are not BPR02.
    #[error("What was paid for the claims less the provider adjustments is not the payment (sum of CLP04 - sum of PLB = BPR02), so it was not posted.")]
    Payment {
        /// The BPR segment.
        segment: u32,
    },
    /// BPR02 is below zero.
    #[error("The payment is below zero (BPR02), which a payer has to carry forward by PLB FB instead, so it was not posted.")]
    NegativePayment {
        /// The BPR segment.
        segment: u32,
    },
}

impl Imbalance {
    /// The segment at which it shows.
    #[must_use]
    pub const fn segment(&self) -> u32 {
        match self {
            Self::Line { segment }
            | Self::Claim { segment }
            | Self::LineCharges { segment }
            | Self::Payment { segment }
            | Self::NegativePayment { segment } => *segment,
        }
    }
}

/// Every sum that does not come out. A sum that does not fit into 64 bits does not come out either.
#[must_use]
pub fn check(payment: &RemittancePayment) -> Vec<Imbalance> {
    let mut imbalances: Vec<Imbalance> = payment.claims.iter().flat_map(check_claim).collect();
    let segment = payment.segment;
    if payment.total_paid.is_negative() {
        imbalances.push(Imbalance::NegativePayment { segment });
    }
    let claims = Cents::sum(payment.claims.iter().map(|claim| claim.paid));
    let provider = Cents::sum(payment.provider_adjustments.iter().map(|adjustment| adjustment.amount));
    if difference(claims, provider) != Some(payment.total_paid) {
        imbalances.push(Imbalance::Payment { segment });
    }
    imbalances
}

fn check_claim(claim: &RemittanceClaim) -> Vec<Imbalance> {
    let segment = claim.segment;
    let mut imbalances: Vec<Imbalance> = claim.lines.iter().filter(|line| !line_balances(line)).map(|line| Imbalance::Line { segment: line.segment }).collect();
    let adjusted = total(claim.all_adjustments().map(|(_, adjustment)| adjustment));
    // A claim whose only fault is in a line is reported at that line alone.
    if imbalances.is_empty() && difference(Some(claim.charge), adjusted) != Some(claim.paid) {
        imbalances.push(Imbalance::Claim { segment });
    }
    if !claim.lines.is_empty() && Cents::sum(claim.lines.iter().map(|line| line.charge)) != Some(claim.charge) {
        imbalances.push(Imbalance::LineCharges { segment });
    }
    imbalances
}

fn line_balances(line: &RemittanceLine) -> bool {
    difference(Some(line.charge), total(&line.adjustments)) == Some(line.paid)
}

fn total<'a>(adjustments: impl IntoIterator<Item = &'a Adjustment>) -> Option<Cents> {
    Cents::sum(adjustments.into_iter().map(|adjustment| adjustment.amount))
}

fn difference(from: Option<Cents>, amount: Option<Cents>) -> Option<Cents> {
    from?.minus(amount?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::remittance::ProviderAdjustment;
    use crate::remittance::samples::{adjustment, line, payment, remitted};

    fn balanced() -> RemittancePayment {
        let lines = vec![line("99213", 10_000, vec![adjustment("CO", "45", 2_000)]), line("99214", 5_000, Vec::new())];
        payment("T", vec![remitted("A", "1", lines)])
    }

    #[track_caller]
    fn check(break_it: impl FnOnce(&mut RemittancePayment), expect: &[Imbalance]) {
        let mut payment = balanced();
        break_it(&mut payment);
        assert_eq!(super::check(&payment), expect);
    }

    #[test]
    fn a_payment_that_adds_up_has_no_imbalance() {
        check(|_| {}, &[]);
        check(
            |payment| {
                payment.claims[0].adjustments.push(adjustment("OA", "23", 1_000));
                payment.claims[0].paid = Cents::new(12_000);
                payment.total_paid = Cents::new(12_000);
            },
            &[],
        );
    }

    #[test]
    fn each_sum_that_does_not_come_out_is_reported_at_its_own_segment() {
        check(|payment| payment.claims[0].lines[1].adjustments.push(adjustment("CO", "45", 1)), &[Imbalance::Line { segment: 11 }]);
        check(|payment| payment.claims[0].adjustments.push(adjustment("CO", "45", 1)), &[Imbalance::Claim { segment: 10 }]);
        check(|payment| payment.total_paid = Cents::new(1), &[Imbalance::Payment { segment: 4 }]);
        let only_charge = |payment: &mut RemittancePayment| {
            payment.claims[0].charge = Cents::new(14_000);
            payment.claims[0].paid = Cents::new(12_000);
            payment.total_paid = Cents::new(12_000);
        };
        check(only_charge, &[Imbalance::LineCharges { segment: 10 }]);
    }

    #[test]
    fn a_provider_adjustment_above_zero_lowers_the_payment_and_a_payment_is_never_below_zero() {
        let provider = |amount| ProviderAdjustment {
            segment: 20,
            provider_id: "1999999984".into(),
            fiscal_period: None,
            reason: "WO".into(),
            reference: None,
            amount: Cents::new(amount),
        };
        check(
            |payment| {
                payment.provider_adjustments.push(provider(500));
                payment.total_paid = Cents::new(12_500);
            },
            &[],
        );
        check(
            |payment| {
                payment.provider_adjustments.push(provider(13_500));
                payment.total_paid = Cents::new(-500);
            },
            &[Imbalance::NegativePayment { segment: 4 }],
        );
    }

    #[test]
    fn sums_that_do_not_fit_do_not_balance() {
        let most = Cents::new(i64::MAX);
        check(
            |payment| payment.claims[0].lines[0].adjustments.extend([adjustment("CO", "45", i64::MAX), adjustment("CO", "45", i64::MAX)]),
            &[Imbalance::Line { segment: 11 }],
        );
        assert_eq!(difference(Some(Cents::new(-2)), Some(most)), None);
    }
}
