//! 277CA (005010X214): which claims of an 837 were taken into adjudication, and why the others were not.
//!
//! Levels: source (20), receiver (21), billing provider (19), patient (PT). Names and numbers of patients are [`Private`].

use serde::Serialize;

use crate::codes::{ActionCode, StatusCategory, StatusCode};
use crate::private::Private;

/// One 277CA.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ClaimAcknowledgment {
    /// ST02.
    pub control_number: String,
    /// BHT03.
    pub reference: String,
    /// BHT04, CCYYMMDD.
    #[serde(serialize_with = "crate::iso::date")]
    pub date: String,
    /// BHT05, HHMM or longer.
    #[serde(serialize_with = "crate::iso::time")]
    pub time: String,
    /// Loop 2100A: the payer or clearinghouse that answers.
    pub source: Party,
    /// Loop 2200A.
    pub receipt: Receipt,
    /// Loop 2100B: the submitter of the 837.
    pub receiver: Party,
    /// Loop 2200B: the answer to the 837 as a whole; its trace is BHT03 of the 837.
    pub submission: Response,
    /// Loop 2000C.
    pub providers: Vec<ProviderResponse>,
}

/// Loop 2200A: when the 837 came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// TRN02: the source's own number for the transmission.
    pub trace: String,
    /// DTP*050, CCYYMMDD.
    #[serde(serialize_with = "crate::iso::date")]
    pub received: String,
    /// DTP*009, CCYYMMDD.
    #[serde(serialize_with = "crate::iso::date")]
    pub processed: String,
}

/// NM1: a party.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Party {
    /// NM101: `PR` payer, `AY` clearinghouse, `41` submitter, `85` billing provider, `QC` patient.
    pub role: String,
    /// NM102: `1` a person, `2` an organisation.
    pub kind: String,
    /// NM103: the organisation's name or the person's last name.
    pub name: Private,
    /// NM104.
    pub first_name: Option<Private>,
    /// NM105.
    pub middle_name: Option<Private>,
    /// NM107.
    pub suffix: Option<Private>,
    /// NM108.
    pub identifier_kind: String,
    /// NM109.
    pub identifier: Private,
}

impl Party {
    /// An organisation.
    #[must_use]
    pub fn organization(role: &str, name: &str, identifier_kind: &str, identifier: &str) -> Self {
        Self { kind: "2".to_owned(), ..Self::person(role, name, "", identifier_kind, identifier) }
    }

    /// A person.
    #[must_use]
    pub fn person(role: &str, last_name: &str, first_name: &str, identifier_kind: &str, identifier: &str) -> Self {
        let first_name = (!first_name.is_empty()).then(|| first_name.into());
        Self {
            role: role.to_owned(),
            kind: "1".to_owned(),
            name: last_name.into(),
            first_name,
            identifier_kind: identifier_kind.to_owned(),
            identifier: identifier.into(),
            ..Self::default()
        }
    }
}

/// Loops 2200B and 2200C: an answer above the claims.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// TRN02.
    pub trace: String,
    /// STC.
    pub statuses: Vec<Status>,
    /// REF, at a provider only.
    pub references: Vec<Reference>,
    /// QTY and AMT.
    pub totals: Totals,
}

/// QTY and AMT: how many claims, and for how much.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Totals {
    /// QTY*90 for the submission, QTY*QA for a provider.
    pub accepted_claims: Option<String>,
    /// QTY*AA for the submission, QTY*QC for a provider.
    pub rejected_claims: Option<String>,
    /// AMT*YU.
    pub accepted_charges: Option<String>,
    /// AMT*YY.
    pub rejected_charges: Option<String>,
}

/// REF: a kind and an identifier.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reference {
    /// REF01.
    pub kind: String,
    /// REF02.
    pub identifier: Private,
}

/// STC: a status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// STC01, STC10 and STC11.
    pub details: Vec<StatusDetail>,
    /// STC02, CCYYMMDD.
    #[serde(serialize_with = "crate::iso::optional_date")]
    pub date: Option<String>,
    /// STC03.
    pub action: ActionCode,
    /// STC04: the charge.
    pub charge: Option<String>,
    /// STC12: a free message.
    pub message: Option<Private>,
    /// The STC's ordinal in the file that was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<u64>,
}

/// C043: category, status and the party concerned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusDetail {
    /// The kind of answer.
    pub category: StatusCategory,
    /// What it is about.
    pub status: StatusCode,
    /// The party it is about (an NM101 code).
    pub party: Option<String>,
}

impl StatusDetail {
    /// A category, a status and, if not empty, a party.
    #[must_use]
    pub fn new(category: &str, status: &str, party: &str) -> Self {
        Self {
            category: StatusCategory::new(category.to_owned()),
            status: StatusCode::new(status.to_owned()),
            party: (!party.is_empty()).then(|| party.to_owned()),
        }
    }
}

/// Loop 2000C: a billing provider and its patients.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProviderResponse {
    /// Loop 2100C.
    pub provider: Party,
    /// Loop 2200C.
    pub response: Option<Response>,
    /// Loop 2000D.
    pub patients: Vec<PatientResponse>,
}

/// Loop 2000D: a patient and the claims.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PatientResponse {
    /// Loop 2100D.
    pub patient: Party,
    /// Loop 2200D.
    pub claims: Vec<ClaimResponse>,
}

/// Loop 2200D: what becomes of one claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ClaimResponse {
    /// TRN02: CLM01 of the claim.
    pub patient_control_number: Private,
    /// STC.
    pub statuses: Vec<Status>,
    /// REF*1K: the payer's number for the claim.
    pub payer_claim_control_number: Option<Private>,
    /// REF*D9: the clearinghouse's number for the claim.
    pub clearinghouse_claim_number: Option<Private>,
    /// REF*BLT: the bill type of an institutional claim.
    pub bill_type: Option<String>,
    /// DTP*472: CCYYMMDD or CCYYMMDD-CCYYMMDD.
    #[serde(serialize_with = "crate::iso::period")]
    pub service_dates: String,
    /// Loop 2220D: lines that are why the claim is rejected.
    pub lines: Vec<LineResponse>,
}

/// Loop 2220D: a service line that was rejected.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineResponse {
    /// SVC01: the kind of code, the code, its modifiers.
    pub procedure: Vec<String>,
    /// SVC02.
    pub charge: String,
    /// SVC04.
    pub revenue_code: Option<String>,
    /// SVC07.
    pub units: Option<String>,
    /// STC.
    pub statuses: Vec<Status>,
    /// REF*FJ.
    pub line_item_control_number: Option<Private>,
    /// REF*XZ.
    pub prescription_number: Option<Private>,
    /// DTP*472.
    #[serde(serialize_with = "crate::iso::optional_period")]
    pub service_dates: Option<String>,
}

impl ClaimResponse {
    /// Whether the claim was taken: no status of it says `U` or has a category that rejects.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        !self.statuses.is_empty() && !self.statuses.iter().any(Status::rejects)
    }

    /// STC04 of the first status that has one.
    #[must_use]
    pub fn charge(&self) -> Option<&str> {
        self.statuses.iter().find_map(|status| status.charge.as_deref())
    }
}

impl Status {
    /// Whether it turns away what it speaks of.
    #[must_use]
    pub fn rejects(&self) -> bool {
        self.action == ActionCode::REJECTED || self.details.iter().any(|detail| detail.category.rejects())
    }
}
