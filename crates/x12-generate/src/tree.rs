//! A transaction set while it is made: loops of segments of elements, each with its place in the guide.
//!
//! Invariant: the items of a loop stand in the order of the guide, its first segment first.

use x12_guide::Guide;
use x12_guide::model::{Child, LoopIx, SegmentIx};

/// An element: its repetitions, each a list of components; empty if it is not sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element(pub Vec<Vec<String>>);

impl Element {
    /// An element of one value.
    #[must_use]
    pub fn simple(value: impl Into<String>) -> Self {
        Self(vec![vec![value.into()]])
    }

    /// Whether nothing of it is sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().flatten().all(String::is_empty)
    }

    /// A component of the first repetition, 1-based; empty if it is not sent.
    #[must_use]
    pub fn component(&self, at: usize) -> &str {
        self.0.first().and_then(|first| first.get(at.checked_sub(1)?)).map_or("", String::as_str)
    }
}

/// A segment at its place in a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// What it is there.
    pub use_ix: SegmentIx,
    /// Its elements, the first at index 0.
    pub elements: Vec<Element>,
}

impl Segment {
    /// The value of an element, or of its first component; empty if it is not sent.
    #[must_use]
    pub fn value(&self, at: usize) -> &str {
        self.component(at, 1)
    }

    /// A component, 1-based; empty if it is not sent.
    #[must_use]
    pub fn component(&self, at: usize, component: usize) -> &str {
        at.checked_sub(1).and_then(|index| self.elements.get(index)).map_or("", |element| element.component(component))
    }

    /// Gives an element one value; an empty one takes it out.
    pub fn set(&mut self, at: usize, value: impl Into<String>) {
        let value = value.into();
        let element = if value.is_empty() { Element::default() } else { Element::simple(value) };
        self.put(at, element);
    }

    /// Gives a component of an element a value.
    pub fn set_component(&mut self, at: usize, component: usize, value: impl Into<String>) {
        let mut element = at.checked_sub(1).and_then(|index| self.elements.get(index)).cloned().unwrap_or_default();
        if element.0.is_empty() {
            element.0.push(Vec::new());
        }
        if let Some(components) = element.0.first_mut() {
            if components.len() < component {
                components.resize(component, String::new());
            }
            if let Some(slot) = component.checked_sub(1).and_then(|index| components.get_mut(index)) {
                *slot = value.into();
            }
        }
        self.put(at, element);
    }

    /// Gives a component a value, and leaves only the first repetition of its element.
    pub(crate) fn set_first(&mut self, at: usize, component: usize, value: String) {
        self.set_component(at, component, value);
        if let Some(element) = at.checked_sub(1).and_then(|index| self.elements.get_mut(index)) {
            element.0.truncate(1);
        }
    }

    /// Puts an element at a position.
    pub fn put(&mut self, at: usize, element: Element) {
        if self.elements.len() < at {
            self.elements.resize(at, Element::default());
        }
        if let Some(slot) = at.checked_sub(1).and_then(|index| self.elements.get_mut(index)) {
            *slot = element;
        }
    }
}

/// What stands in a loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A segment.
    Segment(Segment),
    /// A loop.
    Loop(Loop),
}

/// A loop at its place in a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loop {
    /// Which loop it is.
    pub loop_ix: LoopIx,
    /// What stands in it.
    pub items: Vec<Item>,
}

impl Loop {
    /// The segments of this loop itself that have that identifier or key.
    pub(crate) fn segments<'l>(&'l self, guide: &'l Guide, name: &'l str) -> impl Iterator<Item = &'l Segment> {
        self.items
            .iter()
            .filter_map(|item| match item {
                Item::Segment(segment) => Some(segment),
                Item::Loop(_) => None,
            })
            .filter(move |segment| is_named(guide, segment, name))
    }

    /// The same, to be changed.
    pub(crate) fn segments_mut<'l>(&'l mut self, guide: &'l Guide, name: &'l str) -> impl Iterator<Item = &'l mut Segment> {
        self.items
            .iter_mut()
            .filter_map(|item| match item {
                Item::Segment(segment) => Some(segment),
                Item::Loop(_) => None,
            })
            .filter(move |segment| is_named(guide, segment, name))
    }

    /// The first segment of this loop itself that has that identifier or key.
    pub(crate) fn segment<'l>(&'l self, guide: &'l Guide, name: &'l str) -> Option<&'l Segment> {
        self.segments(guide, name).next()
    }

    /// The same, to be changed.
    pub(crate) fn segment_mut<'l>(&'l mut self, guide: &'l Guide, name: &'l str) -> Option<&'l mut Segment> {
        self.segments_mut(guide, name).next()
    }

    /// The loops directly in this one that have that identifier.
    pub(crate) fn loops<'l>(&'l self, guide: &'l Guide, id: &'l str) -> impl Iterator<Item = &'l Self> {
        self.items
            .iter()
            .filter_map(|item| match item {
                Item::Loop(inner) => Some(inner),
                Item::Segment(_) => None,
            })
            .filter(move |inner| guide.loop_at(inner.loop_ix).id == id)
    }

    /// The same, to be changed.
    pub(crate) fn loops_mut<'l>(&'l mut self, guide: &'l Guide, id: &'l str) -> impl Iterator<Item = &'l mut Self> {
        self.items
            .iter_mut()
            .filter_map(|item| match item {
                Item::Loop(inner) => Some(inner),
                Item::Segment(_) => None,
            })
            .filter(move |inner| guide.loop_at(inner.loop_ix).id == id)
    }

    /// Visits every loop of that identifier in this one, however deep.
    pub(crate) fn each_loop(&mut self, guide: &Guide, id: &str, visit: &mut dyn FnMut(&mut Self)) {
        for item in &mut self.items {
            if let Item::Loop(inner) = item {
                if guide.loop_at(inner.loop_ix).id == id {
                    visit(inner);
                }
                inner.each_loop(guide, id, visit);
            }
        }
    }

    /// Takes out the segments of this loop that have that identifier or key, and the loops of that identifier.
    pub(crate) fn remove(&mut self, guide: &Guide, name: &str) {
        self.items.retain(|item| match item {
            Item::Segment(segment) => !is_named(guide, segment, name),
            Item::Loop(inner) => guide.loop_at(inner.loop_ix).id != name,
        });
    }

    /// Puts an item where the guide lists it: behind everything that is listed before it.
    ///
    /// Gives its index.
    pub(crate) fn insert(&mut self, guide: &Guide, item: Item) -> usize {
        let children = &guide.loop_at(self.loop_ix).children;
        let place_of = |item: &Item| children.iter().position(|child| is_child(item, *child));
        let place = place_of(&item);
        let at = self.items.iter().rposition(|one| place_of(one) <= place).map_or(0, |index| index + 1);
        self.items.insert(at, item);
        at
    }

    /// The use of that identifier or key in this loop.
    pub(crate) fn use_named(&self, guide: &Guide, name: &str) -> Option<SegmentIx> {
        guide.loop_at(self.loop_ix).children.iter().find_map(|child| match child {
            Child::Segment(ix) if guide.segment_at(*ix).key == name || guide.segment_at(*ix).id == name => Some(*ix),
            _ => None,
        })
    }

    /// The loop of that identifier that may stand in this one.
    pub(crate) fn loop_named(&self, guide: &Guide, id: &str) -> Option<LoopIx> {
        guide.loop_at(self.loop_ix).children.iter().find_map(|child| match child {
            Child::Loop(ix) if guide.loop_at(*ix).id == id => Some(*ix),
            _ => None,
        })
    }
}

fn is_named(guide: &Guide, segment: &Segment, name: &str) -> bool {
    let one = guide.segment_at(segment.use_ix);
    one.id == name || one.key == name
}

fn is_child(item: &Item, child: Child) -> bool {
    match (item, child) {
        (Item::Segment(segment), Child::Segment(ix)) => segment.use_ix == ix,
        (Item::Loop(inner), Child::Loop(ix)) => inner.loop_ix == ix,
        _ => false,
    }
}
