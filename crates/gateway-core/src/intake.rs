//! Intake: what a submission brings, and what is answered to it, also when it is repeated.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::claim::{Claim, ClaimWithBody};
use crate::digest::Sha256;
use crate::exception::{Disposition, ExceptionReason, NewException};
use crate::life_cycle::{ClaimHistory, ClaimState};

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

/// What a new claim means for the claims that are there already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// The index, among the earlier claims, of the one whose place it takes.
    pub replaces: Option<usize>,
    /// What a person should know of.
    pub exception: Option<NewException>,
}

/// Looks at a new claim beside the earlier claims that could have to do with it (the same patient control number, or the payer's number that it names).
///
/// A replacement or void takes the place of the claim that its REF*F8 names. A new original takes the place of a rejected claim with the same patient
/// control number and billing provider, because that is how a rejected claim is corrected. In both cases the charge of the earlier claim is taken back:
/// the same service is owed once.
#[must_use]
pub fn receive(claim: &Claim, earlier: &[ClaimRecord]) -> Arrival {
    let same_provider = |record: &&ClaimRecord| record.claim.billing_npi == claim.billing_npi && record.history.replaced_by.is_none();
    let position = |wanted: &dyn Fn(&ClaimRecord) -> bool| earlier.iter().rposition(|record| same_provider(&record) && wanted(record));
    if claim.frequency.takes_the_place_of_another() {
        let named = |record: &ClaimRecord| claim.original_payer_claim_control_number.is_some() && record.history.payer_claim_control_number == claim.original_payer_claim_control_number;
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
