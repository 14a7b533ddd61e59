//! A payer in memory: it does what it is told, and counts what reaches it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use gateway_core::outcome::TransportResult;
use gateway_core::ports::{FetchKind, FetchOutcome, FetchedPayload, OutboundPayload, PayerTransport, TransportError};

/// What the payer does with one submission.
#[derive(Clone, Copy)]
pub(crate) enum Act {
    /// Confirms it.
    Take,
    /// Is not reached.
    Away,
    /// Takes it, and its answer is lost.
    TakeSilently,
    /// Takes it, and never answers.
    TakeAndHang,
}

/// A payer whose acts are scripted; after the last it confirms everything.
#[derive(Default)]
pub(crate) struct Payer {
    acts: Mutex<VecDeque<Act>>,
    taken: Mutex<Vec<OutboundPayload>>,
    mailbox: Mutex<Vec<(Answer, Vec<u8>)>>,
}

/// Which question an answer belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Implementation,
    Claims,
    Remittance,
}

impl Payer {
    pub(crate) fn doing(acts: &[Act]) -> Arc<Self> {
        Arc::new(Self { acts: Mutex::new(acts.iter().copied().collect()), ..Self::default() })
    }

    /// What reached it, each time.
    pub(crate) fn taken(&self) -> Vec<OutboundPayload> {
        self.taken.lock().unwrap().clone()
    }

    /// Puts an answer into the mailbox, where it stays.
    pub(crate) fn answer(&self, answer: Answer, x12: String) {
        self.mailbox.lock().unwrap().push((answer, x12.into_bytes()));
    }
}

#[async_trait]
impl PayerTransport for Payer {
    fn endpoint(&self) -> String {
        "memory".into()
    }

    async fn submit(&self, payload: &OutboundPayload) -> TransportResult {
        let act = self.acts.lock().unwrap().pop_front().unwrap_or(Act::Take);
        if matches!(act, Act::Away) {
            return TransportResult::NothingWritten { detail: "could not connect".into() };
        }
        self.taken.lock().unwrap().push(payload.clone());
        match act {
            Act::TakeSilently => TransportResult::NoReply { detail: "reset".into() },
            Act::TakeAndHang => std::future::pending().await,
            Act::Take | Act::Away => TransportResult::Confirmed { code: "Success".into() },
        }
    }

    async fn fetch(&self, kind: &FetchKind) -> Result<FetchOutcome, TransportError> {
        let asked = match kind {
            FetchKind::InterchangeAcknowledgement(_) => return Ok(FetchOutcome::NothingYet),
            FetchKind::ImplementationAcknowledgement(_) => Answer::Implementation,
            FetchKind::ClaimAcknowledgements => Answer::Claims,
            FetchKind::Remittances => Answer::Remittance,
        };
        let payload = |bytes: &Vec<u8>| FetchedPayload { id: "1".into(), payload_type: String::new(), bytes: bytes.clone() };
        let found: Vec<FetchedPayload> = self.mailbox.lock().unwrap().iter().filter(|(answer, _)| *answer == asked).map(|(_, bytes)| payload(bytes)).collect();
        Ok(if found.is_empty() { FetchOutcome::NothingYet } else { FetchOutcome::Found(found) })
    }

    async fn confirm_receipt(&self, _payload: &FetchedPayload) -> Result<(), TransportError> {
        Ok(())
    }
}
