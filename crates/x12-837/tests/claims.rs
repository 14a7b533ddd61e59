//! Claims made by hand, read back, and changed: what a biller's system does with this crate.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test stops at the first surprise")]

use proptest::prelude::*;
use x12_837::{
    Billing, BillingProvider, Claim, ClaimReader, CodedValue, Coverage, Levels, Patient, Payer, Person, Provider, Receiver, ServiceLine, Submission, Submitter,
    route, write_set,
};
use x12_model::{Amount, Contact, ContactNumber, Date, Fault, PostalAddress, Procedure, Quantity, Reference, WriteError};
use x12_syntax::{Delimiters, Event, SliceReader, Writer};

fn submission() -> Submission {
    let contact =
        Contact { function: String::new(), name: Some("BILLING".into()), numbers: vec![ContactNumber { kind: "TE".into(), number: "5125550100".into() }] };
    Submission {
        control_number: "0001".into(),
        implementation_reference: "005010X222A1".into(),
        purpose: "00".into(),
        reference: "B1".into(),
        date: Date::new("20260115"),
        time: "0930".into(),
        kind: "CH".into(),
        submitter: Submitter { entity_type: "2".into(), name: "DOE CLINIC".into(), id: "S1".into(), contacts: vec![contact], ..Submitter::default() },
        receiver: Receiver { name: "ACME HEALTH".into(), id: "P1".into(), ..Receiver::default() },
        ..Submission::default()
    }
}

fn address() -> PostalAddress {
    PostalAddress {
        line1: "1 MAIN ST".into(),
        city: "AUSTIN".into(),
        state: Some("TX".into()),
        postal_code: Some("787010001".into()),
        ..PostalAddress::default()
    }
}

fn minimal_claim() -> Claim {
    Claim {
        billing: Billing {
            provider: BillingProvider {
                entity_type: "2".into(),
                name: "DOE CLINIC".into(),
                npi: Some("1999999984".into()),
                address: address(),
                tax_id: Reference { qualifier: "EI".into(), value: "123456789".into(), payer_id: None },
                ..BillingProvider::default()
            },
            ..Billing::default()
        },
        coverage: Coverage {
            sequence: "P".into(),
            relationship: Some("18".into()),
            filing_indicator: Some("CI".into()),
            subscriber: Person { address: address(), date_of_birth: Date::of(1980, 2, 29), sex: Some("F".into()), ..Person::member("ROE", "JANE", "M1") },
            payer: Payer::new("ACME HEALTH", "P1"),
            ..Coverage::default()
        },
        patient_control_number: "A1".into(),
        total_charge: Amount::from_cents(12_500),
        place_of_service: "11".into(),
        frequency: "1".into(),
        provider_signature: "Y".into(),
        accepts_assignment: "A".into(),
        benefits_assigned: "Y".into(),
        release_of_information: "Y".into(),
        diagnoses: vec![CodedValue { qualifier: "ABK".into(), code: "J069".into() }],
        service_lines: vec![ServiceLine {
            procedure: Procedure::hcpcs("99213"),
            charge: Amount::from_cents(12_500),
            unit: "UN".into(),
            units: Quantity::new("1"),
            diagnosis_pointers: vec!["1".into()],
            service_date: Date::new("20260110").into(),
            ..ServiceLine::default()
        }],
        ..Claim::default()
    }
}

fn write(claims: &[Claim]) -> Result<String, WriteError> {
    let mut writer = Writer::new(Vec::new(), Delimiters::USUAL).with_line_break(*b"\n");
    write_set(&mut writer, route().guide(), &submission(), claims)?;
    Ok(String::from_utf8(writer.into_inner()).unwrap())
}

/// Reads a set; it must follow its guide.
#[track_caller]
fn read(set: &str) -> Vec<Claim> {
    let mut writer = Writer::new(Vec::new(), Delimiters::USUAL);
    writer
        .write_interchange_header(&[b"00", b"", b"00", b"", b"ZZ", b"S1", b"ZZ", b"P1", b"260115", b"0930", b"", b"00501", b"000000001", b"0", b"T"])
        .unwrap();
    let document = [writer.into_inner(), set.as_bytes().to_vec()].concat();
    let mut source = SliceReader::new(&document);
    let mut reader = ClaimReader::new(route());
    let mut claims = Vec::new();
    while let Some(event) = source.next().unwrap() {
        if let Event::Segment(segment) = event
            && segment.id() != b"ISA"
        {
            claims.extend(reader.push(&segment));
        }
    }
    assert!(reader.is_conforming(), "{set}");
    claims
}

/// What a claim is once it was written and read: the sender, the levels and the line numbers are known.
fn known(claim: &Claim, read: &Claim) -> Claim {
    let mut claim = Claim { submission: Some(submission()), hl: read.hl.clone(), ..claim.clone() };
    for (index, line) in claim.service_lines.iter_mut().enumerate() {
        line.line_number = (index + 1).to_string();
    }
    claim
}

#[test]
fn a_claim_of_25_fields_is_a_valid_set() {
    let set = write(&[minimal_claim()]).unwrap();
    let expected = "ST*837*0001*005010X222A1~
BHT*0019*00*B1*20260115*0930*CH~
NM1*41*2*DOE CLINIC*****46*S1~
PER*IC*BILLING*TE*5125550100~
NM1*40*2*ACME HEALTH*****46*P1~
HL*1**20*1~
NM1*85*2*DOE CLINIC*****XX*1999999984~
N3*1 MAIN ST~
N4*AUSTIN*TX*787010001~
REF*EI*123456789~
HL*2*1*22*0~
SBR*P*18*******CI~
NM1*IL*1*ROE*JANE****MI*M1~
N3*1 MAIN ST~
N4*AUSTIN*TX*787010001~
DMG*D8*19800229*F~
NM1*PR*2*ACME HEALTH*****PI*P1~
CLM*A1*125***11:B:1*Y*A*Y*Y~
HI*ABK:J069~
LX*1~
SV1*HC:99213*125*UN*1***1~
DTP*472*D8*20260110~
SE*23*0001~
";
    assert_eq!(set, expected);
    let read = read(&set);
    assert_eq!(read, [known(&minimal_claim(), &read[0])]);
}

#[test]
fn neighbours_share_levels_and_a_patient_makes_the_subscriber_a_parent() {
    let own = minimal_claim();
    let patient = Patient {
        relationship: "19".into(),
        person: Person {
            last_name: "ROE".into(),
            first_name: Some("TIM".into()),
            address: address(),
            date_of_birth: Date::of(2015, 7, 4),
            sex: Some("M".into()),
            ..Person::default()
        },
        ..Patient::default()
    };
    let mut childs = Claim { patient: Some(patient), ..own.clone() };
    childs.coverage.relationship = own.coverage.relationship.clone();
    let set = write(&[own.clone(), own.clone(), childs.clone(), childs.clone(), own.clone()]).unwrap();
    let levels: Vec<&str> = set.lines().filter(|line| line.starts_with("HL*")).collect();
    assert_eq!(levels, ["HL*1**20*1~", "HL*2*1*22*1~", "HL*3*2*23*0~", "HL*4*1*22*0~"]);
    let read = read(&set);
    let patients: Vec<bool> = read.iter().map(|claim| claim.patient.is_some()).collect();
    assert_eq!(patients, [false, false, true, true, false]);
}

#[test]
fn levels_that_stood_apart_stay_apart() {
    let claim = |billing: &str, subscriber: &str| Claim {
        hl: Levels { billing: Some(billing.into()), subscriber: Some(subscriber.into()), patient: None },
        ..minimal_claim()
    };
    let set = write(&[claim("1", "2"), claim("1", "2"), claim("1", "3"), claim("4", "5")]).unwrap();
    let levels: Vec<&str> = set.lines().filter(|line| line.starts_with("HL*")).collect();
    assert_eq!(levels, ["HL*1**20*1~", "HL*2*1*22*0~", "HL*3*1*22*0~", "HL*4**20*1~", "HL*5*4*22*0~"]);
}

#[test]
fn json_is_read_as_it_is_written_and_a_slip_in_a_name_is_refused() {
    let claim = minimal_claim();
    let json = serde_json::to_string(&claim).unwrap();
    assert!(json.starts_with(r#"{"schema":"claim.v1","#), "{json}");
    assert_eq!(serde_json::from_str::<Claim>(&json).unwrap(), claim);
    assert!(serde_json::from_str::<Claim>(r#"{"patientControlNo":"A1"}"#).is_err());
    assert!(serde_json::from_str::<Claim>(r#"{"schema":"claim.v2"}"#).is_err());
}

#[test]
fn a_field_that_its_loop_has_no_place_for_is_named() {
    let mut claim = minimal_claim();
    claim.rendering_provider = Some(Provider { address: address(), ..Provider::person("MA", "LEE", "1234567893") });
    match write(&[claim]) {
        Err(WriteError::Fault(Fault::NoPlace { loop_id, address })) => assert_eq!((loop_id.as_str(), address), ("2310B", "N301")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn more_values_than_a_segment_takes_are_refused() {
    let mut claim = minimal_claim();
    claim.service_lines[0].diagnosis_pointers = vec!["1".into(); 5];
    assert!(matches!(write(&[claim]), Err(WriteError::Fault(Fault::TooMany { most: 4, .. }))));
}

#[test]
fn data_that_holds_a_delimiter_is_refused() {
    let mut claim = minimal_claim();
    claim.patient_control_number = "A*1".into();
    assert!(matches!(write(&[claim]), Err(WriteError::Segment(_))));
}

#[test]
fn an_order_that_was_sent_stays_until_a_field_of_that_loop_changes() {
    let set = write(&[minimal_claim()]).unwrap();
    let reordered = set.replace("HI*ABK", "REF*G1*AUTH~\nREF*F8*ICN~\nREF*9F*RFL~\nHI*ABK").replace("SE*23", "SE*26");
    let mut claims = read(&reordered);
    assert!(!claims[0].as_sent.is_empty());
    assert_eq!(write(&claims).unwrap(), reordered);
    claims[0].service_lines[0].unit = "MJ".into();
    assert_eq!(write(&claims).unwrap(), reordered.replace("*UN*", "*MJ*"));
    claims[0].references.referral = None;
    let changed = write(&claims).unwrap();
    assert!(changed.contains("REF*G1*AUTH~\nREF*F8*ICN~\nHI*ABK"), "{changed}");
}

#[test]
fn the_tape_does_not_grow_with_the_claims() {
    let one = minimal_claim();
    let other = Claim { hl: Levels { subscriber: Some("x".into()), ..Levels::default() }, ..one.clone() };
    let many: Vec<Claim> = (0..500).map(|index| if index % 2 == 0 { one.clone() } else { other.clone() }).collect();
    let set = format!("{ISA}{}", write(&many).unwrap());
    let (mut reader, mut claims, mut deepest) = (ClaimReader::new(route()), 0, 0);
    let mut source = SliceReader::new(set.as_bytes());
    while let Some(event) = source.next().unwrap() {
        if let Event::Segment(segment) = event
            && segment.id() != b"ISA"
        {
            claims += usize::from(reader.push(&segment).is_some());
            deepest = deepest.max(reader.tape().open_loops().last().map_or(0, |view| view.node()));
        }
    }
    assert_eq!(claims, 500);
    assert!(deepest < 60, "the innermost loop stood at {deepest}");
}

const ISA: &str = "ISA*00*          *00*          *ZZ*S1             *ZZ*P1             *260115*0930*^*00501*000000001*0*T*:~\n";

#[test]
fn a_set_that_breaks_off_gives_its_last_claim() {
    let set = write(&[minimal_claim()]).unwrap();
    let cut = format!("{ISA}{}", set.split("SE*").next().unwrap());
    let mut source = SliceReader::new(cut.as_bytes());
    let mut reader = ClaimReader::new(route());
    while let Some(event) = source.next().unwrap() {
        if let Event::Segment(segment) = event
            && segment.id() != b"ISA"
        {
            assert!(reader.push(&segment).is_none());
        }
    }
    assert_eq!(reader.finish().unwrap().patient_control_number, "A1");
    assert!(reader.finish().is_none());
}

#[test]
fn patients_stay_out_of_debug_output() {
    let debug = format!("{:?}", minimal_claim());
    assert_eq!(debug, "Claim [phi]");
}

#[test]
fn the_table_of_fields_names_path_address_and_words() {
    let rows = x12_837::fields();
    let find = |json: &str| rows.iter().find(|row| row.json == json).map(|row| (row.x12.as_str(), row.words.trim()));
    assert_eq!(find("patientControlNumber"), Some(("2000A/2000B/2300/CLM01", "The provider's own number of the claim.")));
    assert_eq!(find("serviceLines[].procedure.code"), Some(("2000A/2000B/2300/2400/SV101-2", "The code.")));
    assert_eq!(find("coverage.payer.id"), Some(("2000A/2000B/2010BB/NM109", "The payer identifier.")));
    assert_eq!(find("renderingProvider.address.line1"), None);
    assert_eq!(find("dates.accident").map(|found| found.0), Some("2000A/2000B/2300/DTP[accident]03"));
}

fn word() -> impl Strategy<Value = String> {
    "[A-Z0-9]([A-Z0-9 .,/-]{0,10}[A-Z0-9])?"
}

fn amount() -> impl Strategy<Value = Amount> {
    (0i64..10_000_000).prop_map(Amount::from_cents)
}

fn date() -> impl Strategy<Value = Date> {
    (1990u16..2030, 1u8..13, 1u8..29).prop_map(|(year, month, day)| Date::of(year, month, day).unwrap())
}

fn provider() -> impl Strategy<Value = Provider> {
    (word(), word(), proptest::option::of(word())).prop_map(|(last, first, taxonomy)| Provider { taxonomy, ..Provider::person(last, first, "1234567893") })
}

prop_compose! {
    fn line()(code in "[A-Z0-9]{5}", modifiers in proptest::collection::vec("[A-Z0-9]{2}", 0..4), charge in amount(), units in 1i64..100_000, day in date(), note in proptest::option::of(word()),
              number in proptest::option::of(word()), rendering in proptest::option::of(provider()), pointers in 1usize..5) -> ServiceLine {
        ServiceLine {
            procedure: Procedure { modifiers, ..Procedure::hcpcs(code) },
            charge,
            unit: "UN".into(),
            units: Quantity::from_thousandths(units),
            diagnosis_pointers: (1..=pointers).map(|one| one.to_string()).collect(),
            service_date: day.into(),
            third_party_note: note,
            line_item_control_number: number,
            rendering_provider: rendering,
            ..ServiceLine::default()
        }
    }
}

prop_compose! {
    fn claim()(number in word(), total in amount(), lines in proptest::collection::vec(line(), 1..5), codes in proptest::collection::vec("[A-Z][0-9]{3,6}", 1..12),
               authorization in proptest::option::of(word()), onset in proptest::option::of(date()), homebound in any::<bool>(), texts in proptest::collection::vec(word(), 0..3),
               rendering in proptest::option::of(provider()), paid in proptest::option::of(amount())) -> Claim {
        let mut claim = Claim { patient_control_number: number, total_charge: total, service_lines: lines, homebound, fixed_format: texts, rendering_provider: rendering, patient_paid: paid, ..minimal_claim() };
        claim.diagnoses = codes.into_iter().enumerate().map(|(index, code)| CodedValue { qualifier: if index == 0 { "ABK" } else { "ABF" }.into(), code }).collect();
        claim.references.prior_authorization = authorization;
        claim.dates.onset_of_illness = onset;
        claim
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn what_is_written_is_read_back_the_same(claims in proptest::collection::vec(claim(), 1..4)) {
        let set = write(&claims).unwrap();
        let found = read(&set);
        prop_assert_eq!(claims.len(), found.len());
        for (claim, found) in claims.iter().zip(&found) {
            let expected = known(claim, found);
            prop_assert_eq!(serde_json::to_string(&expected).unwrap(), serde_json::to_string(found).unwrap());
            let json = serde_json::to_string(found).unwrap();
            prop_assert!(serde_json::from_str::<Claim>(&json).unwrap() == *found);
        }
        prop_assert_eq!(write(&found).unwrap(), set);
    }
}
