//! Three readers over one state machine: over bytes at hand, over any byte source, and one that is fed.
//!
//! Which one: [`SliceReader`] for a document in memory (zero copy), [`StreamReader`] for a file or socket (constant memory), [`Decoder`] where the
//! bytes arrive by themselves. All three give the same events for the same document, however it is cut.
//!
//! `next` is always inlined, with the common case in it: then a segment stays in registers, and the much larger [`Event`] is not copied through memory.

mod machine;

use std::io::Read;

use machine::{Machine, Step};

use crate::error::Error;
use crate::event::Event;
use crate::limits::Limits;
use crate::position::Position;

/// How many bytes a [`StreamReader`] asks its source for.
const CHUNK: usize = 64 << 10;
/// How far [`SliceReader`] and [`StreamReader`] look ahead for [`Segment::upcoming`](crate::Segment::upcoming).
pub const LOOKAHEAD_BYTES: usize = 2 << 10;

/// Reads a document that lies in memory.
#[derive(Debug)]
pub struct SliceReader<'b> {
    bytes: &'b [u8],
    machine: Machine,
}

impl<'b> SliceReader<'b> {
    /// A reader with the usual limits.
    #[must_use]
    pub fn new(bytes: &'b [u8]) -> Self {
        Self::with_limits(bytes, Limits::default())
    }

    /// A reader with limits of your own.
    #[must_use]
    pub fn with_limits(bytes: &'b [u8], limits: Limits) -> Self {
        Self { bytes, machine: Machine::new(limits) }
    }

    /// The next event; `None` at the end of the document.
    ///
    /// # Errors
    /// If a limit is reached.
    #[expect(clippy::should_implement_trait, reason = "an event borrows from the reader, which Iterator cannot say")]
    #[inline(always)]
    pub fn next(&mut self) -> Result<Option<Event<'_>>, Error> {
        self.machine.advance(self.bytes);
        if self.machine.plain(self.bytes) {
            return Ok(Some(self.machine.segment(self.bytes)));
        }
        let step = self.machine.step(self.bytes, true)?;
        Ok(self.machine.event(step, self.bytes))
    }
}

/// Reads a document whose bytes are fed to it in chunks of any size.
///
/// Feed, take all events, feed again; call [`finish`](Self::finish) after the last chunk and take the rest.
#[derive(Debug)]
pub struct Decoder {
    machine: Machine,
    buffer: Vec<u8>,
    finished: bool,
}

impl Decoder {
    /// A decoder with limits of your own.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { machine: Machine::new(limits), buffer: Vec::new(), finished: false }
    }

    /// Takes in the next bytes of the document.
    pub fn feed(&mut self, chunk: &[u8]) {
        self.machine.advance(&self.buffer);
        self.compact();
        self.buffer.extend_from_slice(chunk);
    }

    /// Says that the document ends with what was fed.
    pub fn finish(&mut self) {
        self.finished = true;
    }

    /// The next event; `None` if more bytes are needed, or at the end of the document once [`finish`](Self::finish) was called.
    ///
    /// # Errors
    /// If a limit is reached.
    #[expect(clippy::should_implement_trait, reason = "an event borrows from the decoder, which Iterator cannot say")]
    #[inline(always)]
    pub fn next(&mut self) -> Result<Option<Event<'_>>, Error> {
        self.machine.advance(&self.buffer);
        if self.machine.plain(&self.buffer) {
            return Ok(Some(self.machine.segment(&self.buffer)));
        }
        let step = self.machine.step(&self.buffer, self.finished)?;
        Ok(self.machine.event(step, &self.buffer))
    }

    /// The limits in force.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        self.machine.limits()
    }

    /// Line and column just behind the last event; after the last one, the end of the document.
    #[must_use]
    pub fn position(&self) -> Position {
        let source = self.machine.source();
        source.position(&self.buffer, source.offset() + source.length as u64)
    }

    /// Drops what lies before the current step, which still describes the buffer afterwards.
    fn compact(&mut self) {
        let cut = self.machine.cut(&self.buffer);
        self.buffer.drain(..cut);
    }

    /// Whether the bytes behind the current step are as many as segments may look ahead.
    #[inline]
    fn sees_ahead(&self) -> bool {
        let source = self.machine.source();
        self.finished || self.buffer.len() >= source.at + source.length + LOOKAHEAD_BYTES
    }

    /// Takes in up to one chunk from a source; at its end, finishes. A step that was made still describes the buffer.
    fn fill(&mut self, source: &mut impl Read) -> Result<(), Error> {
        self.compact();
        let held = self.buffer.len();
        self.buffer.resize(held + CHUNK, 0);
        let outcome = loop {
            match source.read(self.buffer.get_mut(held..).unwrap_or_default()) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                outcome => break outcome,
            }
        };
        self.buffer.truncate(held + *outcome.as_ref().unwrap_or(&0));
        match outcome {
            Ok(0) => self.finished = true,
            Ok(_) => {}
            Err(source) => return Err(Error::Read { offset: self.machine.source().offset() + held as u64, source }),
        }
        Ok(())
    }
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new(Limits::default())
    }
}

/// Reads a document from any byte source, holding no more of it than its largest segment and one chunk.
#[derive(Debug)]
pub struct StreamReader<R> {
    source: R,
    decoder: Decoder,
}

impl<R: Read> StreamReader<R> {
    /// A reader with the usual limits.
    pub fn new(source: R) -> Self {
        Self::with_limits(source, Limits::default())
    }

    /// A reader with limits of your own.
    pub fn with_limits(source: R, limits: Limits) -> Self {
        Self { source, decoder: Decoder::new(limits) }
    }

    /// The next event; `None` at the end of the document.
    ///
    /// # Errors
    /// If the source fails or a limit is reached.
    #[expect(clippy::should_implement_trait, reason = "an event borrows from the reader, which Iterator cannot say")]
    #[inline(always)]
    pub fn next(&mut self) -> Result<Option<Event<'_>>, Error> {
        let decoder = &mut self.decoder;
        decoder.machine.advance(&decoder.buffer);
        if decoder.machine.plain(&decoder.buffer) {
            if !decoder.sees_ahead() {
                self.look_ahead()?;
            }
            return Ok(Some(self.decoder.machine.segment(&self.decoder.buffer)));
        }
        let step = self.step()?;
        self.look_ahead()?;
        Ok(self.decoder.machine.event(step, &self.decoder.buffer))
    }

    /// Line and column just behind the last event; after the last one, the end of the document.
    #[must_use]
    pub fn position(&self) -> Position {
        self.decoder.position()
    }

    /// The next step, taking in as many bytes as it needs.
    #[cold]
    fn step(&mut self) -> Result<Step, Error> {
        let decoder = &mut self.decoder;
        loop {
            match decoder.machine.step(&decoder.buffer, decoder.finished)? {
                Step::NeedMore => decoder.fill(&mut self.source)?,
                step => return Ok(step),
            }
        }
    }

    /// Takes in what the segment at hand may look ahead at.
    #[cold]
    fn look_ahead(&mut self) -> Result<(), Error> {
        while !self.decoder.sees_ahead() {
            self.decoder.fill(&mut self.source)?;
        }
        Ok(())
    }
}
