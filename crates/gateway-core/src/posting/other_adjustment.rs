//! Group OA: other adjustment. It never writes anything off by itself.

use super::adjustment::{Case, Ruling};
use crate::exception::ExceptionReason;

/// What another payer has paid or adjusted: information, the ledger has it from that payer.
const IMPACT_OF_PRIOR_PAYER: &str = "23";

pub(super) fn rule(case: &Case<'_>) -> Ruling {
    if case.adjustment.reason == IMPACT_OF_PRIOR_PAYER || case.after_another_payer() {
        return Ruling::LEAVE;
    }
    if case.denied() {
        return Ruling::dispute(ExceptionReason::Denial);
    }
    Ruling::dispute(ExceptionReason::UnknownGroupOrReason)
}
