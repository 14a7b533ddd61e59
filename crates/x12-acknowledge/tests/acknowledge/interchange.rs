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

/// What a note of TA105 takes to arise.
enum Arises {
    /// A document with the fault, and TA104 for it.
    From(Vec<u8>, &'static str),
    /// It cannot, and why.
    Never(&'static str),
}
use Arises::{From, Never};

/// The ISA with one element changed.
fn with_header(position: usize, value: &str) -> Vec<u8> {
    let header = &Document::professional().0[0];
    let mut elements: Vec<&str> = header.split('*').collect();
    elements[position] = value;
    let changed = elements.join("*");
    Document::professional().replace("ISA*", &changed).bytes()
}

/// The clean document as one text, in which any byte can be changed.
fn text() -> String {
    String::from_utf8(Document::professional().bytes()).unwrap()
}

fn every_note() -> Vec<(&'static str, Arises)> {
    let rejected = |document| From(document, "R");
    let clean = Document::professional;
    let mut twice = clean().bytes();
    twice.splice(0..0, clean().bytes());
    let mut endless = clean();
    endless.0.pop();
    vec![
        ("000", From(clean().bytes(), "A")),
        ("001", rejected(clean().replace("IEA*", "IEA*1*000000906").bytes())),
        ("002", Never("ISA11 has been the repetition separator since 00402, and older versions are read whatever standard it names")),
        ("003", rejected(with_header(12, "00999"))),
        ("004", rejected(text().replacen("*T*:~", "*T*:A", 1).into_bytes())),
        ("005", rejected(with_header(5, "Z1"))),
        ("006", rejected(with_header(6, "               "))),
        ("007", rejected(with_header(7, "Z1"))),
        ("008", rejected(with_header(8, "               "))),
        ("009", Never("who is known as a receiver is not in the file; a gateway that knows its own identifiers gives it")),
        ("010", rejected(with_header(1, "99"))),
        ("011", rejected(with_header(2, "TOO SHORT"))),
        ("012", rejected(with_header(3, "99"))),
        ("013", rejected(with_header(4, "TOO SHORT"))),
        ("014", rejected(with_header(9, "261301"))),
        ("015", rejected(with_header(10, "2561"))),
        ("016", rejected(with_header(11, "*"))),
        ("017", rejected(with_header(12, "5010A"))),
        ("018", rejected(with_header(13, "00000090X"))),
        ("019", rejected(with_header(14, "2"))),
        ("020", rejected(with_header(15, "X"))),
        ("021", rejected(clean().replace("IEA*", "IEA*2*000000905").bytes())),
        ("022", rejected(clean().insert("GE*", "TA1*000000001*260101*1200*A*000").bytes())),
        ("023", rejected(endless.bytes())),
        ("024", From(clean().replace("GS*", "GS*HC*SENDERAPP*RECEIVERAPP*20261301*1200*77*X*005010X222A1").bytes(), "E")),
        ("025", rejected(twice)),
        ("026", rejected(text().replace("~\n", "~").replace('*', "\n").into_bytes())),
        ("027", rejected(text().replacen("*T*:~", "*T**~", 1).into_bytes())),
        ("028", Never(DEFERRED)),
        ("029", Never(DEFERRED)),
        ("030", Never(DEFERRED)),
        ("031", Never(DEFERRED)),
    ]
}

const DEFERRED: &str = "requests for deferred delivery are in a segment (ISB) that no HIPAA interchange has; one that comes is passed over unread";

#[test]
fn every_note_arises_from_its_fault_or_cannot() {
    let all = every_note();
    let mut codes: Vec<&str> = all.iter().map(|(code, _)| *code).collect();
    codes.sort_unstable();
    assert_eq!(codes, (0..=31).map(|number| format!("{number:03}")).collect::<Vec<_>>());
    let mut wrong = Vec::new();
    for (code, arises) in all {
        let (document, verdict) = match arises {
            From(document, verdict) => (document, verdict),
            Never(why) => {
                assert!(!why.is_empty());
                continue;
            }
        };
        let (output, _) = answer_to(Kind::InterchangeTa1, &document);
        let last = lines(&output).lines().rfind(|line| line.starts_with("TA1")).unwrap_or_default().to_owned();
        if !last.ends_with(&format!("*{verdict}*{code}~")) {
            wrong.push(format!("{code}: {last}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn of_several_faults_the_first_of_the_envelope_is_the_note() {
    let text = |document: Vec<u8>| String::from_utf8(document).unwrap();
    let date_and_count = text(with_header(9, "261301")).replace("IEA*1", "IEA*2");
    check(date_and_count.as_bytes(), "R", "014");
    // A faulty group header is content: it does not hide that the interchange is not whole.
    let group = "GS*HC*SENDERAPP*RECEIVERAPP*20261301*1200*77*X*005010X222A1";
    check(&Document::professional().replace("GS*", group).replace("IEA*", "IEA*1*000000906").bytes(), "R", "001");
    // With no group left to be answered by itself, faulty content rejects.
    check(&Document::professional().replace("GS*", "GS*HC*SENDERAPP*RECEIVERAPP*20260101*1200**X*005010X222A1").bytes(), "R", "024");
}
