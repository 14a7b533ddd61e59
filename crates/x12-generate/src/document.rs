//! A generated interchange as a flat list of segments, each with its place in the guide: what tests break on purpose.

use x12_guide::model::{LoopIx, SegmentIx};
use x12_syntax::Delimiters;
use x12_syntax::writer::{SegmentBuilder, WriteError, Writer};

use crate::tree::{Element, Item, Loop};

/// One interchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its delimiters.
    pub delimiters: Delimiters,
    /// What stands behind each terminator.
    pub line_break: &'static [u8],
    /// Its segments, ISA to IEA.
    pub segments: Vec<Placed>,
    /// The loops of its sets, each once for each time it stands there.
    pub instances: Vec<Instance>,
}

/// A segment of an interchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Its identifier.
    pub id: String,
    /// Its elements, the first at index 0.
    pub elements: Vec<Element>,
    /// Where it stands in its guide; `None` for control segments.
    pub place: Option<PlaceInGuide>,
}

/// Where a segment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceInGuide {
    /// What it is there.
    pub use_ix: SegmentIx,
    /// Which of the document's loops it stands in: an index into [`Document::instances`].
    pub instance: usize,
}

/// A loop that stands in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instance {
    /// Which loop of the guide it is.
    pub loop_ix: LoopIx,
    /// The loop around it; `None` for a set.
    pub parent: Option<usize>,
}

impl Placed {
    /// A control segment.
    #[must_use]
    pub fn control(id: &str, values: &[&str]) -> Self {
        let element = |value: &&str| if value.is_empty() { Element::default() } else { Element::simple(*value) };
        Self { id: id.to_owned(), elements: values.iter().map(element).collect(), place: None }
    }

    /// The first component of an element, 1-based; empty if it is not sent.
    #[must_use]
    pub fn value(&self, at: usize) -> &str {
        at.checked_sub(1).and_then(|index| self.elements.get(index)).map_or("", |element| element.component(1))
    }

    /// Gives an element one value; an empty one takes it out.
    pub fn set(&mut self, at: usize, value: impl Into<String>) {
        let value = value.into();
        self.put(at, if value.is_empty() { Element::default() } else { Element::simple(value) });
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

impl Document {
    /// The document as bytes.
    ///
    /// # Errors
    /// If a value holds a delimiter, or one of the ISA is too wide.
    pub fn write(&self) -> Result<Vec<u8>, WriteError> {
        let mut writer = Writer::new(Vec::new(), self.delimiters).with_line_break(self.line_break);
        for segment in &self.segments {
            if segment.id == "ISA" {
                let mut values: [&[u8]; 15] = [b""; 15];
                for (at, slot) in (1..).zip(&mut values) {
                    *slot = segment.value(at).as_bytes();
                }
                writer.write_interchange_header(&values)?;
            } else {
                writer.write(&builder(segment))?;
            }
        }
        Ok(writer.into_inner())
    }

    /// Gives each SE the count of its set.
    pub fn recount(&mut self) {
        let mut count = 0;
        for segment in &mut self.segments {
            count = if segment.id == "ST" { 1 } else { count + 1 };
            if segment.id == "SE" {
                segment.set(1, count.to_string());
            }
        }
    }

    /// Puts a set behind the segments that are there.
    pub(crate) fn append(&mut self, guide: &x12_guide::Guide, whole: &Loop, parent: Option<usize>) {
        let instance = self.instances.len();
        self.instances.push(Instance { loop_ix: whole.loop_ix, parent });
        for item in &whole.items {
            match item {
                Item::Segment(segment) => self.segments.push(Placed {
                    id: guide.segment_at(segment.use_ix).id.clone(),
                    elements: segment.elements.clone(),
                    place: Some(PlaceInGuide { use_ix: segment.use_ix, instance }),
                }),
                Item::Loop(inner) => self.append(guide, inner, Some(instance)),
            }
        }
    }
}

fn builder(segment: &Placed) -> SegmentBuilder {
    let mut built = SegmentBuilder::new(&segment.id);
    for (element, at) in segment.elements.iter().zip(1..) {
        for (repetition, number) in element.0.iter().zip(1..) {
            for (component, position) in repetition.iter().zip(1..) {
                built.set(at, number, position, component.as_bytes());
            }
        }
    }
    built
}
