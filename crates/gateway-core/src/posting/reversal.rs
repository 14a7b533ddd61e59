//! CLP02 22: a reversal undoes exactly what its original posted, entry by entry, and not what the rules of today would post.
//!
//! It is paired with the payer's last live adjudication of the same claim with the opposite charge and payment, of the same payer claim control number where there is
//! a choice (RFI 1429, 2442). The adjustments are not compared: 004010 reversals leave some of them out (RFI 319).

use super::adjudication::Slip;
use super::desk::Desk;
use super::forms::{Adjudication, AdjudicationState, ClaimAccount};
use crate::event::EventKind;
use crate::exception::ExceptionReason;
use crate::identifiers::PaymentId;
use crate::ledger::{Account, JournalEntry};
use crate::remittance::{RemittanceClaim, StatusMeaning};

/// Undoes the original of a reversal.
///
/// # Errors
/// When the original is not there: the reversal may have come first.
pub(super) fn post(desk: &mut Desk<'_>, index: usize, slip: &Slip<'_>) -> Result<(), ExceptionReason> {
    let account = desk.account(index).ok_or(ExceptionReason::UnmatchedClaim)?;
    let original = original(account, slip).cloned().ok_or(ExceptionReason::ReversalWithoutOriginal)?;
    let entries: Vec<JournalEntry> = original.entries.iter().filter_map(|entry| desk.enter_as_is(undo(entry, slip))).collect();
    let done = slip.adjudication(&original.claim_id, None, AdjudicationState::Done, entries);
    if let Some(account) = desk.account_mut(index) {
        mark_reversed(account, &original);
        account.adjudications.push(done);
    }
    desk.note(index, EventKind::ClaimReversed, "the payer took its adjudication back", &slip.payment_id, slip.remitted.segment);
    Ok(())
}

/// Whether a reversal that is held on the account waits for just this original.
pub(super) fn awaits(account: &ClaimAccount, slip: &Slip<'_>) -> bool {
    account.adjudications.iter().any(|held| {
        let reversal = held.state == AdjudicationState::Held && held.remitted.status.meaning() == StatusMeaning::Reversal;
        reversal && held.payer_id == slip.payer_id && opposite(&held.remitted, slip.remitted)
    })
}

fn original<'a>(account: &'a ClaimAccount, slip: &'a Slip<'_>) -> Option<&'a Adjudication> {
    let fitting: Vec<&Adjudication> = account.live_of(&slip.payer_id).filter(|live| opposite(&live.remitted, slip.remitted)).collect();
    let same_number = |live: &&&Adjudication| live.remitted.payer_claim_control_number == slip.remitted.payer_claim_control_number;
    fitting.iter().rev().find(same_number).or(fitting.last()).copied()
}

fn opposite(one: &RemittanceClaim, other: &RemittanceClaim) -> bool {
    one.charge.negated() == Some(other.charge) && one.paid.negated() == Some(other.paid)
}

/// The opposite of an entry, with its money where the reversal's money is: the original may have been posted out of suspense.
fn undo(entry: &JournalEntry, slip: &Slip<'_>) -> JournalEntry {
    let money = |account: Account| {
        if matches!(account, Account::Cash | Account::Suspense) { slip.money.clone() } else { account }
    };
    let opposite = entry.opposite();
    JournalEntry {
        debit: money(opposite.debit),
        credit: money(opposite.credit),
        payment_id: Some(slip.payment_id.clone()),
        segment: Some(slip.remitted.segment),
        ..opposite
    }
}

fn mark_reversed(account: &mut ClaimAccount, original: &Adjudication) {
    let same = |payment_id: &PaymentId, ordinal: u32| *payment_id == original.payment_id && ordinal == original.ordinal;
    for adjudication in account.adjudications.iter_mut().filter(|live| same(&live.payment_id, live.ordinal)) {
        adjudication.state = AdjudicationState::Done;
    }
    for fact in account.record.history.adjudications.iter_mut().filter(|fact| same(&fact.payment_id, fact.ordinal)) {
        fact.reversed = true;
    }
}
