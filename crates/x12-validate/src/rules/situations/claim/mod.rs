//! What claims (837P, 837I, 837D) have in common, and what professional claims ask for.

situations! {
    accident_date_missing,
    accident_state_missing,
    diagnosis_pointer_beyond,
    replaced_claim_not_named,
}
