//! Sentences: what a biller reads when a claim of a remittance needs a person.

use crate::exception::ExceptionReason;

/// The sentence for a reason that posting can give.
pub(super) fn sentence(reason: ExceptionReason) -> &'static str {
    match reason {
        ExceptionReason::UnmatchedClaim => "No claim of ours fits this one by control number, by the payer's number, or by member, day and charge.",
        ExceptionReason::AmbiguousMatch => "More than one claim of ours fits this one, so none was chosen.",
        ExceptionReason::ClaimNotSent => "The claim that fits was never sent from here, so its payment was not posted to it.",
        ExceptionReason::ChargeMismatch => "The payer adjudicated more than the claim charged.",
        ExceptionReason::CorrectionWithoutReversal => "The payer adjudicated this claim again without taking the first adjudication back.",
        ExceptionReason::ReversalWithoutOriginal => "The payer takes back an adjudication that was not posted here, or not with these amounts.",
        ExceptionReason::UnknownClaimStatus => "The claim's status is one that carries no payment, or one that is not known.",
        ExceptionReason::Denial => "The payer denied this; it was not written off.",
        ExceptionReason::ZeroPayUnexplained => "The payer gives a contract as its only reason to pay nothing; it was not written off.",
        ExceptionReason::DuplicateClaimAtPayer => "The payer calls this an exact duplicate of a claim it has: find out what was sent twice.",
        ExceptionReason::PayerInitiatedReduction => "The payer reduced this on its own initiative.",
        ExceptionReason::UnknownGroupOrReason => "This adjustment is one that only a person can judge; it was not posted.",
        ExceptionReason::LineMismatch => "This line fits no line of the claim; the claim's money is posted.",
        ExceptionReason::Overpaid => "More was posted to the claim than was owed for it.",
        _ => "This needs a person.",
    }
}
