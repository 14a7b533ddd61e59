//! Charges: a claim's charge is owed from its acceptance on, and until another claim takes its place.
//!
//! Booking at acceptance makes the trial balance say from the first day what payers owe, also for claims that no payer has answered.

use crate::claim::Claim;
use crate::identifiers::ClaimId;
use crate::ledger::{Account, EntryKind, JournalEntry};

/// Books the charge of an accepted claim. A void asks for nothing, so it has no entry.
#[must_use]
pub fn book(claim: &Claim) -> Option<JournalEntry> {
    if claim.frequency.is_void() {
        return None;
    }
    let entry = JournalEntry::moving(EntryKind::Charge, Account::InsuranceReceivable, Account::Revenue, claim.total_charge, "charge of the claim")?;
    Some(JournalEntry { claim_id: Some(claim.id.clone()), ..entry })
}

/// Takes back the charge of a claim whose place another has taken.
#[must_use]
pub fn withdraw(replaced: &Claim, by: &ClaimId) -> Option<JournalEntry> {
    let charge = book(replaced)?;
    Some(JournalEntry { kind: EntryKind::ChargeWithdrawn, reason: format!("replaced by claim {by}"), ..charge.opposite() })
}
