//! The duplicate gate: the same payment is posted once, in whatever envelope and however often it comes.
//!
//! A payment's name is made of payer, trace number, date, amount, payee and content. The same trace number of the same payer with other content is a
//! conflict that a person has to settle: it is a corrected copy, or not the payer's.

use super::RemittancePayment;
use crate::posting::{PaymentStatus, PriorPayment};

/// What the gate says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// It is new.
    Open,
    /// It is posted already.
    Posted,
    /// It is set aside already.
    AlreadyQuarantined,
    /// Its trace number was used with other content.
    Conflict,
}

/// Looks at a payment beside the earlier payments of its payer.
#[must_use]
pub fn gate(payment: &RemittancePayment, earlier: &[PriorPayment], released: bool) -> Gate {
    let id = payment.id();
    match earlier.iter().find(|prior| prior.id == id) {
        Some(prior) if prior.status == PaymentStatus::Posted => return Gate::Posted,
        Some(_) if !released => return Gate::AlreadyQuarantined,
        _ => {}
    }
    let used = |prior: &PriorPayment| {
        prior.trace_number == payment.trace_number
            && prior.id != id
            && prior.status == PaymentStatus::Posted
    };
    // Payments without money often share a trace number such as 0 or NO CHECK: their content alone tells them apart.
    let conflict = !released && !payment.moves_no_money() && earlier.iter().any(used);
    if conflict { Gate::Conflict } else { Gate::Open }
}
