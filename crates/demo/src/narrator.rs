//! The story, line by line, as it happens.

use std::collections::HashMap;
use std::io::Write;
use std::time::Instant;

use gateway_core::event::{Event, EventKind};
use gateway_core::identifiers::ClaimId;

use crate::stage::Stage;

pub(crate) struct Narrator<'o> {
    out: &'o mut (dyn Write + Send),
    started: Instant,
    cursor: i64,
    names: HashMap<ClaimId, String>,
}

impl<'o> Narrator<'o> {
    pub(crate) fn new(out: &'o mut (dyn Write + Send), started: Instant) -> Self {
        Self { out, started, cursor: 0, names: HashMap::new() }
    }

    /// The number of the last event told.
    pub(crate) fn cursor(&self) -> i64 {
        self.cursor
    }

    pub(crate) fn line(&mut self, text: &str) -> anyhow::Result<()> {
        writeln!(self.out, "{:6.1} s  {text}", self.started.elapsed().as_secs_f64())?;
        self.out.flush()?;
        Ok(())
    }

    pub(crate) fn plain(&mut self, text: &str) -> anyhow::Result<()> {
        writeln!(self.out, "{text}")?;
        Ok(())
    }

    pub(crate) async fn event(&mut self, stage: &Stage, event: &Event) -> anyhow::Result<()> {
        self.cursor = self.cursor.max(event.sequence);
        let news = &event.event;
        // These two say what the others say again.
        if matches!(news.kind, EventKind::ClaimAccepted | EventKind::ClaimSending) {
            return Ok(());
        }
        let subject = match &news.claim_id {
            Some(id) => self.name(stage, id).await?,
            None => subject(news.kind).to_owned(),
        };
        let state = news.claim_state.map_or(String::new(), |state| format!(" [{state}]"));
        self.line(&format!("{subject:<16} {}{state}", news.reason))
    }

    /// The patient control number of a claim: the sample claims are nobody's.
    async fn name(&mut self, stage: &Stage, id: &ClaimId) -> anyhow::Result<String> {
        if let Some(name) = self.names.get(id) {
            return Ok(name.clone());
        }
        let record = stage.gateway.store().claim(id).await?;
        let name = record.map_or_else(|| id.to_string(), |record| record.claim.patient_control_number.expose().clone());
        self.names.insert(id.clone(), name.clone());
        Ok(name)
    }
}

fn subject(kind: EventKind) -> &'static str {
    match kind {
        EventKind::TransmissionSealed | EventKind::TransmissionChanged => "transmission",
        EventKind::PaymentPosted | EventKind::PaymentQuarantined => "payment",
        EventKind::ExceptionRaised | EventKind::ExceptionResolved => "exception",
        _ => "claim",
    }
}
