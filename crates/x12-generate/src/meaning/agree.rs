//! What the segments of one loop say of the same thing agrees, in every set but claims: dates are in order, a check has number and day, a status names its party.
//!
//! These are the rules of situations that are code of their own; those that are conditions and demands are kept by `situation`.

use x12_guide::Guide;
use x12_syntax::value::cents;

use super::money::amount;
use crate::draw::Draw;
use crate::tree::{Loop, Segment};

/// Later than every generated date.
const LAST: &str = "20991231";
/// Who gave a trace number.
const ORIGINATOR: &str = "9999999999";

/// The codes of dates that end something.
const ENDS: [&str; 13] = ["194", "233", "337", "339", "341", "345", "347", "349", "351", "357", "361", "151", "303"];

pub(crate) fn give(draw: &mut Draw<'_>, set: &mut Loop) {
    match draw.guide.short.as_str() {
        "835" => remittance(draw, set),
        "270" | "271" => eligibility(draw.guide, set),
        "276" | "277" | "277CA" => status(draw, set),
        "834" => enrolment(draw.guide, set),
        _ => {}
    }
}

fn remittance(draw: &mut Draw<'_>, set: &mut Loop) {
    let guide = draw.guide;
    set.each_loop(guide, "2100", &mut |claim| {
        let mut owed = of_patient(guide, claim);
        for line in claim.loops_mut(guide, "2110") {
            owed += of_patient(guide, line);
            let dates = line.segments(guide, "service-dates").count();
            for (date, code) in line.segments_mut(guide, "service-dates").zip(["150", "151"]) {
                date.set(1, if dates == 1 { "472" } else { code });
                end(date, 2);
            }
        }
        claim.segments_mut(guide, "statement-dates").for_each(|date| end(date, 2));
        if let Some(insured) = claim.segment_mut(guide, "corrected-insured")
            && [3, 4, 5, 7, 9].into_iter().all(|at| insured.value(at).is_empty())
        {
            insured.set(3, "ROE");
        }
        let text = amount(&mut draw.random, owed);
        if let Some(header) = claim.segment_mut(guide, "CLP").filter(|header| !header.value(5).is_empty()) {
            header.set(5, text);
        }
    });
}

/// The sum of a loop's adjustments that the patient owes.
fn of_patient(guide: &Guide, whole: &Loop) -> i64 {
    let adjustments = whole.segments(guide, "CAS").filter(|adjustment| adjustment.value(1) == "PR");
    adjustments.flat_map(|adjustment| (3..=18).step_by(3).filter_map(|at| cents(adjustment.value(at).as_bytes()))).sum()
}

/// A date that ends something is later than what it ends.
fn end(date: &mut Segment, at: usize) {
    if ENDS.contains(&date.value(1)) {
        match date.value(at).split_once('-') {
            Some((from, _)) => date.set(at, format!("{from}-{LAST}")),
            None => date.set(at, LAST),
        }
    }
}

fn eligibility(guide: &Guide, set: &mut Loop) {
    for id in ["2000C", "2000D"] {
        set.each_loop(guide, id, &mut |level| level.segments_mut(guide, "TRN").for_each(|trace| trace.set(3, ORIGINATOR)));
    }
    for id in ["2100C", "2100D", "2110C", "2110D"] {
        set.each_loop(guide, id, &mut |whole| {
            whole.segments_mut(guide, "DTP").for_each(|date| end(date, 3));
            if let Some(benefit) = whole.segment_mut(guide, "EB").filter(|benefit| !benefit.value(8).is_empty()) {
                benefit.set(8, "0.2");
            }
        });
    }
    for id in ["2115C", "2115D"] {
        set.each_loop(guide, id, &mut |whole| {
            whole.segments_mut(guide, "III").filter(|fact| fact.value(1) == "ZZ").for_each(|fact| fact.set(2, "11"));
        });
    }
}

fn status(draw: &mut Draw<'_>, set: &mut Loop) {
    let guide = draw.guide;
    for id in ["2200B", "2200C", "2200D", "2200E", "2220D", "2220E"] {
        set.each_loop(guide, id, &mut |whole| {
            let is_claim = matches!(id, "2200D" | "2200E") && guide.short == "277";
            whole.segments_mut(guide, "STC").for_each(|status| settle(draw, status, is_claim));
            for name in ["type-of-bill", "bill-type"] {
                whole.segments_mut(guide, name).for_each(|bill| bill.set(2, "111"));
            }
        });
    }
}

/// Names the party of each status, and has the payment of a claim told whole or not at all.
fn settle(draw: &mut Draw<'_>, status: &mut Segment, is_claim: bool) {
    for at in [1u8, 10, 11] {
        if !status.component(usize::from(at), 2).is_empty() && status.component(usize::from(at), 3).is_empty() {
            draw.fill(status, (at, Some(3)));
        }
    }
    if !is_claim {
        return;
    }
    match status.component(1, 1) {
        "F2" | "D0" => status.set(5, "0"),
        category if category.starts_with(['P', 'R']) => status.set(5, "0"),
        "F1" if status.value(5).is_empty() => status.set(5, "80"),
        _ => {}
    }
    match (status.value(8).is_empty(), status.value(9).is_empty()) {
        (true, false) => status.set(8, LAST),
        (false, true) => status.set(9, "CHK1"),
        _ => {}
    }
}

fn enrolment(guide: &Guide, set: &mut Loop) {
    // What is done with a member who has no last day; a file that only compares changes nobody.
    let stays = if set.segment(guide, "BGN").is_some_and(|beginning| beginning.value(8) == "4") { "030" } else { "001" };
    set.each_loop(guide, "2000", &mut |member| {
        let has_end = |whole: &Loop| whole.segments(guide, "DTP").any(|date| matches!(date.value(1), "303" | "357" | "349"));
        let ends = has_end(member) || member.loops(guide, "2300").any(has_end);
        if let Some(header) = member.segment_mut(guide, "INS").filter(|header| header.value(3) == "024" && !ends) {
            header.set(3, stays);
        }
        member.segments_mut(guide, "DTP").for_each(|date| end(date, 3));
        for id in ["2200", "2300", "2320"] {
            member.each_loop(guide, id, &mut |whole| whole.segments_mut(guide, "DTP").for_each(|date| end(date, 3)));
        }
        member.each_loop(guide, "2300", &mut |coverage| {
            let has = |code: &str| coverage.segments(guide, "DTP").any(|date| matches!(date.value(1), "303") || date.value(1) == code);
            let (begins, ends) = (has("348"), has("349"));
            if let Some(header) = coverage.segment_mut(guide, "HD")
                && (header.value(1) == "021" && !begins || header.value(1) == "024" && !ends)
            {
                header.set(1, "001");
            }
            for (cover, order) in coverage.loops_mut(guide, "2320").zip(["P", "S", "T", "U", "U"]) {
                cover.segments_mut(guide, "COB").for_each(|first| first.set(1, order));
            }
        });
    });
}
