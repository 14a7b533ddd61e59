//! What the parts of a set mean together, which no guide says: one file for each kind of set.

mod adjustments;
mod claim;
mod money;
mod party;
mod remittance;

use crate::draw::Draw;
use crate::tree::Loop;

/// Makes a drawn set say something true.
pub(crate) fn give(draw: &mut Draw<'_>, set: &mut Loop) {
    party::give(draw, set);
    match draw.guide.short.as_str() {
        "837P" | "837I" | "837D" => claim::give(draw, set),
        "835" => remittance::give(draw, set),
        _ => {}
    }
}
