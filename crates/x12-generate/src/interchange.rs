//! The envelope around generated sets: ISA, GS, ST and their trailers, with control numbers and counts.

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
    let mut draw = Draw { guide, random, characters, density: 0, budget: 0, serial: 0 };
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
