//! The life cycle of a claim: facts that only accumulate, and the state that follows from them.
//!
//! The invariant: a state is never set. It is derived from the set of facts (where the claim was sent, every acknowledgement, every
//! adjudication), so facts may arrive late, twice or in any order and always end in the same state.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::acknowledgement::{AcknowledgementLevel, Verdict};
use crate::identifiers::{ClaimId, PaymentId, TransmissionId};
use crate::phi::Phi;

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClaimState {
    /// Stored, and waiting for a batch.
    Accepted,
    /// Set aside before it was batched, because it could not be rendered. A person decides.
    Parked,
    /// Part of a sealed interchange that has not left yet.
    Batched,
    /// Its interchange may or may not have reached the payer.
    Unknown,
    /// Its interchange reached the payer's door.
    Sent,
    /// Accepted at this level, and at no deeper one yet.
    Acknowledged(AcknowledgementLevel),
    /// Rejected at this level: the payer will not adjudicate it.
    Rejected(AcknowledgementLevel),
    /// Adjudicated with nothing in dispute: paid, or owed by the patient.
    Paid,
    /// Adjudicated, and something was paid or moved to the patient, but part of the charge was denied or needs a person.
    PartlyPaid,
    /// Adjudicated, and nothing is paid or owed.
    Denied,
    /// Every adjudication was taken back.
    Reversed,
    /// Finished: replaced, voided, or closed by a person.
    Closed,
}

impl ClaimState {
    /// Every state, in the order of a claim's life.
    pub const ALL: [Self; 18] = [
        Self::Accepted,
        Self::Parked,
        Self::Batched,
        Self::Unknown,
        Self::Sent,
        Self::Acknowledged(AcknowledgementLevel::Interchange),
        Self::Rejected(AcknowledgementLevel::Interchange),
        Self::Acknowledged(AcknowledgementLevel::Implementation),
        Self::Rejected(AcknowledgementLevel::Implementation),
        Self::Acknowledged(AcknowledgementLevel::Clearinghouse),
        Self::Rejected(AcknowledgementLevel::Clearinghouse),
        Self::Acknowledged(AcknowledgementLevel::Payer),
        Self::Rejected(AcknowledgementLevel::Payer),
        Self::Paid,
        Self::PartlyPaid,
        Self::Denied,
        Self::Reversed,
        Self::Closed,
    ];

    /// How far the claim has come. Acknowledgements and adjudications never lower it.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::Accepted | Self::Parked => 0,
            Self::Batched => 1,
            Self::Unknown => 2,
            Self::Sent => 3,
            Self::Acknowledged(level) => 4 + 2 * level.depth(),
            Self::Rejected(level) => 5 + 2 * level.depth(),
            Self::Paid | Self::PartlyPaid | Self::Denied | Self::Reversed => 12,
            Self::Closed => 13,
        }
    }
}

impl fmt::Display for ClaimState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Accepted => f.write_str("accepted"),
            Self::Parked => f.write_str("parked"),
            Self::Batched => f.write_str("batched"),
            Self::Unknown => f.write_str("unknown"),
            Self::Sent => f.write_str("sent"),
            Self::Acknowledged(level) => write!(f, "acknowledged-{level}"),
            Self::Rejected(level) => write!(f, "rejected-{level}"),
            Self::Paid => f.write_str("paid"),
            Self::PartlyPaid => f.write_str("partly-paid"),
            Self::Denied => f.write_str("denied"),
            Self::Reversed => f.write_str("reversed"),
            Self::Closed => f.write_str("closed"),
        }
    }
}

/// A text that names no state.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a claim state such as `accepted` or `paid`, found {found:?}")]
pub struct UnknownState {
    /// What stood there.
    pub found: String,
}

impl FromStr for ClaimState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|state| state.to_string() == text).ok_or_else(|| UnknownState { found: text.to_owned() })
    }
}

impl Serialize for ClaimState {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ClaimState {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// How far a claim's interchange has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Delivery {
    /// In no interchange yet.
    #[default]
    Waiting,
    /// Sealed, not sent.
    Batched,
    /// An attempt to send it is open: it may be at the payer already.
    Sending,
    /// Perhaps sent.
    Unknown,
    /// Sent.
    Sent,
}

/// What one adjudication (one CLP) came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Settlement {
    /// Nothing is in dispute.
    Paid,
    /// Part was paid or moved to the patient, part is in dispute.
    PartlyPaid,
    /// Nothing is paid or owed.
    Denied,
}

/// An adjudication that was posted to the claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjudicated {
    /// The payment that brought it.
    pub payment_id: PaymentId,
    /// Its place among the payment's claims, from 0.
    pub ordinal: u32,
    /// What it came to.
    pub settlement: Settlement,
    /// Whether a reversal took it back.
    pub reversed: bool,
}

/// Everything that is known to have happened to a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimHistory {
    /// The one transmission that carries it.
    pub transmission_id: Option<TransmissionId>,
    /// How far that has come.
    pub delivery: Delivery,
    /// What was said about it, at which level. Each verdict is kept once, repeats add nothing.
    pub acknowledgements: BTreeSet<(AcknowledgementLevel, Verdict)>,
    /// What was posted to it, in the order of posting.
    pub adjudications: Vec<Adjudicated>,
    /// The payer's number for it (277CA REF*1K, CLP07), once known.
    pub payer_claim_control_number: Option<Phi<String>>,
    /// The claim that took its place.
    pub replaced_by: Option<ClaimId>,
    /// Whether it was set aside before it was batched.
    pub parked: bool,
    /// Whether a person closed it.
    pub closed: bool,
}

impl ClaimHistory {
    /// The state that follows from the facts.
    #[must_use]
    pub fn state(&self) -> ClaimState {
        if self.closed || self.replaced_by.is_some() {
            return ClaimState::Closed;
        }
        self.adjudicated_state().or_else(|| self.acknowledged_state()).unwrap_or(match self.delivery {
            Delivery::Waiting if self.parked => ClaimState::Parked,
            Delivery::Waiting => ClaimState::Accepted,
            // The attempt may end as NOT_SENT, and a claim never moves backwards.
            Delivery::Batched | Delivery::Sending => ClaimState::Batched,
            Delivery::Unknown => ClaimState::Unknown,
            Delivery::Sent => ClaimState::Sent,
        })
    }

    /// Whether the claim may be put into a batch: it is in none yet (a claim is in at most one live transmission), and nobody set it aside.
    #[must_use]
    pub fn may_be_batched(&self) -> bool {
        self.state() == ClaimState::Accepted && self.transmission_id.is_none()
    }

    fn adjudicated_state(&self) -> Option<ClaimState> {
        let last = self.adjudications.iter().rev().find(|adjudication| !adjudication.reversed);
        match last {
            Some(live) => Some(match live.settlement {
                Settlement::Paid => ClaimState::Paid,
                Settlement::PartlyPaid => ClaimState::PartlyPaid,
                Settlement::Denied => ClaimState::Denied,
            }),
            None => (!self.adjudications.is_empty()).then_some(ClaimState::Reversed),
        }
    }

    /// The deepest level speaks; at one level a rejection outranks an acceptance.
    fn acknowledged_state(&self) -> Option<ClaimState> {
        self.acknowledgements.last().map(|&(level, verdict)| match verdict {
            Verdict::Accepted | Verdict::AcceptedWithErrors => ClaimState::Acknowledged(level),
            Verdict::Rejected => ClaimState::Rejected(level),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acknowledgement::AcknowledgementLevel::{Clearinghouse, Implementation, Interchange, Payer};
    use crate::acknowledgement::Verdict::{Accepted, Rejected};

    fn adjudicated(settlement: Settlement, reversed: bool) -> Adjudicated {
        Adjudicated { payment_id: PaymentId::new("p"), ordinal: 0, settlement, reversed }
    }

    #[track_caller]
    fn check(facts: &[(AcknowledgementLevel, Verdict)], expect: ClaimState) {
        let history = ClaimHistory { delivery: Delivery::Sent, acknowledgements: facts.iter().copied().collect(), ..Default::default() };
        assert_eq!(history.state(), expect);
    }

    #[test]
    fn a_rejection_at_a_deeper_level_outranks_a_later_acceptance_of_a_shallower_one() {
        check(&[(Clearinghouse, Rejected), (Implementation, Accepted)], ClaimState::Rejected(Clearinghouse));
        check(&[(Payer, Rejected), (Clearinghouse, Accepted), (Interchange, Accepted)], ClaimState::Rejected(Payer));
    }

    #[test]
    fn at_one_level_a_rejection_outranks_an_acceptance() {
        check(&[(Implementation, Rejected), (Implementation, Accepted)], ClaimState::Rejected(Implementation));
    }

    #[test]
    fn every_state_reads_back_from_its_name() {
        for state in ClaimState::ALL {
            assert_eq!(state.to_string().parse(), Ok(state));
        }
        assert!("paid-twice".parse::<ClaimState>().is_err());
    }

    #[test]
    fn a_claim_whose_only_adjudication_was_reversed_is_reversed_until_it_is_corrected() {
        let mut history = ClaimHistory { adjudications: vec![adjudicated(Settlement::Paid, true)], ..Default::default() };
        assert_eq!(history.state(), ClaimState::Reversed);
        history.adjudications.push(adjudicated(Settlement::Denied, false));
        assert_eq!(history.state(), ClaimState::Denied);
    }

    #[test]
    fn only_an_accepted_claim_in_no_transmission_may_be_batched() {
        assert!(ClaimHistory::default().may_be_batched());
        assert!(!ClaimHistory { parked: true, ..Default::default() }.may_be_batched());
        assert!(!ClaimHistory { closed: true, ..Default::default() }.may_be_batched());
        assert!(!ClaimHistory { transmission_id: Some(TransmissionId::new("t")), ..Default::default() }.may_be_batched());
    }

    #[test]
    fn the_rank_grows_along_the_life_of_a_claim() {
        assert!(ClaimState::ALL.windows(2).all(|pair| pair[0].rank() <= pair[1].rank()));
    }
}
