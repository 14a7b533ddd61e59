//! Remittances: the 835 (005010X221A1) in a biller's words, both directions.
//!
//! ```
//! use x12_835::{RemittanceReader, route};
//! use x12_syntax::{Event, SliceReader};
//!
//! let document = b"ISA*00*          *00*          *ZZ*PAYER          *ZZ*PROVIDER       *260101*1200*^*00501*000000001*0*T*:~GS*HP*P*Q*20260101*1200*1*X*005010X221A1~ST*835*0001~BPR*I*80*C*CHK************20260101~TRN*1*C100*1999999999~N1*PR*ACME HEALTH~N3*1 MAIN ST~N4*AUSTIN*TX*78701~PER*BL**TE*5125550100~N1*PE*DOE CLINIC*XX*1999999984~LX*1~CLP*A1*1*100*80**12*PCC1~NM1*QC*1*ROE*JANE~SVC*HC:99213*100*80~DTM*472*20251201~CAS*CO*45*20~SE*15*0001~GE*1*1~IEA*1*000000001~";
//! let mut reader = RemittanceReader::new(route());
//! let mut source = SliceReader::new(document);
//! while let Some(event) = source.next()? {
//!     if let Event::Segment(segment) = event && !matches!(segment.id(), b"ISA" | b"GS" | b"GE" | b"IEA") {
//!         reader.push(&segment);
//!     }
//! }
//! let remittance = reader.finish().ok_or("no set")?;
//! assert_eq!(remittance.payment.total.cents(), Some(8_000));
//! let claim = remittance.claims().next().ok_or("no claim")?;
//! assert_eq!((claim.patient_control_number.as_str(), claim.service_lines[0].adjustments[0].reason.as_str()), ("A1", "45"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | wanted | start at |
//! |---|---|
//! | a whole set | [`RemittanceReader`] |
//! | claim by claim, in constant memory | [`RemittanceStream`] |
//! | a set from a remittance | [`write_set`] |
//! | JSON `remittance.v1` | [`Remittance`] with serde |
//! | each field with its X12 address | [`fields`] |

mod claim;
pub mod codes;
mod reader;
mod remittance;
mod schema;
mod writer;

use std::sync::{Arc, OnceLock};

use x12_document::Route;
use x12_guide::model::LoopIx;
use x12_model::{FieldRow, LoopRecord, Place, Rows};

pub use claim::{
    InpatientAdjudication, OutpatientAdjudication, Party, QualifiedAmount, QualifiedDate, QualifiedQuantity, Remark, RemittanceClaim, RemittanceLine,
};
pub use reader::{RemittanceReader, RemittanceStream};
pub use remittance::{
    BankAccount, ClaimGroup, Delivery, InpatientTotals, Payee, Payer, Payment, ProviderAdjustment, ProviderAdjustments, ProviderTotals, Remittance,
};
pub use schema::Schema;
pub use writer::write_set;

/// The guide that this crate speaks.
pub const GUIDE: &str = "005010X221A1";

/// The shipped guide, prepared for walking.
#[must_use]
#[expect(clippy::expect_used, reason = "the guide is part of the build, and a test of x12-guide holds that it loads")]
pub fn route() -> Arc<Route> {
    static ROUTE: OnceLock<Arc<Route>> = OnceLock::new();
    Arc::clone(ROUTE.get_or_init(|| Route::new(x12_guide::shipped().find("835", GUIDE).expect("the shipped guide"))))
}

/// Every field of [`Remittance`] with its path in JSON, its X12 address and its words.
#[must_use]
pub fn fields() -> Vec<FieldRow> {
    let route = route();
    let mut rows = Rows::new(route.guide());
    Remittance::describe_fields(&mut rows, &Place::root(LoopIx::ROOT));
    rows.into_vec()
}
