//! One submission from its bytes to all its answers: acknowledgements, 277CA and payments. Nothing is remembered here.
//!
//! Invariant: a claim is paid only if the TA1, the 999 and the 277CA all take it.

use std::collections::HashSet;

use jiff::Timestamp;
use x12_acknowledge::codes::InterchangeNote;
use x12_acknowledge::{Acknowledgment, Parties, write_acknowledgments};
use x12_findings::Severity;

use crate::acknowledgment::{Acknowledged, Scripted, acknowledge};
use crate::command::Submission;
use crate::control_numbers::ControlNumbers;
use crate::decision::{Decision, decide};
use crate::envelope::Route;
use crate::identity::Identity;
use crate::intake::{self, Address, ReceivedInterchange, ReceivedSet};
use crate::limits::{MAX_CLAIMS, MAX_INTERCHANGES};
use crate::outcome::Outcome;
use crate::payment::AcceptedClaim;
use crate::results::{JudgedClaim, JudgedSet, results};
use crate::script::{ClaimStatus, Script};

/// What names an interchange: who sent it to whom under which number.
pub(crate) type InterchangeKey = (Address, Address, String);

/// Why a submission cannot be answered in X12.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unanswerable {
    /// It holds no interchange.
    #[error("the payload holds no interchange")]
    NoInterchange,
    /// It holds too much.
    #[error("the payload holds more than {limit} {what}")]
    TooMuch {
        /// Of what.
        what: &'static str,
        /// How many are possible.
        limit: usize,
    },
    /// It cannot be read.
    #[error("the payload cannot be read: {0}")]
    Unreadable(#[from] x12_syntax::Error),
    /// An acknowledgement cannot be written.
    #[error("the acknowledgment cannot be written: {0}")]
    Acknowledgment(#[from] x12_acknowledge::Error),
    /// A remittance cannot be written.
    #[error("the remittance cannot be written: {0}")]
    Remittance(#[from] x12_model::WriteError),
}

/// A submission with all its answers.
#[derive(Debug, Default)]
pub(crate) struct Examination {
    /// The interchanges.
    pub(crate) interchanges: Vec<ExaminedInterchange>,
    /// All TA1s.
    pub(crate) ta1: Vec<u8>,
    /// All 999s.
    pub(crate) implementation: Vec<u8>,
    /// All 277CAs.
    pub(crate) results: Vec<u8>,
    /// The decisions on all claims, those that were refused included.
    pub(crate) decided: Vec<(String, Outcome)>,
}

/// An interchange with its answers.
#[derive(Debug)]
pub(crate) struct ExaminedInterchange {
    /// What names it.
    pub(crate) key: InterchangeKey,
    /// What became of it.
    pub(crate) verdict: InterchangeVerdict,
    /// The way back; `None` if it holds no claims.
    pub(crate) route: Option<Route>,
    /// The claims that were taken up.
    pub(crate) accepted: Vec<AcceptedClaim>,
    /// How many claims were not.
    pub(crate) refused_claims: usize,
}

/// What became of an interchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InterchangeVerdict {
    /// Its envelope was accepted; its sets and claims have answers of their own.
    Accepted,
    /// The TA1 refuses it.
    Rejected,
    /// An interchange of this sender and number was here before; the TA1 refuses it.
    Duplicate,
}

/// Examines a submission. `seen` holds the interchanges of earlier ones.
///
/// # Errors
/// If there is nothing to answer or an answer cannot be written.
pub(crate) fn examine(
    script: &Script,
    submission: &Submission,
    seen: &HashSet<InterchangeKey>,
    numbers: &mut ControlNumbers,
) -> Result<Examination, Unanswerable> {
    let payload = &submission.payload.0;
    let parts = intake::split(payload)?;
    limited(parts.len(), "interchanges", MAX_INTERCHANGES)?;
    let mut examiner = Examiner {
        script,
        identity: Identity::new(&script.seed, &submission.payload_id, payload),
        at: submission.at,
        seen,
        numbers,
        claims: 0,
        examination: Examination::default(),
    };
    for bytes in parts {
        if let Some(received) = intake::read(bytes)? {
            examiner.interchange(bytes, &received)?;
        }
    }
    match examiner.examination.interchanges.is_empty() {
        true => Err(Unanswerable::NoInterchange),
        false => Ok(examiner.examination),
    }
}

fn limited(found: usize, what: &'static str, limit: usize) -> Result<(), Unanswerable> {
    match found > limit {
        true => Err(Unanswerable::TooMuch { what, limit }),
        false => Ok(()),
    }
}

struct Examiner<'a> {
    script: &'a Script,
    identity: Identity,
    at: Timestamp,
    seen: &'a HashSet<InterchangeKey>,
    numbers: &'a mut ControlNumbers,
    /// Claims so far, for their numbers.
    claims: usize,
    examination: Examination,
}

impl Examiner<'_> {
    fn interchange(&mut self, bytes: &[u8], received: &ReceivedInterchange) -> Result<(), Unanswerable> {
        let key = key(received);
        let decisions = self.decisions(received)?;
        let within = |one: &ExaminedInterchange| one.key == key;
        let duplicate = self.seen.contains(&key) || self.examination.interchanges.iter().any(within);
        let scripted = scripted(&decisions, duplicate);
        let answer = acknowledge(bytes, received, &scripted, self.numbers, self.at)?;
        let verdict = match (answer.envelope_accepted, duplicate) {
            (_, true) => InterchangeVerdict::Duplicate,
            (true, false) => InterchangeVerdict::Accepted,
            (false, false) => InterchangeVerdict::Rejected,
        };
        let sets = self.judge(bytes, received, &answer, &decisions)?;
        self.answer_claims(received, &sets)?;
        let claims: usize = received.sets.iter().map(|set| set.claims.len()).sum();
        let accepted = accepted(sets, self.script);
        self.examination.ta1.extend(answer.ta1);
        self.examination.implementation.extend(answer.implementation);
        self.examination.interchanges.push(ExaminedInterchange {
            key,
            verdict,
            route: route(received),
            refused_claims: claims.saturating_sub(accepted.len()),
            accepted,
        });
        Ok(())
    }

    /// The decisions on all claims, set by set.
    fn decisions(&mut self, received: &ReceivedInterchange) -> Result<Vec<Vec<Decision>>, Unanswerable> {
        let claims: usize = received.sets.iter().map(|set| set.claims.len()).sum();
        limited(self.claims.saturating_add(claims), "claims", MAX_CLAIMS)?;
        let mut decisions = Vec::new();
        for set in &received.sets {
            let decided: Vec<Decision> = set.claims.iter().map(|located| decide(self.script, &located.claim)).collect();
            let named = set.claims.iter().zip(&decided).map(|(located, decision)| (located.claim.patient_control_number.clone(), decision.outcome));
            self.examination.decided.extend(named);
            decisions.push(decided);
        }
        Ok(decisions)
    }

    /// Judges the claims of the sets that the 999 accepts.
    fn judge(
        &mut self,
        bytes: &[u8],
        received: &ReceivedInterchange,
        answer: &Acknowledged,
        decisions: &[Vec<Decision>],
    ) -> Result<Vec<JudgedSet>, Unanswerable> {
        let faults = claim_faults(bytes)?;
        let mut judged = Vec::new();
        let sets = received.sets.iter().zip(decisions);
        for ((set, decisions), accepted) in sets.zip(&answer.accepted_sets) {
            if *accepted {
                judged.push(self.judge_set(set, decisions, &faults));
            }
        }
        Ok(judged)
    }

    fn judge_set(&mut self, set: &ReceivedSet, decisions: &[Decision], faults: &[u64]) -> JudgedSet {
        let own = faults.iter().filter(|at| (set.segments.0..=set.segments.1).contains(*at));
        let faulty: HashSet<usize> = own.flat_map(|at| set.concerned_by(*at)).collect();
        let claims = set.claims.iter().zip(decisions).enumerate();
        let judged = claims.map(|(index, (located, decision))| {
            let number = self.identity.claim_control_number(self.claims);
            self.claims = self.claims.saturating_add(1);
            let verdict = if faulty.contains(&index) {
                Err(ClaimStatus::invalid())
            } else if decision.outcome == Outcome::Reject277 {
                Err(decision.terms.status.clone())
            } else {
                Ok(number)
            };
            JudgedClaim { claim: located.claim.clone(), verdict }
        });
        JudgedSet { claims: judged.collect(), reference: set.reference.clone(), submitter: set.submitter.clone() }
    }

    /// Adds the 277CA of an interchange.
    fn answer_claims(&mut self, received: &ReceivedInterchange, sets: &[JudgedSet]) -> Result<(), Unanswerable> {
        if sets.is_empty() {
            return Ok(());
        }
        let receipt = self.identity.receipt_number();
        let numbered = sets.iter().zip(1..);
        let acknowledgments: Vec<Acknowledgment> =
            numbered.map(|(set, number)| results(&self.script.payer, set, &receipt, number, self.at)).map(|one| Acknowledgment::Claim(Box::new(one))).collect();
        let options = crate::acknowledgment::options(self.numbers.take(), self.at);
        let parties: Parties = crate::acknowledgment::parties(received);
        let results = &mut self.examination.results;
        write_acknowledgments(results, &parties, &acknowledgments, &options)?;
        Ok(())
    }
}

fn key(received: &ReceivedInterchange) -> InterchangeKey {
    (received.sender.clone(), received.receiver.clone(), received.control_number.clone())
}

/// What the script says of an interchange: refused if one of its claims asks for it, or if it came before.
fn scripted(decisions: &[Vec<Decision>], duplicate: bool) -> Scripted {
    let asks = |decision: &Decision| decision.outcome == Outcome::RejectTa1;
    let refusal = if duplicate {
        Some(InterchangeNote::DUPLICATE)
    } else {
        let asked = decisions.iter().flatten().any(asks);
        asked.then_some(InterchangeNote::SENDER)
    };
    let refused = |set: &Vec<Decision>| set.iter().position(|decision| decision.outcome == Outcome::Reject999);
    Scripted { refusal, refused_sets: decisions.iter().map(refused).collect() }
}

/// The segments at which errors stand that the 999 does not speak of: SNIP type 3 and above.
fn claim_faults(bytes: &[u8]) -> Result<Vec<u64>, Unanswerable> {
    let report = x12_validate::validate(bytes, &x12_validate::Options::default())?;
    let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error && finding.snip >= 3);
    Ok(errors.map(|finding| finding.segment).collect())
}

fn accepted(sets: Vec<JudgedSet>, script: &Script) -> Vec<AcceptedClaim> {
    let claims = sets.into_iter().flat_map(|set| set.claims);
    let taken = claims.filter_map(|one| {
        let control_number = one.verdict.ok()?;
        Some(AcceptedClaim { decision: decide(script, &one.claim), claim: one.claim, control_number })
    });
    taken.collect()
}

fn route(received: &ReceivedInterchange) -> Option<Route> {
    let set = received.sets.first()?;
    Some(Route {
        sender: received.receiver.clone(),
        receiver: received.sender.clone(),
        application_sender: set.application_receiver.clone(),
        application_receiver: set.application_sender.clone(),
        usage: received.usage.clone(),
        delimiters: received.delimiters,
    })
}
