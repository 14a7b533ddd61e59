//! 277CAs: every level with everything it can hold, written clean and read back.

use std::sync::Arc;

use x12_acknowledge::codes::ActionCode;
use x12_acknowledge::model::{
    ClaimAcknowledgment, ClaimResponse, LineResponse, Party, PatientResponse, ProviderResponse, Receipt, Reference, Response, Status, StatusDetail, Totals,
};
use x12_acknowledge::{Acknowledger, Acknowledgment, Kind, write};
use x12_validate::{Guides, Options, Validator};

use crate::documents::{Document, answer_to, lines, options, reread};
use crate::received::check_round_trip;

fn status(action: ActionCode, details: &[(&str, &str, &str)], charge: &str) -> Status {
    let details = details.iter().map(|(category, status, party)| StatusDetail::new(category, status, party)).collect();
    Status { details, date: Some("20260102".to_owned()), action, charge: Some(charge.to_owned()), message: None, segment: None }
}

fn accepted() -> ClaimResponse {
    ClaimResponse {
        patient_control_number: "CLAIM1".into(),
        statuses: vec![status(ActionCode::ACCEPTED, &[("A2", "20", "PR")], "100")],
        payer_claim_control_number: Some("PAYERCLAIM1".into()),
        service_dates: "20260101".to_owned(),
        ..ClaimResponse::default()
    }
}

fn rejected() -> ClaimResponse {
    let line = LineResponse {
        procedure: ["HC", "99213", "25"].map(str::to_owned).to_vec(),
        charge: "50.5".to_owned(),
        units: Some("1".to_owned()),
        statuses: vec![Status { date: None, charge: None, ..status(ActionCode::REJECTED, &[("A7", "454", "")], "") }],
        line_item_control_number: Some("LINE1".into()),
        service_dates: Some("20260101".to_owned()),
        ..LineResponse::default()
    };
    let details = [("A7", "562", "85"), ("A7", "164", "IL"), ("A6", "187", "")];
    ClaimResponse {
        patient_control_number: "CLAIM2".into(),
        statuses: vec![Status { message: Some("CALL US".into()), ..status(ActionCode::REJECTED, &details, "50.5") }],
        clearinghouse_claim_number: Some("CLEARED1".into()),
        bill_type: Some("111".to_owned()),
        service_dates: "20260101-20260103".to_owned(),
        lines: vec![line],
        ..ClaimResponse::default()
    }
}

fn acknowledgment() -> ClaimAcknowledgment {
    let patient = PatientResponse { patient: Party::person("QC", "DOE", "JOHN", "MI", "M123"), claims: vec![accepted(), rejected()] };
    let provider = Party::organization("85", "CLINIC", "XX", "1999999984");
    let mut one = ClaimAcknowledgment::of(
        Party::organization("PR", "PAYER", "PI", "87726"),
        Party::organization("41", "SUBMITTER", "46", "SUB1"),
        "REF1",
        vec![ProviderResponse { provider, response: None, patients: vec![patient] }],
    );
    one.control_number = "0001".to_owned();
    one.reference = "ANSWER1".to_owned();
    (one.date, one.time) = ("20260102".to_owned(), "1345".to_owned());
    one.receipt = Receipt { trace: "RECEIPT1".to_owned(), received: "20260101".to_owned(), processed: "20260102".to_owned() };
    one.acknowledge_levels("20260102");
    one
}

#[test]
fn a_277ca_is_clean_and_reads_back_as_it_was_written() {
    let bytes = check_round_trip(&[Acknowledgment::Claim(Box::new(acknowledgment()))]);
    insta::assert_snapshot!(lines(&bytes));
    insta::assert_snapshot!("in_words", Acknowledgment::Claim(Box::new(acknowledgment())).explain().join("\n"));
}

#[test]
fn totals_count_what_was_accepted_and_what_was_not() {
    let one = acknowledgment();
    let expected = Totals {
        accepted_claims: Some("1".to_owned()),
        rejected_claims: Some("1".to_owned()),
        accepted_charges: Some("100".to_owned()),
        rejected_charges: Some("50.5".to_owned()),
    };
    assert_eq!(one.submission.totals, expected);
    assert_eq!(one.providers[0].response.as_ref().unwrap().totals, expected);
    assert_eq!(one.submission.trace, "REF1");
    assert_eq!(one.submission.statuses[0].charge.as_deref(), Some("150.5"));
}

#[test]
fn a_submission_without_claims_has_no_provider_level() {
    let mut one = acknowledgment();
    one.providers.clear();
    one.submission.statuses = vec![status(ActionCode::REJECTED, &[("A3", "746", "")], "0")];
    one.submission.totals = Totals::default();
    check_round_trip(&[Acknowledgment::Claim(Box::new(one))]);
}

#[test]
fn a_provider_answers_with_its_references() {
    let mut one = acknowledgment();
    if let Some(response) = &mut one.providers[0].response {
        response.references = vec![Reference { kind: "G2".to_owned(), identifier: "P1".into() }];
    }
    one.providers.push(ProviderResponse {
        provider: Party::person("85", "ROE", "ANN", "XX", "1234567893"),
        response: Some(Response {
            trace: "0".to_owned(),
            statuses: vec![Status { date: None, ..status(ActionCode::ACCEPTED, &[("A1", "19", "PR")], "0") }],
            ..Response::default()
        }),
        patients: Vec::new(),
    });
    check_round_trip(&[Acknowledgment::Claim(Box::new(one))]);
}

#[test]
fn a_status_rejects_by_its_action_or_by_its_category() {
    assert!(accepted().is_accepted() && !rejected().is_accepted());
    // Some payers send WQ with a category that rejects: the category says more.
    let mut odd = accepted();
    odd.statuses[0] = status(ActionCode::ACCEPTED, &[("A7", "562", "85")], "100");
    assert!(!odd.is_accepted());
    odd.statuses.clear();
    assert!(!odd.is_accepted());
}

/// The 277CA of a document.
#[track_caller]
fn answered(document: &Document) -> ClaimAcknowledgment {
    let (output, _) = answer_to(Kind::Claim277, &document.bytes());
    let mut interchanges = reread(&output);
    let Some(Acknowledgment::Claim(one)) = interchanges.remove(0).acknowledgments.pop() else { panic!("{}", lines(&output)) };
    *one
}

#[test]
fn the_claims_of_a_clean_837_are_accepted() {
    let (output, outcome) = answer_to(Kind::Claim277, &Document::professional().bytes());
    assert_eq!(outcome.answers, 1);
    insta::assert_snapshot!("of_a_document", lines(&output));
}

/// The statuses of each claim of a document, as category:status:party.
#[track_caller]
fn check(document: &Document, expected: &[&[&str]]) {
    let one = answered(document);
    let claims = one.providers.iter().flat_map(|provider| &provider.patients).flat_map(|patient| &patient.claims);
    let told: Vec<Vec<String>> = claims
        .flat_map(|claim| &claim.statuses)
        .map(|status| {
            status.details.iter().map(|detail| format!("{}:{}:{}", detail.category, detail.status, detail.party.as_deref().unwrap_or_default())).collect()
        })
        .collect();
    assert_eq!(told, expected);
}

fn two_claims() -> Document {
    let mut document = Document::professional();
    let from = document.0.iter().position(|segment| segment.starts_with("CLM")).unwrap();
    let copy: Vec<String> = document.0[from..from + 5].iter().map(|segment| segment.replace("CLAIM1", "CLAIM2")).collect();
    document.0.splice(from + 5..from + 5, copy);
    document.replace("SE*", "SE*28*0001")
}

#[test]
fn a_fault_of_one_claim_rejects_that_claim() {
    let broken = two_claims().replace("CLM*CLAIM2", "CLM*CLAIM2*999***11:B:1*Y*A*Y*Y");
    check(&broken, &[&["A2:20:"], &["A8:400:"]]);
    let one = answered(&broken);
    assert_eq!(one.submission.totals.rejected_charges.as_deref(), Some("999"));
}

#[test]
fn a_fault_above_the_claims_rejects_every_claim_below_it() {
    check(&two_claims().replace("NM1*85", "NM1*85*2*CLINIC*****XX*1999999985"), &[&["A7:562:85"], &["A7:562:85"]]);
}

/// The lines of the claims of a document that are told of: procedure, number, statuses.
fn lines_of(document: &Document) -> Vec<String> {
    let one = answered(document);
    let claims = one.providers.iter().flat_map(|provider| &provider.patients).flat_map(|patient| &patient.claims);
    let statuses = |line: &LineResponse| -> Vec<String> {
        let details = line.statuses.iter().flat_map(|status| &status.details);
        details.map(|detail| format!("{}:{}:{}", detail.category, detail.status, detail.party.as_deref().unwrap_or_default())).collect()
    };
    let number = |line: &LineResponse| line.line_item_control_number.as_ref().map_or_else(|| "-".to_owned(), |number| number.expose().to_owned());
    claims.flat_map(|claim| &claim.lines).map(|line| format!("{} {} {}", line.procedure.join(":"), number(line), statuses(line).join(" "))).collect()
}

#[test]
fn a_fault_of_a_line_names_the_line_and_rejects_its_claim() {
    let broken = two_claims().insert("SV1*", "NM1*82*1*ROE*ANN****XX*1999999985").insert("SV1*", "REF*6R*LINE1").insert("SV1*", "DTP*472*D8*20260101");
    // The line has its date twice now.
    let at = broken.0.iter().rposition(|segment| segment == "NM1*82*1*ROE*ANN****XX*1999999985").unwrap() + 1;
    let mut broken = broken;
    broken.0.remove(at);
    let broken = broken.replace("SE*", "SE*30*0001").replace("SV1*", "SV1*HC:99213:25*100*UN*1***1");
    check(&broken, &[&["A7:562:82"], &["A2:20:"]]);
    assert_eq!(lines_of(&broken), ["HC:99213:25 LINE1 A7:562:82"]);
    check(&two_claims().replace("SV1*", "SV1*HC:99213*100*UN*1***2"), &[&["A8:477:"], &["A2:20:"]]);
}

#[test]
fn a_fault_of_a_line_without_a_procedure_is_told_of_its_claim_alone() {
    let broken = two_claims().replace("SV1*", "SV1*ZZ:99213*100*UN*1***1");
    check(&broken, &[&["A7:454:"], &["A3:481:"]]);
    assert_eq!(lines_of(&broken), [""; 0]);
}

#[test]
fn more_than_three_faults_take_several_statuses() {
    let broken = two_claims().replace("CLM*CLAIM2", "CLM*CLAIM2*1OO***11:B:*Y*Q*Q*Q");
    check(&broken, &[&["A3:481:"], &["A7:178:", "A6:535:", "A7:589:"], &["A7:360:", "A7:333:"]]);
}

/// A set of claims that do not balance, a hundred for each subscriber.
fn many_claims(hundreds: usize) -> Document {
    let mut document = Document::professional();
    let at = |start: &str| document.0.iter().position(|segment| segment.starts_with(start)).unwrap();
    let (subscriber, claim, end) = (at("HL*2"), at("CLM"), at("SE*"));
    let level = document.0[subscriber..claim].to_vec();
    let claim: Vec<String> = document.0[claim..end].iter().map(|segment| segment.replace("CLAIM1*100", "CLAIM1*99")).collect();
    let copy = |number: usize| {
        let level = level.iter().map(move |segment| segment.replace("HL*2*", &format!("HL*{}*", number + 2)));
        level.chain(std::iter::repeat_n(claim.clone(), 100).flatten())
    };
    let copies: Vec<String> = (0..hundreds).flat_map(copy).collect();
    let count = copies.len() + subscriber - 1;
    document.0.splice(subscriber..end, copies);
    document.replace("SE*", &format!("SE*{count}*0001"))
}

#[test]
fn the_thousandth_fault_of_a_set_rejects_its_claim_as_the_first_does() {
    let one = answered(&many_claims(15));
    let claims = one.providers.iter().flat_map(|provider| &provider.patients).flat_map(|patient| &patient.claims);
    let balances = |claim: &&ClaimResponse| claim.statuses.iter().flat_map(|status| &status.details).any(|detail| detail.status.as_str() == "400");
    assert_eq!(claims.filter(balances).count(), 1_500);
}

#[test]
fn of_more_faults_than_are_kept_no_claim_is_taken() {
    let mut document = two_claims().replace("CLM*CLAIM1", "CLM*CLAIM1*99***11:B:1*Y*A*Y*Y").0;
    let at = document.iter().rposition(|segment| segment.starts_with("CLM")).unwrap();
    document[at] = document[at].replace("CLAIM2*100", "CLAIM2*99");
    let bytes = Document(document).bytes();
    let validation = Options { most_findings: usize::MAX, most_findings_in_set: 1, ..Options::default() };
    let (mut output, options) = (Vec::new(), options());
    let mut acknowledger = Acknowledger::new(Kind::Claim277, &mut output, &options, &validation.guides);
    let summary = Validator::new(&validation).run(&bytes[..], &mut acknowledger).unwrap();
    let outcome = acknowledger.finish(summary).unwrap();
    assert_eq!((outcome.claims, outcome.claims_accepted), (2, 0));
}

/// A guide of claims in which the loops of two providers have changed places, as they do from one 837 to another.
fn another_837() -> Options {
    let text = include_str!("../../../x12-guide/guides/005010X222A1.xml");
    let text = text.replacen(
        "id=\"005010X222A1\" accepts=\"005010X222A2 005010X222\" set=\"837\" short=\"837P\"",
        "id=\"005010X223A2\" set=\"837\" short=\"837I\"",
        1,
    );
    let (referring, rendering) = ("ref=\"referring-provider-name\" as=\"nm1\"", "ref=\"rendering-provider-name\" as=\"nm1\"");
    let text = text.replacen(referring, "SWAPPED", 1).replacen(rendering, referring, 1).replacen("SWAPPED", rendering, 1);
    assert!(text.contains("837I") && text.find(rendering) < text.find(referring));
    let guides = x12_guide::GuideSet::with_files([("005010X223A2.xml".to_owned(), text)]).unwrap();
    Options { guides: Guides::Own(Arc::new(guides)), ..Options::default() }
}

#[test]
fn every_837_names_the_parties_of_its_own_loops() {
    let document = Document::professional().insert("HI*", "NM1*82*1*ROE*ANN****XX*1999999985").insert("NM1*82", "PRV*PE*PXC*207Q00000X");
    let text = String::from_utf8(document.replace("CLM*", "CLM*CLAIM1*100***:A:1*Y*A*Y*Y").bytes()).unwrap().replace("005010X222A1", "005010X223A2");
    let mut output = Vec::new();
    write(Kind::Claim277, text.as_bytes(), &mut output, &options(), &another_837()).unwrap();
    let Some(Acknowledgment::Claim(one)) = reread(&output).remove(0).acknowledgments.pop() else { panic!("{}", lines(&output)) };
    let details = one.providers[0].patients[0].claims[0].statuses.iter().flat_map(|status| &status.details);
    let told: Vec<String> = details.map(|detail| format!("{}:{}:{}", detail.category, detail.status, detail.party.as_deref().unwrap_or_default())).collect();
    // The type of bill is missing, the NPI is that of a rendering provider in loop 2310A, which has no PRV.
    assert!(told.contains(&"A6:228:".to_owned()) && told.contains(&"A7:562:82".to_owned()), "{told:?}");
}

#[test]
fn an_institutional_claim_names_its_type_of_bill() {
    let bill_type = |place: &str| {
        answered(&Document::professional().replace("CLM*", &format!("CLM*CLAIM1*100***{place}*Y*A*Y*Y"))).providers[0].patients[0].claims[0].bill_type.clone()
    };
    assert_eq!(bill_type("11:A:1").as_deref(), Some("111"));
    assert_eq!(bill_type("11:B:1"), None);
    assert_eq!(bill_type("11:A:"), None);
}

#[test]
fn a_false_npi_is_not_repeated() {
    // `answered` holds that what was written is clean.
    let identifier = |document: &Document| {
        let provider = answered(document).providers.remove(0).provider;
        (provider.identifier_kind, provider.identifier.expose().to_owned())
    };
    let false_npi = two_claims().replace("NM1*85", "NM1*85*2*CLINIC*****XX*1999999985");
    assert_eq!(identifier(&false_npi), ("FI".to_owned(), "123456789".to_owned()));
    assert_eq!(identifier(&false_npi.remove("REF*EI")), ("SV".to_owned(), "1999999985".to_owned()));
}

#[test]
fn a_charge_with_too_many_decimals_is_not_repeated() {
    let one = answered(&two_claims().replace("CLM*CLAIM2", "CLM*CLAIM2*100.000***11:B:1*Y*A*Y*Y"));
    assert_eq!(one.submission.totals.rejected_charges.as_deref(), Some("200"));
}

#[test]
fn in_a_set_that_cannot_be_read_claims_without_faults_are_returned() {
    check(&two_claims().replace("CLM*CLAIM2", "CLM*CLAIM2*1OO***11:B:1*Y*A*Y*Y"), &[&["A3:481:"], &["A7:178:"]]);
    // What the first claim lacks is found only where the second begins.
    check(&two_claims().remove("LX*").remove("SV1*").remove("DTP*"), &[&["A6:247:"], &["A3:481:"]]);
    check(&two_claims().remove("HI*"), &[&["A6:255:"], &["A3:481:"]]);
}

#[test]
fn a_remittance_has_no_claim_acknowledgement() {
    let (output, outcome) = answer_to(Kind::Claim277, &Document::remittance().bytes());
    assert!(output.is_empty());
    assert_eq!(outcome.answers, 0);
}

#[test]
fn a_submitter_known_only_by_the_envelope_is_answered_with_what_can_be_sent() {
    for unsendable in ["\u{e9}", "\u{1}"] {
        let mut document = Document::professional().remove("NM1*41").remove("PER*IC");
        document.0[0] = document.0[0].replace("SENDER         ", &format!("SEND{unsendable}R{}", " ".repeat(10 - unsendable.len())));
        assert_eq!(answered(&document).receiver.identifier.expose(), "SEND R");
    }
}

#[test]
fn a_reference_of_blanks_up_to_its_last_letter_is_answered_with_that_letter() {
    let reference = format!("{}B", " ".repeat(49));
    let one = answered(&Document::professional().replace("BHT*", &format!("BHT*0019*00*{reference}*20260115*0930*CH")));
    assert_eq!((one.reference.as_str(), one.submission.trace.as_str()), ("B", reference.as_str()));
}
