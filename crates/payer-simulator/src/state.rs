//! What the simulator has received and paid, as JSON for tests: `GET /simulator/state`.
//!
//! Invariant: it holds numbers that a payer keeps, and the patient control numbers; no names, no member ids.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::examination::InterchangeVerdict;
use crate::mailbox::Letter;
use crate::money::Money;
use crate::outcome::Outcome;

/// Everything that was received and paid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct State {
    /// Submissions, in the order of their arrival.
    pub transmissions: Vec<TransmissionState>,
    /// Claims by patient control number.
    pub claims: BTreeMap<String, ClaimState>,
    /// Payments, in the order in which they were made.
    pub payments: Vec<PaymentState>,
    /// Confirmations of receipt.
    pub confirmations: u64,
}

/// A submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TransmissionState {
    /// PayloadID.
    pub payload_id: String,
    /// SenderID.
    pub sender_id: String,
    /// SHA-256 of the payload, in hexadecimal digits.
    pub sha256: String,
    /// How often it came, byte for byte the same.
    pub deliveries: u64,
    /// Its interchanges.
    pub interchanges: Vec<InterchangeState>,
}

/// An interchange of a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InterchangeState {
    /// ISA06.
    pub sender: String,
    /// ISA13.
    pub control_number: String,
    /// What became of it.
    pub verdict: InterchangeVerdict,
    /// Claims that were taken up.
    pub claims_accepted: usize,
    /// Claims that were not.
    pub claims_refused: usize,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ClaimState {
    /// What was decided when it came first.
    pub outcome: Outcome,
    /// How often it came in different submissions.
    pub times_received: u64,
    /// How often it was taken up: more than once means that it was sent under a second identity.
    pub times_accepted: u64,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PaymentState {
    /// TRN02.
    pub trace_number: String,
    /// The NPI of the provider that is paid.
    pub provider: String,
    /// BPR02.
    pub amount: Money,
    /// Whether its claims explain it.
    pub balanced: bool,
    /// CLP segments.
    pub claims: usize,
    /// Interchanges that carry it.
    pub envelopes: u64,
    /// How many of them were fetched.
    pub handed_out: u64,
    /// How many of them were confirmed.
    pub confirmed: u64,
}

impl ClaimState {
    /// A claim that has not come yet.
    pub(crate) fn new(outcome: Outcome) -> Self {
        Self { outcome, times_received: 0, times_accepted: 0 }
    }
}

impl PaymentState {
    /// Counts what became of its letters.
    pub(crate) fn count<'a>(&mut self, letters: impl Iterator<Item = &'a Letter>) {
        for letter in letters {
            self.handed_out += u64::from(letter.handed_at.is_some());
            self.confirmed += u64::from(letter.confirmed);
        }
    }
}
