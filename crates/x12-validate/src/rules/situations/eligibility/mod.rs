//! What answers on eligibility (271) ask for.

situations! {
    amount_of_benefit_missing,
    coinsurance_without_percent,
}
