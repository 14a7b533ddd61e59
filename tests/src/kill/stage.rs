//! The two processes: a payer that stays, and a daemon that is killed and started again on the same files.
//!
//! Both are the real binary; both listen on loopback and end with this program.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, bail};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};

/// Longer than a start takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// How the payer behaves: it answers at once, and offers again after a second what nobody confirmed.
const SCRIPT: &str = "[timing]\nredeliver_after_seconds = 1\nhold_seconds = 3\n";

/// Where everything of a run lies.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    folder: PathBuf,
}

impl Places {
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.join("claimbridge.db")
    }

    pub(crate) fn inbox(&self) -> PathBuf {
        self.folder.join("inbox")
    }

    /// What the payer wrote down of everything that reached it.
    pub(crate) fn payer_journal(&self) -> PathBuf {
        self.folder.join("payer").join("journal.ndjson")
    }

    /// What the daemons said, one after the other.
    pub(crate) fn daemon_log(&self) -> PathBuf {
        self.folder.join("daemon.log")
    }

    fn configuration(&self) -> PathBuf {
        self.folder.join("claimbridge.toml")
    }
}

/// The payer.
#[derive(Debug)]
pub(crate) struct Payer {
    // Ends the process when it is dropped.
    _process: Child,
    client: reqwest::Client,
    core_url: String,
}

impl Payer {
    /// Starts it and waits until it listens.
    ///
    /// # Errors
    /// If it does not.
    pub(crate) async fn start(binary: &Path, places: &Places) -> anyhow::Result<Self> {
        let (script, certificate) = (places.folder.join("payer.toml"), places.folder.join("payer.pem"));
        std::fs::write(&script, SCRIPT)?;
        let mut command = Command::new(binary);
        command.args(["payer", "--listen", "127.0.0.1:0", "--script"]).arg(&script).arg("--certificate-out").arg(&certificate);
        command.arg("--state").arg(places.folder.join("payer")).env("RUST_LOG", "warn");
        let mut process = spawn(&mut command)?;
        let (said, mut core_url) = watch::channel(None);
        follow(process.stderr.take(), places.folder.join("payer.log"), "The payer speaks CAQH CORE at ", said);
        let found = timeout(PATIENCE, core_url.wait_for(Option::is_some)).await.context("the payer did not start in time")?;
        let core_url = found.context("the payer ended")?.clone().unwrap_or_default();
        let trusted = reqwest::Certificate::from_pem(&std::fs::read(&certificate)?)?;
        let client = reqwest::Client::builder().no_proxy().tls_certs_only([trusted]).build()?;
        Ok(Self { _process: process, client, core_url })
    }

    /// Its own books (`GET /simulator/state`).
    ///
    /// # Errors
    /// If it does not answer.
    pub(crate) async fn books(&self) -> anyhow::Result<Value> {
        let url = self.core_url.replace("/core", "/simulator/state");
        Ok(self.client.get(url).send().await?.error_for_status()?.json().await?)
    }

    /// Writes the daemon's configuration: everything in one folder, a route to this payer over HTTPS, and no patience.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn configure(&self, places: &Places) -> anyhow::Result<()> {
        let text = format!(
            "listen = '127.0.0.1:0'\ndatabase = 'claimbridge.db'\ninbox = 'inbox'\n\
             [schedule]\nbatch_window_seconds = 0.2\ntick_seconds = 0.05\nfetch_seconds = 0.1\ninbox_seconds = 0.05\n\
             [[routes]]\nid = 'payer'\nsender = 'SAMPLECLINIC'\nreceiver = 'TESTPAYER'\nurl = '{}'\ntrusted_certificate_file = 'payer.pem'\n\
             min_retry_seconds = 1\nexchange_seconds = 1.5\nnever_received_codes = ['PayloadIDIllegal']\n",
            self.core_url
        );
        std::fs::write(places.configuration(), text).context("the configuration cannot be written")
    }
}

/// Makes an API key in a new database.
///
/// # Errors
/// If the command fails.
pub(crate) async fn make_key(binary: &Path, places: &Places) -> anyhow::Result<String> {
    let output = Command::new(binary).args(["key", "create", "--name", "clinic", "--config"]).arg(places.configuration()).output().await?;
    if !output.status.success() {
        bail!("no key was made: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// A daemon that runs until it is killed.
#[derive(Debug)]
pub(crate) struct Daemon {
    process: Child,
    started: Instant,
    address: Arc<watch::Sender<Option<String>>>,
    /// Tells the address; it must not do so after the end.
    telling: JoinHandle<()>,
}

impl Daemon {
    /// Starts it. Its address is told to `address` as soon as it listens.
    ///
    /// # Errors
    /// If there is no such binary.
    pub(crate) fn start(binary: &Path, places: &Places, address: &Arc<watch::Sender<Option<String>>>) -> anyhow::Result<Self> {
        let mut command = Command::new(binary);
        command.arg("serve").arg("--config").arg(places.configuration()).env("RUST_LOG", "info");
        let mut process = spawn(&mut command)?;
        let (said, mut heard) = watch::channel(None);
        follow(process.stderr.take(), places.daemon_log(), "The console and the API are at ", said);
        let tell = Arc::clone(address);
        let telling = tokio::spawn(async move {
            if let Ok(found) = heard.wait_for(Option::is_some).await {
                tell.send_replace(found.clone());
            }
        });
        Ok(Self { process, started: Instant::now(), address: Arc::clone(address), telling })
    }

    /// Kills it with SIGKILL after this time of its life; says whether it had come to listen.
    ///
    /// # Errors
    /// If it had ended by itself.
    pub(crate) async fn kill_after(mut self, life: Duration) -> anyhow::Result<bool> {
        tokio::time::sleep_until(self.started + life).await;
        if let Some(status) = self.process.try_wait()? {
            bail!("the daemon ended by itself, with {status}");
        }
        self.process.kill().await.context("the daemon cannot be killed")?;
        self.telling.abort();
        let _ = self.telling.await;
        Ok(self.address.send_replace(None).is_some())
    }
}

fn spawn(command: &mut Command) -> anyhow::Result<Child> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true);
    command.spawn().with_context(|| format!("cannot start {}", command.as_std().get_program().display()))
}

/// Writes down what a process says, and tells what stands behind some words.
fn follow(from: Option<impl AsyncRead + Send + Unpin + 'static>, log: PathBuf, words: &'static str, said: watch::Sender<Option<String>>) {
    let file = std::fs::OpenOptions::new().create(true).append(true).open(log).ok().map(Mutex::new);
    let Some(from) = from else { return };
    tokio::spawn(async move {
        let mut lines = BufReader::new(from).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            if let Some(Ok(mut file)) = file.as_ref().map(Mutex::lock) {
                let _ = writeln!(file, "{line}");
            }
            if let Some(rest) = line.strip_prefix(words) {
                said.send_replace(Some(rest.trim().to_owned()));
            }
        }
    });
}
