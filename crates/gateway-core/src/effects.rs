//! Effects: what a decision wants written. Every store writes them in the same way, in the transaction in which the decision was made.

use crate::event::NewEvent;
use crate::exception::{ExceptionReason, NewException};
use crate::identifiers::{ClaimId, PaymentId};
use crate::ledger::JournalEntry;
use crate::life_cycle::ClaimHistory;

/// What a decision wants written, in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// Claim histories, each in place of the one that is kept. The claim's state follows from it.
    pub histories: Vec<(ClaimId, ClaimHistory)>,
    /// Ledger entries to append.
    pub entries: Vec<JournalEntry>,
    /// Exceptions to raise, each with an event of its own that the store adds.
    pub exceptions: Vec<NewException>,
    /// Open exceptions to settle by themselves.
    pub settled: Vec<SettledException>,
    /// Events to append.
    pub events: Vec<NewEvent>,
}

/// An open exception that is settled by what came later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledException {
    /// The payment that it is about.
    pub payment_id: PaymentId,
    /// The segment that it is about.
    pub segment: u32,
    /// Why it was raised.
    pub reason: ExceptionReason,
    /// Who settled it.
    pub by: String,
    /// How.
    pub note: String,
}

impl SettledException {
    /// Whether it means this exception.
    #[must_use]
    pub fn means(&self, exception: &NewException) -> bool {
        exception.payment_id.as_ref() == Some(&self.payment_id) && exception.segment == Some(self.segment) && exception.reason == self.reason
    }
}
