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
    let used = |prior: &PriorPayment| prior.trace_number == payment.trace_number && prior.id != id && prior.status == PaymentStatus::Posted;
    // Payments without money often share a trace number such as 0 or NO CHECK: their content alone tells them apart.
    let conflict = !released && !payment.moves_no_money() && earlier.iter().any(used);
    if conflict { Gate::Conflict } else { Gate::Open }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Sha256;
    use crate::money::Cents;
    use crate::remittance::samples::{self, line, remitted};

    fn payment(content: &str) -> RemittancePayment {
        let claims = vec![remitted("A", "1", vec![line("99213", 100, Vec::new())])];
        RemittancePayment { content_hash: Sha256::of(content.as_bytes()), ..samples::payment("T", claims) }
    }

    fn prior(payment: &RemittancePayment, status: PaymentStatus) -> PriorPayment {
        PriorPayment { id: payment.id(), trace_number: payment.trace_number.clone(), status }
    }

    #[test]
    fn the_envelope_is_no_part_of_a_payments_name_and_each_fact_is() {
        let one = payment("x");
        assert_eq!(RemittancePayment { segment: 99, inbound_id: crate::identifiers::InboundId::new("other"), ..one.clone() }.id(), one.id());
        let others = [
            RemittancePayment { payer_id: "OTHER".into(), ..one.clone() },
            RemittancePayment { trace_number: "U".into(), ..one.clone() },
            RemittancePayment { payment_date: None, ..one.clone() },
            RemittancePayment { total_paid: Cents::new(1), ..one.clone() },
            RemittancePayment { payee_id: "OTHER".into(), ..one.clone() },
            payment("y"),
        ];
        assert!(others.iter().all(|other| other.id() != one.id()));
    }

    #[test]
    fn the_gate_opens_once_and_holds_other_content_until_it_is_released() {
        let (one, other) = (payment("x"), payment("y"));
        let posted = [prior(&one, PaymentStatus::Posted)];
        assert_eq!(gate(&one, &[], false), Gate::Open);
        assert_eq!(gate(&one, &posted, false), Gate::Posted);
        assert_eq!(gate(&one, &posted, true), Gate::Posted, "nobody can release a second posting");
        assert_eq!(gate(&other, &posted, false), Gate::Conflict);
        assert_eq!(gate(&other, &posted, true), Gate::Open);
        assert_eq!(gate(&one, &[prior(&one, PaymentStatus::Quarantined)], false), Gate::AlreadyQuarantined);
        assert_eq!(gate(&other, &[prior(&one, PaymentStatus::Quarantined)], false), Gate::Open, "what was never posted cannot be posted twice");
    }

    #[test]
    fn payments_without_money_may_share_a_trace_number() {
        let without = |content: &str| RemittancePayment { method: "NON".into(), total_paid: Cents::ZERO, ..payment(content) };
        assert_eq!(gate(&without("y"), &[prior(&without("x"), PaymentStatus::Posted)], false), Gate::Open);
        assert_eq!(gate(&without("x"), &[prior(&without("x"), PaymentStatus::Posted)], false), Gate::Posted);
    }
}
