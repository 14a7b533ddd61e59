//! Claims to an 837P interchange with the numbers that sealing took. Pure: the same arguments give the same bytes.

use gateway_core::batching::{InterchangeRenderer, RenderError};
use gateway_core::claim::ClaimWithBody;
use gateway_core::transmission::TransmissionIdentity;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use x12_837::{Claim, Receiver, Submission, write_set};
use x12_model::{Contact, ContactNumber, Date};
use x12_syntax::{Delimiters, SegmentBuilder, Writer};

use crate::config::{RouteConfig, Submitter};

/// The delimiters of what we send. None of them may stand in a claim, which is checked when it is accepted.
const DELIMITERS: Delimiters = Delimiters { element: b'*', component: b':', repetition: Some(b'^'), segment: b'~' };

/// Why an interchange could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum WriteError {
    /// A claim has no place for a field, or holds a delimiter.
    #[error(transparent)]
    Set(#[from] x12_model::WriteError),
    /// The envelope could not be written.
    #[error(transparent)]
    Segment(#[from] x12_syntax::WriteError),
}

/// The names and numbers in the envelope.
pub(crate) struct EnvelopeNames<'a> {
    pub(crate) sender: (&'a str, &'a str),
    pub(crate) receiver: (&'a str, &'a str),
    pub(crate) receiver_name: &'a str,
    pub(crate) usage: &'a str,
    pub(crate) interchange: String,
    pub(crate) group: String,
    pub(crate) at: Timestamp,
}

/// One set of an interchange.
pub(crate) struct Set<'a> {
    pub(crate) control_number: String,
    pub(crate) reference: &'a str,
    pub(crate) claims: &'a [Claim],
}

/// Writes for one route.
pub(crate) struct Renderer {
    submitter: Submitter,
    route: RouteConfig,
}

impl Renderer {
    pub(crate) fn new(submitter: &Submitter, route: &RouteConfig) -> Self {
        Self { submitter: submitter.clone(), route: route.clone() }
    }

    fn names<'a>(&'a self, identity: &'a TransmissionIdentity, at: Timestamp) -> EnvelopeNames<'a> {
        let route = &self.route;
        EnvelopeNames {
            sender: (&route.sender_qualifier, &identity.sender),
            receiver: (&route.receiver_qualifier, &identity.receiver),
            receiver_name: route.receiver_name.as_deref().unwrap_or(&identity.receiver),
            usage: identity.usage.code(),
            interchange: identity.interchange_control_number.to_string(),
            group: identity.group_control_number.value().to_string(),
            at,
        }
    }
}

impl InterchangeRenderer for Renderer {
    fn render(&self, identity: &TransmissionIdentity, claims: &[ClaimWithBody], sealed_at: Timestamp) -> Result<Vec<u8>, RenderError> {
        let names = self.names(identity, sealed_at);
        let read = |claim: &ClaimWithBody| {
            serde_json::from_slice::<Claim>(&claim.body.0).map_err(|error| fault(claim, &format!("its body is no claim.v1 ({:?})", error.classify())))
        };
        let parsed = claims.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let mut rest = parsed.as_slice();
        let mut sets = Vec::new();
        for set in &identity.sets {
            let (own, others) = rest.split_at(set.claims.len().min(rest.len()));
            rest = others;
            sets.push(Set { control_number: set.set_control_number.to_string(), reference: &set.reference, claims: own });
        }
        write_interchange(&self.submitter, &names, &sets).map_err(|error| self.find_fault(&names, claims, &parsed, &error))
    }
}

impl Renderer {
    /// Finds the claim at fault by writing each alone; without one, the envelope is at fault.
    fn find_fault(&self, names: &EnvelopeNames<'_>, claims: &[ClaimWithBody], parsed: &[Claim], error: &WriteError) -> RenderError {
        for (claim, own) in claims.iter().zip(parsed.chunks(1)) {
            let set = Set { control_number: "0001".into(), reference: "1", claims: own };
            if let Err(error) = write_interchange(&self.submitter, names, &[set]) {
                return fault(claim, &error.to_string());
            }
        }
        RenderError { claim_id: None, reason: error.to_string() }
    }
}

fn fault(claim: &ClaimWithBody, reason: &str) -> RenderError {
    RenderError { claim_id: Some(claim.claim.id.clone()), reason: reason.to_owned() }
}

/// Writes an interchange with one group.
pub(crate) fn write_interchange(submitter: &Submitter, names: &EnvelopeNames<'_>, sets: &[Set<'_>]) -> Result<Vec<u8>, WriteError> {
    let at = names.at.to_zoned(TimeZone::UTC);
    let (day, short_day, time) = (at.strftime("%Y%m%d").to_string(), at.strftime("%y%m%d").to_string(), at.strftime("%H%M").to_string());
    let mut writer = Writer::new(Vec::new(), DELIMITERS);
    let (sender, receiver) = (names.sender, names.receiver);
    let header = ["00", "", "00", "", sender.0, sender.1, receiver.0, receiver.1, &short_day, &time, "", "00501", &names.interchange, "1", names.usage];
    writer.write_interchange_header(&header.map(str::as_bytes))?;
    let group = SegmentBuilder::new("GS").element("HC").element(sender.1).element(receiver.1).element(&day).element(&time);
    writer.write(&group.element(&names.group).element("X").element(x12_837::GUIDE))?;
    for set in sets {
        let submission = submission(submitter, names, set, &day, &time);
        write_set(&mut writer, x12_837::route().guide(), &submission, set.claims)?;
    }
    writer.write(&SegmentBuilder::new("GE").element(sets.len().to_string()).element(&names.group))?;
    writer.write(&SegmentBuilder::new("IEA").element("1").element(&names.interchange))?;
    Ok(writer.into_inner())
}

fn submission(submitter: &Submitter, names: &EnvelopeNames<'_>, set: &Set<'_>, day: &str, time: &str) -> Submission {
    let contact = Contact {
        name: Some(submitter.contact.clone()),
        numbers: vec![ContactNumber { kind: "TE".into(), number: submitter.telephone.clone() }],
        ..Default::default()
    };
    Submission {
        control_number: set.control_number.clone(),
        implementation_reference: x12_837::GUIDE.into(),
        purpose: "00".into(),
        reference: set.reference.into(),
        date: Date::new(day),
        time: time.into(),
        kind: "CH".into(),
        submitter: x12_837::Submitter {
            entity_type: "2".into(),
            name: submitter.name.clone(),
            id: names.sender.1.into(),
            contacts: vec![contact],
            ..Default::default()
        },
        receiver: Receiver { name: names.receiver_name.into(), id: names.receiver.1.into(), ..Default::default() },
        ..Default::default()
    }
}
