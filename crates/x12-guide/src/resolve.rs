//! A segment of a guide against the segment of the base: what the guide leaves unsaid comes from the base.
//!
//! Invariant: the elements of a resolved segment are as many as the base segment has positions; those the guide does not list are
//! `None`, not used.

use crate::base::{Base, CodeLists, Slot, SlotContent};
use crate::issue::Issues;
use crate::model::{Codes, Content, Discriminator, ElementUse, LoopIx, Repeat, SegmentUse, Usage, ValueForm, ValueUse};
use crate::suggest::did_you_mean;
use crate::value;
use crate::xml::Node;

/// What a guide's tags are resolved against.
pub(crate) struct Resolver<'r, 't> {
    pub(crate) base: &'r Base<'t>,
    pub(crate) lists: &'r CodeLists<'t>,
}

impl Resolver<'_, '_> {
    /// The use of a segment as `node` describes it, not yet at a place in a loop.
    pub(crate) fn segment(&self, node: &Node<'_>, issues: &mut Issues) -> Option<SegmentUse> {
        let id = node.get("id")?;
        let Some(shape) = self.base.segments.get(id) else {
            let hint = did_you_mean(id, self.base.segments.keys().copied());
            issues.error(node.place_of("id"), "segment-unknown", format!("the base has no segment `{id}`{hint}"));
            return None;
        };
        let elements = self.positions(node, &shape.slots, issues);
        let discriminators = discriminators(&elements);
        Some(SegmentUse {
            id: id.to_owned(),
            key: node.get("as").map_or_else(|| id.to_lowercase(), str::to_owned),
            name: node.get("name").unwrap_or(shape.name).to_owned(),
            usage: Usage::Required,
            repeat: Repeat(Some(1)),
            loop_ix: LoopIx::ROOT,
            position: 0,
            elements,
            syntax: shape.syntax.clone(),
            discriminators,
        })
    }

    /// One entry for each slot, filled where `node` has a child for it.
    fn positions(&self, node: &Node<'_>, slots: &[Slot<'_>], issues: &mut Issues) -> Vec<Option<ElementUse>> {
        let mut uses: Vec<Option<ElementUse>> = slots.iter().map(|_| None).collect();
        let mut before = 0;
        for child in &node.children {
            let Some(at) = value::position(child, issues) else {
                continue;
            };
            if at <= before {
                let message = format!("position {at} follows position {before}; positions stand in ascending order, each once");
                issues.error(child.place_of("at"), "position-out-of-order", message);
                continue;
            }
            before = at;
            let index = usize::from(at - 1);
            let (Some(slot), Some(entry)) = (slots.get(index), uses.get_mut(index)) else {
                let message = format!("the base knows {} positions here, not {at}", slots.len());
                issues.error(child.place_of("at"), "position-beyond-base", message);
                continue;
            };
            *entry = self.element(child, at, slot, issues);
        }
        uses
    }

    fn element(&self, node: &Node<'_>, at: u8, slot: &Slot<'_>, issues: &mut Issues) -> Option<ElementUse> {
        let (content, base_name) = match (slot.content, node.name == "composite") {
            (SlotContent::Element(id), false) => self.value(node, id, issues)?,
            (SlotContent::Composite(id), true) => self.composite(node, id, issues)?,
            (SlotContent::Element(id), true) => {
                return report_mismatch(node, &format!("the element {id}"), issues);
            }
            (SlotContent::Composite(id), false) => {
                return report_mismatch(node, &format!("the composite {id}"), issues);
            }
        };
        Some(ElementUse {
            at,
            name: node.get("name").or(slot.name).unwrap_or(base_name).to_owned(),
            usage: value::usage(node, issues).unwrap_or(Usage::Situational),
            mandatory: slot.mandatory,
            repeat: value::repeat(node, issues),
            content,
        })
    }

    fn composite(&self, node: &Node<'_>, id: &str, issues: &mut Issues) -> Option<(Content, &str)> {
        let shape = self.base.composites.get(id)?;
        if node.children.is_empty() {
            issues.error(node.place, "composite-empty", format!("the composite {id} lists no component, so nothing of it could be sent"));
        }
        let components = self.positions(node, &shape.slots, issues);
        Some((Content::Composite { id: id.to_owned(), components, syntax: shape.syntax.clone() }, shape.name))
    }

    fn value(&self, node: &Node<'_>, id: &str, issues: &mut Issues) -> Option<(Content, &str)> {
        let element = self.base.elements.get(id)?;
        let codes = node.get("codes").and_then(|_| self.lists.expand(node, issues)).map(Codes::new);
        let value = ValueUse {
            data_element: id.to_owned(),
            data_type: element.data_type,
            min: value::length(node, "min", issues).unwrap_or(element.min),
            max: value::length(node, "max", issues).unwrap_or(element.max),
            external: node.get("external").or(element.external.filter(|_| codes.is_none())).map(str::to_owned),
            codes,
            discriminates: value::discriminates(node, issues),
            form: ValueForm::of(id),
        };
        Some((Content::Simple(value), element.name))
    }
}

/// Reports an element where a composite is due or the other way round.
fn report_mismatch(node: &Node<'_>, found: &str, issues: &mut Issues) -> Option<ElementUse> {
    let message = format!("the base has {found} at this position, so `<{}>` cannot stand here", node.name);
    issues.error(node.place, "content-mismatch", message);
    None
}

/// The values that are marked to tell a segment apart.
fn discriminators(elements: &[Option<ElementUse>]) -> Vec<Discriminator> {
    let mut found = Vec::new();
    for element in elements.iter().flatten() {
        match &element.content {
            Content::Simple(value) => found.extend(discriminator(element.at, None, value)),
            Content::Composite { components, .. } => {
                for component in components.iter().flatten() {
                    if let Content::Simple(value) = &component.content {
                        found.extend(discriminator(element.at, Some(component.at), value));
                    }
                }
            }
        }
    }
    found
}

fn discriminator(element: u8, component: Option<u8>, value: &ValueUse) -> Option<Discriminator> {
    let codes = value.codes.as_ref().filter(|_| value.discriminates)?;
    Some(Discriminator { element, component, codes: codes.clone() })
}
