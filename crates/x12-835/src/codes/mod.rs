//! What the codes of a remittance mean, in our own short words: group codes, adjustment reasons (CARC, external list 139), remarks (RARC, external
//! list 411), claim statuses (CLP02) and provider adjustments (PLB03-1).
//!
//! The external lists change three times a year, and the remarks are many: what is not in our list is no fault, only unexplained.

const REASONS: &str = include_str!("adjustment-reasons.txt");
const REMARKS: &str = include_str!("remarks.txt");

/// CAS01: who bears what was not paid.
#[must_use]
pub fn adjustment_group(code: &str) -> Option<&'static str> {
    Some(match code {
        "CO" => "contractual: the provider bears it and may not bill the patient",
        "OA" => "other: neither contract nor patient, often what another payer decided",
        "PI" => "the payer's own reduction, without a contract behind it",
        "PR" => "the patient's to pay",
        "CR" => "a correction or reversal; no longer used in version 5010",
        _ => return None,
    })
}

/// CAS02 and the reasons behind it: why something was not paid as charged (CARC).
#[must_use]
pub fn adjustment_reason(code: &str) -> Option<&'static str> {
    lookup(REASONS, code)
}

/// LQ02 behind `HE`, MIA and MOA: a remark (RARC).
#[must_use]
pub fn remark(code: &str) -> Option<&'static str> {
    lookup(REMARKS, code)
}

/// CLP02: how a claim was processed.
#[must_use]
pub fn claim_status(code: &str) -> Option<&'static str> {
    Some(match code {
        "1" => "processed as first payer",
        "2" => "processed as second payer",
        "3" => "processed as third payer",
        "4" => "denied",
        "19" => "processed as first payer and passed on to other payers",
        "20" => "processed as second payer and passed on to other payers",
        "21" => "processed as third payer and passed on to other payers",
        "22" => "an earlier payment reversed",
        "23" => "not this payer's claim; passed on to other payers",
        "25" => "a predetermination: priced, not paid",
        _ => return None,
    })
}

/// PLB03-1: why money moves that belongs to no claim of this remittance. A few common ones.
#[must_use]
pub fn provider_adjustment(code: &str) -> Option<&'static str> {
    Some(match code {
        "50" => "a charge for late filing",
        "51" => "interest as a penalty",
        "72" => "money sent back by the provider, as agreed",
        "90" => "an allowance for early payment",
        "AP" => "benefits paid ahead of time",
        "B2" => "a rebate",
        "B3" => "a recovery allowance",
        "BD" => "a bad debt adjustment",
        "BN" => "a bonus",
        "CR" => "interest on a capitation payment",
        "CS" => "an adjustment; the reference says more",
        "CT" => "a capitation payment",
        "E3" => "money withheld",
        "FB" => "a balance carried to or from another remittance",
        "IP" => "an incentive payment",
        "IR" => "withheld for the tax authority",
        "IS" => "an interim settlement",
        "J1" => "not to be reimbursed",
        "L3" => "a penalty",
        "L6" => "interest owed",
        "LE" => "a levy",
        "LS" => "a lump sum",
        "PI" => "a periodic interim payment",
        "WO" => "an overpayment taken back",
        "WU" => "an unspecified recovery",
        _ => return None,
    })
}

/// The words of a code in a list of lines, each a code, a blank and its words.
fn lookup(list: &'static str, code: &str) -> Option<&'static str> {
    list.lines().filter_map(|line| line.split_once(' ')).find(|(known, _)| *known == code).map(|(_, words)| words)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_line_is_a_code_and_its_words_and_no_code_stands_twice() {
        for list in [REASONS, REMARKS] {
            let mut seen = BTreeSet::new();
            for line in list.lines() {
                let (code, words) = line.split_once(' ').unwrap();
                assert!(!words.is_empty() && words.trim() == words && !words.ends_with('.'), "{line}");
                assert!(code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()), "{line}");
                assert!(seen.insert(code), "{code} twice");
            }
        }
    }

    #[test]
    fn codes_are_explained_and_others_are_not() {
        assert_eq!(adjustment_reason("45"), Some("more than the fee schedule or contract allows"));
        assert_eq!(remark("MA130").map(|words| words.contains("new one")), Some(true));
        assert_eq!((adjustment_reason("045"), adjustment_reason(""), remark("N13X")), (None, None, None));
    }
}
