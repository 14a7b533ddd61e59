//! The ledger's proof: debits equal credits, and the cash that was booked equals the sum of BPR02 over all posted payments, to the cent.

use gateway_core::ledger::Account;
use gateway_core::money::Cents;
use gateway_core::ports::{Order, PageRequest, Store, StoreError};
use gateway_core::posting::PaymentStatus;
use serde::Serialize;
use utoipa::ToSchema;

/// The trial balance with its proof. Amounts are decimal strings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LedgerProof {
    /// The accounts, sorted by name.
    pub accounts: Vec<AccountLine>,
    /// Everything debited.
    pub debits: String,
    /// Everything credited.
    pub credits: String,
    /// Debits less credits: `0.00`, or the ledger is broken.
    pub difference: String,
    /// The balance of cash.
    pub cash: String,
    /// The sum of BPR02 over all posted payments.
    pub paid: String,
    /// How many payments are posted.
    pub payments: u64,
    /// How many payments are set aside.
    pub payments_quarantined: u64,
    /// Whether debits equal credits and cash equals what was paid.
    pub balanced: bool,
}

/// One account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccountLine {
    /// Its name.
    pub account: String,
    /// Everything debited.
    pub debits: String,
    /// Everything credited.
    pub credits: String,
    /// Debits less credits.
    pub balance: String,
}

/// Adds up the ledger and the payments.
///
/// # Errors
/// When the store cannot be read, or a total does not fit.
pub async fn prove(store: &dyn Store) -> Result<LedgerProof, StoreError> {
    let balance = store.trial_balance().await?;
    let paid = payments(store).await?;
    let mut accounts = Vec::new();
    for account in &balance.accounts {
        let line = AccountLine {
            account: account.account.to_string(),
            debits: account.debits.to_string(),
            credits: account.credits.to_string(),
            balance: account.balance().ok_or(StoreError::Overflow)?.to_string(),
        };
        accounts.push(line);
    }
    let total = |amounts: Vec<Cents>| Cents::sum(amounts).ok_or(StoreError::Overflow);
    let debits = total(balance.accounts.iter().map(|account| account.debits).collect())?;
    let credits = total(balance.accounts.iter().map(|account| account.credits).collect())?;
    let cash = balance.balance_of(&Account::Cash);
    Ok(LedgerProof {
        accounts,
        debits: debits.to_string(),
        credits: credits.to_string(),
        difference: debits.minus(credits).ok_or(StoreError::Overflow)?.to_string(),
        cash: cash.to_string(),
        paid: paid.total.to_string(),
        payments: paid.posted,
        payments_quarantined: paid.quarantined,
        balanced: debits == credits && cash == paid.total,
    })
}

#[derive(Default)]
struct Paid {
    total: Cents,
    posted: u64,
    quarantined: u64,
}

async fn payments(store: &dyn Store) -> Result<Paid, StoreError> {
    let mut paid = Paid::default();
    let mut after = None;
    loop {
        let page = store.payments(PageRequest { after, limit: gateway_core::limits::PAGE, order: Order::OldestFirst }).await?;
        for record in &page {
            match record.status {
                PaymentStatus::Posted => {
                    paid.posted += 1;
                    paid.total = paid.total.plus(record.payment.total_paid).ok_or(StoreError::Overflow)?;
                }
                PaymentStatus::Quarantined => paid.quarantined += 1,
            }
        }
        after = page.last().map(|record| record.sequence);
        if page.len() < gateway_core::limits::PAGE as usize {
            return Ok(paid);
        }
    }
}
