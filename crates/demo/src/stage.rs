//! The stage: a payer and a gateway that know each other, in a folder that goes away.

use std::collections::BTreeSet;

use anyhow::{Context, bail};
use gateway::{Config, Daemon, RouteConfig};
use gateway_core::event::Event;
use gateway_core::intake::ClaimRecord;
use gateway_core::life_cycle::ClaimState;
use gateway_core::limits;
use gateway_core::ports::{ClaimFilter, every};
use payer_simulator::Script;
use serde_json::Value;

use crate::claims::Batch;

pub(crate) struct Stage {
    pub(crate) payer: payer_simulator::Running,
    pub(crate) gateway: gateway::Running,
    client: reqwest::Client,
    // Kept so that the folder lives as long as the daemon.
    _folder: tempfile::TempDir,
}

/// What the gateway answered to a submission.
pub(crate) struct Answer {
    /// How many claims were stored; `None` if the file was refused.
    pub(crate) accepted: Option<usize>,
    /// Why it was refused.
    pub(crate) problems: Vec<String>,
}

impl Stage {
    pub(crate) async fn build() -> anyhow::Result<Self> {
        let payer = payer_simulator::start(payer_simulator::Options { script: Script::parse(SCRIPT)?, ..payer_simulator::Options::default() })
            .context("the payer did not start")?;
        let folder = tempfile::tempdir().context("no temporary folder")?;
        let gateway = Daemon::start(config(folder.path(), &payer)?).await.context("the gateway did not start")?;
        let client = reqwest::Client::builder().no_proxy().build().context("no HTTP client")?;
        Ok(Self { payer, gateway, client, _folder: folder })
    }

    /// Submits a file as a billing system would.
    pub(crate) async fn submit(&self, batch: &Batch) -> anyhow::Result<Answer> {
        let url = format!("{}/v1/claims", self.gateway.addresses.url());
        let request = self.client.post(url).header("content-type", "application/edi-x12").header("idempotency-key", &batch.name).body(batch.bytes.clone());
        let response = request.send().await.context("the gateway did not answer")?;
        let status = response.status();
        let body: Value = response.json().await.with_context(|| format!("the gateway answered {status} without JSON"))?;
        if status.is_success() {
            let claims = body.get("claims").and_then(Value::as_array).map_or(0, Vec::len);
            return Ok(Answer { accepted: Some(claims), problems: Vec::new() });
        }
        let Some(findings) = body.get("findings").and_then(Value::as_array) else {
            bail!("the gateway answered {status}: {}", body.get("detail").and_then(Value::as_str).unwrap_or("no reason given"))
        };
        let text = |finding: &Value, key: &str| finding.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let problems = findings.iter().map(|finding| format!("{} at {}: {}", text(finding, "code"), text(finding, "path"), text(finding, "message"))).collect();
        Ok(Answer { accepted: None, problems })
    }

    pub(crate) async fn events(&self, after: i64) -> anyhow::Result<Vec<Event>> {
        Ok(self.gateway.store().events(after, limits::PAGE).await?)
    }

    /// Whether every accepted claim has come to its end and every payment of the payer has been fetched.
    pub(crate) async fn is_over(&self, accepted: usize) -> anyhow::Result<bool> {
        let ended = self.claims().await?.iter().filter(|record| is_end(record.state())).count();
        let fetched = self.payer.state().payments.iter().all(|payment| payment.handed_out >= payment.envelopes);
        Ok(ended >= accepted && fetched)
    }

    /// Every claim that the gateway has.
    pub(crate) async fn claims(&self) -> anyhow::Result<Vec<ClaimRecord>> {
        let store = self.gateway.store();
        Ok(every(|page| store.claims(ClaimFilter::default(), page), |record| record.sequence).await?)
    }

    pub(crate) async fn strike(self) -> anyhow::Result<()> {
        self.gateway.shut_down().await;
        self.payer.stop().await.context("the payer did not stop")
    }
}

/// Whether nothing more is due for a claim in this state. A claim whose payment is set aside has come as far as it gets without a person.
fn is_end(state: ClaimState) -> bool {
    matches!(
        state,
        ClaimState::Rejected(_)
            | ClaimState::Paid
            | ClaimState::PartlyPaid
            | ClaimState::Denied
            | ClaimState::Reversed
            | ClaimState::Closed
            | ClaimState::Acknowledged(_)
    )
}

/// The payer answers at once; what is fetched and not confirmed comes again soon.
const SCRIPT: &str = "[timing]\nredeliver_after_seconds = 5\n";

fn config(folder: &std::path::Path, payer: &payer_simulator::Running) -> anyhow::Result<Config> {
    let mut config = Config::within(folder);
    config.listen = ([127, 0, 0, 1], 0).into();
    config.schedule.batch_window_seconds = 0.3;
    config.schedule.tick_seconds = 0.1;
    config.schedule.fetch_seconds = 0.5;
    config.routes = vec![route(payer)?];
    Ok(config)
}

fn route(payer: &payer_simulator::Running) -> anyhow::Result<RouteConfig> {
    let mut route: RouteConfig = serde_json::from_value(serde_json::json!({
        "id": "sample-payer",
        "payers": BTreeSet::<String>::new(),
        "sender": "DEMOCLINIC",
        "receiver": "TESTPAYER",
        "url": payer.core_url(),
        "min_retry_seconds": 1,
    }))
    .context("the route of the demonstration is not one")?;
    route.trusted_certificate = payer.certificate_pem().map(str::to_owned);
    Ok(route)
}
