//! Claims: the 837P (005010X222A1) in a biller's words, both directions.
//!
//! ```
//! use x12_837::{ClaimReader, route};
//! use x12_syntax::{Event, SliceReader};
//!
//! let document = b"ISA*00*          *00*          *ZZ*CLINIC         *ZZ*PAYER          *260101*1200*^*00501*000000001*0*T*:~GS*HC*C*P*20260101*1200*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*B1*20260101*1200*CH~NM1*41*2*DOE CLINIC*****46*S1~PER*IC*BILLING*TE*5125550100~NM1*40*2*ACME HEALTH*****46*P1~HL*1**20*1~NM1*85*2*DOE CLINIC*****XX*1999999984~N3*1 MAIN ST~N4*AUSTIN*TX*787010001~REF*EI*123456789~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*ROE*JANE****MI*M1~NM1*PR*2*ACME HEALTH*****PI*P1~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J069~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20251201~SE*20*0001~GE*1*1~IEA*1*000000001~";
//! let mut reader = ClaimReader::new(route());
//! let mut claims = Vec::new();
//! let mut source = SliceReader::new(document);
//! while let Some(event) = source.next()? {
//!     if let Event::Segment(segment) = event && !matches!(segment.id(), b"ISA" | b"GS" | b"GE" | b"IEA") {
//!         claims.extend(reader.push(&segment));
//!     }
//! }
//! let claim = &claims[0];
//! assert_eq!(claim.total_charge.cents(), Some(10_000));
//! assert_eq!(claim.coverage.payer.id, "P1");
//! assert_eq!(claim.service_lines[0].procedure.code, "99213");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | wanted | start at |
//! |---|---|
//! | the claims of a set, one at a time | [`ClaimReader`] |
//! | a set from claims | [`write_set`], [`SetWriter`] |
//! | JSON `claim.v1` | [`Claim`] with serde |
//! | each field with its X12 address | [`fields`] |

mod claim;
mod condition;
mod coverage;
mod line;
mod party;
mod reader;
mod schema;
mod submission;
mod writer;

use std::sync::{Arc, OnceLock};

use x12_document::Route;
use x12_guide::model::LoopIx;
use x12_model::{FieldRow, LoopRecord, Place, Rows};

pub use claim::{Attachment, Claim, ClaimDates, ClaimReferences, CodedValue, Contract, Disability, Handover, Levels, Note, Repricing};
pub use condition::{AmbulanceTransport, Condition, SpinalManipulation};
pub use coverage::{Coverage, OtherCoverage, OutpatientAdjudication, Patient, Payer, Person};
pub use line::{
    Answer, Drug, Equipment, EquipmentCertification, LineAdjudication, LineDates, LineReferences, PurchasedService, ServiceLine, SupportingForm, TestDate,
    TestResult,
};
pub use party::{Billing, BillingProvider, PayTo, PayToPlan, Provider};
pub use reader::ClaimReader;
pub use schema::Schema;
pub use submission::{Receiver, Submission, Submitter};
pub use writer::{SetWriter, write_set};

/// The guide that this crate speaks.
pub const GUIDE: &str = "005010X222A1";

/// The shipped guide, prepared for walking.
#[must_use]
#[expect(clippy::expect_used, reason = "the guide is part of the build, and a test of x12-guide holds that it loads")]
pub fn route() -> Arc<Route> {
    static ROUTE: OnceLock<Arc<Route>> = OnceLock::new();
    Arc::clone(ROUTE.get_or_init(|| Route::new(x12_guide::shipped().find("837", GUIDE).expect("the shipped guide"))))
}

/// Every field of [`Claim`] with its path in JSON, its X12 address and its words.
#[must_use]
pub fn fields() -> Vec<FieldRow> {
    let route = route();
    let guide = route.guide();
    let mut rows = Rows::new(guide);
    Claim::describe_fields(&mut rows, &Place::root(guide.find_loop("2000A/2000B/2300").unwrap_or(LoopIx::ROOT)));
    rows.into_vec()
}
