//! Intake: what a submission brings, and what is answered to it, also when it is repeated.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::claim::{Claim, ClaimWithBody};
use crate::digest::Sha256;
use crate::effects::Effects;
use crate::event::{EventKind, NewEvent};
use crate::exception::{Disposition, ExceptionReason, NewException};
use crate::life_cycle::{ClaimHistory, ClaimState};
use crate::limits;
use crate::ports::StoreError;
use crate::posting;

/// A submission whose claims were all found valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptClaims {
    /// The caller's key: the `Idempotency-Key` header, or the digest of a dropped file.
    pub idempotency_key: String,
    /// Digest of the whole request, so that the same key with another request is noticed.
    pub request_sha256: Sha256,
    /// The claims. They are stored together or not at all.
    pub claims: Vec<ClaimWithBody>,
    /// What will be answered, now and to every repeat.
    pub response: StoredResponse,
    /// Now.
    pub at: Timestamp,
}

/// An answer that is kept to be given again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredResponse {
    /// HTTP status.
    pub status: u16,
    /// Content type.
    pub content_type: String,
    /// Body. It names identifiers only, nothing of a patient.
    pub body: Vec<u8>,
}

/// What became of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AcceptOutcome {
    /// Its claims are stored. Only now may it be answered.
    Accepted(StoredResponse),
    /// The same request was accepted before: nothing was stored, the first answer stands.
    Repeated(StoredResponse),
    /// The key belongs to another request: nothing was stored.
    KeyReused,
}

/// A claim with what happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimRecord {
    /// Its number in the order of acceptance, which is the cursor of claim lists.
    pub sequence: i64,
    /// When it was accepted.
    pub accepted_at: Timestamp,
    /// The claim.
    pub claim: Claim,
    /// What happened to it.
    pub history: ClaimHistory,
}

impl ClaimRecord {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> ClaimState {
        self.history.state()
    }
}

/// Accepts a claim beside the earlier claims that could have to do with it ([`ClaimRecord`]s with the same patient control number or content, or with the
/// payer's number that it names): books its charge, and takes back the charge of the claim whose place it takes.
#[must_use]
pub fn accept(claim: &Claim, earlier: &[ClaimRecord]) -> Effects {
    let Arrival { replaces, exception } = receive(claim, earlier);
    let accepted = NewEvent::new(EventKind::ClaimAccepted, "the claim is valid and stored").about(&claim.id, ClaimState::Accepted);
    let mut effects = Effects { events: vec![accepted], ..Effects::default() };
    effects.entries.extend(posting::book(claim));
    effects.exceptions.extend(exception);
    if let Some(replaced) = replaces.and_then(|index| earlier.get(index)) {
        let history = ClaimHistory { replaced_by: Some(claim.id.clone()), ..replaced.history.clone() };
        let event = NewEvent::new(EventKind::ClaimReplaced, format!("claim {} took its place", claim.id));
        effects.events.push(event.about(&replaced.claim.id, history.state()));
        effects.entries.extend(posting::withdraw(&replaced.claim, &claim.id));
        effects.histories.push((replaced.claim.id.clone(), history));
    }
    effects
}

/// Whether an earlier claim could have to do with a new one.
#[must_use]
pub fn concerns(claim: &Claim, record: &ClaimRecord) -> bool {
    let payer_number = claim.original_payer_claim_control_number.as_ref();
    record.claim.patient_control_number == claim.patient_control_number
        || record.claim.content_hash == claim.content_hash
        || (payer_number.is_some() && record.history.payer_claim_control_number.as_ref() == payer_number)
}

/// Whether a submission is small enough.
///
/// # Errors
/// [`StoreError::TooMany`] above [`limits::CLAIMS_PER_SUBMISSION`].
pub fn check_size(request: &AcceptClaims) -> Result<(), StoreError> {
    let (limit, found) = (limits::CLAIMS_PER_SUBMISSION, request.claims.len());
    if found > limit { Err(StoreError::TooMany { what: "claims", limit, found }) } else { Ok(()) }
}

/// What a new claim means for the claims that are there already.
#[derive(Default)]
struct Arrival {
    /// The index, among the earlier claims, of the one whose place it takes.
    replaces: Option<usize>,
    /// What a person should know of.
    exception: Option<NewException>,
}

/// Looks at a new claim beside the earlier claims.
///
/// A replacement or void takes the place of the claim that its REF*F8 names. A new original takes the place of a rejected claim with the same patient
/// control number and billing provider, because that is how a rejected claim is corrected. In both cases the charge of the earlier claim is taken back:
/// the same service is owed once.
fn receive(claim: &Claim, earlier: &[ClaimRecord]) -> Arrival {
    let same_provider = |record: &&ClaimRecord| record.claim.billing_npi == claim.billing_npi && record.history.replaced_by.is_none();
    let position = |wanted: &dyn Fn(&ClaimRecord) -> bool| earlier.iter().rposition(|record| same_provider(&record) && wanted(record));
    if claim.frequency.takes_the_place_of_another() {
        let named_number = claim.original_payer_claim_control_number.as_ref();
        let named = |record: &ClaimRecord| named_number.is_some() && record.history.payer_claim_control_number.as_ref() == named_number;
        let same_control_number = |record: &ClaimRecord| record.claim.patient_control_number == claim.patient_control_number;
        let replaces = position(&named).or_else(|| position(&same_control_number));
        return Arrival { replaces, exception: replaces.is_none().then(|| replaced_claim_unknown(claim)) };
    }
    let rejected = |record: &ClaimRecord| {
        record.claim.patient_control_number == claim.patient_control_number && matches!(record.state(), ClaimState::Rejected(_) | ClaimState::Parked)
    };
    let replaces = position(&rejected);
    let copy = replaces.is_none() && position(&|record| record.claim.content_hash == claim.content_hash).is_some();
    Arrival { replaces, exception: copy.then(|| possible_duplicate(claim)) }
}

fn replaced_claim_unknown(claim: &Claim) -> NewException {
    let message = "This claim replaces or voids a claim that was not sent from here, so the earlier charge is not in this ledger.";
    let exception = NewException::new(ExceptionReason::ReplacedClaimUnknown, Disposition::Review, message);
    NewException { claim_id: Some(claim.id.clone()), ..exception }
}

fn possible_duplicate(claim: &Claim) -> NewException {
    let message = "The very same claim was accepted before under another idempotency key. Close one of the two, or the payer will see a duplicate.";
    let exception = NewException::new(ExceptionReason::PossibleDuplicateClaim, Disposition::Review, message);
    NewException { claim_id: Some(claim.id.clone()), amount: Some(claim.total_charge), ..exception }
}

/// Closes a claim by a person's decision. `None` when it is closed already.
#[must_use]
pub fn close(record: &ClaimRecord, by: &str, note: &str) -> Option<Effects> {
    let history = ClaimHistory { closed: true, ..record.history.clone() };
    let event = NewEvent::new(EventKind::ClaimClosed, format!("closed by {by}: {note}")).about(&record.claim.id, history.state());
    (!record.history.closed).then(|| Effects { histories: vec![(record.claim.id.clone(), history)], events: vec![event], ..Effects::default() })
}

/// Sets a waiting claim aside. `None` when it does not wait.
#[must_use]
pub fn park(record: &ClaimRecord, reason: &str) -> Option<Effects> {
    let history = ClaimHistory { parked: true, ..record.history.clone() };
    let event = NewEvent::new(EventKind::ClaimParked, reason).about(&record.claim.id, history.state());
    let exception =
        NewException::new(ExceptionReason::ClaimNotRendered, Disposition::Quarantined, format!("The claim could not be written into an interchange: {reason}"));
    let exception = NewException { claim_id: Some(record.claim.id.clone()), ..exception };
    record.history.may_be_batched().then(|| Effects {
        histories: vec![(record.claim.id.clone(), history)],
        events: vec![event],
        exceptions: vec![exception],
        ..Effects::default()
    })
}
