//! Generated documents of every shipped guide are clean, whatever the seed and the delimiters.
//!
//! `CLAIMBRIDGE_SETS=1000` checks that many sets of each guide rather than a few.

use claimbridge_tests::generated::{self, errors};
use x12_generate::{Settings, interchange};

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
            let document = interchange(&guide, &Settings { seed, sets: SETS_AT_ONCE, ..Settings::default() });
            segments += document.segments.len();
            let bytes = document.write().unwrap_or_else(|error| panic!("{} seed {seed}: {error}", guide.short));
            let found = errors(&bytes);
            wrong.extend(found.iter().take(2).map(|finding| format!("{} seed {seed}: {}", generated::name(&guide), generated::shown(finding))));
        }
        println!("{}: {sets} sets, {segments} segments", generated::name(&guide));
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.iter().take(40).cloned().collect::<Vec<_>>().join("\n"));
}
