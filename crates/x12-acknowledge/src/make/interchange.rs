//! TA1 from what was found in an envelope.

use jiff::civil::DateTime;
use x12_findings::{Finding, Severity};
use x12_syntax::value::{Date, is_time, unsigned};
use x12_validate::InterchangeSummary;

use crate::codes::{InterchangeNote, InterchangeVerdict};
use crate::model::InterchangeAcknowledgment;
use crate::write::{Parties, header_date, header_time};

/// What was found that TA105 has a code for. A TA1 carries one code, so only the first of each weight is kept.
#[derive(Debug, Default)]
pub(super) struct Notes {
    envelope: Option<&'static str>,
    content: Option<&'static str>,
    warning: Option<&'static str>,
}

impl Notes {
    pub(super) fn add(&mut self, finding: &Finding) {
        let Some(code) = finding.ack.ta105 else { return };
        let place = match (finding.severity, code) {
            (Severity::Error, "024") => &mut self.content,
            (Severity::Error, _) => &mut self.envelope,
            _ => &mut self.warning,
        };
        place.get_or_insert(code);
    }
}

/// An interchange that is being acknowledged.
#[derive(Debug)]
pub(super) struct OpenInterchange {
    pub(super) summary: InterchangeSummary,
    pub(super) notes: Notes,
    /// Whether its IEA, or the want of it, was told.
    pub(super) closed: bool,
    /// Groups received.
    pub(super) groups: u64,
    /// Groups received that hold acknowledgements.
    pub(super) acknowledgments: u64,
    /// Groups that a 999 can name.
    pub(super) answerable: u64,
    /// Whether it brought a TA1.
    pub(super) has_acknowledgment: bool,
    /// Whether an answer to it is being written.
    pub(super) answered: bool,
}

impl OpenInterchange {
    pub(super) fn new(summary: InterchangeSummary, notes: Notes) -> Self {
        Self { summary, notes, closed: false, groups: 0, acknowledgments: 0, answerable: 0, has_acknowledgment: false, answered: false }
    }

    /// An interchange that brings only acknowledgements is not acknowledged.
    pub(super) fn is_owed_an_answer(&self) -> bool {
        let only_acknowledgments = self.groups == self.acknowledgments && (self.groups > 0 || self.has_acknowledgment);
        !only_acknowledgments
    }

    /// The answer goes back to where the interchange came from.
    pub(super) fn parties(&self) -> Parties {
        let InterchangeSummary { sender, receiver, usage, .. } = &self.summary;
        Parties {
            sender: receiver.clone(),
            receiver: sender.clone(),
            application_sender: receiver.1.clone(),
            application_receiver: sender.1.clone(),
            usage: usage.clone(),
        }
    }

    /// The TA1. A value of the ISA that a TA1 cannot carry (a date that is none, a control number that is no number) is replaced by one that
    /// it can, as TA105 says already what was wrong with it.
    pub(super) fn acknowledgment(&self, created: DateTime) -> InterchangeAcknowledgment {
        let (verdict, note) = self.verdict();
        let (date, time) = &self.summary.created;
        let number = unsigned(self.summary.control_number.as_bytes()).filter(|number| *number <= 999_999_999).unwrap_or(0);
        InterchangeAcknowledgment {
            control_number: format!("{number:09}"),
            date: Some(date.clone()).filter(|date| Date::yymmdd(date.as_bytes()).is_some()).unwrap_or_else(|| header_date(created)),
            time: Some(time.clone()).filter(|time| time.len() == 4 && is_time(time.as_bytes())).unwrap_or_else(|| header_time(created)),
            verdict,
            note: InterchangeNote::new(note),
            segment: None,
        }
    }

    /// A faulty envelope rejects everything in it, as nothing shows that it came whole. Faulty content (024) rejects it only where no group
    /// is left to be answered by itself.
    fn verdict(&self) -> (InterchangeVerdict, &'static str) {
        match (self.notes.envelope, self.notes.content, self.notes.warning) {
            (Some(code), ..) => (InterchangeVerdict::REJECTED, code),
            (None, Some(code), _) if self.answerable == 0 => (InterchangeVerdict::REJECTED, code),
            (None, Some(code), _) | (None, None, Some(code)) => (InterchangeVerdict::ACCEPTED_WITH_ERRORS, code),
            (None, None, None) => (InterchangeVerdict::ACCEPTED, "000"),
        }
    }
}
