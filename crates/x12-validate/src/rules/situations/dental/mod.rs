//! What dental claims (837D) ask for.

situations! {
    assistant_is_rendering_provider,
    orthodontic_months_exceed,
    prior_placement_date_missing,
}
