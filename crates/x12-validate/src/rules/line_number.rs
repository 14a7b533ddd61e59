//! The numbers of a claim's service lines (LX01 of loop 2400): 1, 2, 3 and so on.

use x12_document::path_of;
use x12_findings::{AckCodes, Finding, Rule, Severity};
use x12_guide::Guide;
use x12_guide::model::{LoopIx, SegmentIx};
use x12_syntax::value::unsigned;

use super::roles::{Roles, loops};
use super::{Seen, SetRule};
use crate::validator::at_element;

pub(super) static RULE: Rule = Rule {
    code: "line-number-wrong",
    severity: Severity::Error,
    snip: 2,
    title: "A service line's number does not follow",
    reason: "LX01 is 1 for the first line of a claim and one more for each that follows; payers name lines by it.",
    source: "public notes on the 5010 claim guides, loop 2400 LX01",
    example: "LX*1 twice in one claim",
};

#[derive(Debug)]
pub(super) struct LineNumber {
    roles: Roles<()>,
    claim_loops: Vec<LoopIx>,
    line_loops: Vec<LoopIx>,
    /// How many lines of the claim have come, and the number of the last.
    lines: u64,
    last: u64,
}

impl LineNumber {
    pub(super) fn new(guide: &Guide) -> Self {
        let roles = Roles::new(guide, &[("2400", "LX", None, ())]);
        Self { roles, claim_loops: loops(guide, "2300"), line_loops: loops(guide, "2400"), lines: 0, last: 0 }
    }
}

impl SetRule for LineNumber {
    fn wants(&self, use_ix: SegmentIx) -> bool {
        self.roles.of(use_ix).is_some()
    }

    fn wants_end(&self, loop_ix: LoopIx) -> bool {
        self.line_loops.contains(&loop_ix) || self.claim_loops.contains(&loop_ix)
    }

    fn segment(&mut self, seen: &Seen<'_>, findings: &mut Vec<Finding>) {
        let expected = [self.lines + 1, self.last + 1];
        let number = unsigned(seen.segment.value(1)).filter(|_| !seen.faulty);
        if number.is_some_and(|number| !expected.contains(&number)) {
            findings.extend(finding(seen, self.lines + 1));
        }
        self.last = number.unwrap_or(self.last + 1);
    }

    fn close(&mut self, loop_ix: LoopIx, _: &mut Vec<Finding>) {
        // Counted at the end of a line, so that one whose LX is missing counts too.
        self.lines += u64::from(self.line_loops.contains(&loop_ix));
        if self.claim_loops.contains(&loop_ix) {
            self.restart();
        }
    }

    fn restart(&mut self) {
        (self.lines, self.last) = (0, 0);
    }
}

fn finding(seen: &Seen<'_>, expected: u64) -> Option<Finding> {
    let element = seen.segment.element(1)?;
    let ack = AckCodes { ik304: Some("8"), ik403: Some("I12"), ..AckCodes::default() };
    let finding = Finding::new(&RULE, "LX01 does not number the lines of the claim one after the other.").value(element.bytes()).expected(expected.to_string());
    let mut finding = at_element(finding.help("Number the lines of each claim 1, 2, 3 and so on.").ack(ack), seen.segment, 1);
    finding.loop_id = Some(seen.guide.loop_at(seen.one.loop_ix).id.clone());
    finding.path = Some(format!("{}/LX01", path_of(seen.guide, seen.one.loop_ix)));
    Some(finding)
}
