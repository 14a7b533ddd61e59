//! Recovery: when a segment fits nowhere, or would leave something required behind, each place it may have been meant for is tried on the segments
//! that follow, and the one with the fewest faults is taken.
//!
//! This is what makes one defect one finding: a segment that was left out, put in, exchanged with its neighbour or given a wrong qualifier explains
//! all that follows with a single fault, and every other reading of it needs more.

use x12_guide::model::SegmentIx;
use x12_syntax::{PeekedSegment, Segment};

use super::state::{Change, Sink, State};
use super::target::{Search, Target};
use crate::route::{Route, pack_any_case};
use crate::rules;

/// How many of the segments that follow are looked at.
const LOOKAHEAD: usize = 8;
/// The weight of one fault; what is left tells apart readings with equally many.
const FAULT: u32 = 100;
/// More readings than this are not tried.
const MOST_READINGS: usize = 48;

/// Decides for a segment that has no place without fault, or whose place leaves something required behind.
pub(super) fn decide(route: &Route, state: &State, segment: &Segment<'_>) -> Target {
    let upcoming = segment.upcoming(LOOKAHEAD);
    let following: Vec<Segment<'_>> = upcoming.iter().map(PeekedSegment::view).collect();
    let search = Search { route, state, id: pack_any_case(segment.id()), segment };
    let mut readings: Vec<(Target, u32)> = Vec::new();
    if let Some((depth, entry)) = search.faultless() {
        if segment.id() == b"SE" {
            // Nothing follows that could show what is missing: the end of the set is the end, whatever it leaves behind.
            return Target::Entry { depth, entry, fault: None };
        }
        readings.push((Target::Entry { depth, entry, fault: None }, 0));
    }
    readings.extend(search.candidates().into_iter().take(MOST_READINGS).enumerate().map(|(rank, target)| (target, 1 + rank as u32)));
    let mut best: Option<(u32, Target)> = None;
    let mut consider = |cost: u32, target: Target| {
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, target));
        }
    };
    for (target, rank) in readings {
        let cost = cost(route, state, &target, segment, &following).saturating_add(rank);
        consider(cost, target);
    }
    if let Some((cost, use_ix)) = early(route, state, segment, &following) {
        consider(cost, Target::Early { use_ix });
    }
    best.map_or(Target::Nowhere { known: false }, |(_, target)| target)
}

/// What a reading costs over the segment and those that follow.
fn cost(route: &Route, state: &State, target: &Target, segment: &Segment<'_>, following: &[Segment<'_>]) -> u32 {
    let mut trial = state.clone();
    let mut tally = Tally::default();
    trial.apply(route, target, segment, &mut tally);
    tally.run(route, &mut trial, following);
    tally.total(&trial)
}

/// What it costs to take the segment behind the next one, and what it is there.
fn early(route: &Route, state: &State, segment: &Segment<'_>, following: &[Segment<'_>]) -> Option<(u32, SegmentIx)> {
    let next = following.first()?;
    let mut trial = state.clone();
    let search = Search { route, state: &trial, id: pack_any_case(next.id()), segment: next };
    let target = search.greedy();
    trial.apply(route, &target, next, &mut Tally::default());
    let search = Search { route, state: &trial, id: pack_any_case(segment.id()), segment };
    let (depth, entry) = search.faultless()?;
    let frame = trial.frames.get(depth)?;
    let one = *route.entries(frame.loop_ix).get(entry)?;
    let target = Target::Early { use_ix: one.segment };
    Some((cost(route, state, &target, segment, following), one.segment))
}

/// Counts faults.
#[derive(Debug, Default)]
struct Tally {
    faults: u32,
    certain_missing: u32,
    mismatches: u32,
    /// The use of the last segment that was one too many: a run of them is one fault, or a long run would cost more than a loop made up for it.
    surplus: Option<SegmentIx>,
}

impl Tally {
    /// Walks on greedily.
    fn run(&mut self, route: &Route, trial: &mut State, following: &[Segment<'_>]) {
        for segment in following {
            let target = Search { route, state: trial, id: pack_any_case(segment.id()), segment }.greedy();
            trial.apply(route, &target, segment, self);
        }
    }

    /// What is owed already counts in every reading, so that one which settles it is the better for it.
    fn total(&self, after: &State) -> u32 {
        let owed = after.owed() as u32 + self.certain_missing;
        (self.faults + owed).saturating_mul(FAULT).saturating_add(self.mismatches.saturating_mul(FAULT / 2))
    }
}

impl Sink for Tally {
    fn note(&mut self, _: SegmentIx) -> u32 {
        0
    }

    fn change(&mut self, change: Change) {
        match change {
            Change::Located { use_ix, fault: Some(fault), guessed: false } if fault.code == rules::SEGMENT_REPEATED.code => {
                self.faults += u32::from(self.surplus.replace(use_ix) != Some(use_ix));
            }
            Change::Located { fault, guessed, .. } => self.faults += u32::from(fault.is_some()) + u32::from(guessed),
            Change::Surplus { .. } | Change::Unfit => self.faults += 1,
            Change::Missing(_) => self.certain_missing += 1,
            Change::LevelMismatch => self.mismatches += 1,
            Change::Opened(_) | Change::Implied(_) | Change::Closed(_) => {}
        }
    }
}
