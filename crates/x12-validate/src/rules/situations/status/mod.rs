//! What claim status (276, 277) asks for.

situations! {
    paid_without_decision_date,
}
