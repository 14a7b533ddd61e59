//! Reasons of adjustments (X12 code list 139), as the notes of the list bind them.

use crate::situation::Case;

/// The condition that an adjustment (CAS) gives one of some reasons.
macro_rules! reason_is {
    ($cas:literal, $reasons:expr) => {
        $crate::situation::Condition::Any(&[
            $crate::situation::Condition::Is(concat!($cas, "02"), $reasons),
            $crate::situation::Condition::Is(concat!($cas, "05"), $reasons),
            $crate::situation::Condition::Is(concat!($cas, "08"), $reasons),
            $crate::situation::Condition::Is(concat!($cas, "11"), $reasons),
            $crate::situation::Condition::Is(concat!($cas, "14"), $reasons),
            $crate::situation::Condition::Is(concat!($cas, "17"), $reasons),
        ])
    };
}
pub(super) use reason_is;

/// The condition that something holds for one of the amounts of an adjustment (CAS).
macro_rules! amount_is {
    ($cas:literal, $holds:expr) => {
        $crate::situation::Condition::Any(&[
            $crate::situation::Condition::Holds(concat!($cas, "03"), $holds),
            $crate::situation::Condition::Holds(concat!($cas, "06"), $holds),
            $crate::situation::Condition::Holds(concat!($cas, "09"), $holds),
            $crate::situation::Condition::Holds(concat!($cas, "12"), $holds),
            $crate::situation::Condition::Holds(concat!($cas, "15"), $holds),
            $crate::situation::Condition::Holds(concat!($cas, "18"), $holds),
        ])
    };
}
pub(super) use amount_is;

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
