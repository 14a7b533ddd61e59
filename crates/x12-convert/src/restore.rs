//! JSON to X12: every shape, recognised by its `schema`, as one object or as lines.
//!
//! The keys of an object come in the order in which we write them: an interchange names its delimiters before its segments.

use std::fmt;
use std::io::{Read, Write};

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
use x12_835::Remittance;
use x12_837::{Claim, Submission};

use crate::decode::{DelimitersJson, EventJson, Form, Text};
use crate::envelope;
use crate::error::Error;
use crate::set::{Content, write_claims, write_remittance};

/// Reads JSON and writes X12.
pub(crate) fn restore(input: impl Read, output: impl Write) -> Result<(), Error> {
    let mut state = State {
        output,
        form: Form::default(),
        bytes: Vec::new(),
        submission: None,
        content: None,
        digest: String::new(),
        loose: Vec::new(),
        interchanges: 0,
        error: None,
    };
    let mut json = serde_json::Deserializer::from_reader(std::io::BufReader::new(input));
    loop {
        match json.end() {
            Ok(()) => break,
            Err(error) if error.is_io() => return Err(error.into()),
            Err(_) => {}
        }
        Node { state: &mut state }.deserialize(&mut json).map_err(|error| state.error.take().unwrap_or(error.into()))?;
    }
    state.write_loose()?;
    Ok(state.output.flush()?)
}

struct State<W> {
    output: W,
    form: Form,
    bytes: Vec<u8>,
    submission: Option<Submission>,
    /// The set that is read: it is written at the end of its object, when it is known whether it came as sent besides.
    content: Option<Content>,
    /// The digest that the set had when its segments were written beside it.
    digest: String,
    /// Claims that came without an envelope, of one submission.
    loose: Vec<Claim>,
    interchanges: u32,
    /// Our own error, which the JSON reader cannot carry.
    error: Option<Error>,
}

impl<W: Write> State<W> {
    fn out(&mut self) -> Result<(), Error> {
        self.output.write_all(&self.bytes)?;
        self.bytes.clear();
        Ok(())
    }

    fn event(&mut self, event: EventJson) -> Result<(), Error> {
        self.form.put(&mut self.bytes, event)?;
        self.out()
    }

    /// Writes the set that was read, its line breaks before its segments as those of all segments behind the header.
    fn write_set(&mut self) -> Result<(), Error> {
        let Some(content) = self.content.take() else { return Ok(()) };
        let line_break = self.form.line_break.as_slice();
        let written = content.write(self.form.delimiters, line_break)?;
        self.output.write_all(line_break)?;
        Ok(self.output.write_all(written.strip_suffix(line_break).unwrap_or(&written))?)
    }

    /// Takes the segments of the set as sent: they are written if the set still says the same.
    fn as_sent(&mut self, events: Vec<EventJson>) -> Result<(), Error> {
        for event in events {
            self.form.put(&mut self.bytes, event)?;
        }
        let Some(content) = &self.content else { return self.out() };
        if content.digest()? == self.digest {
            self.content = None;
            return self.out();
        }
        self.bytes.clear();
        Ok(())
    }

    /// Takes a claim of its own: neighbours of one submission make one set.
    fn loose_claim(&mut self, claim: Claim) -> Result<(), Error> {
        if self.loose.last().is_some_and(|last| last.submission != claim.submission) {
            self.write_loose()?;
        }
        self.loose.push(claim);
        Ok(())
    }

    fn write_loose(&mut self) -> Result<(), Error> {
        let mut claims = std::mem::take(&mut self.loose);
        let Some(first) = claims.first_mut() else { return Ok(()) };
        let submission = first.submission.take().ok_or(Error::SubmissionMissing)?;
        self.interchanges += 1;
        let form = Form::default();
        let set = write_claims(&submission, &claims, form.delimiters, b"\n")?;
        Ok(envelope::of_claims(&submission, self.interchanges).write_around(&mut self.output, &set)?)
    }

    fn loose_remittance(&mut self, remittance: &Remittance) -> Result<(), Error> {
        self.interchanges += 1;
        let set = write_remittance(remittance, Form::default().delimiters, b"\n")?;
        Ok(envelope::of_remittance(remittance, self.interchanges).write_around(&mut self.output, &set)?)
    }

    /// Remembers an error of ours and stops the JSON reader.
    fn stop<T, E: de::Error>(&mut self, outcome: Result<T, Error>) -> Result<T, E> {
        outcome.map_err(|error| {
            self.error = Some(error);
            E::custom("stopped")
        })
    }
}

/// Any object of ours, or a segment.
struct Node<'s, W> {
    state: &'s mut State<W>,
}

impl<'de, W: Write> DeserializeSeed<'de> for Node<'_, W> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, W: Write> Visitor<'de> for Node<'_, W> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of the shapes segments.v1, document.v1, claim.v1 or remittance.v1, or a segment as an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        let event = EventJson::deserialize(de::value::SeqAccessDeserializer::new(seq))?;
        let outcome = self.state.event(event);
        self.state.stop(outcome)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "schema" {
                let schema: String = map.next_value()?;
                let outcome = match schema.as_str() {
                    "segments.v1" | "document.v1" => continue,
                    "claim.v1" => {
                        let claim = Claim::deserialize(MapAccessDeserializer::new(map))?;
                        self.state.loose_claim(claim)
                    }
                    "remittance.v1" => {
                        let remittance = Remittance::deserialize(MapAccessDeserializer::new(map))?;
                        self.state.loose_remittance(&remittance)
                    }
                    _ => return Err(de::Error::custom(format_args!("the schema {schema:?} is none of segments.v1, document.v1, claim.v1, remittance.v1"))),
                };
                return self.state.stop(outcome);
            }
            entry(self.state, &key, &mut map)?;
        }
        let outcome = self.state.write_set();
        self.state.stop(outcome)
    }
}

/// One entry of an object that is no claim and no remittance.
fn entry<'de, W: Write, A: MapAccess<'de>>(state: &mut State<W>, key: &str, map: &mut A) -> Result<(), A::Error> {
    let outcome = match key {
        "interchanges" | "groups" | "sets" | "events" | "segments" => return map.next_value_seed(List { state }),
        "delimiters" => {
            let delimiters: DelimitersJson = map.next_value()?;
            state.form.take_delimiters(&delimiters)
        }
        "lineBreak" => map.next_value::<Text>()?.bytes().map(|bytes| state.form.line_break = bytes),
        "header" => {
            let event: EventJson = map.next_value()?;
            // Only an interchange header is told with its own leading bytes.
            if is_interchange_header(&event) { state.form.put_header(&mut state.bytes, event).and_then(|()| state.out()) } else { state.event(event) }
        }
        "trailer" => {
            let event: EventJson = map.next_value()?;
            state.event(event)
        }
        "raw" => map.next_value::<Text>()?.bytes().and_then(|bytes| Ok(state.output.write_all(&bytes)?)),
        "segment" => return unusual_segment(state, map),
        "digest" => {
            state.digest = map.next_value()?;
            Ok(())
        }
        "set" | "guide" => map.next_value::<String>().map(|_| Ok(()))?,
        "submission" => {
            state.submission = Some(map.next_value()?);
            Ok(())
        }
        "claims" => {
            let claims: Vec<Claim> = map.next_value()?;
            let submission = state.submission.take().ok_or(Error::SubmissionMissing);
            submission.map(|submission| state.content = Some(Content::Claims(Box::new(submission), claims)))
        }
        "remittance" => {
            let remittance: Remittance = map.next_value()?;
            state.content = Some(Content::Remittance(Box::new(remittance)));
            Ok(())
        }
        "asSent" => {
            let events: Vec<EventJson> = map.next_value()?;
            state.as_sent(events)
        }
        _ => return Err(de::Error::custom(format_args!("unknown key {key:?}"))),
    };
    state.stop(outcome)
}

/// An object that holds a segment of unusual form: the rest of its keys belong to it.
fn unusual_segment<'de, W: Write, A: MapAccess<'de>>(state: &mut State<W>, map: &mut A) -> Result<(), A::Error> {
    let elements = map.next_value()?;
    let event = EventJson::unusual(elements, map)?;
    let outcome = state.event(event);
    state.stop(outcome)
}

fn is_interchange_header(event: &EventJson) -> bool {
    event.id() == Some("ISA")
}

/// A list of such objects.
struct List<'s, W> {
    state: &'s mut State<W>,
}

impl<'de, W: Write> DeserializeSeed<'de> for List<'_, W> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, W: Write> Visitor<'de> for List<'_, W> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Node { state: self.state })?.is_some() {}
        Ok(())
    }
}
