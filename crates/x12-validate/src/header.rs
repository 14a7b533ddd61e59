//! What the headers of group and set say of their guide: GS01 is the group of the guide that ST03 or GS08 names, and GS08 the guide of the set in it.

use x12_findings::{AckCodes, Finding, Rule, Severity};
use x12_guide::{GuideHeader, GuideSet};
use x12_syntax::Segment;

use crate::validator::at_element;

pub(crate) static GROUP_IDENTIFIER_WRONG: Rule = Rule {
    code: "group-identifier-wrong",
    severity: Severity::Error,
    snip: 1,
    title: "A group does not say of what kind its sets are",
    reason: "Receivers route a group by GS01 before they look at its sets.",
    source: "X12 5010 guides, GS01",
    example: "GS*HP with sets ST*837",
};

pub(crate) static GROUP_GUIDE_WRONG: Rule = Rule {
    code: "group-guide-wrong",
    severity: Severity::Error,
    snip: 1,
    title: "A group names the guide of another transaction than its sets are",
    reason: "Receivers check the sets of a group by the guide that GS08 names.",
    source: "X12 5010 guides, GS08",
    example: "GS08 = 005010X222A1 with sets ST*835",
};

/// The findings that a group header may turn out to deserve once the first set shows what the group holds.
#[derive(Debug)]
pub(crate) struct GroupHeader {
    functional_id: String,
    identifier: Finding,
    guide: Finding,
}

impl GroupHeader {
    /// Of a GS.
    pub(crate) fn of(segment: &Segment<'_>) -> Self {
        let ack = |ak905| AckCodes { ta105: Some("024"), ak905: Some(ak905), ..AckCodes::default() };
        let identifier = Finding::new(&GROUP_IDENTIFIER_WRONG, "GS01 does not say of what kind the sets of this group are.").value(segment.value(1));
        let guide = Finding::new(&GROUP_GUIDE_WRONG, "GS08 names the guide of another transaction than the sets of this group are.").value(segment.value(8));
        Self {
            functional_id: String::from_utf8_lossy(segment.value(1)).into_owned(),
            identifier: at_element(identifier.ack(ack("1")), segment, 1),
            guide: at_element(guide.ack(ack("2")), segment, 8),
        }
    }

    /// What is wrong with the header of a group that holds a set of a guide of the group `expected`.
    pub(crate) fn identifier_wrong(self, expected: &str) -> Option<Finding> {
        (!self.functional_id.is_empty() && self.functional_id != expected).then(|| self.identifier.expected(expected))
    }

    /// What is wrong with the header of a group that holds a set of another transaction than its guide is for.
    pub(crate) fn guide_wrong(self, expected: &[&str]) -> Finding {
        self.guide.expected(expected.join(" or "))
    }
}

/// The guide that a reference names, whatever transaction it is for. Of an inquiry and its response, which share a reference, the one of the
/// transaction, or else of the kind of group.
pub(crate) fn named<'g>(guides: &'g GuideSet, reference: &str, transaction: &str, functional_id: &str) -> Option<&'g GuideHeader> {
    let candidates = || guides.headers().filter(|header| header.answers_for(&header.set, reference));
    candidates().find(|header| header.set == transaction).or_else(|| candidates().find(|header| header.group == functional_id)).or_else(|| candidates().next())
}

/// The guides for a transaction.
pub(crate) fn guides_for<'g>(guides: &'g GuideSet, transaction: &str) -> Vec<&'g str> {
    guides.headers().filter(|header| header.set == transaction).map(|header| header.id.as_str()).collect()
}
