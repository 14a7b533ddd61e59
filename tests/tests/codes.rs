//! External code lists as they are published, in place of those built in.

use std::fs;

use claimbridge_tests::fixture;
use x12_codes::{CodeTables, Day};
use x12_findings::Severity;
use x12_validate::{Options, validate};

/// The codes of all findings of type 5 in a document, with its lists from files.
fn findings(document: &str, files: &[(&str, &str)], as_of: Option<&str>) -> Vec<(String, Severity, Option<String>)> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    let codes = if files.is_empty() { CodeTables::default() } else { CodeTables::load_folder(folder.path()).expect("code lists") };
    let options = Options { codes, as_of: as_of.and_then(|day| Day::read(day.as_bytes())), ..Options::default() };
    let report = validate(document.as_bytes(), &options).expect("readable");
    report.findings.into_iter().filter(|one| one.snip == 5).map(|one| (one.code.into_owned(), one.severity, one.path)).collect()
}

fn claim() -> String {
    fixture::text("005010X222A1/valid/subscriber-is-patient.x12")
}

/// HCPCS level I and II with days, as CSV.
const CPT: &str = "code,effective date,end date\n99213,1992-01-01,\n99214,2026-02-01,\n99201,1992-01-01,2020-12-31\n";
/// Two codes in the layout of CMS's order file: number, code, header or not, and words.
const ICD10: &str = "00001 J06     0 HEAD\n00002 J069    1 LEAF\n";

#[test]
fn without_lists_of_our_own_nothing_is_said_of_lists_that_are_not_built_in() {
    assert_eq!(findings(&claim(), &[], None), []);
}

#[test]
fn a_list_that_is_not_in_the_folder_is_told_once() {
    let twice = claim().replace("HI*ABK:J069~", "HI*ABK:J069*ABF:R059~");
    let found = findings(&twice, &[("procedure-cpt.csv", CPT)], None);
    let absent: Vec<_> = found.iter().filter(|(code, ..)| code == "code-list-absent").collect();
    let at: Vec<&str> = absent.iter().filter_map(|(.., path)| path.as_deref()).collect();
    assert_eq!(at, ["2000A/PRV03", "2000B/2300/HI01-2"], "{found:?}");
    assert!(absent.iter().all(|(_, severity, _)| *severity == Severity::Warning));
}

#[test]
fn a_code_is_judged_by_the_day_of_its_service() {
    let at = |code: &str, day: &str| {
        let document = claim().replace("HC:99213", &format!("HC:{code}")).replace("DTP*472*D8*20260110", &format!("DTP*472*D8*{day}"));
        let found = findings(&document, &[("procedure-cpt.csv", CPT)], None);
        found.into_iter().find(|(.., path)| path.as_deref() == Some("2000B/2300/2400/SV101-2")).map(|(code, ..)| code)
    };
    assert_eq!(at("99213", "20260110"), None);
    assert_eq!(at("99214", "20260110").as_deref(), Some("code-not-yet-valid"));
    assert_eq!(at("99214", "20260201"), None);
    assert_eq!(at("99201", "20260110").as_deref(), Some("code-ended"));
    assert_eq!(at("99201", "20201231"), None);
    assert_eq!(at("99999", "20260110").as_deref(), Some("code-not-in-list"));
}

#[test]
fn another_day_may_be_given_for_all_codes() {
    let document = claim().replace("HC:99213", "HC:99201");
    let told = |as_of| findings(&document, &[("procedure-cpt.csv", CPT)], as_of).iter().any(|(code, ..)| code == "code-ended");
    assert!(told(None));
    assert!(!told(Some("20200601")));
}

#[test]
fn a_heading_of_the_diagnosis_list_is_no_code_to_bill() {
    let told = |code: &str| {
        let document = claim().replace("ABK:J069", &format!("ABK:{code}"));
        let found = findings(&document, &[("icd10cm_order_2026.txt", ICD10)], None);
        found.into_iter().find(|(.., path)| path.as_deref() == Some("2000B/2300/HI01-2")).map(|(code, ..)| code)
    };
    assert_eq!(told("J069"), None);
    assert_eq!(told("J06").as_deref(), Some("code-not-in-list"));
}
