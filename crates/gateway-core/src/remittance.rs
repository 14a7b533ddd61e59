//! Remittances: one payment (one ST..SE of an 835) as posting needs it, each part with the ordinal of the segment that it came from.
//!
//! One payment is one unit: it is posted whole, in one transaction, or not at all.

pub mod balance;
pub mod duplicate;
pub mod matching;
#[cfg(test)]
pub(crate) mod samples;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::claim::Procedure;
use crate::digest::Sha256;
use crate::identifiers::{InboundId, PaymentId};
use crate::money::Cents;
use crate::phi::Phi;
use crate::quantity::Quantity;

/// One payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemittancePayment {
    /// The file that brought it, already stored.
    pub inbound_id: InboundId,
    /// The BPR segment, 1-based in the file.
    pub segment: u32,
    /// Payer identifier: whatever names the payer in the set itself (N1*PR N104, or REF*2U), so that it is the same in every envelope.
    pub payer_id: String,
    /// Payer name (N1*PR N102).
    pub payer_name: String,
    /// Check or EFT trace number (TRN02).
    pub trace_number: String,
    /// Payer identifier of the trace (TRN03).
    pub originating_company: Option<String>,
    /// Transaction handling (BPR01).
    pub handling: String,
    /// Total payment (BPR02).
    pub total_paid: Cents,
    /// Payment method (BPR04), such as `ACH`, `CHK` or `NON`.
    pub method: String,
    /// Payment date (BPR16).
    pub payment_date: Option<Date>,
    /// Payee identifier (N1*PE N104).
    pub payee_id: String,
    /// Payee's tax identifier (REF*TJ), when it was given besides.
    pub payee_tax_id: Option<String>,
    /// Digest of the set's content without its envelope ([`ContentHasher`](crate::digest::ContentHasher)).
    pub content_hash: Sha256,
    /// The claims (2100), in order.
    pub claims: Vec<RemittanceClaim>,
    /// The provider-level adjustments (PLB), one for each pair of reason and amount.
    pub provider_adjustments: Vec<ProviderAdjustment>,
}

impl RemittancePayment {
    /// The payment's name, made of what it says and not of how it came.
    #[must_use]
    pub fn id(&self) -> PaymentId {
        let date = self.payment_date.map(|date| date.to_string()).unwrap_or_default();
        let content = self.content_hash.to_string();
        let total = self.total_paid.to_string();
        let parts = [self.payer_id.as_str(), &self.trace_number, &date, &total, &self.payee_id, &content];
        PaymentId::new(Sha256::of(parts.join("\u{1D}").as_bytes()).to_string())
    }

    /// Whether no money moves (BPR04 NON): such payments often share one trace number.
    #[must_use]
    pub fn moves_no_money(&self) -> bool {
        self.method == "NON" && self.total_paid.is_zero()
    }
}

/// One claim of a payment (CLP and what follows it).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemittanceClaim {
    /// The CLP segment, 1-based in the file.
    pub segment: u32,
    /// Patient control number (CLP01).
    pub patient_control_number: Phi<String>,
    /// Claim status (CLP02).
    pub status: ClaimStatusCode,
    /// Charge (CLP03).
    pub charge: Cents,
    /// Paid (CLP04).
    pub paid: Cents,
    /// Patient responsibility (CLP05): information, it takes no part in balancing.
    pub patient_responsibility: Option<Cents>,
    /// Claim filing indicator (CLP06).
    pub filing_indicator: Option<String>,
    /// Payer claim control number (CLP07).
    pub payer_claim_control_number: Phi<String>,
    /// Facility type (CLP08).
    pub facility: Option<String>,
    /// Claim frequency code (CLP09).
    pub frequency: Option<String>,
    /// Member identifier (NM1*IL or NM1*QC NM109).
    pub member_id: Option<Phi<String>>,
    /// Patient's last name (NM1*QC NM103).
    pub patient_last_name: Option<Phi<String>>,
    /// First day of service (DTM*232, or the earliest DTM*472 of its lines).
    pub service_from: Option<Date>,
    /// Claim-level adjustments (2100 CAS).
    pub adjustments: Vec<Adjustment>,
    /// Service lines (2110).
    pub lines: Vec<RemittanceLine>,
}

impl RemittanceClaim {
    /// Every adjustment, those of the claim first, each with the index of its line.
    pub fn all_adjustments(&self) -> impl Iterator<Item = (Option<usize>, &Adjustment)> {
        let of_lines = self.lines.iter().enumerate().flat_map(|(index, line)| line.adjustments.iter().map(move |adjustment| (Some(index), adjustment)));
        self.adjustments.iter().map(|adjustment| (None, adjustment)).chain(of_lines)
    }
}

/// One service line of a payment (SVC and what follows it).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemittanceLine {
    /// The SVC segment, 1-based in the file.
    pub segment: u32,
    /// Procedure as it was adjudicated (SVC01).
    pub procedure: Procedure,
    /// Procedure as it was billed, when it was changed (SVC06).
    pub billed_procedure: Option<Procedure>,
    /// Charge (SVC02).
    pub charge: Cents,
    /// Paid (SVC03).
    pub paid: Cents,
    /// Units paid (SVC05), one when absent.
    pub units: Quantity,
    /// First day of service (DTM*472 or DTM*150).
    pub service_from: Option<Date>,
    /// Line item control number (REF*6R): what the claim gave, or its LX01.
    pub control_number: Option<String>,
    /// Line-level adjustments (2110 CAS).
    pub adjustments: Vec<Adjustment>,
    /// Remark codes (LQ*HE).
    pub remark_codes: Vec<String>,
}

/// One reason with its amount, out of a CAS segment. A positive amount lowers the payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// The CAS segment, 1-based in the file.
    pub segment: u32,
    /// Group code (CAS01): `CO`, `PR`, `OA` or `PI`.
    pub group: String,
    /// Reason code (CARC).
    pub reason: String,
    /// Amount.
    pub amount: Cents,
    /// Quantity.
    pub quantity: Option<Quantity>,
}

impl Adjustment {
    /// Group and reason as billers write them: `CO-45`.
    #[must_use]
    pub fn code(&self) -> String {
        format!("{}-{}", self.group, self.reason)
    }
}

/// One reason with its amount, out of a PLB segment. A positive amount lowers the payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderAdjustment {
    /// The PLB segment, 1-based in the file.
    pub segment: u32,
    /// Provider identifier (PLB01).
    pub provider_id: String,
    /// End of the provider's fiscal period (PLB02).
    pub fiscal_period: Option<Date>,
    /// Reason (PLB03-1).
    pub reason: String,
    /// Reference (PLB03-2). It often holds a claim number, sometimes with the patient's account.
    pub reference: Option<Phi<String>>,
    /// Amount.
    pub amount: Cents,
}

/// Claim status code (CLP02): an open code, and what the values mean for posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClaimStatusCode(pub String);

/// What a claim status code means for posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusMeaning {
    /// Processed by this payer (1, 2, 3, 19, 20, 21).
    Processed {
        /// Whether another payer paid before this one (2, 3, 20, 21).
        after_another_payer: bool,
        /// Whether this payer has passed the claim to the next one (19, 20, 21).
        forwarded: bool,
    },
    /// Denied (4).
    Denied,
    /// Takes back an earlier adjudication (22).
    Reversal,
    /// Not this payer's claim (23).
    NotThisPayers,
    /// A predetermination: no money can move (25).
    Predetermination,
    /// A code that posting does not know.
    Unknown,
}

impl ClaimStatusCode {
    /// What the code means for posting.
    #[must_use]
    pub fn meaning(&self) -> StatusMeaning {
        let processed = |after_another_payer, forwarded| StatusMeaning::Processed { after_another_payer, forwarded };
        match self.0.as_str() {
            "1" => processed(false, false),
            "2" | "3" => processed(true, false),
            "4" => StatusMeaning::Denied,
            "19" => processed(false, true),
            "20" | "21" => processed(true, true),
            "22" => StatusMeaning::Reversal,
            "23" => StatusMeaning::NotThisPayers,
            "25" => StatusMeaning::Predetermination,
            _ => StatusMeaning::Unknown,
        }
    }
}
