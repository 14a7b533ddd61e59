//! Three readers over one state machine: over bytes at hand, over any byte source, and one that is fed.
//!
//! Which one: [`SliceReader`] for a document in memory (zero copy), [`StreamReader`] for a file or socket (constant memory), [`Decoder`] where the
//! bytes arrive by themselves. All three give the same events for the same document, however it is cut.

mod index;
mod machine;

use std::io::Read;

use machine::{Machine, Step};

use crate::error::Error;
use crate::event::Event;
use crate::limits::Limits;
use crate::position::{LineCount, Lines};

/// How many bytes a [`StreamReader`] asks its source for.
const CHUNK: usize = 64 << 10;
/// How far [`SliceReader`] and [`StreamReader`] look ahead for [`Segment::upcoming`](crate::Segment::upcoming).
pub const LOOKAHEAD_BYTES: usize = 2 << 10;
/// Lines are counted on in steps of at least this size, so that asking for a position costs no more than that.
const LINE_STEP: usize = 2 << 10;

/// Reads a document that lies in memory.
#[derive(Debug)]
pub struct SliceReader<'b> {
    bytes: &'b [u8],
    at: usize,
    taken: usize,
    machine: Machine,
    lines: LineCount,
    counted: usize,
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
        Self { bytes, at: 0, taken: 0, machine: Machine::new(limits), lines: LineCount::START, counted: 0 }
    }

    /// The next event; `None` at the end of the document.
    ///
    /// # Errors
    /// If a limit is reached.
    #[expect(clippy::should_implement_trait, reason = "an event borrows from the reader, which Iterator cannot say")]
    #[inline]
    pub fn next(&mut self) -> Result<Option<Event<'_>>, Error> {
        self.machine.advance(self.taken);
        self.at += self.taken;
        self.taken = 0;
        if self.at - self.counted > LINE_STEP {
            self.lines.advance(self.bytes.get(self.counted..self.at).unwrap_or_default());
            self.counted = self.at;
        }
        let window = self.bytes.get(self.at..).unwrap_or_default();
        let step = self.machine.step(window, true)?;
        self.taken = step.length();
        let since = self.bytes.get(self.counted..self.at).unwrap_or_default();
        Ok(self.machine.event(&step, window, Lines { count: self.lines, since }))
    }
}

/// Reads a document whose bytes are fed to it in chunks of any size.
///
/// Feed, take all events, feed again; call [`finish`](Self::finish) after the last chunk and take the rest.
#[derive(Debug)]
pub struct Decoder {
    machine: Machine,
    buffer: Vec<u8>,
    start: usize,
    taken: usize,
    finished: bool,
    lines: LineCount,
    counted: usize,
}

impl Decoder {
    /// A decoder with limits of your own.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { machine: Machine::new(limits), buffer: Vec::new(), start: 0, taken: 0, finished: false, lines: LineCount::START, counted: 0 }
    }

    /// Takes in the next bytes of the document.
    pub fn feed(&mut self, chunk: &[u8]) {
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
    pub fn next(&mut self) -> Result<Option<Event<'_>>, Error> {
        let step = self.step()?;
        Ok(self.event(&step))
    }

    /// The limits in force.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        self.machine.limits()
    }

    #[inline]
    fn step(&mut self) -> Result<Step, Error> {
        self.machine.advance(self.taken);
        self.start += self.taken;
        self.taken = 0;
        if self.start - self.counted > LINE_STEP {
            self.count_lines();
        }
        let step = self.machine.step(self.buffer.get(self.start..).unwrap_or_default(), self.finished)?;
        self.taken = step.length();
        Ok(step)
    }

    #[inline]
    fn event(&self, step: &Step) -> Option<Event<'_>> {
        let window = self.buffer.get(self.start..).unwrap_or_default();
        let since = self.buffer.get(self.counted..self.start).unwrap_or_default();
        self.machine.event(step, window, Lines { count: self.lines, since })
    }

    /// Drops what was handed out, counting its lines.
    fn compact(&mut self) {
        self.machine.advance(self.taken);
        self.start += self.taken;
        self.taken = 0;
        self.drop_handed_out();
    }

    /// Drops what lies before the current step, counting its lines.
    fn drop_handed_out(&mut self) {
        self.count_lines();
        self.buffer.drain(..self.start);
        self.start = 0;
        self.counted = 0;
    }

    fn count_lines(&mut self) {
        self.lines.advance(self.buffer.get(self.counted..self.start).unwrap_or_default());
        self.counted = self.start;
    }

    /// How many bytes lie behind a step that was made.
    #[inline]
    fn ahead(&self, step: &Step) -> usize {
        self.buffer.len().saturating_sub(self.start + step.length())
    }

    /// Takes in up to one chunk from a source; at its end, finishes.
    fn fill(&mut self, source: &mut impl Read) -> Result<(), Error> {
        self.compact();
        self.fill_behind(source)
    }

    /// Takes in up to one chunk without dropping what was handed out: a step that was made still describes the buffer.
    fn fill_behind(&mut self, source: &mut impl Read) -> Result<(), Error> {
        self.drop_handed_out();
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
            Err(source) => return Err(Error::Read { offset: self.machine.offset() + (held - self.start.min(held)) as u64, source }),
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
    pub fn next(&mut self) -> Result<Option<Event<'_>>, Error> {
        let step = loop {
            match self.decoder.step()? {
                Step::NeedMore => self.decoder.fill(&mut self.source)?,
                step => break step,
            }
        };
        while !self.decoder.finished && self.decoder.ahead(&step) < LOOKAHEAD_BYTES {
            self.decoder.fill_behind(&mut self.source)?;
        }
        Ok(self.decoder.event(&step))
    }
}
