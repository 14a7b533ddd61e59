//! The codes of the 277CA: the status category and status of claims (external lists 507 and 508, in our own words) and the action.

use super::open_codes;

open_codes! {
    /// STC01-1: the kind of answer.
    StatusCategory {
        FORWARDED = "A0": "the claim was passed on to another party";
        RECEIVED = "A1": "the claim was received, which says nothing yet about its acceptance";
        ACCEPTED = "A2": "the claim was accepted and will be adjudicated";
        UNPROCESSABLE = "A3": "the claim was returned: it cannot be processed";
        NOT_FOUND = "A4": "the receiver cannot find the claim or the person";
        SPLIT = "A5": "the claim was split for processing";
        MISSING = "A6": "the claim was rejected: information is missing";
        INVALID = "A7": "the claim was rejected: information is not valid";
        RELATED = "A8": "the claim was rejected: one piece of information does not agree with another";
        REQUEST_ERRORS = "E0": "no answer can be given: the request has errors";
        NO_ANSWER_IN_TIME = "E1": "the receiver's system could not answer in time";
        TRADING_PARTNER_DOWN = "E2": "the system of the party asked does not answer";
        CORRECTION_REQUIRED = "E3": "the request must be corrected before it can be answered";
        PARTNER_AGREEMENT = "E4": "the request goes beyond what the two parties agreed";
        NO_STATUS = "D0": "the payer finds no claim that fits the search";
        PENDING = "P0": "the claim waits; the status says for what";
        IN_PROCESS = "P1": "the claim is being processed";
        IN_REVIEW = "P2": "the payer reviews the claim";
        PROVIDER_ASKED = "P3": "the claim waits for information from the provider";
        PATIENT_ASKED = "P4": "the claim waits for information from the patient";
        ON_HOLD = "P5": "the payer's administration or system holds the claim";
        FINALIZED = "F0": "the claim is decided";
        PAID = "F1": "the claim or line is decided and paid";
        DENIED = "F2": "the claim or line is decided and denied";
        REVISED = "F3": "the decision was changed";
        FINALIZED_AND_FORWARDED = "F3F": "the claim is decided and was passed on to another payer";
        FINALIZED_NOT_FORWARDED = "F3N": "the claim is decided and was not passed on";
        NOTHING_PAID = "F4": "the claim is decided, and nothing will be paid";
        INFORMATION_ASKED = "R0": "more information is asked for";
        PARTY_ASKED = "R1": "information on a party is asked for";
        CLAIM_ASKED = "R3": "information that a claim or line carries is asked for";
        DOCUMENTS_ASKED = "R4": "documents are asked for";
        DETAIL_ASKED = "R5": "more detail is asked for than was sent before";
        REGULATION_ASKED = "R6": "information is asked for that regulations require";
        POLICY_ASKED = "R7": "information is asked for to hold the care against the plan's policy";
        COVERAGE_ASKED = "R8": "information is asked for to hold the care against the plan's coverage";
        NEED_ASKED = "R9": "information is asked for to decide about medical need";
        APPEAL_ASKED = "R10": "information is asked for to support a grievance or appeal";
        PREPAYMENT_ASKED = "R11": "information is asked for to review the claim before payment";
        REASON_ASKED = "R12": "a reason is asked for why a code was used";
        UNREADABLE_DOCUMENTS = "R13": "the documents cannot be read: send them again";
        OTHER_DOCUMENTS = "R14": "the documents are not what was asked for";
        INJURY_ASKED = "R15": "information is asked for to decide about workers' compensation";
        ELIGIBILITY_ASKED = "R16": "information is asked for to decide about eligibility";
    }

    /// STC01-2: what the answer is about. The list is long and changes three times a year; the common ones.
    StatusCode or further_status {
        CANNOT_PROVIDE_FURTHER_STATUS = "0": "no more can be said by electronic means";
        MORE_INFORMATION = "1": "more detail must be asked for";
        ACCEPTED_FOR_PROCESSING = "20": "taken into processing";
        RECEIVED = "19": "receipt of the claim";
        MISSING_OR_INVALID = "21": "information missing or not valid";
        SUBSCRIBER_NOT_FOUND = "33": "the subscriber cannot be found";
        DUPLICATE = "54": "the claim was sent before";
        NOT_ELIGIBLE = "88": "the person is not eligible for the dates of service";
        DIAGNOSIS = "255": "a diagnosis code";
        MEMBER_IDENTIFIER = "164": "the member identifier";
        CHARGE = "178": "the amounts charged";
        BALANCE = "400": "the claim does not balance";
        ENTITY_NAME = "125": "the name of a party";
        ENTITY_ADDRESS = "126": "the address of a party";
        BIRTH_DATE = "158": "a date of birth";
        ENTITY_IDENTIFIER = "153": "the identifier of a party";
        PROCEDURE = "454": "a procedure code";
        SERVICE_DATES = "187": "the dates of service";
        NPI = "562": "the NPI of a party";
        COMBINATION = "448": "two pieces of information do not agree";
        FORMAT = "481": "the form of the claim or of the file";
    }

    /// STC03: what becomes of the claim.
    ActionCode {
        ACCEPTED = "WQ": "accepted";
        REJECTED = "U": "rejected";
    }
}

/// Who is meant by a party of a status (STC01-3, an NM101 code), in words; `None` for a code that is not in our list.
#[must_use]
pub fn party(code: &str) -> Option<&'static str> {
    Some(match code {
        "03" | "GB" => "another insured",
        "36" => "the employer",
        "40" => "the receiver",
        "41" => "the submitter",
        "71" => "the attending provider",
        "72" => "the operating provider",
        "73" => "another physician",
        "77" => "the service facility",
        "82" => "the rendering provider",
        "85" => "the billing provider",
        "87" => "the pay-to provider",
        "1P" => "the provider",
        "AY" => "the clearinghouse",
        "DK" => "the ordering provider",
        "DN" => "the referring provider",
        "DQ" => "the supervising provider",
        "FA" => "the facility",
        "IL" => "the subscriber",
        "PR" => "the payer",
        "PRP" => "the payer that pays first",
        "QB" => "the provider of a purchased service",
        "QC" => "the patient",
        "SEP" => "the payer that pays second",
        "TTP" => "the payer that pays third",
        "TU" => "the third party that repriced the claim",
        _ => return None,
    })
}

/// Statuses that need no name in code, one a line: code, blank, words.
const FURTHER_STATUSES: &str = include_str!("claim-statuses.txt");

fn further_status(code: &str) -> Option<&'static str> {
    FURTHER_STATUSES.lines().filter_map(|line| line.split_once(' ')).find(|(known, _)| *known == code).map(|(_, words)| words)
}

impl StatusCategory {
    /// Whether claims with this category are not taken up: A3, A4, A6, A7 and A8.
    #[must_use]
    pub fn rejects(&self) -> bool {
        matches!(self.as_str(), "A3" | "A4" | "A6" | "A7" | "A8")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_further_status_is_new_and_has_words() {
        let mut seen = BTreeSet::new();
        for line in FURTHER_STATUSES.lines() {
            let (code, words) = line.split_once(' ').unwrap();
            assert!(code.bytes().all(|byte| byte.is_ascii_digit()) && words.trim() == words && !words.is_empty(), "{line}");
            assert!(seen.insert(code), "{code} twice");
            // A name in code would hide the line.
            assert_eq!(StatusCode::new(code).explain(), Some(words), "{code}");
        }
        assert_eq!(StatusCode::new("99999").explain(), None);
    }

    #[test]
    fn every_status_that_we_give_is_explained() {
        for row in x12_findings::claim_status::rows() {
            assert!(StatusCode::new(row.status).explain().is_some(), "{row:?}");
        }
    }
}
