//! `kill -9` at random moments: what was acknowledged is there, nothing has a second identity, nothing is posted twice.
//!
//! The worker is a process of its own. It works on the store and says on its output what it was told was done; the test kills it, opens the same file,
//! and holds the store to every word. `GATEWAY_STORE_KILLS` sets the number of kills.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use gateway_core::identifiers::{ClaimId, PaymentId, TransmissionId};
use gateway_core::money::Cents;
use gateway_core::outcome::AttemptOutcome;
use gateway_core::ports::{IntentOutcome, PageRequest, Store};
use gateway_core::posting::PaymentStatus;
use gateway_core::retry::{ConnectorProfile, DropsCopiesBy};
use gateway_store::SqliteStore;
use testkit::builders::{self, PlainRenderer, adjustment, at, claim, inbound, post, remitted};

const PATH: &str = "GATEWAY_STORE_KILL_PATH";
const ROUND: &str = "GATEWAY_STORE_KILL_ROUND";
/// A mark that the test harness does not print by itself.
const MARK: char = '@';

fn say(words: &str) {
    let mut output = std::io::stdout().lock();
    writeln!(output, "\n{MARK}{words}").unwrap();
    output.flush().unwrap();
}

/// Accepts, seals, sends and posts one claim after the other until it is killed.
#[tokio::test]
#[ignore = "the kill test runs it as a process of its own"]
async fn worker() {
    let path = std::env::var(PATH).unwrap();
    let round = std::env::var(ROUND).unwrap();
    let store = SqliteStore::open(Path::new(&path)).await.unwrap();
    store.recover(at(0)).await.unwrap();
    for number in 0.. {
        work(&store, &format!("R{round}N{number}"), number).await;
    }
}

async fn work(store: &SqliteStore, name: &str, number: i64) {
    let claim = claim(name, &[10_000]);
    store.accept_claims(builders::submission(name, vec![claim.clone()])).await.unwrap();
    say(&format!("accepted {name}"));
    let profile = ConnectorProfile { drops_copies_by: DropsCopiesBy::PayloadId, ..Default::default() };
    if let Some(sealed) = store.seal(builders::seal_request(name, profile), &PlainRenderer).await.unwrap() {
        say(&format!("sealed {} {}", sealed.id, sealed.sha256));
    }
    for due in store.due_transmissions(at(1_000_000), 5).await.unwrap() {
        if let IntentOutcome::Begin { attempt, .. } = store.record_intent(&due.id, "https://payer.example", at(1_000_000)).await.unwrap() {
            store.record_outcome(&due.id, attempt, AttemptOutcome::Sent { reason: "confirmed".into() }, at(1_000_001)).await.unwrap();
            say(&format!("sent {}", due.id));
        }
    }
    store.store_inbound(inbound(name)).await.unwrap();
    let adjustments = vec![adjustment("CO", "45", 2_000), adjustment("PR", "1", number % 100)];
    let payment = builders::payment(name, name, vec![remitted(&claim, "1", adjustments)], Vec::new());
    store.post_remittance(post(payment.clone()), at(20)).await.unwrap();
    say(&format!("posted {}", payment.id()));
}

/// Runs the worker for a while, kills it, and answers what it has said.
fn run_and_kill(path: &Path, round: u64) -> Vec<String> {
    let mut worker = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "worker", "--nocapture", "--test-threads=1"])
        .env(PATH, path)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let output = BufReader::new(worker.stdout.take().unwrap());
    let (heard, words) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        let lines = output.lines().map_while(Result::ok);
        for words in lines.filter_map(|line| line.strip_prefix(MARK).map(str::to_owned)) {
            heard.send(words).unwrap();
        }
    });
    // Every third round is killed early, while it opens and recovers; the others get to work first, however busy the machine is.
    let first = match round % 3 {
        2 => None,
        _ => Some(words.recv_timeout(Duration::from_secs(60)).unwrap()),
    };
    // The moments are spread without a random number: steps of a prime.
    std::thread::sleep(Duration::from_millis(10 + round.wrapping_mul(97) % 300));
    worker.kill().unwrap();
    worker.wait().unwrap();
    reader.join().unwrap();
    first.into_iter().chain(words.try_iter()).collect()
}

/// What the workers were told was done.
#[derive(Default)]
struct Told {
    accepted: BTreeSet<String>,
    sealed: BTreeMap<String, String>,
    sent: BTreeSet<String>,
    posted: BTreeSet<String>,
}

impl Told {
    fn listen(&mut self, words: &str) {
        match words.split(' ').collect::<Vec<_>>().as_slice() {
            ["accepted", id] => drop(self.accepted.insert((*id).to_owned())),
            ["sealed", id, sha256] => drop(self.sealed.insert((*id).to_owned(), (*sha256).to_owned())),
            ["sent", id] => drop(self.sent.insert((*id).to_owned())),
            ["posted", id] => drop(self.posted.insert((*id).to_owned())),
            _ => panic!("the worker said {words:?}"),
        }
    }

    async fn hold(&self, store: &SqliteStore) {
        for id in &self.accepted {
            assert!(store.claim(&ClaimId::new(id)).await.unwrap().is_some(), "the acknowledged claim {id} is lost");
        }
        for (id, sha256) in &self.sealed {
            let sealed = store.transmission(&TransmissionId::new(id)).await.unwrap().unwrap();
            assert_eq!(sealed.sha256.to_string(), *sha256);
            sealed.check(&store.transmission_bytes(&sealed.id).await.unwrap().unwrap()).unwrap();
        }
        for id in &self.sent {
            assert!(store.transmission(&TransmissionId::new(id)).await.unwrap().unwrap().received);
        }
        for id in &self.posted {
            assert_eq!(store.payment(&PaymentId::new(id)).await.unwrap().unwrap().status, PaymentStatus::Posted);
        }
    }
}

/// Every claim is in one transmission, every number is used once, and the cash is that of the posted payments.
async fn assert_whole(store: &SqliteStore) {
    let (mut page, mut claims, mut numbers) = (PageRequest { limit: 1_000, ..Default::default() }, BTreeSet::new(), BTreeSet::new());
    while let Some((last, _)) = store.transmissions(page).await.unwrap().last() {
        for (_, transmission) in store.transmissions(page).await.unwrap() {
            assert!(numbers.insert(transmission.identity.interchange_control_number), "a control number was used twice");
            assert!(transmission.claims().all(|id| claims.insert(id.clone())), "a claim is in two transmissions");
        }
        page.after = Some(*last);
    }
    let (mut page, mut cash) = (PageRequest { limit: 1_000, ..Default::default() }, Cents::ZERO);
    while let Some(last) = store.payments(page).await.unwrap().last() {
        for payment in store.payments(page).await.unwrap() {
            cash = cash.plus(payment.payment.total_paid).unwrap();
        }
        page.after = Some(last.sequence);
    }
    let balance = store.trial_balance().await.unwrap();
    assert_eq!((balance.difference(), balance.balance_of(&gateway_core::ledger::Account::Cash)), (Some(Cents::ZERO), cash));
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_and_nothing_is_done_twice_when_the_process_is_killed() {
    let kills: u64 = std::env::var("GATEWAY_STORE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(12);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gateway.db");
    let mut told = Told::default();
    for round in 0..kills {
        run_and_kill(&path, round).iter().for_each(|words| told.listen(words));
        let store = SqliteStore::open(&path).await.unwrap();
        told.hold(&store).await;
        assert_whole(&store).await;
        store.close().await;
    }
    assert!(told.posted.len() > 10, "the workers came to work at all");
}
