//! The payer's own numbers for claims and payments: derived from what was submitted, so that the same submission always has the
//! same numbers, and another one never has.

use sha2::{Digest, Sha256};

use crate::claim::Provider;
use crate::payment::Delivery;

/// What all numbers of one submission are derived from.
#[derive(Debug, Clone)]
pub(crate) struct Identity(Sha256);

/// What a payment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// It pays.
    Payment(Delivery),
    /// It takes back and corrects.
    Correction,
}

impl Identity {
    /// The identity of a submission.
    pub(crate) fn new(seed: &str, payload_id: &str, payload: &[u8]) -> Self {
        let mut digest = Sha256::new();
        for part in [seed.as_bytes(), payload_id.as_bytes(), payload] {
            // The length keeps ("ab", "c") apart from ("a", "bc").
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        Self(digest)
    }

    /// The identity of one of its interchanges: a provider may be paid for several of them.
    #[must_use]
    pub(crate) fn of_interchange(&self, control_number: &str) -> Self {
        let mut digest = self.0.clone();
        digest.update((control_number.len() as u64).to_be_bytes());
        digest.update(control_number.as_bytes());
        Self(digest)
    }

    /// The check or transfer number of a payment.
    pub(crate) fn trace_number(&self, provider: &Provider, purpose: Purpose) -> String {
        let purpose = match purpose {
            Purpose::Payment(Delivery::Once) => "payment",
            Purpose::Payment(Delivery::Twice) => "payment twice",
            Purpose::Payment(Delivery::Unbalanced) => "payment unbalanced",
            Purpose::Correction => "correction",
        };
        let provider = [&provider.npi, &provider.tax_id, &provider.last_or_organisation, &provider.first];
        let parts = provider.map(String::as_bytes);
        self.number("T", parts.into_iter().chain([purpose.as_bytes()]))
    }

    /// The payer's number for a claim: the index counts the claims of the submission.
    pub(crate) fn claim_control_number(&self, index: usize) -> String {
        let index = (index as u64).to_be_bytes();
        self.number("C", [&b"claim"[..], &index[..]])
    }

    /// The payer's number for the submission as a whole.
    pub(crate) fn receipt_number(&self) -> String {
        self.number("R", [&b"receipt"[..]])
    }

    fn number<'a>(&self, letter: &str, parts: impl IntoIterator<Item = &'a [u8]>) -> String {
        let mut digest = self.0.clone();
        for part in parts {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        let digits = digest.finalize();
        let text: String = digits.iter().take(7).map(|byte| format!("{byte:02X}")).collect();
        format!("{letter}{text}")
    }
}

/// The SHA-256 of some bytes, in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn numbers_repeat_for_the_same_submission_only() {
        let numbers = |seed, id, payload: &[u8]| {
            let identity = Identity::new(seed, id, payload);
            let provider = Provider::default();
            let payment = |delivery| Purpose::Payment(delivery);
            [
                identity.trace_number(&provider, payment(Delivery::Once)),
                identity.trace_number(&provider, payment(Delivery::Twice)),
                identity.trace_number(&provider, Purpose::Correction),
                identity.claim_control_number(0),
                identity.claim_control_number(1),
                identity.receipt_number(),
            ]
        };
        assert_eq!(numbers("s", "1", b"x"), numbers("s", "1", b"x"));
        let all = [numbers("s", "1", b"x"), numbers("s", "2", b"x"), numbers("t", "1", b"x"), numbers("s", "1", b"y"), numbers("s1", "", b"x")];
        let distinct: HashSet<String> = all.iter().flatten().cloned().collect();
        assert_eq!(distinct.len(), 30);
    }
}
