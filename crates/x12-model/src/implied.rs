//! Values that a guide leaves no choice about: the writer puts them in, so a record need not hold them.

use x12_guide::model::{Content, ElementUse, SegmentUse, SyntaxNote, Usage};

/// The only value that a guide allows at a position, if it must stand there once the elements that `is_sent` names are sent.
pub(crate) fn only_code<'g>(one: &'g SegmentUse, element: u8, component: u8, is_sent: &dyn Fn(u8) -> bool) -> Option<&'g str> {
    let whole = one.element(element)?;
    match component {
        0 => only(whole).filter(|_| whole.usage == Usage::Required || has_partner(one, element, is_sent)),
        at => {
            let Content::Composite { components, .. } = &whole.content else { return None };
            let part = components.get(usize::from(at).checked_sub(1)?)?.as_ref()?;
            only(part).filter(|_| part.usage == Usage::Required && is_sent(element))
        }
    }
}

fn only(one: &ElementUse) -> Option<&str> {
    let Content::Simple(value) = &one.content else { return None };
    match value.codes.as_ref()?.values() {
        [code] => Some(code),
        _ => None,
    }
}

/// Whether a syntax note pairs an element with one that is sent.
fn has_partner(one: &SegmentUse, element: u8, is_sent: &dyn Fn(u8) -> bool) -> bool {
    one.syntax.iter().any(|note| match note {
        SyntaxNote::Paired(all) => all.contains(&element) && all.iter().any(|other| *other != element && is_sent(*other)),
        _ => false,
    })
}
