//! The walk: it follows one transaction set through its guide and gives each segment its place.
//!
//! Invariant: one defect gives one finding. A segment that fits nowhere is passed over; one whose qualifier is wrong is taken for the use most
//! likely meant; a missing segment is reported when its loop ends, so that one that only comes late is reported once, where it comes.

mod frame;
mod hl;
mod search;

use std::sync::Arc;

use frame::{Frame, Missing};
use hl::Levels;
use search::{Search, Target};
use x12_findings::{AckCodes, Finding, Rule};
use x12_guide::model::{Child, LoopIx, SegmentIx};
use x12_syntax::Segment;

use crate::place::{Place, path_of};
use crate::route::{Route, pack};
use crate::rules;

/// What a segment did to the walk, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A loop ended before the segment.
    Close(LoopIx),
    /// A loop begins with the segment.
    Open(LoopIx),
    /// The segment itself; `use_ix` is `None` where the guide has no place for it.
    Segment {
        /// The loop it stands in.
        loop_ix: LoopIx,
        /// What it is there.
        use_ix: Option<SegmentIx>,
    },
}

/// Follows one transaction set.
#[derive(Debug)]
pub struct Walk {
    route: Arc<Route>,
    frames: Vec<Frame>,
    /// Frames kept for reuse.
    spare: Vec<Frame>,
    steps: Vec<Step>,
    findings: Vec<Finding>,
    missing: Vec<Missing>,
    levels: Levels,
    /// Missing segments less surplus ones: how far an honest SE01 may be off.
    lacking: i64,
}

impl Walk {
    /// A walk before the ST of a set.
    #[must_use]
    pub fn new(route: Arc<Route>) -> Self {
        let mut walk = Self { route, frames: Vec::new(), spare: Vec::new(), steps: Vec::new(), findings: Vec::new(), missing: Vec::new(), levels: Levels::default(), lacking: 0 };
        walk.restart();
        walk
    }

    /// Begins anew with the next set of the same guide.
    pub fn restart(&mut self) {
        self.spare.append(&mut self.frames);
        self.steps.clear();
        self.findings.clear();
        self.missing.clear();
        self.levels = Levels::default();
        self.lacking = 0;
        self.push_frame(LoopIx::ROOT);
    }

    /// The route that is walked.
    #[must_use]
    pub fn route(&self) -> &Arc<Route> {
        &self.route
    }

    /// What the last segment did.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Takes the findings made so far. Those of a missing segment come when its parent loop has ended, so they are not in the order of the file.
    pub fn take_findings(&mut self) -> Vec<Finding> {
        std::mem::take(&mut self.findings)
    }

    /// How many segments are missing less how many are too many, by the findings made: a count in SE that is off by just that is no second defect.
    #[must_use]
    pub fn lacking(&self) -> i64 {
        self.lacking
    }

    /// Places one segment, ST to SE; [`steps`](Self::steps) says what it did.
    pub fn place(&mut self, segment: &Segment<'_>) {
        self.steps.clear();
        let id = pack(segment.id());
        let target = Search { route: &self.route, frames: &self.frames, levels: &self.levels, id, segment }.find();
        match target {
            Target::Entry { depth, entry, fault } => self.enter(segment, depth, entry, fault),
            Target::NewInstance { depth, entry } => self.enter_implicitly(segment, depth, &[entry]),
            Target::Below { depth, through } => self.enter_implicitly(segment, depth, &through),
            Target::Late { use_ix } => self.late(segment, use_ix),
            Target::Nowhere { known } => self.nowhere(segment, known),
        }
    }

    /// Ends the set: closes what is open. Call it after SE, or where the set breaks off.
    pub fn finish(&mut self, at: &Place) {
        self.steps.clear();
        while !self.frames.is_empty() {
            self.close_innermost(&mut || at.clone());
        }
        self.flush_missing(0);
    }

    fn enter(&mut self, segment: &Segment<'_>, depth: usize, entry: usize, fault: Option<&'static Rule>) {
        self.close_to(depth, segment);
        let Some(target) = self.entry(depth, entry) else { return };
        if let Some(frame) = self.frames.get_mut(depth) {
            frame.take(self.route.entries(frame.loop_ix), entry, segment, fault == Some(&rules::SEGMENT_OUT_OF_ORDER));
        }
        let use_ix = target.segment;
        if let Some(rule) = fault {
            let is_loop = matches!(target.child, Child::Loop(_));
            let rule = if is_loop && rule.code == rules::SEGMENT_REPEATED.code { &rules::LOOP_REPEATED } else { rule };
            self.report(rule, use_ix, &Place::of(segment));
            self.missing.retain(|missing| missing.use_ix != use_ix || rule.code != rules::SEGMENT_OUT_OF_ORDER.code);
            if rule.code == rules::SEGMENT_REPEATED.code {
                self.lacking -= 1;
            }
        }
        if let Child::Loop(loop_ix) = target.child {
            let guessed = self.route.fit(&target, target.id, segment) != crate::route::Fit::Full;
            self.open(loop_ix, guessed);
            self.take_first(segment);
        }
        self.located(segment, use_ix);
    }

    /// Opens loops whose first segment is missing, down to the one that holds the segment.
    fn enter_implicitly(&mut self, segment: &Segment<'_>, depth: usize, through: &[usize]) {
        self.close_to(depth, segment);
        for entry in through {
            let depth = self.frames.len().saturating_sub(1);
            let Some(target) = self.entry(depth, *entry) else { return };
            if let Some(frame) = self.frames.get_mut(depth) {
                frame.take(self.route.entries(frame.loop_ix), *entry, segment, false);
            }
            let Child::Loop(loop_ix) = target.child else { return };
            self.open(loop_ix, false);
            self.levels.implied(&self.route, loop_ix);
        }
        let depth = self.frames.len().saturating_sub(1);
        let id = pack(segment.id());
        let inner = Search { route: &self.route, frames: &self.frames, levels: &self.levels, id, segment }.within(depth);
        if let Some(entry) = inner {
            self.enter(segment, depth, entry, None);
        }
    }

    /// A segment of a loop that has ended already.
    fn late(&mut self, segment: &Segment<'_>, use_ix: SegmentIx) {
        self.missing.retain(|missing| missing.use_ix != use_ix);
        self.report(&rules::SEGMENT_OUT_OF_ORDER, use_ix, &Place::of(segment));
        let loop_ix = self.route.guide.segment_at(use_ix).loop_ix;
        self.steps.push(Step::Segment { loop_ix, use_ix: Some(use_ix) });
    }

    fn nowhere(&mut self, segment: &Segment<'_>, known: bool) {
        let loop_ix = self.frames.last().map_or(LoopIx::ROOT, |frame| frame.loop_ix);
        self.steps.push(Step::Segment { loop_ix, use_ix: None });
        if self.frames.iter().any(|frame| frame.guessed) && known {
            // The loop itself was guessed from a wrong qualifier: what does not fit it is no second defect.
            return;
        }
        let (rule, ik304, message) = if known {
            (&rules::SEGMENT_UNEXPECTED, "2", "does not belong here.")
        } else {
            (&rules::SEGMENT_UNKNOWN, "1", "is not part of this transaction.")
        };
        let id = String::from_utf8_lossy(segment.id()).into_owned();
        let guide = &self.route.guide;
        let mut finding = Finding::new(rule, format!("The segment {id} {message}")).value(segment.text()).help("Remove it, or move it to the loop it belongs to.");
        finding.ack = AckCodes { ik304: Some(ik304), ..AckCodes::default() };
        finding.loop_id = Some(guide.loop_at(loop_ix).id.clone());
        finding.path = Some(join(&path_of(guide, loop_ix), &id));
        self.findings.push(Place::of(segment).locate(finding));
        self.lacking -= 1;
    }

    fn located(&mut self, segment: &Segment<'_>, use_ix: SegmentIx) {
        let one = self.route.guide.segment_at(use_ix);
        let loop_ix = one.loop_ix;
        self.steps.push(Step::Segment { loop_ix, use_ix: Some(use_ix) });
        if segment.id() == b"HL" {
            let depth = self.frames.len().saturating_sub(1);
            let found = self.levels.enter(&self.route, loop_ix, depth, segment, &mut self.frames);
            self.findings.extend(found);
        }
    }

    fn entry(&self, depth: usize, entry: usize) -> Option<crate::route::Entry> {
        self.route.entries(self.frames.get(depth)?.loop_ix).get(entry).copied()
    }

    fn open(&mut self, loop_ix: LoopIx, guessed: bool) {
        self.push_frame(loop_ix);
        if let Some(frame) = self.frames.last_mut() {
            frame.guessed = guessed;
        }
        self.steps.push(Step::Open(loop_ix));
    }

    /// Counts a loop's first segment in the loop it has just opened.
    fn take_first(&mut self, segment: &Segment<'_>) {
        if let Some(frame) = self.frames.last_mut() {
            frame.take(self.route.entries(frame.loop_ix), 0, segment, false);
        }
    }

    fn push_frame(&mut self, loop_ix: LoopIx) {
        let entries = self.route.entries(loop_ix).len();
        let mut frame = self.spare.pop().unwrap_or_default();
        frame.reset(loop_ix, entries);
        self.frames.push(frame);
    }

    fn close_to(&mut self, depth: usize, segment: &Segment<'_>) {
        while self.frames.len() > depth + 1 {
            self.close_innermost(&mut || Place::of(segment));
        }
    }

    /// Ends the innermost loop: notes what it lacks, and reports what loops inside it lacked.
    fn close_innermost(&mut self, at: &mut dyn FnMut() -> Place) {
        let Some(mut frame) = self.frames.pop() else { return };
        let depth = self.frames.len();
        self.flush_missing(depth + 1);
        if !frame.guessed {
            let entries = self.route.entries(frame.loop_ix);
            for (index, entry) in entries.iter().enumerate() {
                if entry.required && frame.count(index) == 0 {
                    let place = frame.due(index).unwrap_or_else(&mut *at);
                    self.missing.push(Missing { depth, child: entry.child, use_ix: entry.segment, place });
                }
            }
        }
        self.findings.extend(self.levels.leave(&self.route, &mut frame));
        if !self.frames.is_empty() || frame.loop_ix != LoopIx::ROOT {
            self.steps.push(Step::Close(frame.loop_ix));
        }
        self.spare.push(frame);
    }

    /// Reports what was found missing in loops deeper than `depth`.
    fn flush_missing(&mut self, depth: usize) {
        if self.missing.iter().all(|missing| missing.depth < depth) {
            return;
        }
        let (due, kept) = std::mem::take(&mut self.missing).into_iter().partition(|missing| missing.depth >= depth);
        self.missing = kept;
        for missing in due {
            self.report_missing(&missing);
        }
    }

    fn report_missing(&mut self, missing: &Missing) {
        let guide = Arc::clone(&self.route.guide);
        let use_ix = missing.use_ix;
        let one = guide.segment_at(use_ix);
        let at = path_of(&guide, one.loop_ix);
        let (rule, what) = match missing.child {
            Child::Segment(_) => (&rules::SEGMENT_MISSING, format!("The segment {} ({}) is missing: it is required here.", one.id, one.name.to_lowercase())),
            Child::Loop(ix) => {
                let whole = guide.loop_at(ix);
                (&rules::LOOP_MISSING, format!("The loop {} ({}) is missing: it is required here, and begins with {}.", whole.id, whole.name.to_lowercase(), one.id))
            }
        };
        let mut finding = Finding::new(rule, what).expected(self.expectation(use_ix));
        finding.ack = AckCodes { ik304: Some("3"), ..AckCodes::default() };
        finding.segment_id = Some(one.id.clone());
        finding.loop_id = Some(guide.loop_at(one.loop_ix).id.clone());
        finding.path = Some(join(&at, &one.id));
        let mut finding = missing.place.locate(finding);
        finding.length = 0;
        self.findings.push(finding);
        self.lacking += 1;
    }

    /// What a segment use looks like, with its qualifiers (`REF*EI or SY`).
    fn expectation(&self, use_ix: SegmentIx) -> String {
        let one = self.route.guide.segment_at(use_ix);
        let mut text = one.id.clone();
        for discriminator in &one.discriminators {
            if discriminator.element == 1 && discriminator.component.is_none() {
                text.push('*');
                text.push_str(&discriminator.codes.values().join(" or "));
            }
        }
        text
    }

    fn report(&mut self, rule: &'static Rule, use_ix: SegmentIx, place: &Place) {
        let guide = &self.route.guide;
        let one = guide.segment_at(use_ix);
        let whole = guide.loop_at(one.loop_ix);
        let (ik304, message, help) = match rule.code {
            "segment-out-of-order" => ("7", format!("The segment {} ({}) comes too late.", one.id, one.name.to_lowercase()), "Move it before the segments that the guide puts behind it."),
            "segment-repeated-too-often" => ("5", format!("There are too many segments {} ({}) here.", one.id, one.name.to_lowercase()), "Remove the surplus ones."),
            _ => ("4", format!("There are too many loops {} ({}) here.", whole.id, whole.name.to_lowercase()), "Remove the surplus ones, or put them into a loop of their own above."),
        };
        let mut finding = Finding::new(rule, message).help(help);
        if let Some(most) = one.repeat.0.filter(|_| ik304 == "5") {
            finding = finding.expected(format!("at most {most}"));
        }
        if let Some(most) = whole.repeat.0.filter(|_| ik304 == "4") {
            finding = finding.expected(format!("at most {most}"));
        }
        finding.ack = AckCodes { ik304: Some(ik304), ..AckCodes::default() };
        finding.loop_id = Some(whole.id.clone());
        finding.path = Some(join(&path_of(guide, one.loop_ix), &one.id));
        self.findings.push(place.locate(finding));
    }
}

/// Joins a loop path and a segment or element; the root's path is empty.
pub(crate) fn join(path: &str, tail: &str) -> String {
    if path.is_empty() { tail.to_owned() } else { format!("{path}/{tail}") }
}
