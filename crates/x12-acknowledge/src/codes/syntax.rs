//! The codes of TA1 and 999: X12 data elements I17, I18, 620, 621, 717, 618, 715 and 716, in our own words.

use super::open_codes;

open_codes! {
    /// TA104: how an interchange's envelope fares.
    InterchangeVerdict {
        ACCEPTED = "A": "the envelope is accepted";
        ACCEPTED_WITH_ERRORS = "E": "the envelope is accepted although it has errors; it must not be sent again";
        REJECTED = "R": "the envelope is rejected, and nothing in it was read";
    }

    /// TA105: what is wrong with the envelope.
    InterchangeNote {
        NO_ERROR = "000": "nothing is wrong";
        CONTROL_NUMBER_MISMATCH = "001": "ISA13 and IEA02 differ";
        STANDARD_UNSUPPORTED = "002": "the receiver does not support the standard that the header names";
        VERSION_UNSUPPORTED = "003": "the receiver does not support the version of the envelope";
        SEGMENT_TERMINATOR = "004": "the segment terminator cannot be used";
        SENDER_QUALIFIER = "005": "ISA05 is not a kind of sender identifier";
        SENDER = "006": "ISA06 is not a valid sender";
        RECEIVER_QUALIFIER = "007": "ISA07 is not a kind of receiver identifier";
        RECEIVER = "008": "ISA08 is not a valid receiver";
        RECEIVER_UNKNOWN = "009": "the receiver named in ISA08 is not known here";
        AUTHORIZATION_QUALIFIER = "010": "ISA01 is not valid";
        AUTHORIZATION = "011": "ISA02 is not valid";
        SECURITY_QUALIFIER = "012": "ISA03 is not valid";
        SECURITY = "013": "ISA04 is not valid";
        DATE = "014": "ISA09 is not a date";
        TIME = "015": "ISA10 is not a time";
        STANDARD = "016": "ISA11 is not valid";
        VERSION = "017": "ISA12 is not a version";
        CONTROL_NUMBER = "018": "ISA13 is not a control number";
        ACKNOWLEDGMENT_REQUESTED = "019": "ISA14 is neither 0 nor 1";
        USAGE = "020": "ISA15 is neither P nor T";
        GROUP_COUNT = "021": "IEA01 is not the number of groups";
        CONTROL_STRUCTURE = "022": "the control segments cannot be made out";
        PREMATURE_END = "023": "the file ends too early";
        CONTENT = "024": "what stands in the envelope is not valid, such as a group header";
        DUPLICATE = "025": "an interchange with this control number was received before";
        ELEMENT_SEPARATOR = "026": "the element separator cannot be used";
        COMPONENT_SEPARATOR = "027": "the component separator cannot be used";
        DELIVERY_DATE = "028": "the date of a deferred delivery is not valid";
        DELIVERY_TIME = "029": "the time of a deferred delivery is not valid";
        DELIVERY_TIME_CODE = "030": "the time code of a deferred delivery is not valid";
        SERVICE_GRADE = "031": "the grade of service is not valid";
    }

    /// IK304: what is wrong with a segment.
    SegmentFault {
        UNKNOWN = "1": "this is no segment identifier";
        UNEXPECTED = "2": "the segment has no business here";
        MISSING = "3": "a required segment is missing";
        LOOP_REPEATED = "4": "the loop is repeated too often";
        REPEATED = "5": "the segment is repeated too often";
        NOT_IN_SET = "6": "the set has no such segment";
        OUT_OF_ORDER = "7": "the segment stands in the wrong order";
        ELEMENT_ERRORS = "8": "elements of the segment are wrong";
        NOT_USED = "I4": "the guide does not use the segment";
        DEPENDENT_MISSING = "I6": "the segment is missing although the situation asks for it";
        LOOP_BELOW_MINIMUM = "I7": "the guide asks for more of this loop";
        BELOW_MINIMUM = "I8": "the guide asks for more of this segment";
        DEPENDENT_NOT_USED = "I9": "the segment was sent although the situation forbids it";
    }

    /// IK403: what is wrong with an element.
    ElementFault {
        MISSING = "1": "a required element is missing";
        CONDITIONAL_MISSING = "2": "an element is missing that others in the segment ask for";
        TOO_MANY_ELEMENTS = "3": "the segment has too many elements";
        TOO_SHORT = "4": "the value is too short";
        TOO_LONG = "5": "the value is too long";
        INVALID_CHARACTER = "6": "the value holds a character that is not allowed";
        INVALID_CODE = "7": "the value is not a valid code";
        INVALID_DATE = "8": "the value is not a date";
        INVALID_TIME = "9": "the value is not a time";
        EXCLUDED = "10": "elements were sent that exclude each other";
        TOO_MANY_REPETITIONS = "12": "the element is repeated too often";
        TOO_MANY_COMPONENTS = "13": "the element has too many components";
        CODE_NOT_USED = "I6": "the guide does not use this code";
        DEPENDENT_MISSING = "I9": "the element is missing although the situation asks for it";
        NOT_USED = "I10": "the guide does not use the element";
        TOO_FEW_REPETITIONS = "I11": "the guide asks for more repetitions";
        PATTERN = "I12": "the value does not have the form that the guide asks for";
        DEPENDENT_NOT_USED = "I13": "the element was sent although the situation forbids it";
    }

    /// IK501: how a transaction set fares.
    SetVerdict {
        ACCEPTED = "A": "the set is accepted";
        ACCEPTED_WITH_ERRORS = "E": "the set is accepted although it has errors";
        AUTHENTICATION_FAILED = "M": "the set is rejected: its authentication code does not hold";
        REJECTED = "R": "the set is rejected";
        ASSURANCE_FAILED = "W": "the set is rejected: its assurance does not hold";
        UNREADABLE = "X": "the set is rejected: it could not be read after decryption";
    }

    /// IK502 to IK506: what is wrong with a transaction set as a whole.
    SetFault {
        UNSUPPORTED = "1": "the receiver does not take this set";
        TRAILER_MISSING = "2": "the set has no SE";
        CONTROL_NUMBER_MISMATCH = "3": "ST02 and SE02 differ";
        COUNT_WRONG = "4": "SE01 is not the number of segments";
        SEGMENTS = "5": "segments of the set are wrong";
        IDENTIFIER = "6": "ST01 is missing or not valid";
        CONTROL_NUMBER = "7": "ST02 is missing or not valid";
        NOT_IN_GROUP = "18": "the set does not belong into its group";
        REFERENCE = "19": "ST03 does not name a guide";
        DUPLICATE = "23": "another set of the group has the same control number";
        GUIDE_SEGMENTS = "I5": "segments of the set do not follow the guide";
        GUIDE_UNSUPPORTED = "I6": "the receiver does not support the guide";
    }

    /// AK901: how a functional group fares.
    GroupVerdict {
        ACCEPTED = "A": "the group is accepted";
        ACCEPTED_WITH_ERRORS = "E": "the group is accepted although it has errors";
        AUTHENTICATION_FAILED = "M": "the group is rejected: its authentication code does not hold";
        PARTIALLY_ACCEPTED = "P": "some sets of the group are accepted and some rejected";
        REJECTED = "R": "the group is rejected";
        ASSURANCE_FAILED = "W": "the group is rejected: its assurance does not hold";
        UNREADABLE = "X": "the group is rejected: it could not be read after decryption";
    }

    /// AK905 to AK909: what is wrong with a functional group as a whole.
    GroupFault {
        UNSUPPORTED = "1": "the receiver does not take this kind of group";
        VERSION_UNSUPPORTED = "2": "the receiver does not support the version that GS08 names";
        TRAILER_MISSING = "3": "the group has no GE";
        CONTROL_NUMBER_MISMATCH = "4": "GS06 and GE02 differ";
        COUNT_WRONG = "5": "GE01 is not the number of sets";
        CONTROL_NUMBER = "6": "GS06 is not a control number";
        DUPLICATE = "19": "another group of the interchange has the same control number";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_code_is_explained_and_an_unknown_one_is_kept() {
        assert_eq!(ElementFault::TOO_LONG, ElementFault::new("5"));
        assert_eq!(ElementFault::TOO_LONG.explain(), Some("the value is too long"));
        let foreign = ElementFault::new("Z9".to_owned());
        assert_eq!((foreign.as_str(), foreign.explain()), ("Z9", None));
    }
}
