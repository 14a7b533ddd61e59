//! What the review of services (278) asks for.

situations! {
    certification_number_missing,
    decision_in_request,
    refusal_in_request,
    reviewed_admission_undated,
}
