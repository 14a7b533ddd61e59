//! What guides ask for in a situation (SNIP types 4 and 6), one rule a file.
//!
//! A rule says its condition and its demand in the guide's own paths; see [`crate::situation`].

/// Lists the rules: one module each, with the constant `RULE`.
macro_rules! situations {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*

        /// All rules of situations.
        pub(crate) static SITUATIONS: &[&crate::situation::Situation] = &[$(&$name::RULE),*];
    };
}

situations! {
    accident_date_missing,
    accident_state_missing,
    diagnosis_pointer_beyond,
    replaced_claim_not_named,
}
