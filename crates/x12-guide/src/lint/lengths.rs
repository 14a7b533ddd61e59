//! A guide may narrow the length of an element, never widen it.

use crate::base::DataElement;
use crate::issue::Issues;
use crate::model::ValueUse;
use crate::xml::Node;

/// `length-outside-base`: shorter or longer values than the base allows; `length-reversed`: no value can have the length.
pub(super) fn check(node: &Node<'_>, value: &ValueUse, base: &DataElement<'_>, issues: &mut Issues) {
    if value.min < base.min {
        report(node, "min", value.min, base, issues);
    }
    if value.max > base.max {
        report(node, "max", value.max, base, issues);
    }
    if value.min > value.max {
        let message = format!("the shortest value, {}, is longer than the longest, {}", value.min, value.max);
        issues.error(node.place, "length-reversed", message);
    }
}

fn report(node: &Node<'_>, name: &str, length: u32, base: &DataElement<'_>, issues: &mut Issues) {
    let message = format!("`{name}` {length} is outside the base's length of {} to {}", base.min, base.max);
    issues.error(node.place_of(name), "length-outside-base", message);
}
