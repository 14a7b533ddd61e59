//! Reading the acknowledgements that payers send: TA1, 999, 997 and 277CA, in any mix.
//!
//! Invariant: nothing here judges. What a payer sent is kept as it stands, and what cannot be placed is passed over; `x12-validate` says what is
//! wrong with it.

mod claim;
mod implementation;

use std::io::Read;

use serde::Serialize;
use x12_syntax::{Element, Envelope, Event, Limits, Part, Segment, StreamReader};

use crate::Acknowledgment;
use crate::codes::{InterchangeNote, InterchangeVerdict};
use crate::error::Error;
use crate::model::InterchangeAcknowledgment;
use claim::ClaimReader;
use implementation::ImplementationReader;

/// An interchange with acknowledgements.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReceivedInterchange {
    /// ISA06, trimmed: who acknowledges.
    pub sender: String,
    /// ISA08, trimmed: whose interchange is acknowledged.
    pub receiver: String,
    /// ISA13.
    pub control_number: String,
    /// ISA15.
    pub usage: String,
    /// What it brings, in the order of the file. Sets of other kinds are passed over.
    pub acknowledgments: Vec<Acknowledgment>,
}

/// Reads every acknowledgement of a document.
///
/// # Errors
/// If the source fails or a limit is reached.
pub fn read(source: impl Read, limits: Limits) -> Result<Vec<ReceivedInterchange>, Error> {
    let mut reader = StreamReader::with_limits(source, limits);
    let mut envelope = Envelope::new(limits);
    let mut reading = Reading::default();
    let mut issues = Vec::new();
    while let Some(event) = reader.next()? {
        if let Event::Segment(segment) = event {
            let placement = envelope.place(&segment, &mut issues)?;
            issues.clear();
            if placement.cut.is_some() {
                reading.close_set();
            }
            reading.segment(placement.part, &segment);
        }
    }
    reading.close_set();
    Ok(reading.interchanges)
}

#[derive(Debug, Default)]
struct Reading {
    interchanges: Vec<ReceivedInterchange>,
    /// GS08 of the group that is open.
    version: String,
    set: Option<OpenSet>,
}

/// A set that is being read.
#[derive(Debug)]
enum OpenSet {
    Implementation(Box<ImplementationReader>),
    Claim(Box<ClaimReader>),
}

impl Reading {
    fn segment(&mut self, part: Part, segment: &Segment<'_>) {
        match part {
            Part::InterchangeHeader => self.interchanges.push(interchange(segment)),
            Part::InterchangeService if segment.id() == b"TA1" => self.put(Acknowledgment::Interchange(interchange_acknowledgment(segment))),
            Part::GroupHeader => self.version = text(segment, 8),
            Part::SetHeader => self.set = open(segment, &self.version),
            Part::Body => match &mut self.set {
                Some(OpenSet::Implementation(reader)) => reader.segment(segment),
                Some(OpenSet::Claim(reader)) => reader.segment(segment),
                None => {}
            },
            Part::SetTrailer => self.close_set(),
            _ => {}
        }
    }

    fn close_set(&mut self) {
        match self.set.take() {
            Some(OpenSet::Implementation(reader)) => self.put(Acknowledgment::Implementation(reader.finish())),
            Some(OpenSet::Claim(reader)) => self.put(Acknowledgment::Claim(Box::new(reader.finish()))),
            None => {}
        }
    }

    fn put(&mut self, acknowledgment: Acknowledgment) {
        if let Some(interchange) = self.interchanges.last_mut() {
            interchange.acknowledgments.push(acknowledgment);
        }
    }
}

/// The guides of claim acknowledgments. An answer to a status inquiry is a 277 too, and another thing.
const CLAIM_ACKNOWLEDGMENTS: [&str; 2] = ["005010X214", "004040X167"];

/// Opens a set that is an acknowledgement. ST03 says which 277 it is, or GS08 where a payer leaves it out.
fn open(segment: &Segment<'_>, version: &str) -> Option<OpenSet> {
    let reference = optional(segment, 3).unwrap_or_else(|| version.to_owned());
    match segment.value(1) {
        b"999" | b"997" => Some(OpenSet::Implementation(Box::new(ImplementationReader::new(text(segment, 2))))),
        b"277" if CLAIM_ACKNOWLEDGMENTS.iter().any(|guide| reference.starts_with(guide)) => Some(OpenSet::Claim(Box::new(ClaimReader::new(text(segment, 2))))),
        _ => None,
    }
}

fn interchange(segment: &Segment<'_>) -> ReceivedInterchange {
    let trimmed = |position| text(segment, position).trim().to_owned();
    ReceivedInterchange { sender: trimmed(6), receiver: trimmed(8), control_number: trimmed(13), usage: trimmed(15), acknowledgments: Vec::new() }
}

fn interchange_acknowledgment(segment: &Segment<'_>) -> InterchangeAcknowledgment {
    InterchangeAcknowledgment {
        control_number: text(segment, 1),
        date: text(segment, 2),
        time: text(segment, 3),
        verdict: InterchangeVerdict::new(text(segment, 4)),
        note: InterchangeNote::new(text(segment, 5)),
        segment: Some(segment.ordinal()),
    }
}

/// The element at a position as text.
fn text(segment: &Segment<'_>, position: usize) -> String {
    String::from_utf8_lossy(segment.value(position)).into_owned()
}

/// The element at a position, `None` if it is empty.
fn optional(segment: &Segment<'_>, position: usize) -> Option<String> {
    Some(text(segment, position)).filter(|text| !text.is_empty())
}

/// The elements from a position on that are not empty.
fn rest(segment: &Segment<'_>, from: usize) -> impl Iterator<Item = String> {
    (from..=segment.len()).filter_map(|position| optional(segment, position))
}

/// The components of one repetition as text.
fn components(element: &Element<'_>) -> Vec<String> {
    element.components().map(|part| String::from_utf8_lossy(part.bytes()).into_owned()).collect()
}
