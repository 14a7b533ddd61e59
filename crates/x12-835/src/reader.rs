//! 835 sets to remittances: whole, or claim by claim in constant memory.

use std::sync::Arc;

use x12_document::{Route, Tape, Walk};
use x12_guide::Guide;
use x12_model::{LoopScope, LoopStream, read_loop};
use x12_syntax::Segment;

use crate::Remittance;

/// Reads one 835 set at a time: push its segments, ST to SE, then take the remittance.
#[derive(Debug)]
pub struct RemittanceReader {
    walk: Walk,
    tape: Tape,
    is_conforming: bool,
}

impl RemittanceReader {
    /// A reader by a guide.
    #[must_use]
    pub fn new(route: Arc<Route>) -> Self {
        Self { walk: Walk::new(route), tape: Tape::new(), is_conforming: true }
    }

    /// Takes the next segment.
    pub fn push(&mut self, segment: &Segment<'_>) {
        self.walk.place(segment);
        self.tape.record(self.walk.steps(), segment);
        self.is_conforming &= self.walk.take_findings().is_empty();
    }

    /// Ends the set: what was pushed, and the reader ready for the next set. `None` if nothing was pushed.
    pub fn finish(&mut self) -> Option<Remittance> {
        self.tape.finish();
        let guide: Arc<Guide> = Arc::clone(self.walk.route().guide());
        let remittance = self.tape.root().map(|root| read_loop(&LoopScope::new(&guide, &self.tape, &root)));
        self.walk.restart();
        self.tape.clear();
        self.is_conforming = true;
        remittance
    }

    /// Whether every segment of the set so far had its place in the guide.
    #[must_use]
    pub fn is_conforming(&self) -> bool {
        self.is_conforming
    }
}

/// Reads an 835 set claim by claim; its memory does not depend on how many claims there are.
#[derive(Debug)]
pub struct RemittanceStream {
    stream: LoopStream,
}

impl RemittanceStream {
    /// A reader by a guide.
    #[must_use]
    pub fn new(route: Arc<Route>) -> Self {
        Self { stream: LoopStream::new(route, "2100", &["2000"]) }
    }

    /// Begins anew with the next set.
    pub fn restart(&mut self) {
        self.stream.restart();
    }

    /// Takes the next segment; gives a remittance with the one claim that ended before it, if one did.
    pub fn push(&mut self, segment: &Segment<'_>) -> Option<Remittance> {
        let mut found = None;
        self.stream.push(segment, &mut |scope| found = whole(scope));
        found
    }

    /// Ends a set; gives the claim that it broke off in, if it broke off.
    pub fn finish(&mut self) -> Option<Remittance> {
        let mut found = None;
        self.stream.finish(&mut |scope| found = whole(scope));
        found
    }

    /// The payment as far as it was read, without the claims that ended; the provider's adjustments are complete once SE was pushed.
    #[must_use]
    pub fn payment(&self) -> Option<Remittance> {
        self.stream.root().map(|root| read_loop(&root))
    }

    /// What is on the tape, to see that it does not grow.
    #[must_use]
    pub fn tape(&self) -> &Tape {
        self.stream.tape()
    }
}

/// The set as it stands on the tape: the payment, and the one claim that has just ended.
fn whole(scope: &LoopScope<'_>) -> Option<Remittance> {
    scope.around("/").map(|root| read_loop(&root))
}
