//! What payments of premiums (820) ask for.

situations! {
    premium_adjustment_of_nothing,
}
