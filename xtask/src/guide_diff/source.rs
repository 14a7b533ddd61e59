//! Reads a transcription of others: a tree of tables, loops and segments as JSON.
//!
//! Invariant: loops that only wrap (interchange, group, header, detail, footer) and what a source marks as not used vanish; a loop's
//! first segment is required in it, and where a source gives no usage of loops, that of the first segment stands for it.

use anyhow::Context;
use serde::Deserialize;

use super::facts::{ElementFacts, LoopFacts, SegmentFacts};

const WRAPPERS: [&str; 6] = ["ISA_LOOP", "GS_LOOP", "ST_LOOP", "HEADER", "DETAIL", "FOOTER"];
const CONTROL_SEGMENTS: [&str; 5] = ["ISA", "TA1", "GS", "GE", "IEA"];

#[derive(Deserialize)]
struct Node {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    id: String,
    usage: Option<String>,
    repeat: Option<String>,
    #[serde(default)]
    children: Vec<Node>,
    #[serde(default)]
    elements: Vec<Element>,
    #[serde(default)]
    syntax: Vec<String>,
}

#[derive(Deserialize)]
struct Element {
    usage: String,
    /// Its position; by its order where a source gives none.
    seq: Option<u8>,
    repeat: Option<serde_json::Value>,
    r#type: Option<String>,
    min: Option<u32>,
    max: Option<u32>,
    /// The guide's own length, which one source keeps apart from the base's.
    max_len_guide: Option<u32>,
    #[serde(default)]
    codes: Vec<String>,
    #[serde(default)]
    composite: Vec<Element>,
}

/// The facts of a transcription.
pub(super) fn read(text: &str) -> anyhow::Result<Vec<LoopFacts>> {
    let root: Node = serde_json::from_str(text).context("not the normalized shape")?;
    let mut loops = vec![LoopFacts { id: "ST".to_owned(), ..LoopFacts::default() }];
    collect(&root.children, 0, &mut loops);
    Ok(loops)
}

/// Adds the segments among `nodes` to the loop at `index` and appends the loops among them.
fn collect(nodes: &[Node], index: usize, loops: &mut Vec<LoopFacts>) {
    for node in nodes.iter().filter(|node| node.usage.as_deref() != Some("N")) {
        let id = node.id.split_whitespace().next().unwrap_or_default();
        if node.kind == "segment" {
            if !CONTROL_SEGMENTS.contains(&id) {
                loops.get_mut(index).into_iter().for_each(|parent| parent.segments.push(segment(node)));
            }
        } else if node.kind == "table" || WRAPPERS.contains(&id) || id.starts_with("TABLE2AREA") {
            collect(&node.children, index, loops);
        } else {
            let inner = loops.len();
            let id = bracket(node).unwrap_or_else(|| id.to_owned());
            loops.push(LoopFacts { id, usage: node.usage.clone(), repeat: node.repeat.as_deref().map(count), segments: Vec::new() });
            collect(&node.children, inner, loops);
            loops.get_mut(inner).into_iter().for_each(require_first);
        }
    }
}

/// The name of a loop that is only a bracket of LS and LE: its LS01 behind LS.
fn bracket(node: &Node) -> Option<String> {
    let first = node.children.first().filter(|first| first.id == "LS")?;
    Some(format!("LS{}", first.elements.first()?.codes.first()?))
}

fn require_first(facts: &mut LoopFacts) {
    if let Some(first) = facts.segments.first_mut() {
        let usage = std::mem::replace(&mut first.usage, "R".to_owned());
        facts.usage.get_or_insert(usage);
    }
}

fn segment(node: &Node) -> SegmentFacts {
    let mut facts = SegmentFacts {
        id: node.id.clone(),
        label: node.id.clone(),
        usage: node.usage.clone().unwrap_or_default(),
        repeat: count(node.repeat.as_deref().unwrap_or("1")),
        syntax: node.syntax.iter().cloned().collect(),
        ..SegmentFacts::default()
    };
    for (element, order) in node.elements.iter().zip(1..).filter(|(element, _)| element.usage != "N") {
        let at = format!("{:02}", element.seq.unwrap_or(order));
        for (component, at_component) in element.composite.iter().zip(1..).filter(|(component, _)| component.usage != "N") {
            facts.elements.insert(format!("{at}-{at_component}"), element_facts(component));
        }
        facts.elements.insert(at, element_facts(element));
    }
    facts
}

fn element_facts(element: &Element) -> ElementFacts {
    let repeat = match &element.repeat {
        Some(serde_json::Value::String(text)) => count(text),
        Some(number) => number.to_string(),
        None => "1".to_owned(),
    };
    let data = match (&element.r#type, element.min, element.max) {
        (Some(data_type), Some(min), Some(max)) => Some(format!("{data_type} {min}/{}", element.max_len_guide.unwrap_or(max).min(max))),
        _ => None,
    };
    ElementFacts { usage: element.usage.clone(), repeat, data, codes: element.codes.iter().cloned().collect() }
}

fn count(repeat: &str) -> String {
    if repeat.starts_with('>') { "unbounded".to_owned() } else { repeat.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{"children": [
        {"kind": "loop", "id": "ISA_LOOP", "usage": "R", "children": [
            {"kind": "segment", "id": "ISA", "usage": "R"},
            {"kind": "loop", "id": "2300 CLAIM", "repeat": ">1", "children": [
                {"kind": "segment", "id": "CLM", "usage": "S", "elements": [
                    {"seq": 1, "usage": "R", "type": "AN", "min": 1, "max": 38, "max_len_guide": 20},
                    {"seq": 3, "usage": "N", "type": "ID", "min": 1, "max": 2},
                    {"seq": 5, "usage": "R", "composite": [{"usage": "N"}, {"usage": "R", "codes": ["B"]}]}
                ]},
                {"kind": "segment", "id": "K3", "usage": "N"}
            ]}
        ]}
    ]}"#;

    #[test]
    fn wrappers_and_what_is_not_used_vanish() {
        let loops = read(TEXT).unwrap();
        assert_eq!(loops.iter().map(|facts| facts.id.as_str()).collect::<Vec<_>>(), ["ST", "2300"]);
        assert!(loops[0].segments.is_empty());
        let claim = &loops[1].segments;
        assert_eq!(claim.len(), 1);
        assert_eq!(claim[0].elements.keys().collect::<Vec<_>>(), ["01", "05", "05-2"]);
    }

    #[test]
    fn a_situational_first_segment_makes_the_loop_situational() {
        let loops = read(TEXT).unwrap();
        assert_eq!(loops[1].usage.as_deref(), Some("S"));
        assert_eq!(loops[1].segments[0].usage, "R");
        assert_eq!(loops[1].repeat.as_deref(), Some("unbounded"));
    }

    #[test]
    fn the_length_of_the_guide_wins_over_that_of_the_base() {
        assert_eq!(read(TEXT).unwrap()[1].segments[0].elements["01"].data.as_deref(), Some("AN 1/20"));
    }
}
