//! A finding about a claim as the status that a 277CA gives it: category, status and party (STC01, external lists 507 and 508).
//!
//! Category: `A6` where something is missing, `A8` where two places of a claim do not go together, `A7` where a value is wrong. The status comes
//! from one table ([`rows`]), the party from the loop or from the row.
//!
//! Invariant: a status that means nothing without a party is only given with one.

mod place;
mod table;

use serde::{Serialize, Serializer};

use crate::finding::Finding;
use place::Place;
pub use table::rows;

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

/// A row of the table: which findings are told by which status.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Where the findings are: `npi-invalid` (a rule), `CLM05-3`, `2400/DTP[472]`, `party/NM109`, `837I:HI[ABK]`.
    pub at: &'static [&'static str],
    /// STC01-2.
    pub status: &'static str,
    /// STC01-3.
    pub party: Concerned,
    /// What the status says of it.
    pub why: &'static str,
}

/// Whom a status is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concerned {
    /// Nobody: the status says all.
    Nobody,
    /// Whom the loop describes; the row does not apply where it describes none.
    Described,
    /// Always this party.
    Always(&'static str),
}

impl ClaimStatus {
    /// The status that tells a finding in an 837. `set` is the name that people use (`837I`), `party` the NM101 of the loop where the finding is.
    /// What has no status of its own is told as a fault of form.
    #[must_use]
    pub fn of(finding: &Finding, set: &str, party: Option<&str>) -> Self {
        let category = category(finding);
        let place = Place::of(finding, set);
        let party = party.and_then(party_of);
        let row = rows().find(|row| row.at.iter().any(|pattern| place.is(pattern, party.is_some())) && (row.party != Concerned::Described || party.is_some()));
        let Some(row) = row else { return Self { category, status: "481", party: "" } };
        let party = match row.party {
            Concerned::Nobody => "",
            Concerned::Described => party.unwrap_or_default(),
            Concerned::Always(party) => party,
        };
        Self { category, status: row.status, party }
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
    if finding.ack.is_of_missing_segment() || finding.ack.is_of_missing_element() {
        "A6"
    } else if matches!(finding.snip, 3 | 4) {
        "A8"
    } else {
        "A7"
    }
}

/// The party that the 277CA names for an NM101 of an 837; `None` for one that its list does not have.
fn party_of(code: &str) -> Option<&'static str> {
    Some(match code {
        "40" => "40",
        "41" => "41",
        "71" => "71",
        "72" => "72",
        "77" => "77",
        "82" => "82",
        "85" => "85",
        "87" => "87",
        "DK" => "DK",
        "DN" => "DN",
        "DQ" => "DQ",
        "GB" => "GB",
        "IL" => "IL",
        // A plan that is paid in the provider's place stands for a payer.
        "PE" | "PR" => "PR",
        "QB" => "QB",
        "QC" => "QC",
        // A physician beside the operating one, a primary care provider, an assistant surgeon.
        "ZZ" => "73",
        "P3" | "DD" => "1P",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::finding::{AckCodes, Excerpt};
    use crate::rule::{Rule, Severity};

    /// A finding at an element of a segment.
    fn finding(code: &'static str, snip: u8, at: &str, segment: &str) -> Finding {
        let rule: &'static Rule = Box::leak(Box::new(Rule { code, severity: Severity::Error, snip, title: "", reason: "", source: "", example: "" }));
        let mut finding = Finding::new(rule, "");
        let (loop_id, element) = at.split_once('/').unwrap();
        finding.loop_id = Some(loop_id.to_owned());
        let id: String = segment.chars().take_while(char::is_ascii_alphanumeric).collect();
        finding.element = Some(element.to_owned()).filter(|element| *element != id);
        finding.segment_id = Some(id);
        finding.excerpt = Some(Excerpt { text: segment.to_owned(), start: 0, length: 0 });
        finding
    }

    #[track_caller]
    fn check(finding: &Finding, set: &str, party: Option<&str>, expected: &str) {
        let ClaimStatus { category, status, party } = ClaimStatus::of(finding, set, party);
        assert_eq!(format!("{category}:{status}:{party}"), expected);
    }

    #[test]
    fn a_party_is_named_by_what_it_is_in_its_own_guide() {
        let npi = |loop_id: &str| finding("npi-invalid", 5, &format!("{loop_id}/NM109"), "NM1*71*1*DOE*J****XX*1");
        check(&npi("2010AA"), "837P", Some("85"), "A7:562:85");
        // Loop 2310A is the attending provider of an institutional claim, and the referring one of the others.
        check(&npi("2310A"), "837I", Some("71"), "A7:562:71");
        check(&npi("2310A"), "837P", Some("DN"), "A7:562:DN");
        check(&npi("2310C"), "837I", Some("ZZ"), "A7:562:73");
        check(&finding("code-invalid", 5, "2000A/PRV03", "PRV*BI*PXC*1"), "837D", Some("85"), "A7:145:85");
        check(&finding("code-invalid", 2, "2010BA/NM109", "NM1*IL*1*DOE"), "837P", Some("IL"), "A7:164:IL");
        check(&finding("code-invalid", 5, "2010AA/N403", "N4*TOWN*NY*1"), "837P", Some("85"), "A7:500:85");
    }

    #[test]
    fn an_element_is_told_by_its_own_status() {
        check(&finding("code-invalid", 2, "2300/CLM05-3", "CLM*1*1***11:B:4"), "837P", None, "A7:535:");
        check(&finding("code-invalid", 2, "2300/CLM05-1", "CLM*1*1***99:A:1"), "837I", None, "A7:228:");
        check(&finding("code-invalid", 2, "2300/CLM05-1", "CLM*1*1***99:B:1"), "837D", None, "A7:249:");
        check(&finding("number-invalid", 1, "2400/SV302", "SV3*AD:D0120*X"), "837D", None, "A7:583:");
        check(&finding("code-invalid", 5, "2400/SV201", "SV2*9999*HC:99213*1*UN*1"), "837I", None, "A7:455:");
        check(&finding("code-invalid", 5, "2400/SV101-3", "SV1*HC:99213:9!*1*UN*1"), "837P", None, "A7:453:");
        check(&finding("date-invalid", 1, "2300/DTP03", "DTP*439*D8*20261301"), "837P", None, "A7:727:");
        check(&finding("date-invalid", 1, "2400/DTP03", "DTP|472|D8|20261301"), "837P", None, "A7:187:");
        check(&finding("code-invalid", 5, "2300/HI01-2", "HI*ABK:X"), "837I", None, "A7:254:");
        check(&finding("code-invalid", 5, "2300/HI02-2", "HI*ABF:J069*ABF:X"), "837I", None, "A7:255:");
        check(&finding("whatever", 2, "2300/ZZZ", "ZZZ*1"), "837P", None, "A7:481:");
    }

    #[test]
    fn what_is_missing_is_told_as_missing_by_what_was_expected() {
        let mut missing = finding("replaced-claim-not-named", 4, "2300/REF", "HI*ABK:J069");
        missing.segment_id = Some("REF".to_owned());
        missing.element = None;
        let mut missing = missing.expected("REF*F8").ack(AckCodes { ik304: Some("I6"), ..AckCodes::default() });
        check(&missing, "837P", None, "A6:464:");
        missing.expected = Some("REF*EI or SY".to_owned());
        check(&missing, "837P", Some("85"), "A6:128:85");
    }

    #[test]
    fn what_does_not_go_together_is_told_as_such() {
        check(&finding("claim-charge-not-balanced", 3, "2300/CLM02", "CLM*1*1"), "837P", None, "A8:400:");
        check(&finding("other-payer-not-balanced", 3, "2320/AMT02", "AMT*D*1"), "837P", None, "A8:672:");
        check(&finding("line-adjudication-not-balanced", 3, "2430/SVD02", "SVD*1*1"), "837P", None, "A8:672:");
    }

    #[test]
    fn every_row_has_its_reason_and_its_party_if_the_status_needs_one() {
        let mut seen = BTreeSet::new();
        for row in rows() {
            assert!(!row.why.is_empty() && !row.at.is_empty() && row.status.bytes().all(|byte| byte.is_ascii_digit()), "{row:?}");
            row.at.iter().for_each(|at| assert!(seen.insert(*at), "{at} twice"));
            assert_eq!(table::NEEDS_PARTY.contains(&row.status), row.party != Concerned::Nobody, "{row:?}");
        }
    }
}
