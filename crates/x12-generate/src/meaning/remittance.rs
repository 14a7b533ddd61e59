//! Remittances (835): lines, claims and the payment balance to the cent; a payment is never below 0.

use super::adjustments::adjust;
use super::money::{amount, split};
use crate::draw::Draw;
use crate::tree::{Item, Loop};

/// The payer, as payments and traces name it.
const PAYER: &str = "1999999999";

pub(crate) fn give(draw: &mut Draw<'_>, set: &mut Loop) {
    let guide = draw.guide;
    let mut total = 0;
    set.each_loop(guide, "2100", &mut |claim| total += give_claim(draw, claim));
    let trace = set.segment(guide, "TRN").map(|trace| trace.value(2).to_owned()).unwrap_or_default();
    let payment = total - provider_adjustments(draw, set, total, &trace);
    let text = amount(&mut draw.random, payment);
    let method =
        if payment == 0 { ("H", "NON") } else { draw.random.pick(&[("I", "ACH"), ("I", "CHK"), ("C", "CHK"), ("I", "FWT")]).copied().unwrap_or(("I", "CHK")) };
    if let Some(segment) = set.segment_mut(guide, "TRN") {
        segment.set(3, PAYER);
    }
    if let Some(segment) = set.segment_mut(guide, "BPR") {
        segment.set(1, method.0);
        segment.set(2, text);
        segment.set(3, "C");
        segment.set(4, method.1);
        let moved = matches!(method.1, "ACH" | "FWT");
        let account =
            [(5, "CCP"), (6, "01"), (7, "111000025"), (8, "DA"), (9, "0123456789"), (10, PAYER), (12, "01"), (13, "111000025"), (14, "DA"), (15, "987654321")];
        for (at, value) in account {
            segment.set(at, if moved { value } else { "" });
        }
        if !moved {
            segment.set(11, "");
        }
    }
}

/// Balances a claim and its lines; gives what it pays.
fn give_claim(draw: &mut Draw<'_>, claim: &mut Loop) -> i64 {
    let guide = draw.guide;
    let number = draw.unique("PCN");
    let reverses = claim.segment(guide, "CLP").is_some_and(|header| header.value(2) == "22");
    let sign = if reverses { -1 } else { 1 };
    // What was denied, belongs to another payer or is a predetermination is not paid.
    let pays = claim.segment(guide, "CLP").is_none_or(|header| !matches!(header.value(2), "4" | "23" | "25"));
    let (mut charged, mut paid) = (0, 0);
    for line in claim.loops_mut(guide, "2110") {
        let charge = sign * draw.random.between(1, 100_000) as i64;
        let share = if pays { sign * draw.random.between(0, charge.unsigned_abs() + 1) as i64 } else { 0 };
        (charged, paid) = (charged + charge, paid + share);
        let texts = (amount(&mut draw.random, charge), amount(&mut draw.random, share));
        if let Some(service) = line.segment_mut(guide, "SVC") {
            service.set(2, texts.0);
            service.set(3, texts.1);
        }
        adjust(draw, line, charge - share);
        let reference = draw.unique("LINE");
        if let Some(segment) = line.segment_mut(guide, "line-item-control-number") {
            segment.set(2, reference);
        }
    }
    if charged == 0 {
        charged = sign * draw.random.between(1, 100_000) as i64;
        paid = if pays { sign * draw.random.between(0, charged.unsigned_abs() + 1) as i64 } else { 0 };
        adjust(draw, claim, charged - paid);
    } else if draw.random.chance(30) {
        let part = sign * draw.random.between(0, paid.unsigned_abs() + 1) as i64;
        adjust(draw, claim, part);
        paid -= part;
    } else {
        claim.remove(guide, "CAS");
    }
    let texts = (amount(&mut draw.random, charged), amount(&mut draw.random, paid));
    if let Some(header) = claim.segment_mut(guide, "CLP") {
        header.set(1, number);
        header.set(3, texts.0);
        header.set(4, texts.1);
    }
    paid
}

/// Gives provider adjustments amounts that are not 0, and adds one where the payment would be below 0. Gives their sum.
fn provider_adjustments(draw: &mut Draw<'_>, set: &mut Loop, total: i64, trace: &str) -> i64 {
    let guide = draw.guide;
    let mut sum = 0;
    for segment in set.segments_mut(guide, "PLB") {
        for at in (4..=14).step_by(2) {
            if !segment.value(at).is_empty() {
                let cents = split(&mut draw.random, 5_000, 2).first().copied().unwrap_or(1);
                sum += cents;
                segment.set(at, amount(&mut draw.random, cents));
                if matches!(segment.component(at - 1, 1), "FB" | "WO") && segment.component(at - 1, 2).is_empty() {
                    segment.set_component(at - 1, 2, trace);
                }
            }
        }
    }
    let left = total - sum;
    if left >= 0 {
        return sum;
    }
    // What is below 0 is carried forward.
    if let Some(use_ix) = set.use_named(guide, "PLB") {
        let mut segment = draw.segment(use_ix);
        segment.elements.truncate(2);
        segment.set_component(3, 1, "FB");
        segment.set_component(3, 2, trace);
        segment.set(4, amount(&mut draw.random, left));
        let _ = set.insert(guide, Item::Segment(segment));
        sum += left;
    }
    sum
}
