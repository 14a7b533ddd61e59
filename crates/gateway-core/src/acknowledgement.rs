//! Acknowledgements: what TA1, 999 and 277CA say, the keys by which each finds what we sent, and what it does to a claim.
//!
//! The invariant: an acknowledgement moves a claim only forward. One that names nothing we sent is set aside, never guessed.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::control_numbers::ControlNumber;
use crate::effects::Effects;
use crate::event::{EventKind, NewEvent};
use crate::exception::{Disposition, ExceptionReason, NewException};
use crate::identifiers::{ClaimId, InboundId};
use crate::intake::ClaimRecord;
use crate::life_cycle::{ClaimHistory, Delivery};
use crate::phi::Phi;
use crate::sending;
use crate::transmission::{SealedSet, Transmission};

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
    pub fn claims_in<'a>(
        &self,
        transmission: &'a Transmission,
        control_number_of: impl Fn(&ClaimId) -> Option<Phi<String>>,
    ) -> Vec<&'a ClaimId> {
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

/// What an acknowledgement did to one claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AcknowledgementEffect {
    /// The claim's state follows it.
    Advanced,
    /// The same was said before.
    Repeated,
    /// A deeper level has spoken already: it is kept, the state stays.
    Outranked,
    /// It contradicts what was said before. It is kept, the greater verdict speaks, and a person should look.
    Contradicted,
}

/// Adds one acknowledgement to a claim's history.
pub fn apply(history: &mut ClaimHistory, acknowledgement: &InboundAcknowledgement) -> AcknowledgementEffect {
    // Whoever answers has received: this settles an UNKNOWN outcome, whatever the answer is.
    history.delivery = Delivery::Sent;
    if let Some(number) = &acknowledgement.payer_claim_control_number {
        history.payer_claim_control_number.get_or_insert_with(|| number.clone());
    }
    let statement = (acknowledgement.level, acknowledgement.verdict);
    if acknowledgement.turns_away_a_copy() || history.acknowledgements.contains(&statement) {
        return AcknowledgementEffect::Repeated;
    }
    let contradicted = history.acknowledgements.iter().any(|&earlier| contradict(earlier, statement));
    let before = history.state();
    history.acknowledgements.insert(statement);
    match contradicted {
        true => AcknowledgementEffect::Contradicted,
        false if history.state() == before => AcknowledgementEffect::Outranked,
        false => AcknowledgementEffect::Advanced,
    }
}

/// Records an acknowledgement of a transmission that it names. `records` are the transmission's claims. `None` when it speaks of none of them, or of
/// something that never left: it is set aside then.
pub fn record(
    acknowledgement: &InboundAcknowledgement,
    transmission: &mut Transmission,
    records: &mut [ClaimRecord],
) -> Option<(Vec<(ClaimId, AcknowledgementEffect)>, Effects)> {
    let control_number_of = |id: &ClaimId| records.iter().find(|record| record.claim.id == *id).map(|record| record.claim.patient_control_number.clone());
    let named: BTreeSet<ClaimId> = acknowledgement.claims_in(transmission, control_number_of).into_iter().cloned().collect();
    if named.is_empty() || transmission.attempts.is_empty() {
        return None;
    }
    let mut effects = Effects::default();
    if sending::arrived(transmission) {
        effects.events = sending::follow(transmission, records, EventKind::ClaimSendEnded, "the payer answered, so it has it");
    }
    let mut statements = Vec::new();
    for record in records.iter_mut().filter(|record| named.contains(&record.claim.id)) {
        let effect = apply(&mut record.history, acknowledgement);
        effects.events.push(told(acknowledgement, transmission, record));
        if effect == AcknowledgementEffect::Contradicted {
            effects.exceptions.push(conflict(acknowledgement, transmission, record));
        }
        statements.push((record.claim.id.clone(), effect));
    }
    effects.histories = records.iter().map(|record| (record.claim.id.clone(), record.history.clone())).collect();
    Some((statements, effects))
}

/// The exception for an acknowledgement that names nothing we sent.
#[must_use]
pub fn unmatched(acknowledgement: &InboundAcknowledgement) -> NewException {
    let message = format!("An acknowledgement ({}, {}) names nothing that was sent from here.", acknowledgement.level, acknowledgement.verdict);
    let exception = NewException::new(ExceptionReason::UnmatchedAcknowledgement, Disposition::Quarantined, message);
    NewException { inbound_id: Some(acknowledgement.inbound_id.clone()), segment: Some(acknowledgement.segment), ..exception }
}

fn told(acknowledgement: &InboundAcknowledgement, transmission: &Transmission, record: &ClaimRecord) -> NewEvent {
    let codes = if acknowledgement.codes.is_empty() { String::new() } else { format!(" ({})", acknowledgement.codes.join(", ")) };
    let reason = format!("{} at level {}{codes}", acknowledgement.verdict, acknowledgement.level);
    NewEvent {
        transmission_id: Some(transmission.id.clone()),
        inbound_id: Some(acknowledgement.inbound_id.clone()),
        segment: Some(acknowledgement.segment),
        ..NewEvent::new(EventKind::ClaimAcknowledged, reason).about(&record.claim.id, record.state())
    }
}

fn conflict(acknowledgement: &InboundAcknowledgement, transmission: &Transmission, record: &ClaimRecord) -> NewException {
    let message = format!("The payer's answer ({} at level {}) contradicts an earlier one. Ask the payer which stands.", acknowledgement.verdict, acknowledgement.level);
    NewException {
        claim_id: Some(record.claim.id.clone()),
        transmission_id: Some(transmission.id.clone()),
        ..NewException { message, reason: ExceptionReason::AcknowledgementConflict, disposition: Disposition::Review, ..unmatched(acknowledgement) }
    }
}

/// Two statements contradict when one level says both, or when a level that was never reached, because a shallower one rejected, has spoken.
fn contradict(one: (AcknowledgementLevel, Verdict), other: (AcknowledgementLevel, Verdict)) -> bool {
    let (shallow, deep) = if one.0 <= other.0 { (one, other) } else { (other, one) };
    let rejected = |statement: (_, Verdict)| statement.1 == Verdict::Rejected;
    if shallow.0 == deep.0 { rejected(shallow) != rejected(deep) } else { rejected(shallow) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::life_cycle::ClaimState;
    use AcknowledgementLevel::{Clearinghouse, Implementation, Interchange};
    use Verdict::{Accepted, Rejected};

    fn statement(level: AcknowledgementLevel, verdict: Verdict, codes: &[&str]) -> InboundAcknowledgement {
        InboundAcknowledgement {
            inbound_id: InboundId::new("file"),
            segment: 1,
            sender: "US".into(),
            receiver: "THEM".into(),
            level,
            key: AcknowledgementKey::Claim { reference: "1".into(), patient_control_number: None },
            verdict,
            codes: codes.iter().map(|&code| code.to_owned()).collect(),
            payer_claim_control_number: None,
        }
    }

    #[test]
    fn a_repeat_changes_nothing() {
        let mut history = ClaimHistory::default();
        assert_eq!(apply(&mut history, &statement(Implementation, Accepted, &[])), AcknowledgementEffect::Advanced);
        let before = history.clone();
        assert_eq!(apply(&mut history, &statement(Implementation, Accepted, &[])), AcknowledgementEffect::Repeated);
        assert_eq!(history, before);
    }

    #[test]
    fn a_shallower_acceptance_that_comes_late_is_kept_without_effect() {
        let mut history = ClaimHistory::default();
        apply(&mut history, &statement(Clearinghouse, Rejected, &[]));
        assert_eq!(apply(&mut history, &statement(Interchange, Accepted, &[])), AcknowledgementEffect::Outranked);
        assert_eq!(history.state(), ClaimState::Rejected(Clearinghouse));
        assert_eq!(history.acknowledgements.len(), 2);
    }

    #[test]
    fn a_duplicate_interchange_is_proof_of_receipt_and_no_rejection() {
        let mut history = ClaimHistory { delivery: Delivery::Unknown, ..Default::default() };
        apply(&mut history, &statement(Interchange, Rejected, &["025"]));
        assert_eq!(history.state(), ClaimState::Sent);
    }

    #[test]
    fn an_answer_from_behind_a_rejection_is_a_contradiction() {
        let mut history = ClaimHistory::default();
        apply(&mut history, &statement(Implementation, Rejected, &[]));
        assert_eq!(apply(&mut history, &statement(Clearinghouse, Accepted, &[])), AcknowledgementEffect::Contradicted);
    }
}
