//! The main job on the embedded default: a gateway and a payer on loopback, over HTTPS; claims go out, acknowledgements and remittances come back,
//! money is posted, and the ledger proves itself.
//!
//! ```no_run
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> anyhow::Result<()> {
//! let verdict = demo::run(demo::Options { once: true, ..demo::Options::default() }, &mut std::io::stdout()).await?;
//! assert!(verdict.is_proved());
//! # Ok(())
//! # }
//! ```
//!
//! Invariant: the demonstration believes nobody. What the gateway posted is compared with what the payer's own books say it paid.

mod claims;
mod narrator;
mod stage;
mod verdict;

use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::Context;

use claims::Batch;
use narrator::Narrator;
use stage::Stage;
pub use verdict::Verdict;

/// How long nothing may happen before it is given up.
const PATIENCE: Duration = Duration::from_secs(50);
/// How long nothing may happen before the end is believed.
const QUIET: Duration = Duration::from_millis(1_500);
/// How often it is looked.
const LOOK: Duration = Duration::from_millis(100);

/// What to demonstrate.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether to end when the last remittance is posted, rather than to leave the gateway running for a look around.
    pub once: bool,
    /// An 837P of your own instead of the sample claims.
    pub claims: Option<PathBuf>,
}

/// Runs the demonstration and tells what happens.
///
/// # Errors
/// If a part cannot be started, or the story cannot be told.
pub async fn run(options: Options, out: &mut (dyn Write + Send)) -> anyhow::Result<Verdict> {
    let started = Instant::now();
    let batches = claims::batches(options.claims.as_deref())?;
    let stage = Stage::build().await?;
    let mut narrator = Narrator::new(out, started);
    narrator.line(&format!("The payer speaks CAQH CORE at {}; its certificate was made for this run.", stage.payer.core_url()))?;
    narrator.line(&format!("The gateway listens at {}; its console is there too.", stage.gateway.addresses.url()))?;
    let mut accepted = 0;
    for batch in &batches {
        accepted += submit(&stage, batch, &mut narrator).await?;
    }
    follow(&stage, &mut narrator, accepted).await?;
    let verdict = Verdict::reach(&stage, accepted).await?;
    verdict.tell(&mut narrator)?;
    if options.once {
        stage.strike().await?;
    } else {
        narrator.line(&format!("The console stays at {} until you press Ctrl-C.", stage.gateway.addresses.url()))?;
        tokio::signal::ctrl_c().await.context("cannot wait for Ctrl-C")?;
        stage.strike().await?;
    }
    Ok(verdict)
}

/// Submits one file over HTTP and says what came of it; gives how many claims were accepted.
async fn submit(stage: &Stage, batch: &Batch, narrator: &mut Narrator<'_>) -> anyhow::Result<usize> {
    let answer = stage.submit(batch).await?;
    match answer.accepted {
        Some(count) => {
            narrator.line(&format!("{}: {count} claims accepted and stored.", batch.name))?;
            Ok(count)
        }
        None => {
            narrator.line(&format!("{}: refused before anything was sent:", batch.name))?;
            for problem in answer.problems {
                narrator.line(&format!("    {problem}"))?;
            }
            Ok(0)
        }
    }
}

/// Tells each event as it happens, until every claim has come to its end and nothing more happens.
async fn follow(stage: &Stage, narrator: &mut Narrator<'_>, accepted: usize) -> anyhow::Result<()> {
    let mut quiet_since = Instant::now();
    while quiet_since.elapsed() < PATIENCE {
        let news = stage.events(narrator.cursor()).await?;
        if !news.is_empty() {
            quiet_since = Instant::now();
        }
        for event in news {
            narrator.event(stage, &event).await?;
        }
        if quiet_since.elapsed() > QUIET && stage.is_over(accepted).await? {
            return Ok(());
        }
        tokio::time::sleep(LOOK).await;
    }
    narrator.line("Not everything came to its end in time.")
}
