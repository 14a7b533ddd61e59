//! What contradicts the base or the guide itself: one rule a file.
//!
//! Invariant: the rules look at the draft, where each segment and loop stands once, so a definition that is attached twice is judged
//! once. They run only on a guide that loads.

mod code_values;
mod hierarchy;
mod keys;
mod lengths;
mod loop_start;
mod mandatory;
mod neighbours;
mod repeats;
mod syntax_notes;
mod unused;

use crate::base::{Base, DataElement, Slot, SlotContent};
use crate::draft::Draft;
use crate::issue::Issues;
use crate::model::{Content, ElementUse, SyntaxNote, ValueUse};
use crate::xml::Node;

/// Runs every rule.
pub(crate) fn check(draft: &Draft<'_>, issues: &mut Issues) {
    draft.each_segment(&mut |segment| {
        if let Some(shape) = draft.base.segments.get(segment.template.id.as_str()) {
            let group = Group { node: segment.node, name: &segment.template.id, slots: &shape.slots, uses: &segment.template.elements, syntax: &shape.syntax };
            check_group(&group, &draft.base, issues);
        }
    });
    draft.each_loop(&mut |body| {
        loop_start::check(draft, body, issues);
        keys::check(draft, body, issues);
        neighbours::check(draft, body, issues);
        hierarchy::check(draft, body, issues);
    });
    unused::check(draft, issues);
}

/// The positions of a segment or composite: as the base has them and as the guide uses them.
struct Group<'g> {
    node: &'g Node<'g>,
    name: &'g str,
    slots: &'g [Slot<'g>],
    uses: &'g [Option<ElementUse>],
    syntax: &'g [SyntaxNote],
}

impl<'g> Group<'g> {
    /// The use of a position.
    fn at(&self, position: u8) -> Option<&'g ElementUse> {
        self.uses.get(usize::from(position).checked_sub(1)?)?.as_ref()
    }

    /// Each use with its tag and its slot.
    fn each(&self) -> impl Iterator<Item = (&'g Node<'g>, &'g ElementUse, &'g Slot<'g>)> {
        // Both are in ascending order of position: the tags of a guide that loads all found their slot.
        let used = self.uses.iter().zip(self.slots).filter_map(|(one, slot)| Some((one.as_ref()?, slot)));
        self.node.children.iter().zip(used).map(|(node, (one, slot))| (node, one, slot))
    }
}

fn check_group(group: &Group<'_>, base: &Base<'_>, issues: &mut Issues) {
    mandatory::check(group, issues);
    syntax_notes::check(group, issues);
    for (node, one, slot) in group.each() {
        repeats::check(node, one, slot, issues);
        match (&one.content, slot.content) {
            (Content::Simple(value), SlotContent::Element(id)) => check_value(node, value, base.elements.get(id), issues),
            (Content::Composite { id, components, .. }, _) => {
                if let Some(shape) = base.composites.get(id.as_str()) {
                    let inner = Group { node, name: id, slots: &shape.slots, uses: components, syntax: &shape.syntax };
                    check_group(&inner, base, issues);
                }
            }
            (Content::Simple(_), SlotContent::Composite(_)) => {}
        }
    }
}

fn check_value(node: &Node<'_>, value: &ValueUse, base: Option<&DataElement<'_>>, issues: &mut Issues) {
    let Some(base) = base else { return };
    lengths::check(node, value, base, issues);
    code_values::check(node, value, base, issues);
}
