//! Intake: claims and files come in once, and stay.

use gateway_core::acknowledgement::{AcknowledgementLevel, Verdict};
use gateway_core::claim::FrequencyCode;
use gateway_core::digest::Sha256;
use gateway_core::exception::ExceptionReason;
use gateway_core::identifiers::ClaimId;
use gateway_core::inbound::{InboundOutcome, InboundStatus};
use gateway_core::intake::AcceptOutcome;
use gateway_core::ledger::Account;
use gateway_core::life_cycle::ClaimState;
use gateway_core::limits;
use gateway_core::money::Cents;
use gateway_core::ports::{ClaimFilter, PageRequest, Store};

use super::{House, accept, assert_proven, sent};
use crate::builders::{acknowledgement, at, claim, inbound, submission};

async fn receivable(store: &dyn Store) -> i64 {
    store.trial_balance().await.unwrap().balance_of(&Account::InsuranceReceivable).count()
}

async fn count(store: &dyn Store) -> usize {
    store.claims(ClaimFilter::default(), PageRequest { limit: 1_000, ..Default::default() }).await.unwrap().len()
}

/// Every accepted claim is there after a crash, with its body and its charge.
pub async fn accepted_claims_survive_a_crash(house: impl House) {
    accept(&*house.store(), "k", vec![claim("A", &[10_000]), claim("B", &[2_500, 2_500])]).await;
    let house = house.crash().await;
    let store = house.store();
    let record = store.claim(&ClaimId::new("B")).await.unwrap().unwrap();
    assert_eq!(record.claim, claim("B", &[2_500, 2_500]));
    assert_eq!(record.state(), ClaimState::Accepted);
    assert_eq!(store.claim_body(&ClaimId::new("B")).await.unwrap().unwrap().0, b"B");
    assert_eq!(receivable(&*store).await, 15_000);
    assert_proven(&*store).await;
}

/// A repeat is answered with the first answer, also after a crash, and stores nothing.
pub async fn a_repeated_request_gets_the_first_answer(house: impl House) {
    let request = submission("k", vec![claim("A", &[100])]);
    let first = house.store().accept_claims(request.clone()).await.unwrap();
    assert_eq!(first, AcceptOutcome::Accepted(request.response.clone()));
    let house = house.crash().await;
    assert_eq!(house.store().accept_claims(request.clone()).await.unwrap(), AcceptOutcome::Repeated(request.response));
    assert_eq!(count(&*house.store()).await, 1);
}

/// A key that belongs to another request stores nothing.
pub async fn a_key_with_another_request_stores_nothing(house: impl House) {
    let store = house.store();
    accept(&*store, "k", vec![claim("A", &[100])]).await;
    let mut other = submission("k", vec![claim("B", &[100])]);
    other.request_sha256 = Sha256::of(b"another request");
    assert_eq!(store.accept_claims(other).await.unwrap(), AcceptOutcome::KeyReused);
    assert_eq!(count(&*store).await, 1);
}

/// 64 callers with one key at once: one stores, 63 repeat.
pub async fn sixty_four_callers_with_one_key_store_one_submission(house: impl House) {
    let store = house.store();
    let mut callers = tokio::task::JoinSet::new();
    for _ in 0..64 {
        let store = store.clone();
        callers.spawn(async move { store.accept_claims(submission("k", vec![claim("A", &[100]), claim("B", &[100])])).await.unwrap() });
    }
    let outcomes = callers.join_all().await;
    assert_eq!(outcomes.iter().filter(|outcome| matches!(outcome, AcceptOutcome::Accepted(_))).count(), 1);
    assert_eq!(outcomes.iter().filter(|outcome| matches!(outcome, AcceptOutcome::Repeated(_))).count(), 63);
    assert_eq!((count(&*store).await, receivable(&*store).await), (2, 200));
}

/// A replacement closes its original and takes back its charge; a void books none of its own.
pub async fn a_replacement_takes_back_the_charge_of_its_original(house: impl House) {
    let store = house.store();
    let transmission = sent(&*store, "t", vec![claim("A", &[10_000])]).await;
    store.store_inbound(inbound("277")).await.unwrap();
    let mut accepted = acknowledgement(&transmission, AcknowledgementLevel::Payer, Verdict::Accepted, "277");
    accepted.payer_claim_control_number = Some("ICN-1".into());
    store.record_acknowledgement(accepted, at(20)).await.unwrap();
    let mut replacement = claim("B", &[12_000]);
    replacement.frequency = FrequencyCode(FrequencyCode::REPLACEMENT.into());
    replacement.original_payer_claim_control_number = Some("ICN-1".into());
    accept(&*store, "k2", vec![replacement]).await;
    assert_eq!(store.claim(&ClaimId::new("A")).await.unwrap().unwrap().state(), ClaimState::Closed);
    assert_eq!(receivable(&*store).await, 12_000);
    let mut void = claim("C", &[12_000]);
    void.frequency = FrequencyCode(FrequencyCode::VOID.into());
    void.patient_control_number = "B".into();
    accept(&*store, "k3", vec![void]).await;
    assert_eq!(receivable(&*store).await, 0);
    assert_proven(&*store).await;
}

/// A rejected claim that is corrected and sent anew is owed once.
pub async fn a_corrected_claim_takes_back_the_charge_of_the_rejected_one(house: impl House) {
    let store = house.store();
    let transmission = sent(&*store, "t", vec![claim("A", &[10_000])]).await;
    store.store_inbound(inbound("999")).await.unwrap();
    store.record_acknowledgement(acknowledgement(&transmission, AcknowledgementLevel::Implementation, Verdict::Rejected, "999"), at(20)).await.unwrap();
    let mut corrected = claim("A2", &[9_000]);
    corrected.patient_control_number = "A".into();
    accept(&*store, "k2", vec![corrected]).await;
    assert_eq!(receivable(&*store).await, 9_000);
}

/// The very same claim under another key is accepted, and a person is told.
pub async fn the_same_claim_under_another_key_is_reported(house: impl House) {
    let store = house.store();
    accept(&*store, "k1", vec![claim("A", &[100])]).await;
    let mut copy = claim("A", &[100]);
    copy.id = ClaimId::new("copy");
    accept(&*store, "k2", vec![copy]).await;
    let exceptions = store.exceptions(true, PageRequest::default()).await.unwrap();
    assert_eq!(exceptions.iter().map(|record| record.exception.reason).collect::<Vec<_>>(), [ExceptionReason::PossibleDuplicateClaim]);
    assert_eq!(exceptions[0].exception.amount, Some(Cents::new(100)));
}

/// A person closes a claim; it is sent no more.
pub async fn a_closed_claim_stays_closed(house: impl House) {
    let store = house.store();
    accept(&*store, "k", vec![claim("A", &[100])]).await;
    for _ in 0..2 {
        store.close_claim(&ClaimId::new("A"), "key-1", "entered twice", at(5)).await.unwrap();
    }
    assert_eq!(store.claim(&ClaimId::new("A")).await.unwrap().unwrap().state(), ClaimState::Closed);
    assert!(store.waiting_batches().await.unwrap().is_empty());
    assert_eq!(store.timeline(&ClaimId::new("A")).await.unwrap().len(), 2);
    assert!(store.close_claim(&ClaimId::new("nobody"), "key-1", "", at(5)).await.is_err());
}

/// The same bytes are one file, however often they come, also after a crash.
pub async fn inbound_bytes_are_kept_once(house: impl House) {
    let first = house.store().store_inbound(inbound("bytes")).await.unwrap();
    assert!(matches!(first, InboundOutcome::Stored(_)));
    let house = house.crash().await;
    let store = house.store();
    let again = store.store_inbound(inbound("bytes")).await.unwrap();
    assert_eq!(again, InboundOutcome::Known { id: first.id().clone(), status: InboundStatus::Received });
    let record = store.inbound(first.id()).await.unwrap().unwrap();
    assert_eq!((record.copies, record.length), (2, 5));
    assert_eq!(store.inbound_bytes(first.id()).await.unwrap().unwrap(), b"bytes");
}

/// A file on which work begins and never ends is set aside, with an exception, and is worked on no more.
pub async fn a_file_that_is_never_finished_is_set_aside(house: impl House) {
    let store = house.store();
    let good = store.store_inbound(inbound("good")).await.unwrap().id().clone();
    let bad = store.store_inbound(inbound("bad")).await.unwrap().id().clone();
    assert_eq!(store.begin_inbound(&good, at(3)).await.unwrap().unwrap(), b"good");
    store.finish_inbound(&good, InboundStatus::Processed).await.unwrap();
    assert_eq!(store.begin_inbound(&good, at(3)).await.unwrap(), None);
    for _ in 0..limits::INBOUND_ATTEMPTS {
        assert_eq!(store.unfinished_inbounds(10).await.unwrap().len(), 1);
        assert!(store.begin_inbound(&bad, at(4)).await.unwrap().is_some());
    }
    assert_eq!(store.begin_inbound(&bad, at(5)).await.unwrap(), None);
    assert!(store.unfinished_inbounds(10).await.unwrap().is_empty());
    assert_eq!(store.exceptions(true, PageRequest::default()).await.unwrap()[0].exception.reason, ExceptionReason::UnreadableInbound);
}
