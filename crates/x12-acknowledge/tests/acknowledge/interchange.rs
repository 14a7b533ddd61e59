//! TA1s made from documents: the verdict on the envelope alone.

use crate::documents::{Document, answer_to, lines, reread};
use x12_acknowledge::{Acknowledgment, Kind};

/// The TA1 of a document, as verdict and note.
#[track_caller]
fn check(document: &[u8], verdict: &str, note: &str) {
    let (output, _) = answer_to(Kind::InterchangeTa1, document);
    let interchanges = reread(&output);
    let [Acknowledgment::Interchange(one)] = &interchanges[0].acknowledgments[..] else { panic!("{}", lines(&output)) };
    assert_eq!((one.verdict.as_str(), one.note.as_str()), (verdict, note), "{}", lines(&output));
}

#[test]
fn a_good_envelope_is_accepted_whatever_its_sets_hold() {
    check(&Document::professional().replace("SV1*", "SV1*HC:99213*100*UX*1***1").bytes(), "A", "000");
    let (output, outcome) = answer_to(Kind::InterchangeTa1, &Document::professional().bytes());
    assert_eq!(outcome.answers, 1);
    insta::assert_snapshot!(lines(&output));
}

#[test]
fn faults_of_the_envelope_reject_it_with_their_note() {
    let isa = |number: &str, date: &str| format!("ISA*00*          *00*          *ZZ*SENDER         *30*RECEIVER       *{date}*1200*^*00501*{number}*1*T*:");
    check(&Document::professional().replace("IEA*", "IEA*1*000000906").bytes(), "R", "001");
    check(&Document::professional().replace("IEA*", "IEA*2*000000905").bytes(), "R", "021");
    check(&Document::professional().replace("ISA*", &isa("000000905", "261301")).bytes(), "R", "014");
    check(&Document::professional().replace("ISA*", &isa("00000090X", "260101")).bytes(), "R", "018");
    let mut endless = Document::professional();
    endless.0.pop();
    check(&endless.bytes(), "R", "023");
}

#[test]
fn a_fault_of_the_next_header_is_not_held_against_the_interchange_before() {
    let mut endless = Document::professional();
    endless.0.pop();
    let narrow =
        Document::remittance().replace("ISA*", "ISA*00*          *00*          *ZZ*PAYER         *ZZ*CLINIC         *260101*1200*^*00501*000000042*0*P*:");
    let (output, outcome) = answer_to(Kind::InterchangeTa1, &[endless.bytes(), narrow.bytes()].concat());
    let notes: Vec<String> = lines(&output).lines().filter(|line| line.starts_with("TA1")).map(str::to_owned).collect();
    assert_eq!(notes, ["TA1*000000905*260101*1200*R*023~", "TA1*000000042*260101*1200*R*006~"]);
    assert_eq!(outcome.interchanges_rejected, 2);
}

#[test]
fn a_repeated_interchange_is_rejected_the_second_time() {
    let (output, _) = answer_to(Kind::InterchangeTa1, &[Document::professional().bytes(), Document::professional().bytes()].concat());
    let notes: Vec<String> = lines(&output).lines().filter(|line| line.starts_with("TA1")).map(str::to_owned).collect();
    assert_eq!(notes, ["TA1*000000905*260101*1200*A*000~", "TA1*000000905*260101*1200*R*025~"]);
}

#[test]
fn a_faulty_group_header_is_noted_and_its_group_is_still_taken() {
    check(&Document::professional().replace("GS*", "GS*HC*SENDERAPP*RECEIVERAPP*20261301*1200*77*X*005010X222A1").bytes(), "E", "024");
}

#[test]
fn a_file_without_an_interchange_is_answered_with_nothing() {
    for file in [&b""[..], b"Dear payer", b"ISA*00*"] {
        let (output, outcome) = answer_to(Kind::InterchangeTa1, file);
        assert!(output.is_empty());
        assert_eq!(outcome.answers, 0);
    }
}
