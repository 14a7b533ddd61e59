//! A guide as it is written: loops with their children in order, definitions beside them, references not yet followed.
//!
//! Invariant: each segment is resolved against the base once, where it is written, however often its definition is attached. So each
//! mistake in it is reported once.

use std::collections::HashMap;
use std::rc::Rc;

use crate::base::{Base, CodeLists, insert_once};
use crate::issue::{Issues, Place};
use crate::limits::{MAX_CHILDREN, MAX_EXPANDED_BYTES};
use crate::model::{Repeat, SegmentUse, Usage};
use crate::resolve::Resolver;
use crate::suggest::did_you_mean;
use crate::value;
use crate::weight::weight;
use crate::xml::Node;

/// A guide, its pieces and its base, read.
pub(crate) struct Draft<'t> {
    pub(crate) base: Base<'t>,
    pub(crate) root: LoopBody<'t>,
    pub(crate) segments: HashMap<&'t str, Rc<SegmentBody<'t>>>,
    pub(crate) loops: HashMap<&'t str, Rc<LoopBody<'t>>>,
}

/// A loop's content.
pub(crate) struct LoopBody<'t> {
    pub(crate) node: &'t Node<'t>,
    pub(crate) id: &'t str,
    pub(crate) name: Option<&'t str>,
    pub(crate) hl: Option<&'t str>,
    pub(crate) children: Vec<Attachment<'t>>,
}

/// A segment's content. What is said where it is attached (loop, position, usage, repeat) is not yet right in `template`.
pub(crate) struct SegmentBody<'t> {
    pub(crate) node: &'t Node<'t>,
    pub(crate) template: SegmentUse,
}

/// A child of a loop, at its place.
pub(crate) struct Attachment<'t> {
    pub(crate) node: &'t Node<'t>,
    pub(crate) usage: Usage,
    pub(crate) repeat: Repeat,
    pub(crate) name: Option<&'t str>,
    pub(crate) key: Option<&'t str>,
    pub(crate) body: Body<'t>,
}

/// What is attached.
pub(crate) enum Body<'t> {
    /// A segment written here.
    Segment(Rc<SegmentBody<'t>>),
    /// The segment definition of that key.
    SegmentRef(&'t str),
    /// A loop written here.
    Loop(Rc<LoopBody<'t>>),
    /// The loop definition of that id.
    LoopRef(&'t str),
}

impl Attachment<'_> {
    /// Where to point an author at: the tag.
    pub(crate) fn place(&self) -> Place {
        self.node.place
    }
}

impl<'t> Draft<'t> {
    /// Reads a guide whose files have passed the vocabulary.
    pub(crate) fn read(guide: &'t Node<'t>, pieces: &[&'t Node<'t>], base: Base<'t>, lists: &CodeLists<'t>, issues: &mut Issues) -> Self {
        let mut reader = Reader { resolver: Resolver { base: &base, lists }, issues, bytes: 0 };
        let root = reader.read_loop(guide, "ST");
        let mut segments = HashMap::new();
        let mut loops = HashMap::new();
        for section in guide.children_named("define").chain(pieces.iter().copied()) {
            reader.read_definitions(section, &mut segments, &mut loops);
        }
        Self { base, root, segments, loops }
    }

    /// The segment that an attachment attaches, if it is one and is defined.
    pub(crate) fn segment_of<'d>(&'d self, attachment: &'d Attachment<'t>) -> Option<&'d Rc<SegmentBody<'t>>> {
        match &attachment.body {
            Body::Segment(segment) => Some(segment),
            Body::SegmentRef(key) => self.segments.get(key),
            Body::Loop(_) | Body::LoopRef(_) => None,
        }
    }

    /// The loop that an attachment attaches, if it is one and is defined.
    pub(crate) fn loop_of<'d>(&'d self, attachment: &'d Attachment<'t>) -> Option<&'d Rc<LoopBody<'t>>> {
        match &attachment.body {
            Body::Loop(body) => Some(body),
            Body::LoopRef(id) => self.loops.get(id),
            Body::Segment(_) | Body::SegmentRef(_) => None,
        }
    }

    /// The segment that an attachment starts with: itself, or the first of the loop.
    pub(crate) fn start_of<'d>(&'d self, attachment: &'d Attachment<'t>) -> Option<&'d SegmentUse> {
        let first = match self.loop_of(attachment) {
            Some(body) => body.children.first()?,
            None => attachment,
        };
        self.segment_of(first).map(|segment| &segment.template)
    }

    /// The key of a segment within its loop.
    pub(crate) fn key_of<'d>(&'d self, attachment: &'d Attachment<'t>) -> Option<&'d str> {
        let segment = self.segment_of(attachment)?;
        Some(attachment.key.unwrap_or(&segment.template.key))
    }

    /// Reports every `ref` that nothing defines.
    pub(crate) fn report_dangling(&self, issues: &mut Issues) {
        self.each_loop(&mut |body| {
            for child in &body.children {
                let hint = match child.body {
                    Body::SegmentRef(key) if !self.segments.contains_key(key) => did_you_mean(key, self.segments.keys().copied()),
                    Body::LoopRef(id) if !self.loops.contains_key(id) => did_you_mean(id, self.loops.keys().copied()),
                    _ => continue,
                };
                let id = child.node.get("ref").unwrap_or_default();
                let message = format!("no definition of a {} is called `{id}`{hint}", child.node.name);
                issues.error(child.node.place_of("ref"), "definition-unknown", message);
            }
        });
    }

    /// Visits every loop that is written: the set itself, definitions, and those inside them.
    pub(crate) fn each_loop<'d>(&'d self, visit: &mut impl FnMut(&'d LoopBody<'t>)) {
        visit_loops(&self.root, visit);
        for body in self.loops.values() {
            visit_loops(body, visit);
        }
    }

    /// Visits every segment that is written.
    pub(crate) fn each_segment<'d>(&'d self, visit: &mut impl FnMut(&'d SegmentBody<'t>)) {
        self.each_loop(&mut |body| {
            for child in &body.children {
                if let Body::Segment(segment) = &child.body {
                    visit(segment);
                }
            }
        });
        for segment in self.segments.values() {
            visit(segment);
        }
    }
}

fn visit_loops<'d, 't>(body: &'d LoopBody<'t>, visit: &mut impl FnMut(&'d LoopBody<'t>)) {
    visit(body);
    for child in &body.children {
        if let Body::Loop(inner) = &child.body {
            visit_loops(inner, visit);
        }
    }
}

struct Reader<'r, 't> {
    resolver: Resolver<'r, 't>,
    issues: &'r mut Issues,
    /// What the segments read so far take, roughly.
    bytes: usize,
}

impl<'t> Reader<'_, 't> {
    fn read_definitions(
        &mut self,
        section: &'t Node<'t>,
        segments: &mut HashMap<&'t str, Rc<SegmentBody<'t>>>,
        loops: &mut HashMap<&'t str, Rc<LoopBody<'t>>>,
    ) {
        for node in section.children_named("loop") {
            if let Some(id) = node.get("id") {
                let body = Rc::new(self.read_loop(node, id));
                insert_once(loops, id, body, node, self.issues);
            }
        }
        for node in section.children_named("segment") {
            let key = node.get("as").or(node.get("id"));
            if let (Some(key), Some(body)) = (key, self.read_segment(node)) {
                insert_once(segments, key, Rc::new(body), node, self.issues);
            }
        }
    }

    fn read_loop(&mut self, node: &'t Node<'t>, id: &'t str) -> LoopBody<'t> {
        let mut children = Vec::new();
        for child in node.children.iter().filter(|child| matches!(child.name, "segment" | "loop")) {
            if children.len() == MAX_CHILDREN {
                self.issues.error(child.place, "loop-too-wide", format!("a loop may list {MAX_CHILDREN} segments and loops"));
                break;
            }
            children.extend(self.read_attachment(child));
        }
        LoopBody { node, id, name: node.get("name"), hl: node.get("hl"), children }
    }

    fn read_attachment(&mut self, node: &'t Node<'t>) -> Option<Attachment<'t>> {
        let body = match (node.name, node.get("ref")) {
            ("loop", Some(id)) => Body::LoopRef(id),
            ("loop", None) => Body::Loop(Rc::new(self.read_loop(node, node.get("id")?))),
            (_, Some(key)) => Body::SegmentRef(key),
            (_, None) => Body::Segment(Rc::new(self.read_segment(node)?)),
        };
        Some(Attachment {
            node,
            usage: value::usage(node, self.issues).unwrap_or(Usage::Situational),
            repeat: value::repeat(node, self.issues),
            name: node.get("name"),
            key: node.get("as"),
            body,
        })
    }

    fn read_segment(&mut self, node: &'t Node<'t>) -> Option<SegmentBody<'t>> {
        if self.bytes > MAX_EXPANDED_BYTES || self.issues.is_full() {
            return None;
        }
        let template = self.resolver.segment(node, self.issues)?;
        self.bytes += weight(&template);
        if self.bytes > MAX_EXPANDED_BYTES {
            self.issues.error(node.place, "guide-too-large", "the segments up to here list more than a guide may hold");
        }
        Some(SegmentBody { node, template })
    }
}
