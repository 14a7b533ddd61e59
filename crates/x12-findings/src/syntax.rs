//! The rules of form, and what the readers report turned into findings.

use x12_syntax::{DelimiterRole, Encoding, Issue, IssueKind, Level};

use crate::finding::{AckCodes, Finding};
use crate::rule::{Rule, Severity};

macro_rules! rules {
    ($($name:ident: $severity:ident, $code:literal, $title:literal, $reason:literal, $source:literal, $example:literal;)*) => {
        $(static $name: Rule = Rule { code: $code, severity: Severity::$severity, snip: 1, title: $title, reason: $reason, source: $source, example: $example };)*

        /// All rules of form.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    NO_INTERCHANGE: Error, "no-interchange", "The file holds no interchange", "A receiver looks for an ISA and finds nothing to read.", "X12.5, interchange control structure", "a file that begins with GS";
    TEXT_OUTSIDE: Warning, "text-outside-interchange", "Text stands outside the interchanges", "Mail headers, notes and cover sheets are skipped by some receivers and refused by others.", "X12.5, interchange control structure", "Dear payer,~ISA*00*...";
    BYTE_ORDER_MARK: Warning, "byte-order-mark", "The file begins with a byte order mark", "X12 is plain characters; many receivers look for ISA in the first three bytes.", "X12.5, character sets", "EF BB BF before ISA";
    ENCODING_FOREIGN: Error, "encoding-foreign", "The file is in an encoding that X12 is not read in", "X12 between trading partners is ASCII: in UTF-16 each character takes two bytes, and in EBCDIC other ones.", "X12.5, character sets", "FF FE, then I 00 S 00 A 00";
    ISA_TRUNCATED: Error, "isa-truncated", "The file ends inside the interchange header", "Without a whole ISA the delimiters are unknown and nothing can be read.", "X12.5, ISA", "ISA*00*          *00";
    ISA_UNREADABLE: Error, "isa-unreadable", "An interchange header cannot be read", "Without a readable ISA the delimiters are unknown and nothing can be read.", "X12.5, ISA", "ISA, then no sixteen elements";
    ISA_WIDTH: Error, "isa-element-width", "An interchange header element has the wrong width", "ISA is the one segment of fixed width: receivers find the delimiters by counting characters.", "X12.5, ISA: 2 10 2 10 2 15 2 15 6 4 1 5 9 1 1 1", "ISA*00*          *00*          *ZZ*SENDER*...";
    ISA_MISSING: Error, "isa-element-missing", "An interchange header element is missing", "ISA always has sixteen elements.", "X12.5, ISA", "ISA without ISA10";
    ISA_TOO_MANY: Error, "isa-elements-too-many", "The interchange header has too many elements", "ISA always has sixteen elements.", "X12.5, ISA", "ISA with seventeen elements";
    DELIMITERS_EQUAL: Error, "delimiters-equal", "Two delimiters are the same character", "A reader cannot tell an element from a component or a segment.", "X12.5, delimiters", "ISA16 = * in a file whose elements are separated by *";
    DELIMITER_IS_LINE_BREAK: Error, "delimiter-is-line-break", "A line break separates elements, components or repetitions", "A receiver cannot tell it from a line break that only ends a line, which may be put in and taken out on the way.", "X12.5, delimiters", "a line feed as ISA16";
    DELIMITER_FRAGILE: Warning, "delimiter-fragile", "A delimiter does not survive every transfer", "Mail, FTP and conversions between character sets change or drop NUL, tabs and bytes beyond ASCII.", "X12.5, delimiters", "byte C4 as ISA11";
    DELIMITER_IS_DATA: Error, "delimiter-is-data", "A delimiter is a letter, a digit or a space", "Such a character cannot be kept out of data, and X12 has no escape.", "X12.5, delimiters", "ISA16 = A";
    REPETITION_MISSING: Warning, "repetition-separator-missing", "The header names no usable repetition separator", "From version 00402 on ISA11 is the repetition separator; a letter there is an old habit.", "X12.5, ISA11", "ISA11 = U in 00501";
    UNTERMINATED: Error, "segment-unterminated", "The file ends inside a segment", "The transfer was cut short, or the last terminator is missing.", "X12.5, segment terminator", "IEA*1*000000001 and no terminator";
    TERMINATOR_UNUSED: Error, "terminator-unused", "The segments do not end with the terminator of the ISA", "The byte behind ISA16 ends every segment; a receiver that finds no other takes all that follows for one segment.", "X12.5, segment terminator", "an ISA that ends with ~, and segments that end with line breaks";
    EMPTY_SEGMENT: Error, "segment-empty", "Two segment terminators stand side by side", "A segment has at least an identifier.", "X12.6, segments", "N3*1 MAIN ST~~N4*TOWN";
    MALFORMED_ID: Error, "segment-id-malformed", "A segment identifier has the wrong form", "An identifier is an upper-case letter and one or two upper-case letters or digits.", "X12.6, segment identifier", "nm1*IL*1*DOE";
    PADDING: Warning, "padding-before-terminator", "Spaces or line breaks stand before a segment terminator", "They belong to no element; some receivers take them as data.", "X12.5, segment terminator", "N4*TOWN*NY ~";
    TRAILING: Warning, "trailing-separators", "Empty elements at the end of a segment were sent", "Separators behind the last value are left out; some receivers refuse them.", "X12.6, data element separators", "NM1*IL*1*DOE****~";
    BINARY_NOT_NUMBER: Error, "binary-length-not-a-number", "The length of binary data is not a number", "Binary data may hold any byte, so it can only be found by its length.", "X12.6, BIN and BDS", "BIN*X*...";
    BINARY_LENGTH: Error, "binary-length-wrong", "The length of binary data is wrong", "Behind as many bytes as declared there is no segment terminator.", "X12.6, BIN and BDS", "BIN*5*abc~";
    OUTSIDE_ENVELOPE: Error, "segment-outside-envelope", "A segment stands where no envelope holds it", "A header (GS or ST) is missing before it.", "X12.5 and X12.22, control structures", "BHT without ST";
    TRAILER_WITHOUT_HEADER: Error, "trailer-without-header", "A trailer has no header", "SE, GE and IEA close what ST, GS and ISA opened.", "X12.22, control structures", "SE twice";
    TRAILER_MISSING: Error, "trailer-missing", "A trailer is missing", "Without SE, GE or IEA a receiver cannot know that it has everything.", "X12.22, control structures", "ST ... and then GE without SE";
    COUNT_WRONG: Error, "count-wrong", "A trailer's count is wrong", "The count is how a receiver knows that nothing was lost.", "X12.22: SE01 segments with ST and SE, GE01 sets, IEA01 groups", "SE*9 for a set of 3 segments";
    LEVEL_EMPTY: Warning, "envelope-empty", "A group or interchange holds nothing", "A group is sent for its transaction sets, and an interchange for its groups or its TA1; some receivers refuse empty ones.", "X12.5, control structures", "GS ... and then GE*0";
    NUMBER_MISMATCH: Error, "control-number-mismatch", "A trailer's control number is not its header's", "Header and trailer of one envelope carry the same number.", "X12.22: ISA13 = IEA02, GS06 = GE02, ST02 = SE02", "GS06 = 1 and GE02 = 2";
    NUMBER_REPEATED: Error, "control-number-repeated", "A control number was used before", "Receivers take a repeated number for a duplicate and drop it.", "X12.22: ISA13, GS06 and ST02 are unique in their scope", "two sets 0001 in one group";
    TA1_MISPLACED: Error, "interchange-acknowledgment-misplaced", "A TA1 stands in the wrong place", "A TA1 stands between ISA and the first GS.", "X12.5, TA1", "GS ... GE, then TA1";
}

/// The finding for what a reader or the envelope reported.
#[must_use]
pub fn finding(issue: &Issue) -> Finding {
    let mut finding = describe(&issue.kind);
    if let IssueKind::TrailerMissing { level, .. } = &issue.kind {
        let (_, _, trailer) = names(*level);
        (finding.segment_id, finding.path) = (Some(trailer.to_owned()), Some(trailer.to_owned()));
    }
    finding.segment = issue.segment;
    finding.offset = issue.offset;
    finding.length = issue.length;
    finding.line = issue.position.line;
    finding.column = issue.position.column;
    finding
}

fn describe(kind: &IssueKind) -> Finding {
    match kind {
        IssueKind::NoInterchange => Finding::new(&NO_INTERCHANGE, "There is no interchange in this file: no ISA was found.").expected("ISA").ack(ta1("022")),
        IssueKind::TextOutsideInterchange => {
            Finding::new(&TEXT_OUTSIDE, "Text stands here that belongs to no interchange; it was skipped.").help("Send nothing but interchanges.")
        }
        IssueKind::ByteOrderMark => {
            Finding::new(&BYTE_ORDER_MARK, "The file begins with a byte order mark; it was skipped.").help("Save the file as plain ASCII.")
        }
        IssueKind::EncodingForeign { encoding } => {
            let name = match encoding {
                Encoding::Utf16 => "UTF-16",
                Encoding::Ebcdic => "EBCDIC",
            };
            Finding::new(&ENCODING_FOREIGN, format!("The file is in {name}, and X12 is read in ASCII.")).help("Convert the file to ASCII, and send it again.")
        }
        IssueKind::IsaTruncated => Finding::new(&ISA_TRUNCATED, "The file ends inside the interchange header.").expected("106 characters").ack(ta1("023")),
        IssueKind::IsaUnreadable => {
            Finding::new(&ISA_UNREADABLE, "This looks like an interchange header, but its sixteen elements cannot be made out.").ack(ta1("022"))
        }
        IssueKind::IsaElementWidth { element, found, expected } => {
            Finding::new(&ISA_WIDTH, format!("ISA{element:02} has {found} characters, and it always takes {expected}."))
                .expected(format!("{expected} characters"))
                .help("Pad text with spaces on the right and numbers with zeros on the left.")
                .ack(ta1(isa_note(*element)))
        }
        IssueKind::IsaElementMissing { element } => Finding::new(&ISA_MISSING, format!("ISA{element:02} is missing: the header has too few elements."))
            .expected("16 elements")
            .ack(ta1(isa_note(*element))),
        IssueKind::IsaElementsTooMany { found } => {
            Finding::new(&ISA_TOO_MANY, format!("The interchange header has {found} elements.")).expected("16 elements").ack(ta1("022"))
        }
        IssueKind::DelimitersEqual { role, other, byte } => {
            let ((name, note), (other, _)) = (delimiter(*role), delimiter(*other));
            Finding::new(&DELIMITERS_EQUAL, format!("The {name} is {:?}, which is the {other} already.", char::from(*byte)))
                .expected("a character that separates nothing else")
                .help(UNREAD)
                .ack(ta1(note))
        }
        IssueKind::DelimiterIsData { role, byte } => {
            let (name, note) = delimiter(*role);
            Finding::new(&DELIMITER_IS_DATA, format!("The {name} is {:?}, which also occurs in data.", char::from(*byte)))
                .expected("a punctuation or control character")
                .help(UNREAD)
                .ack(ta1(note))
        }
        IssueKind::DelimiterIsLineBreak { role, .. } => {
            let (name, note) = delimiter(*role);
            Finding::new(&DELIMITER_IS_LINE_BREAK, format!("The {name} is a line break.")).expected("a punctuation character").help(UNREAD).ack(ta1(note))
        }
        IssueKind::DelimiterFragile { role, byte } => {
            let (name, _) = delimiter(*role);
            Finding::new(&DELIMITER_FRAGILE, format!("The {name} is byte {byte:02X}, which does not survive every transfer."))
                .expected("a punctuation character")
                .help("Use * between elements, : between components, ^ between repetitions and ~ behind segments.")
        }
        IssueKind::RepetitionSeparatorMissing { byte } => {
            Finding::new(&REPETITION_MISSING, format!("ISA11 is {:?}, which cannot separate repetitions.", char::from(*byte)))
                .expected("^")
                .help("Send ^ as ISA11.")
        }
        IssueKind::SegmentUnterminated => Finding::new(&UNTERMINATED, "The file ends inside a segment.")
            .help("Check that the whole file was transferred.")
            .ack(AckCodes { ta105: Some("023"), ..AckCodes::default() }),
        IssueKind::TerminatorUnused { byte } => {
            Finding::new(&TERMINATOR_UNUSED, format!("The segment terminator is {:?} by the ISA, and the segments end with line breaks.", char::from(*byte)))
                .expected(format!("{:?}", char::from(*byte)))
                .help("End the ISA as all other segments.")
                .ack(ta1("004"))
        }
        IssueKind::SegmentEmpty => Finding::new(&EMPTY_SEGMENT, "Segment terminators stand side by side, with no segment between them.").ack(segment("1")),
        IssueKind::SegmentIdMalformed => Finding::new(&MALFORMED_ID, "The segment identifier has the wrong form.")
            .expected("a capital letter, then one or two capital letters or digits")
            .ack(segment("1")),
        IssueKind::PaddingBeforeTerminator => {
            Finding::new(&PADDING, "Spaces or line breaks stand before the segment terminator; they were taken as belonging to no element.")
                .help("End the segment right behind its last value.")
        }
        IssueKind::TrailingSeparators => {
            Finding::new(&TRAILING, "The segment ends with empty elements.").help("Leave out separators behind the last value; `claimbridge fix` does it.")
        }
        IssueKind::BinaryLengthNotANumber => Finding::new(&BINARY_NOT_NUMBER, "The length of the binary data is not a number.")
            .expected("the number of bytes")
            .ack(AckCodes { ik304: Some("8"), ik403: Some("6"), ..AckCodes::default() }),
        IssueKind::BinaryLengthWrong { declared } => {
            Finding::new(&BINARY_LENGTH, format!("Behind {declared} bytes of binary data, as declared, no segment terminator stands.")).ack(AckCodes {
                ik304: Some("8"),
                ik403: Some("7"),
                ..AckCodes::default()
            })
        }
        IssueKind::SegmentOutsideEnvelope => {
            Finding::new(&OUTSIDE_ENVELOPE, "This segment stands outside any transaction set or group: its header is missing.").ack(AckCodes {
                ta105: Some("024"),
                ik304: Some("2"),
                ..AckCodes::default()
            })
        }
        IssueKind::TrailerWithoutHeader { level } => {
            let (header, _, trailer) = names(*level);
            Finding::new(&TRAILER_WITHOUT_HEADER, format!("This {trailer} closes nothing: there is no {header} before it.")).expected(header).ack(ta1("024"))
        }
        IssueKind::TrailerMissing { level, control_number } => {
            let (header, name, trailer) = names(*level);
            Finding::new(&TRAILER_MISSING, format!("The {name} {control_number} has no {trailer}: it was due here."))
                .expected(trailer)
                .plain(format!("The {name} has no {trailer}: it was due here."))
                .help(format!("End each {header} with its {trailer}; check that the whole file was transferred."))
                .ack(level_ack(*level, "023", "3", "2"))
        }
        IssueKind::CountWrong { level, declared, counted } => {
            let (_, name, trailer) = names(*level);
            let what = match level {
                Level::Interchange => "groups",
                Level::Group => "transaction sets",
                Level::Set => "segments, ST and SE included",
            };
            Finding::new(&COUNT_WRONG, format!("{trailer}01 does not give the number of {what}: the {name} holds {counted}."))
                .value(declared)
                .expected(counted.to_string())
                .ack(level_ack(*level, "021", "5", "4"))
        }
        IssueKind::LevelEmpty { level } => {
            let (_, name, _) = names(*level);
            Finding::new(&LEVEL_EMPTY, format!("The {name} that ends here holds nothing.")).help("Leave it out.")
        }
        IssueKind::ControlNumberMismatch { level, header, trailer } => {
            let (header_id, name, trailer_id) = names(*level);
            let message = format!("{trailer_id}02 is not the control number of the {name}'s {header_id}.");
            Finding::new(&NUMBER_MISMATCH, message.clone()).value(trailer).expected(header.as_str()).plain(message).ack(level_ack(*level, "001", "4", "3"))
        }
        IssueKind::ControlNumberRepeated { level, control_number } => {
            let (header, name, _) = names(*level);
            Finding::new(&NUMBER_REPEATED, format!("Another {name} before this one has the same control number in its {header}."))
                .value(control_number)
                .expected("a number not used before")
                .ack(level_ack(*level, "025", "19", "23"))
        }
        IssueKind::InterchangeAcknowledgmentMisplaced => Finding::new(&TA1_MISPLACED, "A TA1 stands between ISA and the first GS, not here.").ack(ta1("022")),
        other => Finding::new(&ISA_UNREADABLE, format!("The form is wrong here: {other:?}.")),
    }
}

/// What to do about delimiters that are in doubt.
const UNREAD: &str = "Send the interchange with other delimiters, such as * : ^ ~. Nothing else in it was checked.";

/// What a delimiter is called, and the TA105 note for a bad one.
fn delimiter(role: DelimiterRole) -> (&'static str, &'static str) {
    match role {
        DelimiterRole::Element => ("element separator", "026"),
        DelimiterRole::Component => ("component separator", "027"),
        DelimiterRole::Repetition => ("repetition separator", isa_note(11)),
        DelimiterRole::Segment => ("segment terminator", "004"),
    }
}

fn ta1(note: &'static str) -> AckCodes {
    AckCodes { ta105: Some(note), ..AckCodes::default() }
}

fn segment(code: &'static str) -> AckCodes {
    AckCodes { ik304: Some(code), ..AckCodes::default() }
}

fn level_ack(level: Level, ta105: &'static str, ak905: &'static str, ik502: &'static str) -> AckCodes {
    match level {
        Level::Interchange => ta1(ta105),
        Level::Group => AckCodes { ak905: Some(ak905), ..AckCodes::default() },
        Level::Set => AckCodes { ik502: Some(ik502), ..AckCodes::default() },
    }
}

fn names(level: Level) -> (&'static str, &'static str, &'static str) {
    match level {
        Level::Interchange => ("ISA", "interchange", "IEA"),
        Level::Group => ("GS", "group", "GE"),
        Level::Set => ("ST", "transaction set", "SE"),
    }
}

/// The TA105 note for a bad ISA element.
fn isa_note(element: u8) -> &'static str {
    match element {
        1 => "010",
        2 => "011",
        3 => "012",
        4 => "013",
        5 => "005",
        6 => "006",
        7 => "007",
        8 => "008",
        9 => "014",
        10 => "015",
        11 => "016",
        12 => "017",
        13 => "018",
        14 => "019",
        15 => "020",
        _ => "027",
    }
}
