//! One transaction set on its way into the shape `claim`: read as claims or as a remittance, and kept as segments until it is sure that nothing of
//! it is lost.
//!
//! Invariant: where the claims or the remittance, written as X12, do not give the bytes of the set again, its segments are carried besides as
//! `asSent`, with a digest of the words; they are what is written as long as the words still have that digest.

use std::io::Write;

use serde::Serialize;
use x12_835::{Remittance, RemittanceReader};
use x12_837::{Claim, ClaimReader, Submission};
use x12_syntax::{Delimiters, Segment, Writer};

use crate::encode;
use crate::error::Error;

/// Which of our models a set belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Model {
    Claims,
    Remittance,
}

/// The model of a set, by its ST and the GS08 around it.
pub(crate) fn model_of(header: &Segment<'_>, group_reference: &str) -> Option<Model> {
    let set = std::str::from_utf8(header.value(1)).ok()?;
    let own = std::str::from_utf8(header.value(3)).ok()?;
    let guide = x12_guide::shipped().find(set, if own.is_empty() { group_reference } else { own })?;
    match guide.id.as_str() {
        x12_837::GUIDE => Some(Model::Claims),
        x12_835::GUIDE => Some(Model::Remittance),
        _ => None,
    }
}

/// Collects one set.
#[derive(Debug)]
pub(crate) struct SetBuffer {
    claim_reader: ClaimReader,
    remittance_reader: RemittanceReader,
    model: Option<Model>,
    raw: Vec<u8>,
    events: Vec<u8>,
    claims: Vec<Claim>,
    delimiters: Delimiters,
}

/// A set as JSON, without the braces around it.
#[derive(Debug)]
pub(crate) struct SetJson {
    pub(crate) json: Vec<u8>,
    pub(crate) claims: u64,
    pub(crate) kind: Kind,
}

/// How a set is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// As claims or as a remittance, which say everything.
    Model,
    /// As claims or as a remittance, and as sent besides.
    ModelAsSent,
    /// As segments.
    Segments,
}

impl SetBuffer {
    pub(crate) fn new() -> Self {
        Self {
            claim_reader: ClaimReader::new(x12_837::route()),
            remittance_reader: RemittanceReader::new(x12_835::route()),
            model: None,
            raw: Vec::new(),
            events: Vec::new(),
            claims: Vec::new(),
            delimiters: Delimiters::USUAL,
        }
    }

    /// Whether nothing was collected.
    pub(crate) fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Begins a set of a model. Where a delimiter is a letter, digit or space, words cannot be written again: such a set stays as its segments are.
    pub(crate) fn begin(&mut self, model: Option<Model>, delimiters: Delimiters) {
        let is_data = |byte: u8| byte.is_ascii_alphanumeric() || byte == b' ';
        let separators = [Some(delimiters.element), Some(delimiters.component), delimiters.repetition, Some(delimiters.segment)];
        self.model = model.filter(|_| !separators.into_iter().flatten().any(is_data));
        self.delimiters = delimiters;
        self.claim_reader.restart();
    }

    /// Adds a segment of the set.
    pub(crate) fn segment(&mut self, segment: &Segment<'_>, line_break: &[u8]) {
        match self.model {
            Some(Model::Claims) => self.claims.extend(self.claim_reader.push(segment)),
            Some(Model::Remittance) => self.remittance_reader.push(segment),
            None => {}
        }
        if self.model.is_some() {
            self.raw.extend_from_slice(segment.raw());
        }
        self.comma();
        encode::put_segment(&mut self.events, segment, line_break);
    }

    /// Adds bytes that are no segment.
    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        if self.model.is_some() {
            self.raw.extend_from_slice(bytes);
        }
        self.comma();
        encode::put_raw(&mut self.events, bytes);
    }

    fn comma(&mut self) {
        if !self.events.is_empty() {
            self.events.extend_from_slice(b",\n");
        }
    }

    /// Ends the set: its JSON, and the buffer ready for the next.
    pub(crate) fn end(&mut self, line_break: &[u8]) -> Result<SetJson, Error> {
        let shown = match self.model.take() {
            Some(Model::Claims) => self.as_claims(line_break)?,
            Some(Model::Remittance) => self.as_remittance(line_break)?,
            None => None,
        };
        let kind = match &shown {
            Some(Shown { says_all: true, .. }) => Kind::Model,
            Some(_) => Kind::ModelAsSent,
            None => Kind::Segments,
        };
        let Shown { mut json, claims, .. } = shown.unwrap_or_default();
        match kind {
            Kind::Model => {}
            Kind::ModelAsSent => json.extend_from_slice(b",\"asSent\":[\n"),
            Kind::Segments => json.extend_from_slice(b"\"segments\":[\n"),
        }
        if kind != Kind::Model {
            json.append(&mut self.events);
            json.push(b']');
        }
        self.raw.clear();
        self.events.clear();
        self.claims.clear();
        Ok(SetJson { json, claims, kind })
    }

    fn as_claims(&mut self, line_break: &[u8]) -> Result<Option<Shown>, Error> {
        self.claims.extend(self.claim_reader.finish());
        let Some(submission) = self.claim_reader.submission().filter(|_| !self.claims.is_empty()) else { return Ok(None) };
        // The set says once who sends it.
        for claim in &mut self.claims {
            claim.submission = None;
        }
        let claims = &self.claims;
        let says_all = write_claims(&submission, claims, self.delimiters, line_break).is_ok_and(|written| is_same(&written, &self.raw, line_break));
        let mut json = format!("\"set\":\"837P\",\"guide\":\"{}\",\"submission\":", x12_837::GUIDE).into_bytes();
        serde_json::to_writer(&mut json, &submission)?;
        json.extend_from_slice(b",\"claims\":[");
        for (index, claim) in claims.iter().enumerate() {
            json.extend_from_slice(if index > 0 { b",\n" } else { b"\n" });
            serde_json::to_writer(&mut json, claim)?;
        }
        json.extend_from_slice(b"]");
        put_digest(&mut json, says_all, &(&submission, claims))?;
        Ok(Some(Shown { json, claims: claims.len() as u64, says_all }))
    }

    fn as_remittance(&mut self, line_break: &[u8]) -> Result<Option<Shown>, Error> {
        let Some(remittance) = self.remittance_reader.finish() else { return Ok(None) };
        let says_all = write_remittance(&remittance, self.delimiters, line_break).is_ok_and(|written| is_same(&written, &self.raw, line_break));
        let mut json = format!("\"set\":\"835\",\"guide\":\"{}\",\"remittance\":", x12_835::GUIDE).into_bytes();
        serde_json::to_writer(&mut json, &remittance)?;
        put_digest(&mut json, says_all, &remittance)?;
        Ok(Some(Shown { json, claims: remittance.claims().count() as u64, says_all }))
    }
}

/// A set in the words of its model.
#[derive(Debug, Default)]
struct Shown {
    json: Vec<u8>,
    claims: u64,
    /// Whether the words alone give the bytes again.
    says_all: bool,
}

/// Appends the digest of a set whose segments follow.
fn put_digest(json: &mut Vec<u8>, says_all: bool, value: &impl Serialize) -> Result<(), Error> {
    if !says_all {
        json.extend_from_slice(format!(",\"digest\":\"{}\"", digest(value)?).as_bytes());
    }
    Ok(())
}

/// What the JSON of a set says in the words of its model.
#[derive(Debug, PartialEq)]
pub(crate) enum Content {
    Claims(Box<Submission>, Vec<Claim>),
    Remittance(Box<Remittance>),
}

impl Content {
    /// Writes the set, a line break behind each segment.
    pub(crate) fn write(&self, delimiters: Delimiters, line_break: &[u8]) -> Result<Vec<u8>, Error> {
        match self {
            Self::Claims(submission, claims) => write_claims(submission, claims, delimiters, line_break),
            Self::Remittance(remittance) => write_remittance(remittance, delimiters, line_break),
        }
    }

    /// What tells whether a set still says what it said when its segments were written beside it.
    pub(crate) fn digest(&self) -> Result<String, Error> {
        match self {
            Self::Claims(submission, claims) => digest(&(submission, claims)),
            Self::Remittance(remittance) => digest(remittance),
        }
    }
}

/// FNV-1a of the JSON of a value: it must notice an edit, not withstand a forger.
fn digest(value: &impl Serialize) -> Result<String, Error> {
    struct Fnv(u64);
    impl Write for Fnv {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            for byte in bytes {
                self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
            }
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    serde_json::to_writer(&mut hash, value)?;
    Ok(format!("{:016x}", hash.0))
}

/// Whether bytes written with line breaks behind the segments are those sent with line breaks before them.
fn is_same(written: &[u8], sent: &[u8], line_break: &[u8]) -> bool {
    sent.strip_prefix(line_break) == written.strip_suffix(line_break)
}

/// Writes a set of claims, a line break behind each segment.
pub(crate) fn write_claims(submission: &Submission, claims: &[Claim], delimiters: Delimiters, line_break: &[u8]) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new(Vec::new(), delimiters).with_line_break(line_break);
    x12_837::write_set(&mut writer, x12_837::route().guide(), submission, claims)?;
    Ok(writer.into_inner())
}

/// Writes a remittance, a line break behind each segment.
pub(crate) fn write_remittance(remittance: &Remittance, delimiters: Delimiters, line_break: &[u8]) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new(Vec::new(), delimiters).with_line_break(line_break);
    x12_835::write_set(&mut writer, x12_835::route().guide(), remittance)?;
    Ok(writer.into_inner())
}
