//! Claims to 837P sets: levels, counts and qualifiers are derived.
//!
//! Neighbours share the level of a billing provider, subscriber or patient if its content is equal and `hl` does not say that they stood in
//! different ones. Claims are written in the order given.

use std::borrow::Borrow;
use std::io::Write;

use x12_guide::Guide;
use x12_guide::model::LoopIx;
use x12_model::{LoopRecord, WriteError, draft_of};
use x12_syntax::{SegmentBuilder, Writer};

use crate::{Billing, Claim, Submission};

/// Writes one set, ST to SE; gives how many segments it has.
///
/// # Errors
/// If a field has no place in the guide, a value holds a delimiter, or the destination fails.
pub fn write_set<W: Write, C: Borrow<Claim>>(
    to: &mut Writer<W>,
    guide: &Guide,
    submission: &Submission,
    claims: impl IntoIterator<Item = C>,
) -> Result<u64, WriteError> {
    let mut set = SetWriter::begin(to, guide, submission)?;
    for claim in claims {
        set.push(claim)?;
    }
    set.finish()
}

/// Writes one set claim by claim, holding only the claims of one subscriber.
#[derive(Debug)]
pub struct SetWriter<'w, W, C> {
    to: &'w mut Writer<W>,
    guide: &'w Guide,
    control_number: String,
    segments: u64,
    levels: u64,
    /// The billing provider's level that is open: its number, its content and where it stood.
    billing: Option<(u64, Billing, Option<String>)>,
    /// Claims of one subscriber, not written yet: whether patients follow shows only at their end.
    pending: Vec<C>,
}

impl<'w, W: Write, C: Borrow<Claim>> SetWriter<'w, W, C> {
    /// Begins a set.
    ///
    /// # Errors
    /// As [`write_set`].
    pub fn begin(to: &'w mut Writer<W>, guide: &'w Guide, submission: &Submission) -> Result<Self, WriteError> {
        let number = submission.control_number.as_str();
        let reference = if submission.implementation_reference.is_empty() { guide.id.as_str() } else { submission.implementation_reference.as_str() };
        to.write(&SegmentBuilder::new("ST").element(&guide.set).element(number).element(reference))?;
        let mut set = Self { to, guide, control_number: number.to_owned(), segments: 1, levels: 0, billing: None, pending: Vec::new() };
        set.write_loop(submission, LoopIx::ROOT)?;
        Ok(set)
    }

    /// Adds a claim.
    ///
    /// # Errors
    /// As [`write_set`].
    pub fn push(&mut self, claim: C) -> Result<(), WriteError> {
        if self.pending.last().is_some_and(|last| !shares_subscriber(last.borrow(), claim.borrow())) {
            self.flush()?;
        }
        self.pending.push(claim);
        Ok(())
    }

    /// Ends the set; gives how many segments it has.
    ///
    /// # Errors
    /// As [`write_set`].
    pub fn finish(mut self) -> Result<u64, WriteError> {
        self.flush()?;
        self.segments += 1;
        self.to.write(&SegmentBuilder::new("SE").element(self.segments.to_string()).element(&self.control_number))?;
        Ok(self.segments)
    }

    /// Writes the claims of one subscriber.
    fn flush(&mut self) -> Result<(), WriteError> {
        let claims = std::mem::take(&mut self.pending);
        let Some(first) = claims.first().map(Borrow::borrow) else { return Ok(()) };
        let billing = self.open_billing(first)?;
        let has_patients = claims.iter().any(|claim| claim.borrow().patient.is_some());
        let subscriber = self.write_level(Some(billing), "22", has_patients)?;
        self.write_loop(&first.coverage, self.find("2000A/2000B"))?;
        let mut previous: Option<&Claim> = None;
        for claim in claims.iter().map(Borrow::borrow) {
            let path = match &claim.patient {
                None => "2000A/2000B/2300",
                Some(patient) => {
                    if !previous.is_some_and(|previous| previous.patient == claim.patient && previous.hl.patient == claim.hl.patient) {
                        self.write_level(Some(subscriber), "23", false)?;
                        self.write_loop(patient, self.find("2000A/2000B/2000C"))?;
                    }
                    "2000A/2000B/2000C/2300"
                }
            };
            self.write_loop(claim, self.find(path))?;
            previous = Some(claim);
        }
        Ok(())
    }

    /// The number of the billing provider's level, written now unless it is open.
    fn open_billing(&mut self, claim: &Claim) -> Result<u64, WriteError> {
        if let Some((number, billing, level)) = &self.billing
            && *billing == claim.billing
            && *level == claim.hl.billing
        {
            return Ok(*number);
        }
        let number = self.write_level(None, "20", true)?;
        self.write_loop(&claim.billing, self.find("2000A"))?;
        self.billing = Some((number, claim.billing.clone(), claim.hl.billing.clone()));
        Ok(number)
    }

    fn write_level(&mut self, parent: Option<u64>, code: &str, has_children: bool) -> Result<u64, WriteError> {
        self.levels += 1;
        let parent = parent.map(|number| number.to_string()).unwrap_or_default();
        let level = SegmentBuilder::new("HL").element(self.levels.to_string()).element(parent).element(code);
        self.to.write(&level.element(if has_children { "1" } else { "0" }))?;
        self.segments += 1;
        Ok(self.levels)
    }

    fn write_loop<T: LoopRecord>(&mut self, record: &T, ix: LoopIx) -> Result<(), WriteError> {
        self.segments += draft_of(record, self.guide, ix, 1).write(self.to)?;
        Ok(())
    }

    fn find(&self, path: &str) -> LoopIx {
        self.guide.find_loop(path).unwrap_or(LoopIx::ROOT)
    }
}

/// Whether two neighbours stand in one subscriber level. A level's own claims come before those of its patients.
fn shares_subscriber(one: &Claim, next: &Claim) -> bool {
    let returns_to_subscriber = one.patient.is_some() && next.patient.is_none();
    !returns_to_subscriber
        && one.hl.billing == next.hl.billing
        && one.hl.subscriber == next.hl.subscriber
        && one.coverage == next.coverage
        && one.billing == next.billing
}
