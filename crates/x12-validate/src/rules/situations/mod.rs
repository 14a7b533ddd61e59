//! What guides ask for in a situation (SNIP types 4 and 6), one rule a file, in a folder for each kind of transaction.
//!
//! A rule says its condition and its demand in the guide's own paths; see [`crate::situation`]. Its fixture is `fixtures/rules/<code>.txt`.

use crate::situation::Situation;

/// Lists the rules of a folder: one module each, with the constant `RULE`.
macro_rules! situations {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*

        /// The rules of this folder.
        pub(super) static SITUATIONS: &[&crate::situation::Situation] = &[$(&$name::RULE),*];
    };
}

mod amounts;
mod claim;
mod dates;
mod dental;
mod eligibility;
mod enrolment;
mod information;
mod institutional;
mod modifiers;
mod parties;
mod premium;
mod reasons;
mod remittance;
mod review;
mod status;

/// All rules of situations.
pub(crate) fn situations() -> impl Iterator<Item = &'static Situation> {
    [
        claim::SITUATIONS,
        dental::SITUATIONS,
        eligibility::SITUATIONS,
        enrolment::SITUATIONS,
        institutional::SITUATIONS,
        premium::SITUATIONS,
        remittance::SITUATIONS,
        review::SITUATIONS,
        status::SITUATIONS,
    ]
    .into_iter()
    .flatten()
    .copied()
}
