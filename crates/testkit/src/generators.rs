//! Generators: proptest strategies for balanced remittances over a few claims.

use gateway_core::claim::Claim;
use gateway_core::money::Cents;
use gateway_core::remittance::{Adjustment, RemittanceClaim, RemittancePayment};
use proptest::prelude::*;

use crate::builders;

/// The claims that generated remittances speak of, each with one line.
#[must_use]
pub fn claims() -> Vec<Claim> {
    (1..=4).map(|number| builders::claim(&format!("C{number}"), &[number * 10_000])).collect()
}

fn adjustments() -> impl Strategy<Value = Vec<Adjustment>> {
    let code = prop_oneof![
        3 => Just(("CO", "45")),
        1 => Just(("CO", "197")),
        3 => Just(("PR", "1")),
        1 => Just(("PR", "96")),
        1 => Just(("OA", "23")),
        1 => Just(("OA", "18")),
        1 => Just(("PI", "45")),
        1 => Just(("CR", "45")),
    ];
    prop::collection::vec((code, -500_i64..4_000).prop_map(|((group, reason), cents)| builders::adjustment(group, reason, cents)), 0..4)
}

/// A CLP about one of the claims, or about none of them, in any status, that balances.
pub fn remitted() -> impl Strategy<Value = RemittanceClaim> {
    let status = prop_oneof![6 => Just("1"), 1 => Just("2"), 1 => Just("4"), 1 => Just("19"), 1 => Just("23"), 1 => Just("25"), 1 => Just("77")];
    (0_usize..5, status, adjustments(), any::<bool>()).prop_map(|(index, status, adjustments, reversed)| {
        let claim = claims().into_iter().nth(index).unwrap_or_else(|| builders::claim("STRANGER", &[5_000]));
        let remitted = builders::remitted(&claim, status, adjustments);
        if reversed { builders::reversal_of(&remitted) } else { remitted }
    })
}

/// A payment that balances. Where it would be below zero, it is carried forward by PLB FB, as a payer has to.
pub fn payment(file: &'static str, trace: String) -> impl Strategy<Value = RemittancePayment> {
    let provider = prop_oneof![Just("WO"), Just("FB"), Just("L6"), Just("72"), Just("CS")];
    let provider = (provider, prop_oneof![Just("ICN-C1"), Just("UNKNOWN")], -2_000_i64..2_000);
    (prop::collection::vec(remitted(), 0..6), prop::collection::vec(provider, 0..3)).prop_map(move |(claims, provider)| {
        let mut provider: Vec<_> = provider.into_iter().map(|(reason, reference, cents)| builders::provider_adjustment(reason, reference, cents)).collect();
        let total = builders::payment(file, &trace, claims.clone(), provider.clone()).total_paid;
        if total < Cents::ZERO {
            provider.push(builders::provider_adjustment("FB", &trace, total.count()));
        }
        builders::payment(file, &trace, claims, provider)
    })
}
