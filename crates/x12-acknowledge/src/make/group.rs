//! AK1 and AK9: a functional group that is being acknowledged.

use x12_findings::Finding;
use x12_syntax::value::unsigned;
use x12_validate::GroupSummary;

use crate::codes::{GroupFault, GroupVerdict, SetVerdict};
use crate::limits;
use crate::model::{AcknowledgedGroup, GroupCounts, SetResponse};
use crate::write::text::clean;

/// GS01 of groups that hold 997s and 999s.
const ACKNOWLEDGMENTS: &str = "FA";

/// A functional group that is being acknowledged.
#[derive(Debug)]
pub(super) struct OpenGroup {
    name: AcknowledgedGroup,
    applications: (String, String),
    answerable: bool,
    faults: Vec<GroupFault>,
    /// Whether something is to be noted that rejects nothing.
    noted: bool,
    received: u64,
    accepted: u64,
}

impl OpenGroup {
    pub(super) fn new(group: &GroupSummary) -> Self {
        let number = &group.control_number;
        let name = AcknowledgedGroup { functional_id: clean(&group.functional_id, 2), control_number: number.clone(), version: clean(&group.version, 12) };
        // AK1 must name the group as its sender does: what AK1 cannot carry would name another.
        let is_named = name.functional_id.trim().len() == 2
            && name.functional_id == group.functional_id
            && number.len() <= 9
            && unsigned(number.as_bytes()).is_some()
            && !name.version.trim().is_empty();
        let answerable = is_named && group.functional_id != ACKNOWLEDGMENTS;
        // The answer goes from the receiver's application to the sender's.
        let applications = (group.parties.1.clone(), group.parties.0.clone());
        Self { name, applications, answerable, faults: Vec::new(), noted: false, received: 0, accepted: 0 }
    }

    pub(super) fn name(&self) -> &AcknowledgedGroup {
        &self.name
    }

    pub(super) fn applications(&self) -> (String, String) {
        self.applications.clone()
    }

    /// Whether a 999 can name it, and is owed.
    pub(super) fn is_answerable(&self) -> bool {
        self.answerable
    }

    /// Whether it holds acknowledgements itself.
    pub(super) fn is_acknowledgment(&self) -> bool {
        self.name.functional_id == ACKNOWLEDGMENTS
    }

    /// Takes note of an error in GS, GE or the group's count.
    pub(super) fn add(&mut self, finding: &Finding) {
        match fault(finding) {
            Some(fault) if !self.faults.contains(&fault) => self.faults.push(fault),
            Some(_) => {}
            None => self.noted = true,
        }
    }

    pub(super) fn count(&mut self, set: &SetResponse) {
        self.received += 1;
        self.accepted += u64::from(set.is_accepted());
        self.noted |= set.verdict == SetVerdict::ACCEPTED_WITH_ERRORS;
    }

    /// AK901 to AK909. `declared` is GE01 as sent, `None` without a GE.
    pub(super) fn close(&mut self, declared: Option<&str>) -> (GroupVerdict, GroupCounts, Vec<GroupFault>) {
        if declared.is_none() && !self.faults.contains(&GroupFault::TRAILER_MISSING) {
            self.faults.push(GroupFault::TRAILER_MISSING);
        }
        let verdict = self.verdict();
        let accepted = if self.faults.is_empty() { self.accepted } else { 0 };
        let declared = declared.filter(|text| text.len() <= 6).and_then(|text| unsigned(text.as_bytes())).unwrap_or(self.received);
        let counts = GroupCounts { declared: Some(declared), received: Some(self.received), accepted: Some(accepted) };
        let mut faults = std::mem::take(&mut self.faults);
        faults.truncate(limits::FAULTS);
        (verdict, counts, faults)
    }

    /// An error of the group itself rejects all of it, as nothing shows that its sets came whole; IK5 still says of each set how it reads.
    fn verdict(&self) -> GroupVerdict {
        if !self.faults.is_empty() || self.accepted == 0 && self.received > 0 {
            GroupVerdict::REJECTED
        } else if self.accepted < self.received {
            GroupVerdict::PARTIALLY_ACCEPTED
        } else if self.noted {
            GroupVerdict::ACCEPTED_WITH_ERRORS
        } else {
            GroupVerdict::ACCEPTED
        }
    }
}

/// AK905 for an error; `None` where AK905 has no word for it, such as a bad date in GS04.
fn fault(finding: &Finding) -> Option<GroupFault> {
    match finding.element.as_deref() {
        Some("GS01") => Some(GroupFault::UNSUPPORTED),
        Some("GS08") => Some(GroupFault::VERSION_UNSUPPORTED),
        Some("GS02" | "GS03" | "GS04" | "GS05" | "GS07") => None,
        Some("GE01") => Some(GroupFault::COUNT_WRONG),
        _ => finding.ack.ak905.map(GroupFault::new),
    }
}
