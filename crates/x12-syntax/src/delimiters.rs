//! The four delimiters of an interchange, as its ISA declares them (X12.5, interchange control header).
//!
//! X12 has no release character: a delimiter can never be data.

/// The delimiters of one interchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Delimiters {
    /// Between elements: the byte after `ISA`.
    pub element: u8,
    /// Between the components of a composite: ISA16. Where it is the element separator or the terminator as well, there are no components.
    pub component: u8,
    /// Between repetitions of an element: ISA11 where the version has one (00402 and later) and ISA11 is neither a letter or digit nor one of the others.
    pub repetition: Option<u8>,
    /// After each segment: the byte after ISA16.
    pub segment: u8,
}

impl Delimiters {
    /// What most senders use: `*`, `:`, `^` and `~`.
    pub const USUAL: Self = Self { element: b'*', component: b':', repetition: Some(b'^'), segment: b'~' };

    /// Whether `byte` separates anything in this interchange.
    #[must_use]
    pub fn contains(&self, byte: u8) -> bool {
        byte == self.element || byte == self.component || byte == self.segment || Some(byte) == self.repetition
    }

    /// The position of the first delimiter in `data`, if there is one.
    #[must_use]
    pub fn find_in(&self, data: &[u8]) -> Option<usize> {
        data.iter().position(|&byte| self.contains(byte))
    }
}

impl Default for Delimiters {
    fn default() -> Self {
        Self::USUAL
    }
}
