//! A caller that goes away in the middle of a write leaves all of it or none of it, and the store goes on.

use std::time::Duration;

use gateway_core::claim::Claim;
use gateway_core::identifiers::ClaimId;
use gateway_core::ledger::Account;
use gateway_core::money::Cents;
use gateway_core::ports::{ClaimFilter, PageRequest, Store};
use gateway_store::SqliteStore;
use testkit::builders::{claim, submission};

fn claims(number: u64) -> Vec<Claim> {
    (0..5).map(|index| claim(&format!("N{number}C{index}"), &[100])).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_whose_caller_goes_away_is_whole_or_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let store = std::sync::Arc::new(SqliteStore::open(&folder.path().join("gateway.db")).await.unwrap());
    for number in 0..60 {
        let task = tokio::spawn({
            let store = store.clone();
            async move { store.accept_claims(submission(&format!("k{number}"), claims(number))).await }
        });
        tokio::time::sleep(Duration::from_micros(number * 80)).await;
        task.abort();
        let _ = task.await;
    }
    // There is one writer, so that what callers left behind is done with once another write has come after it.
    store.accept_claims(submission("last", vec![claim("LAST", &[100])])).await.unwrap();
    let (mut whole, mut absent) = (0, 0);
    for number in 0..60 {
        let mut found = 0;
        for claim in claims(number) {
            found += i64::from(store.claim(&ClaimId::new(claim.id.as_str())).await.unwrap().is_some());
        }
        assert!(found == 0 || found == 5, "submission {number} has {found} of its 5 claims");
        if found == 5 { whole += 1 } else { absent += 1 }
    }
    assert!(absent > 0, "no caller went away in time: {whole} were whole");
    let balance = store.trial_balance().await.unwrap();
    assert_eq!(balance.balance_of(&Account::InsuranceReceivable), Cents::new(whole * 500 + 100));
    let page = PageRequest { limit: 1_000, ..PageRequest::default() };
    assert_eq!(store.claims(ClaimFilter::default(), page).await.unwrap().len() as i64, whole * 5 + 1);
}
