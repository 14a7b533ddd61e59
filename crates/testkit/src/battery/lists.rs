//! Lists: complete, in order, and page by page.

use gateway_core::api_key::{ApiKey, PresentedKey};
use gateway_core::event::EventKind;
use gateway_core::exception::{Disposition, ExceptionReason, NewException};
use gateway_core::identifiers::{ClaimId, ExceptionId, InboundId};
use gateway_core::life_cycle::ClaimState;
use gateway_core::ports::{ClaimFilter, Order, PageRequest};

use super::{House, accept, sent};
use crate::builders::{at, claim};

/// Pages of two, forwards and backwards, show each item once.
pub async fn pages_run_in_both_directions(house: impl House) {
    let store = house.store();
    let names = ["A", "B", "C", "D", "E"];
    accept(&*store, "k", names.iter().map(|name| claim(name, &[100])).collect()).await;
    for order in [Order::OldestFirst, Order::NewestFirst] {
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = store.claims(ClaimFilter::default(), PageRequest { after, limit: 2, order }).await.unwrap();
            let Some(last) = page.last() else { break };
            assert!(page.len() <= 2);
            after = Some(last.sequence);
            seen.extend(page.iter().map(|record| record.claim.id.to_string()));
        }
        if order == Order::NewestFirst {
            seen.reverse();
        }
        assert_eq!(seen, names);
    }
}

/// Read by cursor, the events are all there, in order, also after a crash; a claim's timeline is its part of them.
pub async fn events_are_a_complete_outbox(house: impl House) {
    sent(&*house.store(), "t", vec![claim("A", &[100]), claim("B", &[100])]).await;
    let house = house.crash().await;
    let store = house.store();
    let (mut events, mut cursor) = (Vec::new(), 0);
    loop {
        let page = store.events(cursor, 3).await.unwrap();
        let Some(last) = page.last() else { break };
        assert!(last.sequence > cursor);
        cursor = last.sequence;
        events.extend(page);
    }
    assert!(events.windows(2).all(|pair| pair[0].sequence < pair[1].sequence));
    let timeline = store.timeline(&ClaimId::new("B")).await.unwrap();
    let own: Vec<_> = events.into_iter().filter(|event| event.event.claim_id == Some(ClaimId::new("B"))).collect();
    assert_eq!(timeline, own);
    let kinds: Vec<EventKind> = timeline.iter().map(|event| event.event.kind).collect();
    assert_eq!(kinds, [EventKind::ClaimAccepted, EventKind::ClaimBatched, EventKind::ClaimSending, EventKind::ClaimSendEnded]);
    assert_eq!(timeline.last().and_then(|event| event.event.claim_state), Some(ClaimState::Sent));
}

/// The first resolution stands.
pub async fn an_exception_is_settled_once(house: impl House) {
    let store = house.store();
    let id = store.raise_exception(NewException::new(ExceptionReason::UnreadableInbound, Disposition::Quarantined, "cut off"), at(1)).await.unwrap();
    let first = store.resolve_exception(id, "key-1", "asked for it again", at(2)).await.unwrap();
    assert_eq!(store.resolve_exception(id, "key-2", "no", at(3)).await.unwrap(), first);
    assert_eq!(first.resolution.map(|resolution| resolution.by), Some("key-1".into()));
    assert!(store.exceptions(true, PageRequest::default()).await.unwrap().is_empty());
    assert_eq!(store.exceptions(false, PageRequest::default()).await.unwrap().len(), 1);
    assert!(store.resolve_exception(ExceptionId(99), "key-1", "", at(4)).await.is_err());
}

/// Work on a file may be repeated after a crash, so what is wrong with it is told once, also when somebody has settled it meanwhile.
pub async fn an_exception_about_a_file_is_raised_once(house: impl House) {
    let store = house.store();
    let unreadable = |file: &str, segment| NewException {
        inbound_id: Some(InboundId::new(file)),
        segment: Some(segment),
        ..NewException::new(ExceptionReason::UnreadableInbound, Disposition::Quarantined, "the amount is none")
    };
    let first = store.raise_exception(unreadable("f", 7), at(1)).await.unwrap();
    store.resolve_exception(first, "key-1", "asked for it again", at(2)).await.unwrap();
    assert_eq!(store.raise_exception(unreadable("f", 7), at(3)).await.unwrap(), first);
    assert_ne!(store.raise_exception(unreadable("f", 8), at(4)).await.unwrap(), first);
    assert_ne!(store.raise_exception(unreadable("g", 7), at(5)).await.unwrap(), first);
    assert_eq!(store.exceptions(false, PageRequest::default()).await.unwrap().len(), 3);
    let kinds: Vec<EventKind> = store.events(0, 10).await.unwrap().into_iter().map(|event| event.event.kind).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == EventKind::ExceptionRaised).count(), 3);
}

/// A key is found by its public part; once revoked it stays so.
pub async fn a_revoked_key_stays_revoked(house: impl House) {
    let presented = PresentedKey::from_entropy([1; 8], [2; 32]);
    let key = ApiKey {
        id: presented.id.clone(),
        name: "billing system".into(),
        secret_sha256: presented.secret_sha256(),
        scopes: vec!["claims".into()],
        created_at: at(0),
        expires_at: None,
        revoked_at: None,
    };
    house.store().add_api_key(key.clone()).await.unwrap();
    assert_eq!(house.store().api_key(&key.id).await.unwrap(), Some(key.clone()));
    house.store().revoke_api_key(&key.id, at(5)).await.unwrap();
    let house = house.crash().await;
    house.store().revoke_api_key(&key.id, at(6)).await.unwrap();
    let kept = house.store().api_keys().await.unwrap();
    assert_eq!(kept[0].revoked_at, Some(at(5)));
    assert!(!kept[0].admits(&presented, at(7)));
    assert_eq!(house.store().api_key("nobody").await.unwrap(), None);
}

/// Claims are found by state, payer and patient control number together.
pub async fn claims_are_found_by_what_is_asked(house: impl House) {
    let store = house.store();
    sent(&*store, "t", vec![claim("A", &[100])]).await;
    accept(&*store, "k", vec![claim("B", &[100])]).await;
    let found = async |filter: ClaimFilter| {
        let claims = store.claims(filter, PageRequest::default()).await.unwrap();
        claims.iter().map(|record| record.claim.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(found(ClaimFilter { state: Some(ClaimState::Sent), ..Default::default() }).await, ["A"]);
    assert_eq!(found(ClaimFilter { patient_control_number: Some("B".into()), ..Default::default() }).await, ["B"]);
    assert_eq!(found(ClaimFilter { patient_control_number: Some("B".into()), state: Some(ClaimState::Sent), ..Default::default() }).await, [""; 0]);
    assert_eq!(found(ClaimFilter { payer_id: Some("NOBODY".into()), ..Default::default() }).await, [""; 0]);
}
