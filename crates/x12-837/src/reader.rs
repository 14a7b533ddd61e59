//! 837P sets to claims, one at a time, in memory that does not depend on how many there are.

use std::sync::Arc;

use x12_document::{Route, Tape};
use x12_model::{LoopStream, read_loop};
use x12_syntax::Segment;

use crate::{Claim, Submission};

/// Reads one 837P set at a time: push its segments, ST to SE, and take each claim as it ends.
#[derive(Debug)]
pub struct ClaimReader {
    stream: LoopStream,
}

impl ClaimReader {
    /// A reader by a guide.
    #[must_use]
    pub fn new(route: Arc<Route>) -> Self {
        Self { stream: LoopStream::new(route, "2300", &["2000A", "2000B", "2000C"]) }
    }

    /// Begins anew with the next set.
    pub fn restart(&mut self) {
        self.stream.restart();
    }

    /// Takes the next segment; gives the claim that ended before it, if one did.
    pub fn push(&mut self, segment: &Segment<'_>) -> Option<Claim> {
        let mut found = None;
        self.stream.push(segment, &mut |scope| found = Some(read_loop(scope)));
        found
    }

    /// Ends a set; gives the claim that it broke off in, if it broke off.
    pub fn finish(&mut self) -> Option<Claim> {
        let mut found = None;
        self.stream.finish(&mut |scope| found = Some(read_loop(scope)));
        found
    }

    /// What the set says before its first claim, as far as it was read.
    #[must_use]
    pub fn submission(&self) -> Option<Submission> {
        self.stream.root().map(|root| read_loop(&root))
    }

    /// Whether every segment of the set so far had its place in the guide.
    #[must_use]
    pub fn is_conforming(&self) -> bool {
        self.stream.is_conforming()
    }

    /// What is on the tape, to see that it does not grow.
    #[must_use]
    pub fn tape(&self) -> &Tape {
        self.stream.tape()
    }
}
