//! Acknowledgements: what TA1, 999 and 277CA say, the keys by which each finds what we sent, and what it does to a claim.
//!
//! The invariant: an acknowledgement moves a claim only forward. One that names nothing we sent is set aside, never guessed.

mod apply;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::control_numbers::ControlNumber;
use crate::identifiers::{ClaimId, InboundId};
use crate::phi::Phi;
use crate::transmission::{SealedSet, Transmission};

pub use apply::{AcknowledgementEffect, apply, record, unmatched};

/// How deep into the payer's house the answer comes from. Deeper outranks shallower.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AcknowledgementLevel {
    /// TA1: the envelope.
    Interchange,
    /// 999: the syntax and the guide.
    Implementation,
    /// 277CA of a clearinghouse on the way.
    Clearinghouse,
    /// 277CA of the payer.
    Payer,
}

impl AcknowledgementLevel {
    /// Every level, the shallowest first.
    pub const ALL: [Self; 4] = [Self::Interchange, Self::Implementation, Self::Clearinghouse, Self::Payer];

    /// The level as a number, 0 for the shallowest.
    #[must_use]
    pub const fn depth(self) -> u8 {
        match self {
            Self::Interchange => 0,
            Self::Implementation => 1,
            Self::Clearinghouse => 2,
            Self::Payer => 3,
        }
    }
}

impl fmt::Display for AcknowledgementLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Interchange => "interchange",
            Self::Implementation => "implementation",
            Self::Clearinghouse => "clearinghouse",
            Self::Payer => "payer",
        })
    }
}

/// What was said. The order is that of the lattice: at one level the greater verdict speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// TA104 A, IK501/AK901 A, 277CA WQ.
    Accepted,
    /// TA104 E, IK501/AK901 E.
    AcceptedWithErrors,
    /// TA104 R, IK501/AK901 R, M, W or X, 277CA U.
    Rejected,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Accepted => "accepted",
            Self::AcceptedWithErrors => "accepted with errors",
            Self::Rejected => "rejected",
        })
    }
}

/// What an acknowledgement names, in the words of what we sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AcknowledgementKey {
    /// A TA1 names an interchange by ISA13 (TA101).
    Interchange {
        /// ISA13 of ours.
        interchange_control_number: ControlNumber,
    },
    /// A 999 names a group by GS06 (AK102), and one set in it by ST02 (AK202) when it speaks of one.
    Group {
        /// GS06 of ours.
        group_control_number: ControlNumber,
        /// ST02 of ours; `None` speaks of the whole group (AK9 without AK2).
        set_control_number: Option<ControlNumber>,
    },
    /// A 277CA names a set by BHT03 (2200B TRN02), and a claim in it by CLM01 (2200D TRN02).
    Claim {
        /// BHT03 of ours.
        reference: String,
        /// CLM01 of ours; `None` speaks of every claim in the set.
        patient_control_number: Option<Phi<String>>,
    },
}

/// One statement of a TA1, 999 or 277CA about something we sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundAcknowledgement {
    /// The file that brought it, already stored.
    pub inbound_id: InboundId,
    /// The segment that says it (TA1, IK5 or AK9, STC), 1-based in the file.
    pub segment: u32,
    /// Our identifier in what we sent (ISA06): the acknowledgement's receiver.
    pub sender: String,
    /// The payer's identifier in what we sent (ISA08): the acknowledgement's sender.
    pub receiver: String,
    /// How deep it comes from.
    pub level: AcknowledgementLevel,
    /// What it names.
    pub key: AcknowledgementKey,
    /// What it says.
    pub verdict: Verdict,
    /// Its codes as they stand on the wire (TA105, IK304, IK403, IK502, STC01).
    pub codes: Vec<String>,
    /// The payer's number for the claim (2200D REF*1K), when it gave one.
    pub payer_claim_control_number: Option<Phi<String>>,
}

impl InboundAcknowledgement {
    /// TA105 025: the interchange control number was seen before. It rejects the copy, and proves that the payer has the first.
    const DUPLICATE_INTERCHANGE: &str = "025";

    /// Whether it only says that a copy of what the payer already has was turned away.
    #[must_use]
    pub fn turns_away_a_copy(&self) -> bool {
        self.level == AcknowledgementLevel::Interchange && self.codes.iter().any(|code| code == Self::DUPLICATE_INTERCHANGE)
    }

    /// Whether it names this transmission.
    #[must_use]
    pub fn names(&self, transmission: &Transmission) -> bool {
        let identity = &transmission.identity;
        identity.sender == self.sender
            && identity.receiver == self.receiver
            && match &self.key {
                AcknowledgementKey::Interchange { interchange_control_number } => identity.interchange_control_number == *interchange_control_number,
                AcknowledgementKey::Group { group_control_number, .. } => identity.group_control_number == *group_control_number,
                AcknowledgementKey::Claim { reference, .. } => identity.sets.iter().any(|set| set.reference == *reference),
            }
    }

    /// The claims of `transmission` that it speaks of. `control_number_of` tells the patient control number of a claim in it.
    pub fn claims_in<'a>(&self, transmission: &'a Transmission, control_number_of: impl Fn(&ClaimId) -> Option<Phi<String>>) -> Vec<&'a ClaimId> {
        let of_sets = |keep: &dyn Fn(&SealedSet) -> bool| transmission.identity.sets.iter().filter(|set| keep(set)).flat_map(|set| &set.claims).collect();
        match &self.key {
            AcknowledgementKey::Interchange { .. } | AcknowledgementKey::Group { set_control_number: None, .. } => of_sets(&|_| true),
            AcknowledgementKey::Group { set_control_number: Some(number), .. } => of_sets(&|set| set.set_control_number == *number),
            AcknowledgementKey::Claim { reference, patient_control_number } => {
                let mut claims: Vec<&ClaimId> = of_sets(&|set| set.reference == *reference);
                if let Some(number) = patient_control_number {
                    claims.retain(|id| control_number_of(id).as_ref() == Some(number));
                }
                claims
            }
        }
    }
}
