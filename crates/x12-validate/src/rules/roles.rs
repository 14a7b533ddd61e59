//! Which segments of a guide a rule cares about, looked up once by loop and segment id.

use x12_guide::Guide;
use x12_guide::model::{LoopIx, SegmentIx};

/// For each segment use of a guide: its role for a rule.
#[derive(Debug)]
pub(super) struct Roles<R> {
    by_segment: Vec<Option<R>>,
}

impl<R: Copy> Roles<R> {
    /// Gives a role to every use in a loop of that id with that segment id and, where given, that key.
    pub(super) fn new(guide: &Guide, wanted: &[(&str, &str, Option<&str>, R)]) -> Self {
        let role = |one: &x12_guide::model::SegmentUse| {
            let loop_id = guide.loop_at(one.loop_ix).id.as_str();
            wanted.iter().find(|(in_loop, id, key, _)| *in_loop == loop_id && *id == one.id && key.is_none_or(|key| key == one.key)).map(|(.., role)| *role)
        };
        Self { by_segment: guide.segments.iter().map(role).collect() }
    }

    pub(super) fn of(&self, ix: SegmentIx) -> Option<R> {
        self.by_segment.get(usize::from(ix.0)).copied().flatten()
    }
}

/// The loops of a guide that have an id.
pub(super) fn loops(guide: &Guide, id: &str) -> Vec<LoopIx> {
    (0u16..).zip(&guide.loops).filter(|(_, one)| one.id == id).map(|(index, _)| LoopIx(index)).collect()
}
