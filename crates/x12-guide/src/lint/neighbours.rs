//! Neighbours with the same segment id come in any order, so only their values can tell them apart.

use crate::draft::{Attachment, Draft, LoopBody};
use crate::issue::Issues;
use crate::model::SegmentUse;

/// `neighbours-alike`: two of them have no marked value in common; `discriminators-overlap`: every marked value they have in common
/// shares a code.
pub(super) fn check(draft: &Draft<'_>, body: &LoopBody<'_>, issues: &mut Issues) {
    // The segment that starts a loop always comes first, so it is no neighbour of the next.
    let is_set = std::ptr::eq(body, &raw const draft.root);
    let siblings = body
        .children
        .get(usize::from(!is_set)..)
        .unwrap_or_default();
    let starts: Vec<(&Attachment<'_>, Option<&SegmentUse>)> = siblings
        .iter()
        .map(|child| (child, draft.start_of(child)))
        .collect();
    for run in starts.chunk_by(|(_, left), (_, right)| {
        left.is_some() && left.map(|one| &one.id) == right.map(|one| &one.id)
    }) {
        for (index, (child, segment)) in run.iter().enumerate() {
            for (_, other) in run.iter().take(index) {
                if let (Some(segment), Some(other)) = (segment, other) {
                    check_pair(child, segment, other, issues);
                }
            }
        }
    }
}

fn check_pair(
    child: &Attachment<'_>,
    segment: &SegmentUse,
    other: &SegmentUse,
    issues: &mut Issues,
) {
    let mut common = segment.discriminators.iter().filter_map(|mine| {
        let theirs = other
            .discriminators
            .iter()
            .find(|theirs| (theirs.element, theirs.component) == (mine.element, mine.component))?;
        Some((mine, theirs))
    });
    let Some(first) = common.next() else {
        let message = format!(
            "this {} and its neighbour `{}` have no value marked `discriminates` in common, so nothing tells them apart",
            segment.id, other.name
        );
        issues.error(child.place(), "neighbours-alike", message);
        return;
    };
    if std::iter::once(first)
        .chain(common)
        .all(|(mine, theirs)| mine.codes.overlaps(&theirs.codes))
    {
        let shared = first
            .0
            .codes
            .values()
            .iter()
            .find(|code| first.1.codes.contains(code.as_bytes()));
        let message = format!(
            "this {} and its neighbour `{}` both take the code `{}` in {}{:02}",
            segment.id,
            other.name,
            shared.map_or("", String::as_str),
            segment.id,
            first.0.element
        );
        issues.error(child.place(), "discriminators-overlap", message);
    }
}
