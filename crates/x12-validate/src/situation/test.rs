//! Whether a condition holds, and by which segment.

use x12_document::SegmentView;

use super::check::Case;
use super::compile::Test;

/// What made a condition true.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Because<'t> {
    /// Nothing that was sent: the condition is that something is absent, or there is none.
    Nothing,
    /// A segment, and the element and component looked at, if any.
    Sent(SegmentView<'t>, Option<(u8, Option<u8>)>),
}

impl Test {
    /// Why the condition holds; `None` if it does not.
    pub(crate) fn holds<'t>(&self, case: &Case<'t>) -> Option<Because<'t>> {
        match self {
            Self::Always => Some(Because::Nothing),
            Self::Present(target) => {
                let found = case.first(target, |segment| target.element.is_none() || !case.value(&segment, target.element).is_empty());
                match found {
                    Some(segment) => Some(Because::Sent(segment, target.element)),
                    None => (target.uses.is_empty() && case.count(target) > 0).then_some(Because::Nothing),
                }
            }
            Self::Absent(target) => {
                let is_there = match target.element {
                    None => case.count(target) > 0,
                    Some(_) => case.first(target, |segment| !case.value(&segment, target.element).is_empty()).is_some(),
                };
                (!is_there).then_some(Because::Nothing)
            }
            Self::Is(target, codes) => {
                let found = case.first(target, |segment| case.values(&segment, target.element).any(|value| codes.contains(value)))?;
                Some(Because::Sent(found, target.element))
            }
            Self::Other(target, codes) => {
                let found = case.first(target, |segment| case.values(&segment, target.element).any(|value| !value.is_empty() && !codes.contains(value)))?;
                Some(Because::Sent(found, target.element))
            }
            Self::Holds(target, holds) => {
                let found = case.first(target, |segment| case.values(&segment, target.element).any(|value| !value.is_empty() && holds(value)))?;
                Some(Because::Sent(found, target.element))
            }
            Self::All(all) => {
                let mut because = Because::Nothing;
                for one in all {
                    let found = one.holds(case)?;
                    if matches!(because, Because::Nothing) {
                        because = found;
                    }
                }
                Some(because)
            }
            Self::Any(any) => any.iter().find_map(|one| one.holds(case)),
            Self::Not(one) => one.holds(case).is_none().then_some(Because::Nothing),
        }
    }
}
