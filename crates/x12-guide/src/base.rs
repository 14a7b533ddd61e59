//! What the standard says of a version: data elements, composites and segments of a base file, and the named lists of codes.
//!
//! Invariant: the positions of a composite or segment are listed without gaps, so the slot of position `n` is at index `n - 1`; every
//! data element and composite that a slot names exists.

use std::collections::HashMap;

use crate::issue::Issues;
use crate::limits::MAX_CODES;
use crate::model::{DataType, Repeat, SyntaxNote};
use crate::suggest::did_you_mean;
use crate::value;
use crate::xml::Node;

/// A base file, read.
#[derive(Debug, Default)]
pub(crate) struct Base<'t> {
    pub(crate) elements: HashMap<&'t str, DataElement<'t>>,
    pub(crate) composites: HashMap<&'t str, Shape<'t>>,
    pub(crate) segments: HashMap<&'t str, Shape<'t>>,
}

/// A data element.
#[derive(Debug)]
pub(crate) struct DataElement<'t> {
    pub(crate) name: &'t str,
    pub(crate) data_type: DataType,
    pub(crate) min: u32,
    pub(crate) max: u32,
    /// The list that its codes are of, whatever guide uses it.
    pub(crate) external: Option<&'t str>,
}

/// The positions and syntax notes of a segment or composite.
#[derive(Debug)]
pub(crate) struct Shape<'t> {
    pub(crate) name: &'t str,
    pub(crate) slots: Vec<Slot<'t>>,
    pub(crate) syntax: Vec<SyntaxNote>,
}

/// A position of a segment or composite.
#[derive(Debug)]
pub(crate) struct Slot<'t> {
    pub(crate) name: Option<&'t str>,
    pub(crate) mandatory: bool,
    pub(crate) repeat: Repeat,
    pub(crate) content: SlotContent<'t>,
}

/// What stands at a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SlotContent<'t> {
    /// The number of a data element.
    Element(&'t str),
    /// The identifier of a composite.
    Composite(&'t str),
}

impl<'t> Base<'t> {
    /// Reads a base file whose tags have passed the vocabulary.
    pub(crate) fn read(root: &'t Node<'_>, issues: &mut Issues) -> Self {
        let mut base = Self::default();
        for node in root.children_named("element") {
            if let Some((id, element)) = read_data_element(node, issues) {
                insert_once(&mut base.elements, id, element, node, issues);
            }
        }
        for node in root.children_named("composite") {
            if let Some(id) = node.get("id") {
                let shape = base.read_shape(node, issues);
                insert_once(&mut base.composites, id, shape, node, issues);
            }
        }
        for node in root.children_named("segment") {
            if let Some(id) = node.get("id") {
                let shape = base.read_shape(node, issues);
                insert_once(&mut base.segments, id, shape, node, issues);
            }
        }
        base
    }

    fn read_shape(&self, node: &'t Node<'_>, issues: &mut Issues) -> Shape<'t> {
        let mut slots = Vec::new();
        let mut before = 0;
        for child in node.children.iter().filter(|child| child.name != "syntax") {
            let Some(at) = value::position(child, issues) else {
                continue;
            };
            if at != before + 1 {
                let message = format!("position {at} follows position {before}; a base file lists every position in order");
                issues.error(child.place_of("at"), "position-out-of-order", message);
            }
            before = at;
            slots.extend(self.read_slot(child, issues));
        }
        let syntax = node.children_named("syntax").filter_map(|note| read_note(note, slots.len(), issues)).collect();
        Shape { name: node.get("name").unwrap_or_default(), slots, syntax }
    }

    fn read_slot(&self, node: &'t Node<'_>, issues: &mut Issues) -> Option<Slot<'t>> {
        let content = if node.name == "composite" {
            let id = node.get("composite")?;
            report_undefined(node, "composite", id, &self.composites, issues);
            SlotContent::Composite(id)
        } else {
            let id = node.get("element")?;
            report_undefined(node, "element", id, &self.elements, issues);
            SlotContent::Element(id)
        };
        let mandatory = value::mandatory(node, issues).unwrap_or_default();
        Some(Slot { name: node.get("name"), mandatory, repeat: value::repeat(node, issues), content })
    }
}

fn read_data_element<'t>(node: &'t Node<'_>, issues: &mut Issues) -> Option<(&'t str, DataElement<'t>)> {
    let data_type = value::data_type(node, issues);
    let min = value::length(node, "min", issues);
    let max = value::length(node, "max", issues);
    // A value that could not be read is reported; the element is kept, or every use of it would be reported too.
    let (min, max) = (min.unwrap_or_default(), max.unwrap_or(u32::MAX));
    if min > max {
        issues.error(node.place_of("min"), "length-reversed", format!("`min` {min} is more than `max` {max}"));
    }
    let data_type = data_type.unwrap_or(DataType::String);
    Some((node.get("id")?, DataElement { name: node.get("name").unwrap_or_default(), data_type, min, max, external: node.get("external") }))
}

fn read_note(node: &Node<'_>, slots: usize, issues: &mut Issues) -> Option<SyntaxNote> {
    let note = value::syntax_note(node, issues)?;
    if let Some(at) = positions(&note).iter().find(|&&at| usize::from(at) > slots) {
        issues.error(node.place_of("note"), "position-beyond-base", format!("the note speaks of position {at}; there are {slots}"));
        return None;
    }
    Some(note)
}

/// The positions that a note speaks of.
fn positions(note: &SyntaxNote) -> &[u8] {
    match note {
        SyntaxNote::Paired(positions)
        | SyntaxNote::Required(positions)
        | SyntaxNote::Exclusive(positions)
        | SyntaxNote::Conditional(positions)
        | SyntaxNote::ListConditional(positions) => positions,
    }
}

fn report_undefined<T>(node: &Node<'_>, kind: &str, id: &str, known: &HashMap<&str, T>, issues: &mut Issues) {
    if !known.contains_key(id) {
        let hint = did_you_mean(id, known.keys().copied());
        issues.error(node.place_of(kind), "base-undefined", format!("the base file defines no {kind} `{id}`{hint}"));
    }
}

/// Keeps the first definition of an id and reports the second.
pub(crate) fn insert_once<'t, T>(map: &mut HashMap<&'t str, T>, id: &'t str, value: T, node: &Node<'_>, issues: &mut Issues) {
    if map.contains_key(id) {
        issues.error(node.place, "definition-repeated", format!("`{id}` is defined a second time"));
    } else {
        map.insert(id, value);
    }
}

/// The named lists of codes of a base and its pieces.
#[derive(Debug, Default)]
pub(crate) struct CodeLists<'t> {
    lists: HashMap<&'t str, Vec<&'t str>>,
}

impl<'t> CodeLists<'t> {
    /// Adds the `codes` tags directly below `node`.
    pub(crate) fn add_from(&mut self, node: &'t Node<'_>, issues: &mut Issues) {
        for codes in node.children_named("codes") {
            if let (Some(id), Some(values)) = (codes.get("id"), value::list(codes, "values", issues)) {
                insert_once(&mut self.lists, id, values, codes, issues);
            }
        }
    }

    /// The values of `codes`, with `@name` replaced by the values of that list.
    pub(crate) fn expand(&self, node: &Node<'_>, issues: &mut Issues) -> Option<Vec<String>> {
        let mut values = Vec::new();
        for value in value::list(node, "codes", issues)? {
            match value.strip_prefix('@') {
                None => values.push(value.to_owned()),
                Some(name) => values.extend(self.list(name, node, issues).iter().map(|&value| value.to_owned())),
            }
            if values.len() > MAX_CODES {
                let message = format!("an element may list {MAX_CODES} codes; name an `external` list instead");
                issues.error(node.place_of("codes"), "code-too-many", message);
                break;
            }
        }
        Some(values)
    }

    /// The values of the list of that name; none, after saying so, if there is no such list.
    fn list(&self, name: &str, node: &Node<'_>, issues: &mut Issues) -> &[&'t str] {
        if let Some(list) = self.lists.get(name) {
            return list;
        }
        let hint = did_you_mean(name, self.lists.keys().copied());
        issues.error(node.place_of("codes"), "code-list-unknown", format!("there is no list of codes `{name}`{hint}"));
        &[]
    }
}
