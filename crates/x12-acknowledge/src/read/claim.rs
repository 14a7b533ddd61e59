//! 277CA: HL03 says which level a segment belongs to, TRN opens a claim, SVC a line.

use x12_syntax::{Element, Segment};

use super::{components, optional, text};
use crate::codes::{ActionCode, StatusCategory, StatusCode};
use crate::model::{
    ClaimAcknowledgment, ClaimResponse, LineResponse, Party, PatientResponse, ProviderResponse, Receipt, Reference, Response, Status, StatusDetail, Totals,
};
use crate::private::Private;

/// Reads one 277CA.
#[derive(Debug)]
pub(super) struct ClaimReader {
    read: ClaimAcknowledgment,
    level: Level,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Header,
    Source,
    Receiver,
    Provider,
    Patient,
    Other,
}

impl ClaimReader {
    pub(super) fn new(control_number: String) -> Self {
        let read = ClaimAcknowledgment {
            control_number,
            reference: String::new(),
            date: String::new(),
            time: String::new(),
            source: Party::default(),
            receipt: Receipt::default(),
            receiver: Party::default(),
            submission: Response::default(),
            providers: Vec::new(),
        };
        Self { read, level: Level::Header }
    }

    pub(super) fn finish(self) -> ClaimAcknowledgment {
        self.read
    }

    pub(super) fn segment(&mut self, segment: &Segment<'_>) {
        if segment.id() == b"HL" {
            return self.open_level(segment.value(3));
        }
        match self.level {
            Level::Header => self.header(segment),
            Level::Source => self.source(segment),
            Level::Receiver => match segment.id() {
                b"NM1" => self.read.receiver = party(segment),
                _ => fill_response(&mut self.read.submission, segment),
            },
            Level::Provider => self.provider(segment),
            Level::Patient => self.patient(segment),
            Level::Other => {}
        }
    }

    fn open_level(&mut self, code: &[u8]) {
        self.level = match code {
            b"20" => Level::Source,
            b"21" => Level::Receiver,
            b"19" => {
                self.read.providers.push(ProviderResponse::default());
                Level::Provider
            }
            // Some payers use the levels of an 837 for the patient.
            b"PT" | b"22" | b"23" => {
                // A payer that leaves out the provider level still speaks of its patients.
                if self.read.providers.is_empty() {
                    self.read.providers.push(ProviderResponse::default());
                }
                if let Some(provider) = self.read.providers.last_mut() {
                    provider.patients.push(PatientResponse::default());
                }
                Level::Patient
            }
            _ => Level::Other,
        };
    }

    fn header(&mut self, segment: &Segment<'_>) {
        if segment.id() == b"BHT" {
            (self.read.reference, self.read.date, self.read.time) = (text(segment, 3), text(segment, 4), text(segment, 5));
        }
    }

    fn source(&mut self, segment: &Segment<'_>) {
        match (segment.id(), segment.value(1)) {
            (b"NM1", _) => self.read.source = party(segment),
            (b"TRN", _) => self.read.receipt.trace = text(segment, 2),
            (b"DTP", b"050") => self.read.receipt.received = text(segment, 3),
            (b"DTP", b"009") => self.read.receipt.processed = text(segment, 3),
            _ => {}
        }
    }

    fn provider(&mut self, segment: &Segment<'_>) {
        let Some(provider) = self.read.providers.last_mut() else { return };
        match segment.id() {
            b"NM1" => provider.provider = party(segment),
            b"TRN" | b"STC" | b"REF" | b"QTY" | b"AMT" => fill_response(provider.response.get_or_insert_default(), segment),
            _ => {}
        }
    }

    fn patient(&mut self, segment: &Segment<'_>) {
        let Some(patient) = self.read.providers.last_mut().and_then(|provider| provider.patients.last_mut()) else { return };
        match segment.id() {
            b"NM1" => patient.patient = party(segment),
            b"TRN" => patient.claims.push(ClaimResponse { patient_control_number: Private::new(text(segment, 2)), ..ClaimResponse::default() }),
            _ => {
                // A claim that is not named is still answered.
                if patient.claims.is_empty() && matches!(segment.id(), b"STC" | b"SVC") {
                    patient.claims.push(ClaimResponse::default());
                }
                patient.claims.last_mut().into_iter().for_each(|claim| fill_claim(claim, segment));
            }
        }
    }
}

fn fill_response(response: &mut Response, segment: &Segment<'_>) {
    let Totals { accepted_claims, rejected_claims, accepted_charges, rejected_charges } = &mut response.totals;
    match (segment.id(), segment.value(1)) {
        (b"TRN", _) => response.trace = text(segment, 2),
        (b"STC", _) => response.statuses.push(status(segment)),
        (b"REF", _) => response.references.push(Reference { kind: text(segment, 1), identifier: Private::new(text(segment, 2)) }),
        (b"QTY", b"90" | b"QA") => *accepted_claims = optional(segment, 2),
        (b"QTY", b"AA" | b"QC") => *rejected_claims = optional(segment, 2),
        (b"AMT", b"YU") => *accepted_charges = optional(segment, 2),
        (b"AMT", b"YY") => *rejected_charges = optional(segment, 2),
        _ => {}
    }
}

fn fill_claim(claim: &mut ClaimResponse, segment: &Segment<'_>) {
    if segment.id() == b"SVC" {
        return claim.lines.push(line(segment));
    }
    if let Some(line) = claim.lines.last_mut() {
        return fill_line(line, segment);
    }
    match (segment.id(), segment.value(1)) {
        (b"STC", _) => claim.statuses.push(status(segment)),
        (b"REF", b"1K") => claim.payer_claim_control_number = private(segment, 2),
        (b"REF", b"D9") => claim.clearinghouse_claim_number = private(segment, 2),
        (b"REF", b"BLT") => claim.bill_type = optional(segment, 2),
        (b"DTP", b"472") => claim.service_dates = text(segment, 3),
        _ => {}
    }
}

fn line(segment: &Segment<'_>) -> LineResponse {
    LineResponse {
        procedure: segment.element(1).map(|element| components(&element)).unwrap_or_default(),
        charge: text(segment, 2),
        revenue_code: optional(segment, 4),
        units: optional(segment, 7),
        ..LineResponse::default()
    }
}

fn fill_line(line: &mut LineResponse, segment: &Segment<'_>) {
    match (segment.id(), segment.value(1)) {
        (b"STC", _) => line.statuses.push(status(segment)),
        (b"REF", b"FJ") => line.line_item_control_number = private(segment, 2),
        (b"REF", b"XZ") => line.prescription_number = private(segment, 2),
        (b"DTP", b"472") => line.service_dates = optional(segment, 3),
        _ => {}
    }
}

fn status(segment: &Segment<'_>) -> Status {
    let present = |position: usize| segment.element(position).filter(|element| !element.is_empty());
    Status {
        details: [1, 10, 11].into_iter().filter_map(present).map(|element| detail(&element)).collect(),
        date: optional(segment, 2),
        action: ActionCode::new(text(segment, 3)),
        charge: optional(segment, 4),
        message: private(segment, 12),
        segment: Some(segment.ordinal()),
    }
}

fn detail(element: &Element<'_>) -> StatusDetail {
    let mut parts = components(element).into_iter();
    let (category, status) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    StatusDetail { category: StatusCategory::new(category), status: StatusCode::new(status), party: parts.next().filter(|party| !party.is_empty()) }
}

fn party(segment: &Segment<'_>) -> Party {
    Party {
        role: text(segment, 1),
        kind: text(segment, 2),
        name: Private::new(text(segment, 3)),
        first_name: private(segment, 4),
        middle_name: private(segment, 5),
        suffix: private(segment, 7),
        identifier_kind: text(segment, 8),
        identifier: Private::new(text(segment, 9)),
    }
}

fn private(segment: &Segment<'_>, position: usize) -> Option<Private> {
    optional(segment, position).map(Private::new)
}
