//! The X12 answers: each outcome gives the right TA1, 999, 277CA and 835, and all of them validate clean.

use jiff::Timestamp;
use payer_simulator::{AcknowledgmentKind, Answer, Fetch, LetterKind, Money, Outcome, Payload, Receipt, Script, Simulator, Submission};

use crate::documents::{Claim, assert_clean, claim, file, findings, interchange, segments};

const SENDER: &str = "SUBMITTER1";

fn at(seconds: i64) -> Timestamp {
    // 2026-01-05T14:03:07Z
    Timestamp::from_second(1_767_621_787 + seconds).expect("a moment")
}

/// A payer and the answers that it gives to its only partner.
struct Payer(Simulator, usize);

impl Payer {
    fn new(script: &str) -> Self {
        let script = Script::parse(script).expect("a script");
        Self(Simulator::new(script, at(0)), 0)
    }

    fn submit(&mut self, payload_id: &str, payload: &[u8]) -> Receipt {
        self.0.submit(&Submission { at: at(1), sender_id: SENDER.to_owned(), payload_id: payload_id.to_owned(), payload: Payload(payload.to_vec()) })
    }

    fn acknowledgment(&self, kind: AcknowledgmentKind, payload_id: &str) -> Option<Vec<u8>> {
        match self.0.acknowledgment(kind, SENDER, payload_id, at(2)) {
            Answer::Ready(bytes) => Some(bytes.to_vec()),
            _ => None,
        }
    }

    fn ta1(&self, payload_id: &str) -> Vec<u8> {
        self.acknowledgment(AcknowledgmentKind::Ta1, payload_id).expect("a TA1")
    }

    fn implementation(&self, payload_id: &str) -> Option<Vec<u8>> {
        self.acknowledgment(AcknowledgmentKind::Implementation, payload_id)
    }

    /// Asks, each time under a new PayloadID, until there is nothing more.
    fn fetch_all(&mut self, kind: LetterKind) -> Vec<Vec<u8>> {
        let mut found = Vec::new();
        loop {
            self.1 += 1;
            let question = Fetch { kind, at: at(3), receiver_id: SENDER.to_owned(), payload_id: format!("question {}", self.1) };
            match self.0.fetch(&question) {
                Some(bytes) => found.push(bytes.to_vec()),
                None => return found,
            }
        }
    }
}

/// The answers of a payer to one file with claims of these numbers.
fn answered(script: &str, claims: &[Claim]) -> (Payer, Vec<Vec<u8>>, Vec<Vec<u8>>) {
    let mut payer = Payer::new(script);
    let receipt = payer.submit("p1", &file(1, claims));
    assert!(matches!(receipt, Receipt::Taken { .. }), "{receipt:?}");
    let results = payer.fetch_all(LetterKind::Results);
    let remittances = payer.fetch_all(LetterKind::Remittance);
    (payer, results, remittances)
}

fn bpr02(remittance: &[u8]) -> Money {
    let bpr = segments(remittance, "BPR*").remove(0);
    Money::read(bpr.split('*').nth(2).expect("BPR02")).expect("an amount")
}

#[test]
fn every_answer_to_every_outcome_validates_clean_but_the_unbalanced_remittance() {
    for outcome in Outcome::ALL {
        for (charges, total) in [(vec!["100"], "100"), (vec!["80.5", "19.49", "0.01"], "100")] {
            let mut one = claim(&format!("{}-1", outcome.marker()));
            (one.charges, one.total) = (charges, total);
            let mut other = one.clone();
            other.patient_control_number = format!("{}-2", outcome.marker());
            other.dependent = true;
            let (payer, results, remittances) = answered("", &[one, other]);
            assert_clean(&payer.ta1("p1"));
            payer.implementation("p1").iter().for_each(|one| assert_clean(one));
            results.iter().for_each(|one| assert_clean(one));
            for remittance in &remittances {
                match outcome {
                    Outcome::Unbalanced => {
                        let found = findings(remittance);
                        assert!(found.len() == 1 && found[0].starts_with("remittance-payment-not-balanced"), "{found:?}");
                    }
                    _ => assert_clean(remittance),
                }
            }
            assert_eq!(remittances.is_empty(), !outcome.is_remitted(), "{outcome:?}");
        }
    }
}

#[test]
fn a_paid_claim_is_accepted_at_every_stage_and_remitted_with_its_numbers() {
    let (payer, results, remittances) = answered("", &[claim("PAID-1")]);
    assert_eq!(segments(&payer.ta1("p1"), "TA1"), ["TA1*000000001*260105*1403*A*000"]);
    let implementation = payer.implementation("p1").expect("a 999");
    assert_eq!(segments(&implementation, "AK9"), ["AK9*A*1*1*1"]);
    assert_eq!(segments(&results[0], "STC*A2"), ["STC*A2:20*20260105*WQ*100"]);
    assert_eq!(segments(&results[0], "TRN*2*"), ["TRN*2*BATCH1", "TRN*2*PAID-1"]);
    let number = segments(&results[0], "REF*1K*").remove(0).replace("REF*1K*", "");
    let remittance = &remittances[0];
    assert_eq!(segments(remittance, "CLP"), [format!("CLP*PAID-1*1*100*80**15*{number}*11*1")]);
    assert_eq!(segments(remittance, "CAS"), ["CAS*CO*45*20"]);
    assert_eq!(segments(remittance, "SVC"), ["SVC*HC:99213:25*100*80**1"]);
    assert_eq!(segments(remittance, "REF*6R"), ["REF*6R*LINE0"]);
    assert_eq!(bpr02(remittance), Money::dollars(80));
}

#[test]
fn the_sum_of_the_payments_is_what_the_state_says() {
    let claims: Vec<Claim> = ["PAID-1", "PARTIAL-2", "DENIED-3", "REVERSED-4", "INTEREST-5", "WITHHOLD-6"].map(claim).to_vec();
    let (payer, _, remittances) = answered("", &claims);
    let told: Money = remittances.iter().map(|one| bpr02(one)).sum();
    let kept: Money = payer.0.state().payments.iter().map(|one| one.amount).sum();
    assert_eq!(told, kept);
    // 80 + 34 + 0 + (80, then 10 more) + 80 with 2 % interest + 80 less 10 %.
    assert_eq!(told, Money::cents(8_000 + 3_400 + 8_000 + 1_000 + 8_160 + 7_200));
}

#[test]
fn a_pending_claim_is_accepted_and_never_remitted() {
    let (_, results, remittances) = answered("", &[claim("PEND-1")]);
    assert_eq!(segments(&results[0], "STC*A2").len(), 1);
    assert!(remittances.is_empty());
}

#[test]
fn a_rejected_interchange_gets_a_ta1_and_nothing_else() {
    let (payer, results, remittances) = answered("", &[claim("REJECTTA1-1"), claim("PAID-2")]);
    assert_eq!(segments(&payer.ta1("p1"), "TA1"), ["TA1*000000001*260105*1403*R*006"]);
    assert!(payer.implementation("p1").is_none());
    assert!(results.is_empty() && remittances.is_empty());
}

#[test]
fn a_rejected_set_takes_all_its_claims_with_it_and_leaves_the_other_set() {
    let mut payer = Payer::new("");
    let sets: [&[Claim]; 2] = [&[claim("PAID-1"), claim("REJECT999-2")], &[claim("PAID-3")]];
    payer.submit("p1", &interchange(1, &sets));
    let implementation = payer.implementation("p1").expect("a 999");
    assert_clean(&implementation);
    assert_eq!(segments(&implementation, "IK5"), ["IK5*R*5", "IK5*A"]);
    assert_eq!(segments(&implementation, "AK9"), ["AK9*P*2*2*1"]);
    assert_eq!(segments(&implementation, "IK4"), ["IK4*1*1028*7*REJECT999-2"]);
    let remittances = payer.fetch_all(LetterKind::Remittance);
    assert_eq!(segments(&remittances[0], "CLP").len(), 1);
}

#[test]
fn a_faulty_set_is_rejected_with_its_fault() {
    let text = String::from_utf8(file(1, &[claim("PAID-1")])).expect("text");
    let mut payer = Payer::new("");
    payer.submit("p1", text.replace("DMG*D8*20100101*M", "DMG*D8*20101301*M").as_bytes());
    let implementation = payer.implementation("p1").expect("a 999");
    assert_eq!(segments(&implementation, "AK9"), ["AK9*R*1*1*0"]);
    assert!(payer.fetch_all(LetterKind::Results).is_empty());
    assert!(payer.fetch_all(LetterKind::Remittance).is_empty());
}

#[test]
fn a_claim_that_does_not_balance_is_refused_by_the_277ca_and_the_others_are_paid() {
    let mut unbalanced = claim("PAID-1");
    unbalanced.total = "101";
    let (payer, results, remittances) = answered("", &[claim("PAID-0"), unbalanced, claim("PAID-2")]);
    let implementation = payer.implementation("p1").expect("a 999");
    assert_eq!(segments(&implementation, "AK9"), ["AK9*A*1*1*1"]);
    assert_clean(&results[0]);
    let claims: Vec<String> = segments(&results[0], "STC").into_iter().skip(1).collect();
    assert_eq!(claims, ["STC*A2:20*20260105*WQ*100", "STC*A7:481*20260105*U*101", "STC*A2:20*20260105*WQ*100"]);
    assert_eq!(segments(&results[0], "QTY"), ["QTY*90*2", "QTY*AA*1"]);
    assert_eq!(segments(&remittances[0], "CLP").len(), 2);
}

#[test]
fn a_fault_of_the_billing_provider_is_held_against_all_of_its_claims() {
    let text = String::from_utf8(file(1, &[claim("PAID-1"), claim("PAID-2")])).expect("text");
    let mut payer = Payer::new("");
    payer.submit("p1", text.replace("1999999984", "1999999985").as_bytes());
    let results = payer.fetch_all(LetterKind::Results);
    assert_eq!(segments(&results[0], "STC*A7").len(), 2);
}

#[test]
fn a_scripted_refusal_names_its_status_and_denials_their_reason() {
    let script = "[[rules]]\npatient_control_number = 'X'\noutcome = 'reject277'\nstatus = 'A3:21'\n
        [[rules]]\npatient_control_number = 'Y'\noutcome = 'denied'\nreason = 'CO-97'\nremark = 'M15'";
    let (_, results, remittances) = answered(script, &[claim("X1"), claim("Y1")]);
    assert_eq!(segments(&results[0], "STC*A3"), ["STC*A3:21*20260105*U*100"]);
    assert_eq!(segments(&remittances[0], "CAS"), ["CAS*CO*97*100"]);
    assert_eq!(segments(&remittances[0], "LQ"), ["LQ*HE*M15"]);
    assert_eq!(segments(&remittances[0], "BPR"), ["BPR*H*0*C*NON************20260105"]);
}

#[test]
fn a_reversal_repeats_the_first_payment_with_its_signs_turned() {
    let (_, _, remittances) = answered("", &[claim("REVERSED-1")]);
    let clp = |index: usize| segments(&remittances[index], "CLP");
    let number = clp(0)[0].split('*').nth(7).expect("CLP07").to_owned();
    assert_eq!(clp(1), [format!("CLP*REVERSED-1*22*-100*-80**15*{number}*11*1"), format!("CLP*REVERSED-1*1*100*90**15*{number}*11*1")]);
    assert_eq!(segments(&remittances[1], "CAS"), ["CAS*CO*45*-20", "CAS*CO*45*10"]);
    assert_eq!(bpr02(&remittances[1]), Money::dollars(10));
}

#[test]
fn what_is_owed_is_carried_forward_and_taken_back_under_the_same_reference() {
    let (mut payer, _, remittances) = answered("", &[claim("FORWARD-1")]);
    let trace = segments(&remittances[1], "TRN").remove(0).split('*').nth(2).expect("TRN02").to_owned();
    assert_eq!(segments(&remittances[1], "PLB"), [format!("PLB*1999999984*20261231*FB:{trace}*-80")]);
    assert_eq!(bpr02(&remittances[1]), Money::ZERO);
    payer.submit("p2", &file(2, &[Claim { charges: vec!["200"], total: "200", ..claim("PAID-2") }]));
    let next = payer.fetch_all(LetterKind::Remittance).remove(0);
    assert_clean(&next);
    assert_eq!(segments(&next, "PLB"), [format!("PLB*1999999984*20261231*FB:{trace}*80")]);
    assert_eq!(bpr02(&next), Money::dollars(80));
}

#[test]
fn a_duplicate_remittance_is_the_same_set_in_another_envelope() {
    let (_, _, remittances) = answered("", &[claim("DUP-1")]);
    let [first, second] = &remittances[..] else { panic!("two remittances are expected") };
    assert_ne!(segments(first, "ISA"), segments(second, "ISA"));
    let set = |document: &[u8]| {
        let text = String::from_utf8(document.to_vec()).expect("text");
        let (start, end) = (text.find("ST*").expect("ST"), text.find("GE*").expect("GE"));
        text[start..end].to_owned()
    };
    assert_eq!(set(first), set(second));
}

#[test]
fn the_same_interchange_under_another_payload_id_is_a_duplicate() {
    let mut payer = Payer::new("");
    let bytes = file(1, &[claim("PAID-1")]);
    payer.submit("p1", &bytes);
    payer.submit("p2", &bytes);
    assert_eq!(segments(&payer.ta1("p2"), "TA1"), ["TA1*000000001*260105*1403*R*025"]);
    assert_clean(&payer.ta1("p2"));
    let state = payer.0.state();
    assert_eq!((state.claims["PAID-1"].times_received, state.claims["PAID-1"].times_accepted), (2, 1));
    assert_eq!(state.payments.len(), 1);
}

#[test]
fn the_same_payload_again_gets_the_same_receipt_and_is_paid_once() {
    let mut payer = Payer::new("");
    let bytes = file(1, &[claim("PAID-1")]);
    assert_eq!(payer.submit("p1", &bytes), payer.submit("p1", &bytes));
    let state = payer.0.state();
    assert_eq!((state.transmissions.len(), state.transmissions[0].deliveries), (1, 2));
    assert_eq!(state.payments.len(), 1);
    assert_eq!(payer.submit("p1", &file(2, &[claim("PAID-1")])), Receipt::PayloadIdReused);
}

#[test]
fn the_same_claim_in_another_interchange_shows_as_accepted_twice() {
    let mut payer = Payer::new("");
    payer.submit("p1", &file(1, &[claim("PAID-1")]));
    payer.submit("p2", &file(2, &[claim("PAID-1")]));
    assert_eq!(payer.0.state().claims["PAID-1"].times_accepted, 2);
}

#[test]
fn what_holds_no_interchange_cannot_be_answered_and_leaves_no_trace() {
    let mut payer = Payer::new("");
    for payload in [&b""[..], b"hello", b"ST*837*0001~SE*2*0001~"] {
        assert_eq!(payer.submit("p1", payload), Receipt::Unreadable);
    }
    assert!(payer.0.state().transmissions.is_empty());
}

#[test]
fn a_damaged_interchange_gets_a_ta1_that_rejects() {
    let bytes = file(1, &[claim("PAID-1")]);
    let mut payer = Payer::new("");
    payer.submit("p1", &bytes[..bytes.len() - 30]);
    let ta1 = payer.ta1("p1");
    assert_clean(&ta1);
    assert!(segments(&ta1, "TA1")[0].contains("*R*"), "{ta1:?}");
    assert!(payer.fetch_all(LetterKind::Remittance).is_empty());
}

#[test]
fn several_interchanges_of_one_file_are_answered_one_by_one() {
    let mut payer = Payer::new("");
    let payload = [file(1, &[claim("PAID-1")]), file(2, &[claim("PAID-2")])].concat();
    payer.submit("p1", &payload);
    assert_eq!(segments(&payer.ta1("p1"), "TA1").len(), 2);
    assert_eq!(segments(&payer.implementation("p1").expect("999s"), "AK9").len(), 2);
    assert_eq!(payer.fetch_all(LetterKind::Remittance).len(), 2);
    let traces: std::collections::HashSet<String> = payer.0.state().payments.into_iter().map(|one| one.trace_number).collect();
    assert_eq!(traces.len(), 2);
}

#[test]
fn other_delimiters_come_back_and_values_that_hold_ours_survive() {
    let text = String::from_utf8(file(1, &[claim("PAID-1")])).expect("text");
    let text = text.replace('*', "|").replace("CLINIC", "CL*NIC").replace("PAID-1", "PAID-1*2");
    let mut payer = Payer::new("");
    payer.submit("p1", text.as_bytes());
    let results = payer.fetch_all(LetterKind::Results);
    assert_clean(&results[0]);
    let remittance = payer.fetch_all(LetterKind::Remittance).remove(0);
    assert_clean(&remittance);
    assert!(segments(&remittance, "CLP")[0].starts_with("CLP|PAID-1*2|1|100|80"));
}

#[test]
fn persons_who_bill_and_periods_of_service_are_answered_in_their_own_form() {
    let text = String::from_utf8(file(1, &[claim("DENIED-1")])).expect("text");
    let text = text.replace("NM1*85*2*SAMPLE CLINIC****", "NM1*85*1*ROE*RICHARD***").replace("D8*20260102", "RD8*20260102-20260104");
    assert_clean(text.as_bytes());
    let mut payer = Payer::new("");
    payer.submit("p1", text.as_bytes());
    let results = payer.fetch_all(LetterKind::Results).remove(0);
    assert_clean(&results);
    assert_eq!(segments(&results, "NM1*85"), ["NM1*85*1*ROE*RICHARD****XX*1999999984"]);
    assert_eq!(segments(&results, "DTP*472"), ["DTP*472*RD8*20260102-20260104"]);
    let remittance = payer.fetch_all(LetterKind::Remittance).remove(0);
    assert_clean(&remittance);
    assert_eq!(segments(&remittance, "N1*PE"), ["N1*PE*RICHARD ROE*XX*1999999984"]);
    assert_eq!(segments(&remittance, "DTM*15"), ["DTM*150*20260102", "DTM*151*20260104"]);
}

#[test]
fn the_same_script_clock_and_input_give_the_same_bytes() {
    let run = || {
        let claims: Vec<Claim> = Outcome::ALL.iter().filter(|one| one.is_remitted()).map(|one| claim(&format!("{}-1", one.marker()))).collect();
        let (payer, results, remittances) = answered("seed = 's'", &claims);
        (payer.ta1("p1"), payer.implementation("p1"), results, remittances, payer.0.state())
    };
    assert_eq!(run(), run());
}

#[test]
fn answers_wait_until_their_time() {
    let mut payer = Payer::new("[timing]\nacknowledge_after_seconds = 2\nresults_after_seconds = 3\nremit_after_seconds = 9");
    payer.submit("p1", &file(1, &[claim("PAID-1")]));
    assert!(payer.implementation("p1").is_none());
    assert!(payer.fetch_all(LetterKind::Results).is_empty());
    let later = |kind, seconds| Fetch { kind, at: at(seconds), receiver_id: SENDER.to_owned(), payload_id: "q".to_owned() };
    assert!(payer.0.fetch(&later(LetterKind::Results, 4)).is_some());
    assert!(payer.0.fetch(&later(LetterKind::Remittance, 9)).is_none());
    assert!(payer.0.fetch(&later(LetterKind::Remittance, 10)).is_some());
}

#[test]
fn every_valid_claim_fixture_is_accepted_and_all_its_answers_are_clean() {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/005010X222A1/valid");
    for entry in std::fs::read_dir(fixtures).expect("the fixtures") {
        let bytes = std::fs::read(entry.expect("a fixture").path()).expect("its bytes");
        let mut payer = Payer::new("");
        payer.submit("p1", &bytes);
        assert_clean(&payer.ta1("p1"));
        assert_clean(&payer.implementation("p1").expect("a 999"));
        let answers = [LetterKind::Results, LetterKind::Remittance].map(|kind| payer.fetch_all(kind));
        assert!(answers.iter().all(|letters| !letters.is_empty()));
        answers.iter().flatten().for_each(|letter| assert_clean(letter));
        let interchanges = payer.0.state().transmissions.remove(0).interchanges;
        assert!(interchanges.iter().all(|one| one.claims_refused == 0));
    }
}
