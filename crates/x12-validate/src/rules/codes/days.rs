//! The days by which codes are judged: those of the service in a claim, else the day of the message.

use x12_codes::{Day, Span};
use x12_guide::Guide;
use x12_guide::model::{LoopIx, SegmentUse};

/// Where a segment stands: which days count for the codes in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    /// Above the claims, or in a set that has none.
    Set,
    /// In a claim (2300).
    Claim,
    /// In a line of one (2400).
    Line,
}

/// The scope of a loop.
pub(super) fn scope_of(guide: &Guide, loop_ix: LoopIx) -> Scope {
    if guide.set != "837" {
        return Scope::Set;
    }
    let mut at = Some(loop_ix);
    let mut scope = Scope::Set;
    while let Some(ix) = at {
        let one = guide.loop_at(ix);
        scope = scope.max(match one.id.as_str() {
            "2400" => Scope::Line,
            "2300" => Scope::Claim,
            _ => Scope::Set,
        });
        at = one.parent;
    }
    scope
}

/// What a segment says of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// Nothing.
    Nothing,
    /// The day of the message, in this element.
    Message(usize),
    /// The days of the service (DTP*472) or of the statement (DTP*434).
    Service,
}

/// What a segment use may say of days.
pub(super) fn told_by(guide: &Guide, one: &SegmentUse) -> Told {
    match one.id.as_str() {
        "BHT" => Told::Message(4),
        "BPR" => Told::Message(16),
        "BGN" => Told::Message(3),
        "DTP" if scope_of(guide, one.loop_ix) != Scope::Set => Told::Service,
        _ => Told::Nothing,
    }
}

/// A date, or a period, as DTP03 gives it.
pub(super) fn period(value: &[u8]) -> Option<Span> {
    let from = Day::read(value)?;
    let to = value.get(9..).and_then(Day::read).unwrap_or(from);
    (from <= to).then_some(Span { from, to })
}

/// The days of both, and those between them.
pub(super) fn join(one: Option<Span>, other: Span) -> Span {
    one.map_or(other, |one| Span { from: one.from.min(other.from), to: one.to.max(other.to) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_and_a_period_are_read() {
        let day = |text: &str| Day::read(text.as_bytes()).unwrap();
        assert_eq!(period(b"20260110"), Some(Span::from(day("20260110"))));
        assert_eq!(period(b"20260110-20260112"), Some(Span { from: day("20260110"), to: day("20260112") }));
        assert_eq!(period(b"20260112-20260110"), None);
        assert_eq!(period(b"2026"), None);
        let joined = join(period(b"20260110"), period(b"20260112").unwrap());
        assert_eq!(Some(joined), period(b"20260110-20260112"));
    }
}
