//! Group PI: payer initiated reduction. It is no debt of the patient, and is looked at always, also where it is written off.

use super::adjustment::{Case, Ruling};
use super::contractual;
use crate::exception::ExceptionReason;

pub(super) fn rule(case: &Case<'_>) -> Ruling {
    match contractual::rule(case) {
        Ruling { exception: Some(ExceptionReason::ZeroPayUnexplained), .. } => Ruling::dispute(ExceptionReason::ZeroPayUnexplained),
        Ruling { entry, .. } => Ruling { entry, exception: Some(ExceptionReason::PayerInitiatedReduction) },
    }
}
