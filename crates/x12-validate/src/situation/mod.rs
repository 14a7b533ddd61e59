//! What a guide asks for only in a situation (SNIP types 4 and 6, and the partner rules of type 7): the terms in which such a rule is said.
//!
//! A [`Situation`] names a loop, a condition and a demand, in paths that read like the guide's own: `CLM05-3`, `REF[payer-claim-control-number]`,
//! `2310B`, `2330B/NM1[PR]09`. A path is looked up from the loop outwards: in the loop itself, then in the loops around it.
//!
//! Invariant: a rule that is about a segment with a finding of its own says nothing, and neither does one whose missing segment stands unplaced or
//! misplaced nearby; the loops that rules look into are few and bounded, so memory stays constant.

mod check;
mod compile;
mod demand;
mod facts;
mod look;
mod outlook;
mod partner;
mod test;

pub use check::Case;
pub(crate) use check::Situations;
pub use demand::Problem;
pub(crate) use partner::RULES as PARTNER_RULES;
use x12_findings::Rule;

/// One rule of the kind "if this, then that".
#[derive(Debug)]
pub struct Situation {
    /// Code, reason and source.
    pub rule: Rule,
    /// The sets it is for, by the short names of their guides (`837P`).
    pub sets: &'static [&'static str],
    /// The loops of which each instance is looked at; `ST` is the whole set. One that a guide does not have is passed over.
    pub within: &'static [&'static str],
    /// When it applies.
    pub when: Condition,
    /// What it asks for.
    pub demand: Demand,
    /// What to do about it.
    pub help: &'static str,
}

/// The rules of situations that ship with this build.
pub fn shipped() -> impl Iterator<Item = &'static Situation> {
    crate::rules::situations()
}

/// When a rule applies. A path that has several values holds if one of them does.
#[derive(Debug)]
pub enum Condition {
    /// Nothing needs to be sent for it.
    Always,
    /// The loop, segment or element was sent.
    Present(&'static str),
    /// It was not.
    Absent(&'static str),
    /// An element is one of the codes.
    Is(&'static str, &'static [&'static str]),
    /// An element was sent and is none of the codes.
    Other(&'static str, &'static [&'static str]),
    /// An element was sent for which this holds.
    Holds(&'static str, fn(&[u8]) -> bool),
    /// All of these hold.
    All(&'static [Condition]),
    /// One of these holds.
    Any(&'static [Condition]),
    /// This does not hold.
    Not(&'static Condition),
}

/// What a rule asks for.
#[derive(Debug)]
pub enum Demand {
    /// The loop, segment or element must be sent; an element in each segment of the path.
    Required(&'static str),
    /// One of these loops or segments must be sent.
    OneOf(&'static [&'static str]),
    /// It must not be sent.
    NotUsed(&'static str),
    /// Each value of the element must be one of the codes.
    Codes(&'static str, &'static [&'static str]),
    /// Each value of the element must fulfil this, which the words describe.
    Meets(&'static str, fn(&[u8]) -> bool, &'static str),
    /// The values of the element must differ from one another.
    Unique(&'static str),
    /// At most so many of the loop or segment.
    AtMost(&'static str, usize),
    /// Something of its own; the paths are all that it looks at.
    Custom(&'static [&'static str], fn(&Case<'_>, &mut Vec<Problem>)),
}
