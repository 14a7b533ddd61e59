//! What a document may hold, at one below each limit, at it, and at one beyond: where it stops, and what is told of it.

use claimbridge_tests::fixture;
use x12_findings::Finding;
use x12_syntax::{Bound, Error};
use x12_validate::{Options, Report, validate};

fn options(limits: &[(&str, u64)]) -> Options {
    let mut options = Options::default();
    limits.iter().for_each(|(name, value)| assert!(options.set_limit(name, *value), "there is no limit {name}"));
    options
}

fn run(document: &str, limit: (&str, u64)) -> Result<Report, Error> {
    validate(document.as_bytes(), &options(&[limit]))
}

/// The document stops beyond the limit, at that offset.
#[track_caller]
fn stops(document: &str, limit: (&str, u64), expected: Option<(Bound, usize)>) {
    let found = match run(document, limit) {
        Ok(report) => {
            assert_eq!(report.findings, [], "{limit:?}");
            None
        }
        Err(Error::Limit { what, offset, .. }) => Some((what, offset as usize)),
        Err(other) => panic!("{other}"),
    };
    assert_eq!(found, expected, "{limit:?}");
}

fn usual() -> String {
    fixture::text("005010X222A1/valid/many-loops.x12")
}

/// `count` copies of the set of the usual document in each of `groups` groups.
fn copies(groups: usize, count: usize) -> String {
    let text = usual();
    let set_at = text.find("ST*").expect("an ST");
    let (isa, set) = (&text[..106], &text[set_at..text.find("GE*1*").expect("a GE")]);
    let sets: String =
        (1..=count).map(|number| set.replace("*0001*", &format!("*{number:04}*")).replace("SE*120*0001", &format!("SE*120*{number:04}"))).collect();
    let group = |number| format!("GS*HC*AA*BB*20260105*0930*{number}*X*005010X222A1~{sets}GE*{count}*{number}~");
    format!("{isa}{}IEA*{groups}*000000001~\n", (1..=groups).map(group).collect::<String>())
}

#[test]
fn names_set_every_limit_and_nothing_else() {
    let mut options = Options::default();
    for name in Options::limit_names() {
        assert!(options.set_limit(name, 7), "{name}");
    }
    let limits = options.limits;
    assert_eq!([limits.segment_bytes, limits.element_bytes, limits.elements, limits.components, limits.binary_bytes], [7; 5]);
    assert_eq!([limits.interchanges, limits.groups, limits.sets, limits.levels], [7; 4]);
    assert_eq!([limits.level_depth, limits.control_numbers, options.most_findings, options.most_findings_in_set], [7; 4]);
    assert!(!options.set_limit("patience", 7));
}

#[test]
fn sets_groups_and_interchanges_stop_a_validation_one_beyond_the_limit() {
    let sixth = |document: &str, needle: &str| document.match_indices(needle).nth(5).map(|(at, _)| at);
    for count in [4, 5, 6] {
        let document = copies(1, count);
        stops(&document, ("sets", 5), sixth(&document, "ST*837").map(|at| (Bound::Sets, at)));
        let document = copies(count, 1);
        stops(&document, ("groups", 5), sixth(&document, "GS*HC").map(|at| (Bound::Groups, at)));
        let document: String = (1..=count).map(|number| usual().replace("000000001", &format!("{number:09}"))).collect();
        stops(&document, ("interchanges", 5), sixth(&document, "ISA*00").map(|at| (Bound::Interchanges, at)));
    }
}

#[track_caller]
fn found(document: &str, limit: (&str, u64)) -> Vec<(String, u64)> {
    run(document, limit).expect("readable").findings.into_iter().map(|finding| (finding.code.into_owned(), finding.offset)).collect()
}

#[test]
fn levels_beyond_the_limit_are_told_once_and_not_checked() {
    let text = usual();
    let last = text.find("HL*6*").expect("six levels") as u64 + 3;
    assert_eq!(found(&text, ("levels", 7)), []);
    assert_eq!(found(&text, ("levels", 6)), []);
    assert_eq!(found(&text, ("levels", 5)), [("hl-too-many".to_owned(), last)]);
    // What comes behind the limit is not checked, and the next set begins anew.
    let wrong = text.replace("HL*6*5*22*0", "HL*9*9*22*0");
    assert_eq!(found(&wrong, ("levels", 4)).len(), 1);
    let second = found(&copies(1, 2), ("levels", 5));
    assert_eq!(second.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["hl-too-many"; 2]);
}

#[test]
fn levels_deeper_than_the_limit_are_told_once_and_not_checked() {
    let text = usual();
    let third = text.find("HL*4*3*23").expect("a third level") as u64 + 5;
    assert_eq!(found(&text, ("level-depth", 4)), []);
    assert_eq!(found(&text, ("level-depth", 3)), []);
    assert_eq!(found(&text, ("level-depth", 2)), [("hl-too-deep".to_owned(), third)]);
}

#[test]
fn a_long_chain_of_levels_is_told_once() {
    let chain: String = (2..2_000).map(|number| format!("HL*{number}*{}*22*1~\n", number - 1)).collect();
    let document = usual().replacen("HL*2*1*22*0~\n", &chain, 1);
    let report = validate(document.as_bytes(), &Options::default()).expect("readable");
    let levels: Vec<&Finding> = report.findings.iter().filter(|finding| finding.code.starts_with("hl-")).collect();
    let too_deep: Vec<usize> = levels.iter().enumerate().filter(|(_, finding)| finding.code == "hl-too-deep").map(|(index, _)| index).collect();
    assert_eq!(too_deep, [levels.len() - 1], "one, and nothing of levels behind it");
    assert_eq!(levels.last().and_then(|finding| finding.value.as_deref()), Some("32"));
}

#[test]
fn findings_beyond_the_limit_are_counted_and_summed_up() {
    for (count, limit) in [(9, 10), (10, 10), (11, 10), (40, 10)] {
        // A warning at each segment, all in one set.
        let mut document = usual();
        let segments: Vec<usize> = usual().match_indices("~\n").map(|(at, _)| at).skip(2).take(count).collect();
        segments.iter().rev().for_each(|at| document.insert(*at, '*'));
        let report = run(&document, ("findings", limit)).expect("readable");
        assert_eq!(report.summary.warnings, count as u64);
        let shown = report.findings.iter().filter(|finding| finding.code == "trailing-separators").count();
        assert_eq!(shown, count.min(10), "{count} findings");
        let rest: Vec<&str> = report.findings.iter().skip(shown).map(|finding| finding.message.as_str()).collect();
        let expected = (count > 10).then(|| format!("{} more findings are not shown.", count - 10));
        assert_eq!(rest, Vec::from_iter(expected.as_deref()), "{count} findings");
    }
}

#[test]
fn findings_outside_sets_share_the_limit_with_those_of_sets() {
    let group = |number: usize| format!("GS*HC*A*BB*20260105*0930*{number}*X*005010X222A1~GE*0*{number}~");
    let groups: String = (1..=6).map(group).collect();
    let document = format!("{}{groups}IEA*6*000000001~", &usual()[..106]);
    // Each group has an error in GS02 and holds nothing.
    for (limit, shown) in [(11, 11), (12, 12), (13, 12)] {
        let report = run(&document, ("findings", limit)).expect("readable");
        assert_eq!((report.summary.errors, report.summary.warnings), (6, 6));
        let told = report.findings.iter().filter(|finding| finding.code != "more-findings").count();
        assert_eq!(told, shown);
        assert_eq!(report.findings.len() - told, usize::from(shown < 12));
    }
}
