//! What the parts of a set mean together, which no guide says: one file for each kind of set, and one for the rules of situations.

mod adjustments;
mod agree;
mod claim;
mod claim_custom;
mod money;
mod party;
mod premium;
mod remittance;
mod situation;

use crate::draw::Draw;
use crate::tree::Loop;

/// How often amounts and situations are settled, since what one puts in may concern the other.
const MOST_ROUNDS: usize = 4;

/// Makes a drawn set say something true.
pub(crate) fn give(draw: &mut Draw<'_>, set: &mut Loop) {
    if matches!(draw.guide.short.as_str(), "837P" | "837I" | "837D") {
        claim::patients(draw, set);
        claim_custom::keep(draw.guide, set);
    }
    party::give(draw, set);
    situation::keep(draw, set);
    party::give(draw, set);
    for _ in 0..MOST_ROUNDS {
        amounts(draw, set);
        agree::give(draw, set);
        if !situation::keep(draw, set) {
            break;
        }
        party::give(draw, set);
    }
    agree::give(draw, set);
    if draw.guide.set == "837" {
        claim_custom::keep(draw.guide, set);
    }
}

/// Settles what has to add up.
fn amounts(draw: &mut Draw<'_>, set: &mut Loop) {
    match draw.guide.short.as_str() {
        "837P" | "837I" | "837D" => claim::amounts(draw, set),
        "835" => remittance::give(draw, set),
        "820" => premium::give(draw, set),
        _ => {}
    }
}
