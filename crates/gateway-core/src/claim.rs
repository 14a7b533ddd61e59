//! The claim record: what the gateway must know of an 837 claim (loop 2300 with its lines) to send it, follow it and post its payment.
//!
//! A claim record never changes once it is accepted. What happens to the claim is its [`ClaimHistory`](crate::life_cycle::ClaimHistory).

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::digest::Sha256;
use crate::identifiers::{ClaimId, RouteId, SubmissionId};
use crate::money::Cents;
use crate::phi::Phi;
use crate::quantity::Quantity;

/// A claim as it was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Our name for it.
    pub id: ClaimId,
    /// The request or file that brought it.
    pub submission_id: SubmissionId,
    /// The way it takes to its payer.
    pub route: RouteId,
    /// Payer identifier (2010BB NM109).
    pub payer_id: String,
    /// Patient control number (CLM01), which the payer returns as CLP01.
    pub patient_control_number: Phi<String>,
    /// Claim frequency code (CLM05-3).
    pub frequency: FrequencyCode,
    /// Payer claim control number of the claim that this one replaces or voids (2300 REF*F8).
    pub original_payer_claim_control_number: Option<Phi<String>>,
    /// Total charge (CLM02).
    pub total_charge: Cents,
    /// Billing provider's NPI (2010AA NM109).
    pub billing_npi: String,
    /// Subscriber's member identifier (2010BA NM109).
    pub member_id: Phi<String>,
    /// Subscriber's last name (2010BA NM103).
    pub subscriber_last_name: Phi<String>,
    /// Subscriber's first name (2010BA NM104).
    pub subscriber_first_name: Option<Phi<String>>,
    /// Patient's birth date (2010BA or 2010CA DMG02).
    pub patient_birth_date: Option<Phi<Date>>,
    /// First day of service.
    pub service_from: Option<Date>,
    /// Last day of service.
    pub service_to: Option<Date>,
    /// Whether another payer is still to be billed after this one (a later SBR01 in loop 2320): then nothing moves to the patient yet.
    pub further_payers: bool,
    /// The service lines (2400), in order.
    pub lines: Vec<ClaimLine>,
    /// Digest of the body that came with it.
    pub content_hash: Sha256,
}

/// One service line (loop 2400).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimLine {
    /// Line number (LX01).
    pub number: u32,
    /// Line item control number (REF*6R), when one was given.
    pub control_number: Option<String>,
    /// What was done.
    pub procedure: Procedure,
    /// Units of service (SV104).
    pub units: Quantity,
    /// Line charge (SV102).
    pub charge: Cents,
    /// First day of service (DTP*472).
    pub service_from: Option<Date>,
    /// Last day of service.
    pub service_to: Option<Date>,
}

/// A procedure with its modifiers (SV101, SVC01).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// Code list qualifier (SV101-1), such as `HC`.
    pub qualifier: String,
    /// Procedure code.
    pub code: String,
    /// Modifiers, in order.
    pub modifiers: Vec<String>,
}

/// Claim frequency code (CLM05-3): an open code with the values that change what we do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FrequencyCode(pub String);

impl FrequencyCode {
    /// An original claim.
    pub const ORIGINAL: &str = "1";
    /// A replacement of an earlier claim.
    pub const REPLACEMENT: &str = "7";
    /// A void of an earlier claim.
    pub const VOID: &str = "8";

    /// Whether the claim takes the place of an earlier one, as a replacement or a void.
    #[must_use]
    pub fn takes_the_place_of_another(&self) -> bool {
        self.is_void() || self.0 == Self::REPLACEMENT
    }

    /// Whether the claim takes an earlier one back and asks for nothing itself.
    #[must_use]
    pub fn is_void(&self) -> bool {
        self.0 == Self::VOID
    }
}

/// The claim as it will be rendered into an interchange: bytes that only the daemon's renderer understands.
#[derive(Clone, PartialEq, Eq)]
pub struct ClaimBody(pub Vec<u8>);

impl fmt::Debug for ClaimBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{} bytes]", self.0.len())
    }
}

/// A claim with its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimWithBody {
    /// The record.
    pub claim: Claim,
    /// What is rendered.
    pub body: ClaimBody,
}
