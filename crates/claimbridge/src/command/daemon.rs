//! `claimbridge serve`, `payer`, `demo` and `key`: what runs, and what serves its operator.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use gateway::{Config, Daemon};
use payer_simulator::Script;

use crate::Status;

/// Run the gateway: API, console, inbox, and the exchange with payers.
///
/// Example: claimbridge serve --config claimbridge.toml
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The configuration; without it, the gateway listens on loopback and keeps its data here.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Run the payer simulator alone.
///
/// Example: claimbridge payer --listen 127.0.0.1:9443 --certificate-out payer.pem
#[derive(Debug, Args)]
pub(crate) struct Payer {
    /// How it behaves (TOML); without it, by the markers in patient control numbers alone.
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
    /// Where it listens.
    #[arg(long, default_value = "127.0.0.1:9443")]
    listen: SocketAddr,
    /// Where to write the certificate that it made for itself, for those who are to trust it.
    #[arg(long, value_name = "FILE")]
    certificate_out: Option<PathBuf>,
    /// Speak plain HTTP, on loopback only.
    #[arg(long, conflicts_with = "certificate_out")]
    plain: bool,
    /// Where to keep its books, so that it goes on where it was.
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,
}

/// Show the main job: a gateway and a payer on loopback, sample claims, and the ledger's proof.
///
/// Example: claimbridge demo --once
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// End when the last remittance is posted, with status 1 if anything is unbalanced or lost.
    #[arg(long)]
    once: bool,
    /// An 837P of your own instead of the sample claims.
    #[arg(long, value_name = "FILE")]
    claims: Option<PathBuf>,
}

/// Make API keys.
#[derive(Debug, Subcommand)]
pub(crate) enum Key {
    /// Make a key and show it, once.
    ///
    /// Example: claimbridge key create --name billing-system
    Create {
        /// Whose key it is.
        #[arg(long)]
        name: String,
        /// The configuration that names the database.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
}

impl Serve {
    pub(crate) fn run(self) -> anyhow::Result<Status> {
        let config = configuration(self.config.as_deref())?;
        start_log();
        runtime()?.block_on(async {
            let running = Daemon::start(config).await.context("the gateway did not start")?;
            eprintln!("The console and the API are at {}", running.addresses.url());
            let failed = tokio::select! {
                outcome = stop_asked() => outcome.map(|()| None)?,
                error = running.failed() => Some(error),
            };
            running.shut_down().await;
            match failed {
                None => Ok(Status::Clean),
                Some(error) => Err(anyhow::Error::from(error).context("the gateway stopped to keep what it has safe; start it again")),
            }
        })
    }
}

impl Payer {
    pub(crate) fn run(self) -> anyhow::Result<Status> {
        let script = match &self.script {
            None => Script::default(),
            Some(path) => {
                let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
                Script::parse(&text).with_context(|| format!("{} is not a script", path.display()))?
            }
        };
        if self.plain && !self.listen.ip().is_loopback() {
            bail!("plain HTTP is for loopback only, and {} is not", self.listen);
        }
        start_log();
        runtime()?.block_on(async {
            let defaults = payer_simulator::Options::default();
            let certificate_names = if self.plain { None } else { defaults.certificate_names.clone() };
            let payer =
                payer_simulator::start(payer_simulator::Options { script, listen: self.listen, certificate_names, state_directory: self.state, ..defaults })
                    .context("the payer did not start")?;
            if let (Some(path), Some(pem)) = (&self.certificate_out, payer.certificate_pem()) {
                std::fs::write(path, pem).with_context(|| format!("cannot write {}", path.display()))?;
            }
            eprintln!("The payer speaks CAQH CORE at {}", payer.core_url());
            stop_asked().await?;
            payer.stop().await.context("the payer did not stop")?;
            Ok(Status::Clean)
        })
    }
}

impl Demo {
    pub(crate) fn run(self) -> anyhow::Result<Status> {
        let options = demo::Options { once: self.once, claims: self.claims };
        let verdict = runtime()?.block_on(demo::run(options, &mut std::io::stdout()))?;
        Ok(if verdict.is_proved() { Status::Clean } else { Status::Findings })
    }
}

impl Key {
    pub(crate) fn run(self) -> anyhow::Result<Status> {
        let Self::Create { name, config } = self;
        let config = configuration(config.as_deref())?;
        let key = runtime()?.block_on(gateway::create_key(&config.database, &name)).context("no key was made")?;
        println!("{key}");
        eprintln!("Keep it: only its hash is stored.");
        Ok(Status::Clean)
    }
}

fn configuration(path: Option<&std::path::Path>) -> anyhow::Result<Config> {
    match path {
        None => Ok(Config::default()),
        Some(path) => Config::load(path).with_context(|| format!("{} cannot be used", path.display())),
    }
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    gateway::keep_panics_private(|words| eprintln!("claimbridge: {words}"));
    // A second call finds it installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    tokio::runtime::Runtime::new().context("cannot start")
}

/// Logs to stderr: what `RUST_LOG` asks for, or else the daemon's own notices. Nothing from claims is ever logged.
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// Waits until the operator or the system asks to stop.
async fn stop_asked() -> anyhow::Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).context("cannot wait for signals")?;
    tokio::select! {
        outcome = tokio::signal::ctrl_c() => outcome.context("cannot wait for Ctrl-C"),
        _ = terminate.recv() => Ok(()),
    }
}
