//! Posting: once, whole, and to the cent.

use gateway_core::claim::Claim;
use gateway_core::exception::{Disposition, ExceptionReason};
use gateway_core::identifiers::ClaimId;
use gateway_core::ledger::Account;
use gateway_core::life_cycle::ClaimState;
use gateway_core::money::Cents;
use gateway_core::outcome::AttemptOutcome;
use gateway_core::ports::{LedgerFilter, PageRequest, Store};
use gateway_core::posting::{PostRemittance, PostingOutcome, PostingPolicy};
use gateway_core::remittance::{RemittanceClaim, RemittancePayment};
use gateway_core::retry::ConnectorProfile;

use super::{House, accept, assert_proven, begin, seal, sent};
use crate::builders::{adjustment, at, claim, inbound, payment, post, provider_adjustment, remitted, reversal_of};

async fn posted(store: &dyn Store, request: PostRemittance) -> PostingOutcome {
    let outcome = store.post_remittance(request, at(100)).await.expect("posting works");
    assert_proven(store).await;
    outcome
}

async fn file(store: &dyn Store, name: &str) {
    store.store_inbound(inbound(name)).await.expect("a file is stored");
}

async fn balances(store: &dyn Store, accounts: &[Account]) -> Vec<i64> {
    let balance = store.trial_balance().await.unwrap();
    accounts.iter().map(|account| balance.balance_of(account).count()).collect()
}

async fn state(store: &dyn Store, id: &str) -> ClaimState {
    store.claim(&ClaimId::new(id)).await.unwrap().unwrap().state()
}

async fn open_reasons(store: &dyn Store) -> Vec<ExceptionReason> {
    store.exceptions(true, PageRequest::default()).await.unwrap().iter().map(|record| record.exception.reason).collect()
}

async fn entries(store: &dyn Store) -> usize {
    store.ledger(LedgerFilter::default(), PageRequest { limit: 1_000, ..Default::default() }).await.unwrap().len()
}

/// 100.00 charged: 70.00 paid, 20.00 contractual, 10.00 deductible.
fn usual(claim: &Claim) -> RemittanceClaim {
    remitted(claim, "1", vec![adjustment("CO", "45", 2_000), adjustment("PR", "1", 1_000)])
}

/// Paid, partly paid and denied claims with a recovery and interest: every account is right, every entry names its segment.
pub async fn a_posted_payment_balances_to_the_cent_and_survives_a_crash(house: impl House) {
    let claims = [claim("A", &[10_000]), claim("B", &[10_000]), claim("C", &[10_000])];
    sent(&*house.store(), "t", claims.to_vec()).await;
    file(&*house.store(), "835").await;
    let partly = remitted(&claims[1], "1", vec![adjustment("CO", "197", 4_000), adjustment("CO", "45", 1_000)]);
    let denied = remitted(&claims[2], "4", vec![adjustment("CO", "29", 10_000)]);
    let provider = vec![provider_adjustment("WO", "ICN-A", 500), provider_adjustment("L6", "ICN-A", -25)];
    let payment = payment("835", "TRN1", vec![usual(&claims[0]), partly, denied], provider);
    assert_eq!(payment.total_paid, Cents::new(7_000 + 5_000 - 500 + 25));
    posted(&*house.store(), post(payment.clone())).await;
    let house = house.crash().await;
    let store = house.store();
    assert_proven(&*store).await;
    use Account::{Cash, ContractualAdjustment, InsuranceReceivable, InterestIncome, PatientReceivable, Revenue};
    let accounts = [Cash, InsuranceReceivable, PatientReceivable, ContractualAdjustment, Revenue, InterestIncome, Account::ProviderLevel("WO".into())];
    assert_eq!(balances(&*store, &accounts).await, [11_525, 14_000, 1_000, 3_000, -30_000, -25, 500]);
    assert_eq!(
        [state(&*store, "A").await, state(&*store, "B").await, state(&*store, "C").await],
        [ClaimState::Paid, ClaimState::PartlyPaid, ClaimState::Denied]
    );
    let of_payment = LedgerFilter { payment_id: Some(payment.id()), claim_id: None };
    let entries = store.ledger(of_payment, PageRequest::default()).await.unwrap();
    assert!(entries.iter().all(|(_, entry)| { entry.segment.is_some_and(|segment| segment > payment.segment) }));
    assert_eq!(
        open_reasons(&*store).await,
        [ExceptionReason::Denial, ExceptionReason::Denial],
        "the recovery names a claim of the same payment, so it is tied"
    );
}

/// Five copies in five envelopes, one of them after a crash, post one payment.
pub async fn the_same_payment_in_other_envelopes_posts_nothing(house: impl House) {
    let claim = claim("A", &[10_000]);
    sent(&*house.store(), "t", vec![claim.clone()]).await;
    for name in ["e1", "e2", "e3", "e4", "e5"] {
        file(&*house.store(), name).await;
    }
    let in_envelope = |name: &str| post(payment(name, "TRN1", vec![usual(&claim)], Vec::new()));
    assert!(matches!(posted(&*house.store(), in_envelope("e1")).await, PostingOutcome::Posted(_)));
    let before = entries(&*house.store()).await;
    for name in ["e1", "e2", "e3"] {
        assert!(matches!(posted(&*house.store(), in_envelope(name)).await, PostingOutcome::Duplicate(_)));
    }
    let house = house.crash().await;
    let store = house.store();
    for name in ["e4", "e5"] {
        assert!(matches!(posted(&*store, in_envelope(name)).await, PostingOutcome::Duplicate(_)));
    }
    assert_eq!((entries(&*store).await, store.payments(PageRequest::default()).await.unwrap().len()), (before, 1));
    assert!(open_reasons(&*store).await.is_empty());
}

/// 64 posters at once: one posts, 63 find a duplicate.
pub async fn sixty_four_posters_post_a_payment_once(house: impl House) {
    let store = house.store();
    let claim = claim("A", &[10_000]);
    sent(&*store, "t", vec![claim.clone()]).await;
    file(&*store, "835").await;
    let mut posters = tokio::task::JoinSet::new();
    for _ in 0..64 {
        let (store, request) = (store.clone(), post(payment("835", "TRN1", vec![usual(&claim)], Vec::new())));
        posters.spawn(async move { store.post_remittance(request, at(100)).await.unwrap() });
    }
    let outcomes = posters.join_all().await;
    assert_eq!(outcomes.iter().filter(|outcome| matches!(outcome, PostingOutcome::Posted(_))).count(), 1);
    assert_eq!(outcomes.iter().filter(|outcome| matches!(outcome, PostingOutcome::Duplicate(_))).count(), 63);
    assert_eq!(balances(&*store, &[Account::Cash]).await, [7_000]);
}

/// Another content under a trace number that was posted is set aside, once, until a person releases it.
pub async fn the_same_trace_with_other_content_waits_for_a_person(house: impl House) {
    let store = house.store();
    let claims = [claim("A", &[10_000]), claim("B", &[10_000])];
    sent(&*store, "t", claims.to_vec()).await;
    file(&*store, "835").await;
    posted(&*store, post(payment("835", "TRN1", vec![usual(&claims[0])], Vec::new()))).await;
    let other = payment("835", "TRN1", vec![usual(&claims[1])], Vec::new());
    for _ in 0..2 {
        assert_eq!(posted(&*store, post(other.clone())).await, PostingOutcome::Quarantined(other.id()));
    }
    assert_eq!(open_reasons(&*store).await, [ExceptionReason::DuplicatePayment]);
    assert_eq!(balances(&*store, &[Account::Cash]).await, [7_000]);
    let released = PostRemittance { released_by: Some("key-1".into()), ..post(other) };
    assert!(matches!(posted(&*store, released).await, PostingOutcome::Posted(_)));
    assert_eq!(balances(&*store, &[Account::Cash]).await, [14_000]);
    assert!(open_reasons(&*store).await.is_empty());
    let last = payment("835", "TRN2", vec![usual(&claim("STRANGER", &[100_000]))], Vec::new());
    posted(&*store, post(last)).await;
    let numbers = store.payments(PageRequest::default()).await.unwrap();
    let numbers: Vec<i64> = numbers.iter().map(|record| record.sequence).collect();
    assert_eq!(numbers, [1, 2, 3], "setting a payment aside again takes no number");
}

/// A payment that does not balance at any one level posts nothing at all.
pub async fn what_does_not_balance_is_set_aside_whole(house: impl House) {
    let store = house.store();
    let claim = claim("A", &[10_000]);
    sent(&*store, "t", vec![claim.clone()]).await;
    file(&*store, "835").await;
    let before = entries(&*store).await;
    let good = || payment("835", "TRN1", vec![usual(&claim)], Vec::new());
    let broken: [fn(&mut RemittancePayment); 4] = [
        |payment| payment.total_paid = Cents::new(1),
        |payment| payment.claims[0].charge = Cents::new(1),
        |payment| payment.claims[0].lines[0].paid = Cents::new(1),
        |payment| payment.claims[0].lines[0].charge = Cents::new(1),
    ];
    for (number, break_it) in broken.into_iter().enumerate() {
        let mut payment = good();
        payment.trace_number = format!("BROKEN{number}");
        break_it(&mut payment);
        assert!(matches!(posted(&*store, post(payment)).await, PostingOutcome::Quarantined(_)), "case {number}");
    }
    assert_eq!(entries(&*store).await, before);
    assert!(open_reasons(&*store).await.iter().all(|reason| *reason == ExceptionReason::OutOfBalance));
    assert!(matches!(posted(&*store, post(good())).await, PostingOutcome::Posted(_)));
}

/// Reversal and correction in one payment, in either order, net; twice the same is once.
pub async fn a_reversal_and_its_correction_net(house: impl House) {
    let store = house.store();
    let claim = claim("A", &[10_000]);
    sent(&*store, "t", vec![claim.clone()]).await;
    file(&*store, "835").await;
    let first = usual(&claim);
    posted(&*store, post(payment("835", "TRN1", vec![first.clone()], Vec::new()))).await;
    let corrected = remitted(&claim, "1", vec![adjustment("CO", "45", 1_500)]);
    let both = post(payment("835", "TRN2", vec![corrected, reversal_of(&first)], Vec::new()));
    posted(&*store, both.clone()).await;
    assert!(matches!(posted(&*store, both).await, PostingOutcome::Duplicate(_)));
    let accounts = [Account::Cash, Account::InsuranceReceivable, Account::PatientReceivable, Account::ContractualAdjustment, Account::Suspense];
    assert_eq!(balances(&*store, &accounts).await, [8_500, 0, 0, 1_500, 0]);
    assert_eq!(state(&*store, "A").await, ClaimState::Paid);
    let gone = reversal_of(&remitted(&claim, "1", vec![adjustment("CO", "45", 1_500)]));
    let carried = vec![provider_adjustment("FB", "TRN3", -8_500)];
    posted(&*store, post(payment("835", "TRN3", vec![gone], carried))).await;
    assert_eq!(state(&*store, "A").await, ClaimState::Reversed);
    assert_eq!(balances(&*store, &accounts).await, [8_500, 10_000, 0, 0, 0]);
    assert!(open_reasons(&*store).await.is_empty(), "a forward balance that names its own trace is tied");
}

/// A reversal with its correction comes before the original: it is held, then everything falls into place.
pub async fn a_reversal_before_its_original_waits_for_it(house: impl House) {
    let claim = claim("A", &[10_000]);
    sent(&*house.store(), "t", vec![claim.clone()]).await;
    file(&*house.store(), "835").await;
    let original = usual(&claim);
    let corrected = remitted(&claim, "1", vec![adjustment("CO", "45", 1_500)]);
    posted(&*house.store(), post(payment("835", "TRN2", vec![reversal_of(&original), corrected], Vec::new()))).await;
    assert_eq!(open_reasons(&*house.store()).await, [ExceptionReason::ReversalWithoutOriginal]);
    assert_eq!(balances(&*house.store(), &[Account::Cash, Account::Suspense]).await, [1_500, 7_000]);
    let house = house.crash().await;
    let store = house.store();
    posted(&*store, post(payment("835", "TRN1", vec![original], Vec::new()))).await;
    let accounts = [Account::Cash, Account::InsuranceReceivable, Account::PatientReceivable, Account::ContractualAdjustment, Account::Suspense];
    assert_eq!(balances(&*store, &accounts).await, [8_500, 0, 0, 1_500, 0]);
    assert_eq!(state(&*store, "A").await, ClaimState::Paid);
    assert!(open_reasons(&*store).await.is_empty());
}

/// A correction in an earlier file than its reversal is held, and posted when the reversal has come.
pub async fn a_correction_before_its_reversal_waits_for_it(house: impl House) {
    let store = house.store();
    let claim = claim("A", &[10_000]);
    sent(&*store, "t", vec![claim.clone()]).await;
    file(&*store, "835").await;
    let original = usual(&claim);
    let corrected = remitted(&claim, "1", vec![adjustment("CO", "45", 1_500)]);
    posted(&*store, post(payment("835", "TRN1", vec![original.clone()], Vec::new()))).await;
    posted(&*store, post(payment("835", "TRN2", vec![corrected], Vec::new()))).await;
    assert_eq!(open_reasons(&*store).await, [ExceptionReason::CorrectionWithoutReversal]);
    assert_eq!(balances(&*store, &[Account::Suspense]).await, [-8_500]);
    let carried = vec![provider_adjustment("FB", "TRN3", -7_000)];
    posted(&*store, post(payment("835", "TRN3", vec![reversal_of(&original)], carried))).await;
    assert_eq!(balances(&*store, &[Account::Suspense, Account::InsuranceReceivable, Account::ContractualAdjustment]).await, [0, 0, 1_500]);
    assert_eq!(state(&*store, "A").await, ClaimState::Paid);
    assert!(open_reasons(&*store).await.is_empty());
}

/// Money for a claim that is not ours is booked, to suspense, and a person is told how much.
pub async fn what_matches_nothing_stands_in_suspense(house: impl House) {
    let store = house.store();
    sent(&*store, "t", vec![claim("A", &[10_000])]).await;
    file(&*store, "835").await;
    posted(&*store, post(payment("835", "TRN1", vec![usual(&claim("STRANGER", &[10_000]))], Vec::new()))).await;
    assert_eq!(balances(&*store, &[Account::Cash, Account::Suspense, Account::InsuranceReceivable]).await, [7_000, -7_000, 10_000]);
    let exceptions = store.exceptions(true, PageRequest::default()).await.unwrap();
    let exception = &exceptions[0].exception;
    assert_eq!((exception.reason, exception.disposition, exception.amount), (ExceptionReason::UnmatchedClaim, Disposition::Suspended, Some(Cents::new(7_000))));
}

/// A payer that lost our control number is understood by its own number, or by member, day and charge.
pub async fn a_claim_is_found_without_its_control_number(house: impl House) {
    let store = house.store();
    let claim = claim("A", &[10_000]);
    sent(&*store, "t", vec![claim.clone()]).await;
    file(&*store, "835").await;
    let lost = |remitted: RemittanceClaim| RemittanceClaim { patient_control_number: "0".into(), ..remitted };
    posted(&*store, post(payment("835", "TRN1", vec![lost(usual(&claim))], Vec::new()))).await;
    assert_eq!(state(&*store, "A").await, ClaimState::Paid);
    let nameless = RemittanceClaim { member_id: None, ..lost(reversal_of(&usual(&claim))) };
    let carried = vec![provider_adjustment("FB", "TRN2", -7_000)];
    posted(&*store, post(payment("835", "TRN2", vec![nameless], carried))).await;
    assert_eq!(state(&*store, "A").await, ClaimState::Reversed);
    assert!(open_reasons(&*store).await.is_empty());
}

/// A payee that is not ours gets nothing posted.
pub async fn a_payment_for_somebody_else_is_set_aside(house: impl House) {
    let store = house.store();
    let claim = claim("A", &[10_000]);
    sent(&*store, "t", vec![claim.clone()]).await;
    file(&*store, "835").await;
    let policy = PostingPolicy { payees: ["1234567893".to_owned()].into(), ..PostingPolicy::default() };
    let request = PostRemittance { policy, ..post(payment("835", "TRN1", vec![usual(&claim)], Vec::new())) };
    assert!(matches!(posted(&*store, request).await, PostingOutcome::Quarantined(_)));
    assert_eq!(open_reasons(&*store).await, [ExceptionReason::NotOurPayee]);
    assert_eq!(state(&*store, "A").await, ClaimState::Sent);
}

/// A payment for a claim that never left is booked to suspense.
pub async fn an_unsent_claim_is_not_paid(house: impl House) {
    let store = house.store();
    let claim = claim("A", &[10_000]);
    accept(&*store, "k", vec![claim.clone()]).await;
    file(&*store, "835").await;
    posted(&*store, post(payment("835", "TRN1", vec![usual(&claim)], Vec::new()))).await;
    assert_eq!(open_reasons(&*store).await, [ExceptionReason::ClaimNotSent]);
    assert_eq!((state(&*store, "A").await, balances(&*store, &[Account::Suspense]).await), (ClaimState::Accepted, vec![-7_000]));
}

/// A payer may answer and pay before our own exchange with it has ended; how that ends takes nothing back.
pub async fn a_claim_is_paid_while_it_is_still_being_sent(house: impl House) {
    let store = house.store();
    let claim = claim("A", &[10_000]);
    accept(&*store, "k", vec![claim.clone()]).await;
    let transmission = seal(&*store, "t", ConnectorProfile::default()).await;
    let (attempt, _) = begin(&*store, &transmission.id, 10).await;
    assert_eq!(state(&*store, "A").await, ClaimState::Batched);
    file(&*store, "835").await;
    posted(&*store, post(payment("835", "TRN1", vec![usual(&claim)], Vec::new()))).await;
    assert_eq!((state(&*store, "A").await, balances(&*store, &[Account::Suspense]).await), (ClaimState::Paid, vec![0]));
    store.record_outcome(&transmission.id, attempt, AttemptOutcome::Unknown { reason: "no answer".into() }, at(101)).await.unwrap();
    assert_eq!((state(&*store, "A").await, open_reasons(&*store).await), (ClaimState::Paid, vec![ExceptionReason::TransmissionNeedsDecision]));
}

/// A payer that denies a copy as a duplicate takes nothing away from its real answer, whichever comes first; the alarm is raised.
pub async fn a_denied_copy_does_not_undo_the_real_answer(house: impl House) {
    let store = house.store();
    let claims = [claim("A", &[10_000]), claim("B", &[10_000])];
    sent(&*store, "t", claims.to_vec()).await;
    file(&*store, "835").await;
    let copy = |claim: &Claim| remitted(claim, "4", vec![adjustment("OA", "18", 10_000)]);
    let first = payment("835", "TRN1", vec![copy(&claims[0]), usual(&claims[1])], Vec::new());
    posted(&*store, post(first)).await;
    assert_eq!(state(&*store, "A").await, ClaimState::Denied);
    let second = payment("835", "TRN2", vec![usual(&claims[0]), copy(&claims[1])], Vec::new());
    posted(&*store, post(second)).await;
    assert_eq!([state(&*store, "A").await, state(&*store, "B").await], [ClaimState::Paid; 2]);
    assert_eq!(balances(&*store, &[Account::Cash, Account::Suspense]).await, [14_000, 0]);
    assert_eq!(open_reasons(&*store).await, [ExceptionReason::DuplicateClaimAtPayer; 2]);
}

/// A second payer's answer comes after the first: what the first left waiting is settled by it, and nothing is written off twice.
pub async fn the_second_payer_settles_what_the_first_left(house: impl House) {
    let store = house.store();
    let claim = Claim { further_payers: true, ..claim("A", &[10_000]) };
    sent(&*store, "t", vec![claim.clone()]).await;
    file(&*store, "835").await;
    posted(&*store, post(payment("835", "TRN1", vec![usual(&claim)], Vec::new()))).await;
    let accounts = [Account::InsuranceReceivable, Account::PatientReceivable, Account::ContractualAdjustment];
    assert_eq!(balances(&*store, &accounts).await, [1_000, 0, 2_000]);
    let second = remitted(&claim, "2", vec![adjustment("OA", "23", 9_000), adjustment("PR", "2", 200)]);
    let second = RemittancePayment { payer_id: "SECOND".into(), ..payment("835", "TRN2", vec![second], Vec::new()) };
    posted(&*store, post(second)).await;
    assert_eq!(balances(&*store, &accounts).await, [0, 200, 2_000]);
    assert!(open_reasons(&*store).await.is_empty());
}

/// More than is owed is posted as it came, and reported with how much.
pub async fn an_overpayment_is_reported(house: impl House) {
    let store = house.store();
    let claim = claim("A", &[10_000]);
    sent(&*store, "t", vec![claim.clone()]).await;
    file(&*store, "835").await;
    posted(&*store, post(payment("835", "TRN1", vec![usual(&claim)], Vec::new()))).await;
    let second = remitted(&claim, "2", vec![adjustment("OA", "23", 9_500)]);
    let second = RemittancePayment { payer_id: "SECOND".into(), ..payment("835", "TRN2", vec![second], Vec::new()) };
    posted(&*store, post(second)).await;
    let exceptions = store.exceptions(true, PageRequest::default()).await.unwrap();
    assert_eq!((exceptions[0].exception.reason, exceptions[0].exception.amount), (ExceptionReason::Overpaid, Some(Cents::new(-500))));
}

/// A recovery that names nothing we know is booked to its account, and reported.
pub async fn an_untied_recovery_is_reported(house: impl House) {
    let store = house.store();
    let claim = claim("A", &[10_000]);
    sent(&*store, "t", vec![claim.clone()]).await;
    file(&*store, "835").await;
    let provider = vec![provider_adjustment("WO", "NOBODY", 500), provider_adjustment("FB", "NOTHING", 100)];
    posted(&*store, post(payment("835", "TRN1", vec![usual(&claim)], provider))).await;
    assert_eq!(open_reasons(&*store).await, [ExceptionReason::ProviderAdjustmentUntied; 2]);
    let accounts = [Account::ProviderLevel("WO".into()), Account::ProviderLevel("FB".into()), Account::Cash];
    assert_eq!(balances(&*store, &accounts).await, [500, 100, 6_400]);
}
