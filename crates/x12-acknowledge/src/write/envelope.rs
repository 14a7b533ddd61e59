//! The envelope around an answer: counts and control numbers are kept here, so that trailers are right by construction.

use std::io::Write;

use jiff::civil::DateTime;
use x12_syntax::{SegmentBuilder, Writer};

use super::AckOptions;
use super::text::{DELIMITERS, clean};
use crate::error::Error;

/// The largest ISA13.
const MOST_CONTROL_NUMBER: u64 = 999_999_999;
/// ISA05 and ISA07 as the HIPAA guides know them; any other kind cannot be sent back.
const QUALIFIERS: [&str; 9] = ["01", "14", "20", "27", "28", "29", "30", "33", "ZZ"];

/// What stands for a party that is not named.
const UNKNOWN: &str = "UNKNOWN";

/// Who sends the answer, and to whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parties {
    /// ISA05 and ISA06.
    pub sender: (String, String),
    /// ISA07 and ISA08.
    pub receiver: (String, String),
    /// GS02.
    pub application_sender: String,
    /// GS03.
    pub application_receiver: String,
    /// ISA15: `P` or `T`; anything else takes the usage of the options.
    pub usage: String,
}

/// An interchange that is being written, level by level.
#[derive(Debug)]
pub(crate) struct Answer<'a, W> {
    writer: Writer<W>,
    options: &'a AckOptions,
    parties: Parties,
    /// ISA13 of the interchange that is open or comes next.
    number: u64,
    groups: u64,
    sets: u64,
    segments: u64,
    set_number: String,
}

impl<'a, W: Write> Answer<'a, W> {
    pub(crate) fn new(output: W, options: &'a AckOptions) -> Self {
        let writer = Writer::new(output, DELIMITERS);
        Self { writer, options, parties: Parties::default(), number: options.control_number, groups: 0, sets: 0, segments: 0, set_number: String::new() }
    }

    pub(crate) fn open_interchange(&mut self, parties: &Parties) -> Result<(), Error> {
        if !(1..=MOST_CONTROL_NUMBER).contains(&self.number) {
            return Err(Error::ControlNumber { number: self.number });
        }
        let at = self.options.created;
        let (sender, receiver) = (party(&parties.sender.1), party(&parties.receiver.1));
        let date = header_date(at);
        let number = format!("{:09}", self.number);
        let usage = self.usage(parties);
        let elements: [&str; 15] = [
            "00",
            "",
            "00",
            "",
            qualifier(&parties.sender.0),
            &sender,
            qualifier(&parties.receiver.0),
            &receiver,
            &date,
            &header_time(at),
            "",
            "00501",
            &number,
            "0",
            &usage,
        ];
        self.writer.write_interchange_header(&elements.map(str::as_bytes))?;
        self.parties = parties.clone();
        self.groups = 0;
        Ok(())
    }

    /// Opens a group between the given applications, or those of the interchange.
    pub(crate) fn open_group(&mut self, functional_id: &str, version: &str, applications: Option<(&str, &str)>) -> Result<(), Error> {
        let parties = &self.parties;
        let (sender, receiver) = applications.unwrap_or((&parties.application_sender, &parties.application_receiver));
        let (sender, receiver) = (application(sender, &parties.sender.1), application(receiver, &parties.receiver.1));
        let at = self.options.created;
        self.groups += 1;
        self.sets = 0;
        let segment = SegmentBuilder::new("GS")
            .element(functional_id)
            .element(sender)
            .element(receiver)
            .element(written_date(at))
            .element(header_time(at))
            .element(self.groups.to_string())
            .element("X")
            .element(version);
        Ok(self.writer.write(&segment)?)
    }

    pub(crate) fn open_set(&mut self, transaction: &str, number: &str, reference: &str) -> Result<(), Error> {
        self.sets += 1;
        self.segments = 0;
        number.clone_into(&mut self.set_number);
        self.segment(&SegmentBuilder::new("ST").element(transaction).element(number).element(reference))
    }

    pub(crate) fn segment(&mut self, segment: &SegmentBuilder) -> Result<(), Error> {
        self.segments += 1;
        Ok(self.writer.write(segment)?)
    }

    pub(crate) fn close_set(&mut self) -> Result<(), Error> {
        let segments = (self.segments + 1).to_string();
        Ok(self.writer.write(&SegmentBuilder::new("SE").element(segments).element(&self.set_number))?)
    }

    pub(crate) fn close_group(&mut self) -> Result<(), Error> {
        Ok(self.writer.write(&SegmentBuilder::new("GE").element(self.sets.to_string()).element(self.groups.to_string()))?)
    }

    pub(crate) fn close_interchange(&mut self) -> Result<(), Error> {
        let number = format!("{:09}", self.number);
        self.number += 1;
        Ok(self.writer.write(&SegmentBuilder::new("IEA").element(self.groups.to_string()).element(number))?)
    }

    pub(crate) fn options(&self) -> &AckOptions {
        self.options
    }

    fn usage(&self, parties: &Parties) -> String {
        if matches!(parties.usage.as_str(), "P" | "T") { parties.usage.clone() } else { self.options.usage.to_string() }
    }
}

fn qualifier(kind: &str) -> &str {
    if QUALIFIERS.contains(&kind) { kind } else { "ZZ" }
}

/// ISA06 and ISA08 name somebody, even where the interchange received does not.
fn party(id: &str) -> String {
    Some(clean(id, 15)).filter(|id| !id.trim().is_empty()).unwrap_or_else(|| UNKNOWN.to_owned())
}

/// GS02 and GS03 take 2 to 15 characters; where a sender gave fewer, the interchange's identifier stands in.
fn application(code: &str, interchange_id: &str) -> String {
    [code, interchange_id].iter().map(|one| clean(one, 15)).find(|one| one.trim().len() >= 2).unwrap_or_else(|| UNKNOWN.to_owned())
}

/// YYMMDD, for ISA09.
pub(crate) fn header_date(at: DateTime) -> String {
    format!("{:02}{:02}{:02}", at.year().rem_euclid(100), at.month(), at.day())
}

/// CCYYMMDD, for GS04.
pub(crate) fn written_date(at: DateTime) -> String {
    format!("{:04}{:02}{:02}", at.year(), at.month(), at.day())
}

/// HHMM, for ISA10.
pub(crate) fn header_time(at: DateTime) -> String {
    format!("{:02}{:02}", at.hour(), at.minute())
}
