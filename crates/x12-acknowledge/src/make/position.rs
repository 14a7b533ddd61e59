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
        Content::Simple(value) => {
            Some(value.data_element.clone()).filter(|number| !number.is_empty() && number.len() <= 4 && number.bytes().all(|byte| byte.is_ascii_digit()))
        }
        Content::Composite { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use x12_findings::{Excerpt, Rule, Severity};

    use super::*;

    static RULE: Rule = Rule { code: "x", severity: Severity::Error, snip: 1, title: "", reason: "", source: "", example: "" };

    #[track_caller]
    fn check(text: &str, start: usize, element: &str, expected: Option<(u32, Option<u32>, Option<u32>)>) {
        let mut finding = Finding::new(&RULE, "");
        finding.segment_id = Some("DMG".to_owned());
        finding.element = Some(element.to_owned());
        finding.excerpt = Some(Excerpt { text: text.to_owned(), start, length: 1 });
        let found = of(&finding, Delimiters::USUAL).map(|at| (at.element.unwrap_or_default(), at.component, at.repetition));
        assert_eq!(found, expected, "{element}");
    }

    #[test]
    fn an_element_a_component_and_a_repetition_behind_the_first_are_numbered() {
        let text = "DMG*A^B*C:D^E:F";
        check(text, 4, "DMG01", Some((1, None, None)));
        check(text, 6, "DMG01", Some((1, None, Some(2))));
        check(text, 8, "DMG02-1", Some((2, Some(1), None)));
        check(text, 14, "DMG02-2", Some((2, Some(2), Some(2))));
    }

    #[test]
    fn a_name_that_is_no_position_gives_none() {
        for element in ["NM101", "DMG", "DMG00", "DMG100", "DMG01-", "DMGXX"] {
            check("DMG*A", 4, element, None);
        }
    }

    #[test]
    fn a_data_element_is_found_by_any_use_of_its_segment() {
        let guide = x12_guide::shipped().find("837", "005010X222A1").unwrap();
        let number = |segment, element, component| data_element(&guide, segment, ElementPosition { element: Some(element), component, repetition: None });
        assert_eq!(number("CLM", 5, Some(3)).as_deref(), Some("1325"));
        assert_eq!(number("CLM", 2, None).as_deref(), Some("782"));
        // A composite has no number that IK402 could carry, and an unused element none that the guide knows.
        assert_eq!((number("CLM", 5, None), number("CLM", 3, None)), (None, None));
    }
}
