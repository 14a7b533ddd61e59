//! Reason 18: the payer calls the claim an exact duplicate. In whatever group, this is an alarm: it means that something was sent twice.

use super::adjustment::{Case, Ruling};
use crate::exception::ExceptionReason;

const EXACT_DUPLICATE: &str = "18";

pub(super) fn rule(case: &Case<'_>) -> Option<Ruling> {
    (case.adjustment.reason == EXACT_DUPLICATE)
        .then_some(Ruling::dispute(ExceptionReason::DuplicateClaimAtPayer))
}
