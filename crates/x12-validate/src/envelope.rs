//! The control segments (ISA, TA1, GS, GE, IEA) against their guide, and what the envelope says of itself.

use std::sync::Arc;

use x12_findings::{AckCodes, Finding};
use x12_guide::Guide;
use x12_guide::model::SegmentUse;
use x12_syntax::Segment;

use crate::element;
use crate::element::rules::VALUE_BLANK;
use crate::observer::{GroupSummary, InterchangeSummary};
use crate::options::Guides;
use crate::validator::at_element;

/// Checks control segments.
#[derive(Debug)]
pub(crate) struct ControlCheck {
    guide: Option<Arc<Guide>>,
}

impl ControlCheck {
    pub(crate) fn new(guides: &Guides) -> Self {
        Self { guide: guides.set().find("ISA", "00501") }
    }

    /// Checks a control segment.
    pub(crate) fn check(&self, segment: &Segment<'_>, findings: &mut Vec<Finding>) {
        let Some((guide, one)) = self.guide.as_deref().and_then(|guide| Some((guide, find(guide, segment.id())?))) else {
            return;
        };
        let first = findings.len();
        element::check(guide, one, segment, findings);
        if one.id == "ISA" {
            // Widths, a header with too few or too many elements, and the delimiters ISA11 and ISA16 are the reader's to report.
            let mut at = 0;
            findings.retain(|finding| {
                at += 1;
                let is_delimiter = matches!(finding.element.as_deref(), Some("ISA11" | "ISA16"));
                at <= first
                    || !is_delimiter && !matches!(finding.code.as_ref(), "element-missing" | "elements-too-many" | "element-too-short" | "element-too-long")
            });
        }
        if one.id == "ISA" {
            findings.extend(PARTIES.iter().filter_map(|(position, who)| blank(segment, *position, who)));
        }
        for finding in findings.iter_mut().skip(first) {
            finding.ack = AckCodes { ta105: note(finding), ..AckCodes::default() };
            finding.ack.ak905 = group_error(finding);
            // The envelope stands in no loop.
            finding.loop_id = None;
            finding.path = finding.element.clone();
        }
    }
}

/// The elements of ISA whose width may not be filled with blanks alone.
const PARTIES: [(usize, &str); 2] = [(6, "who sends"), (8, "who receives")];

/// A sender or receiver that is not named.
fn blank(segment: &Segment<'_>, position: usize, who: &str) -> Option<Finding> {
    let value = segment.value(position);
    let is_blank = !value.is_empty() && value.iter().all(|byte| *byte == b' ');
    let finding = || Finding::new(&VALUE_BLANK, format!("ISA{position:02} is only spaces: it says {who}.")).expected("an identifier");
    is_blank.then(|| at_element(finding(), segment, position))
}

/// The TA105 note for a fault in ISA or IEA.
fn note(finding: &Finding) -> Option<&'static str> {
    Some(match finding.element.as_deref()? {
        "ISA01" => "010",
        "ISA02" => "011",
        "ISA03" => "012",
        "ISA04" => "013",
        "ISA05" => "005",
        "ISA06" => "006",
        "ISA07" => "007",
        "ISA08" => "008",
        "ISA09" => "014",
        "ISA10" => "015",
        "ISA11" => "016",
        // Five digits are a version, if none that we know.
        "ISA12" if finding.value.as_deref().is_some_and(|value| value.len() == 5 && value.bytes().all(|byte| byte.is_ascii_digit())) => "003",
        "ISA12" => "017",
        "ISA13" => "018",
        "ISA14" => "019",
        "ISA15" => "020",
        "IEA01" => "021",
        "IEA02" => "001",
        _ => "024",
    })
}

/// The AK905 code for a fault in GS or GE; what has none is the interchange's content.
fn group_error(finding: &Finding) -> Option<&'static str> {
    match finding.element.as_deref()? {
        "GS01" => Some("1"),
        "GS08" => Some("2"),
        "GE01" => Some("5"),
        "GS06" | "GE02" => Some("6"),
        _ => None,
    }
}

fn find<'g>(guide: &'g Guide, id: &[u8]) -> Option<&'g SegmentUse> {
    guide.segments.iter().find(|one| one.id.as_bytes() == id)
}

/// What an ISA says.
pub(crate) fn interchange(segment: &Segment<'_>) -> InterchangeSummary {
    let text = |position: usize| String::from_utf8_lossy(segment.value(position)).trim().to_owned();
    InterchangeSummary {
        sender: (text(5), text(6)),
        receiver: (text(7), text(8)),
        control_number: text(13),
        usage: text(15),
        created: (text(9), text(10)),
        acknowledgment_requested: segment.value(14) == b"1",
        delimiters: segment.delimiters(),
    }
}

/// What a GS says.
pub(crate) fn group(segment: &Segment<'_>) -> GroupSummary {
    let text = |position: usize| String::from_utf8_lossy(segment.value(position)).into_owned();
    GroupSummary { functional_id: text(1), control_number: text(6), version: text(8), parties: (text(2), text(3)), sets: 0, declared: None }
}
