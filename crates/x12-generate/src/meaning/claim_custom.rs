//! The situations of claims that are rules of their own code: causes that differ, attachments with their numbers, dates within the period of a claim,
//! payers one after the other, equipment that is the line's procedure.

use x12_guide::Guide;

use crate::tree::{Loop, Segment};

/// The period that a generated institutional claim is for; every generated date lies in it.
const STATEMENT: &str = "19900101-20991231";

/// The places of payers in their sequence.
const SEQUENCE: [&str; 11] = ["P", "S", "T", "A", "B", "C", "D", "E", "F", "G", "H"];

/// Makes the claims of a set keep these rules.
pub(crate) fn keep(guide: &Guide, set: &mut Loop) {
    for id in ["2300", "2400"] {
        set.each_loop(guide, id, &mut |whole| whole.segments_mut(guide, "PWK").for_each(number));
    }
    set.each_loop(guide, "2300", &mut |claim| {
        claim.segments_mut(guide, "CLM").for_each(causes);
        claim.segments_mut(guide, "DN1").for_each(months);
        claim.segments_mut(guide, "statement-period").for_each(|period| period.set(3, STATEMENT));
    });
    set.each_loop(guide, "2000B", &mut |level| {
        let own = level.segment(guide, "SBR").map(|subscriber| subscriber.value(1).to_owned()).unwrap_or_default();
        level.each_loop(guide, "2300", &mut |claim| sequence(guide, claim, &own));
    });
    set.each_loop(guide, "2400", &mut |line| equipment(guide, line));
}

/// Each payer of a claim has a place of its own, the first among them.
fn sequence(guide: &Guide, claim: &mut Loop, own: &str) {
    let free = SEQUENCE.iter().filter(|place| **place != own);
    for (payer, place) in claim.loops_mut(guide, "2320").zip(free) {
        payer.segments_mut(guide, "SBR").for_each(|cover| cover.set(1, *place));
    }
}

/// What is rented or sold is what the line is for.
fn equipment(guide: &Guide, line: &mut Loop) {
    let procedure = line.segment(guide, "SV1").map(|service| service.component(1, 2).to_owned()).unwrap_or_default();
    if !procedure.is_empty() {
        line.segments_mut(guide, "SV5").for_each(|equipment| equipment.set_component(1, 2, procedure.as_str()));
    }
}

/// What is sent apart has a number.
fn number(attachment: &mut Segment) {
    if matches!(attachment.value(2), "BM" | "EL" | "EM" | "FT" | "FX") && attachment.value(6).is_empty() {
        attachment.set(5, "AC");
        attachment.set(6, "ATT1");
    }
}

/// No more months of a treatment are left than it lasts.
fn months(treatment: &mut Segment) {
    let number = |at: usize| treatment.value(at).parse::<f64>().ok();
    if let (Some(all), Some(left)) = (number(1), number(2))
        && left > all
    {
        let all = treatment.value(1).to_owned();
        treatment.set(2, all);
    }
}

/// The causes of a claim differ, and only a car accident has a state.
fn causes(claim: &mut Segment) {
    let first = claim.component(11, 1).to_owned();
    if !claim.component(11, 2).is_empty() && claim.component(11, 2) == first {
        claim.set_component(11, 2, if first == "EM" { "OA" } else { "EM" });
    }
    let is_car = (1..=2).any(|cause| claim.component(11, cause) == "AA");
    if !claim.component(11, 4).is_empty() && !is_car {
        claim.set_component(11, 4, "");
    }
}
