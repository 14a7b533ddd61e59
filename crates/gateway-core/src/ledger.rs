//! The ledger: double entry in cents, append only. A mistake is corrected by the opposite entry, never by a change.
//!
//! The invariant: an entry moves one positive amount from one account to another, so debits equal credits by construction, entry by entry and in all.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::identifiers::{ClaimId, PaymentId};
use crate::money::Cents;

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[non_exhaustive]
pub enum Account {
    /// What payers owe.
    InsuranceReceivable,
    /// What patients owe.
    PatientReceivable,
    /// What was paid. By payment it comes to BPR02.
    Cash,
    /// What was charged.
    Revenue,
    /// What was given up under a contract.
    ContractualAdjustment,
    /// Money that arrived and could not be posted safely. It keeps the cash of each payment equal to BPR02 while a person looks for where it belongs.
    Suspense,
    /// What payer and provider settle between them outside of claims, by PLB reason code.
    ProviderLevel(String),
    /// Interest that payers paid.
    InterestIncome,
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InsuranceReceivable => f.write_str("accounts-receivable:insurance"),
            Self::PatientReceivable => f.write_str("accounts-receivable:patient"),
            Self::Cash => f.write_str("cash"),
            Self::Revenue => f.write_str("revenue"),
            Self::ContractualAdjustment => f.write_str("contractual-adjustment"),
            Self::Suspense => f.write_str("suspense"),
            Self::ProviderLevel(reason) => write!(f, "provider-level:{reason}"),
            Self::InterestIncome => f.write_str("interest-income"),
        }
    }
}

/// A text that names no account.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected an account such as `cash`, found {found:?}")]
pub struct UnknownAccount {
    /// What stood there.
    pub found: String,
}

impl FromStr for Account {
    type Err = UnknownAccount;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "accounts-receivable:insurance" => Ok(Self::InsuranceReceivable),
            "accounts-receivable:patient" => Ok(Self::PatientReceivable),
            "cash" => Ok(Self::Cash),
            "revenue" => Ok(Self::Revenue),
            "contractual-adjustment" => Ok(Self::ContractualAdjustment),
            "suspense" => Ok(Self::Suspense),
            "interest-income" => Ok(Self::InterestIncome),
            _ => match text.strip_prefix("provider-level:") {
                Some(reason) => Ok(Self::ProviderLevel(reason.to_owned())),
                None => Err(UnknownAccount { found: text.to_owned() }),
            },
        }
    }
}

impl TryFrom<String> for Account {
    type Error = UnknownAccount;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Account> for String {
    fn from(account: Account) -> Self {
        account.to_string()
    }
}

/// Why an entry was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// A claim was accepted: its charge is owed.
    Charge,
    /// Another claim took its place: the charge is taken back.
    ChargeWithdrawn,
    /// The payer paid a claim.
    Payment,
    /// A contractual amount was given up.
    WriteOff,
    /// An amount moved from the payer to the patient.
    PatientResponsibility,
    /// A provider-level adjustment.
    ProviderLevel,
    /// Interest.
    Interest,
    /// Money that could not be posted safely.
    Suspended,
    /// The opposite of an earlier entry.
    Reversal,
}

/// One entry: one amount, from the account that is credited to the account that is debited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// Why it was made.
    pub kind: EntryKind,
    /// The account that is debited.
    pub debit: Account,
    /// The account that is credited.
    pub credit: Account,
    /// How much; always above zero.
    pub amount: Cents,
    /// The claim it belongs to.
    pub claim_id: Option<ClaimId>,
    /// The line of the claim (LX01), where that is known.
    pub line: Option<u32>,
    /// The payment that caused it; `None` for charges.
    pub payment_id: Option<PaymentId>,
    /// The segment of the remittance file that caused it, 1-based.
    pub segment: Option<u32>,
    /// The codes that caused it, such as `PR-1`.
    pub reason: String,
}

impl JournalEntry {
    /// An entry that debits one account and credits another by a signed amount: below zero the sides change, zero needs no entry.
    /// `None` as well for the one amount whose opposite does not fit.
    #[must_use]
    pub fn moving(kind: EntryKind, debit: Account, credit: Account, amount: Cents, reason: impl Into<String>) -> Option<Self> {
        let (debit, credit, amount) = if amount.is_negative() { (credit, debit, amount.negated()?) } else { (debit, credit, amount) };
        let entry = Self { kind, debit, credit, amount, claim_id: None, line: None, payment_id: None, segment: None, reason: reason.into() };
        amount.is_positive().then_some(entry)
    }

    /// The entry that undoes this one.
    #[must_use]
    pub fn opposite(&self) -> Self {
        Self { kind: EntryKind::Reversal, debit: self.credit.clone(), credit: self.debit.clone(), ..self.clone() }
    }

    /// The entry's signed effect on an account, debits positive.
    #[must_use]
    pub fn effect_on(&self, account: &Account) -> Cents {
        let debit = if self.debit == *account { self.amount } else { Cents::ZERO };
        let credit = if self.credit == *account { self.amount } else { Cents::ZERO };
        // Both are zero or the same positive amount, so the difference always fits.
        debit.minus(credit).unwrap_or_default()
    }
}

/// The totals of one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountBalance {
    /// The account.
    pub account: Account,
    /// Everything debited.
    pub debits: Cents,
    /// Everything credited.
    pub credits: Cents,
}

impl AccountBalance {
    /// Debits less credits.
    #[must_use]
    pub fn balance(&self) -> Option<Cents> {
        self.debits.minus(self.credits)
    }
}

/// The totals of every account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialBalance {
    /// The accounts, sorted by name.
    pub accounts: Vec<AccountBalance>,
}

impl TrialBalance {
    /// Adds up entries. `None` when a total does not fit.
    #[must_use]
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a JournalEntry>) -> Option<Self> {
        let mut totals = std::collections::BTreeMap::<String, AccountBalance>::new();
        for entry in entries {
            for (account, debit, credit) in [(&entry.debit, entry.amount, Cents::ZERO), (&entry.credit, Cents::ZERO, entry.amount)] {
                let empty = || AccountBalance { account: account.clone(), debits: Cents::ZERO, credits: Cents::ZERO };
                let total = totals.entry(account.to_string()).or_insert_with(empty);
                total.debits = total.debits.plus(debit)?;
                total.credits = total.credits.plus(credit)?;
            }
        }
        Some(Self { accounts: totals.into_values().collect() })
    }

    /// Debits less credits over all accounts: zero, or the ledger is broken. `None` when a total does not fit.
    #[must_use]
    pub fn difference(&self) -> Option<Cents> {
        Cents::sum(self.accounts.iter().map(AccountBalance::balance).collect::<Option<Vec<_>>>()?)
    }

    /// An account's balance, debits positive; zero for an account without entries.
    #[must_use]
    pub fn balance_of(&self, account: &Account) -> Cents {
        self.accounts.iter().find(|total| total.account == *account).and_then(AccountBalance::balance).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moving(amount: i64) -> Option<JournalEntry> {
        JournalEntry::moving(EntryKind::Payment, Account::Cash, Account::InsuranceReceivable, Cents::new(amount), "paid")
    }

    #[test]
    fn a_negative_amount_changes_the_sides_and_zero_needs_no_entry() {
        let back = moving(-5).unwrap();
        assert_eq!((back.debit, back.credit, back.amount), (Account::InsuranceReceivable, Account::Cash, Cents::new(5)));
        assert_eq!(moving(0), None);
    }

    #[test]
    fn an_entry_and_its_opposite_leave_nothing() {
        let entry = moving(1_234).unwrap();
        let balance = TrialBalance::of([&entry, &entry.opposite()]).unwrap();
        assert_eq!(balance.balance_of(&Account::Cash), Cents::ZERO);
        assert_eq!(balance.difference(), Some(Cents::ZERO));
    }

    #[test]
    fn every_account_reads_back_from_its_name() {
        use Account::*;
        for account in [InsuranceReceivable, PatientReceivable, Cash, Revenue, ContractualAdjustment, Suspense, ProviderLevel("WO".into()), InterestIncome] {
            assert_eq!(account.to_string().parse(), Ok(account));
        }
    }
}
