//! Group PR: patient responsibility. It moves to the patient, unless another payer is still to be billed or the claim was denied.
//!
//! The kind (1 deductible, 2 coinsurance, 3 copayment, another) stays with the entry as its reason, `PR-1`.

use super::adjustment::{Case, Ruling};
use crate::exception::ExceptionReason;
use crate::ledger::EntryKind;

pub(super) fn rule(case: &Case<'_>) -> Ruling {
    if case.denied() {
        // An appeal may still make the payer pay; a bill to the patient could not be called back.
        return Ruling::dispute(ExceptionReason::Denial);
    }
    if case.patient_waits {
        return Ruling::LEAVE;
    }
    Ruling::post(EntryKind::PatientResponsibility)
}
