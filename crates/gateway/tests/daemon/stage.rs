//! A daemon on a free port with everything quick, and a client for it.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use gateway::{Config, Daemon, RouteConfig, Running};
use reqwest::{Client, RequestBuilder};
use serde_json::Value;

use crate::payer::Payer;

/// The file of the payer's companion guide, in force if it is there.
pub(crate) const COMPANION: &str = "companion.xml";
const CODES: &str = "codes";

/// One professional claim of 150.00, valid.
pub(crate) fn claim_file(patient_control_number: &str) -> String {
    let isa = "ISA*00*          *00*          *ZZ*CLINIC         *ZZ*GATEWAY        *260101*1200*^*00501*000000001*0*T*:~";
    format!(
        "{isa}GS*HC*CLINIC*GATEWAY*20260101*1200*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*B1*20260101*1200*CH~NM1*41*2*DOE CLINIC*****46*S1~PER*IC*BILLING*TE*5125550100~NM1*40*2*ACME HEALTH*****46*P1~HL*1**20*1~NM1*85*2*DOE CLINIC*****XX*1999999984~N3*1 MAIN ST~N4*AUSTIN*TX*787010001~REF*EI*123456789~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*ROE*JANE****MI*M1~N3*2 OAK ST~N4*AUSTIN*TX*787010001~DMG*D8*19800102*F~NM1*PR*2*ACME HEALTH*****PI*ACME1~CLM*{patient_control_number}*150***11:B:1*Y*A*Y*Y~HI*ABK:J069~LX*1~SV1*HC:99213*150*UN*1***1~DTP*472*D8*20260105~SE*23*0001~GE*1*1~IEA*1*000000001~"
    )
}

/// A daemon with its folder and its payer, which both outlive it.
pub(crate) struct Stage {
    pub(crate) running: Option<Running>,
    pub(crate) client: Client,
    payer: Arc<Payer>,
    folder: tempfile::TempDir,
}

impl Stage {
    pub(crate) async fn open(payer: Arc<Payer>) -> Self {
        Self::with_files(payer, &[]).await
    }

    /// The same, with files in its folder: a companion guide for claims to the payer, or code lists.
    pub(crate) async fn with_files(payer: Arc<Payer>, files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let running = Some(start(folder.path(), &payer).await);
        Self { running, client: Client::builder().no_proxy().build().unwrap(), payer, folder }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.running.as_ref().unwrap().addresses.url())
    }

    /// Ends the daemon in the middle of whatever it does, and starts it again on the same data.
    pub(crate) async fn crash_and_restart(&mut self) {
        self.running.take().unwrap().abort().await;
        self.running = Some(start(self.folder.path(), &self.payer).await);
    }

    pub(crate) fn post(&self, path: &str, media_type: &str, body: impl Into<String>) -> RequestBuilder {
        self.client.post(self.url(path)).header("content-type", media_type).body(body.into())
    }

    pub(crate) async fn submit(&self, patient_control_number: &str) -> String {
        let response = self.post("/v1/claims", "application/edi-x12", claim_file(patient_control_number)).send().await.unwrap();
        assert_eq!(response.status(), 201, "{}", response.text().await.unwrap());
        json(response).await["claims"][0]["id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        json(self.client.get(self.url(path)).send().await.unwrap()).await
    }

    /// Waits until what a path answers fits.
    pub(crate) async fn wait(&self, path: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            let value = self.get(path).await;
            if fits(&value) {
                return value;
            }
            assert!(Instant::now() < end, "{path} never fitted: {value:#}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    pub(crate) async fn wait_for_state(&self, claim: &str, state: &str) -> Value {
        self.wait(&format!("/v1/claims/{claim}"), |claim| claim["state"] == state).await
    }
}

pub(crate) async fn json(response: reqwest::Response) -> Value {
    serde_json::from_str(&response.text().await.unwrap()).unwrap()
}

async fn start(folder: &Path, payer: &Arc<Payer>) -> Running {
    let mut config = Config::within(folder);
    config.schedule.batch_window_seconds = 0.0;
    config.schedule.tick_seconds = 0.02;
    config.schedule.fetch_seconds = 0.05;
    config.schedule.inbox_seconds = 0.05;
    config.codes = Some(folder.join(CODES)).filter(|path| path.exists()).unwrap_or_default();
    let companions = Some(folder.join(COMPANION)).filter(|path| path.exists()).into_iter().collect();
    config.routes = vec![RouteConfig {
        companions,
        min_retry_seconds: 0,
        max_questions: 1_000,
        ..RouteConfig::new("acme", "GATEWAY", "ACMEX", "https://payer.example/core")
    }];
    Daemon::new(config).with_transport("acme", Arc::<Payer>::clone(payer)).run().await.unwrap()
}
