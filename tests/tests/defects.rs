//! One defect is one error, at its segment: defects of the fourteen kinds in generated documents of every shipped guide.
//!
//! `CLAIMBRIDGE_DEFECTS=300` puts that many defects of each kind into each guide rather than a few.

use std::collections::BTreeMap;

use claimbridge_tests::defects::{self, Defect, Kind};
use claimbridge_tests::fixture;
use claimbridge_tests::generated::{self, errors};
use claimbridge_tests::random::Random;
use x12_findings::{Finding, Severity};
use x12_generate::{Settings, interchange};
use x12_guide::Guide;
use x12_validate::{Options, validate};

/// Defects of each kind in each guide in an ordinary run.
const DEFECTS: usize = 25;
/// Of a hundred defects, how many must be found once, at their segments.
const FOUND: usize = 99;

fn tries() -> usize {
    std::env::var("CLAIMBRIDGE_DEFECTS").ok().and_then(|count| count.parse().ok()).unwrap_or(DEFECTS)
}

/// What is wrong with the answer to some defects, if anything: each is found once, and nothing else is.
fn judge(defects: &[Defect], found: &[Finding]) -> Option<String> {
    let mut left: Vec<&Finding> = found.iter().collect();
    let mut narrow_first: Vec<&Defect> = defects.iter().collect();
    narrow_first.sort_by_key(|defect| defect.at.1 - defect.at.0);
    let mut missed = Vec::new();
    for defect in narrow_first {
        let fits = |finding: &&Finding| (defect.at.0..=defect.at.1).contains(&(finding.segment as usize - 1));
        match left.iter().position(fits) {
            Some(at) => drop(left.remove(at)),
            None => missed.push(format!("{:?} at {}..={}: {}", defect.kind, defect.at.0 + 1, defect.at.1 + 1, defect.what)),
        }
    }
    if missed.is_empty() && left.is_empty() {
        return None;
    }
    let all: Vec<String> = found.iter().map(generated::shown).collect();
    let what: Vec<String> = defects.iter().map(|defect| format!("{:?} {}", defect.kind, defect.what)).collect();
    Some(format!("{what:?}\n    missed {missed:?}, surplus {}\n    found {all:#?}", left.len()))
}

/// How many defects were tried, and what was wrong with the answers.
#[derive(Default)]
struct Tally {
    tried: usize,
    wrong: Vec<String>,
}

fn check(tally: &mut Tally, guide: &Guide, seed: u64, choose: impl Fn(&x12_generate::Document, &mut Random) -> Vec<Defect>) {
    let document = interchange(guide, &Settings { seed, ..Settings::default() });
    let mut random = Random::new(seed, &guide.id);
    let chosen = choose(&document, &mut random);
    if chosen.is_empty() {
        return;
    }
    try_out(tally, guide, seed, &document, &chosen);
}

fn try_out(tally: &mut Tally, guide: &Guide, seed: u64, document: &x12_generate::Document, defects: &[Defect]) {
    let (broken, placed) = defects::inject(document, defects);
    let bytes = broken.write().expect("no delimiters in data");
    tally.tried += 1;
    if let Some(fault) = judge(&placed, &errors(&bytes)) {
        tally.wrong.push(format!("{} seed {seed}: {fault}", generated::name(guide)));
    }
}

/// Prints the table of kinds and guides, and holds the whole to what is promised.
fn report(table: &BTreeMap<(String, String), Tally>) {
    for ((kind, guide), tally) in table {
        println!("{kind:20} {guide:20} {:4} of {:4}", tally.tried - tally.wrong.len(), tally.tried);
    }
    let tried: usize = table.values().map(|tally| tally.tried).sum();
    let wrong: Vec<&String> = table.values().flat_map(|tally| &tally.wrong).collect();
    println!("{} of {tried} found once at their segments", tried - wrong.len());
    for one in &wrong {
        println!("{one}");
    }
    assert!((tried - wrong.len()) * 100 >= tried * FOUND, "{} of {tried} are wrong", wrong.len());
    assert!(tried > 0);
}

#[test]
fn one_defect_is_one_error_at_its_segment() {
    let mut table = BTreeMap::new();
    for guide in generated::guides() {
        for (number, kind) in Kind::ALL.into_iter().enumerate() {
            let mut tally = Tally::default();
            for seed in 0..tries() as u64 {
                check(&mut tally, &guide, seed * 31 + number as u64, |document, random| {
                    let candidates = kind.candidates(&guide, document);
                    if candidates.is_empty() { Vec::new() } else { vec![random.one_of(&candidates).clone()] }
                });
            }
            table.insert((format!("{kind:?}"), generated::name(&guide)), tally);
        }
    }
    report(&table);
}

#[test]
fn up_to_five_unrelated_defects_are_each_found_once() {
    let mut table = BTreeMap::new();
    for guide in generated::guides() {
        for count in 2..=5 {
            let mut tally = Tally::default();
            for seed in 0..tries() as u64 {
                check(&mut tally, &guide, seed * 37 + count as u64, |document, random| defects::several(&guide, document, count, random));
            }
            table.insert((format!("{count} at once"), generated::name(&guide)), tally);
        }
    }
    report(&table);
}

/// Seeds of the rich documents that every defect is put into.
const RICH: [u64; 2] = [1, 2];

/// A document of which most that may be sent is.
fn rich(guide: &Guide, seed: u64) -> x12_generate::Document {
    interchange(guide, &Settings { seed, density: Some(45), segments: 120, ..Settings::default() })
}

#[test]
fn every_defect_of_a_rich_document_is_one_error_at_its_segment() {
    let mut table = BTreeMap::new();
    for guide in generated::guides() {
        for kind in Kind::ALL {
            let mut tally = Tally::default();
            for seed in RICH {
                let document = rich(&guide, seed);
                for defect in kind.candidates(&guide, &document) {
                    try_out(&mut tally, &guide, seed, &document, &[defect]);
                }
            }
            table.insert((format!("{kind:?}"), generated::name(&guide)), tally);
        }
    }
    report(&table);
}

#[test]
fn a_segment_left_out_repeated_or_exchanged_is_never_several_errors() {
    let mut table = BTreeMap::new();
    for guide in generated::guides() {
        let mut tally = Tally::default();
        for seed in RICH {
            let document = rich(&guide, seed);
            for defect in defects::disturbed(&guide, &document) {
                let (broken, _) = defects::inject(&document, std::slice::from_ref(&defect));
                let found = errors(&broken.write().expect("no delimiters in data"));
                tally.tried += 1;
                if found.len() > 1 {
                    let all: Vec<String> = found.iter().map(generated::shown).collect();
                    tally.wrong.push(format!("{} seed {seed}: {:?} {} {all:#?}", generated::name(&guide), defect.kind, defect.what));
                }
            }
        }
        table.insert(("disturbed".to_owned(), generated::name(&guide)), tally);
    }
    report(&table);
}

#[test]
fn a_file_cut_at_any_byte_gives_one_error() {
    for path in ["005010X222A1/valid/many-loops.x12", "005010X221A1/valid/payments-and-adjustments.x12"] {
        let text = fixture::text(path);
        // Every byte of the envelope and of a claim, and every seventh of the rest.
        for cut in (1..text.trim_end().len()).filter(|cut| *cut < 1_500 || cut % 7 == 0) {
            let report = validate(&text.as_bytes()[..cut], &Options::default()).expect("readable");
            let errors: Vec<&Finding> = report.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
            assert_eq!(errors.len(), 1, "{path} cut at {cut}: {errors:#?}");
        }
    }
}
