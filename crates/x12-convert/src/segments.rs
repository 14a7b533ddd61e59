//! The shape `segments`: every segment of any document in order. Nothing is lost, whatever the document is.
//!
//! Memory does not depend on the size of the document, in either form.

use std::io::{Read, Write};

use x12_syntax::{Delimiters, Segment};

use crate::error::Error;
use crate::headed::{self, Sink};
use crate::{Form, Summary, encode};

/// Writes a document in this shape.
pub(crate) fn write(input: impl Read, output: impl Write, form: Form) -> Result<Summary, Error> {
    let mut events = Events { output, form, summary: Summary::default(), line: Vec::new(), first: true };
    match form {
        Form::Json => events.output.write_all(b"{\"schema\":\"segments.v1\",\"events\":[\n")?,
        Form::Lines => events.output.write_all(b"{\"schema\":\"segments.v1\"}\n")?,
    }
    headed::read(input, &mut events)?;
    if form == Form::Json {
        events.output.write_all(b"\n]}\n")?;
    }
    events.output.flush()?;
    Ok(events.summary)
}

struct Events<W> {
    output: W,
    form: Form,
    summary: Summary,
    line: Vec<u8>,
    first: bool,
}

impl<W: Write> Events<W> {
    /// Writes out the event that stands in `line`.
    fn end(&mut self) -> Result<(), Error> {
        if self.form == Form::Json && !std::mem::take(&mut self.first) {
            self.output.write_all(b",\n")?;
        }
        self.output.write_all(&self.line)?;
        if self.form == Form::Lines {
            self.output.write_all(b"\n")?;
        }
        self.line.clear();
        Ok(())
    }
}

impl<W: Write> Sink for Events<W> {
    fn interchange(&mut self, delimiters: Delimiters, line_break: &[u8], header: &[u8]) -> Result<(), Error> {
        self.summary.interchanges += 1;
        self.summary.segments += 1;
        self.line.push(b'{');
        encode::put_interchange(&mut self.line, delimiters, line_break);
        self.line.extend_from_slice(b",\"header\":");
        self.line.extend_from_slice(header);
        self.line.push(b'}');
        self.end()
    }

    fn segment(&mut self, segment: &Segment<'_>, line_break: &[u8]) -> Result<(), Error> {
        self.summary.segments += 1;
        encode::put_segment(&mut self.line, segment, line_break);
        self.end()
    }

    fn raw(&mut self, bytes: &[u8]) -> Result<(), Error> {
        encode::put_raw(&mut self.line, bytes);
        self.end()
    }
}
