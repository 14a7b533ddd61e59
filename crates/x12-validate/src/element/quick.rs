//! A short look at a segment: whether it is certainly without fault, as most are. Whatever it does not know goes to the close look.
//!
//! Invariant: a segment that is sound here has no finding there. Builds with assertions, and so all tests, look closely at every segment and hold it to that.

use x12_guide::Guide;
use x12_guide::model::{Codes, Content, DataType, Discriminator, ElementUse, SegmentIx, SyntaxNote, Usage, ValueForm, ValueUse};
use x12_syntax::Segment;
use x12_syntax::value::{Date, is_time};

use super::value::is_plain;

/// What a short look needs of each segment use of a guide.
#[derive(Debug)]
pub(crate) struct Checks {
    uses: Vec<Shape>,
}

/// The positions of a segment or composite.
#[derive(Debug)]
struct Shape {
    slots: Box<[Slot]>,
    /// Those that must be sent, as bits.
    required: u64,
    notes: Box<[Note]>,
}

/// What may stand at a position: of any value, its length, and that it does not end with a blank, are asked first.
#[derive(Debug)]
struct Slot {
    min: usize,
    max: usize,
    kind: Kind,
}

/// What else is asked.
#[derive(Debug)]
enum Kind {
    /// Nothing more.
    Text,
    Codes(Codes),
    /// A number of so many digits.
    Number {
        min: usize,
        max: usize,
        has_point: bool,
    },
    Date,
    Time,
    /// In the form that the value before names.
    DateInFormat,
    Composite(Shape),
    /// What is only for the close look.
    Close,
}

/// A syntax note: what it says of the positions sent, as bits.
#[derive(Debug, Clone, Copy)]
enum Note {
    Paired(u64),
    Required(u64),
    Exclusive(u64),
    Conditional(u64, u64),
    ListConditional(u64, u64),
}

impl Checks {
    pub(crate) fn new(guide: &Guide) -> Self {
        let uses = guide.segments.iter().map(|one| {
            // Interchange headers are padded, and binary data has a length.
            let close = matches!(one.id.as_str(), "ISA" | "BIN" | "BDS");
            let mut shape = Shape::new(if close { &[] } else { &one.elements }, &one.syntax);
            shape.trust(&one.discriminators);
            shape
        });
        Self { uses: uses.collect() }
    }

    /// Whether a segment is certainly without fault at its place, which was not guessed.
    #[inline]
    pub(crate) fn is_sound(&self, use_ix: SegmentIx, segment: &Segment<'_>) -> bool {
        segment.is_printable() && self.uses.get(usize::from(use_ix.0)).is_some_and(|shape| shape.takes(segment))
    }
}

impl Shape {
    fn new(elements: &[Option<ElementUse>], syntax: &[SyntaxNote]) -> Self {
        let slots: Box<[Slot]> = elements.iter().map(|used| used.as_ref().map_or(Slot::any(Kind::Close), Slot::new)).collect();
        let required = elements.iter().flatten().filter(|used| used.usage == Usage::Required).fold(0, |bits, used| bits | bit(used.at));
        // Positions beyond those that bits can tell are for the close look.
        let slots = if slots.len() < 64 { slots } else { Box::default() };
        Self { slots, required, notes: syntax.iter().filter_map(Note::new).collect() }
    }

    /// Lets values by which the walk has found the place pass.
    fn trust(&mut self, discriminators: &[Discriminator]) {
        for told in discriminators.iter().filter(|told| told.component.is_none()) {
            let slot = usize::from(told.element).checked_sub(1).and_then(|index| self.slots.get_mut(index));
            if let Some(slot) = slot
                && matches!(&slot.kind, Kind::Codes(codes) if told.codes.values().iter().all(|code| codes.contains(code.as_bytes())))
            {
                *slot = Slot::any(Kind::Text);
            }
        }
    }

    fn takes(&self, segment: &Segment<'_>) -> bool {
        if segment.len() > self.slots.len() {
            return false;
        }
        if segment.is_flat() { self.takes_values(segment.values()) } else { self.takes_elements(segment) }
    }

    /// Values that have no parts, at most as many as there are slots.
    #[inline]
    fn takes_values<'v>(&self, values: impl Iterator<Item = &'v [u8]>) -> bool {
        let (mut sent, mut position) = (0, 1);
        let mut before: &[u8] = &[];
        for (value, slot) in values.zip(&self.slots) {
            position <<= 1;
            if !value.is_empty() {
                sent |= position;
                if !slot.takes(value, before) {
                    return false;
                }
            }
            before = value;
        }
        self.allows(sent)
    }

    /// Elements of which some have parts.
    fn takes_elements(&self, segment: &Segment<'_>) -> bool {
        let (mut sent, mut position) = (0, 1);
        let mut before: &[u8] = &[];
        for (element, slot) in segment.elements().zip(&self.slots) {
            position <<= 1;
            if !element.is_empty() {
                sent |= position;
                let is_sound = match &slot.kind {
                    Kind::Composite(shape) => element.component_values().is_some_and(|values| shape.takes_components(values)),
                    _ => element.is_simple() && slot.takes(element.bytes(), before),
                };
                if !is_sound {
                    return false;
                }
            }
            before = element.bytes();
        }
        self.allows(sent)
    }

    /// The components of a composite, if they are not more than there are slots.
    fn takes_components<'v>(&self, values: impl ExactSizeIterator<Item = &'v [u8]>) -> bool {
        values.len() <= self.slots.len() && self.takes_values(values)
    }

    /// A composite of one component, which is no composite itself.
    #[inline(never)]
    fn takes_first(&self, value: &[u8]) -> bool {
        self.slots.first().is_some_and(|slot| slot.takes(value, &[])) && self.allows(2)
    }

    /// Whether the positions sent, as bits, are all that must be sent, and may be sent together.
    #[inline]
    fn allows(&self, sent: u64) -> bool {
        sent != 0 && self.required & !sent == 0 && self.notes.iter().all(|note| note.holds(sent))
    }
}

impl Slot {
    fn new(used: &ElementUse) -> Self {
        match &used.content {
            Content::Simple(value) => Self::of(value),
            Content::Composite { components, syntax, .. } => Self::any(Kind::Composite(Shape::new(components, syntax))),
        }
    }

    /// A value of any length.
    fn any(kind: Kind) -> Self {
        Self { min: 0, max: usize::MAX, kind }
    }

    fn of(value: &ValueUse) -> Self {
        let (min, max) = (value.min as usize, value.max as usize);
        if let Some(codes) = &value.codes {
            return Self::any(if value.data_type == DataType::Binary { Kind::Close } else { Kind::Codes(codes.clone()) });
        }
        match value.data_type {
            DataType::String | DataType::Identifier if value.form == ValueForm::DateInFormat => Self::any(Kind::DateInFormat),
            DataType::String | DataType::Identifier => Self { min, max, kind: Kind::Text },
            DataType::Numeric { .. } => Self::any(Kind::Number { min, max, has_point: false }),
            DataType::Decimal => Self::any(Kind::Number { min, max, has_point: true }),
            DataType::Date if max == 8 => Self::any(Kind::Date),
            DataType::Time => Self::any(Kind::Time),
            DataType::Date | DataType::Binary => Self::any(Kind::Close),
        }
    }

    /// Whether an element of one part is certainly sound here; of a composite it is the first component.
    #[inline(always)]
    fn takes(&self, value: &[u8], before: &[u8]) -> bool {
        let fits = value.last().is_some_and(|last| *last != b' ') & (self.min <= value.len()) & (value.len() <= self.max);
        fits && (matches!(self.kind, Kind::Text) || self.kind.takes(value, before))
    }
}

impl Kind {
    fn takes(&self, value: &[u8], before: &[u8]) -> bool {
        match self {
            Self::Text => true,
            Self::Codes(codes) => codes.contains(value),
            Self::Number { min, max, has_point } => is_plain(*min, *max, *has_point, value),
            Self::Date => Date::ccyymmdd(value).is_some(),
            Self::Time => is_time(value),
            Self::DateInFormat => before == b"D8" && Date::ccyymmdd(value).is_some(),
            Self::Composite(shape) => shape.takes_first(value),
            Self::Close => false,
        }
    }
}

impl Note {
    fn new(note: &SyntaxNote) -> Option<Self> {
        let bits = |positions: &[u8]| positions.iter().fold(0, |bits, at| bits | bit(*at));
        Some(match note {
            SyntaxNote::Paired(all) => Self::Paired(bits(all)),
            SyntaxNote::Required(all) => Self::Required(bits(all)),
            SyntaxNote::Exclusive(all) => Self::Exclusive(bits(all)),
            SyntaxNote::Conditional(all) => Self::Conditional(bit(*all.first()?), bits(all.get(1..)?)),
            SyntaxNote::ListConditional(all) => Self::ListConditional(bit(*all.first()?), bits(all.get(1..)?)),
        })
    }

    #[inline]
    fn holds(self, sent: u64) -> bool {
        match self {
            Self::Paired(all) => matches!(sent & all, found if found == 0 || found == all),
            Self::Required(all) => sent & all != 0,
            Self::Exclusive(all) => (sent & all).count_ones() < 2,
            Self::Conditional(first, others) => sent & first == 0 || sent & others == others,
            Self::ListConditional(first, others) => sent & first == 0 || sent & others != 0,
        }
    }
}

/// The bit of a position.
fn bit(at: u8) -> u64 {
    1_u64.checked_shl(u32::from(at)).unwrap_or(0)
}
