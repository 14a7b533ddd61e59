//! Group CO: contractual obligation. It is written off only for a reason on the practice's list, because most other reasons in it are denials.

use super::adjustment::{Case, Ruling};
use crate::exception::ExceptionReason;
use crate::ledger::EntryKind;

pub(super) fn rule(case: &Case<'_>) -> Ruling {
    if case.after_another_payer() {
        // The first payer's contract was written off already; a second write-off of the same charge would go below what is owed.
        return Ruling::LEAVE;
    }
    if case.denied() || !case.safe_to_write_off() {
        return Ruling::dispute(ExceptionReason::Denial);
    }
    if case.leaves_nothing() {
        // A contract lowers a price, it does not take it away: this is a denial that does not say so.
        return Ruling::dispute(ExceptionReason::ZeroPayUnexplained);
    }
    Ruling::post(EntryKind::WriteOff)
}
