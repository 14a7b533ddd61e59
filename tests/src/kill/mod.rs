//! `kill -9` of the daemon under traffic: the real binary, over HTTPS to a payer simulator that stays, killed at random moments and started again on
//! the same files.
//!
//! | room | what is in it |
//! |---|---|
//! | `stage` | the two processes |
//! | `claims`, `answers` | what is submitted: claims of every fate, and copies of remittances that came before |
//! | `client` | the billing systems, who remember what they were promised |
//! | `books` | the database read by plain SQL, and the payer's journal |
//! | `verdict` | promises, database and payer held against each other |
//!
//! Invariant: the seed decides what is submitted and after which times the daemon is killed; what it is doing then, the machine decides.

mod answers;
mod books;
mod claims;
mod client;
mod stage;
mod verdict;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use serde_json::Value;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

use crate::random::Random;
use answers::Answers;
use books::{Moment, Seen, Store};
use claims::{Clinic, FAMILY_NAME, ends_of};
use client::Counter;
use stage::{Daemon, Payer, Places};
pub use verdict::{Phases, Report};

/// Billing systems that submit at the same time.
const CLIENTS: [&str; 3] = ["A", "B", "C"];
/// How long nothing may move before what is not at its end is taken for stuck.
const STANDSTILL: Duration = Duration::from_secs(20);
/// Milliseconds that a daemon lives, with their weight: while it starts and recovers, soon after, and while it works.
const LIVES: [(u64, (u64, u64)); 3] = [(20, (1, 16)), (30, (16, 300)), (50, (300, 2_400))];

/// A run.
#[derive(Debug, Clone)]
pub struct Run {
    /// The binary.
    pub binary: PathBuf,
    /// How often the daemon is killed.
    pub times: u32,
    /// What is submitted, and when it is killed.
    pub seed: u64,
}

impl Run {
    /// Runs in a folder, which keeps everything: database, logs, the payer's journal. `say` hears how far it is.
    ///
    /// # Errors
    /// If the run could not be made; what it found wrong stands in the report.
    pub async fn within(&self, folder: &Path, mut say: impl FnMut(&str)) -> anyhow::Result<Report> {
        // An error says that a provider stands already, which is just as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let places = Places::new(folder);
        let payer = Payer::start(&self.binary, &places).await?;
        payer.configure(&places)?;
        let key = stage::make_key(&self.binary, &places).await?;
        let (tell, address) = watch::channel(None);
        let (tell, counter) = (Arc::new(tell), Counter::new(address, key)?);
        let answers = Arc::new(Mutex::new(Answers::default()));
        let mut clients = self.open_clinics(&counter, &places, &answers);
        let mut report = Report::default();
        let (mut random, mut reached) = (Random::new(self.seed, "kills"), BTreeMap::new());
        for kill in 1..=self.times {
            let (from, to) = *random.weighted(&LIVES);
            let life = Duration::from_millis(random.between(from, to));
            let listening = Daemon::start(&self.binary, &places, &tell)?.kill_after(life).await?;
            let unanswered = counter.in_flight.load(Ordering::SeqCst) > 0;
            let moment = Moment::read(&places.database(), &mut random).await?;
            note(&mut report, &moment, listening, unanswered, &mut reached);
            answers.lock().unwrap_or_else(PoisonError::into_inner).keep(moment.remittance);
            say(&format!("kill {kill} of {} after {} ms: {} claims", self.times, life.as_millis(), moment.states.len()));
        }
        let last = Daemon::start(&self.binary, &places, &tell)?;
        counter.closing.store(true, Ordering::SeqCst);
        while let Some(ended) = clients.join_next().await {
            if let Err(error) = ended.context("a client panicked").and_then(|ended| ended) {
                report.faults.push(format!("{error:#}"));
            }
        }
        say("the clients have closed; waiting for everything to come to its end");
        let books = settle(&places, &payer, &mut random).await?;
        last.kill_after(Duration::ZERO).await?;
        judge(&mut report, &places, &counter, &books).await?;
        Ok(report)
    }

    fn open_clinics(&self, counter: &Arc<Counter>, places: &Places, answers: &Arc<Mutex<Answers>>) -> JoinSet<anyhow::Result<()>> {
        let mut clients = JoinSet::new();
        for name in CLIENTS {
            clients.spawn(Arc::clone(counter).submit(Clinic::new(name, self.seed)));
        }
        clients.spawn(Arc::clone(counter).drop_files(Clinic::new("F", self.seed), places.inbox(), Arc::clone(answers)));
        clients
    }
}

/// Notes what a kill interrupted, and whether what is on disk holds by itself.
fn note(report: &mut Report, moment: &Moment, listening: bool, unanswered: bool, reached: &mut BTreeMap<String, u8>) {
    report.kills += 1;
    let phases = [
        ("before it listened", !listening),
        ("a client without an answer", unanswered),
        ("claims stored, not sealed", moment.waiting > 0),
        ("interchange sealed, no attempt yet", moment.sealed > 0),
        ("attempt without an outcome", moment.open_attempts > 0),
        ("outcome to be settled", moment.unsettled > 0),
        ("payer's file stored, not worked through", moment.unfinished_files > 0),
        ("nothing under way", listening && !unanswered && moment.is_still()),
    ];
    for (phase, _) in phases.into_iter().filter(|(_, was)| *was) {
        *report.phases.0.entry(phase).or_default() += 1;
    }
    if moment.integrity != "ok" {
        report.faults.push(format!("the database after kill {}: {}", report.kills, moment.integrity));
    }
    if moment.posted_twice > 0 {
        report.faults.push(format!("{} payments are posted twice after kill {}", moment.posted_twice, report.kills));
    }
    for (claim, (_, state)) in &moment.states {
        let now = verdict::rank(state);
        let before = reached.insert(claim.clone(), now).unwrap_or_default();
        if now < before {
            report.claims_backwards += 1;
            report.faults.push(format!("{claim} moved backwards to {state} before kill {}", report.kills));
        }
    }
    let gone = reached.keys().filter(|claim| !moment.states.contains_key(*claim)).count();
    if gone > 0 {
        report.faults.push(format!("{gone} claims vanished before kill {}", report.kills));
    }
}

/// Waits until everything has come to its end or nothing moves any more, and gives the payer's books.
async fn settle(places: &Places, payer: &Payer, random: &mut Random) -> anyhow::Result<Value> {
    let (mut before, mut moved) = (Value::Null, Instant::now());
    loop {
        let (books, moment) = (payer.books().await?, Moment::read(&places.database(), random).await?);
        let numbers = |payment: &Value, name: &str| payment.get(name).and_then(Value::as_u64).unwrap_or_default();
        let payments = books.get("payments").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let fetched = payments.iter().all(|payment| numbers(payment, "confirmed") >= numbers(payment, "envelopes"));
        let ended = moment.ends().all(|(number, state)| ends_of(number).is_some_and(|ends| ends.contains(&state)));
        if (fetched && ended && moment.is_still() && left_in(&places.inbox())?.is_empty()) || moved.elapsed() > STANDSTILL {
            return Ok(books);
        }
        if books != before {
            (before, moved) = (books, Instant::now());
        }
        sleep(Duration::from_millis(300)).await;
    }
}

/// The names of the files that lie in a folder itself.
fn left_in(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(names)
}

async fn judge(report: &mut Report, places: &Places, counter: &Counter, books: &Value) -> anyhow::Result<()> {
    let store = Store::read(&places.database()).await?;
    let seen = Seen::read(&places.payer_journal())?;
    let promises = counter.promises();
    report.judge(&promises, &store, &seen, books);
    let (left, done, failed) = (left_in(&places.inbox())?, left_in(&places.inbox().join("done"))?, left_in(&places.inbox().join("failed"))?);
    report.unfinished += left.len();
    report.faults.extend(left.iter().map(|name| format!("{name} was left in the inbox")));
    let misplaced =
        promises.files.iter().map(|(name, _)| name).filter(|name| !done.contains(name)).chain(promises.bad_files.iter().filter(|name| !failed.contains(name)));
    report.faults.extend(misplaced.map(|name| format!("{name} did not end where it belongs")));
    let log = std::fs::read_to_string(places.daemon_log())?;
    report.faults.extend(log.lines().filter(|line| line.contains("panicked")).map(|line| format!("the daemon panicked: {line}")));
    if log.contains(FAMILY_NAME) {
        report.faults.push("a log names a patient".to_owned());
    }
    Ok(())
}
