//! The walk: it follows one transaction set through its guide and gives each segment its place.
//!
//! Invariant: one defect gives one finding. A segment with a place without fault is placed at once; for any other, recovery tries what it may have
//! been meant for on the segments that follow. A missing segment is reported when its loop and the one around it have ended, so that one that only
//! comes late is reported once, where it comes.

mod hl;
mod recover;
mod state;
mod target;

use std::sync::Arc;

use hl::{Levels, Most};
use state::{Change, Missing, Sink, State};
use target::{Search, Target};
use x12_findings::{AckCodes, Finding, Rule};
use x12_guide::Guide;
use x12_guide::model::{Child, LoopIx, SegmentIx};
use x12_syntax::{Limits, Segment};

use crate::place::{Place, path_of};
use crate::route::{Route, pack_any_case};
use crate::rules;

/// With more notes than this, those that nothing asks for are dropped. Far more than the loops of any guide that can be open at once.
const MOST_NOTES: usize = 100;

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
        /// Whether its qualifier fits no use and this one is only the likeliest.
        guessed: bool,
    },
}

/// Follows one transaction set.
#[derive(Debug)]
pub struct Walk {
    route: Arc<Route>,
    state: State,
    report: Report,
    most: Most,
}

/// Turns the changes of a walk into steps and findings.
#[derive(Debug, Default)]
struct Report {
    steps: Vec<Step>,
    findings: Vec<Finding>,
    levels: Levels,
    /// Places noted for what was due there.
    notes: Vec<Place>,
    /// Missing segments less surplus ones: how far an honest SE01 may be off.
    lacking: i64,
    /// How many faults of structure were seen, those not reported yet included.
    faults: u64,
    /// What the faults seen at the last segment concern.
    concerned: Vec<Option<SegmentIx>>,
}

impl Walk {
    /// A walk before the ST of a set, with the usual limits.
    #[must_use]
    pub fn new(route: Arc<Route>) -> Self {
        Self::with_limits(route, &Limits::default())
    }

    /// A walk before the ST of a set, with limits of your own on its levels.
    #[must_use]
    pub fn with_limits(route: Arc<Route>, limits: &Limits) -> Self {
        let most = Most { levels: limits.levels, depth: limits.level_depth };
        let mut walk = Self { route, state: State::default(), report: Report::default(), most };
        walk.restart();
        walk
    }

    /// Begins anew with the next set of the same guide.
    pub fn restart(&mut self) {
        self.report = Report::default();
        self.state = State::default();
        self.state.push(&self.route, LoopIx::ROOT, false);
    }

    /// The route that is walked.
    #[must_use]
    pub fn route(&self) -> &Arc<Route> {
        &self.route
    }

    /// What the last segment did.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.report.steps
    }

    /// Takes the findings made so far. Those of a missing segment come when the loop around has ended, so they are not in the order of the file.
    pub fn take_findings(&mut self) -> Vec<Finding> {
        std::mem::take(&mut self.report.findings)
    }

    /// The findings made and not yet taken.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.report.findings
    }

    /// What the faults of structure seen at the last segment concern, those not reported yet included; `None` for a segment that the guide has no
    /// place for.
    #[must_use]
    pub fn concerned(&self) -> &[Option<SegmentIx>] {
        &self.report.concerned
    }

    /// How many segments are missing less how many are too many, by the findings made: a count in SE that is off by just that is no second defect.
    #[must_use]
    pub fn lacking(&self) -> i64 {
        self.report.lacking
    }

    /// How many faults of structure were seen so far, those not yet reported included.
    #[must_use]
    pub fn faults(&self) -> u64 {
        self.report.faults
    }

    /// Places one segment, ST to SE; [`steps`](Self::steps) says what it did.
    #[inline]
    pub fn place(&mut self, segment: &Segment<'_>) {
        self.report.steps.clear();
        self.report.concerned.clear();
        let expected = if cfg!(debug_assertions) { self.faultless(segment) } else { None };
        if !self.state.take_usual(&self.route, segment, self.most, &mut self.report) {
            self.place_unusual(segment);
        } else if cfg!(debug_assertions) {
            let taken = self.report.steps.iter().find_map(|step| match step {
                Step::Segment { use_ix, .. } => *use_ix,
                Step::Open(_) | Step::Close(_) => None,
            });
            debug_assert_eq!(taken, expected, "the short way and the long one come to the same place");
        }
    }

    /// The use of a segment that fits without fault and passes nothing by, found the long way.
    fn faultless(&self, segment: &Segment<'_>) -> Option<SegmentIx> {
        let search = Search { route: &self.route, state: &self.state, id: pack_any_case(segment.id()), segment };
        let (depth, entry) = search.faultless().filter(|(depth, entry)| !self.state.passes_by(&self.route, *depth, *entry))?;
        self.route.entries(self.state.frames.get(depth)?.loop_ix).get(entry).map(|entry| entry.segment)
    }

    /// Places a level, or a segment with which something may be wrong.
    #[cold]
    fn place_unusual(&mut self, segment: &Segment<'_>) {
        let search = Search { route: &self.route, state: &self.state, id: pack_any_case(segment.id()), segment };
        let faultless = search.faultless().filter(|(depth, entry)| !self.state.passes_by(&self.route, *depth, *entry));
        let target = match faultless {
            Some((depth, entry)) => Target::Entry { depth, entry, fault: None },
            None => recover::decide(&self.route, &self.state, segment),
        };
        let place = || Place::of(segment);
        let mut reporter = Reporter { route: &self.route, report: &mut self.report, segment: Some(segment), place: &place, most: self.most };
        self.state.apply(&self.route, &target, segment, &mut reporter);
        if self.report.notes.len() > MOST_NOTES {
            self.forget_notes();
        }
    }

    /// Keeps only the places that may still be asked for, so that a set full of faults needs no more memory than another.
    fn forget_notes(&mut self) {
        let before = std::mem::take(&mut self.report.notes);
        for note in self.state.notes() {
            let Some(place) = before.get(*note as usize) else { continue };
            *note = self.report.notes.len() as u32;
            self.report.notes.push(place.clone());
        }
    }

    /// Ends the set: closes what is open. Call it after SE, or where the set breaks off.
    pub fn finish(&mut self, at: &Place) {
        self.report.steps.clear();
        self.report.concerned.clear();
        let place = || at.clone();
        let mut reporter = Reporter { route: &self.route, report: &mut self.report, segment: None, place: &place, most: self.most };
        self.state.finish(&self.route, &mut reporter);
    }
}

impl Report {
    /// A loop has ended.
    #[inline]
    fn closed(&mut self, route: &Route, loop_ix: LoopIx) {
        self.steps.push(Step::Close(loop_ix));
        if self.levels.is_innermost(loop_ix) {
            let found = self.levels.leave(route, loop_ix);
            self.findings.extend(found);
        }
    }

    /// An HL has opened its loop.
    fn level(&mut self, route: &Route, loop_ix: LoopIx, segment: &Segment<'_>, most: Most) {
        let found = self.levels.enter(route, loop_ix, segment, most);
        self.findings.extend(found);
    }

    /// Takes note of a fault.
    fn fault(&mut self, concerned: Option<SegmentIx>) {
        self.faults += 1;
        self.concerned.push(concerned);
    }
}

/// Listens to the state on behalf of the report.
struct Reporter<'r> {
    route: &'r Arc<Route>,
    report: &'r mut Report,
    segment: Option<&'r Segment<'r>>,
    place: &'r dyn Fn() -> Place,
    most: Most,
}

impl Sink for Reporter<'_> {
    fn note(&mut self, use_ix: SegmentIx) -> u32 {
        let place = (self.place)();
        if self.report.notes.last() != Some(&place) {
            self.report.notes.push(place);
        }
        self.report.fault(Some(use_ix));
        self.report.notes.len().saturating_sub(1) as u32
    }

    fn change(&mut self, change: Change) {
        match change {
            Change::Opened(loop_ix) => self.report.steps.push(Step::Open(loop_ix)),
            Change::Implied(loop_ix) => self.report.levels.implied(self.route, loop_ix),
            Change::Closed(loop_ix) => self.report.closed(self.route, loop_ix),
            Change::Located { use_ix, fault, guessed } => self.located(use_ix, fault, guessed),
            Change::Surplus { known } => self.surplus(known),
            Change::Missing(missing) => self.missing(&missing),
            // The levels themselves say what is wrong with their numbers, and a guess has its finding.
            Change::LevelMismatch | Change::Unfit => {}
        }
    }
}

impl Reporter<'_> {
    fn located(&mut self, use_ix: SegmentIx, fault: Option<&'static Rule>, guessed: bool) {
        let (loop_ix, starts_level) = self.route.use_at(use_ix);
        self.report.steps.push(Step::Segment { loop_ix, use_ix: Some(use_ix), guessed });
        if let Some(fault) = fault {
            self.fault(fault, use_ix, self.route.guide.first_segment(loop_ix) == Some(use_ix));
        }
        if let (Some(segment), true) = (self.segment, starts_level) {
            self.report.level(self.route, loop_ix, segment, self.most);
        }
    }

    #[cold]
    fn fault(&mut self, fault: &'static Rule, use_ix: SegmentIx, starts: bool) {
        self.report.fault(Some(use_ix));
        let guide = &self.route.guide;
        let one = guide.segment_at(use_ix);
        let whole = guide.loop_at(one.loop_ix);
        let name = one.name.to_lowercase();
        let repeated = fault.code == rules::SEGMENT_REPEATED.code;
        let (rule, ik304, message, help) = match (repeated, starts && whole.parent.is_some()) {
            (false, _) => {
                (fault, "7", format!("The segment {} ({name}) is not in its place.", one.id), "Put the segments of the loop into the order of the guide.")
            }
            (true, false) => (fault, "5", format!("There are too many segments {} ({name}) here.", one.id), "Remove the surplus ones."),
            (true, true) => {
                let message = format!("There are too many loops {} ({}) here.", whole.id, whole.name.to_lowercase());
                (&rules::LOOP_REPEATED, "4", message, "Remove the surplus ones, or put them into a loop of their own above.")
            }
        };
        let most = if ik304 == "4" { whole.repeat.0 } else { one.repeat.0 };
        let mut finding = Finding::new(rule, message).help(help);
        if let Some(most) = most.filter(|_| repeated) {
            finding = finding.expected(format!("at most {most}"));
        }
        finding.ack = AckCodes { ik304: Some(ik304), ..AckCodes::default() };
        finding.loop_id = whole.parent.map(|_| whole.id.clone());
        finding.path = Some(join(&path_of(guide, one.loop_ix), &one.id));
        self.report.findings.push((self.place)().locate(finding));
        if repeated {
            self.report.lacking -= 1;
        }
    }

    #[cold]
    fn surplus(&mut self, known: bool) {
        self.report.fault(None);
        self.report.steps.push(Step::Segment { loop_ix: LoopIx::ROOT, use_ix: None, guessed: false });
        let (rule, ik304, message) =
            if known { (&rules::SEGMENT_UNEXPECTED, "2", "does not belong here.") } else { (&rules::SEGMENT_UNKNOWN, "1", "is not part of this transaction.") };
        let place = (self.place)();
        let id: String = place.text.iter().take_while(|byte| byte.is_ascii_alphanumeric()).map(|byte| char::from(*byte)).collect();
        let mut finding = Finding::new(rule, format!("The segment {id} {message}"))
            .value(&place.text)
            .plain(format!("A segment {message}"))
            .help("Remove it, or move it to the loop it belongs to.");
        finding.ack = AckCodes { ik304: Some(ik304), ..AckCodes::default() };
        finding.path = Some(id);
        let length = place.text.len() as u64;
        let mut finding = place.locate(finding);
        finding.length = length;
        self.report.findings.push(finding);
        self.report.lacking -= 1;
    }

    fn missing(&mut self, missing: &Missing) {
        let guide = &self.route.guide;
        let one = guide.segment_at(missing.use_ix);
        let whole = guide.loop_at(one.loop_ix);
        let (rule, message) = match missing.child {
            Child::Segment(_) => (&rules::SEGMENT_MISSING, format!("The segment {} ({}) is missing: it is required here.", one.id, one.name.to_lowercase())),
            Child::Loop(_) => (
                &rules::LOOP_MISSING,
                format!("The loop {} ({}) is missing: it is required here, and begins with {}.", whole.id, whole.name.to_lowercase(), one.id),
            ),
        };
        let mut finding = Finding::new(rule, message).expected(expectation(guide, missing.use_ix));
        finding.ack = AckCodes { ik304: Some("3"), ..AckCodes::default() };
        finding.segment_id = Some(one.id.clone());
        finding.loop_id = whole.parent.map(|_| whole.id.clone());
        finding.path = Some(join(&path_of(guide, one.loop_ix), &one.id));
        let place = self.report.notes.get(missing.due as usize).cloned().unwrap_or_else(self.place);
        let mut finding = place.locate(finding);
        finding.length = 0;
        self.report.findings.push(finding);
        self.report.lacking += 1;
    }
}

/// What a segment use looks like, with its qualifiers (`REF*EI or SY`).
#[must_use]
pub fn expectation(guide: &Guide, use_ix: SegmentIx) -> String {
    let one = guide.segment_at(use_ix);
    let qualifier = one.discriminators.iter().find(|discriminator| discriminator.element == 1 && discriminator.component.is_none());
    match qualifier {
        Some(qualifier) => format!("{}*{}", one.id, qualifier.codes.values().join(" or ")),
        None => one.id.clone(),
    }
}

/// Joins a loop path and a segment or element; the root's path is empty.
pub(crate) fn join(path: &str, tail: &str) -> String {
    if path.is_empty() { tail.to_owned() } else { format!("{path}/{tail}") }
}

#[cfg(test)]
mod tests {
    use x12_syntax::{Event, SliceReader};

    use super::*;

    #[test]
    fn a_set_full_of_faults_is_walked_without_keeping_them() {
        // Levels of subscribers that lack their names: each is missing at a place of its own.
        let levels: String = (2..1_000).map(|number| format!("HL*{number}*1*22*0~SBR*P*18*******CI~")).collect();
        let document = format!("ST*837*0001*005010X222A1~HL*1**20*1~{levels}");
        let isa = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:~";
        let document = format!("{isa}{document}");
        let mut reader = SliceReader::new(document.as_bytes());
        let mut walk = Walk::new(Route::new(x12_guide::shipped().find("837", "005010X222A1").expect("a guide")));
        let (mut found, mut most) = (0, 0);
        while let Some(event) = reader.next().expect("readable") {
            if let Event::Segment(segment) = event
                && segment.id() != b"ISA"
            {
                walk.place(&segment);
                found += walk.take_findings().iter().filter(|finding| finding.offset > 0 && finding.segment > 0).count();
                most = most.max(walk.report.notes.len());
            }
        }
        assert!(found >= 1_900, "{found} findings, each at its place");
        assert!(most <= MOST_NOTES + 1, "{most} notes");
    }
}
