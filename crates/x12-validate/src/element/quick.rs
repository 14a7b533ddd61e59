//! A short look at a segment: whether it is certainly without fault, as most are. Whatever it does not know goes to the close look.
//!
//! Invariant: a segment that is sound here has no finding there. Builds with assertions, and so all tests, look closely at every segment and hold it to that.

use x12_guide::Guide;
use x12_guide::model::{Codes, Content, DataType, ElementUse, SegmentIx, SyntaxNote, Usage, ValueForm, ValueUse};
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

/// What may stand at a position.
#[derive(Debug)]
enum Slot {
    /// What is only for the close look.
    Close,
    Codes(Codes),
    Text {
        min: usize,
        max: usize,
    },
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
            Shape::new(if close { &[] } else { &one.elements }, &one.syntax)
        });
        Self { uses: uses.collect() }
    }

    /// Whether a segment is certainly without fault at its place.
    #[inline]
    pub(crate) fn is_sound(&self, use_ix: SegmentIx, segment: &Segment<'_>) -> bool {
        segment.is_printable() && self.uses.get(usize::from(use_ix.0)).is_some_and(|shape| shape.takes(segment))
    }
}

impl Shape {
    fn new(elements: &[Option<ElementUse>], syntax: &[SyntaxNote]) -> Self {
        let slots: Box<[Slot]> = elements.iter().map(|used| used.as_ref().map_or(Slot::Close, Slot::new)).collect();
        let required = elements.iter().flatten().filter(|used| used.usage == Usage::Required).fold(0, |bits, used| bits | bit(used.at));
        // Positions beyond those that bits can tell are for the close look.
        let slots = if slots.len() < 64 { slots } else { Box::default() };
        Self { slots, required, notes: syntax.iter().filter_map(Note::new).collect() }
    }

    #[inline(never)]
    fn takes(&self, segment: &Segment<'_>) -> bool {
        let mut sent = Sent::default();
        let mut slots = self.slots.iter();
        if segment.is_flat() {
            return segment.values().all(|bytes| slots.next().is_some_and(|slot| sent.next(bytes, |before| slot.takes(bytes, before)))) && self.allows(&sent);
        }
        for element in segment.elements() {
            let Some(slot) = slots.next() else { return false };
            let is_sound = |before: &[u8]| match slot {
                Slot::Composite(shape) => element.component_values().is_some_and(|values| shape.takes_values(values)),
                slot => element.is_simple() && slot.value(element.bytes(), before),
            };
            if !sent.next(element.bytes(), is_sound) {
                return false;
            }
        }
        self.allows(&sent)
    }

    /// The components of a composite.
    #[inline]
    fn takes_values<'v>(&self, mut values: impl Iterator<Item = &'v [u8]>) -> bool {
        let mut sent = Sent::default();
        let mut slots = self.slots.iter();
        values.all(|bytes| slots.next().is_some_and(|slot| sent.next(bytes, |before| slot.value(bytes, before)))) && self.allows(&sent)
    }

    /// Whether these are all that must be sent, and may be sent together.
    #[inline]
    fn allows(&self, sent: &Sent<'_>) -> bool {
        sent.bits != 0 && self.required & !sent.bits == 0 && self.notes.iter().all(|note| note.holds(sent.bits))
    }
}

/// What was sent so far.
#[derive(Default)]
struct Sent<'v> {
    /// The positions that are not empty, as bits.
    bits: u64,
    position: u32,
    before: &'v [u8],
}

impl<'v> Sent<'v> {
    /// Counts the next value; one that is not empty must be sound, which may hang on the value before.
    #[inline]
    fn next(&mut self, bytes: &'v [u8], is_sound: impl FnOnce(&[u8]) -> bool) -> bool {
        self.position += 1;
        let before = std::mem::replace(&mut self.before, bytes);
        if bytes.is_empty() {
            return true;
        }
        self.bits |= 1 << self.position;
        is_sound(before)
    }
}

impl Slot {
    fn new(used: &ElementUse) -> Self {
        match &used.content {
            Content::Simple(value) => Self::of(value),
            Content::Composite { components, syntax, .. } => Self::Composite(Shape::new(components, syntax)),
        }
    }

    fn of(value: &ValueUse) -> Self {
        let (min, max) = (value.min as usize, value.max as usize);
        if let Some(codes) = &value.codes {
            return if value.data_type == DataType::Binary { Self::Close } else { Self::Codes(codes.clone()) };
        }
        match value.data_type {
            DataType::String | DataType::Identifier if value.form == ValueForm::DateInFormat => Self::DateInFormat,
            DataType::String | DataType::Identifier => Self::Text { min, max },
            DataType::Numeric { .. } => Self::Number { min, max, has_point: false },
            DataType::Decimal => Self::Number { min, max, has_point: true },
            DataType::Date if max == 8 => Self::Date,
            DataType::Time => Self::Time,
            DataType::Date | DataType::Binary => Self::Close,
        }
    }

    /// Whether an element of one part is certainly sound here; a composite may be sent with its first component alone.
    #[inline]
    fn takes(&self, bytes: &[u8], before: &[u8]) -> bool {
        match self {
            Self::Composite(shape) => shape.takes_values(std::iter::once(bytes)),
            slot => slot.value(bytes, before),
        }
    }

    /// Whether a value is certainly sound here.
    #[inline]
    fn value(&self, bytes: &[u8], before: &[u8]) -> bool {
        match self {
            Self::Codes(codes) => codes.contains(bytes),
            Self::Text { min, max } => (*min..=*max).contains(&bytes.len()) && bytes.last() != Some(&b' '),
            Self::Number { min, max, has_point } => match bytes {
                // Whole, or with one or two decimals; others are looked at closely.
                [whole @ .., b'.', tenths] if *has_point => is_plain(*min, *max, whole, &[*tenths]),
                [whole @ .., b'.', tenths, cents] if *has_point => is_plain(*min, *max, whole, &[*tenths, *cents]),
                whole => is_plain(*min, *max, whole, &[]),
            },
            Self::Date => Date::ccyymmdd(bytes).is_some(),
            Self::Time => is_time(bytes),
            Self::DateInFormat => before == b"D8" && Date::ccyymmdd(bytes).is_some(),
            Self::Close | Self::Composite(_) => false,
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
