//! Keys and loop ids name one thing each within their loop, in the spelling that paths rely on.

use std::collections::HashSet;

use crate::draft::{Draft, LoopBody};
use crate::issue::Issues;

/// `key-repeated`, `key-malformed`, `loop-repeated` and `loop-id-malformed`.
pub(super) fn check(draft: &Draft<'_>, body: &LoopBody<'_>, issues: &mut Issues) {
    let mut keys = HashSet::new();
    let mut loops = HashSet::new();
    for child in &body.children {
        if let Some(key) = draft.key_of(child) {
            let place = child.node.place_of("as");
            if !is_kebab_case(key) {
                issues.error(place, "key-malformed", format!("the key `{key}` is not of lower-case words and digits joined by hyphens"));
            }
            if !keys.insert(key) {
                issues.error(place, "key-repeated", format!("loop {} has two segments with the key `{key}`; tell them apart with `as`", body.id));
            }
        }
        if let Some(inner) = draft.loop_of(child) {
            if inner.id.is_empty() || !inner.id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                issues.error(child.place(), "loop-id-malformed", format!("the loop id `{}` is not of letters and digits", inner.id));
            }
            if !loops.insert(inner.id) {
                issues.error(child.place(), "loop-repeated", format!("loop {} holds loop {} twice", body.id, inner.id));
            }
        }
    }
}

fn is_kebab_case(key: &str) -> bool {
    key.split('-').all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}
