//! What a segment use takes in memory: the measure behind the limit on the size of a guide.

use crate::model::{Content, ElementUse, SegmentUse, ValueUse};

/// What a segment use takes, roughly, in bytes.
pub(crate) fn weight(segment: &SegmentUse) -> usize {
    let own = size_of::<SegmentUse>() + segment.id.len() + segment.key.len() + segment.name.len();
    own + segment.elements.iter().map(element_weight).sum::<usize>()
}

fn element_weight(element: &Option<ElementUse>) -> usize {
    let Some(element) = element else {
        return size_of::<Option<ElementUse>>();
    };
    let content = match &element.content {
        Content::Simple(value) => value_weight(value),
        Content::Composite { components, .. } => components.iter().map(element_weight).sum(),
    };
    size_of::<ElementUse>() + element.name.len() + content
}

fn value_weight(value: &ValueUse) -> usize {
    let codes = value.codes.iter().flat_map(|codes| codes.values());
    codes.map(|code| size_of::<String>() + code.len()).sum::<usize>() + value.external.as_ref().map_or(0, String::len)
}
