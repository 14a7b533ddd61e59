//! The rules of elements (SNIP types 1 and 2).

use x12_findings::{Rule, Severity};

macro_rules! rules {
    ($($name:ident: $severity:ident, $snip:literal, $code:literal, $title:literal, $reason:literal, $source:literal, $example:literal;)*) => {
        $(pub(crate) static $name: Rule = Rule { code: $code, severity: Severity::$severity, snip: $snip, title: $title, reason: $reason, source: $source, example: $example };)*

        /// All rules of elements.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    ELEMENT_MISSING: Error, 2, "element-missing", "A required element is missing", "The guide asks for it in every segment of this kind.", "the guide's usage", "CLM without CLM02";
    ELEMENT_MISSING_BY_NOTE: Error, 1, "element-missing-by-note", "An element that others ask for is missing", "Some elements only make sense together, such as an identifier and what kind it is.", "X12.5, syntax notes P, R, C and L", "NM108 without NM109";
    ELEMENTS_EXCLUSIVE: Error, 1, "elements-exclusive", "Elements that exclude each other were sent", "They say the same thing in two ways, and a receiver cannot know which holds.", "X12.5, syntax note E", "N402 with N407";
    ELEMENT_NOT_USED: Error, 2, "element-not-used", "An element was sent that the guide does not use", "A receiver has no place for it.", "the guide's usage", "NM106 in a billing provider's name";
    SEGMENT_WITHOUT_ELEMENTS: Error, 1, "segment-without-elements", "A segment has no elements", "A segment that says nothing is left out.", "X12.6: a segment holds at least one element", "PAT with nothing behind it";
    ELEMENTS_TOO_MANY: Error, 1, "elements-too-many", "A segment has too many elements", "The standard fixes how many elements a segment can have.", "X12.22, segment directory", "N3 with five elements";
    COMPONENTS_TOO_MANY: Error, 1, "components-too-many", "An element has too many components", "The standard fixes how many components a composite can have; most elements are single values.", "X12.22 and X12.3", "NM103 = DOE:JOHN";
    ELEMENT_REPEATED: Error, 1, "element-repeated-too-often", "An element is repeated too often", "Only few elements may repeat, and the standard fixes how often.", "X12.22, element repeat counts", "DMG05 repeated eleven times";
    ELEMENT_TOO_SHORT: Error, 1, "element-too-short", "A value is shorter than its element allows", "The standard fixes the shortest form of each element.", "X12.3, data element directory", "N403 = 123";
    ELEMENT_TOO_LONG: Error, 1, "element-too-long", "A value is longer than its element allows", "A receiver cuts off or refuses what does not fit.", "X12.3, and the guide's own lengths", "a patient control number of 25 characters";
    CHARACTER_INVALID: Error, 1, "character-invalid", "A value holds a character that X12 does not know", "Only the basic and extended sets may be sent: no control characters, nothing beyond ASCII.", "X12.5, character sets; X12 interpretation 2264", "a tab in a name";
    NUMBER_INVALID: Error, 1, "number-invalid", "A value is not a number", "Amounts and counts are digits, with a minus sign and a decimal point if need be.", "X12.6, types R and N", "CLM02 = 1,500.00";
    AMOUNT_DECIMALS: Error, 1, "amount-decimals", "An amount has more than two decimals", "Money is counted in cents.", "common practice of the 5010 guides", "CLM02 = 10.005";
    DATE_INVALID: Error, 1, "date-invalid", "A value is not a date", "Dates are CCYYMMDD and must exist.", "X12.6, type DT; the format named by the qualifier before it", "DTP*472*D8*20230229";
    TIME_INVALID: Error, 1, "time-invalid", "A value is not a time", "Times are HHMM, with seconds if need be.", "X12.6, type TM", "GS05 = 2561";
    CODE_INVALID: Error, 2, "code-invalid", "A code is not one that the guide allows", "A receiver decides by codes and refuses those that it does not expect.", "the guide's code lists", "CLM05-3 = X";
    VALUE_BLANK: Error, 1, "value-blank", "A value is only spaces", "An element that says nothing is left out.", "X12 interpretation 2224", "N301 = one space";
    TRAILING_SPACES: Warning, 1, "trailing-spaces", "A value ends with spaces", "Trailing spaces say nothing and are dropped; some receivers refuse them.", "X12 interpretation 2224", "NM103 = 'DOE '";
}
