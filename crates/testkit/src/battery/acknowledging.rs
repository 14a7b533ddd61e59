//! Acknowledging: late, twice or in any order, a claim ends in the same state, and every word is kept.

use gateway_core::acknowledgement::AcknowledgementLevel::{Clearinghouse, Implementation, Interchange, Payer};
use gateway_core::acknowledgement::Verdict::{Accepted, AcceptedWithErrors, Rejected};
use gateway_core::acknowledgement::{AcknowledgementEffect, AcknowledgementKey, AcknowledgementLevel, InboundAcknowledgement, Verdict};
use gateway_core::exception::ExceptionReason;
use gateway_core::identifiers::ClaimId;
use gateway_core::life_cycle::ClaimState;
use gateway_core::outcome::AttemptOutcome;
use gateway_core::ports::{PageRequest, RecordedAcknowledgement, Store};
use gateway_core::retry::ConnectorProfile;
use gateway_core::transmission::TransmissionState;

use super::{House, accept, begin, seal, sent};
use crate::builders::{acknowledgement, at, claim, inbound};

async fn record(store: &dyn Store, acknowledgement: InboundAcknowledgement) -> RecordedAcknowledgement {
    store.record_acknowledgement(acknowledgement, at(50)).await.expect("it is recorded")
}

async fn state(store: &dyn Store, id: &str) -> ClaimState {
    store.claim(&ClaimId::new(id)).await.unwrap().unwrap().state()
}

/// Every order of every choice out of these statements.
fn orders(statements: &[(AcknowledgementLevel, Verdict)]) -> Vec<Vec<(AcknowledgementLevel, Verdict)>> {
    let mut orders = vec![Vec::new()];
    for &statement in statements {
        let longer = orders.iter().flat_map(|order: &Vec<_>| {
            (0..=order.len()).map(move |position| {
                let mut longer = order.clone();
                longer.insert(position, statement);
                longer
            })
        });
        orders = longer.collect();
    }
    orders
}

/// All 120 orders of five statements end in the same state, and keep all five.
pub async fn acknowledgements_end_in_the_same_state_in_every_order(house: impl House) {
    let store = house.store();
    let statements = [(Interchange, Accepted), (Implementation, AcceptedWithErrors), (Clearinghouse, Accepted), (Payer, Rejected), (Payer, Accepted)];
    for (number, order) in orders(&statements).into_iter().enumerate() {
        let name = format!("C{number}");
        let transmission = sent(&*store, &format!("t{number}"), vec![claim(&name, &[100])]).await;
        let mut rank = state(&*store, &name).await.rank();
        for (level, verdict) in order {
            let file = format!("{number}-{level}-{verdict}");
            store.store_inbound(inbound(&file)).await.unwrap();
            record(&*store, acknowledgement(&transmission, level, verdict, &file)).await;
            let now = state(&*store, &name).await.rank();
            assert!(now >= rank, "a claim never goes back");
            rank = now;
        }
        assert_eq!(state(&*store, &name).await, ClaimState::Rejected(Payer));
    }
    let all = store.acknowledgements(PageRequest { limit: 1_000, ..Default::default() }).await.unwrap();
    assert_eq!(all.len(), 5 * 120);
}

/// The same segment again is nothing; the same words from another file are kept and change nothing.
pub async fn a_repeated_acknowledgement_changes_nothing(house: impl House) {
    let transmission = sent(&*house.store(), "t", vec![claim("A", &[100])]).await;
    for file in ["one", "two"] {
        house.store().store_inbound(inbound(file)).await.unwrap();
    }
    let first = acknowledgement(&transmission, Implementation, Accepted, "one");
    record(&*house.store(), first.clone()).await;
    let house = house.crash().await;
    let store = house.store();
    assert_eq!(record(&*store, first).await, RecordedAcknowledgement::Repeated);
    let again = record(&*store, acknowledgement(&transmission, Implementation, Accepted, "two")).await;
    let effects = vec![(ClaimId::new("A"), AcknowledgementEffect::Repeated)];
    assert_eq!(again, RecordedAcknowledgement::Matched { transmission_id: transmission.id, effects });
    assert_eq!(store.acknowledgements(PageRequest::default()).await.unwrap().len(), 2);
    assert!(store.exceptions(false, PageRequest::default()).await.unwrap().is_empty());
}

/// What names nothing, or something that never left, is set aside.
pub async fn an_acknowledgement_of_nothing_sent_is_set_aside(house: impl House) {
    let store = house.store();
    accept(&*store, "k", vec![claim("A", &[100])]).await;
    let sealed = seal(&*store, "t", ConnectorProfile::default()).await;
    store.store_inbound(inbound("one")).await.unwrap();
    let before_sending = acknowledgement(&sealed, Interchange, Accepted, "one");
    assert!(matches!(record(&*store, before_sending.clone()).await, RecordedAcknowledgement::Quarantined(_)));
    let of_another = InboundAcknowledgement { sender: "SOMEBODY".into(), segment: 4, ..before_sending };
    assert!(matches!(record(&*store, of_another).await, RecordedAcknowledgement::Quarantined(_)));
    assert_eq!(state(&*store, "A").await, ClaimState::Batched);
    let exceptions = store.exceptions(true, PageRequest::default()).await.unwrap();
    assert!(exceptions.len() == 2 && exceptions.iter().all(|record| record.exception.reason == ExceptionReason::UnmatchedAcknowledgement));
}

/// Whoever answers has received: an acknowledgement settles an UNKNOWN and stops a resend.
pub async fn an_acknowledgement_settles_an_unknown(house: impl House) {
    let store = house.store();
    accept(&*store, "k", vec![claim("A", &[100])]).await;
    let profile = ConnectorProfile { can_be_asked: true, ..Default::default() };
    let transmission = seal(&*store, "t", profile).await;
    let (attempt, _) = begin(&*store, &transmission.id, 2).await;
    store.record_outcome(&transmission.id, attempt, AttemptOutcome::Unknown { reason: "no answer".into() }, at(3)).await.unwrap();
    store.store_inbound(inbound("999")).await.unwrap();
    record(&*store, acknowledgement(&transmission, Implementation, Accepted, "999")).await;
    let settled = store.transmission(&transmission.id).await.unwrap().unwrap();
    assert_eq!((settled.state(), settled.next_step.due_at()), (TransmissionState::Sent, None));
    assert_eq!(state(&*store, "A").await, ClaimState::Acknowledged(Implementation));
}

/// A 277CA accepts one claim of a set and rejects another; a 999 speaks of one set of a group.
pub async fn a_277ca_speaks_of_single_claims(house: impl House) {
    let store = house.store();
    let transmission = sent(&*store, "t", vec![claim("A", &[100]), claim("B", &[100]), claim("C", &[100])]).await;
    store.store_inbound(inbound("277")).await.unwrap();
    for (segment, name, verdict) in [(10, "A", Accepted), (11, "B", Rejected)] {
        let reference = transmission.identity.sets[0].reference.clone();
        let key = AcknowledgementKey::Claim { reference, patient_control_number: Some(name.into()) };
        record(&*store, InboundAcknowledgement { key, segment, ..acknowledgement(&transmission, Payer, verdict, "277") }).await;
    }
    let second = &transmission.identity.sets[1];
    let key =
        AcknowledgementKey::Group { group_control_number: transmission.identity.group_control_number, set_control_number: Some(second.set_control_number) };
    record(&*store, InboundAcknowledgement { key, segment: 12, ..acknowledgement(&transmission, Implementation, Rejected, "277") }).await;
    assert_eq!(state(&*store, "A").await, ClaimState::Acknowledged(Payer));
    assert_eq!(state(&*store, "B").await, ClaimState::Rejected(Payer));
    assert_eq!(state(&*store, "C").await, ClaimState::Rejected(Implementation));
}

/// Nothing is recorded out of a file that is not stored.
pub async fn an_acknowledgement_needs_its_file(house: impl House) {
    let store = house.store();
    let transmission = sent(&*store, "t", vec![claim("A", &[100])]).await;
    let refused = store.record_acknowledgement(acknowledgement(&transmission, Payer, Accepted, "never stored"), at(50)).await;
    assert!(refused.is_err());
    assert_eq!(state(&*store, "A").await, ClaimState::Sent);
}
