//! Payments, ledger and exceptions as the API shows them. Amounts are decimal strings.

use gateway_core::exception::ExceptionRecord;
use gateway_core::ledger::JournalEntry;
use gateway_core::posting::{PaymentRecord, PaymentTotals};
use gateway_core::remittance::{Adjustment, ProviderAdjustment, RemittanceClaim, RemittanceLine};
use serde::Serialize;
use utoipa::ToSchema;

/// A payment in a list.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RemittanceView {
    /// The payment, named after its content: it is the same in every envelope.
    pub(crate) id: String,
    /// `posted` or `quarantined`.
    pub(crate) status: &'static str,
    /// When that was decided.
    pub(crate) decided_at: String,
    /// Payer identifier.
    pub(crate) payer_id: String,
    /// Payer name.
    pub(crate) payer_name: String,
    /// Check or EFT trace number (TRN02).
    pub(crate) trace_number: String,
    /// Payment method (BPR04).
    pub(crate) method: String,
    /// Payment date (BPR16).
    pub(crate) payment_date: Option<String>,
    /// Payee (N1*PE N104).
    pub(crate) payee_id: String,
    /// Total payment (BPR02).
    pub(crate) total_paid: String,
    /// The file that brought it.
    pub(crate) inbound_id: String,
    /// What was posted of it.
    pub(crate) posted: TotalsView,
}

/// What was posted of a payment.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TotalsView {
    /// Claims in it.
    pub(crate) claims: u32,
    /// Claims whose money stands in suspense.
    pub(crate) claims_suspended: u32,
    /// Booked to cash; equals `totalPaid` once posted.
    pub(crate) cash: String,
    /// Cash in suspense.
    pub(crate) suspended: String,
    /// Written off.
    pub(crate) written_off: String,
    /// Moved to patients.
    pub(crate) patient_responsibility: String,
    /// Provider-level adjustments.
    pub(crate) provider_level: String,
}

impl From<&PaymentTotals> for TotalsView {
    fn from(totals: &PaymentTotals) -> Self {
        Self {
            claims: totals.claims,
            claims_suspended: totals.claims_suspended,
            cash: totals.cash.to_string(),
            suspended: totals.suspended.to_string(),
            written_off: totals.written_off.to_string(),
            patient_responsibility: totals.patient_responsibility.to_string(),
            provider_level: totals.provider_level.to_string(),
        }
    }
}

impl From<&PaymentRecord> for RemittanceView {
    fn from(record: &PaymentRecord) -> Self {
        let payment = &record.payment;
        Self {
            id: record.id.to_string(),
            status: record.status.as_str(),
            decided_at: record.decided_at.to_string(),
            payer_id: payment.payer_id.clone(),
            payer_name: payment.payer_name.clone(),
            trace_number: payment.trace_number.clone(),
            method: payment.method.clone(),
            payment_date: payment.payment_date.map(|date| date.to_string()),
            payee_id: payment.payee_id.clone(),
            total_paid: payment.total_paid.to_string(),
            inbound_id: payment.inbound_id.to_string(),
            posted: TotalsView::from(&record.totals),
        }
    }
}

/// One claim of a payment (CLP).
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PaidClaimView {
    /// The CLP segment, 1-based in the file.
    pub(crate) segment: u32,
    /// Patient control number (CLP01).
    pub(crate) patient_control_number: String,
    /// Claim status (CLP02).
    pub(crate) status: String,
    /// Charge (CLP03).
    pub(crate) charge: String,
    /// Paid (CLP04).
    pub(crate) paid: String,
    /// Payer claim control number (CLP07).
    pub(crate) payer_claim_control_number: String,
    /// Claim-level adjustments.
    pub(crate) adjustments: Vec<AdjustmentView>,
    /// Service lines.
    pub(crate) lines: Vec<PaidLineView>,
}

/// One service line of a payment (SVC).
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PaidLineView {
    /// The SVC segment, 1-based in the file.
    pub(crate) segment: u32,
    /// Procedure code (SVC01-2).
    pub(crate) procedure: String,
    /// Modifiers.
    pub(crate) modifiers: Vec<String>,
    /// Charge (SVC02).
    pub(crate) charge: String,
    /// Paid (SVC03).
    pub(crate) paid: String,
    /// Line-level adjustments.
    pub(crate) adjustments: Vec<AdjustmentView>,
    /// Remark codes (LQ*HE).
    pub(crate) remark_codes: Vec<String>,
}

/// One reason with its amount (CAS).
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AdjustmentView {
    /// Group and reason, such as `CO-45`.
    pub(crate) code: String,
    /// Amount; a positive one lowers the payment.
    pub(crate) amount: String,
}

/// One provider-level adjustment (PLB).
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProviderAdjustmentView {
    /// Reason (PLB03-1).
    pub(crate) reason: String,
    /// Reference (PLB03-2).
    pub(crate) reference: Option<String>,
    /// Amount; a positive one lowers the payment.
    pub(crate) amount: String,
}

impl From<&RemittanceClaim> for PaidClaimView {
    fn from(claim: &RemittanceClaim) -> Self {
        Self {
            segment: claim.segment,
            patient_control_number: claim.patient_control_number.expose().clone(),
            status: claim.status.0.clone(),
            charge: claim.charge.to_string(),
            paid: claim.paid.to_string(),
            payer_claim_control_number: claim.payer_claim_control_number.expose().clone(),
            adjustments: claim.adjustments.iter().map(AdjustmentView::from).collect(),
            lines: claim.lines.iter().map(PaidLineView::from).collect(),
        }
    }
}

impl From<&RemittanceLine> for PaidLineView {
    fn from(line: &RemittanceLine) -> Self {
        Self {
            segment: line.segment,
            procedure: line.procedure.code.clone(),
            modifiers: line.procedure.modifiers.clone(),
            charge: line.charge.to_string(),
            paid: line.paid.to_string(),
            adjustments: line.adjustments.iter().map(AdjustmentView::from).collect(),
            remark_codes: line.remark_codes.clone(),
        }
    }
}

impl From<&Adjustment> for AdjustmentView {
    fn from(adjustment: &Adjustment) -> Self {
        Self { code: adjustment.code(), amount: adjustment.amount.to_string() }
    }
}

impl From<&ProviderAdjustment> for ProviderAdjustmentView {
    fn from(adjustment: &ProviderAdjustment) -> Self {
        let reference = adjustment.reference.as_ref().map(|reference| reference.expose().clone());
        Self { reason: adjustment.reason.clone(), reference, amount: adjustment.amount.to_string() }
    }
}

/// One ledger entry: one amount, from the account that is credited to the account that is debited.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PostingView {
    /// Its number.
    pub(crate) sequence: i64,
    /// Why it was made, such as `payment` or `write-off`.
    #[schema(value_type = String)]
    pub(crate) kind: gateway_core::ledger::EntryKind,
    /// The account that is debited.
    pub(crate) debit: String,
    /// The account that is credited.
    pub(crate) credit: String,
    /// How much.
    pub(crate) amount: String,
    /// The claim it belongs to.
    pub(crate) claim_id: Option<String>,
    /// The line of the claim.
    pub(crate) line: Option<u32>,
    /// The payment that caused it.
    pub(crate) payment_id: Option<String>,
    /// The segment of the remittance file that caused it.
    pub(crate) segment: Option<u32>,
    /// The codes that caused it, such as `PR-1`.
    pub(crate) reason: String,
}

impl From<&(i64, JournalEntry)> for PostingView {
    fn from((sequence, entry): &(i64, JournalEntry)) -> Self {
        Self {
            sequence: *sequence,
            kind: entry.kind,
            debit: entry.debit.to_string(),
            credit: entry.credit.to_string(),
            amount: entry.amount.to_string(),
            claim_id: entry.claim_id.as_ref().map(ToString::to_string),
            line: entry.line,
            payment_id: entry.payment_id.as_ref().map(ToString::to_string),
            segment: entry.segment,
            reason: entry.reason.clone(),
        }
    }
}

/// What could not be done safely, for a person to decide.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExceptionView {
    /// Its number.
    pub(crate) id: i64,
    /// When it was raised.
    pub(crate) raised_at: String,
    /// Why, a stable code such as `DENIAL`.
    pub(crate) reason: &'static str,
    /// What became of the matter meanwhile: `review`, `suspended` or `quarantined`.
    #[schema(value_type = String)]
    pub(crate) disposition: gateway_core::exception::Disposition,
    /// One sentence for a biller.
    pub(crate) message: String,
    /// How much money it is about.
    pub(crate) amount: Option<String>,
    /// The claim it is about.
    pub(crate) claim_id: Option<String>,
    /// The payment it is about.
    pub(crate) payment_id: Option<String>,
    /// The transmission it is about.
    pub(crate) transmission_id: Option<String>,
    /// The file that caused it.
    pub(crate) inbound_id: Option<String>,
    /// The segment of that file.
    pub(crate) segment: Option<u32>,
    /// When it was settled; none while it is open.
    pub(crate) resolved_at: Option<String>,
    /// By whom.
    pub(crate) resolved_by: Option<String>,
    /// What was decided.
    pub(crate) resolution: Option<String>,
}

impl From<&ExceptionRecord> for ExceptionView {
    fn from(record: &ExceptionRecord) -> Self {
        let exception = &record.exception;
        let resolution = record.resolution.as_ref();
        Self {
            id: record.id.0,
            raised_at: record.raised_at.to_string(),
            reason: exception.reason.code(),
            disposition: exception.disposition,
            message: exception.message.clone(),
            amount: exception.amount.map(|amount| amount.to_string()),
            claim_id: exception.claim_id.as_ref().map(ToString::to_string),
            payment_id: exception.payment_id.as_ref().map(ToString::to_string),
            transmission_id: exception.transmission_id.as_ref().map(ToString::to_string),
            inbound_id: exception.inbound_id.as_ref().map(ToString::to_string),
            segment: exception.segment,
            resolved_at: resolution.map(|resolution| resolution.at.to_string()),
            resolved_by: resolution.map(|resolution| resolution.by.clone()),
            resolution: resolution.map(|resolution| resolution.note.clone()),
        }
    }
}
