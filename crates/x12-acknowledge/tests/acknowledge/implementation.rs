//! 999s made from documents: each kind of defect as IK3, CTX, IK4, IK5 and AK9, and the answer itself always clean.

use crate::documents::{Document, answer_to, answered, lines, options, reread};
use x12_acknowledge::{Acknowledgment, Kind, write};
use x12_validate::Options;

/// The segments between AK2 and AK9 for an 837P with one defect.
#[track_caller]
fn check(document: &Document, expected: &[&str]) {
    let all = answered(document);
    let between: Vec<&str> = all.iter().skip(2).take(all.len().saturating_sub(3)).map(String::as_str).collect();
    assert_eq!(between, expected, "{all:#?}");
}

#[test]
fn a_clean_document_is_accepted_and_answered_to_its_sender() {
    let (output, outcome) = answer_to(Kind::Implementation999, &Document::professional().bytes());
    assert!(outcome.is_accepted());
    insta::assert_snapshot!(lines(&output));
    let (_, outcome) = answer_to(Kind::Implementation999, &Document::remittance().bytes());
    assert!(outcome.is_accepted());
}

#[test]
fn a_rejected_document_names_its_claim_segments_and_elements() {
    let document = Document::professional()
        .replace("CLM*", "CLM*CLAIM1*1OO***11:B:1*Y*A*Y*Y")
        .replace("NM1*IL", "NM1*IL*1*DOE*JOHN**JR**MI*M123")
        .replace("DTP*472", "DTP*472*D8*20261301")
        .remove("HI*");
    let (output, outcome) = answer_to(Kind::Implementation999, &document.bytes());
    assert!(!outcome.is_accepted());
    insta::assert_snapshot!(lines(&output));
}

#[test]
fn a_missing_segment_is_reported_where_it_was_due_and_for_its_own_claim() {
    check(&Document::professional().remove("HI*"), &["IK3*HI*19*2300*3", "CTX*CLM01:CLAIM1", "IK5*R*5"]);
    let two_claims = Document::professional()
        .remove("HI*")
        .insert("DTP*472", "CLM*CLAIM2*50***11:B:1*Y*A*Y*Y")
        .insert("CLM*CLAIM2", "HI*ABK:J069")
        .insert("HI*ABK", "LX*1")
        .0;
    let mut two_claims = Document(two_claims);
    let at = two_claims.0.iter().rposition(|segment| segment == "LX*1").unwrap();
    two_claims.0.splice(at + 1..at + 1, ["SV1*HC:99213*50*UN*1***1".to_owned(), "DTP*472*D8*20260102".to_owned()]);
    let two_claims = two_claims.replace("SE*", "SE*27*0001");
    check(&two_claims, &["IK3*HI*19*2300*3", "CTX*CLM01:CLAIM1", "IK5*R*5"]);
}

#[test]
fn a_missing_first_segment_of_a_loop_carries_no_claim_that_has_not_begun() {
    check(&Document::professional().remove("NM1*PR"), &["IK3*NM1*17*2010*3", "IK5*R*5"]);
}

#[test]
fn a_fault_of_the_next_subscriber_is_not_put_to_the_claim_before() {
    let mut document = Document::professional();
    let (from, to) = (12, document.0.len() - 3);
    let copy: Vec<String> =
        document.0[from..to].iter().map(|segment| segment.replace("HL*2*1", "HL*3*1").replace("CLAIM1", "CLAIM2").replace("19700101", "19701301")).collect();
    document.0.splice(to..to, copy);
    check(&document.replace("SE*", "SE*35*0001"), &["IK3*DMG*28*2010*8", "IK4*2*1251*8*19701301", "IK5*R*5"]);
}

#[test]
fn an_element_has_its_position_its_number_and_a_copy() {
    check(&Document::professional().replace("SV1*", "SV1*HC:99213*100*UX*1***1"), &["IK3*SV1*21*2400*8", "CTX*CLM01:CLAIM1", "IK4*3*355*7*UX", "IK5*R*5"]);
}

#[test]
fn a_component_is_numbered_in_its_composite() {
    check(&Document::professional().replace("CLM*", "CLM*CLAIM1*100***11:B:*Y*A*Y*Y"), &["IK3*CLM*18*2300*8", "CTX*CLM01:CLAIM1", "IK4*5:3*1325*1", "IK5*R*5"]);
}

#[test]
fn an_invalid_character_is_not_sent_back() {
    check(&Document::professional().replace("N3*2 OAK", "N3*2\tOAK ST"), &["IK3*N3*14*2010*8", "IK4*1*166*6", "IK5*R*5"]);
}

#[test]
fn a_copy_holds_none_of_our_delimiters_and_is_cut() {
    let long = format!("NM1*IL*1*{}*JOHN****MI*M123", "A".repeat(120));
    let expected = format!("IK4*3*1035*5*{}", "A".repeat(99));
    check(&Document::professional().replace("NM1*IL", &long), &["IK3*NM1*13*2010*8", &expected, "IK5*R*5"]);
    // Another element separator makes ours data, which cannot be sent back.
    let text = String::from_utf8(Document::professional().replace("SV1*", "SV1*HC:99213*100*U^*1***1").bytes()).unwrap();
    let foreign = text.replace('^', "!").replace('*', "|").replace("U!", "U*").replace('~', "'");
    let (output, _) = answer_to(Kind::Implementation999, foreign.as_bytes());
    assert!(lines(&output).contains("IK4*3*355*7~"), "{}", lines(&output));
}

#[test]
fn several_elements_of_a_segment_share_one_ik3() {
    check(
        &Document::professional().replace("SV1*", "SV1*HC:99213*1,0*UX*1***1"),
        &["IK3*SV1*21*2400*8", "CTX*CLM01:CLAIM1", "IK4*2*782*6", "IK4*3*355*7*UX", "IK5*R*5"],
    );
}

#[test]
fn an_element_that_the_guide_does_not_use_breaks_the_guide_only() {
    check(&Document::professional().replace("NM1*PR", "NM1*PR*2*PAYER*JANE****PI*87726"), &["IK3*NM1*17*2010*8", "IK4*4*1036*I10*JANE", "IK5*R*I5"]);
}

#[test]
fn segments_unknown_repeated_and_misplaced_have_their_codes() {
    for (document, expected) in [
        (Document::professional().insert("HI*", "ZZZ*1"), "IK3*ZZZ*20*"),
        (Document::professional().insert("BHT*", "BHT*0019*00*REF1*20260101*1200*CH"), "IK3*BHT*3**5"),
        (Document::professional().remove("HI*").insert("DTP*472", "HI*ABK:J069"), "IK3*HI*2"),
    ] {
        let all = answered(&document);
        assert!(all.iter().any(|segment| segment.starts_with(expected)), "{expected}: {all:#?}");
        assert_eq!(all.iter().filter(|segment| segment.starts_with("IK3")).count(), 1, "{all:#?}");
    }
}

#[test]
fn a_segment_with_a_malformed_identifier_is_named_as_sent() {
    let all = answered(&Document::professional().replace("HI*", "hi*ABK:J069"));
    assert!(all.iter().any(|segment| segment.starts_with("IK3*hi*19**1")), "{all:#?}");
}

#[test]
fn what_a_situation_asks_for_is_noted_with_its_trigger_and_its_claim() {
    // An accident without its date: the segment is missing because CLM11 says so.
    check(
        &Document::professional().replace("CLM*", "CLM*CLAIM1*100***11:B:1*Y*A*Y*Y**OA"),
        &["IK3*DTP*19*2300*I6", "CTX*SITUATIONAL TRIGGER*CLM*18*2300*11:1*1362", "CTX*CLM01:CLAIM1", "IK5*E*I5"],
    );
    let all = answered(&Document::professional().replace("CLM*", "CLM*CLAIM1*100***11:B:7*Y*A*Y*Y"));
    let expected = [
        "AK1*HC*77*005010X222A1",
        "AK2*837*0001*005010X222A1",
        "IK3*REF*19*2300*I6",
        "CTX*SITUATIONAL TRIGGER*CLM*18*2300*5:3*1325",
        "CTX*CLM01:CLAIM1",
        "IK5*E*I5",
        "AK9*E*1*1*1",
    ];
    assert_eq!(all, expected);
}

#[test]
fn an_element_that_a_situation_asks_for_has_its_trigger_behind_ik4() {
    check(
        &Document::professional().replace("CLM*", "CLM*CLAIM1*100***11:B:1*Y*A*Y*Y**AA").insert("CLM*", "DTP*439*D8*20260101"),
        &["IK3*CLM*18*2300*8", "CTX*CLM01:CLAIM1", "IK4*11:4*156*I9", "CTX*SITUATIONAL TRIGGER*CLM*18*2300*11:1*1362", "IK5*E*I5"],
    );
}

#[test]
fn a_situation_beside_a_fault_of_form_is_told_and_the_set_is_rejected() {
    check(
        &Document::professional().replace("CLM*", "CLM*CLAIM1*100***11:B:7*Y*A*Y*Y").replace("SV1*", "SV1*HC:99213*100*UX*1***1"),
        &[
            "IK3*REF*19*2300*I6",
            "CTX*SITUATIONAL TRIGGER*CLM*18*2300*5:3*1325",
            "CTX*CLM01:CLAIM1",
            "IK3*SV1*21*2400*8",
            "CTX*CLM01:CLAIM1",
            "IK4*3*355*7*UX",
            "IK5*R*5*I5",
        ],
    );
}

#[test]
fn a_set_with_errors_noted_is_accepted_and_counted() {
    let document = Document::professional().replace("CLM*", "CLM*CLAIM1*100***11:B:7*Y*A*Y*Y").bytes();
    let (_, outcome) = answer_to(Kind::Implementation999, &document);
    assert_eq!((outcome.sets_accepted, outcome.sets_accepted_with_errors, outcome.is_accepted()), (1, 1, true));
    // A receiver may leave situations to its 277CA.
    let mut validation = Options::default();
    validation.snip[3] = false;
    let outcome = write(Kind::Implementation999, &document[..], Vec::new(), &options(), &validation).unwrap();
    assert_eq!((outcome.sets_accepted, outcome.sets_accepted_with_errors), (1, 0));
}

#[test]
fn faults_of_the_set_itself_are_in_ik5() {
    check(&Document::professional().replace("SE*", "SE*99*0001"), &["IK5*R*4"]);
    check(&Document::professional().replace("SE*", "SE*23*0009"), &["IK5*R*3"]);
    check(
        &Document::professional().and_set("ST*", "ST*837*0001*005010X222A1").replace("SE*23*0002", "SE*23*0001"),
        &["IK5*A", "AK2*837*0001*005010X222A1", "IK5*R*23"],
    );
    let mut headless = Document::professional();
    headless.0.retain(|segment| !segment.starts_with("SE*"));
    check(&headless, &["IK5*R*2"]);
}

#[test]
fn a_short_set_number_comes_back_with_zeros() {
    let all = answered(&Document::professional().replace("ST*", "ST*837*1*005010X222A1").replace("SE*", "SE*23*1"));
    assert_eq!(all[1], "AK2*837*0001*005010X222A1");
    assert!(all.iter().any(|segment| segment.starts_with("IK5*R*") && segment.contains("*7")), "{all:#?}");
}

#[test]
fn a_set_that_only_balances_wrongly_is_accepted() {
    check(&Document::professional().replace("CLM*", "CLM*CLAIM1*999***11:B:1*Y*A*Y*Y"), &["IK5*A"]);
}

#[test]
fn a_set_without_a_guide_is_accepted_with_a_note() {
    let text = String::from_utf8(Document::professional().bytes()).unwrap().replace("005010X222A1", "004010X098A1");
    let all = answered(&Document::of(&text.replace('~', "")));
    assert_eq!(all[2], "IK5*E*I6");
    assert_eq!(all[3], "AK9*E*1*1*1");
}

#[test]
fn a_group_with_one_bad_set_is_partially_accepted() {
    let all = answered(&Document::professional().and_set("SV1*", "SV1*HC:99213*100*UX*1***1"));
    assert_eq!(all.last().unwrap(), "AK9*P*2*2*1", "{all:#?}");
    assert_eq!(all[2], "IK5*A");
}

#[test]
fn faults_of_the_group_itself_are_in_ak9_and_reject_it() {
    let last = |document: &Document| answered(document).pop().unwrap();
    assert_eq!(last(&Document::professional().replace("GE*", "GE*2*77")), "AK9*R*2*1*0*5");
    assert_eq!(last(&Document::professional().replace("GE*", "GE*1*78")), "AK9*R*1*1*0*4");
    let mut endless = Document::professional();
    endless.0.retain(|segment| !segment.starts_with("GE*"));
    assert_eq!(last(&endless), "AK9*R*1*1*0*3");
    let mut empty = Document::professional();
    empty.0.drain(2..25);
    assert_eq!(last(&empty.replace("GE*", "GE*0*77")), "AK9*A*0*0*0");
}

#[test]
fn a_repeated_group_number_is_noted_at_the_second_group() {
    let mut twice = Document::professional();
    let copy: Vec<String> = twice.0[1..26].to_vec();
    twice.0.splice(26..26, copy);
    let twice = twice.replace("IEA*", "IEA*2*000000905");
    let (output, outcome) = answer_to(Kind::Implementation999, &twice.bytes());
    let text = lines(&output);
    let verdicts: Vec<&str> = text.lines().filter(|line| line.starts_with("AK9")).collect();
    assert_eq!(verdicts, ["AK9*A*1*1*1~", "AK9*R*1*1*0*19~"]);
    assert_eq!((outcome.groups, outcome.groups_not_accepted, outcome.answers), (2, 1, 1));
}

#[test]
fn an_element_of_gs_that_ak9_has_no_word_for_is_noted() {
    assert_eq!(answered(&Document::professional().replace("GS*", "GS*HC*SENDERAPP*RECEIVERAPP*20261301*1200*77*X*005010X222A1")).pop().unwrap(), "AK9*E*1*1*1");
}

#[test]
fn several_interchanges_get_an_answer_each_with_its_own_number() {
    let two = [Document::professional().bytes(), Document::remittance().bytes()].concat();
    let (output, outcome) = answer_to(Kind::Implementation999, &two);
    let interchanges = reread(&output);
    let numbers: Vec<&str> = interchanges.iter().map(|one| one.control_number.as_str()).collect();
    assert_eq!(numbers, ["000000501", "000000502"]);
    assert_eq!((interchanges[0].usage.as_str(), interchanges[1].usage.as_str()), ("T", "P"));
    assert_eq!(interchanges[1].receiver, "PAYER");
    assert_eq!(outcome.answers, 2);
}

#[test]
fn an_acknowledgement_is_not_acknowledged() {
    for kind in [Kind::Implementation999, Kind::InterchangeTa1] {
        let (nine, _) = answer_to(Kind::Implementation999, &Document::professional().replace("SV1*", "SV1*HC:99213*100*UX*1***1").bytes());
        let (ta1, _) = answer_to(Kind::InterchangeTa1, &Document::professional().bytes());
        for received in [nine, ta1] {
            let (output, outcome) = answer_to(kind, &received);
            assert!(output.is_empty(), "{}", lines(&output));
            assert_eq!(outcome.answers, 0);
        }
    }
}

#[test]
fn a_group_that_cannot_be_named_gets_a_ta1_only() {
    let (output, _) =
        answer_to(Kind::Implementation999, &Document::professional().replace("GS*", "GS*HC*SENDERAPP*RECEIVERAPP*20260101*1200**X*005010X222A1").bytes());
    let interchanges = reread(&output);
    let [Acknowledgment::Interchange(one)] = &interchanges[0].acknowledgments[..] else { panic!("{}", lines(&output)) };
    assert_eq!((one.verdict.as_str(), one.note.as_str()), ("R", "024"));
}

#[test]
fn a_document_cut_at_any_byte_has_a_clean_answer() {
    for document in [Document::professional().and_set("SV1*", "SV1*HC:99213*100*UX*1***1").bytes(), Document::remittance().bytes()] {
        for end in (0..document.len()).step_by(7) {
            answer_to(Kind::Implementation999, &document[..end]);
            answer_to(Kind::InterchangeTa1, &document[..end]);
            answer_to(Kind::Claim277, &document[..end]);
        }
    }
}

#[test]
fn a_document_with_any_segment_lost_doubled_or_emptied_has_a_clean_answer() {
    for document in [Document::professional(), Document::remittance()] {
        for at in 1..document.0.len() {
            for change in 0..4 {
                let mut broken = document.clone();
                match change {
                    0 => drop(broken.0.remove(at)),
                    1 => broken.0.insert(at, broken.0[at].clone()),
                    2 => broken.0[at] = broken.0[at].split('*').next().unwrap().to_owned(),
                    _ => broken.0[at] = broken.0[at].replace('*', "*:\u{e9}^"),
                }
                answer_to(Kind::Implementation999, &broken.bytes());
                answer_to(Kind::InterchangeTa1, &broken.bytes());
                answer_to(Kind::Claim277, &broken.bytes());
            }
        }
    }
}

#[test]
fn a_fault_at_the_end_is_told_however_many_came_before() {
    let mut document = Document::professional().and_set("SV1*", "SV1*HC:99213*100*UX*1***1").replace("GE*", "GE*9*77");
    let at = document.0.iter().position(|segment| segment.starts_with("HI*")).unwrap();
    document.0.splice(at..at, std::iter::repeat_n("ZZZ*1".to_owned(), 1_200));
    let all = answered(&document.replace("SE*", "SE*1223*0001"));
    assert_eq!(all.last().unwrap(), "AK9*R*9*2*0*5");
    assert!(all.iter().any(|segment| segment == "IK4*3*355*7*UX"));
    assert_eq!(all.iter().filter(|segment| segment.starts_with("IK3*ZZZ")).count(), 1_000);
}
