//! Retries: what is due after an attempt, with the reason. Only NOT_SENT is retried by itself.
//!
//! An UNKNOWN is asked about where the payer can be asked, is sent again with the same bytes only where the payer is known to drop copies, and is
//! otherwise left to a person.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::outcome::AttemptOutcome;
use crate::transmission::{Transmission, TransmissionState};

/// What a payer is known to drop copies by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DropsCopiesBy {
    /// Nothing: a copy is a second claim.
    #[default]
    Nothing,
    /// ISA13.
    InterchangeControlNumber,
    /// The CORE PayloadID.
    PayloadId,
    /// The name of the file.
    FileName,
}

/// What we rely on at one payer's door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectorProfile {
    /// What it drops copies by.
    pub drops_copies_by: DropsCopiesBy,
    /// Whether it can be asked what became of a payload (acknowledgement retrieval with the PayloadID).
    pub can_be_asked: bool,
    /// Refusal codes after which it has certainly not accepted.
    pub refusals: BTreeSet<String>,
    /// Seconds between an attempt and the next. CORE asks for 90 at least.
    pub min_retry_seconds: u32,
    /// Attempts after which a person decides. CORE recommends at most 5 repeats.
    pub max_attempts: u32,
    /// How often an UNKNOWN is asked about before a person decides.
    pub max_questions: u32,
}

impl Default for ConnectorProfile {
    /// The careful profile: 90 seconds, 6 attempts, 40 questions (an hour, which is how long CORE gives a payer for its 999), and no trust.
    fn default() -> Self {
        Self {
            drops_copies_by: DropsCopiesBy::Nothing,
            can_be_asked: false,
            refusals: BTreeSet::new(),
            min_retry_seconds: 90,
            max_attempts: 6,
            max_questions: 40,
        }
    }
}

/// What is due next for a transmission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum NextStep {
    /// Send it, with the sealed bytes, not before this time.
    Send {
        /// The earliest time.
        at: Timestamp,
    },
    /// Ask the payer what became of it, not before this time.
    Ask {
        /// The earliest time.
        at: Timestamp,
        /// How often it was asked already.
        asked: u32,
    },
    /// A person decides.
    Person {
        /// Why.
        reason: String,
    },
    /// Nothing: an attempt is open, or the payer has it.
    Nothing,
}

impl NextStep {
    /// When it is due by itself.
    #[must_use]
    pub const fn due_at(&self) -> Option<Timestamp> {
        match self {
            Self::Send { at } | Self::Ask { at, .. } => Some(*at),
            Self::Person { .. } | Self::Nothing => None,
        }
    }
}

/// What a payer says when it is asked about an UNKNOWN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PayerAnswer {
    /// It has it (an acknowledgement for it, or a status).
    Received,
    /// It says so itself that it never got it.
    NotReceived,
    /// It cannot tell yet ("no acknowledgement file yet").
    NotYetKnown,
}

impl PayerAnswer {
    /// The answer as a timeline tells it.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Received => "the payer says that it has it",
            Self::NotReceived => "the payer says that it never got it",
            Self::NotYetKnown => "the payer cannot tell yet",
        }
    }
}

/// What is due after the last attempt of `transmission` ended.
#[must_use]
pub fn after_outcome(transmission: &Transmission, now: Timestamp) -> NextStep {
    if transmission.received {
        return NextStep::Nothing;
    }
    let Some(outcome) = transmission.attempts.last().and_then(|attempt| attempt.outcome.as_ref()) else {
        return NextStep::Nothing;
    };
    if transmission.state() == TransmissionState::Unknown {
        return resolve_unknown(transmission, now);
    }
    match outcome {
        AttemptOutcome::NotSent { reason, needs_a_person: true } => NextStep::Person { reason: reason.clone() },
        AttemptOutcome::NotSent { .. } => send_again(transmission, now),
        AttemptOutcome::Sent { .. } | AttemptOutcome::Unknown { .. } => NextStep::Nothing,
    }
}

/// What is due after the payer was asked about an UNKNOWN for the `asked`-th time.
#[must_use]
pub fn after_answer(transmission: &Transmission, answer: PayerAnswer, now: Timestamp) -> NextStep {
    let profile = &transmission.profile;
    match answer {
        PayerAnswer::Received => NextStep::Nothing,
        PayerAnswer::NotReceived => send_again(transmission, now),
        PayerAnswer::NotYetKnown => {
            let asked = match transmission.next_step {
                NextStep::Ask { asked, .. } => asked.saturating_add(1),
                _ => 1,
            };
            if asked < profile.max_questions {
                return NextStep::Ask { at: later(now, profile), asked };
            }
            copy_or_person(transmission, now)
        }
    }
}

fn resolve_unknown(transmission: &Transmission, now: Timestamp) -> NextStep {
    if transmission.profile.can_be_asked {
        return NextStep::Ask { at: later(now, &transmission.profile), asked: 0 };
    }
    copy_or_person(transmission, now)
}

fn copy_or_person(transmission: &Transmission, now: Timestamp) -> NextStep {
    match transmission.profile.drops_copies_by {
        DropsCopiesBy::Nothing => NextStep::Person { reason: "the payer may have it, and a copy would be a second claim".into() },
        _ => send_again(transmission, now),
    }
}

fn send_again(transmission: &Transmission, now: Timestamp) -> NextStep {
    let attempts = transmission.attempts.len();
    if attempts >= transmission.profile.max_attempts as usize {
        return NextStep::Person { reason: format!("{attempts} attempts did not settle it") };
    }
    NextStep::Send { at: later(now, &transmission.profile) }
}

fn later(now: Timestamp, profile: &ConnectorProfile) -> Timestamp {
    now.checked_add(SignedDuration::from_secs(i64::from(profile.min_retry_seconds))).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batching::{self, PairSequences, SealRequest};
    use crate::identifiers::{RouteId, TransmissionId};
    use crate::sending;
    use crate::transmission::Usage;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    /// What is due after attempts that ended so, each begun as soon as it was due or by a person's decision.
    fn after(profile: ConnectorProfile, outcomes: &[AttemptOutcome]) -> NextStep {
        let request = SealRequest {
            transmission_id: TransmissionId::new("t"),
            route: RouteId::new("r"),
            payer_id: "P".into(),
            sender: "US".into(),
            receiver: "THEM".into(),
            usage: Usage::Test,
            profile,
            max_claims: 1,
            max_claims_per_set: 1,
            at: at(0),
        };
        let identity = batching::identify(&request, &mut PairSequences::default(), &[]);
        let mut transmission = batching::sealed(&request, identity, b"");
        for outcome in outcomes {
            let now = transmission.next_step.due_at().unwrap_or(at(0));
            transmission.next_step = NextStep::Send { at: now };
            let attempt = sending::begin(&mut transmission, "x", now).unwrap();
            assert!(sending::end(&mut transmission, attempt, outcome.clone(), at(0)));
        }
        transmission.next_step
    }

    fn not_sent() -> AttemptOutcome {
        AttemptOutcome::NotSent { reason: "refused".into(), needs_a_person: false }
    }

    fn unknown() -> AttemptOutcome {
        AttemptOutcome::Unknown { reason: "no answer".into() }
    }

    #[test]
    fn not_sent_is_sent_again_and_sent_is_done() {
        assert_eq!(after(ConnectorProfile::default(), &[not_sent()]), NextStep::Send { at: at(90) });
        assert_eq!(after(ConnectorProfile::default(), &[AttemptOutcome::Sent { reason: String::new() }]), NextStep::Nothing);
    }

    #[test]
    fn an_unknown_is_never_sent_again_by_itself_to_a_payer_that_promises_nothing() {
        assert!(matches!(after(ConnectorProfile::default(), &[unknown()]), NextStep::Person { .. }));
        let asked = ConnectorProfile { can_be_asked: true, ..Default::default() };
        assert!(matches!(after(asked, &[unknown()]), NextStep::Ask { .. }));
        let dropping = ConnectorProfile { drops_copies_by: DropsCopiesBy::PayloadId, ..Default::default() };
        assert!(matches!(after(dropping, &[unknown()]), NextStep::Send { .. }));
    }

    #[test]
    fn a_later_attempt_that_did_not_leave_does_not_undo_an_unknown() {
        assert!(matches!(after(ConnectorProfile::default(), &[unknown(), not_sent()]), NextStep::Person { .. }));
    }
}
