//! Claims (837): who is whose patient, charges that add up, other payers whose payments and adjustments account for them, pointers to diagnoses
//! that are there.

use x12_guide::Guide;

use super::adjustments::adjust;
use super::money::amount;
use crate::draw::Draw;
use crate::tree::{Loop, Segment};

/// The segments that carry a line's charge, and the element it is in.
const CHARGES: [(&str, usize); 3] = [("SV1", 2), ("SV2", 3), ("SV3", 2)];

/// Settles who is whose patient.
pub(crate) fn patients(draw: &mut Draw<'_>, set: &mut Loop) {
    let guide = draw.guide;
    set.each_loop(guide, "2000B", &mut |subscriber| subscriber_level(draw, subscriber));
}

/// Settles numbers and amounts.
pub(crate) fn amounts(draw: &mut Draw<'_>, set: &mut Loop) {
    let guide = draw.guide;
    set.each_loop(guide, "2300", &mut |claim| give_claim(draw, claim));
}

/// The subscriber is the patient, and has the claims, or has patients below, who have them.
fn subscriber_level(draw: &mut Draw<'_>, level: &mut Loop) {
    let guide = draw.guide;
    if draw.random.chance(65) {
        level.remove(guide, "2000C");
        if level.loops(guide, "2300").next().is_none() {
            draw.add_loop(level, "2300");
        }
        if let Some(subscriber) = level.segment_mut(guide, "SBR") {
            subscriber.set(2, "18");
        }
        identify(draw, level);
        return;
    }
    level.remove(guide, "2300");
    if level.loops(guide, "2000C").next().is_none() {
        draw.add_loop(level, "2000C");
    }
    if let Some(subscriber) = level.segment_mut(guide, "SBR") {
        subscriber.set(2, "");
        // Medicare has no dependents.
        if matches!(subscriber.value(9), "MA" | "MB") {
            subscriber.set(9, "CI");
        }
    }
}

/// A subscriber who is the patient is a person with an address, a birth date and a member number.
fn identify(draw: &mut Draw<'_>, level: &mut Loop) {
    let guide = draw.guide;
    let number = draw.unique("MEMBER");
    for name in level.loops_mut(guide, "2010BA") {
        if let Some(segment) = name.segment_mut(guide, "NM1") {
            segment.set(2, "1");
            segment.set(4, "JANE");
            segment.set(8, "MI");
            segment.set(9, number.as_str());
        }
        for id in ["N3", "N4", "DMG"] {
            draw.ensure(name, id);
        }
    }
}

fn give_claim(draw: &mut Draw<'_>, claim: &mut Loop) {
    let guide = draw.guide;
    let number = draw.unique("PCN");
    let mut total = 0;
    let mut charges = Vec::new();
    let diagnoses = diagnoses(guide, claim);
    for line in claim.loops_mut(guide, "2400") {
        let charge = draw.random.between(1, 200_000) as i64;
        total += charge;
        charges.push(charge);
        give_line(draw, line, charge, diagnoses);
    }
    if let Some(header) = claim.segment_mut(guide, "CLM") {
        header.set(1, number);
        header.set(2, amount(&mut draw.random, total));
    }
    let payers = other_payers(draw, claim, total);
    line_decisions(draw, claim, &charges, &payers);
}

/// How many diagnoses a claim names.
fn diagnoses(guide: &Guide, claim: &Loop) -> usize {
    let is_filled = |segment: &Segment| segment.elements.iter().filter(|element| !element.is_empty()).count();
    let is_diagnosis = |segment: &&Segment| matches!(segment.component(1, 1), "ABK" | "BK" | "ABF" | "BF");
    claim.segments(guide, "HI").filter(is_diagnosis).map(is_filled).sum()
}

fn give_line(draw: &mut Draw<'_>, line: &mut Loop, charge: i64, diagnoses: usize) {
    let guide = draw.guide;
    for (id, at) in CHARGES {
        if let Some(service) = line.segment_mut(guide, id) {
            service.set(at, amount(&mut draw.random, charge));
        }
    }
    if let Some(service) = line.segment_mut(guide, "SV1") {
        point(draw, service, 7, diagnoses);
    }
    if let Some(service) = line.segment_mut(guide, "SV3") {
        point(draw, service, 11, diagnoses);
    }
    if let Some(reference) = line.segment_mut(guide, "line-item-control-number") {
        reference.set(2, draw.unique("LINE"));
    }
}

/// Points to diagnoses that are there, each once.
fn point(draw: &mut Draw<'_>, service: &mut Segment, at: usize, diagnoses: usize) {
    if service.value(at).is_empty() {
        return;
    }
    let mut all: Vec<usize> = (1..=diagnoses.clamp(1, 12)).collect();
    draw.random.shuffle(&mut all);
    let count = draw.random.between(1, 5) as usize;
    let pointers: Vec<String> = all.into_iter().take(count).map(|pointer| pointer.to_string()).collect();
    service.put(at, crate::tree::Element(vec![pointers]));
}

/// A payer that decided line by line.
struct OtherPayer {
    id: String,
    /// What it adjusted of the whole claim.
    adjusted: i64,
}

/// Gives each other payer a number of its own and amounts that account for the claim. Those that decided by line are given back.
fn other_payers(draw: &mut Draw<'_>, claim: &mut Loop, total: i64) -> Vec<OtherPayer> {
    let guide = draw.guide;
    let mut by_line = Vec::new();
    for payer in claim.loops_mut(guide, "2320") {
        let id = draw.unique("PAYER");
        for name in payer.loops_mut(guide, "2330B") {
            if let Some(segment) = name.segment_mut(guide, "NM1") {
                segment.set(9, id.as_str());
            }
        }
        payer.remove(guide, "CAS");
        payer.remove(guide, "payer-paid");
        match draw.random.between(0, 4) {
            0 => {}
            1 => {
                // It paid without a word on the rest.
                let paid = draw.random.between(0, total.unsigned_abs() + 1) as i64;
                pay(draw, payer, paid);
            }
            2 => {
                let paid = draw.random.between(0, total.unsigned_abs() + 1) as i64;
                pay(draw, payer, paid);
                adjust(draw, payer, total - paid);
            }
            _ => {
                let adjusted = if draw.random.chance(30) { draw.random.between(1, 500) as i64 } else { 0 };
                adjust(draw, payer, adjusted);
                by_line.push(OtherPayer { id, adjusted });
            }
        }
    }
    by_line
}

fn pay(draw: &mut Draw<'_>, payer: &mut Loop, paid: i64) {
    let text = amount(&mut draw.random, paid);
    if let Some(segment) = draw.ensure(payer, "payer-paid") {
        segment.set(2, text);
    }
}

/// Replaces the decisions of other payers on lines by those of payers that decided by line, and sums them up for the claim.
fn line_decisions(draw: &mut Draw<'_>, claim: &mut Loop, charges: &[i64], payers: &[OtherPayer]) {
    let guide = draw.guide;
    let mut totals: Vec<(String, i64)> = payers.iter().map(|payer| (payer.id.clone(), -payer.adjusted)).collect();
    for (line, charge) in claim.loops_mut(guide, "2400").zip(charges) {
        line.remove(guide, "2430");
        for (payer, total) in payers.iter().zip(&mut totals) {
            let paid = draw.random.between(0, charge.unsigned_abs() + 1) as i64;
            total.1 += paid;
            draw.add_loop(line, "2430");
            let Some(decision) = line.loops_mut(guide, "2430").last() else { continue };
            let text = amount(&mut draw.random, paid);
            if let Some(segment) = decision.segment_mut(guide, "SVD") {
                segment.set(1, payer.id.as_str());
                segment.set(2, text);
            }
            adjust(draw, decision, charge - paid);
        }
    }
    for payer in claim.loops_mut(guide, "2320") {
        let id = payer.loops(guide, "2330B").next().and_then(|name| name.segment(guide, "NM1")).map(|name| name.value(9).to_owned());
        if let Some((_, paid)) = totals.iter().find(|(known, _)| Some(known) == id.as_ref()) {
            pay(draw, payer, *paid);
        }
    }
}
