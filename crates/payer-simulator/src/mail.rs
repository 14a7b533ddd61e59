//! What a submission puts into the mailbox and the books: its 277CA, and the remittances of its payments.

use jiff::Timestamp;
use x12_835::{GUIDE, write_set};
use x12_model::WriteError;

use crate::clock::later;
use crate::command::Submission;
use crate::control_numbers::ControlNumbers;
use crate::envelope::{Route, wrap};
use crate::examination::{Examination, Unanswerable};
use crate::identity::Identity;
use crate::mailbox::{Letter, LetterKind};
use crate::payment::{Delivery, OpenBalance, Payment, plan};
use crate::remittance::remittance;
use crate::script::Script;
use crate::state::PaymentState;

/// The mail of one submission.
#[derive(Debug)]
pub(crate) struct Mail {
    /// For the mailbox.
    pub(crate) letters: Vec<Letter>,
    /// For the books.
    pub(crate) payments: Vec<PaymentState>,
    /// What providers owe afterwards.
    pub(crate) balances: Vec<OpenBalance>,
}

impl Mail {
    /// Plans the payments and writes all letters; `balances` is what providers owed before.
    ///
    /// # Errors
    /// If a remittance cannot be written.
    pub(crate) fn write(
        script: &Script,
        submission: &Submission,
        examination: &Examination,
        balances: Vec<OpenBalance>,
        numbers: &mut ControlNumbers,
    ) -> Result<Self, Unanswerable> {
        let mut mail = Self { letters: results_letter(script, submission, examination).into_iter().collect(), payments: Vec::new(), balances };
        let payload = &submission.payload.0;
        let identity = Identity::new(&script.seed, &submission.payload_id, payload);
        for interchange in &examination.interchanges {
            let Some(route) = &interchange.route else {
                continue;
            };
            let identity = identity.of_interchange(&interchange.key.2);
            let claims = &interchange.accepted;
            let payments = plan(script, &identity, submission.at, claims, &mut mail.balances);
            for payment in &payments {
                mail.remit(script, submission, route, payment, numbers)?;
            }
        }
        Ok(mail)
    }

    fn remit(&mut self, script: &Script, submission: &Submission, route: &Route, payment: &Payment, numbers: &mut ControlNumbers) -> Result<(), WriteError> {
        let envelopes = match payment.delivery {
            Delivery::Twice => 2,
            Delivery::Once | Delivery::Unbalanced => 1,
        };
        for _ in 0..envelopes {
            let bytes = write_remittance(script, route, payment, numbers.take())?;
            let kind = LetterKind::Remittance;
            let mut letter = letter(submission, kind, payment.at, bytes);
            letter.trace_number.clone_from(&payment.trace_number);
            self.letters.push(letter);
        }
        self.payments.push(payment_state(payment, envelopes));
        Ok(())
    }
}

fn results_letter(script: &Script, submission: &Submission, examination: &Examination) -> Option<Letter> {
    let ready_at = later(submission.at, script.timing.results_after_seconds);
    let bytes = examination.results.clone();
    (!bytes.is_empty()).then(|| letter(submission, LetterKind::Results, ready_at, bytes))
}

fn letter(submission: &Submission, kind: LetterKind, available_at: Timestamp, bytes: Vec<u8>) -> Letter {
    Letter {
        kind,
        receiver_id: submission.sender_id.clone(),
        submission: submission.payload_id.clone(),
        trace_number: String::new(),
        available_at,
        bytes,
        handed_under: Vec::new(),
        handed_at: None,
        confirmed: false,
    }
}

fn write_remittance(script: &Script, route: &Route, payment: &Payment, number: u32) -> Result<Vec<u8>, WriteError> {
    let guide = x12_835::route();
    let remittance = remittance(script, payment);
    wrap(route, "HP", GUIDE, number, payment.at, |writer| write_set(writer, guide.guide(), &remittance).map(drop))
}

fn payment_state(payment: &Payment, envelopes: u64) -> PaymentState {
    PaymentState {
        trace_number: payment.trace_number.clone(),
        provider: payment.provider.npi.clone(),
        amount: payment.stated_total(),
        balanced: payment.stated_total() == payment.total(),
        claims: payment.claims.len(),
        envelopes,
        handed_out: 0,
        confirmed: 0,
    }
}
