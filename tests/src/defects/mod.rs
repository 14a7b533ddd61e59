//! Defects of the fourteen kinds, put into generated documents where the guide says that they are defects.
//!
//! Invariant: a defect knows the segments at any of which it is rightly found, also after others were put into the same document.

mod amounts;
mod elements;
mod envelope;
mod structure;

use x12_generate::{Document, Element, Placed};
use x12_guide::Guide;

use crate::random::Random;

/// The kinds of defects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum Kind {
    MissingSegment,
    MissingElement,
    InvalidCode,
    TooLong,
    TooShort,
    WrongType,
    NotUsed,
    TooMany,
    WrongOrder,
    UnknownSegment,
    WrongCount,
    WrongControlNumber,
    WrongParent,
    UnbalancedAmount,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::MissingSegment,
        Self::MissingElement,
        Self::InvalidCode,
        Self::TooLong,
        Self::TooShort,
        Self::WrongType,
        Self::NotUsed,
        Self::TooMany,
        Self::WrongOrder,
        Self::UnknownSegment,
        Self::WrongCount,
        Self::WrongControlNumber,
        Self::WrongParent,
        Self::UnbalancedAmount,
    ];

    /// Every place of a document for a defect of this kind.
    #[must_use]
    pub fn candidates(self, guide: &Guide, document: &Document) -> Vec<Defect> {
        match self {
            Self::MissingSegment => structure::missing(guide, document),
            Self::TooMany => [structure::too_many(guide, document), elements::too_many(guide, document)].concat(),
            Self::WrongOrder => structure::misordered(guide, document),
            Self::UnknownSegment => structure::unknown(document),
            Self::WrongParent => structure::parents(document),
            Self::MissingElement => elements::missing(guide, document),
            Self::InvalidCode => elements::invalid_codes(guide, document),
            Self::TooLong => elements::too_long(guide, document),
            Self::TooShort => elements::too_short(guide, document),
            Self::WrongType => elements::wrong_type(guide, document),
            Self::NotUsed => elements::not_used(guide, document),
            Self::WrongCount => envelope::counts(document),
            Self::WrongControlNumber => envelope::control_numbers(document),
            Self::UnbalancedAmount => amounts::unbalanced(guide, document),
        }
    }
}

/// A defect that may be put into a document.
#[derive(Debug, Clone)]
pub struct Defect {
    /// Of which kind it is.
    pub kind: Kind,
    /// What is done, for the message of a failing test.
    pub what: String,
    /// The segment that is touched, by its index.
    pub index: usize,
    /// What is done to it.
    change: Change,
    /// The first and the last segment at which it is rightly found, by their indexes once it is there.
    pub at: (usize, usize),
}

#[derive(Debug, Clone)]
enum Change {
    /// Puts an element at a position.
    Put(usize, Element),
    /// Takes the segment out.
    Remove,
    /// Puts segments before it.
    Insert(Vec<Placed>),
    /// Exchanges it with the one behind it.
    Swap,
}

impl Defect {
    fn new(kind: Kind, document: &Document, index: usize, change: Change) -> Self {
        let text = document.segments.get(index).map(text).unwrap_or_default();
        let what = match &change {
            Change::Put(at, element) => format!("{at:02} = {:?} in {text}", element.0),
            Change::Remove => format!("removed {text}"),
            Change::Insert(segments) => format!("{:?} before {text}", segments.iter().map(self::text).collect::<Vec<_>>()),
            Change::Swap => format!("exchanged {text} and {}", document.segments.get(index + 1).map(self::text).unwrap_or_default()),
        };
        Self { kind, what, index, change, at: (index, index) }
    }

    fn found(mut self, first: usize, last: usize) -> Self {
        self.at = (first, last);
        self
    }

    fn is_of_structure(&self) -> bool {
        !matches!(self.change, Change::Put(..))
    }

    /// How many segments more the document has for it.
    fn growth(&self) -> isize {
        match &self.change {
            Change::Put(..) | Change::Swap => 0,
            Change::Remove => -1,
            Change::Insert(segments) => segments.len() as isize,
        }
    }

    /// This defect where it stands once the others are in the document too.
    fn among(&self, all: &[Self]) -> Self {
        let others = || all.iter().filter(|other| other.index != self.index);
        let shifted = |at: usize, own: isize| {
            let before = others().filter(|other| other.index.saturating_add_signed(if other.index > self.index { own } else { 0 }) <= at);
            at.saturating_add_signed(before.map(Self::growth).sum())
        };
        Self { index: shifted(self.index, 0), at: (shifted(self.at.0, self.growth()), shifted(self.at.1, self.growth())), ..self.clone() }
    }

    fn apply(&self, document: &mut Document) {
        match &self.change {
            Change::Put(at, element) => document.segments[self.index].put(*at, element.clone()),
            Change::Remove => drop(document.segments.remove(self.index)),
            Change::Insert(segments) => drop(document.segments.splice(self.index..self.index, segments.iter().cloned())),
            Change::Swap => document.segments.swap(self.index, self.index + 1),
        }
    }
}

fn text(segment: &Placed) -> String {
    let elements = segment.elements.iter().map(|element| element.0.iter().map(|one| one.join(":")).collect::<Vec<_>>().join("^"));
    std::iter::once(segment.id.clone()).chain(elements).collect::<Vec<_>>().join("*")
}

/// Every segment of a document left out, repeated or exchanged with the next: a defect or none, but never several.
#[must_use]
pub fn disturbed(guide: &Guide, document: &Document) -> Vec<Defect> {
    structure::disturbed(guide, document)
}

/// Puts defects into a document, and gives them with the places at which they are to be found there.
#[must_use]
pub fn inject(document: &Document, defects: &[Defect]) -> (Document, Vec<Defect>) {
    let mut broken = document.clone();
    let (trailers, mut others): (Vec<Defect>, Vec<Defect>) = defects.iter().cloned().partition(|defect| defect.kind == Kind::WrongCount);
    // From the end on, so that what is still to be done stands where it stood.
    others.sort_by_key(|defect| std::cmp::Reverse(defect.index));
    others.iter().for_each(|defect| defect.apply(&mut broken));
    let placed: Vec<Defect> = defects.iter().map(|defect| defect.among(defects)).collect();
    // What was put in or taken out counts in SE01, unless that is the defect.
    broken.recount();
    for trailer in trailers {
        trailer.among(defects).apply(&mut broken);
    }
    (broken, placed)
}

/// Chooses up to `most` defects of any kinds that have nothing to do with one another.
#[must_use]
pub fn several(guide: &Guide, document: &Document, most: usize, random: &mut Random) -> Vec<Defect> {
    let mut chosen: Vec<Defect> = Vec::new();
    for _ in 0..most * 4 {
        let kind = *random.one_of(&Kind::ALL);
        let candidates = kind.candidates(guide, document);
        if candidates.is_empty() {
            continue;
        }
        let defect = random.one_of(&candidates).clone();
        if chosen.iter().all(|other| are_unrelated(document, other, &defect)) {
            chosen.push(defect);
        }
        if chosen.len() == most {
            break;
        }
    }
    chosen
}

/// Defects of structure are related to what stands this near.
const NEAR: usize = 3;
/// The segments whose amounts and numbers balances are made of.
const OF_BALANCES: [&str; 17] = ["ADX", "ENT", "RMR", "BPR", "CAS", "CLM", "CLP", "HL", "LX", "PLB", "SBR", "SV1", "SV2", "SV3", "SVC", "SVD", "AMT"];

/// Whether two defects have nothing to do with one another: other segments, not near where structure is broken, and not parts of one balance.
fn are_unrelated(document: &Document, one: &Defect, other: &Defect) -> bool {
    let near = if one.is_of_structure() || other.is_of_structure() { NEAR } else { 1 };
    let in_balance = |defect: &Defect| OF_BALANCES.contains(&document.segments[defect.index].id.as_str());
    let amounts = one.kind == Kind::UnbalancedAmount && in_balance(other) || other.kind == Kind::UnbalancedAmount && in_balance(one);
    one.index.abs_diff(other.index) >= near && !amounts
}
