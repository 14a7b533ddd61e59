//! Sending: sealed once, sent by one, never under a second identity.

use std::collections::BTreeSet;

use gateway_core::event::EventKind;
use gateway_core::exception::ExceptionReason;
use gateway_core::identifiers::ClaimId;
use gateway_core::life_cycle::ClaimState;
use gateway_core::outcome::AttemptOutcome;
use gateway_core::ports::{IntentOutcome, PageRequest, Store, StoreError};
use gateway_core::retry::{ConnectorProfile, DropsCopiesBy, NextStep, PayerAnswer};
use gateway_core::transmission::{Transmission, TransmissionState};

use super::{House, accept, begin, seal};
use crate::builders::{PlainRenderer, RefusingRenderer, at, claim, seal_request};

fn not_sent() -> AttemptOutcome {
    AttemptOutcome::NotSent { reason: "connection refused".into(), needs_a_person: false }
}

fn unknown() -> AttemptOutcome {
    AttemptOutcome::Unknown { reason: "no answer".into() }
}

async fn sealed(store: &dyn Store, profile: ConnectorProfile) -> Transmission {
    accept(store, "k", vec![claim("A", &[100])]).await;
    seal(store, "t", profile).await
}

async fn state(store: &dyn Store) -> ClaimState {
    store.claim(&ClaimId::new("A")).await.unwrap().unwrap().state()
}

/// Claims are sealed once, in their order, also across a crash and by two sealers at once; numbers go on and never repeat.
pub async fn every_claim_is_sealed_once_and_no_number_repeats(house: impl House) {
    let names = ["A", "B", "C", "D", "E"];
    accept(&*house.store(), "k", names.iter().map(|name| claim(name, &[100])).collect()).await;
    let mut request = seal_request("t1", ConnectorProfile::default());
    request.max_claims = 2;
    let first = house.store().seal(request, &PlainRenderer).await.unwrap().unwrap();
    let house = house.crash().await;
    let store = house.store();
    let (request, other) = (seal_request("t2", ConnectorProfile::default()), seal_request("t3", ConnectorProfile::default()));
    let (second, third) = tokio::join!(store.seal(request, &PlainRenderer), store.seal(other, &PlainRenderer));
    let sealed: Vec<Transmission> = [Some(first), second.unwrap(), third.unwrap()].into_iter().flatten().collect();
    assert_eq!(sealed.len(), 2, "the second takes all that is left");
    let claims: Vec<&str> = sealed.iter().flat_map(Transmission::claims).map(ClaimId::as_str).collect();
    assert_eq!(claims, names);
    let sets: Vec<u32> = sealed.iter().flat_map(|one| &one.identity.sets).map(|set| set.set_control_number.value()).collect();
    assert_eq!(sets, [1, 2, 3]);
    assert_eq!(sealed.iter().map(|one| one.identity.interchange_control_number.value()).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(store.transmission(&sealed[0].id).await.unwrap().unwrap(), sealed[0]);
    assert!(store.waiting_batches().await.unwrap().is_empty());
}

/// When rendering fails, the claims wait on and the number is free.
pub async fn a_failed_rendering_seals_nothing_and_uses_no_number(house: impl House) {
    let store = house.store();
    accept(&*store, "k", vec![claim("A", &[100])]).await;
    let failed = store.seal(seal_request("t1", ConnectorProfile::default()), &RefusingRenderer).await;
    assert!(matches!(failed, Err(StoreError::Render(error)) if error.claim_id == Some(ClaimId::new("A"))));
    assert_eq!(store.waiting_batches().await.unwrap()[0].claims, 1);
    assert_eq!(seal(&*store, "t2", ConnectorProfile::default()).await.identity.interchange_control_number.value(), 1);
}

/// A claim that cannot be rendered is set aside, and the others go out.
pub async fn a_parked_claim_does_not_stop_the_others(house: impl House) {
    let store = house.store();
    accept(&*store, "k", vec![claim("A", &[100]), claim("B", &[100])]).await;
    for _ in 0..2 {
        store.park_claim(&ClaimId::new("A"), "a delimiter in its data", at(1)).await.unwrap();
    }
    let transmission = seal(&*store, "t", ConnectorProfile::default()).await;
    assert_eq!(transmission.claims().map(ClaimId::as_str).collect::<Vec<_>>(), ["B"]);
    assert_eq!(state(&*store).await, ClaimState::Parked);
    assert_eq!(store.exceptions(true, PageRequest::default()).await.unwrap().len(), 1);
}

/// Of 32 senders at once, one is told to begin.
pub async fn only_one_of_many_senders_begins(house: impl House) {
    let store = house.store();
    let transmission = sealed(&*store, ConnectorProfile::default()).await;
    let mut senders = tokio::task::JoinSet::new();
    for _ in 0..32 {
        let (store, id) = (store.clone(), transmission.id.clone());
        senders.spawn(async move { store.record_intent(&id, "https://payer.example", at(2)).await.unwrap() });
    }
    let begun = senders.join_all().await.into_iter().filter(|outcome| matches!(outcome, IntentOutcome::Begin { attempt: 1, .. })).count();
    assert_eq!(begun, 1);
    assert!(store.due_transmissions(at(1_000), 10).await.unwrap().is_empty());
}

/// After a crash between intent and outcome nobody knows: it is UNKNOWN, and where the payer promises nothing a person decides.
pub async fn an_attempt_left_open_by_a_crash_is_unknown_and_left_to_a_person(house: impl House) {
    let transmission = sealed(&*house.store(), ConnectorProfile::default()).await;
    begin(&*house.store(), &transmission.id, 2).await;
    let house = house.crash().await;
    let store = house.store();
    assert_eq!(store.recover(at(5)).await.unwrap(), std::slice::from_ref(&transmission.id));
    assert!(store.recover(at(6)).await.unwrap().is_empty(), "recovery finds nothing twice");
    let recovered = store.transmission(&transmission.id).await.unwrap().unwrap();
    assert_eq!(recovered.state(), TransmissionState::Unknown);
    assert!(matches!(recovered.next_step, NextStep::Person { .. }));
    assert_eq!(state(&*store).await, ClaimState::Unknown);
    assert!(store.due_transmissions(at(1_000_000), 10).await.unwrap().is_empty());
    assert_eq!(store.exceptions(true, PageRequest::default()).await.unwrap()[0].exception.reason, ExceptionReason::TransmissionNeedsDecision);
}

/// Where the payer drops copies, the same bytes go again, not before 90 seconds.
pub async fn an_unknown_is_sent_again_with_the_same_bytes_where_the_payer_drops_copies(house: impl House) {
    let store = house.store();
    let profile = ConnectorProfile { drops_copies_by: DropsCopiesBy::PayloadId, ..Default::default() };
    let transmission = sealed(&*store, profile).await;
    let (attempt, bytes) = begin(&*store, &transmission.id, 2).await;
    store.record_outcome(&transmission.id, attempt, unknown(), at(10)).await.unwrap();
    assert!(store.record_intent(&transmission.id, "x", at(99)).await.unwrap() == IntentOutcome::NotDue);
    assert!(store.due_transmissions(at(99), 10).await.unwrap().is_empty());
    assert_eq!(store.due_transmissions(at(100), 10).await.unwrap().len(), 1);
    let (second, again) = begin(&*store, &transmission.id, 100).await;
    assert_eq!((second, again), (2, bytes));
    let sent = store.record_outcome(&transmission.id, second, AttemptOutcome::Sent { reason: "confirmed".into() }, at(101)).await.unwrap();
    assert_eq!((sent.state(), state(&*store).await), (TransmissionState::Sent, ClaimState::Sent));
}

/// Where the payer can be asked, it is asked; its answer settles the matter, and "not yet" asks again until a person decides.
pub async fn an_unknown_is_asked_about_where_the_payer_can_be_asked(house: impl House) {
    let store = house.store();
    let profile = ConnectorProfile { can_be_asked: true, max_questions: 2, ..Default::default() };
    let transmission = sealed(&*store, profile).await;
    let (attempt, _) = begin(&*store, &transmission.id, 2).await;
    let unknown = store.record_outcome(&transmission.id, attempt, unknown(), at(10)).await.unwrap();
    assert_eq!(unknown.next_step, NextStep::Ask { at: at(100), asked: 0 });
    let asked = store.record_answer(&transmission.id, PayerAnswer::NotYetKnown, at(100)).await.unwrap();
    assert_eq!(asked.next_step, NextStep::Ask { at: at(190), asked: 1 });
    let gave_up = store.record_answer(&transmission.id, PayerAnswer::NotYetKnown, at(190)).await.unwrap();
    assert!(matches!(gave_up.next_step, NextStep::Person { .. }));
    let settled = store.record_answer(&transmission.id, PayerAnswer::Received, at(300)).await.unwrap();
    assert_eq!((settled.state(), settled.next_step, state(&*store).await), (TransmissionState::Sent, NextStep::Nothing, ClaimState::Sent));
}

/// NOT_SENT is retried by itself after the wait, with the same bytes.
pub async fn what_was_not_sent_is_sent_again_after_the_wait(house: impl House) {
    let transmission = sealed(&*house.store(), ConnectorProfile::default()).await;
    let (attempt, bytes) = begin(&*house.store(), &transmission.id, 2).await;
    house.store().record_outcome(&transmission.id, attempt, not_sent(), at(10)).await.unwrap();
    let house = house.crash().await;
    let store = house.store();
    assert_eq!(state(&*store).await, ClaimState::Batched);
    assert!(store.recover(at(11)).await.unwrap().is_empty());
    assert_eq!(begin(&*store, &transmission.id, 100).await, (2, bytes));
    let refused = AttemptOutcome::NotSent { reason: "UnAuthorized".into(), needs_a_person: true };
    assert!(matches!(store.record_outcome(&transmission.id, 2, refused, at(101)).await.unwrap().next_step, NextStep::Person { .. }));
}

/// A sender that comes back late changes nothing.
pub async fn the_outcome_of_an_attempt_that_is_not_open_changes_nothing(house: impl House) {
    let store = house.store();
    let transmission = sealed(&*store, ConnectorProfile::default()).await;
    let (attempt, _) = begin(&*store, &transmission.id, 2).await;
    let ended = store.record_outcome(&transmission.id, attempt, not_sent(), at(10)).await.unwrap();
    for late in [attempt, attempt + 1] {
        assert_eq!(store.record_outcome(&transmission.id, late, unknown(), at(20)).await.unwrap(), ended);
    }
    assert_eq!(store.transmission(&transmission.id).await.unwrap().unwrap(), ended);
    assert_eq!(store.record_answer(&transmission.id, PayerAnswer::Received, at(21)).await.unwrap(), ended, "only an UNKNOWN is answered about");
}

/// The first sender comes back while a second attempt is open: the open attempt stays open.
pub async fn a_late_sender_does_not_end_the_attempt_of_another(house: impl House) {
    let store = house.store();
    let transmission = sealed(&*store, ConnectorProfile::default()).await;
    let (first, _) = begin(&*store, &transmission.id, 2).await;
    store.record_outcome(&transmission.id, first, not_sent(), at(10)).await.unwrap();
    let (second, _) = begin(&*store, &transmission.id, 100).await;
    let sent = || AttemptOutcome::Sent { reason: "confirmed".into() };
    let late = store.record_outcome(&transmission.id, first, sent(), at(101)).await.unwrap();
    assert_eq!((late.open_attempt(), late.received), (Some(second), false));
    let ended = store.record_outcome(&transmission.id, second, sent(), at(102)).await.unwrap();
    assert_eq!(ended.state(), TransmissionState::Sent);
}

/// A person makes a stuck transmission due.
pub async fn a_persons_decision_sends_again(house: impl House) {
    let store = house.store();
    let transmission = sealed(&*store, ConnectorProfile::default()).await;
    let (attempt, bytes) = begin(&*store, &transmission.id, 2).await;
    store.record_outcome(&transmission.id, attempt, unknown(), at(10)).await.unwrap();
    store.send_by_decision(&transmission.id, "key-1", "the payer's help desk has not got it", at(20)).await.unwrap();
    assert_eq!(begin(&*store, &transmission.id, 20).await, (2, bytes));
    let timeline = store.timeline(&ClaimId::new("A")).await.unwrap();
    assert!(timeline.iter().any(|event| event.event.kind == EventKind::ClaimSendEnded && event.event.reason.contains("help desk")));
}

/// After the last attempt a person decides.
pub async fn attempts_end_at_the_limit(house: impl House) {
    let store = house.store();
    let transmission = sealed(&*store, ConnectorProfile { max_attempts: 3, ..Default::default() }).await;
    let mut numbers = BTreeSet::new();
    for round in 0..3 {
        let (attempt, _) = begin(&*store, &transmission.id, 100 * (round + 1)).await;
        numbers.insert(attempt);
        store.record_outcome(&transmission.id, attempt, not_sent(), at(100 * (round + 1) + 1)).await.unwrap();
    }
    assert_eq!(numbers.len(), 3);
    assert!(matches!(store.transmission(&transmission.id).await.unwrap().unwrap().next_step, NextStep::Person { .. }));
}
