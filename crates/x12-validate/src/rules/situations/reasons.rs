//! Reasons of adjustments (X12 code list 139), as the notes of the list bind them.

use crate::situation::Case;

/// Reasons whose note asks for at least one remark code.
pub(super) static ASK_FOR_REMARK: &[&str] = &["16", "96", "125", "129", "148", "201", "226", "227", "234", "237", "252", "A1"];

/// Whether an adjustment (CAS) gives one of the reasons.
pub(super) fn any(case: &Case<'_>, path: &str, reasons: &[&str]) -> bool {
    let mut is_there = false;
    case.each(path, &mut |adjustment| {
        is_there |= (2..=17).step_by(3).any(|at| reasons.iter().any(|reason| reason.as_bytes() == adjustment.element(at)));
    });
    is_there
}
