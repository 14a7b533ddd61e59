//! A hierarchical level is known by HL03, so the `hl` of a loop and the codes of its HL03 must say the same.

use crate::draft::{Draft, LoopBody};
use crate::issue::Issues;
use crate::model::{Content, SegmentUse};

/// `hl-disagrees`: a loop with `hl` that does not start with an HL of that code, or one that starts with an HL and does not say `hl`.
pub(super) fn check(draft: &Draft<'_>, body: &LoopBody<'_>, issues: &mut Issues) {
    if std::ptr::eq(body, &raw const draft.root) {
        return;
    }
    let start = body.children.first().and_then(|first| draft.segment_of(first)).map(|segment| &segment.template);
    let Some(start) = start else { return };
    let message = match body.hl {
        None if start.id == "HL" => format!("loop {} starts with an HL, so it needs `hl` with the code of HL03", body.id),
        Some(_) if start.id != "HL" => {
            format!("loop {} has `hl`, but starts with {}", body.id, start.id)
        }
        Some(level) if !is_level(start, level) => format!("loop {} is level {level}, so its HL03 must have `codes=\"{level}\"`", body.id),
        _ => return,
    };
    issues.error(body.node.place_of("hl"), "hl-disagrees", message);
}

/// Whether HL03 takes the code of the level and no other.
fn is_level(hl: &SegmentUse, level: &str) -> bool {
    let codes = hl.element(3).and_then(|element| match &element.content {
        Content::Simple(value) => value.codes.as_ref(),
        Content::Composite { .. } => None,
    });
    codes.is_some_and(|codes| codes.values() == [level])
}
