//! What dental claims (837D) ask for.

situations! {
    orthodontic_months_exceed,
    prior_placement_date_missing,
}
