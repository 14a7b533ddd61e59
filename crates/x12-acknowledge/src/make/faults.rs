//! What was found in an 837, by the part of it that it concerns, and what that decides about its claims.
//!
//! Invariant: a claim is accepted if and only if no error concerns it, its lines or anything above it, and its set can be read as a whole.

use std::collections::BTreeMap;

use x12_findings::{ClaimStatus, Finding, Severity};
use x12_guide::Guide;
use x12_validate::claim_status;

use super::line;
use super::submission::{Claim, Scope, period};
use crate::codes::ActionCode;
use crate::limits;
use crate::model::{ClaimResponse, LineResponse, Status, StatusDetail};

/// STC01, STC10 and STC11.
const DETAILS_OF_A_SEGMENT: usize = 3;
/// The category and status of a claim that has no fault of its own, in a set that cannot be read as a whole.
const UNREADABLE: (&str, &str) = ("A3", "481");

/// The statuses of each part of an 837 in which something is wrong.
#[derive(Debug)]
pub(super) struct Faults {
    by_scope: BTreeMap<Scope, Vec<StatusDetail>>,
    /// The lines of each claim that are told of, and what is wrong with its lines, told or not.
    by_claim: BTreeMap<usize, (Vec<LineResponse>, Vec<StatusDetail>)>,
    is_unreadable: bool,
}

impl Faults {
    /// Sorts findings; `scopes` says from which segment on what is spoken of.
    pub(super) fn of(findings: &[Finding], scopes: &[(u64, Scope)], guide: Option<&Guide>, is_unreadable: bool) -> Self {
        let mut by_scope: BTreeMap<Scope, Vec<StatusDetail>> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
            // What is missing was due before the segment where it is reported.
            let at = finding.segment.saturating_sub(u64::from(finding.ack.is_of_missing_segment()));
            let behind = scopes.partition_point(|(from, _)| *from <= at);
            let scope = behind.checked_sub(1).and_then(|index| scopes.get(index)).map_or(Scope::Set, |(_, scope)| *scope);
            let ClaimStatus { category, status, party } = claim_status(guide, finding);
            add(by_scope.entry(scope).or_default(), &[StatusDetail::new(category, status, party)]);
        }
        Self { by_scope, by_claim: BTreeMap::new(), is_unreadable }
    }

    /// Puts the faults of lines to their claims; `lines` are all lines of the 837, each with its claim.
    pub(super) fn tell_lines(&mut self, lines: Vec<(usize, LineResponse)>) {
        for (at, (claim, mut line)) in lines.into_iter().enumerate() {
            let Some(details) = self.by_scope.get(&Scope::Line(at)) else { continue };
            let (told, all) = self.by_claim.entry(claim).or_default();
            add(all, details);
            if line::can_be_told(&line) {
                line.statuses = statuses(details, &ActionCode::REJECTED, None, None);
                told.push(line);
            }
        }
    }

    /// A claim with its status: rejected for its own faults and those of its lines and of what is above it, or because its set could not be read
    /// as a whole.
    pub(super) fn decide(&mut self, claim: Claim, date: &str) -> ClaimResponse {
        let Claim { scopes, charge, dates, mut response, .. } = claim;
        let own = scopes.first().copied().unwrap_or(Scope::Set);
        let (lines, of_lines) = match own {
            Scope::Claim(at) => self.by_claim.remove(&at).unwrap_or_default(),
            _ => Default::default(),
        };
        let mut details: Vec<StatusDetail> = Vec::new();
        self.by_scope.get(&own).into_iter().for_each(|own| add(&mut details, own));
        add(&mut details, &of_lines);
        scopes.iter().skip(1).filter_map(|scope| self.by_scope.get(scope)).for_each(|above| add(&mut details, above));
        if details.is_empty() && self.is_unreadable {
            details.push(StatusDetail::new(UNREADABLE.0, UNREADABLE.1, ""));
        }
        let action = if details.is_empty() { ActionCode::ACCEPTED } else { ActionCode::REJECTED };
        if details.is_empty() {
            details.push(StatusDetail::new("A2", "20", ""));
        }
        response.statuses = statuses(&details, &action, Some(date), Some(&charge));
        response.service_dates = dates.map_or_else(|| date.to_owned(), |(from, to)| period(from, to));
        response.lines = lines;
        response
    }
}

/// Adds what is not there yet, up to the limit.
fn add(details: &mut Vec<StatusDetail>, more: &[StatusDetail]) {
    for detail in more {
        if details.len() < limits::DETAILS && !details.contains(detail) {
            details.push(detail.clone());
        }
    }
}

/// STC, three details in each.
fn statuses(details: &[StatusDetail], action: &ActionCode, date: Option<&str>, charge: Option<&str>) -> Vec<Status> {
    let status = |details: &[StatusDetail]| Status {
        details: details.to_vec(),
        date: date.map(str::to_owned),
        action: action.clone(),
        charge: charge.map(str::to_owned),
        message: None,
        segment: None,
    };
    details.chunks(DETAILS_OF_A_SEGMENT).map(status).collect()
}
