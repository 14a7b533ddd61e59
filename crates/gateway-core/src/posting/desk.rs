//! The desk: the open accounts of one payment while it is posted, and what is to be written at its end.

use std::collections::{BTreeMap, BTreeSet};

use super::forms::{Adjudication, ClaimAccount, PaymentTotals, Posting, PostingContext, PostingPolicy};
use crate::effects::SettledException;
use crate::event::{EventKind, NewEvent};
use crate::exception::{ExceptionReason, NewException};
use crate::identifiers::{ClaimId, InboundId, PaymentId};
use crate::intake::ClaimRecord;
use crate::ledger::{Account, EntryKind, JournalEntry};
use crate::money::Cents;
use crate::remittance::{RemittanceClaim, RemittancePayment, matching};

/// What caused an entry.
pub(super) struct Cause {
    pub(super) payment_id: PaymentId,
    pub(super) segment: u32,
    pub(super) claim_id: Option<ClaimId>,
    pub(super) line: Option<u32>,
    pub(super) reason: String,
}

/// See the module.
pub(super) struct Desk<'a> {
    pub(super) payment: &'a RemittancePayment,
    pub(super) payment_id: PaymentId,
    pub(super) policy: &'a PostingPolicy,
    accounts: Vec<ClaimAccount>,
    /// Where each claim's account is.
    places: BTreeMap<ClaimId, usize>,
    traces: BTreeSet<String>,
    touched: BTreeSet<usize>,
    posting: Posting,
}

impl<'a> Desk<'a> {
    pub(super) fn new(payment: &'a RemittancePayment, policy: &'a PostingPolicy, context: PostingContext) -> Self {
        let own_trace = payment.trace_number.clone();
        Self {
            payment,
            payment_id: payment.id(),
            policy,
            places: (0..).zip(&context.accounts).map(|(place, account)| (account.record.claim.id.clone(), place)).collect(),
            accounts: context.accounts,
            traces: context.prior_payments.into_iter().map(|prior| prior.trace_number).chain([own_trace]).collect(),
            touched: BTreeSet::new(),
            posting: Posting::default(),
        }
    }

    pub(super) fn records(&self) -> impl Iterator<Item = &ClaimRecord> + Clone {
        self.accounts.iter().map(|account| &account.record)
    }

    /// The account that a CLP is about.
    pub(super) fn find(&self, remitted: &RemittanceClaim) -> Result<usize, ExceptionReason> {
        matching::find_claim(remitted, self.records())
    }

    pub(super) fn account(&self, index: usize) -> Option<&ClaimAccount> {
        self.accounts.get(index)
    }

    /// The account, to be changed: its claim's history and adjudications will be written at the end.
    pub(super) fn account_mut(&mut self, index: usize) -> Option<&mut ClaimAccount> {
        self.touched.insert(index);
        self.accounts.get_mut(index)
    }

    pub(super) fn knows_trace(&self, trace: &str) -> bool {
        self.traces.contains(trace)
    }

    /// Makes an entry, unless it moves nothing.
    pub(super) fn enter(&mut self, kind: EntryKind, debit: Account, credit: Account, amount: Cents, cause: Cause) -> Option<JournalEntry> {
        let entry = JournalEntry::moving(kind, debit, credit, amount, cause.reason)?;
        self.enter_as_is(JournalEntry { claim_id: cause.claim_id, line: cause.line, payment_id: Some(cause.payment_id), segment: Some(cause.segment), ..entry })
    }

    /// Makes an entry that is complete already.
    pub(super) fn enter_as_is(&mut self, entry: JournalEntry) -> Option<JournalEntry> {
        self.follow_balance(&entry);
        self.posting.effects.entries.push(entry.clone());
        Some(entry)
    }

    fn follow_balance(&mut self, entry: &JournalEntry) {
        let effect = entry.effect_on(&Account::InsuranceReceivable);
        let index = entry.claim_id.as_ref().and_then(|id| self.places.get(id));
        if let Some(account) = index.and_then(|&index| self.accounts.get_mut(index)) {
            // The balances of one claim are bounded by its amounts of 18 digits, and what does not fit would have failed the balance gate.
            account.insurance_balance = account.insurance_balance.plus(effect).unwrap_or(account.insurance_balance);
        }
    }

    /// Raises an exception.
    pub(super) fn raise(&mut self, exception: NewException) {
        let inbound_id = exception.payment_id.as_ref().and_then(|id| self.inbound_of(id));
        self.posting.effects.exceptions.push(NewException { inbound_id, ..exception });
    }

    /// The file of this payment. What was held since an earlier payment came in another file.
    fn inbound_of(&self, payment_id: &PaymentId) -> Option<InboundId> {
        (*payment_id == self.payment_id).then(|| self.payment.inbound_id.clone())
    }

    /// Settles an exception, one of this posting or of an earlier one.
    pub(super) fn settle(&mut self, payment_id: &PaymentId, segment: u32, reason: ExceptionReason) {
        let note = "its counterpart came, and both are posted".to_owned();
        let settled = SettledException { payment_id: payment_id.clone(), segment, reason, by: "gateway".to_owned(), note };
        let effects = &mut self.posting.effects;
        let before = effects.exceptions.len();
        effects.exceptions.retain(|exception| !settled.means(exception));
        if effects.exceptions.len() == before {
            effects.settled.push(settled);
        }
    }

    /// Notes an event about a claim.
    pub(super) fn note(&mut self, index: usize, kind: EventKind, reason: &str, payment_id: &PaymentId, segment: u32) {
        let Some(record) = self.accounts.get(index).map(|account| &account.record) else {
            return;
        };
        let event = NewEvent::new(kind, reason).about(&record.claim.id, record.state());
        let inbound_id = self.inbound_of(payment_id);
        self.posting.effects.events.push(NewEvent { payment_id: Some(payment_id.clone()), inbound_id, segment: Some(segment), ..event });
    }

    /// Everything that is to be written.
    pub(super) fn close(self) -> Posting {
        let Self { payment, payment_id, accounts, touched, mut posting, .. } = self;
        posting.totals = totals(payment, &payment_id, &posting.effects.entries);
        let changed = accounts.into_iter().enumerate().filter(|(index, _)| touched.contains(index)).map(|(_, account)| account);
        for ClaimAccount { record, adjudications, .. } in changed {
            posting.effects.histories.push((record.claim.id, record.history));
            posting.adjudications.extend(adjudications);
        }
        let posted = NewEvent::new(EventKind::PaymentPosted, "the payment balances and is posted");
        posting.effects.events.push(NewEvent { payment_id: Some(payment_id), inbound_id: Some(payment.inbound_id.clone()), ..posted });
        posting
    }
}

fn totals(payment: &RemittancePayment, payment_id: &PaymentId, entries: &[JournalEntry]) -> PaymentTotals {
    // An entry for an earlier payment can be among them, when this one brought its counterpart. It does not count here.
    let own = || entries.iter().filter(|entry| entry.payment_id.as_ref() == Some(payment_id));
    let on = |account: &Account| Cents::sum(own().map(|entry| entry.effect_on(account))).unwrap_or_default();
    let provider = own().filter(|entry| matches!(entry.kind, EntryKind::ProviderLevel | EntryKind::Interest));
    let suspended: BTreeSet<u32> = own().filter(|entry| entry.kind == EntryKind::Suspended).filter_map(|entry| entry.segment).collect();
    PaymentTotals {
        claims: u32::try_from(payment.claims.len()).unwrap_or(u32::MAX),
        claims_suspended: u32::try_from(suspended.len()).unwrap_or(u32::MAX),
        cash: on(&Account::Cash),
        suspended: on(&Account::Suspense).negated().unwrap_or_default(),
        written_off: on(&Account::ContractualAdjustment),
        patient_responsibility: on(&Account::PatientReceivable),
        provider_level: Cents::sum(provider.map(|entry| entry.effect_on(&Account::Cash))).and_then(Cents::negated).unwrap_or_default(),
    }
}

impl ClaimAccount {
    /// The adjudications of one payer that count.
    pub(super) fn live_of<'a>(&'a self, payer_id: &'a str) -> impl Iterator<Item = &'a Adjudication> {
        self.adjudications.iter().filter(move |adjudication| adjudication.state == super::AdjudicationState::Live && adjudication.payer_id == payer_id)
    }
}
