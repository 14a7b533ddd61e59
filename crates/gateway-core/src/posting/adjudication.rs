//! One CLP: find its claim, post what is safe line by line, hold what is not, and let what was held go on when its counterpart has come.

use std::collections::BTreeMap;

use super::adjustment::{self, Case};
use super::desk::{Cause, Desk};
use super::duplicate_claim;
use super::forms::{Adjudication, AdjudicationState, ClaimAccount};
use super::reversal;
use super::sentence::sentence;
use crate::event::EventKind;
use crate::exception::{Disposition, ExceptionReason, NewException};
use crate::identifiers::{ClaimId, PaymentId};
use crate::ledger::{Account, EntryKind, JournalEntry};
use crate::life_cycle::{Adjudicated, Settlement};
use crate::money::Cents;
use crate::remittance::{RemittanceClaim, StatusMeaning, matching};

/// One CLP on its way to the ledger, out of this payment or held since an earlier one.
pub(super) struct Slip<'a> {
    pub(super) remitted: &'a RemittanceClaim,
    pub(super) payment_id: PaymentId,
    pub(super) ordinal: u32,
    pub(super) payer_id: String,
    /// Where its money is: in cash when it just came, in suspense when it was held.
    pub(super) money: Account,
}

impl Slip<'_> {
    pub(super) fn cause(&self, claim_id: Option<&ClaimId>, reason: impl Into<String>) -> Cause {
        let segment = self.remitted.segment;
        Cause { payment_id: self.payment_id.clone(), segment, claim_id: claim_id.cloned(), line: None, reason: reason.into() }
    }

    pub(super) fn exception(&self, reason: ExceptionReason, disposition: Disposition, claim_id: Option<&ClaimId>, amount: Cents) -> NewException {
        NewException {
            amount: Some(amount),
            claim_id: claim_id.cloned(),
            payment_id: Some(self.payment_id.clone()),
            segment: Some(self.remitted.segment),
            ..NewException::new(reason, disposition, sentence(reason))
        }
    }

    pub(super) fn adjudication(
        &self,
        claim_id: &ClaimId,
        settlement: Option<Settlement>,
        state: AdjudicationState,
        entries: Vec<JournalEntry>,
    ) -> Adjudication {
        Adjudication {
            claim_id: claim_id.clone(),
            payment_id: self.payment_id.clone(),
            ordinal: self.ordinal,
            payer_id: self.payer_id.clone(),
            remitted: self.remitted.clone(),
            settlement,
            state,
            entries,
        }
    }
}

/// Posts one CLP of the payment.
pub(super) fn post(desk: &mut Desk<'_>, remitted: &RemittanceClaim, ordinal: u32) {
    let payer_id = desk.payment.payer_id.clone();
    let slip = Slip { remitted, payment_id: desk.payment_id.clone(), ordinal, payer_id, money: Account::Cash };
    match desk.find(remitted) {
        Err(reason) => suspend(desk, &slip, None, reason),
        Ok(index) => {
            if let Err(reason) = settle(desk, index, &slip) {
                suspend(desk, &slip, Some(index), reason);
            }
            resume_held(desk, index);
            report_overpayment(desk, index, &slip);
        }
    }
}

/// Looks at the account when everything about the CLP is posted: on the way there, an original that is reversed at once may go below zero.
fn report_overpayment(desk: &mut Desk<'_>, index: usize, slip: &Slip<'_>) {
    let Some((claim_id, balance)) = desk.account(index).map(|account| (account.record.claim.id.clone(), account.insurance_balance)) else {
        return;
    };
    if balance.is_negative() && !slip.remitted.charge.is_negative() {
        desk.raise(slip.exception(ExceptionReason::Overpaid, Disposition::Review, Some(&claim_id), balance));
    }
}

/// Posts a slip to its account, or says why that would not be safe.
fn settle(desk: &mut Desk<'_>, index: usize, slip: &Slip<'_>) -> Result<(), ExceptionReason> {
    match slip.remitted.status.meaning() {
        StatusMeaning::Reversal => reversal::post(desk, index, slip),
        StatusMeaning::Processed { .. } | StatusMeaning::Denied => {
            desk.account(index).map_or(Ok(()), |account| admit(account, slip))?;
            adjudicate(desk, index, slip);
            Ok(())
        }
        StatusMeaning::NotThisPayers | StatusMeaning::Predetermination | StatusMeaning::Unknown => Err(ExceptionReason::UnknownClaimStatus),
    }
}

/// A payer adjudicates each dollar of a charge once. More needs a reversal first; parts of a split claim stay within the charge together.
fn admit(account: &ClaimAccount, slip: &Slip<'_>) -> Result<(), ExceptionReason> {
    let live: Vec<Cents> = account
        .live_of(&slip.payer_id)
        .map(|adjudication| &adjudication.remitted)
        .filter(|remitted| !duplicate_claim::turns_away_a_copy(remitted))
        .map(|remitted| remitted.charge)
        .collect();
    if duplicate_claim::turns_away_a_copy(slip.remitted) && !live.is_empty() {
        return Err(ExceptionReason::DuplicateClaimAtPayer);
    }
    let first = live.is_empty();
    let charged = Cents::sum(live.into_iter().chain([slip.remitted.charge]));
    if charged.is_some_and(|charged| charged <= account.record.claim.total_charge) || reversal::awaits(account, slip) {
        return Ok(());
    }
    Err(if first { ExceptionReason::ChargeMismatch } else { ExceptionReason::CorrectionWithoutReversal })
}

/// Books the money of a slip that cannot be posted safely to suspense, and holds it where a counterpart may still come.
fn suspend(desk: &mut Desk<'_>, slip: &Slip<'_>, index: Option<usize>, reason: ExceptionReason) {
    let claim_id = index.and_then(|index| desk.account(index)).map(|account| account.record.claim.id.clone());
    let paid = slip.remitted.paid;
    let entry = desk.enter(EntryKind::Suspended, Account::Cash, Account::Suspense, paid, slip.cause(claim_id.as_ref(), reason.code()));
    let disposition = if paid.is_zero() { Disposition::Quarantined } else { Disposition::Suspended };
    desk.raise(slip.exception(reason, disposition, claim_id.as_ref(), paid));
    let (Some(index), Some(claim_id)) = (index, claim_id) else {
        return;
    };
    if matches!(reason, ExceptionReason::ReversalWithoutOriginal | ExceptionReason::CorrectionWithoutReversal) {
        let held = slip.adjudication(&claim_id, None, AdjudicationState::Held, entry.into_iter().collect());
        if let Some(account) = desk.account_mut(index) {
            account.adjudications.push(held);
        }
    }
    desk.note(index, EventKind::ClaimAdjudicationHeld, sentence(reason), &slip.payment_id, slip.remitted.segment);
}

/// Posts what was held on an account, as long as something of it has become safe.
fn resume_held(desk: &mut Desk<'_>, index: usize) {
    while resume_one(desk, index) {}
}

fn resume_one(desk: &mut Desk<'_>, index: usize) -> bool {
    let held: Vec<Adjudication> = desk
        .account(index)
        .into_iter()
        .flat_map(|account| &account.adjudications)
        .filter(|adjudication| adjudication.state == AdjudicationState::Held)
        .cloned()
        .collect();
    held.iter().any(|adjudication| resume(desk, index, adjudication))
}

fn resume(desk: &mut Desk<'_>, index: usize, held: &Adjudication) -> bool {
    let (payment_id, payer_id) = (held.payment_id.clone(), held.payer_id.clone());
    let slip = Slip { remitted: &held.remitted, payment_id, ordinal: held.ordinal, payer_id, money: Account::Suspense };
    if settle(desk, index, &slip).is_err() {
        return false;
    }
    if let Some(account) = desk.account_mut(index) {
        account.adjudications.retain(|adjudication| adjudication != held);
    }
    for reason in [ExceptionReason::ReversalWithoutOriginal, ExceptionReason::CorrectionWithoutReversal] {
        desk.settle(&held.payment_id, held.remitted.segment, reason);
    }
    true
}

/// What the adjustments of one CLP came to.
#[derive(Default)]
struct Rulings {
    entries: Vec<JournalEntry>,
    /// By reason: how much, and the codes.
    exceptions: BTreeMap<ExceptionReason, (Cents, Vec<String>)>,
    disputed: bool,
}

fn adjudicate(desk: &mut Desk<'_>, index: usize, slip: &Slip<'_>) {
    let Some(claim) = desk.account(index).map(|account| account.record.claim.clone()) else {
        return;
    };
    let remitted = slip.remitted;
    let payment = desk.enter(EntryKind::Payment, slip.money.clone(), Account::InsuranceReceivable, remitted.paid, slip.cause(Some(&claim.id), "paid"));
    let mut rulings = rule_on_adjustments(desk, &claim, slip);
    rulings.entries.extend(payment);
    for (reason, (amount, codes)) in std::mem::take(&mut rulings.exceptions) {
        let exception = slip.exception(reason, Disposition::Review, Some(&claim.id), amount);
        desk.raise(NewException { message: format!("{} ({})", exception.message, codes.join(", ")), ..exception });
    }
    for line in remitted.lines.iter().filter(|line| matching::find_line(line, &claim).is_none()) {
        let exception = slip.exception(ExceptionReason::LineMismatch, Disposition::Review, Some(&claim.id), line.paid);
        desk.raise(NewException { segment: Some(line.segment), ..exception });
    }
    let settlement = settlement(remitted, rulings.disputed);
    let adjudication = slip.adjudication(&claim.id, Some(settlement), AdjudicationState::Live, rulings.entries);
    record(desk, index, slip, adjudication, settlement);
}

fn rule_on_adjustments(desk: &mut Desk<'_>, claim: &crate::claim::Claim, slip: &Slip<'_>) -> Rulings {
    let mut rulings = Rulings::default();
    let remitted = slip.remitted;
    let patient_waits = match remitted.status.meaning() {
        StatusMeaning::Processed { after_another_payer, forwarded } => forwarded || (claim.further_payers && !after_another_payer),
        _ => false,
    };
    for (line, adjustment) in remitted.all_adjustments() {
        let line = line.and_then(|line| remitted.lines.get(line));
        let ruling = adjustment::rule(&Case { adjustment, claim: remitted, line, patient_waits, policy: desk.policy });
        rulings.disputed |= ruling.disputed();
        if let Some(reason) = ruling.exception {
            let (amount, codes) = rulings.exceptions.entry(reason).or_default();
            *amount = amount.plus(adjustment.amount).unwrap_or(*amount);
            codes.push(adjustment.code());
        }
        let Some(kind) = ruling.entry else { continue };
        let line = line.and_then(|line| matching::find_line(line, claim)).map(|line| line.number);
        let cause = Cause { segment: adjustment.segment, line, ..slip.cause(Some(&claim.id), adjustment.code()) };
        let debit = if kind == EntryKind::WriteOff { Account::ContractualAdjustment } else { Account::PatientReceivable };
        rulings.entries.extend(desk.enter(kind, debit, Account::InsuranceReceivable, adjustment.amount, cause));
    }
    rulings
}

/// Denied: nothing is paid and nobody else owes it. A charge that is owed by the patient is settled, also when the payer paid nothing.
fn settlement(remitted: &RemittanceClaim, disputed: bool) -> Settlement {
    let patient_owes = remitted.all_adjustments().any(|(_, adjustment)| adjustment.group == "PR" && !adjustment.amount.is_zero());
    let denied = remitted.status.meaning() == StatusMeaning::Denied;
    match disputed {
        _ if denied && remitted.paid.is_zero() => Settlement::Denied,
        true if remitted.paid.is_zero() && !patient_owes => Settlement::Denied,
        true => Settlement::PartlyPaid,
        false => Settlement::Paid,
    }
}

fn record(desk: &mut Desk<'_>, index: usize, slip: &Slip<'_>, adjudication: Adjudication, settlement: Settlement) {
    let Some(account) = desk.account_mut(index) else {
        return;
    };
    let history = &mut account.record.history;
    history.payer_claim_control_number = Some(slip.remitted.payer_claim_control_number.clone());
    history.adjudications.push(Adjudicated { payment_id: slip.payment_id.clone(), ordinal: slip.ordinal, settlement, reversed: false });
    account.adjudications.push(adjudication);
    let reason = match settlement {
        Settlement::Paid => "the payer adjudicated the claim, nothing is in dispute",
        Settlement::PartlyPaid => "the payer adjudicated the claim, part of it is denied or needs a person",
        Settlement::Denied => "the payer denied the claim",
    };
    desk.note(index, EventKind::ClaimAdjudicated, reason, &slip.payment_id, slip.remitted.segment);
}
