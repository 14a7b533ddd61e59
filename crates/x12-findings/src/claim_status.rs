//! A finding about a claim as the status that a 277CA gives it: category, status and party (STC01, external lists 507 and 508).

use serde::{Serialize, Serializer};

use crate::finding::Finding;

/// The status of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClaimStatus {
    /// STC01-1: `A6` missing, `A7` invalid, `A8` in contradiction.
    pub category: &'static str,
    /// STC01-2.
    pub status: &'static str,
    /// STC01-3: the party concerned, or empty.
    pub party: &'static str,
}

impl ClaimStatus {
    /// The status that tells a finding. What has no status of its own is told as a fault of form.
    #[must_use]
    pub fn of(finding: &Finding) -> Self {
        let (status, party) = status(finding);
        Self { category: category(finding), status, party }
    }
}

impl Serialize for ClaimStatus {
    /// As STC01 is written: `A7:562:85`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { category, status, party } = self;
        let text = if party.is_empty() { format!("{category}:{status}") } else { format!("{category}:{status}:{party}") };
        serializer.serialize_str(&text)
    }
}

/// Missing, in contradiction, or invalid.
fn category(finding: &Finding) -> &'static str {
    match (finding.snip, finding.ack.ik304, finding.ack.ik403) {
        (_, Some("3"), _) | (_, _, Some("1" | "2")) => "A6",
        (3, ..) => "A8",
        _ => "A7",
    }
}

fn status(finding: &Finding) -> (&'static str, &'static str) {
    let party = finding.loop_id.as_deref().and_then(party_of);
    match (finding.code.as_ref(), party, finding.element.as_deref()) {
        ("npi-invalid", Some(party), _) => ("562", party),
        (_, Some(party), Some("NM109")) => ("153", party),
        (_, Some(party), Some("NM103" | "NM104")) => ("125", party),
        (_, Some(party), Some("N301" | "N302" | "N401" | "N402" | "N403")) => ("126", party),
        (_, _, Some("CLM02" | "SV102" | "SV203")) if finding.snip != 3 => ("178", ""),
        _ if finding.snip == 3 => ("400", ""),
        (_, _, Some("SV101-2" | "SV202-2")) => ("454", ""),
        _ if finding.segment_id.as_deref() == Some("HI") => ("255", ""),
        _ if finding.segment_id.as_deref() == Some("DTP") && finding.loop_id.as_deref() == Some("2400") => ("187", ""),
        _ => ("481", ""),
    }
}

/// The party that a loop of an 837 describes, as the 277CA names it.
fn party_of(loop_id: &str) -> Option<&'static str> {
    Some(match loop_id {
        "2010AA" => "85",
        "2010AB" => "87",
        "2010BA" => "IL",
        "2010BB" => "PR",
        "2010CA" => "QC",
        "2310A" => "DN",
        "2310B" | "2420A" => "82",
        "2310C" | "2420C" => "77",
        "2310D" | "2420D" => "DQ",
        "2420E" => "DK",
        _ => return None,
    })
}
