//! PLB: provider-level adjustments go to an account of their own by reason code, tied to the payment; interest (L6) is income.
//!
//! A positive amount lowers the payment (005010X221A1, PLB). A recovery (WO) should name a claim of ours, and a balance carried forward (FB) the trace
//! number of a payment; where it names neither, it is booked all the same, since the payment's cash needs it, and a person looks for what it belongs to.

use super::desk::{Cause, Desk};
use super::forms::reference_words;
use crate::exception::{Disposition, ExceptionReason, NewException};
use crate::identifiers::ClaimId;
use crate::ledger::{Account, EntryKind};
use crate::remittance::ProviderAdjustment;

const INTEREST: &str = "L6";
const FORWARD_BALANCE: &str = "FB";
const OVERPAYMENT_RECOVERY: &str = "WO";

pub(super) fn post(desk: &mut Desk<'_>, adjustment: &ProviderAdjustment) {
    let (kind, account) = match adjustment.reason.as_str() {
        INTEREST => (EntryKind::Interest, Account::InterestIncome),
        reason => (EntryKind::ProviderLevel, Account::ProviderLevel(reason.to_owned())),
    };
    let claim_id = claim_named(desk, adjustment);
    let tied = match adjustment.reason.as_str() {
        OVERPAYMENT_RECOVERY => claim_id.is_some(),
        FORWARD_BALANCE => names_a_payment(desk, adjustment),
        _ => true,
    };
    let cause = Cause { payment_id: desk.payment_id.clone(), segment: adjustment.segment, claim_id, line: None, reason: format!("PLB {}", adjustment.reason) };
    if !tied {
        desk.raise(NewException { payment_id: Some(desk.payment_id.clone()), ..untied(adjustment) });
    }
    desk.enter(kind, account, Account::Cash, adjustment.amount, cause);
}

fn claim_named(desk: &Desk<'_>, adjustment: &ProviderAdjustment) -> Option<ClaimId> {
    let words: Vec<&str> = adjustment.reference.iter().flat_map(reference_words).collect();
    desk.records()
        .find(|record| {
            let known = record.history.payer_claim_control_number.iter().chain([&record.claim.patient_control_number]);
            known.into_iter().any(|number| words.contains(&number.expose().as_str()))
        })
        .map(|record| record.claim.id.clone())
}

fn names_a_payment(desk: &Desk<'_>, adjustment: &ProviderAdjustment) -> bool {
    adjustment.reference.iter().flat_map(reference_words).any(|word| desk.knows_trace(word))
}

fn untied(adjustment: &ProviderAdjustment) -> NewException {
    let message =
        format!("The provider-level adjustment {} points at no claim or payment that is known here. It is booked to its own account.", adjustment.reason);
    NewException {
        amount: Some(adjustment.amount),
        segment: Some(adjustment.segment),
        ..NewException::new(ExceptionReason::ProviderAdjustmentUntied, Disposition::Review, message)
    }
}
