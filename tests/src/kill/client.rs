//! The billing systems: they submit over HTTP until they are told that it is done, with the same key, and drop files.
//!
//! Invariant: what stands among the promises was answered by the daemon; a request without an answer is repeated, never counted.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, bail};
use reqwest::StatusCode;
use serde_json::Value;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};

use super::answers::Answers;
use super::claims::{Clinic, Submission};

/// How long a client waits for an answer before it hangs up.
const ANSWER: Duration = Duration::from_secs(10);
/// How long a client repeats a request before the run has failed.
const REPEATS: Duration = Duration::from_secs(120);

/// What was promised, and to whom.
#[derive(Debug, Default)]
pub(crate) struct Promises {
    /// Claims that were answered as accepted: identifier and patient control number.
    pub(crate) accepted: Vec<(String, String)>,
    /// Patient control numbers of claims that had to be refused.
    pub(crate) refused: BTreeSet<String>,
    /// Files of claims that lie in the inbox: name, patient control numbers.
    pub(crate) files: Vec<(String, Vec<String>)>,
    /// Files that have to be refused.
    pub(crate) bad_files: Vec<String>,
    /// Copies of answers that were dropped.
    pub(crate) copies: usize,
    /// Requests that were sent again because no answer came.
    pub(crate) repeats: usize,
    /// Promises that contradict each other.
    pub(crate) faults: Vec<String>,
}

/// What the clients share.
#[derive(Debug)]
pub(crate) struct Counter {
    promises: Mutex<Promises>,
    /// Requests without an answer so far.
    pub(crate) in_flight: AtomicUsize,
    /// Set when no new claims are to come.
    pub(crate) closing: AtomicBool,
    address: watch::Receiver<Option<String>>,
    client: reqwest::Client,
    key: String,
}

impl Counter {
    /// A counter that submits with this API key to wherever the daemon listens.
    ///
    /// # Errors
    /// If there can be no HTTP client.
    pub(crate) fn new(address: watch::Receiver<Option<String>>, key: String) -> anyhow::Result<Arc<Self>> {
        let client = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build()?;
        let (in_flight, closing) = (AtomicUsize::new(0), AtomicBool::new(false));
        Ok(Arc::new(Self { promises: Mutex::default(), in_flight, closing, address, client, key }))
    }

    /// What was promised so far.
    pub(crate) fn promises(&self) -> MutexGuard<'_, Promises> {
        self.promises.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_closing(&self) -> bool {
        self.closing.load(Ordering::SeqCst)
    }

    /// Submits claims until no more are to come; the last request is repeated until it is answered.
    ///
    /// # Errors
    /// If an answer is none, or none ever comes.
    pub(crate) async fn submit(self: Arc<Self>, mut clinic: Clinic) -> anyhow::Result<()> {
        while !self.is_closing() {
            let submission = clinic.submission()?;
            // Some clients have little patience, so that answers get lost without a kill, too.
            let patience = if clinic.random().chance(10) { Duration::from_millis(clinic.random().between(1, 25)) } else { ANSWER };
            let answer = self.deliver(&submission, patience).await?;
            self.take(&submission, &answer)?;
            if clinic.random().chance(10) {
                let again = self.deliver(&submission, ANSWER).await?;
                if again != answer {
                    self.promises().faults.push(format!("{}: the same key with the same request got two answers", submission.name));
                }
            }
            sleep(Duration::from_millis(clinic.random().between(30, 200))).await;
        }
        Ok(())
    }

    /// Sends a request until it is answered.
    async fn deliver(&self, submission: &Submission, first: Duration) -> anyhow::Result<(StatusCode, Vec<u8>)> {
        let end = Instant::now() + REPEATS;
        let mut patience = first;
        self.in_flight.fetch_add(1, Ordering::SeqCst);
        while Instant::now() < end {
            let address = self.address.borrow().clone();
            if let Some(address) = address {
                match timeout(patience, self.send(&address, submission)).await {
                    Ok(Ok((status, body))) if status == StatusCode::CREATED || status == StatusCode::UNPROCESSABLE_ENTITY => {
                        self.in_flight.fetch_sub(1, Ordering::SeqCst);
                        return Ok((status, body));
                    }
                    Ok(Ok((status, _))) if status.is_client_error() => bail!("{}: answered with {status}", submission.name),
                    // No answer, half an answer, or one that says that nothing was done.
                    _ => self.promises().repeats += 1,
                }
                patience = ANSWER;
            }
            sleep(Duration::from_millis(10)).await;
        }
        bail!("{} was never answered", submission.name)
    }

    async fn send(&self, address: &str, submission: &Submission) -> reqwest::Result<(StatusCode, Vec<u8>)> {
        let request = self.client.post(format!("{address}/v1/claims")).bearer_auth(&self.key).header("content-type", submission.form.media_type());
        let response = request.header("idempotency-key", &submission.name).body(submission.bytes.clone()).send().await?;
        let status = response.status();
        Ok((status, response.bytes().await?.to_vec()))
    }

    fn take(&self, submission: &Submission, (status, body): &(StatusCode, Vec<u8>)) -> anyhow::Result<()> {
        let mut promises = self.promises();
        if (*status == StatusCode::UNPROCESSABLE_ENTITY) != submission.faulty {
            promises.faults.push(format!("{}: answered with {status}: {}", submission.name, String::from_utf8_lossy(body)));
        }
        if *status != StatusCode::CREATED {
            promises.refused.extend(submission.claims.iter().cloned());
            return Ok(());
        }
        let receipt: Value = serde_json::from_slice(body).with_context(|| format!("{}: the receipt is no JSON", submission.name))?;
        let ids = receipt.get("claims").and_then(Value::as_array).into_iter().flatten().filter_map(|claim| claim.get("id")?.as_str());
        let accepted: Vec<_> = ids.map(str::to_owned).zip(submission.claims.iter().cloned()).collect();
        if accepted.len() != submission.claims.len() {
            promises.faults.push(format!("{}: {} claims were sent and {} accepted", submission.name, submission.claims.len(), accepted.len()));
        }
        promises.accepted.extend(accepted);
        Ok(())
    }

    /// Drops files until no more are to come: claims, some of them twice, and copies of answers that came before.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub(crate) async fn drop_files(self: Arc<Self>, mut clinic: Clinic, inbox: std::path::PathBuf, answers: Arc<Mutex<Answers>>) -> anyhow::Result<()> {
        std::fs::create_dir_all(&inbox)?;
        while !self.is_closing() {
            if clinic.random().chance(35) {
                let copy = answers.lock().unwrap_or_else(PoisonError::into_inner).copy(clinic.random());
                if let Some((name, bytes)) = copy {
                    put(&inbox, &name, &bytes)?;
                    self.promises().copies += 1;
                }
            } else {
                self.drop_claims(&mut clinic, &inbox)?;
            }
            sleep(Duration::from_millis(clinic.random().between(100, 500))).await;
        }
        Ok(())
    }

    fn drop_claims(&self, clinic: &mut Clinic, inbox: &Path) -> anyhow::Result<()> {
        let file = clinic.file()?;
        let mut names = vec![format!("{}.x12", file.name)];
        if clinic.random().chance(15) {
            names.push(format!("{}-again.x12", file.name));
        }
        for name in &names {
            put(inbox, name, &file.bytes)?;
        }
        let mut promises = self.promises();
        if file.faulty {
            promises.refused.extend(file.claims);
            promises.bad_files.extend(names);
        } else {
            promises.files.extend(names.into_iter().map(|name| (name, file.claims.clone())));
        }
        Ok(())
    }
}

/// Puts a file where it appears whole.
fn put(inbox: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let unfinished = inbox.join(format!("{name}.tmp"));
    std::fs::write(&unfinished, bytes)?;
    std::fs::rename(&unfinished, inbox.join(name)).with_context(|| format!("{name} cannot be put into the inbox"))
}
