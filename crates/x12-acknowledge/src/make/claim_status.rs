//! A finding as the status of a claim: category, status and party (STC01 of the 277CA).

use x12_findings::Finding;

use crate::model::StatusDetail;

/// STC01, STC10 and STC11.
pub(super) const DETAILS: usize = 3;
/// The category and status of a claim that has no fault of its own, in a set that cannot be read as a whole.
pub(super) const UNREADABLE: (&str, &str) = ("A3", "481");

/// The status that tells a finding. What has no status of its own is told as a fault of form.
pub(super) fn of(finding: &Finding) -> StatusDetail {
    let (status, party) = status(finding);
    StatusDetail::new(category(finding), status, party)
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
