//! Hostile and broken documents: one defect gives one finding, at the byte where it stands, and nothing is silent.
//!
//! Each case is a name, what was done to a valid claim file, and everything that is to be found: code and offset, errors and warnings alike.

use claimbridge_tests::fixture;
use x12_findings::Finding;
use x12_syntax::{Bound, Error};
use x12_validate::{Options, validate};

/// The findings of a document as `code@offset`.
fn found(document: &[u8]) -> Vec<String> {
    let report = validate(document, &Options::default()).expect("readable");
    report.findings.iter().map(|finding| format!("{}@{}", finding.code, finding.offset)).collect()
}

/// Cases are gathered, so that a run shows all that are wrong.
#[derive(Default)]
struct Cases {
    wrong: Vec<String>,
}

impl Cases {
    /// `expected` is what is found, as `code@offset`; empty where all is well.
    fn case(&mut self, name: &str, document: &[u8], expected: &[(&str, usize)]) {
        let expected: Vec<String> = expected.iter().map(|(code, offset)| format!("{code}@{offset}")).collect();
        let found = found(document);
        if found != expected {
            self.wrong.push(format!("{name}: {found:?}, expected {expected:?}"));
        }
    }
}

impl Drop for Cases {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
        }
    }
}

fn usual() -> String {
    fixture::text("005010X222A1/valid/many-loops.x12")
}

/// The offset of the first `needle`.
#[track_caller]
fn at(document: &[u8], needle: &str) -> usize {
    document.windows(needle.len()).position(|window| window == needle.as_bytes()).expect("the needle")
}

/// The usual document with the first `from` replaced, and where that stands.
#[track_caller]
fn with(from: &str, to: impl AsRef<[u8]>) -> (Vec<u8>, usize) {
    let text = usual();
    let start = at(text.as_bytes(), from);
    let (before, behind) = text.as_bytes().split_at(start);
    ([before, to.as_ref(), &behind[from.len()..]].concat(), start)
}

#[test]
fn what_is_no_interchange_says_so() {
    let mut cases = Cases::default();
    let text = usual();
    cases.case("empty", b"", &[("no-interchange", 0)]);
    cases.case("one byte", b"x", &[("text-outside-interchange", 0), ("no-interchange", 1)]);
    cases.case("IS", b"IS", &[("isa-truncated", 0)]);
    for cut in 1..106 {
        cases.case(&format!("ISA cut at {cut}"), &text.as_bytes()[..cut], &[("isa-truncated", 0)]);
    }
    cases.case("ISA alone", &text.as_bytes()[..106], &[("trailer-missing", 106)]);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xFF\xFE".as_slice(), &utf16].concat();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    cases.case("UTF-16", &utf16, &[("encoding-foreign", 0)]);
    cases.case("UTF-16 with its mark", &marked, &[("encoding-foreign", 0)]);
    cases.case("UTF-16, big end first", &big, &[("encoding-foreign", 0)]);
    cases.case("EBCDIC", b"\xC9\xE2\xC1\x5C\xF0\xF0\x5C\x40\x40\x40\x40\x40\x40\x40\x40\x40\x40\x5C", &[("encoding-foreign", 0)]);
}

#[test]
fn what_stands_around_interchanges_is_told_once() {
    let mut cases = Cases::default();
    let text = usual();
    let end = text.len();
    cases.case("byte order mark", format!("\u{FEFF}{text}").as_bytes(), &[("byte-order-mark", 0)]);
    cases.case("a letter", format!("Dear payer,\n\nenclosed\n{text}").as_bytes(), &[("text-outside-interchange", 0)]);
    cases.case("blank lines", format!("\n\n  \n{text}").as_bytes(), &[]);
    cases.case("text behind", format!("{text}note\n").as_bytes(), &[("text-outside-interchange", end)]);
    cases.case("end of file mark", format!("{text}\u{1A}").as_bytes(), &[("text-outside-interchange", end)]);
    cases.case("segments behind", format!("{text}GS*HC~").as_bytes(), &[("text-outside-interchange", end)]);
    let other = text.replace('*', "|").replace('~', "").replace(':', ">").replace('^', "!").replace("000000001", "000000002");
    cases.case("two interchanges with different delimiters", format!("{text}{other}").as_bytes(), &[]);
}

#[test]
fn headers_of_the_wrong_form_are_reported_at_their_elements() {
    let mut cases = Cases::default();
    let text = usual();
    let short = text.replacen("*CLEARBRIDGE    *ZZ", "*CLEARBRIDGE*ZZ", 1);
    cases.case("ISA06 not padded", short.as_bytes(), &[("isa-element-width", 35)]);
    cases.case("ISA08 too long", text.replacen("PAYERONE       *2", "PAYERONE         *2", 1).as_bytes(), &[("isa-element-width", 54)]);
    cases.case("ISA13 not padded", text.replacen("*000000001*1*T", "*1*1*T", 1).as_bytes(), &[("isa-element-width", 90)]);
    let bytes = text.as_bytes();
    let payer = at(bytes, "NM1*PR");
    let again = text.replace("000000001", "000000002");
    let inside = [&bytes[..payer], again.as_bytes()].concat();
    cases.case("ISA in an interchange", &inside, &[("trailer-missing", payer)]);
    let cut = [&bytes[..payer], &bytes[..60]].concat();
    cases.case("cut ISA in an interchange", &cut, &[("segment-unterminated", payer + 60)]);
    let (junk, junk_at) = with("NM1*PR", "ISA*junk~\nNM1*PR");
    cases.case("an ISA that is none", &junk, &[("isa-unreadable", junk_at)]);
}

/// The usual document with other delimiters (element, component, repetition, segment), without line breaks.
fn delimited(delimiters: [u8; 4]) -> Vec<u8> {
    let [element, component, repetition, segment] = delimiters;
    let own = |byte: u8| match byte {
        b'*' => element,
        b':' => component,
        b'^' => repetition,
        b'~' => segment,
        other => other,
    };
    usual().bytes().filter(|byte| *byte != b'\n').map(own).collect()
}

#[test]
fn delimiters_in_doubt_are_one_error_and_nothing_else_is_checked() {
    let mut cases = Cases::default();
    for (delimiters, code, offset) in [
        (*b"**^~", "delimiters-equal", 104),
        (*b"*:*~", "delimiters-equal", 82),
        (*b"*:^*", "delimiters-equal", 105),
        (*b"*::~", "delimiters-equal", 82),
        (*b"*~^~", "delimiters-equal", 104),
        (*b"*:~~", "delimiters-equal", 82),
        (*b"****", "delimiters-equal", 105),
        (*b"*A^~", "delimiter-is-data", 104),
        (*b"*:^A", "delimiter-is-data", 105),
        (*b"X:^~", "delimiter-is-data", 3),
        (*b"* ^~", "delimiter-is-data", 104),
        (*b"*:^ ", "delimiter-is-data", 105),
        (*b" :^~", "isa-unreadable", 0),
        (*b"\n:^~", "delimiter-is-line-break", 3),
        (*b"*\r^~", "delimiter-is-line-break", 104),
        (*b"*:\n~", "delimiter-is-line-break", 82),
        (*b"*:U~", "repetition-separator-missing", 82),
        (*b"\0:^~", "delimiter-fragile", 3),
        (*b"*\0^~", "delimiter-fragile", 104),
        (*b"*:\xC4~", "delimiter-fragile", 82),
        (*b"*:^\x85", "delimiter-fragile", 105),
    ] {
        let name = String::from_utf8_lossy(&delimiters).into_owned();
        cases.case(&format!("{name:?}"), &delimited(delimiters), &[(code, offset)]);
    }
    for delimiters in [*b"|>!'", [0x1D, 0x1F, 0x1E, 0x1C], *b"*:^\n", *b"*:^\r"] {
        cases.case(&format!("{delimiters:?}"), &delimited(delimiters), &[]);
    }
    let mut both = delimited(*b"**^~");
    let behind = both.len();
    both.extend_from_slice(usual().replace("000000001", "000000002").replace("SE*120", "SE*9").as_bytes());
    let count = behind + at(&both[behind..], "SE*9") + 3;
    cases.case("the next interchange is checked", &both, &[("delimiters-equal", 104), ("count-wrong", count)]);
}

#[test]
fn the_ends_of_lines_and_segments_may_be_mixed() {
    let mut cases = Cases::default();
    let text = usual();
    cases.case("CRLF behind terminators", text.replace('\n', "\r\n").as_bytes(), &[]);
    cases.case("LF as terminator", text.replace("~\n", "\n").as_bytes(), &[]);
    cases.case("CRLF as terminator", text.replace("~\n", "\r\n").as_bytes(), &[]);
    let (isa, rest) = text.split_once("~\n").expect("an ISA");
    let gs_end = isa.len() + 1 + rest.find('~').expect("a GS");
    cases.case("LF, then CRLF", format!("{isa}\n{}", rest.replace("~\n", "\r\n")).as_bytes(), &[("padding-before-terminator", gs_end)]);
    cases.case("CRLF, then LF", format!("{isa}\r\n{}", rest.replace("~\n", "\n")).as_bytes(), &[("terminator-unused", gs_end + 1)]);
    cases.case("a tilde, then LF", format!("{isa}~\n{}", rest.replace("~\n", "\n")).as_bytes(), &[("terminator-unused", gs_end + 1)]);
    cases.case("a tilde, then a tilde and CRLF", format!("{isa}~{}", rest.replace('\n', "\r\n")).as_bytes(), &[]);
    let (empty, start) = with("BHT*", format!("{}BHT*", "~".repeat(10_000)));
    cases.case("ten thousand empty segments", &empty, &[("segment-empty", start)]);
}

#[test]
fn characters_that_x12_does_not_know_are_reported_where_they_stand() {
    let mut cases = Cases::default();
    for (name, bytes) in [
        ("no UTF-8", b"J\xFFNE".as_slice()),
        ("overlong", b"J\xC0\xAFE"),
        ("surrogate", b"\xED\xA0\x80E"),
        ("NUL", b"J\0NE"),
        ("terminal escape", b"\x1B[31mX"),
        ("carriage return", b"A\rB"),
        ("line feed", b"A\nB"),
    ] {
        let (document, start) = with("JANE", bytes);
        cases.case(name, &document, &[("character-invalid", start)]);
    }
    for inert in ["=cmd|calc", "<b>x</b>", "'; DROP--"] {
        cases.case(inert, &with("JANE", inert).0, &[]);
    }
}

#[test]
fn envelopes_that_do_not_add_up_give_one_error() {
    let mut cases = Cases::default();
    let text = usual();
    for count in ["1000000000000000000000000000000", "-3", "+5", "1e9", "0", "abc", "9"] {
        for trailer in ["SE*120", "GE*1", "IEA*1"] {
            let (id, _) = trailer.split_once('*').expect("a trailer");
            let (document, start) = with(&format!("\n{trailer}*"), format!("\n{id}*{count}*"));
            cases.case(&format!("{id}*{count}"), &document, &[("count-wrong", start + id.len() + 2)]);
        }
    }
    for zeros in ["SE*0120", "GE*01", "IEA*01"] {
        let (id, count) = zeros.split_once("*0").expect("a trailer");
        cases.case(zeros, &with(&format!("\n{id}*{count}*"), format!("\n{zeros}*")).0, &[]);
    }
    let (document, start) = with("SE*120*0001", "SE*120*0002");
    cases.case("SE02", &document, &[("control-number-mismatch", start + 7)]);
    let (document, start) = with("SE*120*0001~\n", "");
    cases.case("no SE", &document, &[("trailer-missing", start)]);
    let (document, start) = with("SE*120*0001~\nGE*1*1~\n", "");
    cases.case("neither SE nor GE", &document, &[("trailer-missing", start)]);
    let (document, start) = with("SE*120*0001~\n", "SE*120*0001~\nSE*120*0001~\n");
    cases.case("SE twice", &document, &[("trailer-without-header", start + 13)]);
    let (document, start) = with("BHT*", "ST*837*0002*005010X222A1~\nBHT*");
    cases.case("ST in a set", &document, &[("trailer-missing", start)]);
    let (document, start) = with("ST*837", "TA1*000000009*260101*1200*A*000~\nST*837");
    cases.case("TA1 in a group", &document, &[("interchange-acknowledgment-misplaced", start)]);
    let (document, start) = with("NM1*PR", "TA1*000000009*260101*1200*A*000~\nNM1*PR");
    cases.case("TA1 in a set", &document, &[("segment-unknown", start)]);
    let isa = &text[..106];
    let empty: String = (1..=500).map(|number| format!("GS*HC*AA*BB*20260101*1200*{number}*X*005010X222A1~GE*0*{number}~")).collect();
    let found = found(format!("{isa}{empty}IEA*500*000000001~").as_bytes());
    assert!(found.len() == 500 && found.iter().all(|one| one.starts_with("envelope-empty@")), "empty groups: {found:?}");
    cases.case("no groups", format!("{isa}IEA*0*000000001~").as_bytes(), &[("envelope-empty", 106)]);
}

#[test]
fn levels_that_do_not_hang_together_give_one_error() {
    let mut cases = Cases::default();
    for (name, to, code, shift) in [
        ("parent to itself", "HL*2*2*22*0", "hl-parent-wrong", 5),
        ("parent to come", "HL*2*3*22*0", "hl-parent-wrong", 5),
        ("number used before", "HL*1*1*22*0", "hl-id-wrong", 3),
        ("no number", "HL*X*1*22*0", "hl-id-wrong", 3),
        ("kind unknown", "HL*2*1*99*0", "code-invalid", 7),
        ("no parent", "HL*2**22*0", "element-missing", 5),
    ] {
        let (document, start) = with("HL*2*1*22*0", to);
        cases.case(name, &document, &[(code, start + shift)]);
    }
    let (document, start) = with("HL*2*1*22*0~\n", "");
    cases.case("no HL", &document, &[("segment-missing", start)]);
}

#[test]
fn binary_data_lies_about_its_length_once() {
    let isa = &usual()[..106];
    let set = |segment: &str| format!("{isa}GS*PI*AA*BB*20260101*1200*1*X*006020X316~ST*275*0001*006020X316~{segment}~SE*3*0001~GE*1*1~IEA*1*000000001~");
    let mut cases = Cases::default();
    for (segment, expected) in [
        ("BIN*5*a~b~c", None),
        ("BIN*3*~~~", None),
        ("BIN*2*abc", Some("binary-length-wrong")),
        ("BIN*4*abc", Some("binary-length-wrong")),
        ("BIN*1000*abc", Some("binary-length-wrong")),
        ("BIN*-3*abc", Some("binary-length-not-a-number")),
        ("BIN*X*abc", Some("binary-length-not-a-number")),
        ("BIN*99999999999999999999999*abc", Some("binary-length-not-a-number")),
    ] {
        let document = set(segment);
        let mut expected: Vec<(&str, usize)> = expected.into_iter().map(|code| (code, at(document.as_bytes(), "BIN") + 4)).collect();
        expected.insert(0, ("guide-unknown", at(document.as_bytes(), "*0001*006020X316") + 6));
        cases.case(segment, document.as_bytes(), &expected);
    }
}

#[test]
fn values_of_the_wrong_form_are_reported_where_they_stand() {
    let mut cases = Cases::default();
    for date in ["00000000", "20250229", "2025122", "202512201", "2025-1-1", "20251320"] {
        let (document, start) = with("DTP*431*D8*20251220", format!("DTP*431*D8*{date}"));
        cases.case(date, &document, &[("date-invalid", start + 11)]);
    }
    let (document, start) = with("DTP*431*D8*20251220", "DTP*431*D8*99991231");
    cases.case("the year 9999", &document, &[("onset-after-service", start + 11)]);
    for (amount, code) in [
        (".", Some("number-invalid")),
        ("-", Some("number-invalid")),
        ("-.", Some("number-invalid")),
        ("1,000", Some("number-invalid")),
        ("+250", Some("number-invalid")),
        ("2.5e2", Some("number-invalid")),
        (" 250", Some("number-invalid")),
        ("250.000", Some("amount-decimals")),
        ("11111111111111111111", Some("element-too-long")),
        ("111111111111111111", Some("element-too-long")),
        ("1111111111111111", Some("claim-charge-not-balanced")),
        ("-250", Some("claim-charge-not-balanced")),
        ("00250", None),
        ("250.", None),
    ] {
        let (document, start) = with("CLM*PCN-1001*250*", format!("CLM*PCN-1001*{amount}*"));
        let expected: Vec<(&str, usize)> = code.into_iter().map(|code| (code, start + 13)).collect();
        cases.case(amount, &document, &expected);
    }
    for (length, fits) in [(20, true), (21, false), (38, false), (39, false)] {
        let (document, start) = with("CLM*PCN-1001*", format!("CLM*{}*", "P".repeat(length)));
        let expected: &[(&str, usize)] = if fits { &[] } else { &[("element-too-long", start + 4)] };
        cases.case(&format!("CLM01 of {length}"), &document, expected);
    }
}

#[test]
fn lines_and_loops_out_of_order_give_one_error() {
    let mut cases = Cases::default();
    for (from, to) in [("LX*2", "LX*3"), ("LX*2", "LX*1"), ("LX*1", "LX*0")] {
        let (document, start) = with(&format!("\n{from}~"), format!("\n{to}~"));
        cases.case(&format!("{to} in place of {from}"), &document, &[("line-number-wrong", start + 4)]);
    }
    let surplus = "CAS*PR*1*1~\n".repeat(40);
    let document = usual().replacen("CAS*PR*1*20~\n", &surplus, 1).replace("SE*120", "SE*159");
    let found = found(document.as_bytes());
    assert!(found.iter().all(|one| one.starts_with("segment-repeated-too-often@")) && found.len() == 36, "{found:?}");
}

#[test]
fn too_much_of_anything_stops_at_the_byte_where_it_begins() {
    let check = |document: &[u8], bound: Bound, offset: usize| match validate(document, &Options::default()) {
        Err(Error::Limit { what, offset: at, .. }) => assert_eq!((what, at), (bound, offset as u64)),
        other => panic!("{:?}", other.map(|report| report.summary)),
    };
    let (document, start) = with("LINE0001", "L*".repeat(1_000_000));
    let segment = usual()[..start].rfind("REF").expect("a REF");
    check(&document, Bound::SegmentBytes, segment);
    let (document, start) = with("LINE0001", "L*".repeat(1_000));
    check(&document, Bound::Elements, usual()[..start].rfind("REF").expect("a REF"));
    let (document, start) = with("LINE0001", "L".repeat(100_000));
    check(&document, Bound::ElementBytes, start);
    let (document, start) = with("HC:99213:25", format!("HC{}", ":1".repeat(101)));
    check(&document, Bound::Components, start);
    let (document, start) = with("19800214*F", format!("19800214*F**{}", ["A"; 101].join("^")));
    check(&document, Bound::Components, start + 12);
}

#[test]
fn the_same_document_with_other_delimiters_gives_the_same_findings() {
    let bare = |findings: Vec<Finding>| -> Vec<(String, Option<String>, u64)> {
        findings.into_iter().map(|one| (one.code.into_owned(), one.path, one.offset)).collect()
    };
    let broken = usual().replace("PCN-1001*250*", "PCN-1001*251*").replace("DMG*D8*19790331", "DMG*D8*19790231");
    let usual = validate(broken.as_bytes(), &Options::default()).expect("readable");
    let swapped = broken.replace('*', "\u{1D}").replace(':', "*").replace('\u{1D}', ":");
    let swapped = validate(swapped.as_bytes(), &Options::default()).expect("readable");
    assert_eq!(usual.findings.len(), 2);
    assert_eq!(bare(usual.findings), bare(swapped.findings));
}
