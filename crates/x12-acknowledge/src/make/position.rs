//! IK401 and IK402: where an element stands in its segment, and its number in the standard.

use x12_findings::Finding;
use x12_guide::Guide;
use x12_guide::model::{Content, ElementUse};
use x12_syntax::Delimiters;

use crate::model::ElementPosition;

/// The position that a finding names (`CLM05-3`), with the repetition where the element is repeated. `None` if it names no element.
pub(super) fn of(finding: &Finding, delimiters: Delimiters) -> Option<ElementPosition> {
    let digits = finding.element.as_deref()?.strip_prefix(finding.segment_id.as_deref()?)?;
    let (element, component) = match digits.split_once('-') {
        Some((element, component)) => (element, Some(component.parse().ok()?)),
        None => (digits, None),
    };
    let element = element.parse().ok().filter(|position| (1..=99).contains(position))?;
    Some(ElementPosition { element: Some(element), component, repetition: repetition(finding, delimiters) })
}

/// Which repetition a finding is about, counted in the segment's text; the first is not numbered.
fn repetition(finding: &Finding, delimiters: Delimiters) -> Option<u32> {
    let (excerpt, separator) = (finding.excerpt.as_ref()?, delimiters.repetition?);
    let before = excerpt.text.as_bytes().get(..excerpt.start)?;
    let start = before.iter().rposition(|byte| *byte == delimiters.element)?;
    let separators = before.get(start..)?.iter().filter(|byte| **byte == separator).count();
    u32::try_from(separators).ok().filter(|count| *count > 0).map(|count| count + 1)
}

/// The data element number. It is the base segment's, so any use of the segment in the guide gives it.
pub(super) fn data_element(guide: &Guide, segment_id: &str, at: ElementPosition) -> Option<String> {
    let position = u8::try_from(at.element?).ok()?;
    let component = at.component.map(u8::try_from).transpose().ok()?;
    let uses = guide.segments.iter().filter(|one| one.id == segment_id).filter_map(|one| one.element(position));
    uses.filter_map(|used| number(used, component)).next()
}

/// IK402 takes digits only: a composite (C003) has no number there.
fn number(used: &ElementUse, component: Option<u8>) -> Option<String> {
    let one = component.map_or(Some(used), |at| used.component(at))?;
    match &one.content {
        Content::Simple(value) => Some(value.data_element.clone()).filter(|number| !number.is_empty() && number.len() <= 4 && number.bytes().all(|byte| byte.is_ascii_digit())),
        Content::Composite { .. } => None,
    }
}
