//! Sending: the steps of a sealed transmission, each decided on what is written down already.
//!
//! The invariant: an attempt begins only when it is due and none is open, and only the open attempt can end. So two senders never send at once, and a
//! sender that comes back late changes nothing.

use jiff::Timestamp;

use crate::effects::Effects;
use crate::event::{EventKind, NewEvent};
use crate::exception::{Disposition, ExceptionReason, NewException};
use crate::intake::ClaimRecord;
use crate::life_cycle::Delivery;
use crate::outcome::AttemptOutcome;
use crate::retry::{self, NextStep, PayerAnswer};
use crate::transmission::{Attempt, Transmission, TransmissionState};

/// Why an attempt that a crash left open is UNKNOWN.
pub const STOPPED_WHILE_SENDING: &str = "the gateway stopped while it was sending";

/// Begins an attempt. `None` when it is not due.
pub fn begin(transmission: &mut Transmission, endpoint: &str, now: Timestamp) -> Option<u32> {
    let due = matches!(transmission.next_step, NextStep::Send { at } if at <= now);
    if !due || transmission.open_attempt().is_some() || transmission.received {
        return None;
    }
    let number = u32::try_from(transmission.attempts.len()).ok()?.checked_add(1)?;
    transmission.attempts.push(Attempt { number, endpoint: endpoint.to_owned(), started_at: now, outcome: None, ended_at: None });
    transmission.next_step = NextStep::Nothing;
    Some(number)
}

/// Ends the open attempt, if it is this one.
pub fn end(transmission: &mut Transmission, attempt: u32, outcome: AttemptOutcome, now: Timestamp) -> bool {
    if transmission.open_attempt() != Some(attempt) {
        return false;
    }
    transmission.received |= matches!(outcome, AttemptOutcome::Sent { .. });
    if let Some(open) = transmission.attempts.last_mut() {
        open.outcome = Some(outcome);
        open.ended_at = Some(now);
    }
    transmission.next_step = retry::after_outcome(transmission, now);
    true
}

/// Ends an attempt that a crash left open.
pub fn recover(transmission: &mut Transmission, now: Timestamp) -> bool {
    let reason = STOPPED_WHILE_SENDING.to_owned();
    transmission.open_attempt().is_some_and(|attempt| end(transmission, attempt, AttemptOutcome::Unknown { reason }, now))
}

/// Takes what the payer said about a transmission whose outcome is UNKNOWN.
pub fn answer(transmission: &mut Transmission, answer: PayerAnswer, now: Timestamp) -> bool {
    if transmission.state() != TransmissionState::Unknown {
        return false;
    }
    transmission.received = answer == PayerAnswer::Received;
    transmission.next_step = retry::after_answer(transmission, answer, now);
    true
}

/// Makes a transmission due by a person's decision, if it waits for one.
pub fn release(transmission: &mut Transmission, now: Timestamp) -> bool {
    let waits = matches!(transmission.next_step, NextStep::Person { .. });
    if waits {
        transmission.next_step = NextStep::Send { at: now };
    }
    waits
}

/// Takes note that the payer has answered about a transmission, so it has it. `false` when that was known.
pub fn arrived(transmission: &mut Transmission) -> bool {
    let news = !transmission.received;
    transmission.received = true;
    transmission.next_step = NextStep::Nothing;
    news
}

/// What a changed transmission writes: its claims' histories and timelines, and an exception when it waits for a person now.
#[must_use]
pub fn effects(transmission: &Transmission, records: &mut [ClaimRecord], kind: EventKind, reason: &str) -> Effects {
    let events = follow(transmission, records, kind, reason);
    let histories = records.iter().map(|record| (record.claim.id.clone(), record.history.clone())).collect();
    Effects { histories, events, exceptions: needs_decision(transmission).into_iter().collect(), ..Effects::default() }
}

/// Moves the claims of a transmission to where it is now, and tells their timelines and its own why. `records` are the transmission's claims.
pub fn follow(transmission: &Transmission, records: &mut [ClaimRecord], kind: EventKind, reason: &str) -> Vec<NewEvent> {
    let mut events = follow_claims(transmission, records, kind, reason);
    let changed = NewEvent::new(EventKind::TransmissionChanged, format!("{}: {reason}", transmission.state()));
    events.push(NewEvent { transmission_id: Some(transmission.id.clone()), ..changed });
    events
}

/// Moves the claims of a transmission to where it is now, and tells their timelines why.
pub(crate) fn follow_claims(transmission: &Transmission, records: &mut [ClaimRecord], kind: EventKind, reason: &str) -> Vec<NewEvent> {
    let delivery = transmission.delivery();
    let of_claims = records.iter_mut().map(|record| {
        // What has arrived cannot be called back.
        if record.history.delivery != Delivery::Sent {
            record.history.delivery = delivery;
        }
        record.history.transmission_id = Some(transmission.id.clone());
        let event = NewEvent::new(kind, reason).about(&record.claim.id, record.state());
        NewEvent { transmission_id: Some(transmission.id.clone()), ..event }
    });
    of_claims.collect()
}

/// The exception that a transmission raises when it waits for a person.
fn needs_decision(transmission: &Transmission) -> Option<NewException> {
    let NextStep::Person { reason } = &transmission.next_step else {
        return None;
    };
    let message = format!("The transmission is {}: {reason}. Ask the payer whether it has it, then send it again or settle this.", transmission.state());
    let exception = NewException::new(ExceptionReason::TransmissionNeedsDecision, Disposition::Quarantined, message);
    Some(NewException { transmission_id: Some(transmission.id.clone()), ..exception })
}
