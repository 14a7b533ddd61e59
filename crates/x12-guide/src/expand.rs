//! From the draft to the guide: every definition is placed where it is attached, and every place gets its position.
//!
//! Invariant: the arenas are filled in the order of the guide, a loop before its content; a definition that reaches itself is an
//! error, and so is a guide that outgrows the 16 bits of an index.

use crate::draft::{Attachment, Draft, LoopBody, SegmentBody};
use crate::issue::{Issues, Place};
use crate::limits::{MAX_EXPANDED_BYTES, MAX_LOOP_DEPTH, MAX_LOOPS, MAX_SEGMENTS};
use crate::model::{Child, Guide, Loop, LoopIx, Repeat, SegmentIx, Usage};
use crate::weight::weight;
use crate::xml::Node;

/// Builds the guide.
pub(crate) fn expand(draft: &Draft<'_>, issues: &mut Issues) -> Guide {
    let header = draft.root.node;
    let mut expansion = Expansion { draft, issues, guide: empty_guide(header), open: Vec::new(), bytes: 0, full: false };
    expansion.fill(LoopIx::ROOT, &draft.root);
    expansion.guide
}

fn empty_guide(header: &Node<'_>) -> Guide {
    let text = |name| header.get(name).unwrap_or_default().to_owned();
    let root = Loop {
        id: "ST".to_owned(),
        name: text("name"),
        usage: Usage::Required,
        repeat: Repeat(Some(1)),
        parent: None,
        position: 0,
        hl: None,
        path: String::new(),
        children: Vec::new(),
    };
    Guide {
        id: text("id"),
        accepts: text("accepts").split_ascii_whitespace().map(str::to_owned).collect(),
        set: text("set"),
        short: text("short"),
        group: text("group"),
        name: text("name"),
        loops: vec![root],
        segments: Vec::new(),
    }
}

struct Expansion<'e, 't> {
    draft: &'e Draft<'t>,
    issues: &'e mut Issues,
    guide: Guide,
    /// The loops that are being filled, outermost first.
    open: Vec<*const LoopBody<'t>>,
    /// What the uses placed so far take, roughly.
    bytes: usize,
    /// Whether a limit was reached; reported once, then nothing more is placed.
    full: bool,
}

impl<'e, 't> Expansion<'e, 't> {
    fn fill(&mut self, loop_ix: LoopIx, body: &'e LoopBody<'t>) {
        self.open.push(body);
        let mut position = 0;
        let mut before: Option<&str> = None;
        for (index, child) in body.children.iter().enumerate() {
            let start = self.draft.start_of(child).map(|segment| segment.id.as_str());
            // The segment that starts a loop stands alone, even before another of its id.
            let follows_start = index == 1 && loop_ix != LoopIx::ROOT;
            if start.is_none() || start != before || follows_start {
                position += 1;
            }
            before = start;
            self.place(loop_ix, child, position);
        }
        self.open.pop();
    }

    fn place(&mut self, parent: LoopIx, child: &'e Attachment<'t>, position: u16) {
        if let Some(segment) = self.draft.segment_of(child) {
            self.place_segment(parent, child, segment, position);
        } else if let Some(body) = self.draft.loop_of(child) {
            self.place_loop(parent, child, body, position);
        }
    }

    fn place_segment(&mut self, parent: LoopIx, child: &Attachment<'t>, body: &SegmentBody<'t>, position: u16) {
        let Some(index) = self.room(self.guide.segments.len(), MAX_SEGMENTS, weight(&body.template), child.place()) else {
            return;
        };
        let mut segment = body.template.clone();
        segment.usage = child.usage;
        segment.repeat = child.repeat;
        segment.loop_ix = parent;
        segment.position = position;
        if let Some(key) = child.key {
            key.clone_into(&mut segment.key);
        }
        if let Some(name) = child.name {
            name.clone_into(&mut segment.name);
        }
        self.guide.segments.push(segment);
        self.adopt(parent, Child::Segment(SegmentIx(index)));
    }

    fn place_loop(&mut self, parent: LoopIx, child: &'e Attachment<'t>, body: &'e LoopBody<'t>, position: u16) {
        if self.open.contains(&std::ptr::from_ref(body)) {
            let message = format!("the definition of loop `{}` attaches itself, here or through others", body.id);
            self.issues.error(child.place(), "definition-cycle", message);
            return;
        }
        if self.open.len() > MAX_LOOP_DEPTH {
            self.issues.error(child.place(), "loop-too-deep", format!("loops may nest {MAX_LOOP_DEPTH} deep"));
            return;
        }
        let path = self.path_below(parent, body.id);
        let name = child.name.or(body.name).unwrap_or(body.id);
        let Some(index) = self.room(self.guide.loops.len(), MAX_LOOPS, path.len() + name.len(), child.place()) else {
            return;
        };
        self.guide.loops.push(Loop {
            id: body.id.to_owned(),
            name: name.to_owned(),
            usage: child.usage,
            repeat: child.repeat,
            parent: Some(parent),
            position,
            hl: body.hl.map(str::to_owned),
            path,
            children: Vec::new(),
        });
        self.adopt(parent, Child::Loop(LoopIx(index)));
        self.fill(LoopIx(index), body);
    }

    fn path_below(&self, parent: LoopIx, id: &str) -> String {
        match self.guide.loops.get(usize::from(parent.0)).map(|parent| parent.path.as_str()) {
            None | Some("") => id.to_owned(),
            Some(path) => format!("{path}/{id}"),
        }
    }

    fn adopt(&mut self, parent: LoopIx, child: Child) {
        if let Some(parent) = self.guide.loops.get_mut(usize::from(parent.0)) {
            parent.children.push(child);
        }
    }

    /// The index of the next entry of an arena of that length, unless a limit is reached.
    fn room(&mut self, length: usize, most: usize, bytes: usize, place: Place) -> Option<u16> {
        self.bytes += bytes;
        let index = u16::try_from(length).ok().filter(|_| length < most && self.bytes <= MAX_EXPANDED_BYTES && !self.full);
        if index.is_none() && !self.full {
            self.full = true;
            let message = format!("with its definitions in place the guide has more than {MAX_LOOPS} loops, {MAX_SEGMENTS} segments or too much in them");
            self.issues.error(place, "guide-too-large", message);
        }
        index
    }
}
