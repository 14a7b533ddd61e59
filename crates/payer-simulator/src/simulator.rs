//! The simulator: what it has received, what it has answered, and what waits to be fetched.
//!
//! Invariant: the state is a function of the script and the commands applied, in their order. Nothing in here does I/O or reads a
//! clock.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;

use crate::claim::ReceivedClaim;
use crate::clock::later;
use crate::command::{Command, Confirmation, Fetch, Submission};
use crate::control_numbers::ControlNumbers;
use crate::decision::{Decision, decide};
use crate::examination::{Examination, ExaminedInterchange, InterchangeKey, InterchangeVerdict, Unanswerable, examine};
use crate::identity::sha256;
use crate::limits::MAX_TRANSMISSIONS;
use crate::mail::Mail;
use crate::mailbox::{Letter, Mailbox, Question};
use crate::outcome::Outcome;
use crate::payment::OpenBalance;
use crate::script::Script;
use crate::state::{ClaimState, InterchangeState, PaymentState, State, TransmissionState};

/// A payer.
#[derive(Debug)]
pub struct Simulator {
    script: Script,
    numbers: ControlNumbers,
    transmissions: Vec<Transmission>,
    by_payload_id: HashMap<String, usize>,
    interchanges: HashSet<InterchangeKey>,
    claims: BTreeMap<String, ClaimState>,
    payments: Vec<PaymentState>,
    balances: Vec<OpenBalance>,
    mailbox: Mailbox,
    confirmations: u64,
}

/// A submission that was received, and its acknowledgements.
#[derive(Debug)]
struct Transmission {
    state: TransmissionState,
    received_at: Timestamp,
    ta1: Vec<u8>,
    implementation: Vec<u8>,
}

/// How a submission is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Conduct {
    /// At once.
    #[default]
    Answer,
    /// Not at all: the connection is held until the client gives up.
    Hold,
    /// Not at all: the connection is closed.
    HangUp,
}

/// What the payer says to a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Receipt {
    /// It is here.
    Taken {
        /// Since when. The same submission again gets the same receipt.
        received_at: Timestamp,
        /// How it is answered.
        conduct: Conduct,
    },
    /// The PayloadID named another payload before.
    PayloadIdReused,
    /// The payload cannot be answered in X12.
    Unreadable,
    /// The payer remembers as much as it can.
    Full,
    /// The payer could not make its answers.
    Failed,
}

/// Which acknowledgement is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AcknowledgmentKind {
    /// The TA1.
    Ta1,
    /// The 999.
    Implementation,
}

/// What is there of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer<'a> {
    /// The X12 bytes.
    Ready(&'a [u8]),
    /// Nothing yet, or nothing at all.
    NotThere,
    /// Nobody of this name ever submitted under this PayloadID.
    Unknown,
}

impl Simulator {
    /// A payer that has received nothing.
    #[must_use]
    pub fn new(script: Script, opened: Timestamp) -> Self {
        Self {
            mailbox: Mailbox::new(script.timing.redeliver_after_seconds),
            script,
            numbers: ControlNumbers::from(opened),
            transmissions: Vec::new(),
            by_payload_id: HashMap::new(),
            interchanges: HashSet::new(),
            claims: BTreeMap::new(),
            payments: Vec::new(),
            balances: Vec::new(),
            confirmations: 0,
        }
    }

    /// Applies a command of a journal.
    pub fn replay(&mut self, command: Command) {
        match command {
            Command::Open { at } => self.numbers = ControlNumbers::from(at),
            Command::Submit(submission) => drop(self.submit(&submission)),
            Command::Fetch(fetch) => drop(self.fetch(&fetch)),
            Command::Confirm(confirmation) => drop(self.confirm(&confirmation)),
        }
    }

    /// The script.
    #[must_use]
    pub fn script(&self) -> &Script {
        &self.script
    }

    /// Decides a claim, as a submission with it would be.
    #[must_use]
    pub fn decide(&self, claim: &ReceivedClaim) -> Decision {
        decide(&self.script, claim)
    }

    /// Receives a file of claims and makes all its answers.
    pub fn submit(&mut self, submission: &Submission) -> Receipt {
        let digest = sha256(&submission.payload.0);
        if let Some(receipt) = self.receive_again(submission, &digest) {
            return receipt;
        }
        if self.transmissions.len() >= MAX_TRANSMISSIONS {
            return Receipt::Full;
        }
        let mut numbers = self.numbers;
        match self.answers_to(submission, &mut numbers) {
            Ok((examination, mail)) => {
                self.numbers = numbers;
                self.record(submission, digest, examination, mail)
            }
            Err(error) => {
                tracing::warn!(payload_id = submission.payload_id, %error, "submission not answered");
                match error {
                    Unanswerable::Acknowledgment(_) | Unanswerable::Remittance(_) => Receipt::Failed,
                    _ => Receipt::Unreadable,
                }
            }
        }
    }

    /// The receipt for a PayloadID that was here before.
    fn receive_again(&mut self, submission: &Submission, digest: &str) -> Option<Receipt> {
        let known = *self.by_payload_id.get(&submission.payload_id)?;
        let transmission = self.transmissions.get_mut(known)?;
        let state = &mut transmission.state;
        if state.sha256 != digest || state.sender_id != submission.sender_id {
            return Some(Receipt::PayloadIdReused);
        }
        state.deliveries = state.deliveries.saturating_add(1);
        Some(Receipt::Taken { received_at: transmission.received_at, conduct: Conduct::Answer })
    }

    /// Makes all answers; nothing is changed yet, so that a failure leaves no trace.
    fn answers_to(&self, submission: &Submission, numbers: &mut ControlNumbers) -> Result<(Examination, Mail), Unanswerable> {
        let examination = examine(&self.script, submission, &self.interchanges, numbers)?;
        let owed = self.balances.clone();
        let mail = Mail::write(&self.script, submission, &examination, owed, numbers)?;
        Ok((examination, mail))
    }

    fn record(&mut self, submission: &Submission, digest: String, examination: Examination, mail: Mail) -> Receipt {
        self.balances = mail.balances;
        self.payments.extend(mail.payments);
        mail.letters.into_iter().for_each(|one| self.mailbox.put(one));
        self.record_claims(&examination);
        let id = submission.payload_id.clone();
        self.by_payload_id.insert(id, self.transmissions.len());
        self.transmissions.push(Transmission {
            state: transmission_state(submission, digest, &examination.interchanges),
            received_at: submission.at,
            ta1: examination.ta1,
            implementation: examination.implementation,
        });
        Receipt::Taken { received_at: submission.at, conduct: conduct(&examination.decided) }
    }

    fn record_claims(&mut self, examination: &Examination) {
        for (claim, outcome) in &examination.decided {
            let state = self.claims.entry(claim.clone());
            state.or_insert_with(|| ClaimState::new(*outcome)).times_received += 1;
        }
        for interchange in &examination.interchanges {
            // What was rejected was not received: it may come again, corrected, under the same number.
            if interchange.verdict == InterchangeVerdict::Accepted {
                self.interchanges.insert(interchange.key.clone());
            }
            for one in &interchange.accepted {
                if let Some(state) = self.claims.get_mut(&one.claim.patient_control_number) {
                    state.times_accepted += 1;
                }
            }
        }
    }

    /// The acknowledgement of a submission.
    #[must_use]
    pub fn acknowledgment(&self, kind: AcknowledgmentKind, sender_id: &str, payload_id: &str, at: Timestamp) -> Answer<'_> {
        let known = self.by_payload_id.get(payload_id).copied();
        let transmission = known.and_then(|known| self.transmissions.get(known));
        let Some(transmission) = transmission.filter(|one| one.state.sender_id == sender_id) else {
            return Answer::Unknown;
        };
        let ready_at = later(transmission.received_at, self.script.timing.acknowledge_after_seconds);
        let bytes = match kind {
            AcknowledgmentKind::Ta1 => &transmission.ta1,
            AcknowledgmentKind::Implementation => &transmission.implementation,
        };
        match bytes.is_empty() || at < ready_at {
            true => Answer::NotThere,
            false => Answer::Ready(bytes),
        }
    }

    /// Whether there is something for a fetch, without handing it out.
    #[must_use]
    pub fn has_mail(&self, fetch: &Fetch) -> bool {
        self.mailbox.find(&question(fetch)).is_some()
    }

    /// Hands out the next 277CA or 835.
    pub fn fetch(&mut self, fetch: &Fetch) -> Option<&[u8]> {
        let letter = self.mailbox.hand_out(&question(fetch))?;
        Some(&letter.bytes)
    }

    /// Takes note that something was received; says whether it had been handed out under that PayloadID.
    pub fn confirm(&mut self, confirmation: &Confirmation) -> bool {
        self.confirmations = self.confirmations.saturating_add(1);
        self.mailbox.confirm(&confirmation.sender_id, &confirmation.payload_id)
    }

    /// What it has received and paid, for tests to hold a gateway against.
    #[must_use]
    pub fn state(&self) -> State {
        let mut letters: HashMap<&str, Vec<&Letter>> = HashMap::new();
        for letter in self.mailbox.letters() {
            letters.entry(&letter.trace_number).or_default().push(letter);
        }
        let mut payments = self.payments.clone();
        for payment in &mut payments {
            let own = letters.get(payment.trace_number.as_str());
            payment.count(own.into_iter().flatten().copied());
        }
        State {
            transmissions: self.transmissions.iter().map(|one| one.state.clone()).collect(),
            claims: self.claims.clone(),
            payments,
            confirmations: self.confirmations,
        }
    }
}

fn question(fetch: &Fetch) -> Question<'_> {
    Question { kind: fetch.kind, receiver_id: &fetch.receiver_id, payload_id: &fetch.payload_id, at: fetch.at }
}

fn transmission_state(submission: &Submission, digest: String, interchanges: &[ExaminedInterchange]) -> TransmissionState {
    let interchange = |one: &ExaminedInterchange| InterchangeState {
        sender: one.key.0.id.clone(),
        control_number: one.key.2.clone(),
        verdict: one.verdict,
        claims_accepted: one.accepted.len(),
        claims_refused: one.refused_claims,
    };
    TransmissionState {
        payload_id: submission.payload_id.clone(),
        sender_id: submission.sender_id.clone(),
        sha256: digest,
        deliveries: 1,
        interchanges: interchanges.iter().map(interchange).collect(),
    }
}

/// How a submission is answered: the claims in it say.
fn conduct(decided: &[(String, Outcome)]) -> Conduct {
    let asks = |wanted| decided.iter().any(|(_, outcome)| *outcome == wanted);
    if asks(Outcome::Timeout) {
        Conduct::Hold
    } else if asks(Outcome::Hangup) {
        Conduct::HangUp
    } else {
        Conduct::Answer
    }
}
