//! Our guides in the shape that can be compared.
//!
//! Invariant: every loop in every place it is attached to, in the order of the guide.

use std::collections::BTreeMap;

use x12_guide::model::{Child, Content, ElementUse, Guide, Loop, Repeat, SegmentUse, SyntaxNote, Usage};

use super::facts::{ElementFacts, LoopFacts, SegmentFacts};

/// The facts of a guide.
pub(super) fn read(guide: &Guide) -> Vec<LoopFacts> {
    guide.loops.iter().map(|facts| loop_facts(guide, facts)).collect()
}

fn loop_facts(guide: &Guide, source: &Loop) -> LoopFacts {
    let segments = source.children.iter().filter_map(|child| match child {
        Child::Segment(ix) => Some(guide.segment_at(*ix)),
        Child::Loop(_) => None,
    });
    let segments: Vec<&SegmentUse> = segments.collect();
    LoopFacts {
        id: source.id.clone(),
        usage: Some(usage(source.usage)),
        repeat: Some(repeat(source.repeat)),
        segments: segments.iter().map(|segment| segment_facts(segment, &segments)).collect(),
    }
}

fn segment_facts(segment: &SegmentUse, siblings: &[&SegmentUse]) -> SegmentFacts {
    let is_alone = siblings.iter().filter(|sibling| sibling.id == segment.id).count() == 1;
    let label = if is_alone { segment.id.clone() } else { format!("{}[{}]", segment.id, segment.key) };
    let mut elements = BTreeMap::new();
    for element in segment.elements.iter().flatten() {
        let at = format!("{:02}", element.at);
        if let Content::Composite { components, .. } = &element.content {
            let components = components.iter().flatten();
            elements.extend(components.map(|component| (format!("{at}-{}", component.at), element_facts(component))));
        }
        elements.insert(at, element_facts(element));
    }
    SegmentFacts {
        id: segment.id.clone(),
        label,
        usage: usage(segment.usage),
        repeat: repeat(segment.repeat),
        syntax: segment.syntax.iter().map(note).collect(),
        elements,
    }
}

fn element_facts(element: &ElementUse) -> ElementFacts {
    let mut facts = ElementFacts { usage: usage(element.usage), repeat: repeat(element.repeat), ..ElementFacts::default() };
    if let Content::Simple(value) = &element.content {
        facts.data = Some(format!("{} {}/{}", value.data_type, value.min, value.max));
        facts.codes = value.codes.iter().flat_map(|codes| codes.values()).cloned().collect();
    }
    facts
}

fn usage(usage: Usage) -> String {
    match usage {
        Usage::Required => "R".to_owned(),
        Usage::Situational => "S".to_owned(),
    }
}

fn repeat(repeat: Repeat) -> String {
    repeat.0.map_or("unbounded".to_owned(), |most| most.to_string())
}

/// The note as the standard writes it (`P0304`).
fn note(note: &SyntaxNote) -> String {
    let (letter, positions) = match note {
        SyntaxNote::Paired(positions) => ('P', positions),
        SyntaxNote::Required(positions) => ('R', positions),
        SyntaxNote::Exclusive(positions) => ('E', positions),
        SyntaxNote::Conditional(positions) => ('C', positions),
        SyntaxNote::ListConditional(positions) => ('L', positions),
    };
    positions.iter().fold(letter.to_string(), |text, at| format!("{text}{at:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_written_as_the_standard_writes_them() {
        assert_eq!(note(&SyntaxNote::ListConditional(vec![5, 6, 17])), "L050617");
    }
}
