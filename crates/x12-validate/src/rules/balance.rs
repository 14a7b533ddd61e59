//! What all balances share: amounts at their places, and when one imbalance is only the consequence of another.

use x12_document::{Place, path_of};
use x12_findings::{Excerpt, Finding, Rule};
use x12_guide::Guide;
use x12_guide::model::{Content, LoopIx, ValueUse};
use x12_syntax::value::{Decimal, cents};

use super::Seen;

/// With more differences than this, sums of some of them are not tried.
const MOST_COMBINED: usize = 12;

/// An amount where it stands.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    pub(super) cents: i64,
    pub(super) at: Place,
    /// Which element of the segment it is.
    element: usize,
    element_start: usize,
    element_length: usize,
    loop_ix: LoopIx,
}

impl Amount {
    /// The amount in an element; `None` where none can be read, which the element's own check reports.
    pub(super) fn read(seen: &Seen<'_>, position: usize) -> Option<Self> {
        let (segment, loop_ix) = (seen.segment, seen.one.loop_ix);
        let element = segment.element(position)?;
        let cents = readable(seen, position)?;
        let start = usize::try_from(element.offset() - segment.offset()).ok()?;
        Some(Self { cents, at: Place::of(segment), element: position, element_start: start, element_length: element.bytes().len(), loop_ix })
    }

    /// The amount as it was sent.
    fn sent(&self) -> &[u8] {
        self.at.text.get(self.element_start..self.element_start + self.element_length).unwrap_or_default()
    }

    /// `CLM02`.
    fn name(&self) -> String {
        let id: Vec<u8> = self.at.text.iter().copied().take_while(u8::is_ascii_alphanumeric).collect();
        format!("{}{:02}", String::from_utf8_lossy(&id), self.element)
    }

    /// `2000B/2300/CLM02`.
    pub(super) fn path(&self, guide: &Guide) -> String {
        let path = path_of(guide, self.loop_ix);
        if path.is_empty() { self.name() } else { format!("{path}/{}", self.name()) }
    }

    /// A finding at this amount, which should have been `expected`.
    pub(super) fn finding(&self, guide: &Guide, rule: &'static Rule, message: String, expected: i64) -> Finding {
        let mut finding = self.at.locate(Finding::new(rule, message).value(self.sent()).expected(money(expected)).plain(format!("{}.", rule.title)));
        finding.offset += self.element_start as u64;
        finding.column += self.element_start as u64;
        finding.length = self.element_length as u64;
        if let Some(Excerpt { start, length, .. }) = &mut finding.excerpt {
            (*start, *length) = (self.element_start, self.element_length);
        }
        finding.path = Some(self.path(guide));
        finding.element = Some(self.name());
        let whole = guide.loop_at(self.loop_ix);
        finding.loop_id = whole.parent.is_some().then(|| whole.id.clone());
        finding
    }

    /// Names this amount as one that was compared.
    pub(super) fn relate(&self, guide: &Guide, finding: Finding) -> Finding {
        finding.related(self.path(guide), self.at.ordinal, self.sent())
    }
}

/// Cents as people write them.
pub(super) fn money(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
}

/// The cents of an element; `None` if it is no amount or longer than the guide allows, for then it is not the amount that was meant.
pub(super) fn readable(seen: &Seen<'_>, position: usize) -> Option<i64> {
    let value = seen.segment.value(position);
    let most = match u8::try_from(position).ok().and_then(|at| seen.one.element(at)).map(|used| &used.content) {
        Some(Content::Simple(used)) => used.max,
        _ => u32::MAX,
    };
    if value.len() <= most as usize {
        return cents(value);
    }
    Decimal::read(value).filter(|number| number.digits() <= most as usize)?.cents()
}

/// The identifier in an element; `None` if it is empty or has not the form that the guide asks for, for then it names nobody.
pub(super) fn identifier<'s>(seen: &Seen<'s>, position: usize) -> Option<&'s [u8]> {
    let element = seen.segment.element(position).filter(|element| element.is_simple())?;
    let used = u8::try_from(position).ok().and_then(|at| seen.one.element(at)).map(|used| &used.content);
    let fits = |used: &ValueUse| (used.min as usize..=used.max as usize).contains(&element.bytes().len());
    matches!(used, Some(Content::Simple(used)) if fits(used)).then(|| element.bytes())
}

/// The sum of the adjustment amounts of a CAS: elements 03, 06, 09, 12, 15 and 18. `None` if one cannot be read or is missing behind its reason.
pub(super) fn adjustments(seen: &Seen<'_>) -> Option<i64> {
    let segment = seen.segment;
    let given = (3..=18).step_by(3).filter(|position| !segment.value(*position).is_empty() || !segment.value(*position - 1).is_empty());
    given.map(|position| readable(seen, position)).try_fold(0i64, |sum, cents| sum.checked_add(cents?))
}

/// Whether a difference is the sum of some of the differences reported already: then it is their consequence.
pub(super) fn is_consequence(difference: i64, reported: &[i64]) -> bool {
    if reported.is_empty() {
        return false;
    }
    if reported.len() > MOST_COMBINED {
        return true;
    }
    (1u32..1 << reported.len())
        .any(|chosen| reported.iter().enumerate().filter(|(index, _)| chosen >> index & 1 == 1).map(|(_, one)| one).sum::<i64>() == difference)
}
