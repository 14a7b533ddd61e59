//! Generated documents of every shipped guide are clean, whatever the seed and the delimiters.
//!
//! `CLAIMBRIDGE_SETS=1000` checks that many sets of each guide rather than a few.

use claimbridge_tests::generated::{self, errors};
use x12_generate::{Settings, interchange};
use x12_guide::Guide;

/// Sets of each guide in an ordinary run.
const SETS: usize = 40;
/// Sets in one interchange.
const SETS_AT_ONCE: usize = 4;

#[test]
fn generated_documents_of_every_guide_are_clean() {
    let sets: usize = std::env::var("CLAIMBRIDGE_SETS").ok().and_then(|count| count.parse().ok()).unwrap_or(SETS);
    let mut wrong = Vec::new();
    for guide in generated::guides() {
        let mut segments = 0;
        for seed in 0..sets.div_ceil(SETS_AT_ONCE) as u64 {
            let (bytes, count) = document(&guide, seed);
            segments += count;
            let found = errors(&bytes);
            wrong.extend(found.iter().take(2).map(|finding| format!("{} seed {seed}: {}", generated::name(&guide), generated::shown(finding))));
        }
        println!("{}: {sets} sets, {segments} segments", generated::name(&guide));
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.iter().take(40).cloned().collect::<Vec<_>>().join("\n"));
}

#[test]
fn several_interchanges_of_several_guides_in_one_file_are_clean() {
    for seed in 0..20 {
        // Each with a seed of its own, for the seed gives the control number.
        let documents: Vec<Vec<u8>> = generated::guides().iter().zip(0..).map(|(guide, at)| document(guide, seed * 100 + at).0).collect();
        let found = errors(&documents.concat());
        assert!(found.is_empty(), "seed {seed}: {:?}", found.iter().map(generated::shown).collect::<Vec<_>>());
    }
}

/// The bytes of a document, and how many segments it has.
fn document(guide: &Guide, seed: u64) -> (Vec<u8>, usize) {
    let document = interchange(guide, &Settings { seed, sets: SETS_AT_ONCE, ..Settings::default() });
    let bytes = document.write().unwrap_or_else(|error| panic!("{} seed {seed}: {error}", generated::name(guide)));
    (bytes, document.segments.len())
}
