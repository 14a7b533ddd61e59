//! Hierarchical levels: HL01 counts, HL02 names the level above, HL04 says whether levels follow below.

use x12_findings::{AckCodes, Finding, Rule};
use x12_guide::model::{Child, LoopIx};
use x12_syntax::Segment;
use x12_syntax::value::unsigned;

use super::join;
use crate::place::{Place, path_of};
use crate::route::Route;
use crate::rules;

/// The levels of one set.
#[derive(Debug, Default)]
pub(super) struct Levels {
    /// How many levels there were, missing ones included.
    count: u64,
    /// The number of the level before.
    last: u64,
    /// The levels that are open, outermost first.
    open: Vec<Level>,
    /// The numbers of the levels that a level stands within by its HL02, as far as they hang together.
    chain: Vec<u64>,
    /// Whether a limit was reached: then levels are not checked any further.
    stopped: bool,
}

/// How many levels a set may have, and how deep.
#[derive(Debug, Clone, Copy)]
pub(super) struct Most {
    pub(super) levels: u64,
    pub(super) depth: usize,
}

/// A level that is open.
#[derive(Debug)]
struct Level {
    loop_ix: LoopIx,
    /// HL01 as sent, and as it should be.
    ids: (u64, u64),
    /// HL04 as sent.
    declared_children: Option<u8>,
    has_children: bool,
    /// Where HL04 stands, once there is need to say so.
    place: Option<(Place, u64, u64)>,
}

impl Levels {
    /// Takes note of a level whose HL is missing.
    pub(super) fn implied(&mut self, route: &Route, loop_ix: LoopIx) {
        if route.guide.loop_at(loop_ix).hl.is_none() {
            return;
        }
        self.count += 1;
        self.last = self.last.saturating_add(1);
        if let Some(parent) = self.open.last_mut() {
            parent.has_children = true;
        }
        self.open.push(Level { loop_ix, ids: (self.last, self.count), declared_children: None, has_children: false, place: None });
    }

    /// Checks an HL that has just opened its loop.
    pub(super) fn enter(&mut self, route: &Route, loop_ix: LoopIx, segment: &Segment<'_>, most: Most) -> Vec<Finding> {
        let mut found = Vec::new();
        if self.stopped {
            return found;
        }
        self.count += 1;
        if let Some(finding) = self.beyond(route, loop_ix, segment, most) {
            self.stopped = true;
            self.open.clear();
            return vec![finding];
        }
        let expected = self.count;
        let sent = unsigned(segment.value(1));
        let follows = sent == Some(expected) || sent.is_some() && sent == self.last.checked_add(1);
        // An empty HL01 is the element's own fault: the guide requires it.
        if !follows && !segment.value(1).is_empty() {
            let what = sent.map_or_else(|| "no number".to_owned(), |number| number.to_string());
            let message = format!("HL01 is {what}, and the levels of this set count on to {expected}.");
            found.push(fault(route, loop_ix, segment, 1, &rules::HL_ID_WRONG, message, expected.to_string()));
        }
        self.last = if follows { sent.unwrap_or(expected) } else { expected };
        if let Some(parent) = self.open.last_mut() {
            parent.has_children = true;
            let value = segment.value(2);
            let named = unsigned(value);
            // An empty HL02 is the element's own fault: the guide requires it.
            if !value.is_empty() && named != Some(parent.ids.0) && named != Some(parent.ids.1) {
                let message = format!("HL02 does not name the level above, which is {}.", parent.ids.0);
                found.push(fault(route, loop_ix, segment, 2, &rules::HL_PARENT_WRONG, message, parent.ids.0.to_string()));
            }
        }
        let declared_children = match segment.value(4) {
            b"0" => Some(0),
            b"1" => Some(1),
            _ => None,
        };
        let place = segment.element(4).map(|element| (Place::of(segment), element.offset(), element.bytes().len() as u64));
        self.open.push(Level { loop_ix, ids: (sent.unwrap_or(expected), expected), declared_children, has_children: false, place });
        found
    }

    /// The finding of a level beyond a limit.
    fn beyond(&mut self, route: &Route, loop_ix: LoopIx, segment: &Segment<'_>, most: Most) -> Option<Finding> {
        if self.count > most.levels {
            let message = format!("The set has more than {} levels; those from here on were not checked.", most.levels);
            let finding = fault(route, loop_ix, segment, 1, &rules::HL_TOO_MANY, message, format!("at most {} levels", most.levels));
            return Some(finding.ack(AckCodes { ik304: Some("5"), ..AckCodes::default() }));
        }
        let parent = unsigned(segment.value(2));
        let depth = parent.and_then(|parent| self.chain.iter().rposition(|id| *id == parent)).map_or(0, |at| at + 1);
        self.chain.truncate(depth);
        self.chain.extend(unsigned(segment.value(1)));
        if self.chain.len() <= most.depth {
            return None;
        }
        let message = format!("The levels stand within one another more than {} deep; those from here on were not checked.", most.depth);
        Some(fault(route, loop_ix, segment, 2, &rules::HL_TOO_DEEP, message, format!("at most {} levels", most.depth)))
    }

    /// Whether a loop is the innermost level that is open.
    #[inline]
    pub(super) fn is_innermost(&self, loop_ix: LoopIx) -> bool {
        self.open.last().is_some_and(|level| level.loop_ix == loop_ix)
    }

    /// Checks HL04 of a level, if the loop that has ended is one.
    pub(super) fn leave(&mut self, route: &Route, loop_ix: LoopIx) -> Option<Finding> {
        let level = self.open.pop_if(|level| level.loop_ix == loop_ix)?;
        let declared = level.declared_children?;
        // Where a level below is required, its absence is the defect, and HL04 tells the truth about what was meant.
        let is_owed = || {
            route.entries(loop_ix).iter().any(|entry| entry.required && matches!(entry.child, Child::Loop(inner) if route.guide.loop_at(inner).hl.is_some()))
        };
        if declared == u8::from(level.has_children) || declared == 1 && is_owed() {
            return None;
        }
        let (place, offset, length) = level.place?;
        let what = if level.has_children { "levels follow below it" } else { "no level follows below it" };
        let finding = Finding::new(&rules::HL_CHILDREN_WRONG, format!("HL04 is {declared}, and {what}."))
            .value(declared.to_string())
            .expected(u8::from(level.has_children).to_string())
            .plain(format!("{}.", rules::HL_CHILDREN_WRONG.title));
        Some(narrow(place.locate(named(finding, route, level.loop_ix, 4)), offset, length))
    }
}

fn fault(route: &Route, loop_ix: LoopIx, segment: &Segment<'_>, element: usize, rule: &'static Rule, message: String, expected: String) -> Finding {
    let finding = Finding::new(rule, message).expected(expected).plain(format!("{}.", rule.title));
    let finding = Place::of(segment).locate(named(finding, route, loop_ix, element));
    match segment.element(element) {
        Some(at) => narrow(finding.value(at.bytes()), at.offset(), at.bytes().len() as u64),
        None => finding,
    }
}

/// Puts a finding that stands at a segment at one of its elements.
fn narrow(mut finding: Finding, offset: u64, length: u64) -> Finding {
    let shift = offset.saturating_sub(finding.offset);
    finding.offset = offset;
    finding.column += shift;
    finding.length = length;
    if let Some(excerpt) = &mut finding.excerpt {
        excerpt.start = usize::try_from(shift).unwrap_or(0);
        excerpt.length = usize::try_from(length).unwrap_or(0);
    }
    finding
}

/// Names the element of an HL in a finding.
fn named(mut finding: Finding, route: &Route, loop_ix: LoopIx, element: usize) -> Finding {
    finding.loop_id = Some(route.guide.loop_at(loop_ix).id.clone());
    finding.element = Some(format!("HL{element:02}"));
    finding.path = Some(join(&path_of(&route.guide, loop_ix), &format!("HL{element:02}")));
    finding.ack = AckCodes { ik304: Some("8"), ik403: Some("I12"), ..AckCodes::default() };
    finding
}
