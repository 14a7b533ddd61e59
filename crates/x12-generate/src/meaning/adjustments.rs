//! Adjustments (CAS) that add up to an amount: each group in a segment of its own, each amount with its reason, none of them 0.

use x12_guide::Guide;

use super::money::{amount, split};
use crate::draw::Draw;
use crate::tree::{Element, Item, Loop};

/// The groups and reasons that go together; none of the reasons asks for a remark.
const REASONS: [(&str, [&str; 6]); 4] = [
    ("CO", ["45", "97", "29", "50", "253", "18"]),
    ("PR", ["1", "2", "3", "31", "204", "119"]),
    ("OA", ["23", "94", "100", "109", "22", "24"]),
    ("PI", ["B15", "153", "150", "151", "152", "11"]),
];

/// Replaces the adjustments of a loop by some that add up to `cents`.
pub(crate) fn adjust(draw: &mut Draw<'_>, whole: &mut Loop, cents: i64) {
    let guide: &Guide = draw.guide;
    whole.remove(guide, "CAS");
    let Some(use_ix) = whole.use_named(guide, "CAS") else { return };
    let mut groups = REASONS;
    draw.random.shuffle(&mut groups);
    let most = draw.random.between(1, 4);
    for ((group, mut reasons), part) in groups.into_iter().zip(split(&mut draw.random, cents, most)) {
        draw.random.shuffle(&mut reasons);
        let mut segment = draw.segment(use_ix);
        segment.elements.clear();
        segment.set(1, group);
        let amounts = split(&mut draw.random, part, 6);
        for ((reason, cents), at) in reasons.into_iter().zip(amounts).zip((2..).step_by(3)) {
            segment.set(at, reason);
            segment.put(at + 1, Element::simple(amount(&mut draw.random, cents)));
            if draw.random.chance(20) {
                segment.set(at + 2, "1");
            }
        }
        let _ = whole.insert(guide, Item::Segment(segment));
    }
}
