//! A loop starts with a segment that is always there, once: otherwise a reader could not see where the loop begins.

use crate::draft::{Body, Draft, LoopBody};
use crate::issue::Issues;
use crate::model::{Repeat, Usage};

/// `loop-without-start`, `loop-start-situational` and `loop-start-repeats`.
pub(super) fn check(draft: &Draft<'_>, body: &LoopBody<'_>, issues: &mut Issues) {
    let is_set = std::ptr::eq(body, &raw const draft.root);
    let Some(first) = body.children.first() else {
        issues.error(body.node.place, "loop-without-start", format!("loop {} lists nothing, so it can never occur", body.id));
        return;
    };
    if is_set {
        return;
    }
    if matches!(first.body, Body::Loop(_) | Body::LoopRef(_)) {
        issues.error(first.place(), "loop-without-start", format!("loop {} must start with a segment, not with a loop", body.id));
    } else if first.usage != Usage::Required {
        let message = format!("the first segment of loop {} starts it, so it is required in it; the loop's own usage says whether the loop is", body.id);
        issues.error(first.node.place_of("usage"), "loop-start-situational", message);
    } else if first.repeat != Repeat(Some(1)) {
        let message = format!("the first segment of loop {} starts a new loop each time; let the loop repeat instead", body.id);
        issues.error(first.node.place_of("repeat"), "loop-start-repeats", message);
    }
}
