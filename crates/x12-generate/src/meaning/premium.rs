//! Premium payments (820): the payment is the sum of the open items paid and of the adjustments of earlier payments; what an item was billed for is
//! what is paid less its adjustments.

use super::money::amount;
use crate::draw::Draw;
use crate::tree::Loop;

/// The organization and the individuals: the loop, its earlier adjustments, its items, and the adjustments of an item.
const PARTIES: [[&str; 4]; 2] = [["2000A", "2200A", "2300A", "2320A"], ["2000B", "2200B", "2300B", "2320B"]];

pub(crate) fn give(draw: &mut Draw<'_>, set: &mut Loop) {
    let guide = draw.guide;
    let mut total = 0;
    for [party, earlier, item, of_item] in PARTIES {
        set.each_loop(guide, party, &mut |party| {
            total += adjust(draw, party, earlier);
            for item in party.loops_mut(guide, item) {
                total += give_item(draw, item, of_item);
            }
        });
    }
    let text = amount(&mut draw.random, total);
    if let Some(payment) = set.segment_mut(guide, "BPR") {
        payment.set(2, text);
        // A prenotification would move nothing.
        if payment.value(1) == "P" {
            payment.set(1, "I");
        }
    }
}

/// Settles an open item; gives what is paid for it.
fn give_item(draw: &mut Draw<'_>, item: &mut Loop, adjustments: &str) -> i64 {
    let guide = draw.guide;
    // More than all adjustments of earlier payments may take away.
    let paid = draw.random.between(20_000, 90_000) as i64;
    let billed = paid - adjust(draw, item, adjustments);
    let texts = (amount(&mut draw.random, paid), amount(&mut draw.random, billed));
    if let Some(segment) = item.segment_mut(guide, "RMR") {
        segment.set(4, texts.0);
        if !segment.value(5).is_empty() {
            segment.set(5, texts.1);
        }
    }
    paid
}

/// Gives the adjustments of a loop amounts that are not 0; gives their sum.
fn adjust(draw: &mut Draw<'_>, whole: &mut Loop, id: &str) -> i64 {
    let guide = draw.guide;
    let mut sum = 0;
    for adjustment in whole.loops_mut(guide, id) {
        let cents = draw.random.between(1, 1_000) as i64 * if draw.random.chance(50) { 1 } else { -1 };
        sum += cents;
        let text = amount(&mut draw.random, cents);
        if let Some(segment) = adjustment.segment_mut(guide, "ADX") {
            segment.set(1, text);
        }
    }
    sum
}
