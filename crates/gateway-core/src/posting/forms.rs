//! Forms: what posting is asked, what it looks at, and what it answers.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::effects::Effects;
use crate::exception::NewException;
use crate::identifiers::{ClaimId, PaymentId};
use crate::intake::ClaimRecord;
use crate::ledger::JournalEntry;
use crate::life_cycle::Settlement;
use crate::money::Cents;
use crate::phi::Phi;
use crate::remittance::{RemittanceClaim, RemittancePayment};

/// Asks to post one payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostRemittance {
    /// The payment.
    pub payment: RemittancePayment,
    /// The practice's rules.
    pub policy: PostingPolicy,
    /// Who decided that the payment stands although its trace number was used before with other content.
    pub released_by: Option<String>,
}

/// The practice's rules for posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingPolicy {
    /// Reason codes (CARC) that are written off by themselves in groups CO and PI.
    pub safe_write_offs: BTreeSet<String>,
    /// The payees that are ours, by NPI or tax identifier; when empty, every payee is.
    pub payees: BTreeSet<String>,
}

impl Default for PostingPolicy {
    /// Only reason 45, the difference to the fee schedule, is safe everywhere: any other contractual reason can be a denial.
    fn default() -> Self {
        Self { safe_write_offs: ["45".to_owned()].into(), payees: BTreeSet::new() }
    }
}

impl PostingPolicy {
    /// Whether the payment's payee is one of ours.
    #[must_use]
    pub fn pays_us(&self, payment: &RemittancePayment) -> bool {
        let ours = |payee: &String| self.payees.contains(payee);
        self.payees.is_empty() || ours(&payment.payee_id) || payment.payee_tax_id.as_ref().is_some_and(ours)
    }
}

/// What became of a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PostingOutcome {
    /// It is posted.
    Posted(Box<PaymentRecord>),
    /// It was posted before, perhaps out of another envelope. Nothing was done.
    Duplicate(PaymentId),
    /// Nothing of it was posted; its exceptions say why.
    Quarantined(PaymentId),
}

/// A payment as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentRecord {
    /// Its number, which is the cursor of payment lists.
    pub sequence: i64,
    /// Its name.
    pub id: PaymentId,
    /// When that was decided.
    pub decided_at: Timestamp,
    /// Whether it is posted.
    pub status: PaymentStatus,
    /// What it said.
    pub payment: RemittancePayment,
    /// What was posted; all zero while it is set aside.
    pub totals: PaymentTotals,
}

impl PaymentRecord {
    /// The record of a payment that is set aside. Its number is the store's to give.
    #[must_use]
    pub fn quarantined(request: &PostRemittance, at: Timestamp) -> Self {
        let payment = request.payment.clone();
        Self { sequence: 0, id: payment.id(), decided_at: at, status: PaymentStatus::Quarantined, payment, totals: PaymentTotals::default() }
    }
}

/// Whether a payment is posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaymentStatus {
    /// It is.
    Posted,
    /// It is set aside whole.
    Quarantined,
}

impl PaymentStatus {
    /// The status's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Posted => "posted",
            Self::Quarantined => "quarantined",
        }
    }
}

/// What was posted of a payment, by kind. `cash` equals BPR02.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentTotals {
    /// Claims in it.
    pub claims: u32,
    /// Claims whose money stands in suspense.
    pub claims_suspended: u32,
    /// Everything booked to cash: claims, suspense and provider level together.
    pub cash: Cents,
    /// Cash that stands in suspense.
    pub suspended: Cents,
    /// Written off.
    pub written_off: Cents,
    /// Moved to patients.
    pub patient_responsibility: Cents,
    /// Provider-level adjustments with interest, as their sum lowered the payment.
    pub provider_level: Cents,
}

/// What posting has to look at. The store fills it from what [`Wanted`] asks for; more does no harm.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostingContext {
    /// Earlier payments of the same payer with one of the wanted trace numbers.
    pub prior_payments: Vec<PriorPayment>,
    /// The claims that could be meant, the oldest first, with their accounts.
    pub accounts: Vec<ClaimAccount>,
}

/// What is needed of an earlier payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriorPayment {
    /// Its name.
    pub id: PaymentId,
    /// Its trace number (TRN02).
    pub trace_number: String,
    /// Whether it was posted.
    pub status: PaymentStatus,
}

/// A claim with its money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimAccount {
    /// The claim.
    pub record: ClaimRecord,
    /// What payers still owe for it.
    pub insurance_balance: Cents,
    /// What was adjudicated, in the order of posting.
    pub adjudications: Vec<Adjudication>,
}

/// One CLP that found its claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjudication {
    /// The claim.
    pub claim_id: ClaimId,
    /// The payment that brought it.
    pub payment_id: PaymentId,
    /// Its place among the payment's claims, from 0.
    pub ordinal: u32,
    /// The payer.
    pub payer_id: String,
    /// What it said.
    pub remitted: RemittanceClaim,
    /// What it came to; `None` while it is held.
    pub settlement: Option<Settlement>,
    /// Whether it counts.
    pub state: AdjudicationState,
    /// What was posted for it.
    pub entries: Vec<JournalEntry>,
}

/// Whether an adjudication counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AdjudicationState {
    /// It counts.
    Live,
    /// A reversal took it back, or it is a reversal that did its work.
    Done,
    /// Its money stands in suspense until its counterpart comes: a reversal before its original, a correction before its reversal.
    Held,
}

impl AdjudicationState {
    /// The state's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Done => "done",
            Self::Held => "held",
        }
    }
}

/// What the store has to look up for a payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Claims with one of these patient control numbers.
    pub patient_control_numbers: BTreeSet<Phi<String>>,
    /// Claims with one of these payer claim control numbers.
    pub payer_claim_control_numbers: BTreeSet<Phi<String>>,
    /// Claims of one of these members.
    pub member_ids: BTreeSet<Phi<String>>,
    /// Payments of the same payer with one of these trace numbers.
    pub trace_numbers: BTreeSet<String>,
}

impl Wanted {
    /// What has to be looked up for this payment.
    #[must_use]
    pub fn by(payment: &RemittancePayment) -> Self {
        let mut wanted = Self { trace_numbers: [payment.trace_number.clone()].into(), ..Self::default() };
        for claim in &payment.claims {
            wanted.patient_control_numbers.insert(claim.patient_control_number.clone());
            wanted.payer_claim_control_numbers.insert(claim.payer_claim_control_number.clone());
            wanted.member_ids.extend(claim.member_id.clone());
        }
        for reference in payment.provider_adjustments.iter().filter_map(|adjustment| adjustment.reference.as_ref()) {
            for word in reference_words(reference) {
                wanted.payer_claim_control_numbers.insert(Phi::from(word));
                wanted.patient_control_numbers.insert(Phi::from(word));
                wanted.trace_numbers.insert(word.to_owned());
            }
        }
        wanted
    }

    /// Whether this claim is among those that have to be looked up.
    #[must_use]
    pub fn means(&self, record: &ClaimRecord) -> bool {
        let payer_number = record.history.payer_claim_control_number.as_ref();
        self.patient_control_numbers.contains(&record.claim.patient_control_number)
            || payer_number.is_some_and(|number| self.payer_claim_control_numbers.contains(number))
            || self.member_ids.contains(&record.claim.member_id)
    }
}

/// The parts of a PLB reference: payers put one number there, or several with spaces between them.
pub(super) fn reference_words(reference: &Phi<String>) -> impl Iterator<Item = &str> {
    reference.expose().split_whitespace()
}

/// What is to be done with a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Nothing: it is posted already.
    Duplicate,
    /// Keep it aside whole, with these exceptions (none when they were raised before).
    Quarantine(Vec<NewException>),
    /// Post it.
    Post(Box<Posting>),
}

/// Everything that is to be written for a payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    /// Entries, exceptions, histories and events.
    pub effects: Effects,
    /// New and changed adjudications, by payment and ordinal.
    pub adjudications: Vec<Adjudication>,
    /// The totals.
    pub totals: PaymentTotals,
}
