//! What acknowledgements say, as values. The same types are read from payers and written to senders.
//!
//! Invariant: every value is kept as its wire form, known or not; `segment` says where it stood in the file that was read and is `None` in what
//! was made.

mod claim;
mod implementation;
mod interchange;

pub use claim::{
    ClaimAcknowledgment, ClaimResponse, LineResponse, Party, PatientResponse, ProviderResponse, Receipt, Reference, Response, Status, StatusDetail, Totals,
};
pub use implementation::{
    AcknowledgedGroup, ContextEntry, ElementError, ElementPosition, GroupCounts, ImplementationAcknowledgment, SegmentContext, SegmentError, SetResponse,
};
pub use interchange::InterchangeAcknowledgment;
