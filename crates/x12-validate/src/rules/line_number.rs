//! The numbers of a claim's lines (LX01 of 837P loop 2400): 1 for the first, and one more for each that follows.

use x12_document::Place;
use x12_findings::{AckCodes, Excerpt, Finding, Rule, Severity};
use x12_guide::Guide;
use x12_syntax::value::unsigned;

use super::roles::Roles;
use super::{Seen, SetRule};

pub(super) static RULE: Rule = Rule {
    code: "line-number-wrong",
    severity: Severity::Error,
    snip: 2,
    title: "A service line's number does not follow",
    reason: "Payers name a line by its number; a number that is used twice or left out makes their answer unclear.",
    source: "005010X222A1 loop 2400, LX01: 1, 2, 3 ... within each claim",
    example: "LX*1, then LX*3",
};

#[derive(Debug, Clone, Copy)]
enum Role {
    Claim,
    Line,
}

#[derive(Debug)]
pub(super) struct LineNumber {
    roles: Roles<Role>,
    /// The number that is due; `None` where anything may be, since something else is wrong there or was reported.
    due: Option<u64>,
    /// Whether this claim has its finding.
    reported: bool,
}

impl LineNumber {
    pub(super) fn new(guide: &Guide) -> Self {
        let roles = Roles::new(guide, &[("2300", "CLM", None, Role::Claim), ("2400", "LX", None, Role::Line)]);
        Self { roles, due: None, reported: false }
    }
}

impl SetRule for LineNumber {
    fn segment(&mut self, seen: &Seen<'_>, findings: &mut Vec<Finding>) {
        match self.roles.of(seen.use_ix) {
            Some(Role::Claim) => (self.due, self.reported) = (Some(1), false),
            Some(Role::Line) => {
                let sent = unsigned(seen.segment.value(1));
                if let (Some(due), false, false) = (self.due.filter(|due| sent != Some(*due)), seen.faulty, self.reported) {
                    self.reported = true;
                    findings.extend(fault(seen, due));
                }
                self.due = sent.filter(|_| !seen.faulty).and_then(|sent| sent.checked_add(1));
            }
            None => {}
        }
    }

    fn disturbed(&mut self) {
        self.due = None;
    }

    fn restart(&mut self) {
        (self.due, self.reported) = (None, false);
    }
}

/// The finding at LX01; an empty one is the element's own fault.
fn fault(seen: &Seen<'_>, due: u64) -> Option<Finding> {
    let element = seen.segment.element(1).filter(|element| !element.is_empty())?;
    let message = format!("LX01 does not follow: the number of this line is {due}.");
    let finding = Finding::new(&RULE, message).value(element.bytes()).expected(due.to_string()).help("Number the lines of each claim 1, 2, 3 and so on.");
    let mut finding = Place::of(seen.segment).locate(finding).ack(AckCodes { ik304: Some("8"), ik403: Some("I12"), ..AckCodes::default() });
    let shift = element.offset() - finding.offset;
    finding.offset = element.offset();
    finding.column += shift;
    finding.length = element.bytes().len() as u64;
    if let Some(Excerpt { start, length, .. }) = &mut finding.excerpt {
        (*start, *length) = (usize::try_from(shift).unwrap_or(0), element.bytes().len());
    }
    finding.loop_id = Some(seen.guide.loop_at(seen.one.loop_ix).id.clone());
    finding.path = Some(format!("{}/LX01", x12_document::path_of(seen.guide, seen.one.loop_ix)));
    finding.element = Some("LX01".to_owned());
    Some(finding)
}
