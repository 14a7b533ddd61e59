//! Companion guides in force: what they ask for beyond the guide is told as type 7, under their name, and only where they apply.

use std::sync::Arc;

use claimbridge_tests::fixture;
use x12_findings::Finding;
use x12_guide::{Companion, load_companion, shipped};
use x12_validate::{Options, Partner, validate};

fn companion(name: &str) -> Companion {
    load_companion(name, &mut |name| Some(fixture::text(&format!("companion/{name}"))), shipped()).expect("a companion guide")
}

fn found(document: &str, partners: Vec<Partner>) -> Vec<Finding> {
    validate(document.as_bytes(), &Options { partners, ..Options::default() }).expect("readable").findings
}

#[track_caller]
fn check(companion_name: &str, document: &str, expected: &[(&str, &str, u64)]) {
    let findings = found(document, vec![companion(companion_name).into()]);
    let told: Vec<(&str, &str, u64)> = findings.iter().map(|one| (one.code.as_ref(), one.path.as_deref().unwrap_or("-"), one.segment)).collect();
    assert_eq!(told, expected);
    for finding in &findings {
        assert_eq!(finding.snip, 7);
        assert!(finding.message.contains(companion_name.trim_end_matches(".xml")), "{}", finding.message);
    }
}

#[test]
fn each_demand_of_a_companion_guide_is_told_at_its_place() {
    let dependent = fixture::text("005010X222A1/valid/patient-is-dependent.x12");
    let expected =
        [("lmcd-011", "2000B/SBR02", 15), ("partner-value-invalid", "2000B/SBR09", 15), ("lmcd-013", "2000B/2010BA/NM109", 16), ("lmcd-012", "2000C/HL", 18)];
    check("lakeland-medicaid-837p.xml", &dependent, &expected);
    let many = fixture::text("005010X222A1/valid/many-loops.x12");
    let expected = [("acme-001", "1000B/NM109", 7), ("acme-003", "2000B/2300/NTE", 36), ("acme-004", "2000C/2300/2310B/NM1", 83)];
    check("acme-837p.xml", &many, &expected);
}

#[test]
fn a_companion_guide_of_another_guide_asks_for_nothing() {
    check("acme-276.xml", &fixture::text("005010X222A1/valid/patient-is-dependent.x12"), &[]);
    check("acme-837p.xml", &fixture::text("005010X221A1/valid/denied-with-remarks.x12"), &[]);
}

#[test]
fn a_companion_guide_of_one_payer_asks_for_nothing_in_claims_to_others() {
    let document = fixture::text("005010X222A1/valid/subscriber-is-patient.x12").replace("CLM*PCN1*", "CLM*PCN456789012345678*");
    let partner = |payer: &str| Partner { companion: Arc::new(companion("acme-837p.xml")), only_for_payer: Some(payer.to_owned()) };
    let codes = |payer: &str| found(&document, vec![partner(payer)]).iter().map(|one| one.code.clone().into_owned()).collect::<Vec<_>>();
    assert_eq!(codes("ACME1"), ["acme-002", "acme-004"]);
    assert!(codes("OTHER").is_empty());
}

#[test]
fn loops_without_bound_are_counted_and_not_kept() {
    let text = r#"<companion id="few" extends="005010X222A1" name="Few"><at path="2000A/2000B" repeat="2" code="few-1"/></companion>"#;
    let few = load_companion("few.xml", &mut |_| Some(text.to_owned()), shipped()).expect("a companion guide");
    let document = fixture::text("005010X222A1/valid/subscriber-is-patient.x12");
    let level = |number: u32| {
        let from = document.find("HL*2*1").expect("a level");
        document[from..document.find("SE*").expect("a trailer")].replace("HL*2*1", &format!("HL*{number}*1")).replace("PCN1", &format!("PCN{number}"))
    };
    let levels: String = (3..=6).map(level).collect();
    let whole = document.replace("SE*24*", &format!("{levels}SE*{}*", 24 + 4 * 12));
    let told: Vec<String> = found(&whole, vec![few.into()]).iter().map(|one| format!("{} {}", one.code, one.path.as_deref().unwrap_or("-"))).collect();
    assert_eq!(told, ["few-1 2000B/HL"], "one surplus level is enough to say so");
}
