//! Remittances made by hand, read whole and claim by claim.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test stops at the first surprise")]

use x12_835::{
    ClaimGroup, Party, Payee, Payer, Payment, ProviderAdjustment, ProviderAdjustments, QualifiedDate, Remittance, RemittanceClaim, RemittanceLine,
    RemittanceReader, RemittanceStream, route, write_set,
};
use x12_model::{Adjustment, Amount, Contact, ContactNumber, Date, PostalAddress, Procedure};
use x12_syntax::{Delimiters, Event, Segment, SliceReader, Writer};

fn claim(number: &str) -> RemittanceClaim {
    let adjustment =
        |group: &str, reason: &str, cents: i64| Adjustment { group: group.into(), reason: reason.into(), amount: Amount::from_cents(cents), quantity: None };
    RemittanceClaim {
        patient_control_number: number.into(),
        status: "1".into(),
        charge: Amount::from_cents(12_500),
        paid: Amount::from_cents(8_050),
        patient_responsibility: Some(Amount::from_cents(2_000)),
        filing_indicator: "12".into(),
        payer_claim_control_number: "ICN1".into(),
        patient: Party { name: Some("ROE".into()), first_name: Some("JANE".into()), ..Party::default() },
        service_lines: vec![RemittanceLine {
            procedure: Procedure::hcpcs("99213"),
            charge: Amount::from_cents(12_500),
            paid: Amount::from_cents(8_050),
            service_dates: vec![QualifiedDate { qualifier: "472".into(), date: Date::new("20260110") }],
            adjustments: vec![adjustment("CO", "45", 2_000), adjustment("CO", "253", 450), adjustment("PR", "3", 2_000)],
            ..RemittanceLine::default()
        }],
        ..RemittanceClaim::default()
    }
}

fn remittance(claims: usize) -> Remittance {
    let address = PostalAddress {
        line1: "7 PLAN AVE".into(),
        city: "DALLAS".into(),
        state: Some("TX".into()),
        postal_code: Some("75201".into()),
        ..PostalAddress::default()
    };
    Remittance {
        control_number: "0001".into(),
        payment: Payment {
            handling: "I".into(),
            total: Amount::from_cents(8_000),
            credit_or_debit: "C".into(),
            method: "CHK".into(),
            date: Some(Date::new("20260120")),
            trace_number: "C100".into(),
            trace_payer_id: "1999999999".into(),
            ..Payment::default()
        },
        payer: Payer {
            name: "ACME HEALTH".into(),
            address,
            technical_contacts: vec![Contact { numbers: vec![ContactNumber { kind: "TE".into(), number: "8005550100".into() }], ..Contact::default() }],
            ..Payer::default()
        },
        payee: Payee { name: "DOE CLINIC".into(), id_qualifier: "XX".into(), id: "1999999984".into(), ..Payee::default() },
        groups: vec![ClaimGroup { number: "1".into(), claims: (0..claims).map(|index| claim(&format!("A{index}"))).collect(), ..ClaimGroup::default() }],
        provider_adjustments: vec![ProviderAdjustments {
            provider_id: "1999999984".into(),
            fiscal_period_end: Date::new("20261231"),
            adjustments: vec![ProviderAdjustment { reason: "WO".into(), reference: Some("ICN0".into()), amount: Amount::from_cents(50) }],
        }],
        ..Remittance::default()
    }
}

fn write(remittance: &Remittance) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), Delimiters::USUAL).with_line_break(*b"\n");
    writer.write_interchange_header(&[b"00", b"", b"00", b"", b"ZZ", b"P", b"ZZ", b"C", b"260115", b"0930", b"", b"00501", b"000000001", b"0", b"T"]).unwrap();
    write_set(&mut writer, route().guide(), remittance).unwrap();
    writer.into_inner()
}

fn each_segment(document: &[u8], mut take: impl FnMut(&Segment<'_>)) {
    let mut source = SliceReader::new(document);
    while let Some(event) = source.next().unwrap() {
        if let Event::Segment(segment) = event
            && segment.id() != b"ISA"
        {
            take(&segment);
        }
    }
}

fn read(document: &[u8]) -> Remittance {
    let mut reader = RemittanceReader::new(route());
    each_segment(document, |segment| reader.push(segment));
    assert!(reader.is_conforming());
    reader.finish().unwrap()
}

#[test]
fn what_is_written_is_read_back_the_same() {
    let remittance = remittance(3);
    let document = write(&remittance);
    let found = read(&document);
    assert_eq!(serde_json::to_string(&found).unwrap(), serde_json::to_string(&remittance).unwrap());
    assert_eq!(found, remittance);
    assert_eq!(write(&found), document);
    let json = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Remittance>(&json).unwrap(), remittance);
}

#[test]
fn adjustments_of_one_group_share_a_segment_of_at_most_six() {
    let mut remittance = remittance(1);
    let one = Adjustment { group: "CO".into(), reason: "45".into(), amount: Amount::from_cents(100), quantity: None };
    remittance.groups[0].claims[0].adjustments = vec![one; 7];
    let text = String::from_utf8(write(&remittance)).unwrap();
    let segments: Vec<&str> = text.lines().filter(|line| line.starts_with("CAS*CO*45*1")).collect();
    assert_eq!(segments, ["CAS*CO*45*1**45*1**45*1**45*1**45*1**45*1~", "CAS*CO*45*1~"]);
    assert_eq!(read(text.as_bytes()), remittance);
}

#[test]
fn separate_segments_of_one_group_stay_separate_until_an_adjustment_changes() {
    let text = String::from_utf8(write(&remittance(1))).unwrap().replace("CAS*CO*45*20**253*4.5~", "CAS*CO*45*20~\nCAS*CO*253*4.5~").replace("SE*17", "SE*18");
    assert!(text.contains("CAS*CO*253"), "{text}");
    let mut found = read(text.as_bytes());
    assert_eq!(write(&found), text.as_bytes());
    found.groups[0].claims[0].service_lines[0].adjustments[1].amount = Amount::from_cents(400);
    let changed = String::from_utf8(write(&found)).unwrap();
    assert!(changed.contains("CAS*CO*45*20**253*4~"), "{changed}");
}

#[test]
fn the_stream_gives_each_claim_with_its_payment_and_keeps_one() {
    let whole = remittance(300);
    let document = write(&whole);
    let mut stream = RemittanceStream::new(route());
    let (mut found, mut deepest) = (Vec::new(), 0);
    each_segment(&document, |segment| {
        found.extend(stream.push(segment));
        deepest = deepest.max(stream.tape().open_loops().last().map_or(0, |view| view.node()));
    });
    assert!(stream.finish().is_none());
    assert_eq!(found.len(), 300);
    assert!(deepest < 40, "the innermost loop stood at {deepest}");
    for (one, expected) in found.iter().zip(whole.claims()) {
        assert_eq!(one.payment, whole.payment);
        assert_eq!(one.claims().collect::<Vec<_>>(), [expected]);
    }
    assert_eq!(stream.payment().unwrap().provider_adjustments, whole.provider_adjustments);
}

#[test]
fn the_table_of_fields_names_path_and_address() {
    let rows = x12_835::fields();
    let find = |json: &str| rows.iter().find(|row| row.json == json).map(|row| row.x12.as_str());
    assert_eq!(find("payment.total"), Some("BPR02"));
    assert_eq!(find("payment.toAccount.account"), Some("BPR15"));
    assert_eq!(find("groups[].claims[].serviceLines[].adjustments[].reason"), Some("2000/2100/2110/CAS02"));
    assert_eq!(find("groups[].claims[].patient.name"), Some("2000/2100/NM1[patient]03"));
}
