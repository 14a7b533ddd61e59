//! The codes of an element must be values that the element can hold.

use std::collections::HashSet;

use crate::base::DataElement;
use crate::issue::Issues;
use crate::model::{DataType, ValueUse};
use crate::xml::Node;

/// `code-length`, `code-type`, `code-repeated`, and `discriminator-without-codes`.
pub(super) fn check(node: &Node<'_>, value: &ValueUse, base: &DataElement<'_>, issues: &mut Issues) {
    let Some(codes) = &value.codes else {
        if value.discriminates {
            issues.error(node.place_of("discriminates"), "discriminator-without-codes", "a value tells siblings apart by its `codes`; it has none");
        }
        return;
    };
    let place = node.place_of("codes");
    let mut seen = HashSet::new();
    for code in codes.values() {
        let length = u32::try_from(code.chars().count()).unwrap_or(u32::MAX);
        if length < value.min || length > value.max {
            let message = format!("the code `{code}` has length {length}; {} {} takes {} to {}", value.data_element, base.name, value.min, value.max);
            issues.error(place, "code-length", message);
        }
        if !fits(code, base.data_type) {
            issues.error(place, "code-type", format!("the code `{code}` is not a value of type {}", base.data_type));
        }
        if !seen.insert(code) {
            issues.warning(place, "code-repeated", format!("the code `{code}` is listed twice"));
        }
    }
}

/// Whether the characters of a code are those of the type.
fn fits(code: &str, data_type: DataType) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = code.strip_prefix('-').unwrap_or(code);
    match data_type {
        DataType::String | DataType::Identifier | DataType::Binary => !code.is_empty(),
        DataType::Date | DataType::Time => digits(code),
        DataType::Numeric { .. } => digits(unsigned),
        DataType::Decimal => digits(&unsigned.replacen('.', "", 1)),
    }
}
