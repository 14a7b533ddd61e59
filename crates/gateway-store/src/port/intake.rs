//! Intake: claims, exceptions and keys that come in.

use gateway_core::api_key::ApiKey;
use gateway_core::effects::Effects;
use gateway_core::exception::{ExceptionRecord, NewException};
use gateway_core::identifiers::{ClaimId, ExceptionId};
use gateway_core::intake::{self, AcceptClaims, AcceptOutcome, ClaimRecord};
use gateway_core::ports::StoreError;
use jiff::Timestamp;

use crate::SqliteStore;
use crate::effects;
use crate::error::not_found;
use crate::tables::{claims, exceptions, keys, submissions};

impl SqliteStore {
    pub(super) async fn accept(&self, request: AcceptClaims) -> Result<AcceptOutcome, StoreError> {
        intake::check_size(&request)?;
        // The transaction takes the write lock before it looks, so of two requests with one key the second sees the first.
        let mut transaction = self.begin().await?;
        if let Some((sha256, response)) = submissions::find(&mut transaction, &request.idempotency_key).await? {
            let same = sha256 == request.request_sha256.to_string();
            return Ok(if same { AcceptOutcome::Repeated(response) } else { AcceptOutcome::KeyReused });
        }
        submissions::insert(&mut transaction, &request).await?;
        for accepted in &request.claims {
            let earlier = claims::concerning(&mut transaction, &accepted.claim).await?;
            claims::insert(&mut transaction, accepted, request.at).await?;
            effects::write(&mut transaction, intake::accept(&accepted.claim, &earlier), request.at).await?;
        }
        self.commit(transaction).await?;
        Ok(AcceptOutcome::Accepted(request.response))
    }

    pub(super) async fn close_one(&self, id: &ClaimId, by: &str, note: &str, at: Timestamp) -> Result<(), StoreError> {
        self.decide_on(id, at, |record| intake::close(record, by, note)).await
    }

    pub(super) async fn park_one(&self, id: &ClaimId, reason: &str, at: Timestamp) -> Result<(), StoreError> {
        self.decide_on(id, at, |record| intake::park(record, reason)).await
    }

    async fn decide_on(&self, id: &ClaimId, at: Timestamp, decide: impl FnOnce(&ClaimRecord) -> Option<Effects>) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let record = claims::get(&mut transaction, id).await?;
        let Some(decided) = decide(&record) else {
            return Ok(());
        };
        effects::write(&mut transaction, decided, at).await?;
        self.commit(transaction).await
    }

    pub(super) async fn raise(&self, exception: NewException, at: Timestamp) -> Result<ExceptionId, StoreError> {
        let mut transaction = self.begin().await?;
        if exception.inbound_id.is_some()
            && let Some(known) = exceptions::same(&mut transaction, &exception).await?
        {
            return Ok(known);
        }
        let id = effects::raise(&mut transaction, &exception, at).await?;
        self.commit(transaction).await?;
        Ok(id)
    }

    pub(super) async fn resolve(&self, id: ExceptionId, by: &str, note: &str, at: Timestamp) -> Result<ExceptionRecord, StoreError> {
        let mut transaction = self.begin().await?;
        effects::resolve(&mut transaction, id, by, note, at).await?;
        let record = exceptions::get(&mut transaction, id).await?;
        self.commit(transaction).await?;
        Ok(record)
    }

    pub(super) async fn keep_key(&self, key: ApiKey) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        keys::keep(&mut transaction, &key).await?;
        self.commit(transaction).await
    }

    pub(super) async fn revoke_key(&self, id: &str, at: Timestamp) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let mut key = keys::find(&mut transaction, id).await?.ok_or_else(|| not_found("API key", id))?;
        key.revoked_at.get_or_insert(at);
        keys::keep(&mut transaction, &key).await?;
        self.commit(transaction).await
    }
}
