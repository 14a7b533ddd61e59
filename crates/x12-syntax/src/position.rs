//! Lines and columns, counted only when someone asks.

/// A place for people: both 1-based, the column in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, counting line feeds.
    pub line: u64,
    /// The byte within the line.
    pub column: u64,
}

impl Position {
    /// The first byte of a document.
    pub const START: Self = Self { line: 1, column: 1 };
}

/// Where line counting stands: up to `offset`, `line` is the current line and it began at `line_start`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineCount {
    pub(crate) offset: u64,
    pub(crate) line: u64,
    pub(crate) line_start: u64,
}

impl LineCount {
    pub(crate) const START: Self = Self { offset: 0, line: 1, line_start: 0 };

    /// Counts on over `bytes`, which begin at `self.offset`.
    pub(crate) fn advance(&mut self, bytes: &[u8]) {
        // Most segments hold no line feed.
        if memchr::memchr(b'\n', bytes).is_some() {
            self.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
            if let Some(last) = memchr::memrchr(b'\n', bytes) {
                self.line_start = self.offset + last as u64 + 1;
            }
        }
        self.offset += bytes.len() as u64;
    }
}
