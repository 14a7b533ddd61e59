//! What an acknowledgement tells is what was found: every fixture and many generated defects are answered by TA1, 999 and 277CA, each answer is clean,
//! and read back it says what the findings say, at the same segments, elements and claims.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use claimbridge_tests::defects::{self, Kind as Defect};
use claimbridge_tests::random::Random;
use claimbridge_tests::{edits, fixture, generated};
use x12_acknowledge::codes::{ActionCode, InterchangeVerdict};
use x12_acknowledge::model::{ClaimResponse, ImplementationAcknowledgment, SegmentError};
use x12_acknowledge::{AckOptions, Acknowledgment, Kind, read, write};
use x12_findings::{Finding, Severity};
use x12_generate::{Settings, interchange};
use x12_guide::Guide;
use x12_syntax::{Event, Limits, SliceReader};
use x12_validate::{Options, Report, Verdict, validate};

/// The acknowledgements for a document, which must be clean.
fn answers(kind: Kind, document: &[u8]) -> Result<Vec<Acknowledgment>, String> {
    let options = AckOptions { control_number: 1, created: jiff::civil::date(2026, 1, 2).at(13, 45, 0, 0), usage: 'T' };
    let mut answer = Vec::new();
    write(kind, document, &mut answer, &options, &Options::default()).expect("written");
    if answer.is_empty() {
        return Ok(Vec::new());
    }
    let report = validate(&answer[..], &Options::default()).expect("readable");
    if !report.findings.is_empty() {
        return Err(format!("{kind:?} is not clean: {:?}\n{}", report.findings, String::from_utf8_lossy(&answer)));
    }
    let read = read(&answer[..], Limits::default()).expect("readable");
    Ok(read.into_iter().flat_map(|interchange| interchange.acknowledgments).collect())
}

fn errors(report: &Report) -> impl Iterator<Item = &Finding> {
    report.findings.iter().filter(|finding| finding.severity == Severity::Error)
}

/// Everything that is not as it should be about the answers to a document.
fn judge(document: &[u8]) -> Vec<String> {
    let report = validate(document, &Options { most_findings: 100_000, ..Options::default() }).expect("readable");
    [envelopes(document, &report), sets(document, &report), claims(document, &report)].into_iter().filter_map(Result::err).collect()
}

/// TA1: the note is one of what was found, and there is none if nothing was.
fn envelopes(document: &[u8], report: &Report) -> Result<(), String> {
    let notes: BTreeSet<&str> = errors(report).filter_map(|finding| finding.ack.ta105).collect();
    let mut told = 0;
    for answer in answers(Kind::InterchangeTa1, document)? {
        let Acknowledgment::Interchange(one) = answer else { return Err("a TA1 file holds something else".to_owned()) };
        let is_fault = one.verdict != InterchangeVerdict::ACCEPTED;
        told += u64::from(is_fault);
        if is_fault != (one.note.as_str() != "000") || is_fault && !notes.contains(one.note.as_str()) {
            return Err(format!("TA1 {} {}, found {notes:?}", one.verdict, one.note));
        }
    }
    let is_due = !notes.is_empty() && !report.interchanges.is_empty();
    if is_due && told == 0 { Err(format!("no TA1 tells of {notes:?}")) } else { Ok(()) }
}

/// What an IK3 and IK4 say: set, segment, position, IK304, and IK401 with IK403.
type Told = (String, String, u64, String, String);

/// 999: what is told is what was found by the standard, by the guide and by its situations.
fn sets(document: &[u8], report: &Report) -> Result<(), String> {
    let answers = answers(Kind::Implementation999, document)?;
    let groups: Vec<&ImplementationAcknowledgment> = answers
        .iter()
        .filter_map(|answer| match answer {
            Acknowledgment::Implementation(one) => Some(one),
            _ => None,
        })
        .collect();
    if groups.len() != report.interchanges.iter().flat_map(|interchange| &interchange.groups).filter(|group| group.group.functional_id != "FA").count() {
        // A group that no 999 can name, and what is in it.
        return Ok(());
    }
    let mut found: BTreeMap<Told, usize> = BTreeMap::new();
    for finding in errors(report).filter(|finding| matches!(finding.snip, 1 | 2 | 4)) {
        let Some(one) = as_told(finding) else { continue };
        *found.entry(one).or_default() += 1;
    }
    let mut told: BTreeMap<Told, usize> = BTreeMap::new();
    let sets = || groups.iter().flat_map(|group| group.sets.iter().map(|set| (group.group.control_number.as_str(), set)));
    for (group, set) in sets() {
        for error in &set.segments {
            of_segment(&format!("{group}/{}", set.control_number), error).into_iter().for_each(|one| *told.entry(one).or_default() += 1);
            units(document, group, &set.control_number, error)?;
        }
    }
    if found != told {
        return Err(format!("found {found:?}, and the 999 tells {told:?}"));
    }
    for (group, set) in sets() {
        // A number that was used twice tells which of the two sets is meant by nothing.
        let is_of_set = |one: &&Finding| one.set_control_number.as_deref() == Some(&set.control_number) && one.group_control_number.as_deref() == Some(group);
        let rejects = |one: &&Finding| is_of_set(one) && one.snip <= 2;
        if !set.is_accepted() && errors(report).filter(rejects).count() == 0 && set.faults.iter().all(|fault| fault.as_str() != "23") {
            return Err(format!("set {} is rejected for nothing", set.control_number));
        }
        if set.is_accepted() && errors(report).filter(rejects).any(|finding| finding.ack.ik304.is_some()) {
            return Err(format!("set {} is accepted with errors that reject", set.control_number));
        }
    }
    Ok(())
}

fn as_told(finding: &Finding) -> Option<Told> {
    let code = finding.ack.ik304.or(finding.ack.ik403.map(|_| "8"))?;
    let id = finding.segment_id.as_deref().filter(|id| matches!(id.len(), 2 | 3))?;
    let at = finding.element.as_deref().and_then(|element| element.strip_prefix(id)).unwrap_or_default();
    let element = finding.ack.ik403.map(|code| format!("{} {code}", at.trim_start_matches('0'))).unwrap_or_default();
    let set = format!("{}/{}", finding.group_control_number.as_ref()?, finding.set_control_number.as_ref()?);
    Some((set, id.to_owned(), finding.set_segment?, code.to_owned(), element))
}

fn of_segment(set: &str, error: &SegmentError) -> Vec<Told> {
    let one = |element: String| (set.to_owned(), error.segment_id.clone(), error.position.unwrap_or_default(), error.fault.to_string(), element);
    if error.elements.is_empty() {
        return vec![one(String::new())];
    }
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let of = |element: &x12_acknowledge::model::ElementError| {
        let component = element.at.component.map(|component| format!("-{component}")).unwrap_or_default();
        format!("{}{component} {}", number(element.at.element), element.fault)
    };
    error.elements.iter().map(|element| one(of(element))).collect()
}

/// CTX: the claim is the one in which the segment stands, or stood the segment before where one is missing.
fn units(document: &[u8], group: &str, set: &str, error: &SegmentError) -> Result<(), String> {
    let named = error.contexts.iter().flat_map(|context| &context.entries).find(|entry| entry.name == "CLM01");
    let Some(named) = named.and_then(|entry| entry.value.as_ref()) else { return Ok(()) };
    let is_missing = matches!(error.fault.as_str(), "3" | "I6");
    let position = error.position.unwrap_or_default() - u64::from(is_missing);
    let claims = claims_of(document);
    let inside = |claim: &&Claim| claim.group == group && claim.set == set && claim.from <= position && position < claim.to;
    let expected = claims.iter().find(inside).map(|claim| claim.number.as_str());
    // CTX01-2 takes 35 characters.
    if expected.and_then(|number| number.get(..number.len().min(35))) == Some(named.expose()) {
        return Ok(());
    }
    Err(format!("the IK3 of segment {position} of set {set} names the claim {}, not {expected:?}", named.expose()))
}

/// A claim of a document: its number, its set, its first segment and the one behind its last, counted in the set, and what is above it.
#[derive(Debug)]
struct Claim {
    group: String,
    set: String,
    number: String,
    from: u64,
    to: u64,
    /// Its first segment and the one behind its last, and those of the levels around it, counted in the file.
    spans: Vec<(u64, u64)>,
}

/// The claims of every 837 of a document, told from the segments alone.
fn claims_of(document: &[u8]) -> Vec<Claim> {
    let mut reader = SliceReader::new(document);
    let mut segments: Vec<(u64, String, Vec<String>)> = Vec::new();
    while let Some(event) = reader.next().expect("readable") {
        if let Event::Segment(segment) = event {
            let text = |position: usize| String::from_utf8_lossy(segment.value(position)).into_owned();
            segments.push((segment.ordinal(), String::from_utf8_lossy(segment.id()).into_owned(), (1..=6).map(text).collect()));
        }
    }
    let ends = |from: usize, what: &dyn Fn(&str, &str) -> bool| {
        let behind = segments.iter().skip(from + 1).find(|(_, id, values)| what(id, &values[2]) || matches!(id.as_str(), "SE" | "ST" | "GE" | "IEA"));
        behind.map_or(u64::MAX, |(ordinal, ..)| *ordinal)
    };
    let mut claims = Vec::new();
    let (mut start, mut group, mut set, mut above) = (0, String::new(), String::new(), Vec::<(u8, u64, u64)>::new());
    for (at, (ordinal, id, values)) in segments.iter().enumerate() {
        match id.as_str() {
            "GS" => group.clone_from(&values[5]),
            "ST" => (start, set, above) = (*ordinal, values[1].clone(), Vec::new()),
            "HL" => {
                let depth = match values[2].as_str() {
                    "20" => 0,
                    "22" => 1,
                    _ => 2,
                };
                above.retain(|(other, ..)| *other < depth);
                // What a level says of itself ends where the next one or its claims begin.
                let end = ends(at, &|id, _| matches!(id, "HL" | "CLM"));
                above.push((depth, *ordinal, end));
            }
            "CLM" => {
                let end = ends(at, &|id, _| matches!(id, "HL" | "CLM"));
                let spans = std::iter::once((*ordinal, end)).chain(above.iter().map(|(_, from, to)| (*from, *to))).collect();
                let to = end.saturating_sub(start).saturating_add(1);
                claims.push(Claim { group: group.clone(), set: set.clone(), number: values[0].clone(), from: ordinal - start + 1, to, spans });
            }
            _ => {}
        }
    }
    claims
}

/// 277CA: each claim is answered, rejected if and only if something is wrong with it or above it, with the statuses of what was found.
fn claims(document: &[u8], report: &Report) -> Result<(), String> {
    let answers = answers(Kind::Claim277, document)?;
    let told: Vec<&ClaimResponse> = answers
        .iter()
        .filter_map(|answer| match answer {
            Acknowledgment::Claim(one) => Some(one),
            _ => None,
        })
        .flat_map(|one| &one.providers)
        .flat_map(|provider| &provider.patients)
        .flat_map(|patient| &patient.claims)
        .collect();
    let claims = claims_of(document);
    if told.is_empty() {
        return Ok(());
    }
    let numbers =
        |all: &mut dyn Iterator<Item = &str>| all.map(|number| number.get(..number.len().min(50)).unwrap_or(number).trim_end().to_owned()).collect::<Vec<_>>();
    let (ours, theirs) =
        (numbers(&mut told.iter().map(|claim| claim.patient_control_number.expose())), numbers(&mut claims.iter().map(|one| one.number.as_str())));
    if ours.len() != theirs.len() || ours.iter().zip(&theirs).any(|(ours, theirs)| ours != theirs && ours != "UNKNOWN") {
        return Err(format!("the claims are {theirs:?}, and the 277CA answers {ours:?}"));
    }
    let verdicts_of = |claim: &Claim| -> Vec<Verdict> {
        let groups = report.interchanges.iter().flat_map(|one| &one.groups).filter(|one| one.group.control_number == claim.group);
        groups.flat_map(|one| &one.sets).filter(|one| one.control_number == claim.set).map(|one| one.verdict).collect()
    };
    for (told, claim) in told.iter().zip(&claims) {
        let concerns = |finding: &&Finding| {
            let at = finding.segment - u64::from(finding.ack.is_of_missing_segment());
            claim.spans.iter().any(|(from, to)| *from <= at && at < *to)
        };
        let details: Vec<String> = told.statuses.iter().flat_map(|status| &status.details).map(|one| format!("{}:{}", one.category, one.status)).collect();
        for finding in errors(report).filter(concerns) {
            let Some(status) = finding.ack.stc01 else { continue };
            if !details.contains(&format!("{}:{}", status.category, status.status)) {
                return Err(format!("{} is not told of claim {}: {details:?}", finding.code, claim.number));
            }
        }
        let is_faulty = errors(report).any(|finding| concerns(&finding));
        let verdicts = verdicts_of(claim);
        let is_unreadable = verdicts.contains(&Verdict::Rejected);
        // What is wrong with the set as a whole concerns all of its claims.
        let may_be_rejected =
            is_faulty || is_unreadable || errors(report).any(|finding| finding.set_control_number.as_deref() == Some(&claim.set) && finding.snip > 2);
        let is_rejected = told.statuses.iter().any(|status| status.action == ActionCode::REJECTED);
        if is_rejected && !may_be_rejected || !is_rejected && (is_faulty || verdicts.iter().all(|one| *one == Verdict::Rejected)) {
            return Err(format!("claim {} is answered {details:?}, faulty {is_faulty}, unreadable {is_unreadable}", claim.number));
        }
    }
    Ok(())
}

#[track_caller]
fn check(documents: impl Iterator<Item = (String, Vec<u8>)>) {
    let mut count = 0;
    let wrong: Vec<String> =
        documents.inspect(|_| count += 1).flat_map(|(name, document)| judge(&document).into_iter().map(move |fault| format!("{name}: {fault}"))).collect();
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 0);
}

#[test]
fn answers_to_fixtures_tell_what_was_found() {
    let folders =
        std::fs::read_dir(fixture::folder()).expect("a folder").map(|entry| entry.expect("an entry").path()).filter(|path| path.join("valid").is_dir());
    let names = folders.filter_map(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()));
    let files = names
        .flat_map(|name| ["valid", "invalid"].map(|kind| format!("{name}/{kind}")))
        .filter(|folder| fixture::folder().join(folder).is_dir())
        .flat_map(|folder| fixture::files(&folder));
    check(files.map(|path| (path.display().to_string(), std::fs::read(&path).expect("readable"))));
}

#[test]
fn answers_to_broken_situations_tell_what_was_found() {
    let files = std::fs::read_dir(fixture::folder().join("rules")).expect("a folder").map(|entry| entry.expect("an entry").path());
    let examples = files.flat_map(|path| {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(&path).expect("readable");
        edits::read(&text, fixture::text).into_iter().map(move |example| (format!("{name}:{}", example.line), example.document.into_bytes()))
    });
    check(examples);
}

/// The guides whose sets are acknowledged.
fn guides() -> impl Iterator<Item = Arc<Guide>> {
    generated::guides().into_iter().filter(|guide| guide.group != "FA")
}

/// Defects of each kind in each guide.
const DEFECTS: u64 = 6;

#[test]
fn answers_to_generated_defects_tell_what_was_found() {
    let documents = guides().flat_map(|guide| {
        let of_kind = |(number, kind): (usize, Defect)| (0..DEFECTS).map(move |seed| (kind, seed * 41 + number as u64));
        let chosen: Vec<(Defect, u64)> = Defect::ALL.into_iter().enumerate().flat_map(of_kind).collect();
        chosen.into_iter().filter_map(move |(kind, seed)| {
            let document = interchange(&guide, &Settings { seed, ..Settings::default() });
            let candidates = kind.candidates(&guide, &document);
            let mut random = Random::new(seed, &guide.id);
            let defect = (!candidates.is_empty()).then(|| random.one_of(&candidates).clone())?;
            let (broken, _) = defects::inject(&document, std::slice::from_ref(&defect));
            Some((format!("{} seed {seed}: {}", generated::name(&guide), defect.what), broken.write().expect("no delimiters in data")))
        })
    });
    check(documents);
}

#[test]
fn answers_to_several_defects_tell_what_was_found() {
    let documents = guides().flat_map(|guide| {
        (0..10 * DEFECTS).map(move |seed| {
            let document = interchange(&guide, &Settings { seed, sets: 2, ..Settings::default() });
            let mut random = Random::new(seed, &guide.id);
            let chosen = defects::several(&guide, &document, 3, &mut random);
            let (broken, _) = defects::inject(&document, &chosen);
            (format!("{} seed {seed}", generated::name(&guide)), broken.write().expect("no delimiters in data"))
        })
    });
    check(documents);
}
