//! Batching: which waiting claims go out together, and the sealing of an interchange.
//!
//! The invariant: numbers, bytes and digest come to be in one transaction. What was sealed is never rendered again.

use jiff::Timestamp;

use crate::claim::ClaimWithBody;
use crate::control_numbers::{ControlNumber, ControlNumberSequence};
use crate::digest::Sha256;
use crate::effects::Effects;
use crate::event::{EventKind, NewEvent};
use crate::exception::{Disposition, ExceptionReason, NewException};
use crate::identifiers::{ClaimId, RouteId, TransmissionId};
use crate::intake::ClaimRecord;
use crate::limits;
use crate::retry::{ConnectorProfile, NextStep};
use crate::sending;
use crate::transmission::{SealedSet, Transmission, TransmissionIdentity, Usage};

/// Claims that wait for the same payer on the same route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingBatch {
    /// The route.
    pub route: RouteId,
    /// The payer.
    pub payer_id: String,
    /// How many claims wait.
    pub claims: u64,
    /// Since when the oldest waits.
    pub oldest: Timestamp,
}

/// Asks to seal one interchange out of the claims that wait for a payer on a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealRequest {
    /// The name of the transmission to be: a UUID.
    pub transmission_id: TransmissionId,
    /// The route.
    pub route: RouteId,
    /// The payer.
    pub payer_id: String,
    /// Interchange sender (ISA06), without padding.
    pub sender: String,
    /// Interchange receiver (ISA08), without padding.
    pub receiver: String,
    /// Usage indicator (ISA15).
    pub usage: Usage,
    /// The connector's promises, kept with the transmission.
    pub profile: ConnectorProfile,
    /// The most claims to take; [`limits::CLAIMS_PER_TRANSMISSION`] holds besides.
    pub max_claims: usize,
    /// The most claims in one ST..SE; [`limits::CLAIMS_PER_SET`] holds besides.
    pub max_claims_per_set: usize,
    /// Now.
    pub at: Timestamp,
}

impl SealRequest {
    /// How many claims to take at most.
    #[must_use]
    pub fn claim_limit(&self) -> usize {
        self.max_claims.clamp(1, limits::CLAIMS_PER_TRANSMISSION)
    }
}

/// Writes an interchange. It is called inside of the sealing transaction, so it must be pure: the same arguments give the same bytes.
pub trait InterchangeRenderer: Send + Sync {
    /// Writes the interchange that `identity` names, with its `claims` in the order of its sets. `sealed_at` is the time for ISA09 and ISA10.
    ///
    /// # Errors
    /// When a claim cannot be written. Nothing is sealed then, and no control number is used.
    fn render(&self, identity: &TransmissionIdentity, claims: &[ClaimWithBody], sealed_at: Timestamp) -> Result<Vec<u8>, RenderError>;
}

/// Why an interchange could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the interchange could not be written: {reason}")]
pub struct RenderError {
    /// The claim at fault, where it is one.
    pub claim_id: Option<ClaimId>,
    /// What was expected and what was found, without any value of a patient.
    pub reason: String,
}

/// The three sequences of one pair of sender and receiver.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PairSequences {
    /// ISA13.
    pub interchange: ControlNumberSequence,
    /// GS06.
    pub group: ControlNumberSequence,
    /// ST02.
    pub set: ControlNumberSequence,
}

impl PairSequences {
    /// Whether one of them is used up by nine tenths.
    #[must_use]
    pub const fn near_their_end(&self) -> bool {
        self.interchange.nears_its_end() || self.group.nears_its_end() || self.set.nears_its_end()
    }
}

/// Takes the numbers for an interchange with these claims, and shares the claims out over its sets.
pub fn identify(request: &SealRequest, sequences: &mut PairSequences, claims: &[ClaimId]) -> TransmissionIdentity {
    let per_set = request.max_claims_per_set.clamp(1, limits::CLAIMS_PER_SET);
    let interchange_control_number = sequences.interchange.take();
    let group_control_number = sequences.group.take();
    let sets = claims.chunks(per_set).map(|claims| seal_set(interchange_control_number, sequences.set.take(), claims)).collect();
    TransmissionIdentity {
        sender: request.sender.clone(),
        receiver: request.receiver.clone(),
        usage: request.usage,
        interchange_control_number,
        group_control_number,
        sets,
    }
}

/// The sealed transmission with these bytes. It is due at once.
#[must_use]
pub fn sealed(request: &SealRequest, identity: TransmissionIdentity, bytes: &[u8]) -> Transmission {
    Transmission {
        id: request.transmission_id.clone(),
        route: request.route.clone(),
        identity,
        sha256: Sha256::of(bytes),
        length: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        profile: request.profile.clone(),
        sealed_at: request.at,
        attempts: Vec::new(),
        next_step: NextStep::Send { at: request.at },
        received: false,
    }
}

/// What sealing writes: the claims' histories, their timelines, and an alarm when numbers run out.
#[must_use]
pub fn effects_of_sealing(transmission: &Transmission, before: &PairSequences, after: &PairSequences, records: &mut [ClaimRecord]) -> Effects {
    let mut events = sending::follow_claims(transmission, records, EventKind::ClaimBatched, "the claim is part of a sealed interchange");
    let reason = format!("interchange {} is sealed", transmission.identity.interchange_control_number);
    events.push(NewEvent { transmission_id: Some(transmission.id.clone()), ..NewEvent::new(EventKind::TransmissionSealed, reason) });
    let message = "The control numbers of this sender and receiver are used up by nine tenths. Agree with the payer on when they may start again.";
    let alarm = NewException::new(ExceptionReason::ControlNumbersNearEnd, Disposition::Review, message);
    let alarm = (after.near_their_end() && !before.near_their_end()).then(|| NewException { transmission_id: Some(transmission.id.clone()), ..alarm });
    let histories = records.iter().map(|record| (record.claim.id.clone(), record.history.clone())).collect();
    Effects { histories, events, exceptions: alarm.into_iter().collect(), ..Effects::default() }
}

/// BHT03 repeats the two numbers that already name the set, so that a 277CA leads back to it without another sequence.
fn seal_set(interchange: ControlNumber, set_control_number: ControlNumber, claims: &[ClaimId]) -> SealedSet {
    SealedSet { set_control_number, reference: format!("{interchange}{set_control_number}"), claims: claims.to_vec() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(max_claims_per_set: usize) -> SealRequest {
        SealRequest {
            transmission_id: TransmissionId::new("t"),
            route: RouteId::new("r"),
            payer_id: "P".into(),
            sender: "US".into(),
            receiver: "THEM".into(),
            usage: Usage::Test,
            profile: ConnectorProfile::default(),
            max_claims: 100,
            max_claims_per_set,
            at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn claims_keep_their_order_and_every_set_has_its_own_names() {
        let claims: Vec<ClaimId> = (0..5).map(|number| ClaimId::new(number.to_string())).collect();
        let mut sequences = PairSequences::default();
        let identity = identify(&request(2), &mut sequences, &claims);
        assert_eq!(identity.sets.iter().map(|set| set.claims.len()).collect::<Vec<_>>(), [2, 2, 1]);
        assert_eq!(identity.sets.iter().flat_map(|set| set.claims.clone()).collect::<Vec<_>>(), claims);
        assert_eq!(identity.sets[2].reference, "000000001000000003");
        let next = identify(&request(2), &mut sequences, &claims);
        assert_eq!((next.interchange_control_number.value(), next.group_control_number.value(), next.sets[0].set_control_number.value()), (2, 2, 4));
    }

    #[test]
    fn sealing_is_told_once() {
        let mut sequences = PairSequences::default();
        let transmission = sealed(&request(2), identify(&request(2), &mut sequences, &[]), b"");
        let effects = effects_of_sealing(&transmission, &PairSequences::default(), &sequences, &mut []);
        assert_eq!(effects.events.iter().map(|event| event.kind).collect::<Vec<_>>(), [EventKind::TransmissionSealed]);
    }
}
