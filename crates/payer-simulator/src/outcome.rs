//! What can become of a claim, and the marker that asks for it at the front of a patient control number or member id.
//!
//! The markers are a contract: billing systems name them in their tests. `docs/payer-simulator.md` lists them, and a test holds
//! that list to this one.

use serde::{Deserialize, Serialize};

/// What becomes of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Outcome {
    /// Paid at the allowed amount; the rest is a contractual write-off.
    Paid,
    /// Paid less deductible, coinsurance and copay.
    Partial,
    /// The last line is denied, the others are paid.
    LineDenied,
    /// Denied: information is missing.
    Denied,
    /// Denied: it came too late.
    Late,
    /// Denied: not covered, the patient owes it.
    Noncovered,
    /// Refused by the 277CA.
    Reject277,
    /// Its transaction set is refused by the 999.
    Reject999,
    /// Its interchange is refused by the TA1.
    RejectTa1,
    /// Accepted, and never remitted.
    Pend,
    /// Paid, and in a later remittance reversed and paid at another amount.
    Reversed,
    /// Paid, and in a later remittance reversed and denied, so that the provider owes: the balance is carried forward.
    Forward,
    /// Paid with interest for paying late.
    Interest,
    /// Paid less a withholding.
    Withhold,
    /// Paid, in a remittance that comes twice in two envelopes.
    Dup,
    /// Paid, in a remittance that does not balance.
    Unbalanced,
    /// Accepted and stored, but the submission is never answered; then paid.
    Timeout,
    /// Accepted and stored, but the connection is closed in place of an answer; then paid.
    Hangup,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Outcome; 18] = [
        Outcome::Paid,
        Outcome::Partial,
        Outcome::LineDenied,
        Outcome::Denied,
        Outcome::Late,
        Outcome::Noncovered,
        Outcome::Reject277,
        Outcome::Reject999,
        Outcome::RejectTa1,
        Outcome::Pend,
        Outcome::Reversed,
        Outcome::Forward,
        Outcome::Interest,
        Outcome::Withhold,
        Outcome::Dup,
        Outcome::Unbalanced,
        Outcome::Timeout,
        Outcome::Hangup,
    ];

    /// The marker that asks for it; `PLB` is a second one for [`Outcome::Interest`].
    #[must_use]
    pub const fn marker(self) -> &'static str {
        match self {
            Outcome::Paid => "PAID",
            Outcome::Partial => "PARTIAL",
            Outcome::LineDenied => "LINEDENIED",
            Outcome::Denied => "DENIED",
            Outcome::Late => "LATE",
            Outcome::Noncovered => "NONCOVERED",
            Outcome::Reject277 => "REJECT277",
            Outcome::Reject999 => "REJECT999",
            Outcome::RejectTa1 => "REJECTTA1",
            Outcome::Pend => "PEND",
            Outcome::Reversed => "REVERSED",
            Outcome::Forward => "FORWARD",
            Outcome::Interest => "INTEREST",
            Outcome::Withhold => "WITHHOLD",
            Outcome::Dup => "DUP",
            Outcome::Unbalanced => "UNBALANCED",
            Outcome::Timeout => "TIMEOUT",
            Outcome::Hangup => "HANGUP",
        }
    }

    /// The outcome that a value asks for: it begins with a marker, in any case, and no letter follows.
    ///
    /// `PAID-0001`, `denied_7` and `REJECT2771` ask; `PAIDUP` and `1PAID` do not.
    #[must_use]
    pub fn asked_by(value: &str) -> Option<Outcome> {
        let also = std::iter::once(("PLB", Outcome::Interest));
        let markers = Self::ALL.into_iter().map(|one| (one.marker(), one));
        markers.chain(also).find(|(marker, _)| begins_with_marker(value, marker)).map(|(_, one)| one)
    }

    /// Whether a remittance comes.
    #[must_use]
    pub const fn is_remitted(self) -> bool {
        !matches!(self, Outcome::Pend | Outcome::Reject277 | Outcome::Reject999 | Outcome::RejectTa1)
    }
}

fn begins_with_marker(value: &str, marker: &str) -> bool {
    let Some((head, rest)) = value.trim().split_at_checked(marker.len()) else {
        return false;
    };
    head.eq_ignore_ascii_case(marker) && !rest.starts_with(|one: char| one.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_marker_asks_for_its_own_outcome_in_any_case() {
        for outcome in Outcome::ALL {
            for value in [
                format!("{}-0001", outcome.marker()),
                format!("{}_1", outcome.marker().to_lowercase()),
                format!("{}7", outcome.marker()),
                outcome.marker().to_owned(),
            ] {
                assert_eq!(Outcome::asked_by(&value), Some(outcome), "{value}");
            }
        }
        assert_eq!(Outcome::asked_by("PLB-1"), Some(Outcome::Interest));
    }

    #[test]
    fn a_longer_word_asks_for_nothing() {
        for value in ["PAIDUP-1", "1PAID", "DUPLICATE", "", "DENIE", "ÄPAID"] {
            assert_eq!(Outcome::asked_by(value), None, "{value}");
        }
    }

    #[test]
    fn every_outcome_is_documented_by_its_marker() {
        let page = include_str!("../../../docs/payer-simulator.md");
        for outcome in Outcome::ALL {
            let row = format!("\n| `{}`", outcome.marker());
            assert!(page.contains(&row), "no row for {}", outcome.marker());
        }
    }

    #[test]
    fn scripts_and_markers_spell_outcomes_alike_but_for_case_and_dashes() {
        for outcome in Outcome::ALL {
            let name = serde_json::to_string(&outcome).expect("an outcome is a string");
            let name = name.trim_matches('"').replace('-', "");
            assert_eq!(name, outcome.marker().to_lowercase());
        }
    }
}
