//! What the base marks mandatory must be used by the guide: a sender could satisfy only one of the two otherwise.

use super::Group;
use crate::issue::Issues;

/// `mandatory-not-used`: a position that the base marks `M` and the guide does not list.
pub(super) fn check(group: &Group<'_>, issues: &mut Issues) {
    for ((at, slot), used) in (1..).zip(group.slots).zip(group.uses) {
        let at: u8 = at;
        if slot.mandatory && used.is_none() {
            let message = format!(
                "{} position {at} is mandatory in the base, but not used here",
                group.name
            );
            issues.error(group.node.place, "mandatory-not-used", message);
        }
    }
}
