//! Checking a submission: bytes to claims that are valid and can be sent, or everything that is wrong with them.
//!
//! A JSON claim is written as the 837P set that it would become and checked there, so that both ways in meet the same rules, and a finding names the
//! X12 path that every payer's rejection will name too.

use jiff::Timestamp;
use x12_837::{Claim, ClaimReader};
use x12_syntax::{Event, SliceReader};
use x12_validate::{Options, Report, validate};

use super::Refusal;
use crate::config::Submitter;
use crate::translate::render::{EnvelopeNames, Set, write_interchange};

/// How a submission's bytes are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// One `claim.v1`, or an array of them.
    Json,
    /// 837P.
    X12,
}

/// The claims of a submission, if all of them are valid.
pub(super) fn prepare(format: Format, bytes: &[u8], submitter: &Submitter, checks: &Options) -> Result<Vec<Claim>, Refusal> {
    let claims = match format {
        Format::Json => from_json(bytes)?,
        Format::X12 => from_x12(bytes, checks)?,
    };
    if claims.is_empty() {
        return Err(Refusal::Empty);
    }
    // A claim that cannot be written with our delimiters is refused now, not set aside when it is to be sent.
    let written = write(&claims, submitter)?;
    if format == Format::Json {
        check(&written, checks)?;
    }
    Ok(claims)
}

fn from_json(bytes: &[u8]) -> Result<Vec<Claim>, Refusal> {
    let is_array = bytes.trim_ascii_start().starts_with(b"[");
    let claims = if is_array { serde_json::from_slice(bytes) } else { serde_json::from_slice(bytes).map(|claim| vec![claim]) };
    claims.map_err(Refusal::NotAClaim)
}

fn from_x12(bytes: &[u8], checks: &Options) -> Result<Vec<Claim>, Refusal> {
    let report = check(bytes, checks)?;
    let mut sets = report.interchanges.iter().flat_map(|interchange| &interchange.groups).flat_map(|group| &group.sets);
    if let Some(other) = sets.find(|set| set.guide.as_deref() != Some(x12_837::GUIDE)) {
        return Err(Refusal::NotClaims { found: other.set.clone() });
    }
    let mut source = SliceReader::new(bytes);
    let mut reader = ClaimReader::new(x12_837::route());
    let mut claims = Vec::new();
    while let Some(event) = source.next()? {
        let Event::Segment(segment) = event else { continue };
        match segment.id() {
            b"ISA" | b"GS" | b"GE" | b"IEA" | b"TA1" => continue,
            b"ST" => reader.restart(),
            _ => {}
        }
        claims.extend(reader.push(&segment));
    }
    claims.extend(reader.finish());
    Ok(claims)
}

/// Checks a document. Warnings do not stop it.
fn check(bytes: &[u8], checks: &Options) -> Result<Report, Refusal> {
    let report = validate(bytes, checks)?;
    if report.summary.errors > 0 { Err(Refusal::Findings(report.findings)) } else { Ok(report) }
}

/// The claims in an envelope that is only good for checking.
fn write(claims: &[Claim], submitter: &Submitter) -> Result<Vec<u8>, Refusal> {
    let names = EnvelopeNames {
        sender: ("ZZ", "SENDER"),
        receiver: ("ZZ", "RECEIVER"),
        receiver_name: "RECEIVER",
        usage: "T",
        interchange: "000000001".into(),
        group: "1".into(),
        at: Timestamp::UNIX_EPOCH,
    };
    let sets: Vec<Set<'_>> = claims
        .chunks(gateway_core::limits::CLAIMS_PER_SET)
        .zip(1..)
        .map(|(claims, number)| Set { control_number: format!("{number:04}"), reference: "1", claims })
        .collect();
    Ok(write_interchange(submitter, &names, &sets)?)
}
