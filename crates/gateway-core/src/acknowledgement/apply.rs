//! What an acknowledgement does: to the claims that it names, and to the transmission that carried them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{AcknowledgementLevel, InboundAcknowledgement, Verdict};
use crate::effects::Effects;
use crate::event::{EventKind, NewEvent};
use crate::exception::{Disposition, ExceptionReason, NewException};
use crate::identifiers::ClaimId;
use crate::intake::ClaimRecord;
use crate::life_cycle::{ClaimHistory, Delivery};
use crate::sending;
use crate::transmission::Transmission;

/// What an acknowledgement did to one claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AcknowledgementEffect {
    /// The claim's state follows it.
    Advanced,
    /// The same was said before.
    Repeated,
    /// A deeper level has spoken already: it is kept, the state stays.
    Outranked,
    /// It contradicts what was said before. It is kept, the greater verdict speaks, and a person should look.
    Contradicted,
}

/// Adds one acknowledgement to a claim's history.
pub fn apply(history: &mut ClaimHistory, acknowledgement: &InboundAcknowledgement) -> AcknowledgementEffect {
    // Whoever answers has received: this settles an UNKNOWN outcome, whatever the answer is.
    history.delivery = Delivery::Sent;
    if let Some(number) = &acknowledgement.payer_claim_control_number {
        history.payer_claim_control_number.get_or_insert_with(|| number.clone());
    }
    let statement = (acknowledgement.level, acknowledgement.verdict);
    if acknowledgement.turns_away_a_copy() || history.acknowledgements.contains(&statement) {
        return AcknowledgementEffect::Repeated;
    }
    let contradicted = history.acknowledgements.iter().any(|&earlier| contradict(earlier, statement));
    let before = history.state();
    history.acknowledgements.insert(statement);
    match contradicted {
        true => AcknowledgementEffect::Contradicted,
        false if history.state() == before => AcknowledgementEffect::Outranked,
        false => AcknowledgementEffect::Advanced,
    }
}

/// Records an acknowledgement of a transmission that it names. `records` are the transmission's claims: all of them, or, once it is known to have arrived,
/// at least those that the acknowledgement speaks of. `None` when it speaks of none of them, or of
/// something that never left: it is set aside then.
pub fn record(
    acknowledgement: &InboundAcknowledgement,
    transmission: &mut Transmission,
    records: &mut [ClaimRecord],
) -> Option<(Vec<(ClaimId, AcknowledgementEffect)>, Effects)> {
    let control_number_of = |id: &ClaimId| records.iter().find(|record| record.claim.id == *id).map(|record| record.claim.patient_control_number.clone());
    let named: BTreeSet<ClaimId> = acknowledgement.claims_in(transmission, control_number_of).into_iter().cloned().collect();
    if named.is_empty() || transmission.attempts.is_empty() {
        return None;
    }
    let mut effects = Effects::default();
    let before: Vec<ClaimHistory> = records.iter().map(|record| record.history.clone()).collect();
    if sending::arrived(transmission) {
        let reason = "the payer answered, so it has it";
        effects.events = sending::follow(transmission, records, EventKind::ClaimSendEnded, reason);
    }
    let mut statements = Vec::new();
    for record in records.iter_mut().filter(|record| named.contains(&record.claim.id)) {
        let effect = apply(&mut record.history, acknowledgement);
        effects.events.push(told(acknowledgement, transmission, record));
        if effect == AcknowledgementEffect::Contradicted {
            effects.exceptions.push(conflict(acknowledgement, transmission, record));
        }
        statements.push((record.claim.id.clone(), effect));
    }
    let changed = records.iter().zip(before).filter(|(record, before)| record.history != *before);
    effects.histories = changed.map(|(record, _)| (record.claim.id.clone(), record.history.clone())).collect();
    Some((statements, effects))
}

/// The exception for an acknowledgement that names nothing we sent.
#[must_use]
pub fn unmatched(acknowledgement: &InboundAcknowledgement) -> NewException {
    let message = format!("An acknowledgement ({}, {}) names nothing that was sent from here.", acknowledgement.level, acknowledgement.verdict);
    let exception = NewException::new(ExceptionReason::UnmatchedAcknowledgement, Disposition::Quarantined, message);
    NewException { inbound_id: Some(acknowledgement.inbound_id.clone()), segment: Some(acknowledgement.segment), ..exception }
}

fn told(acknowledgement: &InboundAcknowledgement, transmission: &Transmission, record: &ClaimRecord) -> NewEvent {
    let codes = if acknowledgement.codes.is_empty() { String::new() } else { format!(" ({})", acknowledgement.codes.join(", ")) };
    let reason = format!("{} at level {}{codes}", acknowledgement.verdict, acknowledgement.level);
    NewEvent {
        transmission_id: Some(transmission.id.clone()),
        inbound_id: Some(acknowledgement.inbound_id.clone()),
        segment: Some(acknowledgement.segment),
        ..NewEvent::new(EventKind::ClaimAcknowledged, reason).about(&record.claim.id, record.state())
    }
}

fn conflict(acknowledgement: &InboundAcknowledgement, transmission: &Transmission, record: &ClaimRecord) -> NewException {
    let message =
        format!("The payer's answer ({} at level {}) contradicts an earlier one. Ask the payer which stands.", acknowledgement.verdict, acknowledgement.level);
    NewException {
        claim_id: Some(record.claim.id.clone()),
        transmission_id: Some(transmission.id.clone()),
        ..NewException { message, reason: ExceptionReason::AcknowledgementConflict, disposition: Disposition::Review, ..unmatched(acknowledgement) }
    }
}

/// Two statements contradict when one level says both, or when a level that was never reached, because a shallower one rejected, has spoken.
fn contradict(one: (AcknowledgementLevel, Verdict), other: (AcknowledgementLevel, Verdict)) -> bool {
    let (shallow, deep) = if one.0 <= other.0 { (one, other) } else { (other, one) };
    let rejected = |statement: (_, Verdict)| statement.1 == Verdict::Rejected;
    if shallow.0 == deep.0 { rejected(shallow) != rejected(deep) } else { rejected(shallow) }
}

#[cfg(test)]
mod tests {
    use super::super::AcknowledgementKey;
    use super::*;
    use crate::identifiers::InboundId;
    use crate::life_cycle::ClaimState;
    use AcknowledgementLevel::{Clearinghouse, Implementation, Interchange};
    use Verdict::{Accepted, Rejected};
    use proptest::prelude::*;

    fn statement(level: AcknowledgementLevel, verdict: Verdict, codes: &[&str]) -> InboundAcknowledgement {
        InboundAcknowledgement {
            inbound_id: InboundId::new("file"),
            segment: 1,
            sender: "US".into(),
            receiver: "THEM".into(),
            level,
            key: AcknowledgementKey::Claim { reference: "1".into(), patient_control_number: None },
            verdict,
            codes: codes.iter().map(|&code| code.to_owned()).collect(),
            payer_claim_control_number: None,
        }
    }

    #[test]
    fn a_repeat_changes_nothing() {
        let mut history = ClaimHistory::default();
        assert_eq!(apply(&mut history, &statement(Implementation, Accepted, &[])), AcknowledgementEffect::Advanced);
        let before = history.clone();
        assert_eq!(apply(&mut history, &statement(Implementation, Accepted, &[])), AcknowledgementEffect::Repeated);
        assert_eq!(history, before);
    }

    #[test]
    fn a_shallower_acceptance_that_comes_late_is_kept_without_effect() {
        let mut history = ClaimHistory::default();
        apply(&mut history, &statement(Clearinghouse, Rejected, &[]));
        assert_eq!(apply(&mut history, &statement(Interchange, Accepted, &[])), AcknowledgementEffect::Outranked);
        assert_eq!(history.state(), ClaimState::Rejected(Clearinghouse));
        assert_eq!(history.acknowledgements.len(), 2);
    }

    #[test]
    fn a_duplicate_interchange_is_proof_of_receipt_and_no_rejection() {
        let mut history = ClaimHistory { delivery: Delivery::Unknown, ..Default::default() };
        apply(&mut history, &statement(Interchange, Rejected, &["025"]));
        assert_eq!(history.state(), ClaimState::Sent);
    }

    #[test]
    fn an_answer_from_behind_a_rejection_is_a_contradiction() {
        let mut history = ClaimHistory::default();
        apply(&mut history, &statement(Implementation, Rejected, &[]));
        assert_eq!(apply(&mut history, &statement(Clearinghouse, Accepted, &[])), AcknowledgementEffect::Contradicted);
    }

    fn statements() -> impl Strategy<Value = Vec<(AcknowledgementLevel, Verdict)>> {
        let level = prop::sample::select(AcknowledgementLevel::ALL.to_vec());
        let verdict = prop::sample::select(vec![Accepted, Verdict::AcceptedWithErrors, Rejected]);
        prop::collection::vec((level, verdict), 0..12)
    }

    proptest! {
        #[test]
        fn any_order_and_any_repeats_end_in_the_same_state_and_never_go_back(
            (one, other) in statements().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
        ) {
            let end = |order: &[(AcknowledgementLevel, Verdict)]| {
                let mut history = ClaimHistory { delivery: Delivery::Sent, ..Default::default() };
                for &(level, verdict) in order.iter().chain(order) {
                    let before = history.state().rank();
                    apply(&mut history, &statement(level, verdict, &[]));
                    assert!(history.state().rank() >= before);
                }
                history
            };
            prop_assert_eq!(end(&one).state(), end(&other).state());
            prop_assert_eq!(end(&one).acknowledgements, end(&other).acknowledgements);
        }
    }
}
