//! Where a finding is, in the terms of the table: the rule, the loop, the segment with its qualifier, the element.

use crate::finding::Finding;

/// A finding's place.
#[derive(Debug)]
pub(super) struct Place<'f> {
    code: &'f str,
    balances: bool,
    set: &'f str,
    loop_id: &'f str,
    segment_id: &'f str,
    /// The first element of the segment, or its first component, as it was sent or expected; a missing segment may have several.
    qualifiers: Vec<&'f str>,
    /// `03`, or `05-3`; empty for the whole segment.
    element: &'f str,
}

impl<'f> Place<'f> {
    pub(super) fn of(finding: &'f Finding, set: &'f str) -> Self {
        let segment_id = finding.segment_id.as_deref().unwrap_or_default();
        let element = finding.element.as_deref().and_then(|element| element.strip_prefix(segment_id)).unwrap_or_default();
        Self {
            code: &finding.code,
            balances: finding.snip == 3,
            set,
            loop_id: finding.loop_id.as_deref().unwrap_or_default(),
            segment_id,
            qualifiers: qualifiers(finding, segment_id, element),
            element,
        }
    }

    /// Whether a pattern of the table means this place; `of_party` says that its loop describes a party.
    ///
    /// A pattern is a rule's code, `balance`, or `[SET:][LOOP/]SEGMENT[QUALIFIER ...][ELEMENT]`, where the loop `party` is any that describes one.
    pub(super) fn is(&self, pattern: &str, of_party: bool) -> bool {
        if pattern == self.code {
            return true;
        }
        let (set, rest) = pattern.split_once(':').unwrap_or(("", pattern));
        let (loop_id, rest) = rest.split_once('/').unwrap_or(("", rest));
        let is_there = match loop_id {
            "" => true,
            "party" => of_party,
            loop_id => loop_id == self.loop_id,
        };
        if !is_there || !set.is_empty() && set != self.set {
            return false;
        }
        if rest == "balance" {
            return self.balances;
        }
        let (segment, element) = match rest.split_once('[') {
            Some((segment, behind)) => {
                let Some((qualifiers, element)) = behind.split_once(']') else { return false };
                if !qualifiers.split(' ').any(|one| self.qualifiers.contains(&one)) {
                    return false;
                }
                (segment, element)
            }
            None => match rest.strip_prefix(self.segment_id) {
                Some(element) => (self.segment_id, element),
                None => return false,
            },
        };
        segment == self.segment_id && !self.segment_id.is_empty() && self.is_element(element)
    }

    /// An element of the table stands for its components too, and a component given as `-3` for that of any element.
    fn is_element(&self, element: &str) -> bool {
        let behind = |own: &str| own.starts_with('-');
        match element.strip_prefix('-') {
            Some(component) => self.element.split_once('-').is_some_and(|(_, own)| own == component),
            None => element.is_empty() || self.element.strip_prefix(element).is_some_and(|rest| rest.is_empty() || behind(rest)),
        }
    }
}

/// The qualifiers of the segment: as sent, in the composite that the finding is about if it is one (HI); or as expected where it is missing.
fn qualifiers<'f>(finding: &'f Finding, segment_id: &str, element: &str) -> Vec<&'f str> {
    if finding.ack.is_of_missing_segment() {
        let expected = finding.expected.as_deref().unwrap_or_default();
        let first = expected.split(" or ").next().and_then(|first| first.strip_prefix(segment_id)).and_then(|rest| rest.strip_prefix('*'));
        // `REF*EI or SY`, and `DTP*431 or DTP*454` where any of several segments would do.
        return first.into_iter().chain(expected.split(" or ").skip(1).filter(|other| !other.contains('*'))).collect();
    }
    let Some(behind) = finding.excerpt.as_ref().and_then(|excerpt| excerpt.text.strip_prefix(segment_id)) else { return Vec::new() };
    let Some(separator) = behind.chars().next() else { return Vec::new() };
    let at: usize = element.split('-').next().and_then(|position| position.parse().ok()).filter(|_| element.contains('-')).unwrap_or(1);
    let value = behind.split(separator).nth(at).unwrap_or_default();
    let first = value.split(|one: char| !one.is_ascii_alphanumeric()).next();
    first.into_iter().filter(|first| !first.is_empty()).collect()
}
