//! One item at a time out of a set: the loops around it stay on the tape, it is dropped once it has been read.
//!
//! Invariant: the tape holds the loops that are open and at most one item, however many items the set has.

use std::sync::Arc;

use x12_document::{Route, Step, Tape, Walk};
use x12_guide::Guide;
use x12_guide::model::LoopIx;
use x12_syntax::Segment;

use crate::scope::LoopScope;

/// Follows one set and hands out each loop of one kind.
#[derive(Debug)]
pub struct LoopStream {
    walk: Walk,
    tape: Tape,
    guide: Arc<Guide>,
    items: Vec<LoopIx>,
    spent: Vec<LoopIx>,
    is_conforming: bool,
}

impl LoopStream {
    /// A stream of the loops of that id; loops of the ids in `spent` are dropped when they end.
    #[must_use]
    pub fn new(route: Arc<Route>, item: &str, spent: &[&str]) -> Self {
        let guide = Arc::clone(route.guide());
        let of = |wanted: &[&str]| -> Vec<LoopIx> {
            let found = guide.loops.iter().enumerate().filter(|(_, one)| wanted.contains(&one.id.as_str()));
            found.filter_map(|(index, _)| u16::try_from(index).ok().map(LoopIx)).collect()
        };
        let (items, spent) = (of(&[item]), of(spent));
        Self { walk: Walk::new(route), tape: Tape::new(), guide, items, spent, is_conforming: true }
    }

    /// Begins anew with another set of the same guide.
    pub fn restart(&mut self) {
        self.walk.restart();
        self.tape.clear();
        self.is_conforming = true;
    }

    /// Takes the next segment, ST to SE; `item` is called if an item ended before it.
    pub fn push(&mut self, segment: &Segment<'_>, item: &mut dyn FnMut(&LoopScope<'_>)) {
        self.walk.place(segment);
        for step in self.walk.steps() {
            self.tape.record(std::slice::from_ref(step), segment);
            if let Step::Close(ix) = step {
                let is_item = self.items.contains(ix);
                let Some(view) = self.tape.last_closed().filter(|_| is_item || self.spent.contains(ix)) else { continue };
                if is_item {
                    item(&LoopScope::new(&self.guide, &self.tape, &view));
                }
                let node = view.node();
                self.tape.drop_from(node);
            }
        }
        self.is_conforming &= self.walk.take_findings().is_empty();
    }

    /// Ends a set that breaks off without SE: hands out the item that is still open.
    pub fn finish(&mut self, item: &mut dyn FnMut(&LoopScope<'_>)) {
        let open = self.items.iter().find_map(|ix| self.tape.open_loop(*ix));
        if let Some(view) = open {
            item(&LoopScope::new(&self.guide, &self.tape, &view));
            let node = view.node();
            self.tape.drop_from(node);
        }
    }

    /// What is on the tape: the loops around the next item.
    #[must_use]
    pub fn tape(&self) -> &Tape {
        &self.tape
    }

    /// The guide that is followed.
    #[must_use]
    pub fn guide(&self) -> &Arc<Guide> {
        &self.guide
    }

    /// The set's own loop as far as it was read; `None` before ST.
    #[must_use]
    pub fn root(&self) -> Option<LoopScope<'_>> {
        self.tape.root().map(|view| LoopScope::new(&self.guide, &self.tape, &view))
    }

    /// Whether every segment so far had its place.
    #[must_use]
    pub fn is_conforming(&self) -> bool {
        self.is_conforming
    }
}
