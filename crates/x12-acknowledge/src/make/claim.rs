//! The levels of a 277CA above the claims, from what was decided about the claims: totals, and that all of it was received.
//!
//! The answer to a claim is in its own level alone; submission and provider are acknowledged as received (A1, 19) even if none of their claims
//! is taken.

use x12_syntax::value::cents;

use crate::codes::ActionCode;
use crate::model::{ClaimAcknowledgment, ClaimResponse, Party, ProviderResponse, Receipt, Response, Status, StatusDetail, Totals};

/// TRN02 of a provider level where the provider gave no number of its own.
const NO_TRACE: &str = "0";

impl ClaimAcknowledgment {
    /// The answer of `source` to the 837 with the reference `submission` (its BHT03), which `receiver` sent. Numbers and dates are still to be
    /// set, and then [`acknowledge_levels`](Self::acknowledge_levels) is to be called.
    #[must_use]
    pub fn of(source: Party, receiver: Party, submission: &str, providers: Vec<ProviderResponse>) -> Self {
        Self {
            control_number: "0001".to_owned(),
            reference: submission.to_owned(),
            date: String::new(),
            time: String::new(),
            source,
            receipt: Receipt::default(),
            receiver,
            submission: Response { trace: submission.to_owned(), ..Response::default() },
            providers,
        }
    }

    /// Says of the submission and of each provider that they were received on a date (CCYYMMDD), and counts their claims.
    pub fn acknowledge_levels(&mut self, date: &str) {
        let party = self.source.role.clone();
        let mut all = Sums::default();
        for provider in &mut self.providers {
            let mut sums = Sums::default();
            provider.patients.iter().flat_map(|patient| &patient.claims).for_each(|claim| sums.add(claim));
            all.join(&sums);
            let response = provider.response.get_or_insert_with(|| Response { trace: NO_TRACE.to_owned(), ..Response::default() });
            // A provider's status has no date (005010X214, 2200C STC02).
            response.statuses = vec![received(&party, None, &sums)];
            response.totals = sums.totals();
        }
        self.submission.statuses = vec![received(&party, Some(date.to_owned()), &all)];
        self.submission.totals = all.totals();
    }
}

fn received(party: &str, date: Option<String>, sums: &Sums) -> Status {
    let charge = Some(amount(sums.accepted.1.saturating_add(sums.rejected.1)));
    Status { details: vec![StatusDetail::new("A1", "19", party)], date, action: ActionCode::ACCEPTED, charge, message: None, segment: None }
}

/// Claims and cents.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    accepted: (u64, i64),
    rejected: (u64, i64),
}

impl Sums {
    /// A charge that is no amount counts as nothing: its own element says what is wrong with it.
    fn add(&mut self, claim: &ClaimResponse) {
        let charge = claim.charge().and_then(|charge| cents(charge.as_bytes())).unwrap_or(0);
        let place = if claim.is_accepted() { &mut self.accepted } else { &mut self.rejected };
        *place = (place.0.saturating_add(1), place.1.saturating_add(charge));
    }

    fn join(&mut self, other: &Self) {
        let sum = |one: (u64, i64), two: (u64, i64)| (one.0.saturating_add(two.0), one.1.saturating_add(two.1));
        self.accepted = sum(self.accepted, other.accepted);
        self.rejected = sum(self.rejected, other.rejected);
    }

    /// A count of nothing is left out, with its amount.
    fn totals(&self) -> Totals {
        let [accepted, rejected] = [self.accepted, self.rejected].map(|sum| Some(sum).filter(|(claims, _)| *claims > 0));
        Totals {
            accepted_claims: accepted.map(|(claims, _)| claims.to_string()),
            rejected_claims: rejected.map(|(claims, _)| claims.to_string()),
            accepted_charges: accepted.map(|(_, cents)| amount(cents)),
            rejected_charges: rejected.map(|(_, cents)| amount(cents)),
        }
    }
}

/// Cents as X12 writes amounts: no zeros behind the point that say nothing.
pub(super) fn amount(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let text = format!("{sign}{}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_carry_no_idle_zeros() {
        let table = [(0, "0"), (5, "0.05"), (50, "0.5"), (10_000, "100"), (10_050, "100.5"), (-1_234, "-12.34"), (100_000, "1000")];
        for (cents, expected) in table {
            assert_eq!(amount(cents), expected);
        }
    }
}
