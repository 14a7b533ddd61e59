//! What the base marks mandatory must be sent: a sender could follow only one of the two otherwise.

use super::Group;
use crate::issue::Issues;
use crate::model::Usage;

/// `mandatory-not-used`: a position that the base marks `M` and the guide does not list; `mandatory-situational`: one that it lists as
/// situational, a warning.
pub(super) fn check(group: &Group<'_>, issues: &mut Issues) {
    for ((at, slot), used) in (1..).zip(group.slots).zip(group.uses) {
        let at: u8 = at;
        if slot.mandatory && used.is_none() {
            let message = format!("{} position {at} is mandatory in the base, but not used here", group.name);
            issues.error(group.node.place, "mandatory-not-used", message);
        }
    }
    for (node, one, slot) in group.each() {
        if slot.mandatory && one.usage == Usage::Situational {
            let message = format!("{} position {} is mandatory in the base, so it cannot be left out", group.name, one.at);
            issues.warning(node.place_of("usage"), "mandatory-situational", message);
        }
    }
}
