//! Posting, by properties: whatever a payer sends, the ledger balances, the cash is BPR02, and a repeat changes nothing.

use gateway_core::event::Event;
use gateway_core::intake::ClaimRecord;
use gateway_core::ledger::{Account, JournalEntry};
use gateway_core::money::Cents;
use gateway_core::outcome::AttemptOutcome;
use gateway_core::ports::{ClaimFilter, IntentOutcome, LedgerFilter, PageRequest, Store};
use gateway_core::posting::{PaymentStatus, PostingOutcome};
use gateway_core::remittance::{RemittancePayment, balance};
use gateway_core::retry::ConnectorProfile;
use proptest::prelude::*;
use testkit::builders::{self, PlainRenderer, adjustment, at, inbound, post, provider_adjustment, remitted, reversal_of};
use testkit::generators;
use testkit::memory_store::MemoryStore;

const ALL: PageRequest = PageRequest { after: None, limit: 1_000, order: gateway_core::ports::Order::OldestFirst };

/// Runs a future that never waits: the model answers at once.
fn now<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

/// A store in which the generated claims were sent.
async fn house() -> MemoryStore {
    let store = MemoryStore::new();
    store.accept_claims(builders::submission("k", generators::claims())).await.unwrap();
    let transmission = store.seal(builders::seal_request("t", ConnectorProfile::default()), &PlainRenderer).await.unwrap().unwrap();
    let IntentOutcome::Begin { attempt, .. } = store.record_intent(&transmission.id, "x", at(2)).await.unwrap() else { panic!("it is due") };
    store.record_outcome(&transmission.id, attempt, AttemptOutcome::Sent { reason: "confirmed".into() }, at(3)).await.unwrap();
    for file in ["one", "two"] {
        store.store_inbound(inbound(file)).await.unwrap();
    }
    store
}

type Everything = (Vec<(i64, JournalEntry)>, Vec<ClaimRecord>, Vec<Event>);

async fn everything(store: &MemoryStore) -> Everything {
    (store.ledger(LedgerFilter::default(), ALL).await.unwrap(), store.claims(ClaimFilter::default(), ALL).await.unwrap(), store.events(0, 1_000).await.unwrap())
}

fn payments() -> impl Strategy<Value = Vec<RemittancePayment>> {
    (1_usize..5).prop_flat_map(|count| (0..count).map(|number| generators::payment("one", format!("TRN{number}"))).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_balanced_payment_is_posted_with_its_cash_and_a_balanced_ledger(payments in payments()) {
        now(async {
            let store = house().await;
            let mut cash = Cents::ZERO;
            for payment in payments {
                prop_assert_eq!(balance::check(&payment), []);
                let total = payment.total_paid;
                let outcome = store.post_remittance(post(payment), at(10)).await.unwrap();
                let PostingOutcome::Posted(record) = outcome else { return Err(TestCaseError::fail("it was not posted")) };
                prop_assert_eq!((record.totals.cash, record.status), (total, PaymentStatus::Posted));
                cash = cash.plus(total).unwrap();
                let trial = store.trial_balance().await.unwrap();
                prop_assert_eq!((trial.difference(), trial.balance_of(&Account::Cash)), (Some(Cents::ZERO), cash));
            }
            Ok(())
        })?;
    }

    #[test]
    fn posting_again_in_another_envelope_changes_nothing(payments in payments()) {
        now(async {
            let store = house().await;
            for payment in &payments {
                store.post_remittance(post(payment.clone()), at(10)).await.unwrap();
            }
            let before = everything(&store).await;
            for payment in payments {
                let outcome = store.post_remittance(post(RemittancePayment { inbound_id: inbound("two").id(), ..payment }), at(20)).await.unwrap();
                prop_assert!(matches!(outcome, PostingOutcome::Duplicate(_)));
            }
            prop_assert_eq!(everything(&store).await, before);
            Ok(())
        })?;
    }

    #[test]
    fn original_reversal_and_correction_end_the_same_in_every_order(paid in 0_i64..10_000, patient in 0_i64..3_000, corrected in 0_i64..10_000, order in Just([0, 1, 2]).prop_shuffle()) {
        now(async {
            let store = house().await;
            let claim = generators::claims().remove(0);
            let original = remitted(&claim, "1", vec![adjustment("PR", "2", patient), adjustment("CO", "45", 10_000 - paid)]);
            let correction = remitted(&claim, "1", vec![adjustment("CO", "45", 10_000 - corrected)]);
            // The same amounts would be the same adjudication, which nothing has to correct.
            prop_assume!(correction.paid != original.paid);
            let parts = [original.clone(), reversal_of(&original), correction.clone()];
            for index in order {
                let carried: Vec<_> = match parts[index].paid {
                    paid if paid < Cents::ZERO => vec![provider_adjustment("FB", &format!("TRN{index}"), paid.count())],
                    _ => Vec::new(),
                };
                store.post_remittance(post(builders::payment("one", &format!("TRN{index}"), vec![parts[index].clone()], carried)), at(10)).await.unwrap();
            }
            let only = house().await;
            only.post_remittance(post(builders::payment("one", "TRN", vec![correction], Vec::new())), at(10)).await.unwrap();
            for account in [Account::InsuranceReceivable, Account::PatientReceivable, Account::ContractualAdjustment] {
                let (all, one) = (store.trial_balance().await.unwrap(), only.trial_balance().await.unwrap());
                prop_assert_eq!((all.balance_of(&account), all.balance_of(&Account::Suspense)), (one.balance_of(&account), Cents::ZERO), "{}", account);
            }
            Ok(())
        })?;
    }
}
