//! Intake: claims come in as JSON or as 837P, are checked, and are stored with the answer to their sender in one transaction.
//!
//! The invariant: a submission is stored whole or refused whole, and it is answered only after the commit. What was refused left nothing behind.

mod prepare;

pub(crate) use prepare::Format;

use std::sync::Arc;

use gateway_core::digest::Sha256;
use gateway_core::identifiers::{ClaimId, SubmissionId};
use gateway_core::intake::{AcceptClaims, AcceptOutcome, StoredResponse};
use gateway_core::ports::StoreError;
use serde::Serialize;
use utoipa::ToSchema;
use x12_findings::Finding;

use crate::gateway::Gateway;
use crate::limits;
use crate::translate::claim::claim_with_body;

/// What a caller hands over.
pub(crate) struct Submission {
    /// The caller's `Idempotency-Key`, or the digest of a dropped file. Without one, every submission is a new one.
    pub(crate) key: Option<String>,
    /// How the bytes are to be read.
    pub(crate) format: Format,
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
}

/// What is answered to a submission that was accepted.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Receipt {
    /// The submission.
    pub(crate) submission_id: String,
    /// Its claims, in the order in which they were sent.
    pub(crate) claims: Vec<ReceiptClaim>,
}

/// One accepted claim.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReceiptClaim {
    /// The claim.
    pub(crate) id: String,
    /// Where it can be read.
    pub(crate) href: String,
}

/// An answer that was committed.
pub(crate) struct Accepted {
    pub(crate) response: StoredResponse,
    /// Whether it was given before.
    pub(crate) repeated: bool,
}

/// Why nothing was stored.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    /// The claims have errors, each with its place.
    #[error("the claims have errors")]
    Findings(Vec<Finding>),
    /// The JSON is no claim.
    #[error("the JSON is no claim.v1: {0}")]
    NotAClaim(#[source] serde_json::Error),
    /// The X12 holds something else than professional claims.
    #[error("expected professional claims (837P), found {found}")]
    NotClaims { found: String },
    /// There is no claim in it.
    #[error("there is no claim in it")]
    Empty,
    /// The key is too long or empty.
    #[error("an Idempotency-Key has 1 to {} characters", limits::IDEMPOTENCY_KEY_CHARS)]
    KeyIllegal,
    /// The key belongs to another request.
    #[error("this Idempotency-Key was used for another request; a new request needs a new key")]
    KeyReused,
    /// Reading stopped.
    #[error(transparent)]
    Read(#[from] x12_syntax::Error),
    /// A value cannot be taken over.
    #[error("{0}")]
    Claim(#[from] crate::translate::claim::ClaimError),
    /// It could not be written as X12.
    #[error(transparent)]
    Write(#[from] crate::translate::render::WriteError),
    /// Checking it failed.
    #[error("the submission made its check fail; it was not stored")]
    CheckFailed,
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Checks and stores a submission.
pub(crate) async fn submit(gateway: &Gateway, submission: Submission) -> Result<Accepted, Refusal> {
    let key = match submission.key {
        Some(key) if (1..=limits::IDEMPOTENCY_KEY_CHARS).contains(&key.chars().count()) => key,
        Some(_) => return Err(Refusal::KeyIllegal),
        None => gateway.new_id(),
    };
    let request_sha256 = Sha256::of(&submission.bytes);
    let (format, bytes) = (submission.format, submission.bytes);
    let submitter = gateway.config.submitter.clone();
    let checks = Arc::clone(&gateway.checks);
    let checked = tokio::task::spawn_blocking(move || prepare::prepare(format, &bytes, &submitter, &checks)).await;
    let claims = checked.map_err(|_| Refusal::CheckFailed)??;
    let request = accept(gateway, key, request_sha256, claims)?;
    let accepted = match gateway.store.accept_claims(request).await? {
        AcceptOutcome::Accepted(response) => Accepted { response, repeated: false },
        AcceptOutcome::Repeated(response) => Accepted { response, repeated: true },
        AcceptOutcome::KeyReused => return Err(Refusal::KeyReused),
    };
    gateway.work.notify_waiters();
    Ok(accepted)
}

fn accept(gateway: &Gateway, idempotency_key: String, request_sha256: Sha256, claims: Vec<x12_837::Claim>) -> Result<AcceptClaims, Refusal> {
    let submission_id = SubmissionId::new(gateway.new_id());
    let take = |claim: x12_837::Claim| claim_with_body(&claim, ClaimId::new(gateway.new_id()), &submission_id, |payer| gateway.routes.id_for(payer));
    let claims = claims.into_iter().map(take).collect::<Result<Vec<_>, _>>()?;
    let receipt_claim = |id: &ClaimId| ReceiptClaim { id: id.to_string(), href: format!("/v1/claims/{id}") };
    let receipt = Receipt { submission_id: submission_id.to_string(), claims: claims.iter().map(|claim| receipt_claim(&claim.claim.id)).collect() };
    let body = serde_json::to_vec(&receipt).map_err(Refusal::NotAClaim)?;
    let response = StoredResponse { status: 201, content_type: "application/json".into(), body };
    Ok(AcceptClaims { idempotency_key, request_sha256, claims, response, at: gateway.now() })
}
