//! What was written reads back as the same values; what payers send is read as it stands.

use serde_json::json;
use x12_acknowledge::codes::{ElementFault, GroupFault, GroupVerdict, InterchangeNote, InterchangeVerdict, SegmentFault, SetFault, SetVerdict};
use x12_acknowledge::model::{AcknowledgedGroup, ContextEntry, ElementError, ElementPosition, GroupCounts, SegmentContext, SegmentError, SetResponse};
use x12_acknowledge::{Acknowledgment, ImplementationAcknowledgment, InterchangeAcknowledgment, Parties, write_acknowledgments};

use crate::documents::{Document, answer_to, options, reread, without_places};

pub(crate) fn parties() -> Parties {
    Parties {
        sender: ("ZZ".to_owned(), "PAYER".to_owned()),
        receiver: ("ZZ".to_owned(), "SENDER".to_owned()),
        application_sender: "PAYERAPP".to_owned(),
        application_receiver: "SENDERAPP".to_owned(),
        usage: "T".to_owned(),
    }
}

/// Writes, validates, reads, and compares.
#[track_caller]
pub(crate) fn check_round_trip(written: &[Acknowledgment]) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_acknowledgments(&mut bytes, &parties(), written, &options()).unwrap();
    let report = x12_validate::validate(&bytes[..], &x12_validate::Options::default()).unwrap();
    assert_eq!(report.findings, [], "{}", crate::documents::lines(&bytes));
    let mut interchanges = reread(&bytes);
    let read: Vec<Acknowledgment> = interchanges.remove(0).acknowledgments.into_iter().map(without_places).collect();
    assert_eq!(read, written);
    bytes
}

fn context() -> SegmentContext {
    SegmentContext {
        entries: vec![ContextEntry { name: "SITUATIONAL TRIGGER".to_owned(), value: None }],
        segment_id: Some("CLM".to_owned()),
        position: Some(18),
        loop_id: Some("2300".to_owned()),
        at: Some(ElementPosition { element: Some(5), component: Some(3), repetition: None }),
        data_elements: vec!["1325".to_owned()],
    }
}

fn rejected() -> ImplementationAcknowledgment {
    let element = ElementError {
        at: ElementPosition { element: Some(1), component: Some(2), repetition: Some(3) },
        data_element: Some("1271".to_owned()),
        fault: ElementFault::INVALID_CODE,
        value: Some("J06".into()),
        contexts: vec![context()],
    };
    let business = SegmentContext { entries: vec![ContextEntry { name: "CLM01".to_owned(), value: Some("CLAIM1".into()) }], ..SegmentContext::default() };
    let segment = SegmentError {
        segment_id: "HI".to_owned(),
        position: Some(19),
        loop_id: Some("2300".to_owned()),
        fault: SegmentFault::ELEMENT_ERRORS,
        contexts: vec![context(), business],
        elements: vec![element],
    };
    let set = SetResponse {
        transaction: "837".to_owned(),
        control_number: "0001".to_owned(),
        reference: Some("005010X222A1".to_owned()),
        segments: vec![segment],
        verdict: SetVerdict::REJECTED,
        faults: vec![SetFault::SEGMENTS, SetFault::COUNT_WRONG],
        segment: None,
    };
    ImplementationAcknowledgment {
        control_number: "0007".to_owned(),
        group: AcknowledgedGroup { functional_id: "HC".to_owned(), control_number: "77".to_owned(), version: "005010X222A1".to_owned() },
        sets: vec![set],
        verdict: GroupVerdict::REJECTED,
        counts: GroupCounts { declared: Some(2), received: Some(1), accepted: Some(0) },
        faults: vec![GroupFault::COUNT_WRONG],
        segment: None,
    }
}

fn ta1() -> InterchangeAcknowledgment {
    InterchangeAcknowledgment {
        control_number: "000000905".to_owned(),
        date: "260101".to_owned(),
        time: "1200".to_owned(),
        verdict: InterchangeVerdict::REJECTED,
        note: InterchangeNote::DUPLICATE,
        segment: None,
    }
}

#[test]
fn a_ta1_and_a_999_read_back_as_they_were_written() {
    check_round_trip(&[Acknowledgment::Interchange(ta1()), Acknowledgment::Implementation(rejected())]);
}

#[test]
fn what_was_made_from_findings_reads_back_with_its_places() {
    let (bytes, _) = answer_to(x12_acknowledge::Kind::Implementation999, &Document::professional().replace("SV1*", "SV1*HC:99213*100*UX*1***1").bytes());
    let Acknowledgment::Implementation(one) = &reread(&bytes)[0].acknowledgments[0] else { panic!() };
    assert_eq!((one.sets[0].segment, one.segment), (Some(9), Some(10)));
    assert!(!one.accepts("0001"));
    assert_eq!(one.sets[0].segments[0].elements[0].value.as_ref().unwrap().expose(), "UX");
}

#[test]
fn the_group_speaks_before_the_set() {
    let mut one = rejected();
    one.sets[0].verdict = SetVerdict::ACCEPTED;
    assert!(!one.accepts("0001"));
    one.verdict = GroupVerdict::PARTIALLY_ACCEPTED;
    assert!(one.accepts("0001") && !one.accepts("0002"));
    one.verdict = GroupVerdict::ACCEPTED;
    assert!(one.accepts("0002"));
}

#[test]
fn json_is_camel_case_with_iso_dates_and_open_codes() {
    let mut one = ta1();
    one.note = InterchangeNote::new("999");
    let value = serde_json::to_value(Acknowledgment::Interchange(one)).unwrap();
    assert_eq!(value, json!({"kind": "interchange", "controlNumber": "000000905", "date": "2026-01-01", "time": "12:00", "verdict": "R", "note": "999"}));
}

#[test]
fn nothing_of_a_claim_prints() {
    let shown = format!("{:?}", rejected());
    assert!(!shown.contains("CLAIM1") && !shown.contains("J06"), "{shown}");
}

#[test]
fn an_answer_cut_at_any_byte_is_read_as_far_as_it_goes() {
    let bytes = check_round_trip(&[Acknowledgment::Interchange(ta1()), Acknowledgment::Implementation(rejected())]);
    for end in 0..bytes.len() {
        assert!(reread(&bytes[..end]).len() <= 1);
    }
}

#[test]
fn a_number_that_isa13_cannot_hold_is_refused() {
    let mut options = options();
    options.control_number = 1_000_000_000;
    let refused = write_acknowledgments(Vec::new(), &parties(), &[Acknowledgment::Interchange(ta1())], &options);
    assert_eq!(refused.unwrap_err().to_string(), "the answer would need the interchange control number 1000000000, and ISA13 takes 1 to 999999999");
}

/// What a payer sent, a segment a line, in an envelope.
fn sent(set: &str) -> Vec<Acknowledgment> {
    let envelope = "ISA*00*          *00*          *ZZ*PAYER          *ZZ*SENDER         *260102*1345*^*00501*000000501*0*T*:";
    let text = format!("{envelope}~{}~IEA*1*000000501~", set.trim().replace('\n', "~"));
    reread(text.as_bytes()).remove(0).acknowledgments
}

fn told(set: &str) -> String {
    sent(set).iter().flat_map(Acknowledgment::explain).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_997_is_read_and_told_as_a_999() {
    insta::assert_snapshot!(told(
        "GS*FA*PAYERAPP*SENDERAPP*20260102*1345*1*X*005010
ST*997*0001
AK1*HC*77
AK2*837*0001
AK3*SV1*21*2400*8
AK4*3*355*7*UX
AK5*R*5
AK2*837*0002
AK5*A
AK9*P*2*2*1
SE*9*0001
GE*1*1"
    ));
}

#[test]
fn what_a_payer_leaves_out_loses_no_error() {
    // No AK2, no IK3, no IK5, more elements than there are, codes of the payer's own.
    insta::assert_snapshot!(told(
        "GS*FA*PAYERAPP*SENDERAPP*20260102*1345*1*X*005010X231A1
ST*999*0001*005010X231A1
AK1*HC*77*005010X222A1
IK3*CLM*18*2300*Z9*MORE
IK4*2*782*X1
IK5*R*5*Q7
AK2*837*0002*005010X222A1
IK4*5:3*1325*7
AK2*837*0003*005010X222A1
AK9*P*3*3*1*Q8
SE*10*0001
GE*1*1"
    ));
}

#[test]
fn a_set_without_a_verdict_has_that_of_its_group() {
    let accepts = |verdict: &str| {
        let group =
            format!("GS*FA*A1*B1*20260102*1345*1*X*005010X231A1\nST*999*0001*005010X231A1\nAK1*HC*77\nAK2*837*0001\nAK9*{verdict}*1*1*1\nSE*5*0001\nGE*1*1");
        let [Acknowledgment::Implementation(one)] = &sent(&group)[..] else { panic!() };
        one.accepts("0001")
    };
    assert!(accepts("A") && accepts("E"));
    assert!(!accepts("R") && !accepts("P") && !accepts(""));
}

#[test]
fn a_situation_is_told_with_what_made_the_guide_ask() {
    let (answer, _) = answer_to(x12_acknowledge::Kind::Implementation999, &Document::professional().replace("CLM*", "CLM*CLAIM1*100***11:B:7*Y*A*Y*Y").bytes());
    insta::assert_snapshot!(reread(&answer)[0].acknowledgments[0].explain().join("\n"));
}

#[test]
fn a_277ca_of_a_payers_own_making_is_read_as_far_as_it_goes() {
    // No ST03, the patient at a level of the 837, a claim without its number, a category and a party of the payer's own.
    insta::assert_snapshot!(told(
        "GS*HN*PAYERAPP*SENDERAPP*20260102*1345*1*X*005010X214
ST*277*0001
BHT*0085*08*ANSWER1*20260102*1345*TH
HL*1**20*1
NM1*PR*2*PAYER*****PI*87726
HL*2*1*21*1
NM1*41*2*SUBMITTER*****46*SUB1
TRN*2*REF1
STC*A1:19:PR*20260102*WQ*150
QTY*90*1
AMT*YU*100
QTY*AA*1
AMT*YY*50
HL*3*2*19*1
NM1*85*2*CLINIC*****XX*1999999984
HL*4*3*22*0
NM1*IL*1*DOE*JOHN****MI*M123
STC*Z9:562:XQ*20260102*U*50
SVC*HC:99213*50
STC*A7:454**U
REF*FJ*LINE1
TRN*2*CLAIM2
STC*A2:20*20260102*WQ*100
SE*24*0001
GE*1*1"
    ));
}

#[test]
fn an_answer_is_told_in_words_that_hold_no_refused_value() {
    let told: Vec<String> = [Acknowledgment::Interchange(ta1()), Acknowledgment::Implementation(rejected())].iter().flat_map(Acknowledgment::explain).collect();
    let told = told.join("\n");
    assert!(!told.contains("J06"));
    insta::assert_snapshot!(told);
}
