//! Segments to bytes.
//!
//! X12 has no release character, so the writer refuses data that holds a delimiter of its interchange: nothing it writes reads back as something
//! else. Trailing empty elements and components are not sent.

use std::io::Write;

use thiserror::Error;

use crate::{Delimiters, header};

/// Why a segment was not written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WriteError {
    /// Data holds a delimiter. The value itself is not repeated here: it may be about a patient.
    #[error("{segment}{element:02}: the data holds the delimiter {delimiter:?}, which cannot be sent")]
    DelimiterInData {
        /// The segment's identifier.
        segment: String,
        /// The element's position; 0 is the identifier.
        element: usize,
        /// The delimiter found.
        delimiter: char,
    },
    /// An ISA element does not fit its fixed width.
    #[error("ISA{element:02} takes {expected} characters, and {found} were given")]
    HeaderWidth {
        /// The element's position.
        element: usize,
        /// The width of what was given.
        found: usize,
        /// The width the standard fixes.
        expected: usize,
    },
    /// The destination failed.
    #[error("writing stopped: {0}")]
    Io(#[from] std::io::Error),
}

/// One segment under construction: elements and components are appended in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SegmentBuilder {
    elements: Vec<Vec<Vec<Vec<u8>>>>,
}

impl SegmentBuilder {
    /// A segment with an identifier and no elements.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self { elements: vec![simple(id.as_bytes())] }
    }

    /// Appends an element with one value.
    #[must_use]
    pub fn element(mut self, value: impl AsRef<[u8]>) -> Self {
        self.elements.push(simple(value.as_ref()));
        self
    }

    /// Appends a composite element.
    #[must_use]
    pub fn composite<V: AsRef<[u8]>>(mut self, components: impl IntoIterator<Item = V>) -> Self {
        self.elements.push(vec![components.into_iter().map(|value| value.as_ref().to_vec()).collect()]);
        self
    }

    /// Sets one component (1-based) of one repetition (1-based) of the element at a 1-based position, making room as needed.
    pub fn set(&mut self, element: usize, repetition: usize, component: usize, value: &[u8]) {
        fn slot<T: Default>(list: &mut Vec<T>, position: usize) -> Option<&mut T> {
            if list.len() < position {
                list.resize_with(position, T::default);
            }
            list.get_mut(position.checked_sub(1)?)
        }
        if let Some(target) =
            slot(&mut self.elements, element + 1).and_then(|element| slot(element, repetition)).and_then(|repetition| slot(repetition, component))
        {
            *target = value.to_vec();
        }
    }

    /// The identifier.
    #[must_use]
    pub fn id(&self) -> &[u8] {
        self.elements.first().and_then(|element| element.first()?.first()).map_or(&[], Vec::as_slice)
    }

    /// How many elements would be sent.
    #[must_use]
    pub fn len(&self) -> usize {
        self.elements.iter().rposition(|element| element.iter().flatten().any(|value| !value.is_empty())).unwrap_or(0)
    }

    /// Whether only an identifier would be sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn simple(value: &[u8]) -> Vec<Vec<Vec<u8>>> {
    vec![vec![value.to_vec()]]
}

/// Writes segments with the delimiters of one interchange.
#[derive(Debug)]
pub struct Writer<W> {
    to: W,
    delimiters: Delimiters,
    line_break: Vec<u8>,
    line: Vec<u8>,
}

impl<W: Write> Writer<W> {
    /// A writer that puts nothing behind its terminators.
    pub fn new(to: W, delimiters: Delimiters) -> Self {
        Self { to, delimiters, line_break: Vec::new(), line: Vec::new() }
    }

    /// Puts a line break behind each terminator.
    #[must_use]
    pub fn with_line_break(mut self, line_break: impl Into<Vec<u8>>) -> Self {
        self.line_break = line_break.into();
        self
    }

    /// Takes the delimiters of the next interchange.
    pub fn set_delimiters(&mut self, delimiters: Delimiters) {
        self.delimiters = delimiters;
    }

    /// The destination.
    pub fn into_inner(self) -> W {
        self.to
    }

    /// Writes one segment. Nothing is written if it is refused.
    ///
    /// # Errors
    /// If a value holds a delimiter, or the destination fails.
    pub fn write(&mut self, segment: &SegmentBuilder) -> Result<(), WriteError> {
        self.line.clear();
        let last = segment.len();
        for (position, element) in segment.elements.iter().enumerate().take(last + 1) {
            if position > 0 {
                self.line.push(self.delimiters.element);
            }
            self.element(segment, position, element)?;
        }
        self.end()
    }

    /// Writes an interchange header: the elements are padded to their widths, ISA11 and ISA16 are taken from the delimiters.
    ///
    /// # Errors
    /// If a value is too wide or holds a delimiter, or the destination fails.
    pub fn write_interchange_header(&mut self, elements: &[&[u8]; 15]) -> Result<(), WriteError> {
        self.line.clear();
        self.line.extend_from_slice(b"ISA");
        for (index, (value, width)) in elements.iter().zip(header::WIDTHS).enumerate() {
            let element = index + 1;
            self.line.push(self.delimiters.element);
            let own = [self.delimiters.repetition.unwrap_or(b'U')];
            let value = if element == 11 { &own[..] } else { value };
            if element != 11 {
                self.refuse_delimiters("ISA", element, value)?;
            }
            let padding = width.checked_sub(value.len()).ok_or(WriteError::HeaderWidth { element, found: value.len(), expected: width })?;
            self.line.extend_from_slice(value);
            self.line.extend(std::iter::repeat_n(b' ', padding));
        }
        self.line.push(self.delimiters.element);
        self.line.push(self.delimiters.component);
        self.end()
    }

    fn element(&mut self, segment: &SegmentBuilder, position: usize, element: &[Vec<Vec<u8>>]) -> Result<(), WriteError> {
        for (index, repetition) in element.iter().enumerate() {
            if index > 0 {
                let separator = self.delimiters.repetition.ok_or_else(|| delimiter_in_data(segment.id(), position, b'^'))?;
                self.line.push(separator);
            }
            let last = repetition.iter().rposition(|value| !value.is_empty()).map_or(0, |at| at + 1);
            for (index, value) in repetition.iter().take(last).enumerate() {
                if index > 0 {
                    self.line.push(self.delimiters.component);
                }
                if let Some(at) = self.delimiters.find_in(value) {
                    return Err(delimiter_in_data(segment.id(), position, value.get(at).copied().unwrap_or_default()));
                }
                self.line.extend_from_slice(value);
            }
        }
        Ok(())
    }

    fn refuse_delimiters(&self, segment: &str, position: usize, value: &[u8]) -> Result<(), WriteError> {
        match self.delimiters.find_in(value) {
            Some(at) => Err(delimiter_in_data(segment.as_bytes(), position, value.get(at).copied().unwrap_or_default())),
            None => Ok(()),
        }
    }

    fn end(&mut self) -> Result<(), WriteError> {
        self.line.push(self.delimiters.segment);
        self.line.extend_from_slice(&self.line_break);
        Ok(self.to.write_all(&self.line)?)
    }
}

fn delimiter_in_data(segment: &[u8], element: usize, delimiter: u8) -> WriteError {
    WriteError::DelimiterInData { segment: String::from_utf8_lossy(segment).into_owned(), element, delimiter: char::from(delimiter) }
}
