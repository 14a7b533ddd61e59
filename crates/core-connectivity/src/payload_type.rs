//! `PayloadType`: what a payload is, in the words of the CORE tables.

use crate::open_code::open_code;

open_code! {
    /// What the payload is (or which payload is asked for).
    ///
    /// The table is open: partners add their own. A 999 or TA1 may come where a 271 was expected, so look at the value of
    /// the answer, never at what was asked.
    PayloadType {
        /// Eligibility question.
        ELIGIBILITY_REQUEST = "X12_270_Request_005010X279A1";
        /// Eligibility answer.
        ELIGIBILITY_RESPONSE = "X12_271_Response_005010X279A1";
        /// Claim status question.
        CLAIM_STATUS_REQUEST = "X12_276_Request_005010X212";
        /// Claim status answer.
        CLAIM_STATUS_RESPONSE = "X12_277_Response_005010X212";
        /// Professional claims.
        PROFESSIONAL_CLAIM = "X12_837_Request_005010X222A1";
        /// Institutional claims. The suffix stands for both errata.
        INSTITUTIONAL_CLAIM = "X12_837_Request_005010X223A1_2";
        /// Dental claims. The suffix stands for both errata.
        DENTAL_CLAIM = "X12_837_Request_005010X224A1_2";
        /// Enrolment.
        ENROLMENT = "X12_834_Request_005010X220A1";
        /// Answer to an enrolment.
        ENROLMENT_RESPONSE = "X12_834_Response_005010X220A1";
        /// Premium payment.
        PREMIUM_PAYMENT = "X12_820_Request_005010X218A1";
        /// Asks for the 999 of an earlier batch.
        ACKNOWLEDGMENT_RETRIEVAL = "X12_999_RetrievalRequest_005010X231A1";
        /// A 999, in answer to a batch or in the place of a real-time answer.
        ACKNOWLEDGMENT = "X12_999_Response_005010X231A1";
        /// Sends a 999 for results that were fetched.
        ACKNOWLEDGMENT_SUBMISSION = "X12_999_SubmissionRequest_005010X231A1";
        /// Asks for the TA1 of an earlier batch. The table writes `00501` here, with five characters.
        INTERCHANGE_ACKNOWLEDGMENT_RETRIEVAL = "X12_TA1_RetrievalRequest_00501X231A1";
        /// Sends a TA1 for results that were fetched.
        INTERCHANGE_ACKNOWLEDGMENT_SUBMISSION = "X12_TA1_SubmissionRequest_00501X231A1";
        /// Asks for eligibility answers of an earlier batch.
        ELIGIBILITY_RESULTS_RETRIEVAL = "X12_005010_Request_Batch_Results_271";
        /// Asks for claim status answers of an earlier batch.
        CLAIM_STATUS_RESULTS_RETRIEVAL = "X12_005010_Request_Batch_Results_277";
        /// The batch was received; nothing has been processed yet.
        BATCH_RECEIPT_CONFIRMATION = "X12_BatchReceiptConfirmation";
        /// The results are not there yet.
        NO_BATCH_RESULTS_FILE = "X12_005010_Response_NoBatchResultsFile";
        /// The acknowledgment is not there yet.
        NO_BATCH_ACK_FILE = "X12_005010_Response_NoBatchAckFile";
        /// Your acknowledgment of the results was received.
        CONFIRM_RECEIPT_RECEIVED = "X12_Response_ConfirmReceiptReceived";
        /// The envelope was refused; there is no payload.
        CORE_ENVELOPE_ERROR = "CoreEnvelopeError";
    }
}

impl PayloadType {
    /// Whether the value is written as a code: 1 to 64 letters, digits, `_`, `-` and `.`.
    pub fn is_well_formed(&self) -> bool {
        let value = self.as_str();
        (1..=64).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_compared_without_regard_to_case() {
        assert!(PayloadType::new("X12_999_Response_005010x231A1").matches(&PayloadType::ACKNOWLEDGMENT));
        assert!(!PayloadType::ACKNOWLEDGMENT.matches(&PayloadType::ACKNOWLEDGMENT_RETRIEVAL));
    }

    #[test]
    fn a_partners_own_code_is_kept() {
        let own = PayloadType::new("FILELIST");
        assert!(own.is_well_formed());
        assert_eq!(own.as_str(), "FILELIST");
        assert!(!PayloadType::new("FILE LIST").is_well_formed());
        assert!(!PayloadType::new("").is_well_formed());
        assert!(!PayloadType::new("X".repeat(65)).is_well_formed());
    }
}
