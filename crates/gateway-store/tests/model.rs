//! SQLite against the model: the same random history gives the same answers and leaves the same memory, crashes included.

use std::path::Path;

use gateway_core::acknowledgement::{AcknowledgementLevel, Verdict};
use gateway_core::claim::FrequencyCode;
use gateway_core::exception::{Disposition, ExceptionReason, NewException};
use gateway_core::identifiers::{ClaimId, ExceptionId, TransmissionId};
use gateway_core::inbound::InboundStatus;
use gateway_core::outcome::AttemptOutcome;
use gateway_core::ports::{ClaimFilter, IntentOutcome, LedgerFilter, PageRequest, Store};
use gateway_core::remittance::RemittancePayment;
use gateway_core::retry::{ConnectorProfile, DropsCopiesBy, PayerAnswer};
use gateway_store::SqliteStore;
use proptest::prelude::*;
use testkit::builders::{self, PlainRenderer, acknowledgement, at, claim, inbound, post};
use testkit::generators;
use testkit::memory_store::MemoryStore;

/// One call of the port. Small numbers choose among few things, so that calls meet each other.
#[derive(Clone, Debug)]
enum Call {
    Accept { key: u8, first: u8, count: u8, frequency: &'static str },
    Close(u8),
    Park(u8),
    Seal { name: u8, max_claims: usize, drops_copies: bool, can_be_asked: bool },
    Intent(u8),
    Outcome { name: u8, attempt: u32, outcome: u8 },
    Answer(u8, u8),
    Decide(u8),
    Recover,
    Inbound(u8),
    Begin(u8),
    Finish(u8),
    Acknowledge { name: u8, level: usize, verdict: usize, file: u8 },
    Post(Box<RemittancePayment>, bool),
    Raise,
    Resolve(i64),
    Crash,
}

fn calls() -> impl Strategy<Value = Vec<Call>> {
    let frequency = prop_oneof![8 => Just("1"), 1 => Just("7"), 1 => Just("8")];
    let payment = prop_oneof![Just("T0"), Just("T1"), Just("T2")].prop_flat_map(|trace| generators::payment("file0", trace.to_owned()));
    let call = prop_oneof![
        4 => (0_u8..6, 1_u8..5, 1_u8..4, frequency).prop_map(|(key, first, count, frequency)| Call::Accept { key, first, count, frequency }),
        1 => (1_u8..8).prop_map(Call::Close),
        1 => (1_u8..8).prop_map(Call::Park),
        4 => (0_u8..4, 1_usize..4, any::<bool>(), any::<bool>()).prop_map(|(name, max_claims, drops_copies, can_be_asked)| Call::Seal { name, max_claims, drops_copies, can_be_asked }),
        5 => (0_u8..4).prop_map(Call::Intent),
        5 => (0_u8..4, 1_u32..4, 0_u8..5).prop_map(|(name, attempt, outcome)| Call::Outcome { name, attempt, outcome }),
        2 => (0_u8..4, 0_u8..3).prop_map(|(name, answer)| Call::Answer(name, answer)),
        1 => (0_u8..4).prop_map(Call::Decide),
        1 => Just(Call::Recover),
        3 => (0_u8..3).prop_map(Call::Inbound),
        1 => (0_u8..3).prop_map(Call::Begin),
        1 => (0_u8..3).prop_map(Call::Finish),
        4 => (0_u8..4, 0_usize..4, 0_usize..3, 0_u8..3).prop_map(|(name, level, verdict, file)| Call::Acknowledge { name, level, verdict, file }),
        6 => (payment, any::<bool>()).prop_map(|(payment, released)| Call::Post(Box::new(payment), released)),
        1 => Just(Call::Raise),
        1 => (1_i64..6).prop_map(Call::Resolve),
        1 => Just(Call::Crash),
    ];
    prop::collection::vec(call, 1..60)
}

fn transmission(name: u8) -> TransmissionId {
    TransmissionId::new(format!("t{name}"))
}

fn claim_id(number: u8) -> ClaimId {
    ClaimId::new(format!("C{number}"))
}

fn outcome(kind: u8) -> AttemptOutcome {
    let reason = "a reason".to_owned();
    match kind {
        0 => AttemptOutcome::NotSent { reason, needs_a_person: false },
        1 => AttemptOutcome::NotSent { reason, needs_a_person: true },
        2 => AttemptOutcome::Unknown { reason },
        _ => AttemptOutcome::Sent { reason },
    }
}

/// Makes a call, and tells what it answered.
async fn make(store: &dyn Store, call: &Call, seconds: i64) -> String {
    let now = at(seconds);
    match call {
        Call::Accept { key, first, count, frequency } => {
            let one = |number: u8| {
                let mut claim = claim(&format!("C{number}"), &[i64::from(number) * 10_000]);
                claim.frequency = FrequencyCode((*frequency).to_owned());
                // A later submission names claims of its own, with control numbers that were used before.
                claim.id = ClaimId::new(if *key == 0 { format!("C{number}") } else { format!("K{key}C{number}") });
                claim
            };
            show(store.accept_claims(builders::submission(&format!("k{key}"), (*first..first + count).map(one).collect())).await)
        }
        Call::Close(number) => show(store.close_claim(&claim_id(*number), "somebody", "", now).await),
        Call::Park(number) => show(store.park_claim(&claim_id(*number), "unfit", now).await),
        Call::Seal { name, max_claims, drops_copies, can_be_asked } => {
            if store.transmission(&transmission(*name)).await.unwrap().is_some() {
                return "the name is taken".into();
            }
            let drops_copies_by = if *drops_copies { DropsCopiesBy::PayloadId } else { DropsCopiesBy::Nothing };
            let profile = ConnectorProfile { drops_copies_by, can_be_asked: *can_be_asked, max_attempts: 3, ..Default::default() };
            let mut request = builders::seal_request(transmission(*name).as_str(), profile);
            request.max_claims = *max_claims;
            show(store.seal(request, &PlainRenderer).await)
        }
        Call::Intent(name) => match store.record_intent(&transmission(*name), "https://payer.example", now).await {
            Ok(IntentOutcome::Begin { transmission, attempt, bytes }) => format!("{transmission:?} {attempt} {bytes:?}"),
            Ok(IntentOutcome::NotDue) => "not due".into(),
            Err(error) => error.to_string(),
        },
        Call::Outcome { name, attempt, outcome: kind } => show(store.record_outcome(&transmission(*name), *attempt, outcome(*kind), now).await),
        Call::Answer(name, answer) => {
            let answer = [PayerAnswer::Received, PayerAnswer::NotReceived, PayerAnswer::NotYetKnown][usize::from(*answer)];
            show(store.record_answer(&transmission(*name), answer, now).await)
        }
        Call::Decide(name) => show(store.send_by_decision(&transmission(*name), "somebody", "try again", now).await),
        Call::Recover => show(store.recover(now).await),
        Call::Inbound(file) => show(store.store_inbound(inbound(&format!("file{file}"))).await),
        Call::Begin(file) => show(store.begin_inbound(&inbound(&format!("file{file}")).id(), now).await),
        Call::Finish(file) => show(store.finish_inbound(&inbound(&format!("file{file}")).id(), InboundStatus::Processed).await),
        Call::Acknowledge { name, level, verdict, file } => {
            let Some(named) = store.transmission(&transmission(*name)).await.unwrap() else {
                return "no such transmission".into();
            };
            let verdict = [Verdict::Accepted, Verdict::AcceptedWithErrors, Verdict::Rejected][*verdict];
            let mut said = acknowledgement(&named, AcknowledgementLevel::ALL[*level], verdict, &format!("file{file}"));
            said.segment = u32::from(*name) * 100 + u32::try_from(*level).unwrap();
            show(store.record_acknowledgement(said, now).await)
        }
        Call::Post(payment, released) => {
            let mut request = post((**payment).clone());
            request.released_by = released.then(|| "somebody".to_owned());
            show(store.post_remittance(request, now).await)
        }
        Call::Raise => show(store.raise_exception(NewException::new(ExceptionReason::UnreadableInbound, Disposition::Quarantined, "unreadable"), now).await),
        Call::Resolve(id) => show(store.resolve_exception(ExceptionId(*id), "somebody", "done", now).await),
        Call::Crash => String::new(),
    }
}

fn show<T: std::fmt::Debug, E: std::fmt::Display>(result: Result<T, E>) -> String {
    result.map_or_else(|error| error.to_string(), |answer| format!("{answer:?}"))
}

/// Everything that a store can be asked for. Values of patients do not print, so the lists are compared as values.
async fn assert_same(one: &dyn Store, other: &dyn Store) {
    let page = PageRequest { limit: 1_000, ..PageRequest::default() };
    assert_eq!(one.claims(ClaimFilter::default(), page).await.unwrap(), other.claims(ClaimFilter::default(), page).await.unwrap());
    assert_eq!(one.transmissions(page).await.unwrap(), other.transmissions(page).await.unwrap());
    assert_eq!(one.acknowledgements(page).await.unwrap(), other.acknowledgements(page).await.unwrap());
    assert_eq!(one.payments(page).await.unwrap(), other.payments(page).await.unwrap());
    assert_eq!(one.ledger(LedgerFilter::default(), page).await.unwrap(), other.ledger(LedgerFilter::default(), page).await.unwrap());
    assert_eq!(one.trial_balance().await.unwrap(), other.trial_balance().await.unwrap());
    assert_eq!(one.exceptions(false, page).await.unwrap(), other.exceptions(false, page).await.unwrap());
    assert_eq!(one.events(0, 1_000).await.unwrap(), other.events(0, 1_000).await.unwrap());
    assert_eq!(one.waiting_batches().await.unwrap(), other.waiting_batches().await.unwrap());
    assert_eq!(one.unfinished_inbounds(100).await.unwrap(), other.unfinished_inbounds(100).await.unwrap());
    assert_eq!(one.due_transmissions(at(1_000_000), 100).await.unwrap(), other.due_transmissions(at(1_000_000), 100).await.unwrap());
}

async fn image_of(folder: &Path) -> tempfile::TempDir {
    let image = tempfile::tempdir().unwrap();
    for name in ["gateway.db", "gateway.db-wal"] {
        std::fs::copy(folder.join(name), image.path().join(name)).unwrap();
    }
    image
}

async fn run(calls: Vec<Call>) {
    let model = MemoryStore::new();
    let mut folder = tempfile::tempdir().unwrap();
    let mut store = SqliteStore::open(&folder.path().join("gateway.db")).await.unwrap();
    for (seconds, call) in (0..).step_by(60).zip(calls) {
        if matches!(call, Call::Crash) {
            let image = image_of(folder.path()).await;
            store = SqliteStore::open(&image.path().join("gateway.db")).await.unwrap();
            folder = image;
        }
        assert_eq!(make(&store, &call, seconds).await, make(&model, &call, seconds).await, "{call:?}");
    }
    assert_same(&store, &model).await;
    store.close().await;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn sqlite_and_the_model_have_the_same_memory(calls in calls()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(run(calls));
    }
}
