//! Exceptions: what could not be done safely, with its reason, for a person to decide.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::identifiers::{ClaimId, ExceptionId, InboundId, PaymentId, TransmissionId};
use crate::money::Cents;

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// Why a person has to look. The code is stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum ExceptionReason {
            $($(#[$doc])* #[serde(rename = $code)] $name,)+
        }

        impl ExceptionReason {
            /// Every reason.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The reason's stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// The reason with this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|reason| reason.code() == code)
            }
        }
    };
}

reasons! {
    /// No claim of ours fits a claim of the remittance.
    UnmatchedClaim = "UNMATCHED_CLAIM",
    /// More than one claim of ours fits.
    AmbiguousMatch = "AMBIGUOUS_MATCH",
    /// The claim that fits was never sent.
    ClaimNotSent = "CLAIM_NOT_SENT",
    /// A line of the remittance fits no line of the claim. The claim's money is posted.
    LineMismatch = "LINE_MISMATCH",
    /// The remittance adjudicates more than the claim charged.
    ChargeMismatch = "CHARGE_MISMATCH",
    /// Part or all of the claim was denied.
    Denial = "DENIAL",
    /// Nothing was paid, nobody owes, and a contract alone cannot explain that.
    ZeroPayUnexplained = "ZERO_PAY_UNEXPLAINED",
    /// More was posted than was owed.
    Overpaid = "OVERPAID",
    /// A reversal whose original was not posted here.
    ReversalWithoutOriginal = "REVERSAL_WITHOUT_ORIGINAL",
    /// A second adjudication without a reversal of the first.
    CorrectionWithoutReversal = "CORRECTION_WITHOUT_REVERSAL",
    /// An adjustment group that the guide does not have, or that only a person can judge.
    UnknownGroupOrReason = "UNKNOWN_GROUP_OR_CARC",
    /// A payer's own reduction: it is looked at always.
    PayerInitiatedReduction = "PAYER_INITIATED_REDUCTION",
    /// The payer saw one of our claims twice.
    DuplicateClaimAtPayer = "DUPLICATE_CLAIM_AT_PAYER",
    /// A claim status that posting does not know, or that can carry no money.
    UnknownClaimStatus = "UNKNOWN_CLAIM_STATUS",
    /// The same trace number with other content.
    DuplicatePayment = "DUPLICATE_PAYMENT",
    /// The remittance does not balance.
    OutOfBalance = "OUT_OF_BALANCE",
    /// A provider-level adjustment that points at nothing we know.
    ProviderAdjustmentUntied = "PLB_UNTIED",
    /// The payment is for somebody else.
    NotOurPayee = "NOT_OUR_PAYEE",
    /// An acknowledgement that names nothing we sent.
    UnmatchedAcknowledgement = "UNMATCHED_ACKNOWLEDGEMENT",
    /// An acknowledgement that contradicts an earlier one.
    AcknowledgementConflict = "ACKNOWLEDGEMENT_CONFLICT",
    /// A transmission of which nobody can tell whether it arrived, or that cannot be sent as things are.
    TransmissionNeedsDecision = "TRANSMISSION_NEEDS_DECISION",
    /// A claim that could not be rendered.
    ClaimNotRendered = "CLAIM_NOT_RENDERED",
    /// The same claim was accepted twice under different idempotency keys.
    PossibleDuplicateClaim = "POSSIBLE_DUPLICATE_CLAIM",
    /// A replacement or void that names no claim of ours.
    ReplacedClaimUnknown = "REPLACED_CLAIM_UNKNOWN",
    /// Inbound bytes that could not be read.
    UnreadableInbound = "UNREADABLE_INBOUND",
    /// A sequence of control numbers is used up by nine tenths.
    ControlNumbersNearEnd = "CONTROL_NUMBERS_NEAR_END",
}

impl fmt::Display for ExceptionReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What became of the matter meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Disposition {
    /// It was posted or applied; somebody should look.
    Review,
    /// Its money stands in suspense.
    Suspended,
    /// Nothing of it was posted or applied.
    Quarantined,
}

/// An exception as it is raised. It says nothing that belongs to a patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewException {
    /// Why.
    pub reason: ExceptionReason,
    /// What became of the matter meanwhile.
    pub disposition: Disposition,
    /// One sentence for a biller.
    pub message: String,
    /// How much money it is about.
    pub amount: Option<Cents>,
    /// The claim it is about.
    pub claim_id: Option<ClaimId>,
    /// The payment it is about.
    pub payment_id: Option<PaymentId>,
    /// The transmission it is about.
    pub transmission_id: Option<TransmissionId>,
    /// The file that caused it.
    pub inbound_id: Option<InboundId>,
    /// The segment of that file that caused it, 1-based.
    pub segment: Option<u32>,
}

impl NewException {
    /// An exception that points at nothing yet.
    pub fn new(reason: ExceptionReason, disposition: Disposition, message: impl Into<String>) -> Self {
        Self {
            reason,
            disposition,
            message: message.into(),
            amount: None,
            claim_id: None,
            payment_id: None,
            transmission_id: None,
            inbound_id: None,
            segment: None,
        }
    }
}

/// An exception as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExceptionRecord {
    /// Its number, in the order of raising.
    pub id: ExceptionId,
    /// When it was raised.
    pub raised_at: Timestamp,
    /// What it says.
    #[serde(flatten)]
    pub exception: NewException,
    /// How it was settled; `None` while it is open.
    pub resolution: Option<Resolution>,
}

/// How an exception was settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// When.
    pub at: Timestamp,
    /// By whom: a key's name, or `gateway` where a later event settled it.
    pub by: String,
    /// What was decided.
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_found_by_its_code_and_no_code_is_used_twice() {
        for &reason in ExceptionReason::ALL {
            assert_eq!(ExceptionReason::from_code(reason.code()), Some(reason));
        }
        assert_eq!(ExceptionReason::from_code("NO_SUCH_REASON"), None);
    }
}
