//! A definition that nothing attaches is a leftover, or a `ref` is missing.

use std::collections::HashSet;

use crate::draft::{Body, Draft, LoopBody};
use crate::issue::Issues;
use crate::xml::Node;

/// `definition-unused`, for the definitions of the guide itself: pieces serve several guides, and not each needs all of them.
pub(super) fn check(draft: &Draft<'_>, issues: &mut Issues) {
    let mut reached = Reached { draft, loops: HashSet::new(), segments: HashSet::new() };
    reached.visit(&draft.root);
    let guide_file = draft.root.node.place.file;
    let loops = draft.loops.iter().map(|(&id, body)| (id, body.node, reached.loops.contains(id)));
    let segments = draft.segments.iter().map(|(&key, body)| (key, body.node, reached.segments.contains(key)));
    for (id, node, used) in loops.chain(segments) {
        if !used && node.place.file == guide_file {
            warn(id, node, issues);
        }
    }
}

fn warn(id: &str, node: &Node<'_>, issues: &mut Issues) {
    issues.warning(node.place, "definition-unused", format!("nothing attaches the definition `{id}`"));
}

/// The definitions that the guide reaches.
struct Reached<'d, 't> {
    draft: &'d Draft<'t>,
    loops: HashSet<&'t str>,
    segments: HashSet<&'t str>,
}

impl<'d, 't> Reached<'d, 't> {
    fn visit(&mut self, body: &'d LoopBody<'t>) {
        for child in &body.children {
            match &child.body {
                Body::Segment(_) => {}
                Body::SegmentRef(key) => {
                    self.segments.insert(key);
                }
                Body::Loop(inner) => self.visit(inner),
                Body::LoopRef(id) => {
                    if let Some(inner) = self.draft.loops.get(id).filter(|_| self.loops.insert(id)) {
                        self.visit(inner);
                    }
                }
            }
        }
    }
}
