//! Fetching: the TA1 and 999 of each transmission that the payer has, and the 277CAs and 835s that wait for us. One loop for each route.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use gateway_core::acknowledgement::{AcknowledgementLevel, Verdict};
use gateway_core::identifiers::TransmissionId;
use gateway_core::ports::{FetchKind, FetchOutcome, Order, PageRequest, StoreError};
use gateway_core::transmission::{Transmission, TransmissionState};
use jiff::{SignedDuration, Timestamp};

use super::take;
use crate::gateway::Gateway;
use crate::limits;
use crate::routes::Route;

/// Fetches on one route until the daemon stops.
pub(crate) async fn run(gateway: Arc<Gateway>, route: Arc<Route>) {
    let mut awaited = Awaited::default();
    while gateway.pause(gateway.config.schedule.fetch()).await {
        if let Err(error) = round(&gateway, &route, &mut awaited).await {
            gateway.report("inbound", &error);
        }
    }
}

async fn round(gateway: &Gateway, route: &Route, awaited: &mut Awaited) -> Result<(), StoreError> {
    for transmission in awaited.due(gateway, route).await? {
        if gateway.stopping.is_cancelled() {
            return Ok(());
        }
        acknowledgements(gateway, route, &transmission.id, awaited).await?;
    }
    for kind in [FetchKind::ClaimAcknowledgements, FetchKind::Remittances] {
        mailbox(gateway, route, &kind).await?;
    }
    Ok(())
}

/// Asks for the 999 of a transmission, and for its TA1 until one has come.
async fn acknowledgements(gateway: &Gateway, route: &Route, id: &TransmissionId, awaited: &mut Awaited) -> Result<(), StoreError> {
    found(gateway, route, &FetchKind::ImplementationAcknowledgement(id.clone())).await?;
    let wait = awaited.waits.entry(id.clone()).or_default();
    if !wait.has_ta1 {
        wait.has_ta1 = found(gateway, route, &FetchKind::InterchangeAcknowledgement(id.clone())).await?.is_some();
    }
    Ok(())
}

/// Takes what waits for us, until nothing waits or nothing is new.
async fn mailbox(gateway: &Gateway, route: &Route, kind: &FetchKind) -> Result<(), StoreError> {
    for _ in 0..limits::FETCH_ROUND {
        let new = found(gateway, route, kind).await?;
        if new.unwrap_or_default() == 0 || gateway.stopping.is_cancelled() {
            break;
        }
    }
    Ok(())
}

/// Asks once. `None` when there is nothing, otherwise how much of it was new.
async fn found(gateway: &Gateway, route: &Route, kind: &FetchKind) -> Result<Option<usize>, StoreError> {
    match route.transport.fetch(kind).await {
        Ok(FetchOutcome::Found(payloads)) => take(gateway, route, payloads).await.map(Some),
        Ok(FetchOutcome::NothingYet | FetchOutcome::PayloadNotKnown) => Ok(None),
        Err(error) => {
            tracing::warn!(route = %route.id, error = %error, "the payer could not be asked");
            Ok(None)
        }
    }
}

/// The transmissions whose acknowledgements are still to come. It is rebuilt from the store after a restart.
#[derive(Default)]
struct Awaited {
    waits: HashMap<TransmissionId, Wait>,
    settled: HashSet<TransmissionId>,
}

/// When a transmission is asked about next.
#[derive(Default)]
struct Wait {
    not_before: Option<Timestamp>,
    pause: Duration,
    has_ta1: bool,
}

impl Awaited {
    /// The transmissions to ask about now, each with twice the pause of before.
    async fn due(&mut self, gateway: &Gateway, route: &Route) -> Result<Vec<Transmission>, StoreError> {
        let now = gateway.now();
        let mut due = Vec::new();
        for transmission in recent(gateway, route).await? {
            if self.settled.contains(&transmission.id) {
                continue;
            }
            if is_settled(gateway, &transmission).await? {
                self.waits.remove(&transmission.id);
                self.settled.insert(transmission.id);
                continue;
            }
            let wait = self.waits.entry(transmission.id.clone()).or_default();
            if wait.not_before.is_none_or(|at| at <= now) {
                let shortest = gateway.config.schedule.fetch();
                wait.pause = wait.pause.saturating_mul(2).min(limits::LONGEST_WAIT).max(shortest);
                wait.not_before = SignedDuration::try_from(wait.pause).ok().and_then(|pause| now.checked_add(pause).ok());
                due.push(transmission);
            }
        }
        Ok(due)
    }
}

/// The transmissions of this route that the payer has, the last sealed first.
async fn recent(gateway: &Gateway, route: &Route) -> Result<Vec<Transmission>, StoreError> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let page = gateway.store.transmissions(PageRequest { after, limit: gateway_core::limits::PAGE, order: Order::NewestFirst }).await?;
        after = page.last().map(|(sequence, _)| *sequence);
        let count = page.len();
        let ours = |transmission: &Transmission| gateway.routes.of_transmission(transmission).is_some_and(|found| found.id == route.id);
        found.extend(
            page.into_iter().map(|(_, transmission)| transmission).filter(|transmission| transmission.state() == TransmissionState::Sent && ours(transmission)),
        );
        if count < gateway_core::limits::PAGE as usize || found.len() >= limits::AWAITED_TRANSMISSIONS {
            return Ok(found);
        }
    }
}

/// Whether the payer's syntax answer is there: its 999, or something deeper, or a TA1 that refused the interchange.
async fn is_settled(gateway: &Gateway, transmission: &Transmission) -> Result<bool, StoreError> {
    let Some(first) = transmission.claims().next() else { return Ok(true) };
    let Some(record) = gateway.store.claim(first).await? else { return Ok(true) };
    Ok(record
        .history
        .acknowledgements
        .iter()
        .any(|&(level, verdict)| level == AcknowledgementLevel::Implementation || (level == AcknowledgementLevel::Interchange && verdict == Verdict::Rejected)))
}
