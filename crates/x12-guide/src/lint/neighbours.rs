//! Neighbours with the same segment id come in any order, so only their values can tell them apart.

use crate::draft::{Attachment, Draft, LoopBody};
use crate::issue::Issues;
use crate::model::{Discriminator, SegmentUse};

/// `neighbours-alike`: two of them have no marked value in common; `discriminators-overlap`: every marked value they have in common
/// shares a code.
pub(super) fn check(draft: &Draft<'_>, body: &LoopBody<'_>, issues: &mut Issues) {
    // The segment that starts a loop always comes first, so it is no neighbour of the next.
    let is_set = std::ptr::eq(body, &raw const draft.root);
    let siblings = body.children.get(usize::from(!is_set)..).unwrap_or_default();
    let starts: Vec<Neighbour<'_>> = siblings.iter().filter_map(|child| Neighbour::new(draft, child)).collect();
    for run in starts.chunk_by(|left, right| left.start.id == right.start.id) {
        for (index, one) in run.iter().enumerate() {
            for other in run.iter().take(index) {
                check_pair(one, other, issues);
            }
        }
    }
}

/// A child of a loop with the segment it starts with.
struct Neighbour<'d> {
    attachment: &'d Attachment<'d>,
    /// What an author calls it: the key of a segment, the id of a loop.
    label: &'d str,
    start: &'d SegmentUse,
}

impl<'d> Neighbour<'d> {
    fn new(draft: &'d Draft<'d>, attachment: &'d Attachment<'d>) -> Option<Self> {
        let label = match draft.loop_of(attachment) {
            Some(body) => body.id,
            None => draft.key_of(attachment)?,
        };
        Some(Self { attachment, label, start: draft.start_of(attachment)? })
    }
}

fn check_pair(one: &Neighbour<'_>, other: &Neighbour<'_>, issues: &mut Issues) {
    let place = one.attachment.place();
    let common = common_discriminators(one.start, other.start);
    if common.is_empty() {
        let message = format!("nothing tells `{}` and `{}` apart: they have no value marked `discriminates` in common", one.label, other.label);
        issues.error(place, "neighbours-alike", message);
        return;
    }
    let shared: Vec<String> = common.iter().filter_map(|(mine, theirs)| shared_code(one.start, mine, theirs)).collect();
    if shared.len() == common.len() {
        let message = format!("`{}` and `{}` both take {}", one.label, other.label, shared.join(" and "));
        issues.error(place, "discriminators-overlap", message);
    }
}

/// The marked values that stand at the same place in both.
fn common_discriminators<'s>(one: &'s SegmentUse, other: &'s SegmentUse) -> Vec<(&'s Discriminator, &'s Discriminator)> {
    let same_place = |mine: &Discriminator, theirs: &Discriminator| (mine.element, mine.component) == (theirs.element, theirs.component);
    let pair = |mine| Some((mine, other.discriminators.iter().find(|theirs| same_place(mine, theirs))?));
    one.discriminators.iter().filter_map(pair).collect()
}

/// The first code that both take, with its place.
fn shared_code(segment: &SegmentUse, mine: &Discriminator, theirs: &Discriminator) -> Option<String> {
    let code = mine.codes.values().iter().find(|code| theirs.codes.contains(code.as_bytes()))?;
    let component = mine.component.map(|at| format!("-{at}")).unwrap_or_default();
    Some(format!("the code `{code}` in {}{:02}{component}", segment.id, mine.element))
}
