//! Where codes of external lists stand in a guide, and which list the qualifier before a code means.

use x12_guide::Guide;
use x12_guide::model::{Content, ElementUse, SegmentUse};

/// Which list a code is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// This one, whatever stands around it.
    List(&'static str),
    /// A diagnosis, ICD-10 or ICD-9 by the qualifier before it.
    Diagnosis,
    /// A procedure or product, by the qualifier before it and the code's first letter.
    Procedure,
    /// A drug, if the qualifier before it says NDC.
    Drug,
    /// A tax number, of an employer or of a person by the qualifier before it.
    TaxNumber,
    /// An American state or ZIP code, unless the country behind it is another.
    Region(&'static str),
}

/// The lists of which nothing more needs to be known than their name.
const PLAIN: [&str; 15] = [
    "admission-sources",
    "admission-types",
    "claim-adjustment-reasons",
    "claim-frequency",
    "claim-status",
    "claim-status-categories",
    "countries",
    "currencies",
    "modifiers-hcpcs",
    "patient-statuses",
    "place-of-service",
    "provider-taxonomy",
    "remark-codes",
    "revenue-codes",
    "type-of-bill",
];
/// Tax numbers by their qualifiers in REF01.
const TAX_NUMBERS: [(&str, &str); 2] = [("EI", "employer-identification"), ("SY", "social-security")];
/// Where N4 names the country (N404).
pub(super) const COUNTRY: usize = 4;

/// An element with codes: in itself, or in its components.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) element: usize,
    pub(super) whole: Option<Meaning>,
    pub(super) parts: Vec<Option<Meaning>>,
}

/// The elements of a segment use that carry codes of external lists. What a 277 says of a service is a copy of the claim, right or wrong.
pub(super) fn places(guide: &Guide, one: &SegmentUse) -> Vec<Place> {
    if guide.set == "277" && one.id == "SVC" {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (element, used) in (1..).zip(&one.elements) {
        let Some(used) = used else { continue };
        let place = match &used.content {
            Content::Simple(_) => Place { element, whole: meaning(one, used).or_else(|| tax_number(guide, one, element)), parts: Vec::new() },
            Content::Composite { components, .. } => {
                let parts: Vec<Option<Meaning>> = components.iter().map(|part| part.as_ref().and_then(|part| meaning(one, part))).collect();
                Place { element, whole: None, parts }
            }
        };
        if place.whole.is_some() || place.parts.iter().any(Option::is_some) {
            found.push(place);
        }
    }
    found
}

/// The REF02 that carries a tax number in a claim; other sets do not say how it is written.
fn tax_number(guide: &Guide, one: &SegmentUse, element: usize) -> Option<Meaning> {
    let Content::Simple(qualifier) = &one.element(1)?.content else { return None };
    let is_one = qualifier.codes.as_ref().is_some_and(|codes| TAX_NUMBERS.iter().any(|(code, _)| codes.contains(code.as_bytes())));
    (guide.set == "837" && one.id == "REF" && element == 2 && is_one).then_some(Meaning::TaxNumber)
}

fn meaning(one: &SegmentUse, used: &ElementUse) -> Option<Meaning> {
    let Content::Simple(value) = &used.content else { return None };
    if value.codes.is_some() {
        return None;
    }
    match value.external.as_deref()? {
        "diagnosis-codes" | "diagnosis-icd10" => Some(Meaning::Diagnosis),
        "procedure" => Some(Meaning::Procedure),
        "drug-ndc" => Some(Meaning::Drug),
        // Only N4 says of which country they are, and so only there they can be judged.
        "states" if one.id == "N4" => Some(Meaning::Region("states")),
        "postal-codes" if one.id == "N4" => Some(Meaning::Region("postal-codes")),
        list => PLAIN.iter().find(|plain| **plain == list).map(|plain| Meaning::List(plain)),
    }
}

impl Meaning {
    /// The list of a code, if it can be told.
    pub(super) fn list(self, qualifier: &[u8], code: &[u8], country: &[u8]) -> Option<&'static str> {
        match self {
            Self::List(list) => Some(list),
            Self::Diagnosis => match qualifier {
                [b'A', ..] => Some("diagnosis-icd10"),
                b"BK" | b"BF" | b"BJ" | b"BN" | b"PR" => Some("diagnosis-icd9"),
                _ => None,
            },
            Self::Drug => (qualifier == b"N4").then_some("drug-ndc"),
            Self::TaxNumber => TAX_NUMBERS.iter().find(|(code, _)| code.as_bytes() == qualifier).map(|(_, list)| *list),
            Self::Region(list) => matches!(country, b"" | b"US").then_some(list),
            Self::Procedure => match (qualifier, code) {
                (b"HC" | b"BO" | b"BP", [b'D', ..]) | (b"AD", _) => Some("procedure-cdt"),
                (b"HC" | b"BO" | b"BP", [first, ..]) => Some(if first.is_ascii_digit() { "procedure-cpt" } else { "procedure-hcpcs" }),
                (b"N4", _) => Some("drug-ndc"),
                (b"NU", _) => Some("revenue-codes"),
                (b"BBR" | b"BBQ", _) => Some("procedure-icd10"),
                (b"BR" | b"BQ", _) => Some("procedure-icd9"),
                _ => None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_qualifier_says_which_list_is_meant() {
        let cases: [(Meaning, &str, &str, Option<&str>); 17] = [
            (Meaning::Diagnosis, "ABK", "J069", Some("diagnosis-icd10")),
            (Meaning::Diagnosis, "BF", "4779", Some("diagnosis-icd9")),
            (Meaning::Diagnosis, "TQ", "X", None),
            (Meaning::Procedure, "HC", "99213", Some("procedure-cpt")),
            (Meaning::Procedure, "HC", "J1100", Some("procedure-hcpcs")),
            (Meaning::Procedure, "HC", "D0120", Some("procedure-cdt")),
            (Meaning::Procedure, "AD", "D0120", Some("procedure-cdt")),
            (Meaning::Procedure, "N4", "00777310502", Some("drug-ndc")),
            (Meaning::Procedure, "NU", "0450", Some("revenue-codes")),
            (Meaning::Procedure, "HP", "1AFKS", None),
            (Meaning::Procedure, "BBR", "0DTJ4ZZ", Some("procedure-icd10")),
            (Meaning::Drug, "N4", "1", Some("drug-ndc")),
            (Meaning::Drug, "EN", "1", None),
            (Meaning::TaxNumber, "EI", "1", Some("employer-identification")),
            (Meaning::TaxNumber, "SY", "1", Some("social-security")),
            (Meaning::TaxNumber, "0B", "1", None),
            (Meaning::List("states"), "", "TX", Some("states")),
        ];
        for (meaning, qualifier, code, list) in cases {
            assert_eq!(meaning.list(qualifier.as_bytes(), code.as_bytes(), b""), list, "{meaning:?} {qualifier} {code}");
        }
        assert_eq!(Meaning::Region("states").list(b"", b"ON", b"CA"), None);
        assert_eq!(Meaning::Region("states").list(b"", b"TX", b"US"), Some("states"));
    }

    #[test]
    fn every_list_that_a_guide_names_is_known() {
        for guide in x12_guide::shipped().guides() {
            for one in &guide.segments {
                for used in one.elements.iter().flatten() {
                    let parts: Vec<&ElementUse> = match &used.content {
                        Content::Simple(_) => vec![used],
                        Content::Composite { components, .. } => components.iter().flatten().collect(),
                    };
                    for part in parts {
                        let Content::Simple(value) = &part.content else { continue };
                        let Some(list) = value.external.as_deref().filter(|_| value.codes.is_none()) else { continue };
                        let known = meaning(one, part).is_some() || matches!(list, "states" | "postal-codes" | "countries" | "country-subdivisions");
                        assert!(known, "{}: {} names the list {list}", guide.id, one.id);
                    }
                }
            }
        }
    }
}
