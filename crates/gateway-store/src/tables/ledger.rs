//! The ledger: rows are appended and never change (triggers hold that).

use gateway_core::identifiers::{ClaimId, PaymentId};
use gateway_core::ledger::{Account, AccountBalance, EntryKind, JournalEntry, TrialBalance};
use gateway_core::money::Cents;
use gateway_core::ports::{LedgerFilter, PageRequest, StoreError};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

use crate::error::unavailable;
use crate::row::{column, from_name, to_name};
use crate::tables::page::{Paged, paged};

/// Appends an entry.
pub(crate) async fn append(connection: &mut SqliteConnection, entry: &JournalEntry) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO ledger (kind, debit, credit, amount, claim_id, line, payment_id, segment, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
        .bind(to_name(&entry.kind)?)
        .bind(entry.debit.to_string())
        .bind(entry.credit.to_string())
        .bind(entry.amount.count())
        .bind(entry.claim_id.as_ref().map(ClaimId::as_str))
        .bind(entry.line)
        .bind(entry.payment_id.as_ref().map(PaymentId::as_str))
        .bind(entry.segment)
        .bind(entry.reason.as_str())
        .execute(connection)
        .await
        .map_err(unavailable("append to the ledger"))?;
    Ok(())
}

fn entry(row: &SqliteRow) -> Result<(i64, JournalEntry), StoreError> {
    let entry = JournalEntry {
        kind: from_name::<EntryKind>(row, "kind")?,
        debit: from_name::<Account>(row, "debit")?,
        credit: from_name::<Account>(row, "credit")?,
        amount: Cents::new(column(row, "amount")?),
        claim_id: column::<Option<String>>(row, "claim_id")?.map(ClaimId::new),
        line: column(row, "line")?,
        payment_id: column::<Option<String>>(row, "payment_id")?.map(PaymentId::new),
        segment: column(row, "segment")?,
        reason: column(row, "reason")?,
    };
    Ok((column(row, "sequence")?, entry))
}

const ALL: Paged = paged!("SELECT * FROM ledger WHERE 1");
const BY_CLAIM: Paged = paged!("SELECT * FROM ledger WHERE claim_id = ?3");
const BY_PAYMENT: Paged = paged!("SELECT * FROM ledger WHERE payment_id = ?3");
const BY_BOTH: Paged = paged!("SELECT * FROM ledger WHERE claim_id = ?3 AND payment_id = ?4");

/// A part of the list of entries.
pub(crate) async fn list(connection: &mut SqliteConnection, filter: LedgerFilter, page: PageRequest) -> Result<Vec<(i64, JournalEntry)>, StoreError> {
    let query = match (filter.claim_id, filter.payment_id) {
        (None, None) => ALL.query(page),
        (Some(claim), None) => BY_CLAIM.query(page).bind(claim.to_string()),
        (None, Some(payment)) => BY_PAYMENT.query(page).bind(payment.to_string()),
        (Some(claim), Some(payment)) => BY_BOTH.query(page).bind(claim.to_string()).bind(payment.to_string()),
    };
    let rows = query.fetch_all(connection).await.map_err(unavailable("read the ledger"))?;
    rows.iter().map(entry).collect()
}

/// What payers still owe for a claim.
pub(crate) async fn insurance_balance(connection: &mut SqliteConnection, claim_id: &ClaimId) -> Result<Cents, StoreError> {
    let balance: i64 = sqlx::query_scalar(
        "SELECT coalesce(sum(CASE WHEN debit = ?2 THEN amount WHEN credit = ?2 THEN -amount ELSE 0 END), 0) FROM ledger WHERE claim_id = ?1",
    )
    .bind(claim_id.as_str())
    .bind(Account::InsuranceReceivable.to_string())
    .fetch_one(connection)
    .await
    .map_err(unavailable("add up a claim's account"))?;
    Ok(Cents::new(balance))
}

/// The totals of every account, sorted by name.
pub(crate) async fn trial_balance(connection: &mut SqliteConnection) -> Result<TrialBalance, StoreError> {
    // SQLite's sum() fails on integer overflow, it does not wrap.
    let rows = sqlx::query(
        "SELECT account, 0 AS sequence, sum(debit) AS debits, sum(credit) AS credits FROM
         (SELECT debit AS account, amount AS debit, 0 AS credit FROM ledger UNION ALL SELECT credit, 0, amount FROM ledger)
         GROUP BY account ORDER BY account",
    )
    .fetch_all(connection)
    .await
    .map_err(unavailable("add up the ledger"))?;
    let total = |row: &SqliteRow| {
        Ok(AccountBalance { account: from_name(row, "account")?, debits: Cents::new(column(row, "debits")?), credits: Cents::new(column(row, "credits")?) })
    };
    Ok(TrialBalance { accounts: rows.iter().map(total).collect::<Result<_, StoreError>>()? })
}
