//! The observer: what a validation tells becomes TA1s and 999s.
//!
//! Warn before changing: what the envelope says of a header (a repeated control number) arrives before its level opens; what is wrong with the header
//! itself (an ISA of the wrong width) right after.

use std::io::Write;

use x12_findings::{Finding, Severity};
use x12_guide::{Guide, GuideSet};
use x12_syntax::Segment;
use x12_validate::{GroupSummary, Guides, InterchangeSummary, Observer, SetSummary, Summary};

use super::group::OpenGroup;
use super::interchange::{Notes, OpenInterchange};
use super::set::SetMaker;
use super::submission::Submission;
use super::watch::SetWatch;
use super::{Kind, Outcome};
use crate::codes::{GroupVerdict, InterchangeVerdict, SetFault, SetVerdict};
use crate::error::Error;
use crate::limits;
use crate::write::{AckOptions, Answer, CLAIM_GUIDE, IMPLEMENTATION_GUIDE, claim, header_time, implementation, interchange_segment, written_date};

/// The number of the one 999 in each group.
const SET_NUMBER: &str = "0001";

/// Acknowledges what a validation tells it; for callers that validate anyway and need no second pass.
#[derive(Debug)]
pub struct Acknowledger<'a, W> {
    kind: Kind,
    guides: &'a GuideSet,
    answer: Answer<'a, W>,
    outcome: Outcome,
    failed: Option<Error>,
    interchange: Option<OpenInterchange>,
    group: Option<OpenGroup>,
    waiting: Waiting,
    watch: SetWatch,
    submission: Submission,
    /// The group of 277CAs that is open, and how many it holds.
    claim_sets: Option<u64>,
}

/// What was found at headers whose level is not open yet.
#[derive(Debug, Default)]
struct Waiting {
    notes: Notes,
    group: Vec<Finding>,
    set: Vec<SetFault>,
}

impl<'a, W: Write> Acknowledger<'a, W> {
    /// An acknowledger that writes to `output`; `guides` are those of the validation.
    pub fn new(kind: Kind, output: W, options: &'a AckOptions, guides: &'a Guides) -> Self {
        Self {
            kind,
            guides: guides.set(),
            answer: Answer::new(output, options),
            outcome: Outcome::default(),
            failed: None,
            interchange: None,
            group: None,
            waiting: Waiting::default(),
            watch: SetWatch::default(),
            submission: Submission::default(),
            claim_sets: None,
        }
    }

    /// Writes what is still due, once the validation has ended.
    ///
    /// # Errors
    /// The first that occurred while writing.
    pub fn finish(mut self, summary: Summary) -> Result<Outcome, Error> {
        self.settle();
        self.outcome.summary = summary;
        match self.failed {
            Some(error) => Err(error),
            None => Ok(self.outcome),
        }
    }

    /// Ends the answer to the interchange before, when nothing can be told of it any more.
    fn settle(&mut self) {
        let Some(interchange) = self.interchange.take() else { return };
        let acknowledgment = interchange.acknowledgment(self.answer.options().created);
        self.outcome.interchanges += 1;
        self.outcome.interchanges_rejected += u64::from(acknowledgment.verdict == InterchangeVerdict::REJECTED);
        if interchange.answered {
            self.attempt(Answer::close_interchange);
        } else if self.kind != Kind::Claim277 && interchange.is_owed_an_answer() {
            let parties = interchange.parties();
            self.outcome.answers += 1;
            self.attempt(|answer| {
                answer.open_interchange(&parties)?;
                answer.segment(&interchange_segment(&acknowledgment))?;
                answer.close_interchange()
            });
        }
    }

    /// Does something with the answer, unless writing has failed before.
    fn attempt(&mut self, action: impl FnOnce(&mut Answer<'a, W>) -> Result<(), Error>) {
        if self.failed.is_none() {
            self.failed = action(&mut self.answer).err();
        }
    }

    /// Opens the 999 of a group, and the interchange around it if it is the first.
    fn answer_group(&mut self, group: &OpenGroup) {
        let Some(interchange) = &mut self.interchange else { return };
        interchange.answerable += 1;
        if self.kind != Kind::Implementation999 {
            return;
        }
        let parties = (!interchange.answered).then(|| interchange.parties());
        interchange.answered = true;
        let (name, applications) = (group.name().clone(), group.applications());
        self.outcome.answers += u64::from(parties.is_some());
        self.attempt(|answer| {
            if let Some(parties) = parties {
                answer.open_interchange(&parties)?;
            }
            answer.open_group("FA", IMPLEMENTATION_GUIDE, Some((&applications.0, &applications.1)))?;
            implementation::open(answer, SET_NUMBER, &name)
        });
    }

    /// Writes the 277CA of a set that has ended, in a group of 277CAs for each group received.
    fn answer_claims(&mut self, set: &SetSummary, findings: &[Finding], guide: Option<&Guide>) {
        let (Some(interchange), Some(group)) = (&mut self.interchange, &self.group) else { return };
        let created = self.answer.options().created;
        let Some(mut one) = self.submission.acknowledgment(set, findings, guide, &interchange.summary, &written_date(created)) else { return };
        let parties = (!interchange.answered).then(|| interchange.parties());
        interchange.answered = true;
        self.outcome.answers += u64::from(parties.is_some());
        let claims = one.providers.iter().flat_map(|provider| &provider.patients).flat_map(|patient| &patient.claims);
        for claim in claims {
            self.outcome.claims += 1;
            self.outcome.claims_accepted += u64::from(claim.is_accepted());
        }
        let applications = self.claim_sets.is_none().then(|| group.applications());
        let number = self.claim_sets.unwrap_or(0) + 1;
        self.claim_sets = Some(number);
        one.control_number = format!("{number:04}");
        (one.date, one.time) = (written_date(created), header_time(created));
        self.attempt(|answer| {
            if let Some(parties) = parties {
                answer.open_interchange(&parties)?;
            }
            if let Some((sender, receiver)) = applications {
                answer.open_group("HN", CLAIM_GUIDE, Some((&sender, &receiver)))?;
            }
            claim::write(answer, &one)
        });
    }

    fn writes_group(&self) -> bool {
        self.kind == Kind::Implementation999 && self.group.as_ref().is_some_and(OpenGroup::is_answerable)
    }

    /// Takes note of what a finding says of the interchange.
    fn note(&mut self, finding: &Finding) {
        let is_late = finding.code == "trailer-missing";
        match &mut self.interchange {
            Some(open) if is_late || !open.closed => open.notes.add(finding),
            _ => self.waiting.notes.add(finding),
        }
    }
}

impl<W: Write> Observer for Acknowledger<'_, W> {
    fn interchange_opened(&mut self, interchange: &InterchangeSummary) {
        self.settle();
        self.interchange = Some(OpenInterchange::new(interchange.clone(), std::mem::take(&mut self.waiting.notes)));
        self.waiting = Waiting::default();
    }

    fn group_opened(&mut self, group: &GroupSummary) {
        let found = std::mem::take(&mut self.waiting.group);
        let Some(interchange) = &mut self.interchange else { return };
        interchange.groups += 1;
        let mut open = OpenGroup::new(group);
        found.iter().for_each(|finding| open.add(finding));
        if open.is_acknowledgment() {
            interchange.acknowledgments += 1;
        } else {
            self.outcome.groups += 1;
        }
        if open.is_answerable() {
            self.answer_group(&open);
        }
        self.group = Some(open);
    }

    fn segment(&mut self, segment: &Segment<'_>) {
        if segment.id() == b"TA1" {
            if let Some(interchange) = &mut self.interchange {
                interchange.has_acknowledgment = true;
            }
            return;
        }
        self.watch.see(segment);
        if self.kind == Kind::Claim277 && !self.submission.see(segment) {
            self.attempt(|_| Err(Error::Claims { limit: limits::CLAIMS }));
        }
    }

    fn set_closed(&mut self, set: &SetSummary, findings: &[Finding]) {
        findings.iter().for_each(|finding| self.note(finding));
        let outer = std::mem::take(&mut self.waiting.set);
        let delimiters = self.interchange.as_ref().map(|open| open.summary.delimiters).unwrap_or_default();
        let guide = set.guide.as_deref().and_then(|id| self.guides.find(&set.transaction, id));
        let response = SetMaker { set, findings, outer: &outer, watch: &self.watch, guide: guide.as_deref(), delimiters }.response();
        let writes = self.writes_group();
        if let Some(group) = &mut self.group {
            group.count(&response);
            if !group.is_acknowledgment() {
                self.outcome.sets += 1;
                self.outcome.sets_accepted += u64::from(response.is_accepted());
                self.outcome.sets_accepted_with_errors += u64::from(response.verdict == SetVerdict::ACCEPTED_WITH_ERRORS);
            }
        }
        if writes {
            self.attempt(|answer| implementation::write_set(answer, &response));
        }
        if self.kind == Kind::Claim277 {
            self.answer_claims(set, findings, guide.as_deref());
        }
    }

    fn group_closed(&mut self, group: &GroupSummary) {
        let writes = self.writes_group();
        let Some(mut open) = self.group.take() else { return };
        self.waiting.set.clear();
        let (verdict, counts, faults) = open.close(group.declared.as_deref());
        if !open.is_acknowledgment() {
            let is_accepted = verdict == GroupVerdict::ACCEPTED || verdict == GroupVerdict::ACCEPTED_WITH_ERRORS;
            self.outcome.groups_not_accepted += u64::from(!is_accepted);
        }
        if writes {
            self.attempt(|answer| {
                implementation::close(answer, &verdict, counts, &faults)?;
                answer.close_group()
            });
        }
        if self.claim_sets.take().is_some() {
            self.attempt(Answer::close_group);
        }
    }

    fn interchange_closed(&mut self, _: &InterchangeSummary) {
        if let Some(open) = &mut self.interchange {
            open.closed = true;
        }
    }

    fn finding(&mut self, finding: &Finding) {
        self.note(finding);
        // A missing SE or GE is known from the set and the group themselves, which have closed by now.
        if finding.severity != Severity::Error || finding.code == "trailer-missing" {
            return;
        }
        let is_of_group = matches!(finding.segment_id.as_deref(), Some("GS" | "GE"));
        if finding.ack.ak905.is_some() || is_of_group {
            match &mut self.group {
                Some(group) => group.add(finding),
                None => self.waiting.group.push(finding.clone()),
            }
        }
        if let Some(code) = finding.ack.ik502 {
            self.waiting.set.push(SetFault::new(code));
        }
    }
}
