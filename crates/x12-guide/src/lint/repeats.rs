//! A guide may narrow how often an element repeats, never widen it.

use crate::base::Slot;
use crate::issue::Issues;
use crate::model::{ElementUse, Repeat};
use crate::xml::Node;

/// `repeat-beyond-base`: more repetitions than the base allows.
pub(super) fn check(node: &Node<'_>, one: &ElementUse, slot: &Slot<'_>, issues: &mut Issues) {
    let Repeat(Some(most)) = slot.repeat else {
        return;
    };
    if one.repeat.0.is_none_or(|count| count > most) {
        issues.error(node.place_of("repeat"), "repeat-beyond-base", format!("more occurrences than the base allows: {most}"));
    }
}
