//! Defects chosen by hand, one or two per document: each is one error, of its code, at its segment and element, and no other error comes of it.

use claimbridge_tests::fixture;
use claimbridge_tests::segments::Document;
use x12_findings::Severity;
use x12_validate::{Options, validate};

const PROFESSIONAL: &str = "005010X222A1/valid/subscriber-is-patient.x12";
const DEPENDENT: &str = "005010X222A1/valid/patient-is-dependent.x12";
const SECONDARY: &str = "005010X222A1/valid/secondary-with-line-adjudication.x12";
const REMITTANCE: &str = "005010X221A1/valid/payments-and-adjustments.x12";

/// What is done to a document; segments are found by how they begin.
#[derive(Clone, Copy)]
enum Change {
    /// Sets an element.
    Set(&'static str, usize, &'static str),
    /// Takes a segment out.
    Remove(&'static str),
    /// Puts a segment before another.
    Before(&'static str, &'static str),
    /// Puts a segment elsewhere: the first before the second.
    Move(&'static str, &'static str),
}
use Change::{Before, Move, Remove, Set};

fn find(document: &Document, start: &str) -> usize {
    document.segments.iter().position(|segment| segment.join("*").starts_with(start)).unwrap_or_else(|| panic!("no segment {start}"))
}

fn apply(document: &mut Document, change: &Change) {
    match *change {
        Set(start, element, value) => {
            let at = find(document, start);
            let segment = &mut document.segments[at];
            segment.resize(segment.len().max(element + 1), String::new());
            segment[element] = value.to_owned();
            while segment.last().is_some_and(String::is_empty) {
                segment.pop();
            }
        }
        Remove(start) => {
            let at = find(document, start);
            document.segments.remove(at);
        }
        Before(start, segment) => {
            let at = find(document, start);
            document.segments.insert(at, segment.split('*').map(str::to_owned).collect());
        }
        Move(start, before) => {
            let at = find(document, start);
            let moved = document.segments.remove(at);
            let to = find(document, before);
            document.segments.insert(to, moved);
        }
    }
}

/// Checks the errors of a changed fixture: code, and segment with element or not.
#[track_caller]
fn check(name: &str, changes: &[Change], expected: &[(&str, &str)]) {
    let mut document = Document::read(&fixture::text(name));
    changes.iter().for_each(|change| apply(&mut document, change));
    // A trailer that was changed on purpose stays as it is.
    if !changes.iter().any(|change| matches!(change, Set("SE*", ..))) {
        document.recount();
    }
    let report = validate(document.write().as_bytes(), &Options::default()).expect("read");
    let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let found: Vec<(&str, &str)> =
        errors.map(|finding| (finding.code.as_ref(), finding.element.as_deref().or(finding.segment_id.as_deref()).unwrap_or_default())).collect();
    assert_eq!(found, expected);
}

#[test]
fn two_defects_in_one_set_are_two_errors() {
    check(PROFESSIONAL, &[Set("NM1*85", 9, "1999999985"), Set("DTP*472", 3, "20250229")], &[("npi-invalid", "NM109"), ("date-invalid", "DTP03")]);
    check(PROFESSIONAL, &[Set("SE*", 1, "77"), Set("CLM*", 6, "?")], &[("code-invalid", "CLM06"), ("count-wrong", "SE01")]);
    check(PROFESSIONAL, &[Remove("SE*"), Set("CLM*", 6, "?")], &[("code-invalid", "CLM06"), ("trailer-missing", "SE")]);
    check(
        REMITTANCE,
        &[Set("CAS*CO*45*20", 3, "21"), Set("BPR*", 2, "348.20")],
        &[("remittance-payment-not-balanced", "BPR02"), ("remittance-line-not-balanced", "SVC03")],
    );
}

#[test]
fn a_missing_segment_without_amounts_hides_no_wrong_balance() {
    check(PROFESSIONAL, &[Set("CLM*", 2, "124.99"), Remove("HI*")], &[("claim-charge-not-balanced", "CLM02"), ("segment-missing", "HI")]);
    check(REMITTANCE, &[Set("BPR*", 2, "348.26"), Remove("N4*")], &[("remittance-payment-not-balanced", "BPR02"), ("segment-missing", "N4")]);
    // A missing line explains the balance.
    check(SECONDARY, &[Remove("SV1*HC:81002")], &[("segment-missing", "SV1")]);
}

#[test]
fn an_unknown_segment_hides_a_wrong_balance_only_if_it_may_be_part_of_it() {
    check(PROFESSIONAL, &[Set("CLM*", 2, "124.99"), Before("HI*", "ZZZ*1*ABC")], &[("claim-charge-not-balanced", "CLM02"), ("segment-unknown", "ZZZ")]);
    check(REMITTANCE, &[Set("CAS*CO*45*20", 0, "CAZ")], &[("segment-unknown", "CAZ")]);
}

#[test]
fn a_wrong_control_number_or_count_is_one_error() {
    check(PROFESSIONAL, &[Set("ISA*", 13, "00000000A")], &[("number-invalid", "ISA13")]);
    check(PROFESSIONAL, &[Set("GS*", 6, "A")], &[("number-invalid", "GS06")]);
    check(PROFESSIONAL, &[Set("ST*", 2, "1234567890")], &[("element-too-long", "ST02")]);
    check(PROFESSIONAL, &[Set("ST*", 2, "")], &[("element-missing", "ST02")]);
    check(PROFESSIONAL, &[Set("SE*", 1, "X")], &[("count-wrong", "SE01")]);
    check(PROFESSIONAL, &[Set("SE*", 2, "")], &[("element-missing", "SE02")]);
    check(PROFESSIONAL, &[Set("IEA*", 2, "1")], &[("control-number-mismatch", "IEA02")]);
    check(PROFESSIONAL, &[Set("GE*", 1, "X")], &[("count-wrong", "GE01")]);
}

#[test]
fn amounts_that_are_off_in_several_places_are_each_one_error() {
    check(
        REMITTANCE,
        &[Set("CAS*CO*45*20", 3, "21"), Set("CLP*PCN-1001", 4, "191"), Set("BPR*", 2, "349.25")],
        &[("remittance-claim-not-balanced", "CLP04"), ("remittance-line-not-balanced", "SVC03")],
    );
}

#[test]
fn a_missing_level_is_one_error() {
    check(PROFESSIONAL, &[Remove("HL*1*")], &[("segment-missing", "HL")]);
    check(PROFESSIONAL, &[Remove("HL*2*")], &[("segment-missing", "HL")]);
    check(DEPENDENT, &[Remove("HL*2*")], &[("segment-missing", "HL")]);
    check(DEPENDENT, &[Remove("HL*3*")], &[("segment-missing", "HL")]);
    check(DEPENDENT, &[Set("HL*3*", 2, "1")], &[("hl-parent-wrong", "HL02")]);
    // The pay-to address comes first, as it may.
    let pay_to = [Before("NM1*85", "NM1*87*2"), Before("NM1*85", "N3*1 PAY STREET"), Before("NM1*85", "N4*AUSTIN*TX*787010001")];
    check(PROFESSIONAL, &[&pay_to[..], &[Remove("PRV*BI"), Remove("HL*1*")]].concat(), &[("segment-missing", "HL")]);
}

#[test]
fn a_segment_moved_by_several_places_is_one_error() {
    check(PROFESSIONAL, &[Move("DMG*", "N3*1 ELM")], &[("segment-out-of-order", "N3")]);
    check(PROFESSIONAL, &[Move("REF*EI", "N3*100")], &[("segment-out-of-order", "REF")]);
    check(PROFESSIONAL, &[Move("REF*EI", "NM1*85")], &[("segment-out-of-order", "REF")]);
}

#[test]
fn a_segment_that_starts_a_loop_twice_is_one_error() {
    check(SECONDARY, &[Before("SBR*P", "SBR*P*01*OTHERGRP******CI")], &[("segment-unexpected", "SBR")]);
}

#[test]
fn an_identifier_in_small_letters_is_one_error_and_the_segment_is_still_known() {
    check(PROFESSIONAL, &[Set("N4*AUSTIN*TX*787010001", 0, "n4")], &[("segment-id-malformed", "n4")]);
    check(PROFESSIONAL, &[Set("CLM*", 0, "clm")], &[("segment-id-malformed", "clm")]);
}

#[test]
fn a_wrong_date_format_says_nothing_of_the_date() {
    check(PROFESSIONAL, &[Set("DTP*472", 2, "D6")], &[("code-invalid", "DTP02")]);
}

#[test]
fn headers_must_go_together() {
    check(PROFESSIONAL, &[Set("GS*", 1, "HP")], &[("group-identifier-wrong", "GS01")]);
    check(PROFESSIONAL, &[Set("ST*", 1, "838")], &[("code-invalid", "ST01")]);
    check(PROFESSIONAL, &[Set("ST*", 3, "005010X221A1")], &[("guide-reference-mismatch", "ST03")]);
    check(PROFESSIONAL, &[Set("GS*", 8, "005010X221A1")], &[("guide-reference-mismatch", "ST03")]);
    check(REMITTANCE, &[Set("GS*", 1, "HC")], &[("group-identifier-wrong", "GS01")]);
    check(REMITTANCE, &[Set("GS*", 8, "005010X222A1")], &[("group-guide-wrong", "GS08")]);
    check(REMITTANCE, &[Set("ST*", 1, "837")], &[("code-invalid", "ST01")]);
}

#[test]
fn lines_of_a_claim_are_numbered() {
    check(PROFESSIONAL, &[Set("LX*", 1, "2")], &[("line-number-wrong", "LX01")]);
    check(SECONDARY, &[Set("LX*2", 1, "1")], &[("line-number-wrong", "LX01")]);
    // Lines that begin anew may belong to a claim whose beginning is missing: then the amounts say nothing.
    check(SECONDARY, &[Set("LX*2", 1, "1"), Set("CLM*", 2, "150")], &[("line-number-wrong", "LX01")]);
    check(SECONDARY, &[Set("LX*2", 1, "3")], &[("line-number-wrong", "LX01")]);
    check(SECONDARY, &[Remove("LX*1")], &[("segment-missing", "LX")]);
}

#[test]
fn an_element_that_is_not_used_asks_for_no_others() {
    check(PROFESSIONAL, &[Set("NM1*85", 11, "1")], &[("element-not-used", "NM111")]);
    check(REMITTANCE, &[Set("BPR*", 18, "1")], &[("element-not-used", "BPR18")]);
    // One that is missing is told once.
    check(REMITTANCE, &[Set("N1*PE", 2, ""), Set("N1*PE", 3, "")], &[("element-missing", "N102"), ("element-missing", "N103")]);
    // Those that are used do.
    check(PROFESSIONAL, &[Set("NM1*85", 9, "")], &[("element-missing-by-note", "NM109")]);
}

#[test]
fn a_segment_without_elements_is_one_error() {
    check(PROFESSIONAL, &[Before("NM1*IL", "PAT")], &[("segment-without-elements", "PAT")]);
    check(PROFESSIONAL, &[Before("NM1*IL", "PAT**")], &[("segment-without-elements", "PAT")]);
    check(PROFESSIONAL, &[Before("NM1*IL", "PAT*********Y")], &[]);
    check(PROFESSIONAL, &[Before("HI*", "K3")], &[("element-missing", "K301")]);
}

#[test]
fn a_number_of_a_level_that_is_none_is_one_error() {
    check(PROFESSIONAL, &[Set("HL*2*", 2, "1111111111111")], &[("element-too-long", "HL02")]);
    check(PROFESSIONAL, &[Set("HL*2*", 2, "1^1")], &[("element-repeated-too-often", "HL02")]);
    check(PROFESSIONAL, &[Set("HL*1*", 1, "X")], &[("hl-id-wrong", "HL01")]);
}

#[test]
fn an_amount_that_is_too_long_throws_off_no_balance() {
    check(REMITTANCE, &[Set("PLB*", 4, "11111111111")], &[("element-too-long", "PLB04")]);
    check(REMITTANCE, &[Set("PLB*", 4, "")], &[("element-missing", "PLB04")]);
    check(REMITTANCE, &[Set("CAS*CO*45*20", 3, "11111111111")], &[("element-too-long", "CAS03")]);
}

#[test]
fn a_payer_that_is_named_wrongly_throws_off_no_balance() {
    check(SECONDARY, &[Set("SVD*OTHER1*100", 1, "OTHER1^OTHER1")], &[("element-repeated-too-often", "SVD01")]);
    check(SECONDARY, &[Set("SVD*OTHER1*100", 1, "O")], &[("element-too-short", "SVD01")]);
}

#[test]
fn a_late_segment_settles_what_its_loop_lacks_rather_than_what_the_next_may_have() {
    check(
        REMITTANCE,
        &[Remove("N3*100"), Remove("N4*ALBANY*NY*122010003"), Remove("REF*2U"), Remove("PER*CX"), Move("N4*ALBANY*NY*122010005", "N1*PE")],
        &[("segment-out-of-order", "N4")],
    );
}

#[test]
fn a_guess_leaves_its_place_to_the_one_that_is_meant_for_it() {
    let changes = [Before("SBR*P", "NM1*QQ*1*DOE*JOHN****XX*1999999984"), Before("SBR*P", "NM1*82*1*ROE*RON****XX*1999999984")];
    check(SECONDARY, &changes, &[("code-invalid", "NM101")]);
}

#[test]
fn a_loop_without_its_beginning_lacks_nothing_that_the_loop_before_may_have_taken() {
    // The payee comes first, as it may, and takes the street and city of the payer, whose name is missing.
    let changes = [Remove("N3*100"), Remove("N4*ALBANY*NY*122010003"), Remove("REF*TJ"), Move("N1*PE", "N1*PR"), Remove("N1*PR")];
    check(REMITTANCE, &changes, &[("segment-missing", "N1")]);
}

#[test]
fn a_segment_belongs_to_a_loop_that_is_due_rather_than_to_one_that_has_ended() {
    // Of the other subscriber only the number is there, which might be the subscriber's come late.
    let changes = [
        Remove("N3*1 ELM"),
        Move("N3*1 ELM", "DMG*"),
        Remove("N4*AUSTIN*TX*78702"),
        Move("N4*AUSTIN*TX*78702", "DMG*"),
        Before("NM1*IL*1*ROE*JOHN", "REF*SY*123456789"),
        Remove("NM1*IL*1*ROE*JOHN"),
        Before("LX*1", "NM1*77*2"),
        Before("LX*1", "REF*LU*OTHER-ID-3"),
    ];
    check(SECONDARY, &changes, &[("segment-missing", "NM1")]);
}

#[test]
fn a_segment_that_comes_before_its_loop_is_not_missing_from_it() {
    let replaces = [Set("CLM*", 5, "11:B:7"), Before("CLM*", "REF*F8*4711")];
    check(PROFESSIONAL, &replaces, &[("segment-out-of-order", "REF")]);
    let late = [Set("CLM*", 5, "11:B:7"), Before("SV1*", "REF*F8*4711")];
    check(PROFESSIONAL, &late, &[("segment-out-of-order", "REF")]);
    check(PROFESSIONAL, &[Set("CLM*", 5, "11:B:7")], &[("replaced-claim-not-named", "REF")]);
}

#[test]
fn what_does_not_fit_a_level_of_unknown_kind_is_still_told() {
    check(PROFESSIONAL, &[Set("HL*2*", 3, ""), Set("DTP*472", 1, "")], &[("element-missing", "HL03"), ("element-missing", "DTP01")]);
    check(PROFESSIONAL, &[Set("HL*2*", 3, "22^22"), Set("NM1*IL", 1, "")], &[("element-repeated-too-often", "HL03"), ("element-missing", "NM101")]);
}

#[test]
fn findings_of_the_envelope_stand_in_no_loop() {
    let mut document = Document::read(&fixture::text(PROFESSIONAL));
    apply(&mut document, &Set("GS*", 5, "9999"));
    let report = validate(document.write().as_bytes(), &Options::default()).expect("read");
    let places: Vec<_> = report.findings.iter().map(|finding| (finding.loop_id.as_deref(), finding.path.as_deref())).collect();
    assert_eq!(places, [(None, Some("GS05"))]);
}
