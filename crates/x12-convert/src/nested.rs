//! The shape `claim` as one JSON object: interchanges, groups, sets, and in them claims or a remittance.
//!
//! What no model has a word for (other sets, sets with errors, text between interchanges) stands in its place in the shape `segments`. Memory is
//! that of the largest set.

use std::io::{Read, Write};

use x12_syntax::{Delimiters, Segment};

use crate::error::Error;
use crate::headed::{self, Sink};
use crate::set::{Kind, SetBuffer, model_of};
use crate::{Summary, encode};

/// Writes a document in this shape.
pub(crate) fn write(input: impl Read, output: impl Write) -> Result<Summary, Error> {
    let mut nest = Nest {
        output,
        depth: Depth::File,
        is_first: [true; 3],
        set: SetBuffer::new(),
        in_set: false,
        delimiters: Delimiters::USUAL,
        line_break: Vec::new(),
        group_reference: String::new(),
        summary: Summary::default(),
    };
    nest.output.write_all(b"{\"schema\":\"document.v1\",\"interchanges\":[")?;
    headed::read(input, &mut nest)?;
    nest.close_to(Depth::File, None)?;
    nest.output.write_all(b"]}\n")?;
    nest.output.flush()?;
    Ok(nest.summary)
}

/// Which list is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Depth {
    File,
    Interchange,
    Group,
}

struct Nest<W> {
    output: W,
    depth: Depth,
    /// For each depth whether nothing stands in its list yet.
    is_first: [bool; 3],
    /// The set that is collected, or segments that stand in no set.
    set: SetBuffer,
    in_set: bool,
    delimiters: Delimiters,
    line_break: Vec<u8>,
    group_reference: String,
    summary: Summary,
}

impl<W: Write> Nest<W> {
    /// Writes what was collected as an item of the list that is open.
    fn flush_set(&mut self) -> Result<(), Error> {
        let was_set = std::mem::take(&mut self.in_set);
        if self.set.is_empty() {
            return Ok(());
        }
        let set = self.set.end(&self.line_break)?;
        self.summary.claims += set.claims;
        self.summary.sets_as_sent += u64::from(set.kind == Kind::ModelAsSent);
        self.summary.sets_as_segments += u64::from(set.kind == Kind::Segments && was_set);
        self.item(&[b"{", set.json.as_slice(), b"}"])
    }

    fn item(&mut self, parts: &[&[u8]]) -> Result<(), Error> {
        let is_first = self.is_first.get_mut(self.depth as usize).is_some_and(std::mem::take);
        self.output.write_all(if is_first { b"\n" } else { b",\n" })?;
        for part in parts {
            self.output.write_all(part)?;
        }
        Ok(())
    }

    fn open(&mut self, depth: Depth) {
        self.depth = depth;
        if let Some(first) = self.is_first.get_mut(depth as usize) {
            *first = true;
        }
    }

    /// Closes the lists deeper than `depth`; the trailer belongs to the outermost of them.
    fn close_to(&mut self, depth: Depth, trailer: Option<&[u8]>) -> Result<(), Error> {
        self.flush_set()?;
        while self.depth > depth {
            self.depth = if self.depth == Depth::Group { Depth::Interchange } else { Depth::File };
            self.output.write_all(b"]")?;
            if let (Some(trailer), true) = (trailer, self.depth == depth) {
                self.output.write_all(b",\"trailer\":")?;
                self.output.write_all(trailer)?;
            }
            self.output.write_all(b"}")?;
        }
        Ok(())
    }

    fn encoded(&self, segment: &Segment<'_>) -> Vec<u8> {
        let mut json = Vec::new();
        encode::put_segment(&mut json, segment, &self.line_break);
        json
    }

    fn group_header(&mut self, segment: &Segment<'_>) -> Result<(), Error> {
        self.close_to(Depth::Interchange, None)?;
        self.group_reference = String::from_utf8_lossy(segment.value(8)).into_owned();
        let header = self.encoded(segment);
        self.item(&[b"{\"header\":", &header, b",\"sets\":["])?;
        self.open(Depth::Group);
        Ok(())
    }
}

impl<W: Write> Sink for Nest<W> {
    fn interchange(&mut self, delimiters: Delimiters, line_break: &[u8], header: &[u8]) -> Result<(), Error> {
        self.close_to(Depth::File, None)?;
        self.summary.interchanges += 1;
        self.summary.segments += 1;
        self.delimiters = delimiters;
        self.line_break = line_break.to_vec();
        let mut form = Vec::new();
        encode::put_interchange(&mut form, delimiters, line_break);
        self.item(&[b"{", &form, b",\"header\":", header, b",\"groups\":["])?;
        self.open(Depth::Interchange);
        Ok(())
    }

    fn segment(&mut self, segment: &Segment<'_>, _line_break: &[u8]) -> Result<(), Error> {
        self.summary.segments += 1;
        match segment.id() {
            b"GS" if self.depth >= Depth::Interchange => self.group_header(segment)?,
            b"GE" if self.depth == Depth::Group => {
                let trailer = self.encoded(segment);
                self.close_to(Depth::Interchange, Some(&trailer))?;
            }
            b"IEA" if self.depth == Depth::Interchange => {
                let trailer = self.encoded(segment);
                self.close_to(Depth::File, Some(&trailer))?;
            }
            b"ST" => {
                self.flush_set()?;
                self.set.begin(model_of(segment, &self.group_reference), self.delimiters);
                self.in_set = true;
                self.set.segment(segment, &self.line_break);
            }
            id => {
                self.set.segment(segment, &self.line_break);
                if id == b"SE" && self.in_set {
                    self.flush_set()?;
                }
            }
        }
        Ok(())
    }

    fn raw(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.set.raw(bytes);
        Ok(())
    }
}
