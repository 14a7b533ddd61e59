//! Hierarchical levels: HL01 counts, HL02 names the level above, HL04 says whether levels follow below.

use x12_findings::{AckCodes, Finding, Rule};
use x12_guide::model::{Child, LoopIx};
use x12_syntax::Segment;
use x12_syntax::value::unsigned;

use super::frame::Frame;
use super::join;
use crate::place::{Place, path_of};
use crate::route::Route;
use crate::rules;

/// The numbers of the levels of one set.
#[derive(Debug, Default)]
pub(super) struct Levels {
    /// How many levels there were, missing ones included.
    count: u64,
    /// The number of the level before.
    last: u64,
}

/// A level that is open.
#[derive(Debug)]
pub(super) struct Level {
    /// HL01 as sent, and as it should be.
    ids: (u64, u64),
    /// HL04 as sent.
    declared_children: Option<u8>,
    has_children: bool,
    /// The HL itself.
    place: Place,
    /// Where HL04 begins and how long it is.
    children_at: (u64, u64),
}

impl Levels {
    /// Takes note of an HL that is missing.
    pub(super) fn implied(&mut self, route: &Route, loop_ix: LoopIx) {
        if route.guide.loop_at(loop_ix).hl.is_some() {
            self.count += 1;
            self.last += 1;
        }
    }

    /// Checks an HL that has just opened the loop at `depth`.
    pub(super) fn enter(&mut self, route: &Route, loop_ix: LoopIx, depth: usize, segment: &Segment<'_>, frames: &mut [Frame]) -> Vec<Finding> {
        let mut found = Vec::new();
        self.count += 1;
        let expected = self.count;
        let sent = unsigned(segment.value(1));
        let follows = sent == Some(expected) || sent.is_some() && sent == self.last.checked_add(1);
        // A value that is no number is the element's own fault.
        if let (Some(number), false) = (sent, follows) {
            let message = format!("HL01 is {number}, and the levels of this set count on to {expected}.");
            found.push(self.fault(route, loop_ix, segment, 1, &rules::HL_ID_WRONG, message, &expected.to_string()));
        }
        self.last = if follows { sent.unwrap_or(expected) } else { expected };
        let (outer, inner) = frames.split_at_mut(depth.min(frames.len()));
        let parent = outer.iter_mut().rev().find_map(|frame| frame.level.as_mut());
        found.extend(self.check_parent(route, loop_ix, segment, parent.as_deref()));
        if let Some(parent) = parent {
            parent.has_children = true;
        }
        if let Some(frame) = inner.first_mut() {
            let declared_children = segment.value(4).first().filter(|byte| matches!(byte, b'0' | b'1')).map(|byte| byte - b'0');
            let children_at = segment.element(4).map_or((segment.offset(), 0), |element| (element.offset(), element.bytes().len() as u64));
            frame.level = Some(Level { ids: (sent.unwrap_or(expected), expected), declared_children, has_children: false, place: Place::of(segment), children_at });
        }
        found
    }

    fn check_parent(&self, route: &Route, loop_ix: LoopIx, segment: &Segment<'_>, parent: Option<&Level>) -> Option<Finding> {
        let value = segment.value(2);
        match parent {
            None => None,
            // An empty HL02 is the element's own fault: the guide requires it.
            Some(_) if value.is_empty() => None,
            Some(parent) => {
                let sent = unsigned(value);
                if sent == Some(parent.ids.0) || sent == Some(parent.ids.1) {
                    return None;
                }
                let message = format!("HL02 does not name the level above, which is {}.", parent.ids.0);
                Some(self.fault(route, loop_ix, segment, 2, &rules::HL_PARENT_WRONG, message, &parent.ids.0.to_string()))
            }
        }
    }

    /// Checks HL04 of a level that has ended.
    pub(super) fn leave(&self, route: &Route, frame: &mut Frame) -> Option<Finding> {
        let level = frame.level.take()?;
        let declared = level.declared_children?;
        if declared == u8::from(level.has_children) {
            return None;
        }
        let what = if level.has_children { "levels follow below it" } else { "no level follows below it" };
        let finding = Finding::new(&rules::HL_CHILDREN_WRONG, format!("HL04 is {declared}, and {what}.")).value(declared.to_string()).expected(u8::from(level.has_children).to_string());
        let mut finding = level.place.locate(named(finding, route, frame.loop_ix, 4));
        let shift = level.children_at.0.saturating_sub(finding.offset);
        finding.offset = level.children_at.0;
        finding.column += shift;
        finding.length = level.children_at.1;
        if let Some(excerpt) = &mut finding.excerpt {
            excerpt.start = usize::try_from(shift).unwrap_or(0);
            excerpt.length = usize::try_from(level.children_at.1).unwrap_or(0);
        }
        Some(finding)
    }

    /// The level that an HL of unknown code is meant to be: a child of the one that HL02 names.
    pub(super) fn by_parent(&self, route: &Route, frames: &[Frame], segment: &Segment<'_>) -> Option<(usize, usize)> {
        let parent = unsigned(segment.value(2));
        let depth = match parent {
            None => 0,
            Some(number) => frames.iter().rposition(|frame| frame.level.as_ref().is_some_and(|level| level.ids.0 == number))?,
        };
        let entries = route.entries(frames.get(depth)?.loop_ix);
        let entry = entries.iter().position(|entry| matches!(entry.child, Child::Loop(ix) if route.guide.loop_at(ix).hl.is_some()))?;
        Some((depth, entry))
    }

    #[expect(clippy::too_many_arguments, reason = "a finding names all of them")]
    fn fault(&self, route: &Route, loop_ix: LoopIx, segment: &Segment<'_>, element: usize, rule: &'static Rule, message: String, expected: &str) -> Finding {
        let finding = Finding::new(rule, message).value(segment.value(element)).expected(expected);
        let mut finding = Place::of(segment).locate(named(finding, route, loop_ix, element));
        if let Some(at) = segment.element(element) {
            let shift = at.offset() - finding.offset;
            finding.offset = at.offset();
            finding.column += shift;
            finding.length = at.bytes().len() as u64;
            if let Some(excerpt) = &mut finding.excerpt {
                excerpt.start = usize::try_from(shift).unwrap_or(0);
                excerpt.length = at.bytes().len();
            }
        }
        finding
    }
}

/// Names the element of an HL in a finding.
fn named(mut finding: Finding, route: &Route, loop_ix: LoopIx, element: usize) -> Finding {
    finding.loop_id = Some(route.guide.loop_at(loop_ix).id.clone());
    finding.element = Some(format!("HL{element:02}"));
    finding.path = Some(join(&path_of(&route.guide, loop_ix), &format!("HL{element:02}")));
    finding.ack = AckCodes { ik304: Some("8"), ik403: Some("I12"), ..AckCodes::default() };
    finding
}
