//! The shape `claim` as NDJSON: one claim, or one claim of a remittance, on each line, complete in itself.
//!
//! Memory does not depend on the size of the document. Sets of other guides have no lines; the summary counts them.

use std::io::{Read, Write};

use serde::Serialize;
use x12_835::RemittanceStream;
use x12_837::ClaimReader;
use x12_syntax::{Delimiters, Segment};

use crate::Summary;
use crate::error::Error;
use crate::headed::{self, Sink};
use crate::set::{Model, model_of};

/// Writes a document as lines.
pub(crate) fn write(input: impl Read, output: impl Write) -> Result<Summary, Error> {
    let mut lines = Lines {
        output,
        claims: ClaimReader::new(x12_837::route()),
        remittances: RemittanceStream::new(x12_835::route()),
        model: None,
        group_reference: String::new(),
        line: Vec::new(),
        summary: Summary::default(),
    };
    headed::read(input, &mut lines)?;
    lines.end_set()?;
    lines.output.flush()?;
    Ok(lines.summary)
}

struct Lines<W> {
    output: W,
    claims: ClaimReader,
    remittances: RemittanceStream,
    model: Option<Model>,
    group_reference: String,
    line: Vec<u8>,
    summary: Summary,
}

impl<W: Write> Lines<W> {
    fn put(&mut self, value: &impl Serialize) -> Result<(), Error> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, value)?;
        self.line.push(b'\n');
        Ok(self.output.write_all(&self.line)?)
    }

    fn begin_set(&mut self, header: &Segment<'_>) {
        self.model = model_of(header, &self.group_reference);
        self.summary.sets_as_segments += u64::from(self.model.is_none());
        self.claims.restart();
        self.remittances.restart();
    }

    fn push(&mut self, segment: &Segment<'_>) -> Result<(), Error> {
        match self.model {
            Some(Model::Claims) => {
                if let Some(claim) = self.claims.push(segment) {
                    self.summary.claims += 1;
                    self.put(&claim)?;
                }
            }
            Some(Model::Remittance) => {
                if let Some(remittance) = self.remittances.push(segment) {
                    self.summary.claims += 1;
                    self.put(&remittance)?;
                }
            }
            None => {}
        }
        Ok(())
    }

    /// Writes what the set left: a claim that it broke off in, or the provider adjustments that follow the claims of a remittance.
    fn end_set(&mut self) -> Result<(), Error> {
        match self.model.take() {
            Some(Model::Claims) => {
                if let Some(claim) = self.claims.finish() {
                    self.summary.claims += 1;
                    self.put(&claim)?;
                }
            }
            Some(Model::Remittance) => {
                if let Some(remittance) = self.remittances.finish() {
                    self.summary.claims += 1;
                    self.put(&remittance)?;
                }
                if let Some(payment) = self.remittances.payment().filter(|payment| !payment.provider_adjustments.is_empty()) {
                    self.put(&payment)?;
                }
            }
            None => {}
        }
        Ok(())
    }
}

impl<W: Write> Sink for Lines<W> {
    fn interchange(&mut self, _delimiters: Delimiters, _line_break: &[u8], _header: &[u8]) -> Result<(), Error> {
        self.summary.interchanges += 1;
        self.summary.segments += 1;
        self.end_set()
    }

    fn segment(&mut self, segment: &Segment<'_>, _line_break: &[u8]) -> Result<(), Error> {
        self.summary.segments += 1;
        match segment.id() {
            b"GS" => {
                self.group_reference = String::from_utf8_lossy(segment.value(8)).into_owned();
                self.end_set()
            }
            b"GE" | b"IEA" => self.end_set(),
            b"ST" => {
                self.end_set()?;
                self.begin_set(segment);
                self.push(segment)
            }
            b"SE" => {
                self.push(segment)?;
                self.end_set()
            }
            _ => self.push(segment),
        }
    }

    fn raw(&mut self, _bytes: &[u8]) -> Result<(), Error> {
        Ok(())
    }
}
