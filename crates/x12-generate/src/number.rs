//! What counts in a set: hierarchical levels (HL01, HL02, HL04) and the numbers of loops (LX01, ENT01).

use x12_guide::Guide;

use crate::tree::{Item, Loop};

/// Numbers the levels of a set, and the loops that begin with a number.
pub(crate) fn number(guide: &Guide, set: &mut Loop) {
    levels(guide, set, None, &mut 0);
    loops(guide, set);
}

fn levels(guide: &Guide, whole: &mut Loop, parent: Option<u64>, count: &mut u64) {
    let is_level = |one: &Loop| guide.loop_at(one.loop_ix).hl.is_some();
    let mut own = parent;
    if is_level(whole) {
        *count += 1;
        own = Some(*count);
        let has_children = whole.items.iter().any(|item| matches!(item, Item::Loop(inner) if is_level(inner)));
        let number = count.to_string();
        if let Some(first) = whole.segment_mut(guide, "HL") {
            let is_used = guide.segment_at(first.use_ix).element(4).is_some();
            first.set(1, number);
            first.set(2, parent.map(|parent| parent.to_string()).unwrap_or_default());
            if is_used && (has_children || !first.value(4).is_empty()) {
                first.set(4, if has_children { "1" } else { "0" });
            }
        }
    }
    for item in &mut whole.items {
        if let Item::Loop(inner) = item {
            levels(guide, inner, own, count);
        }
    }
}

/// Gives loops that begin with an assigned number (data element 554) the numbers 1, 2, 3 within the loop around them.
fn loops(guide: &Guide, whole: &mut Loop) {
    let mut counts: Vec<(String, u64)> = Vec::new();
    for item in &mut whole.items {
        let Item::Loop(inner) = item else { continue };
        let id = guide.first_segment(inner.loop_ix).map(|first| guide.segment_at(first).id.clone()).unwrap_or_default();
        if matches!(id.as_str(), "LX" | "ENT") {
            if !counts.iter().any(|(known, _)| *known == id) {
                counts.push((id.clone(), 0));
            }
            if let Some((_, count)) = counts.iter_mut().find(|(known, _)| *known == id)
                && let Some(first) = inner.segment_mut(guide, &id)
            {
                *count += 1;
                first.set(1, count.to_string());
            }
        }
        loops(guide, inner);
    }
}
