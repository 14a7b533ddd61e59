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
        NO_ANSWER_IN_TIME = "E1": "the receiver's system could not answer in time";
        TRADING_PARTNER_DOWN = "E2": "the system of the party asked does not answer";
        CORRECTION_REQUIRED = "E3": "the request must be corrected before it can be answered";
        PARTNER_AGREEMENT = "E4": "the request goes beyond what the two parties agreed";
    }

    /// STC01-2: what the answer is about. The list is long and changes three times a year; these are a few common ones.
    StatusCode {
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

impl StatusCategory {
    /// Whether claims with this category are not taken up: A3, A4, A6, A7 and A8.
    #[must_use]
    pub fn rejects(&self) -> bool {
        matches!(self.as_str(), "A3" | "A4" | "A6" | "A7" | "A8")
    }
}
