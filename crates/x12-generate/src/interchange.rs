//! The envelope around generated sets: ISA, GS, ST and their trailers, with control numbers and counts.

use std::cell::RefCell;

use x12_guide::Guide;
use x12_guide::model::{Content, LoopIx};

use crate::document::{Document, Placed};
use crate::draw::{Characters, Draw};
use crate::random::Random;
use crate::settings::{self, Settings};
use crate::tree::Loop;
use crate::{meaning, number};

/// How densely situational parts come, one of these for each set.
const DENSITIES: [u64; 6] = [0, 5, 15, 25, 40, 70];
/// A group ends behind a set with this probability.
const GROUP_ENDS: u64 = 30;

/// One interchange of sets of a guide.
#[must_use]
pub fn interchange(guide: &Guide, settings: &Settings) -> Document {
    let mut random = Random::new(settings.seed);
    let (delimiters, line_break) = settings::delimiters(settings, &mut random);
    let characters = Characters::without(delimiters);
    let mut document = Document { delimiters, line_break, segments: Vec::new(), instances: Vec::new() };
    let control_number = random.digits(9);
    let (test, asks) = (random.word(&["T", "P"]), random.word(&["0", "1"]));
    let blank = "          ";
    document.segments.push(Placed::control(
        "ISA",
        &["00", blank, "00", blank, "ZZ", "SENDER", "30", "123456789", "260115", "0930", "", "00501", &control_number, asks, test],
    ));
    if !settings.plain && random.chance(10) {
        let acknowledged = random.digits(9);
        document.segments.push(Placed::control("TA1", &[&acknowledged, "260114", "1200", "A", "000"]));
    }
    let mut draw = Draw { guide, random, characters, density: 0, budget: 0, plain: settings.plain, targets: RefCell::default(), serial: 0 };
    let (mut groups, mut left) = (0_u64, settings.sets);
    while left > 0 {
        groups += 1;
        let number = draw.random.between(1, 900_000_000).to_string();
        left -= group(&mut draw, settings, left, groups, &number, &mut document);
    }
    document.segments.push(Placed::control("IEA", &[&groups.to_string(), &control_number]));
    document.recount();
    document
}

/// Appends a group of some of the sets that are left, and gives how many.
fn group(draw: &mut Draw<'_>, settings: &Settings, left: usize, ordinal: u64, number: &str, document: &mut Document) -> usize {
    // The last digits tell groups of one interchange apart.
    let number = format!("{number}{}", ordinal % 10).trim_start_matches('0').chars().rev().take(9).collect::<String>().chars().rev().collect::<String>();
    let reference = reference(draw);
    let version = if reference.is_empty() { draw.guide.id.clone() } else { reference.clone() };
    document.segments.push(Placed::control("GS", &[&draw.guide.group, "SENDER", "RECEIVER", "20260115", "0930", &number, "X", &version]));
    let mut sets = 0;
    while sets < left {
        sets += 1;
        let set = set(draw, settings, sets, &reference);
        document.append(draw.guide, &set, None);
        if draw.random.chance(GROUP_ENDS) {
            break;
        }
    }
    document.segments.push(Placed::control("GE", &[&sets.to_string(), &number]));
    sets
}

/// One of the references that ST03 may have; empty if the guide has no ST03.
fn reference(draw: &mut Draw<'_>) -> String {
    let guide = draw.guide;
    let third = guide.first_segment(LoopIx::ROOT).and_then(|first| guide.segment_at(first).element(3));
    match third.map(|third| &third.content) {
        Some(Content::Simple(value)) => match &value.codes {
            Some(codes) if draw.plain && codes.contains(guide.id.as_bytes()) => guide.id.clone(),
            Some(codes) => draw.random.pick(codes.values()).cloned().unwrap_or_default(),
            None => guide.id.clone(),
        },
        _ => String::new(),
    }
}

fn set(draw: &mut Draw<'_>, settings: &Settings, ordinal: usize, reference: &str) -> Loop {
    let drawn = draw.random.pick(&DENSITIES).copied().unwrap_or(25);
    draw.density = settings.density.unwrap_or(drawn);
    draw.budget = settings.segments;
    let mut set = draw.a_loop(LoopIx::ROOT);
    meaning::give(draw, &mut set);
    number::number(draw.guide, &mut set);
    let control_number = format!("{ordinal:04}");
    if let Some(header) = set.segment_mut(draw.guide, "ST") {
        header.set(2, control_number.as_str());
        if !reference.is_empty() {
            header.set(3, reference);
        }
    }
    if let Some(trailer) = set.segment_mut(draw.guide, "SE") {
        trailer.set(2, control_number);
    }
    set
}

#[cfg(test)]
mod tests {
    use x12_syntax::Delimiters;

    use super::*;

    fn professional() -> std::sync::Arc<Guide> {
        x12_guide::shipped().find("837", "005010X222A1").unwrap()
    }

    #[test]
    fn the_same_settings_give_the_same_bytes_and_another_seed_gives_others() {
        let bytes = |seed| interchange(&professional(), &Settings { seed, sets: 3, ..Settings::default() }).write().unwrap();
        assert_eq!(bytes(5), bytes(5));
        assert_ne!(bytes(5), bytes(6));
    }

    #[test]
    fn every_set_that_was_asked_for_is_there_and_groups_have_numbers_of_their_own() {
        let document = interchange(&professional(), &Settings { sets: 30, segments: 10, ..Settings::default() });
        let values = |id: &str, at: usize| document.segments.iter().filter(|one| one.id == id).map(|one| one.value(at).to_owned()).collect::<Vec<_>>();
        assert_eq!(values("ST", 1).len(), 30);
        let mut numbers = values("GS", 6);
        assert!(numbers.len() > 3);
        assert_eq!(values("GE", 2), numbers);
        assert_eq!(values("IEA", 1), [numbers.len().to_string()]);
        numbers.sort();
        numbers.dedup();
        assert_eq!(values("GS", 1).len(), numbers.len());
    }

    #[test]
    fn density_says_how_much_of_what_may_be_sent_is() {
        // Of many documents, since how many claims one has is left to chance.
        let length = |density| -> usize {
            let settings = |seed| Settings { seed, sets: 5, density: Some(density), delimiters: Some(Delimiters::USUAL), ..Settings::default() };
            (1..=12).map(|seed| interchange(&professional(), &settings(seed)).segments.len()).sum()
        };
        // Some parts must be there even then, for the situation asks for them.
        assert!(length(0) * 3 < length(50) * 2, "{} and {}", length(0), length(50));
    }

    #[test]
    fn neighbours_keep_the_order_of_the_guide_if_that_is_asked_for() {
        let first = |plain| {
            let document = interchange(&professional(), &Settings { sets: 40, segments: 10, plain, ..Settings::default() });
            let names = document.segments.iter().filter(|one| one.id == "NM1" && matches!(one.value(1), "IL" | "PR"));
            names.map(|one| one.value(1).to_owned()).collect::<Vec<_>>()
        };
        let pairs = |names: &[String]| names.chunks(2).all(|pair| pair == ["IL", "PR"]);
        assert!(pairs(&first(true)));
        assert!(!pairs(&first(false)));
    }
}
