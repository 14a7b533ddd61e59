//! The vocabulary of the guide language: which tags stand in which, and which attributes each takes.
//!
//! Invariant: these tables and guides/guide.xsd say the same. A tag that passes may still hold values that make no sense; those are
//! reported where they are read.

use crate::issue::Issues;
use crate::suggest::{did_you_mean, nearest};
use crate::xml::{Attribute, Node};

/// A tag in its context.
pub(crate) struct Tag {
    name: &'static str,
    required: &'static [&'static str],
    optional: &'static [&'static str],
    children: &'static [&'static Tag],
}

/// The root of a base file.
pub(crate) static BASE: Tag = Tag { name: "base", required: &["id"], optional: &["name"], children: &[&CODES, &DATA_ELEMENT, &BASE_COMPOSITE, &BASE_SEGMENT] };
/// The root of a guide file.
pub(crate) static GUIDE: Tag = Tag {
    name: "guide",
    required: &["id", "set", "short", "group", "name", "base"],
    optional: &["accepts"],
    children: &[&INCLUDE, &SEGMENT, &SEGMENT_REF, &LOOP, &LOOP_REF, &DEFINE],
};
/// The root of a pieces file.
pub(crate) static PIECES: Tag =
    Tag { name: "pieces", required: &[], optional: &["id", "name"], children: &[&INCLUDE, &CODES, &DEFINED_SEGMENT, &DEFINED_LOOP] };

/// The root of a companion guide.
pub(crate) static COMPANION: Tag = Tag { name: "companion", required: &["id", "extends", "name"], optional: &["set", "payer"], children: &[&AT] };

static AT: Tag =
    Tag { name: "at", required: &["path"], optional: &["usage", "codes", "min", "max", "repeat", "when", "code", "message", "help"], children: &[] };
static CODES: Tag = Tag { name: "codes", required: &["id", "values"], optional: &["name"], children: &[] };
static DATA_ELEMENT: Tag = Tag { name: "element", required: &["id", "name", "type", "min", "max"], optional: &["external"], children: &[] };
static BASE_COMPOSITE: Tag = Tag { name: "composite", required: &["id", "name"], optional: &[], children: &[&BASE_COMPONENT, &SYNTAX] };
static BASE_COMPONENT: Tag = Tag { name: "component", required: &["at", "element", "usage"], optional: &["name"], children: &[] };
static BASE_SEGMENT: Tag = Tag { name: "segment", required: &["id", "name"], optional: &[], children: &[&ELEMENT_SLOT, &COMPOSITE_SLOT, &SYNTAX] };
static ELEMENT_SLOT: Tag = Tag { name: "element", required: &["at", "element", "usage"], optional: &["name", "repeat"], children: &[] };
static COMPOSITE_SLOT: Tag = Tag { name: "composite", required: &["at", "composite", "usage"], optional: &["name", "repeat"], children: &[] };
static SYNTAX: Tag = Tag { name: "syntax", required: &["note"], optional: &[], children: &[] };

static INCLUDE: Tag = Tag { name: "include", required: &["file"], optional: &[], children: &[] };
static DEFINE: Tag = Tag { name: "define", required: &[], optional: &[], children: &[&CODES, &DEFINED_SEGMENT, &DEFINED_LOOP] };
static DEFINED_LOOP: Tag = Tag { name: "loop", required: &["id"], optional: &["name", "hl"], children: &[&SEGMENT, &SEGMENT_REF, &LOOP, &LOOP_REF] };
static DEFINED_SEGMENT: Tag = Tag { name: "segment", required: &["id"], optional: &["as", "name"], children: &[&ELEMENT, &COMPOSITE] };
static LOOP: Tag = Tag { name: "loop", required: &["id", "usage"], optional: &["name", "hl", "repeat"], children: &[&SEGMENT, &SEGMENT_REF, &LOOP, &LOOP_REF] };
static LOOP_REF: Tag = Tag { name: "loop", required: &["ref", "usage"], optional: &["name", "repeat"], children: &[] };
static SEGMENT: Tag = Tag { name: "segment", required: &["id", "usage"], optional: &["as", "name", "repeat"], children: &[&ELEMENT, &COMPOSITE] };
static SEGMENT_REF: Tag = Tag { name: "segment", required: &["ref", "usage"], optional: &["as", "name", "repeat"], children: &[] };
static ELEMENT: Tag =
    Tag { name: "element", required: &["at", "usage"], optional: &["name", "repeat", "codes", "external", "discriminates", "min", "max"], children: &[] };
static COMPOSITE: Tag = Tag { name: "composite", required: &["at", "usage"], optional: &["name", "repeat"], children: &[&COMPONENT] };
static COMPONENT: Tag =
    Tag { name: "component", required: &["at", "usage"], optional: &["name", "codes", "external", "discriminates", "min", "max"], children: &[] };

impl Tag {
    fn attributes(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied()
    }

    /// Whether this is the tag that `node` is: one that attaches a definition says `ref`, its namesake does not.
    fn is(&self, node: &Node<'_>) -> bool {
        let attaches = self.required.contains(&"ref");
        let has_namesake = matches!(self.name, "loop" | "segment");
        self.name == node.name && (!has_namesake || attaches == node.get("ref").is_some())
    }
}

/// Reports every tag and attribute below `node` that the language does not know there, and every attribute that it misses.
pub(crate) fn check(node: &Node<'_>, tag: &Tag, issues: &mut Issues) {
    if issues.is_full() {
        return;
    }
    check_attributes(node, tag, issues);
    for child in &node.children {
        let known = tag.children.iter().find(|known| known.is(child)).or_else(|| tag.children.iter().find(|known| known.name == child.name));
        match known {
            Some(known) => check(child, known, issues),
            None => report_unknown_tag(child, tag, issues),
        }
    }
}

fn check_attributes(node: &Node<'_>, tag: &Tag, issues: &mut Issues) {
    let mut meant = Vec::new();
    for attribute in &node.attributes {
        if !tag.attributes().any(|known| known == attribute.name) {
            meant.extend(nearest(attribute.name, tag.attributes()));
            report_unknown_attribute(node, attribute, tag, issues);
        }
    }
    for required in tag.required {
        // A required attribute that is there with a slip in its name is not missing too.
        if node.get(required).is_none() && !meant.contains(required) {
            let message = format!("`<{}>` needs the attribute `{required}` here", node.name);
            issues.error(node.place, "attribute-missing", message);
        }
    }
}

fn report_unknown_attribute(node: &Node<'_>, attribute: &Attribute<'_>, tag: &Tag, issues: &mut Issues) {
    let hint = did_you_mean(attribute.name, tag.attributes());
    let known = tag.attributes().collect::<Vec<_>>().join(", ");
    let message = format!("`<{}>` has no attribute `{}` here{hint} (it takes {known})", node.name, attribute.name);
    issues.error(attribute.place, "attribute-unknown", message);
}

fn report_unknown_tag(node: &Node<'_>, parent: &Tag, issues: &mut Issues) {
    let names = || parent.children.iter().map(|tag| tag.name);
    let hint = did_you_mean(node.name, names());
    issues.error(node.place, "tag-unknown", format!("`<{}>` does not belong in `<{}>`{hint}", node.name, parent.name));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const SCHEMA: &str = include_str!("../guides/guide.xsd");

    /// The names that the schema declares with tags like `<xs:attribute name="...`.
    fn declared(start: &str) -> BTreeSet<&'static str> {
        SCHEMA.split(start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    fn collect(tag: &'static Tag, tags: &mut BTreeSet<&'static str>, attributes: &mut BTreeSet<&'static str>) {
        tags.insert(tag.name);
        attributes.extend(tag.attributes());
        for child in tag.children.iter().filter(|child| !std::ptr::eq(**child, tag)) {
            collect(child, tags, attributes);
        }
    }

    #[test]
    fn the_schema_for_editors_knows_the_same_words() {
        let (mut tags, mut attributes) = (BTreeSet::new(), BTreeSet::new());
        for root in [&BASE, &GUIDE, &PIECES, &COMPANION] {
            collect(root, &mut tags, &mut attributes);
        }
        assert_eq!(tags, declared("<xs:element name=\""));
        assert_eq!(attributes, declared("<xs:attribute name=\""));
    }
}
