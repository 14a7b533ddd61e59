//! Reason 18: the payer calls the claim an exact duplicate. In whatever group, this is an alarm: it means that something was sent twice.

use super::adjustment::{Case, Ruling};
use crate::exception::ExceptionReason;
use crate::remittance::RemittanceClaim;

const EXACT_DUPLICATE: &str = "18";

pub(super) fn rule(case: &Case<'_>) -> Option<Ruling> {
    (case.adjustment.reason == EXACT_DUPLICATE).then_some(Ruling::dispute(ExceptionReason::DuplicateClaimAtPayer))
}

/// Whether a CLP only turns away a copy of a claim that the payer has: nothing is paid, and a duplicate is the reason. It adjudicates no dollar of
/// the charge, so the real answer may stand beside it, before or after.
pub(super) fn turns_away_a_copy(remitted: &RemittanceClaim) -> bool {
    remitted.paid.is_zero() && remitted.all_adjustments().any(|(_, adjustment)| adjustment.reason == EXACT_DUPLICATE)
}
