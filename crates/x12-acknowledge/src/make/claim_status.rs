//! A finding as the status of a claim: category, status and party (STC01 of the 277CA).

use x12_findings::{ClaimStatus, Finding};

use crate::model::StatusDetail;

/// STC01, STC10 and STC11.
pub(super) const DETAILS: usize = 3;
/// The category and status of a claim that has no fault of its own, in a set that cannot be read as a whole.
pub(super) const UNREADABLE: (&str, &str) = ("A3", "481");

/// The status that tells a finding.
pub(super) fn of(finding: &Finding) -> StatusDetail {
    let ClaimStatus { category, status, party } = ClaimStatus::of(finding);
    StatusDetail::new(category, status, party)
}
