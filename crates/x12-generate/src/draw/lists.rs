//! Plausible values of external code lists: a few of each that are valid at any date, shaped as the list shapes them.

use crate::random::Random;

/// A value of a list; `None` if nothing is known of it. `qualifier` is the value before it, which may say which list is meant.
pub(super) fn value(random: &mut Random, list: &str, qualifier: &str) -> Option<String> {
    let words: &[&'static str] = match list {
        "states" => &["TX", "NY", "CA", "FL", "WA", "PR", "DC"],
        "postal-codes" => return Some(postal_code(random)),
        "countries" => &["US", "CA", "MX", "DE", "FR"],
        "country-subdivisions" => &["ON", "QC", "BC"],
        "currencies" => &["USD", "CAD"],
        "place-of-service" => &["11", "21", "22", "23", "31", "12", "02"],
        "claim-frequency" => &["1", "7", "8"],
        "provider-taxonomy" => &["207Q00000X", "208D00000X", "261QM1300X", "282N00000X", "1223G0001X", "363L00000X"],
        "claim-adjustment-reasons" => &["45", "1", "2", "3", "97", "96", "50", "16", "18", "23"],
        "remark-codes" => &["N130", "M15", "MA01", "N19", "N115", "MA18"],
        "claim-status-categories" => &["A1", "A2", "A3", "A6", "A7", "F0", "F1", "P1"],
        "claim-status" => &["19", "20", "21", "3", "65", "187", "562"],
        "diagnosis-icd10" => &["J069", "Z23", "M2550", "I10", "E119", "S8351XA", "R059", "J0190"],
        "modifiers-hcpcs" => &["25", "59", "GT", "RT", "LT", "76"],
        "procedure-icd10" => &["0DTJ4ZZ", "02HV33Z", "10E0XZZ"],
        "drug-ndc" => return Some(drug(random, qualifier)),
        "procedure" => return Some(procedure(random, qualifier)),
        "diagnosis-codes" => return value(random, "diagnosis-icd10", qualifier),
        "type-of-bill" => &["11", "12", "13", "21", "83"],
        "admission-types" => &["1", "2", "3", "9"],
        "admission-sources" => &["1", "2", "4", "8"],
        "patient-statuses" => &["01", "02", "03", "06", "30"],
        "revenue-codes" => &["0450", "0300", "0120", "0250", "0636"],
        _ => return None,
    };
    Some(random.word(words).to_owned())
}

fn postal_code(random: &mut Random) -> String {
    let code = random.word(&["75001", "12201", "78701", "90210", "33101"]);
    if random.chance(50) { format!("{code}{}", random.between(1_000, 9_999)) } else { code.to_owned() }
}

fn drug(random: &mut Random, _: &str) -> String {
    random.digits(11)
}

fn procedure(random: &mut Random, qualifier: &str) -> String {
    match qualifier {
        "AD" => random.word(&["D0120", "D1110", "D2740", "D8080"]).to_owned(),
        "N4" => random.digits(11),
        "N6" => random.digits(10),
        "NU" => random.word(&["0450", "0300", "0120"]).to_owned(),
        "BBR" | "BBQ" => random.word(&["0DTJ4ZZ", "02HV33Z", "10E0XZZ"]).to_owned(),
        "HP" => random.word(&["RUC01", "1AFKS"]).to_owned(),
        _ => random.word(&["99213", "99214", "81002", "87880", "98940", "J1100", "A0429", "E0601", "G0008"]).to_owned(),
    }
}
