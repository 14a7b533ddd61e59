//! The evidence: the daemon's database, read by plain SQL while nobody has it open, and the payer's journal, read by cutting at delimiters.
//!
//! Invariant: nothing of the daemon's own code takes part, so an error in it cannot hide itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{ConnectOptions, Connection, FromRow};

use crate::random::Random;

/// Opens the database to read.
async fn open(database: &Path) -> anyhow::Result<SqliteConnection> {
    SqliteConnectOptions::new().filename(database).read_only(true).disable_statement_logging().connect().await.context("the database cannot be read")
}

/// How things stood when a daemon was killed.
#[derive(Debug, Default)]
pub(crate) struct Moment {
    /// Claims in no interchange yet.
    pub(crate) waiting: i64,
    /// Interchanges of which no byte has left.
    pub(crate) sealed: i64,
    /// Attempts to send without an outcome.
    pub(crate) open_attempts: i64,
    /// Interchanges that were tried and for which something is due.
    pub(crate) unsettled: i64,
    /// Files of the payer that are stored and not worked through.
    pub(crate) unfinished_files: i64,
    /// Payments of money that are posted although another of the same trace number is.
    pub(crate) posted_twice: i64,
    /// Patient control number and state of each claim.
    pub(crate) states: BTreeMap<String, (String, String)>,
    /// What SQLite says of its file: `ok`.
    pub(crate) integrity: String,
    /// One of the remittances that came.
    pub(crate) remittance: Option<Vec<u8>>,
}

impl Moment {
    /// Looks at a database.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(crate) async fn read(database: &Path, random: &mut Random) -> anyhow::Result<Self> {
        let mut connection = open(database).await?;
        let counts = "SELECT (SELECT count(*) FROM claims WHERE waits = 1),
            (SELECT count(*) FROM transmissions AS t WHERE NOT EXISTS (SELECT 1 FROM attempts WHERE transmission_id = t.id)),
            (SELECT count(*) FROM attempts WHERE open = 1),
            (SELECT count(*) FROM transmissions AS t WHERE due_at IS NOT NULL AND EXISTS (SELECT 1 FROM attempts WHERE transmission_id = t.id)),
            (SELECT count(*) FROM inbound WHERE status = 'received'),
            (SELECT count(*) FROM (SELECT 1 FROM payments WHERE status = 'posted' AND json_extract(record, '$.total_paid') <> '0.00'
                GROUP BY payer_id, trace_number HAVING count(*) > 1))";
        let (waiting, sealed, open_attempts, unsettled, unfinished_files, posted_twice) = sqlx::query_as(counts).fetch_one(&mut connection).await?;
        let states = rows(&mut connection, "SELECT id, patient_control_number, state FROM claims", |(id, number, state)| (id, (number, state))).await?;
        let integrity: String = sqlx::query_scalar("PRAGMA quick_check").fetch_one(&mut connection).await?;
        let remittance = remittance(&mut connection, random).await?;
        connection.close().await?;
        let states = states.into_iter().collect();
        Ok(Self { waiting, sealed, open_attempts, unsettled, unfinished_files, posted_twice, states, integrity, remittance })
    }

    /// Patient control numbers with the states of their claims.
    pub(crate) fn ends(&self) -> impl Iterator<Item = (&str, &str)> {
        self.states.values().map(|(number, state)| (number.as_str(), state.as_str()))
    }

    /// Whether nothing is under way.
    pub(crate) fn is_still(&self) -> bool {
        self.waiting + self.sealed + self.open_attempts + self.unsettled + self.unfinished_files == 0
    }
}

/// Any one of the remittances that came from the payer.
async fn remittance(connection: &mut SqliteConnection, random: &mut Random) -> anyhow::Result<Option<Vec<u8>>> {
    let last: Option<i64> = sqlx::query_scalar("SELECT max(sequence) FROM inbound").fetch_one(&mut *connection).await?;
    let from = random.between(0, last.unwrap_or(0).unsigned_abs() + 1).cast_signed();
    let one = "SELECT bytes FROM inbound WHERE sequence >= ?1 AND instr(bytes, CAST('ST*835*' AS BLOB)) > 0 ORDER BY sequence LIMIT 1";
    Ok(sqlx::query_scalar(one).bind(from).fetch_optional(connection).await?)
}

/// A claim in the store.
#[derive(Debug)]
pub(crate) struct StoredClaim {
    pub(crate) id: String,
    pub(crate) patient_control_number: String,
    pub(crate) state: String,
    pub(crate) transmission_id: Option<String>,
}

/// A sealed interchange in the store.
#[derive(Debug)]
pub(crate) struct Sealed {
    pub(crate) id: String,
    pub(crate) sha256: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) record: String,
}

/// A payment in the store.
#[derive(Debug)]
pub(crate) struct StoredPayment {
    pub(crate) id: String,
    pub(crate) trace_number: String,
    pub(crate) status: String,
}

/// An entry of the ledger.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) debit: String,
    pub(crate) credit: String,
    pub(crate) amount: i64,
    pub(crate) payment_id: Option<String>,
    pub(crate) claim_id: Option<String>,
}

/// Everything that the daemon has on disk.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) claims: Vec<StoredClaim>,
    pub(crate) transmissions: Vec<Sealed>,
    pub(crate) payments: Vec<StoredPayment>,
    pub(crate) ledger: Vec<Entry>,
    /// Reason and record of each exception that nobody settled.
    pub(crate) exceptions: Vec<(String, String)>,
    /// Claim and record of each event about a claim, in order.
    pub(crate) events: Vec<(String, String)>,
    /// How many attempts each interchange took that took several.
    pub(crate) several_attempts: Vec<i64>,
}

impl Store {
    /// Reads a database.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(crate) async fn read(database: &Path) -> anyhow::Result<Self> {
        let mut connection = open(database).await?;
        let store = Self {
            claims: rows(&mut connection, CLAIMS, |(id, patient_control_number, state, transmission_id)| StoredClaim {
                id,
                patient_control_number,
                state,
                transmission_id,
            })
            .await?,
            transmissions: rows(&mut connection, "SELECT id, sha256, bytes, record FROM transmissions", |(id, sha256, bytes, record)| Sealed {
                id,
                sha256,
                bytes,
                record,
            })
            .await?,
            payments: rows(&mut connection, "SELECT id, trace_number, status FROM payments", |(id, trace_number, status)| StoredPayment {
                id,
                trace_number,
                status,
            })
            .await?,
            ledger: rows(&mut connection, "SELECT debit, credit, amount, payment_id, claim_id FROM ledger", |(debit, credit, amount, payment_id, claim_id)| {
                Entry { debit, credit, amount, payment_id, claim_id }
            })
            .await?,
            exceptions: rows(&mut connection, "SELECT reason, record FROM exceptions WHERE resolution IS NULL", |row| row).await?,
            events: rows(&mut connection, "SELECT claim_id, record FROM events WHERE claim_id IS NOT NULL ORDER BY sequence", |row| row).await?,
            several_attempts: rows(&mut connection, "SELECT count(*) FROM attempts GROUP BY transmission_id HAVING count(*) > 1", |(attempts,)| attempts)
                .await?,
        };
        connection.close().await?;
        Ok(store)
    }
}

const CLAIMS: &str = "SELECT id, patient_control_number, state, transmission_id FROM claims LEFT JOIN transmission_claims ON claim_id = id ORDER BY sequence";

/// Every row of a query.
async fn rows<R, T>(connection: &mut SqliteConnection, query: &'static str, take: impl Fn(R) -> T) -> anyhow::Result<Vec<T>>
where
    R: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
{
    let rows: Vec<R> = sqlx::query_as(query).fetch_all(connection).await?;
    Ok(rows.into_iter().map(take).collect())
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Under which names the payer has seen what, by its journal: everything that reached it, read or refused.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// The identities under which each claim came, by patient control number.
    pub(crate) identities: BTreeMap<String, BTreeSet<Identity>>,
    /// The digests of what came under each interchange control number.
    pub(crate) by_control_number: BTreeMap<(String, String, String), BTreeSet<String>>,
    /// The digests of what came under each PayloadID.
    pub(crate) by_payload_id: BTreeMap<String, BTreeSet<String>>,
    /// Submissions, copies included.
    pub(crate) submissions: usize,
}

/// What names a claim's way to the payer: PayloadID, ISA06, ISA08, ISA13, GS06, ST02.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Identity {
    payload_id: String,
    sender: String,
    receiver: String,
    interchange: String,
    group: String,
    set: String,
}

impl Seen {
    /// Reads the payer's journal.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(crate) fn read(journal: &Path) -> anyhow::Result<Self> {
        let mut seen = Self::default();
        for line in std::fs::read_to_string(journal).context("the payer's journal cannot be read")?.lines() {
            let command: Value = serde_json::from_str(line).context("the payer's journal is damaged")?;
            let text = |name: &str| command.get(name).and_then(Value::as_str).unwrap_or_default();
            if text("command") == "submit" {
                seen.submission(text("payload_id"), &STANDARD.decode(text("payload"))?);
            }
        }
        Ok(seen)
    }

    fn submission(&mut self, payload_id: &str, bytes: &[u8]) {
        self.submissions += 1;
        let digest = sha256(bytes);
        self.by_payload_id.entry(payload_id.to_owned()).or_default().insert(digest.clone());
        let mut identity = Identity { payload_id: payload_id.to_owned(), ..Identity::default() };
        for segment in String::from_utf8_lossy(bytes).split('~') {
            let elements: Vec<&str> = segment.trim().split('*').collect();
            let value = |at: usize| elements.get(at).copied().unwrap_or_default().trim().to_owned();
            match elements.first().copied().unwrap_or_default() {
                "ISA" => {
                    (identity.sender, identity.receiver, identity.interchange) = (value(6), value(8), value(13));
                    let key = (identity.sender.clone(), identity.receiver.clone(), identity.interchange.clone());
                    self.by_control_number.entry(key).or_default().insert(digest.clone());
                }
                "GS" => identity.group = value(6),
                "ST" => identity.set = value(2),
                "CLM" => drop(self.identities.entry(value(1)).or_default().insert(identity.clone())),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_again_are_the_same_identity_and_another_control_number_is_a_second_one() {
        let bytes =
            |number: &str| format!("ISA*00*          *00*          *ZZ*A*ZZ*B*260105*0930*^*00501*{number}*0*T*:~GS*HC*A*B*1*1*7~ST*837*0001~CLM*PAID-1*1~");
        let mut seen = Seen::default();
        seen.submission("p1", bytes("000000001").as_bytes());
        seen.submission("p1", bytes("000000001").as_bytes());
        assert_eq!((seen.identities["PAID-1"].len(), seen.submissions), (1, 2));
        seen.submission("p2", bytes("000000002").as_bytes());
        assert_eq!(seen.identities["PAID-1"].len(), 2);
        seen.submission("p1", bytes("000000002").replace("PAID", "DUP").as_bytes());
        assert_eq!((seen.by_payload_id["p1"].len(), seen.by_control_number.values().filter(|digests| digests.len() > 1).count()), (2, 1));
    }
}
