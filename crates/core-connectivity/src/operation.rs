//! The eight operations of the CORE service, the elements that stand for them, and which fields each message has.
//!
//! Six elements serve two operations each: a plain one and a generic one, which only the SOAP action tells apart.

use std::fmt;

use crate::field::Field;
use crate::payload_type::PayloadType;

/// What the client asks the server to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// One question, answered in the same exchange.
    RealTimeTransaction,
    /// Hands over a batch.
    BatchSubmitTransaction,
    /// Fetches the 999 or TA1 of a batch.
    BatchSubmitAckRetrievalTransaction,
    /// Fetches the results of a batch.
    BatchResultsRetrievalTransaction,
    /// Hands over the 999 for results that were fetched.
    BatchResultsAckSubmitTransaction,
    /// Hands over a batch of a payload type without an operation of its own.
    GenericBatchSubmissionTransaction,
    /// Fetches a payload of such a type.
    GenericBatchRetrievalTransaction,
    /// Confirms the receipt of such a payload.
    GenericBatchReceiptConfirmationTransaction,
}

/// Whether a message asks or answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From the client.
    Request,
    /// From the server.
    Response,
}

/// Whether a message has a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It must have it.
    Required,
    /// It may have it.
    Optional,
    /// The schema has no place for it.
    Absent,
}

impl Operation {
    /// All operations, in the order of the rule.
    pub const ALL: [Operation; 8] = [
        Operation::RealTimeTransaction,
        Operation::BatchSubmitTransaction,
        Operation::BatchSubmitAckRetrievalTransaction,
        Operation::BatchResultsRetrievalTransaction,
        Operation::BatchResultsAckSubmitTransaction,
        Operation::GenericBatchSubmissionTransaction,
        Operation::GenericBatchRetrievalTransaction,
        Operation::GenericBatchReceiptConfirmationTransaction,
    ];

    /// The SOAP action, a bare name.
    pub const fn action(self) -> &'static str {
        match self {
            Operation::RealTimeTransaction => "RealTimeTransaction",
            Operation::BatchSubmitTransaction => "BatchSubmitTransaction",
            Operation::BatchSubmitAckRetrievalTransaction => "BatchSubmitAckRetrievalTransaction",
            Operation::BatchResultsRetrievalTransaction => "BatchResultsRetrievalTransaction",
            Operation::BatchResultsAckSubmitTransaction => "BatchResultsAckSubmitTransaction",
            Operation::GenericBatchSubmissionTransaction => "GenericBatchSubmissionTransaction",
            Operation::GenericBatchRetrievalTransaction => "GenericBatchRetrievalTransaction",
            Operation::GenericBatchReceiptConfirmationTransaction => "GenericBatchReceiptConfirmationTransaction",
        }
    }

    /// The operation that an action names; toolkits put an address before the name, and quotes around it.
    pub(crate) fn from_action(action: &str) -> Option<Operation> {
        let action = action.trim().trim_matches('"');
        let name = action.rsplit(['/', '#', ':']).next().unwrap_or(action);
        Self::ALL.into_iter().find(|operation| operation.action() == name)
    }

    /// Local name of the element in the SOAP body.
    pub const fn element(self, direction: Direction) -> &'static str {
        let (request, response) = match self {
            Operation::RealTimeTransaction => ("COREEnvelopeRealTimeRequest", "COREEnvelopeRealTimeResponse"),
            Operation::BatchSubmitTransaction | Operation::GenericBatchSubmissionTransaction => {
                ("COREEnvelopeBatchSubmission", "COREEnvelopeBatchSubmissionResponse")
            }
            Operation::BatchSubmitAckRetrievalTransaction => {
                ("COREEnvelopeBatchSubmissionAckRetrievalRequest", "COREEnvelopeBatchSubmissionAckRetrievalResponse")
            }
            Operation::BatchResultsRetrievalTransaction | Operation::GenericBatchRetrievalTransaction => {
                ("COREEnvelopeBatchResultsRetrievalRequest", "COREEnvelopeBatchResultsRetrievalResponse")
            }
            Operation::BatchResultsAckSubmitTransaction | Operation::GenericBatchReceiptConfirmationTransaction => {
                ("COREEnvelopeBatchResultsAckSubmission", "COREEnvelopeBatchResultsAckSubmissionResponse")
            }
        };
        match direction {
            Direction::Request => request,
            Direction::Response => response,
        }
    }

    /// The operation (the plain one of a pair) and direction that an element of the SOAP body stands for.
    pub(crate) fn from_element(local_name: &str) -> Option<(Operation, Direction)> {
        let both = [Direction::Request, Direction::Response];
        let mut all = Self::ALL.into_iter().flat_map(|operation| both.map(|direction| (operation, direction)));
        all.find(|(operation, direction)| operation.element(*direction) == local_name)
    }

    /// Whether the payload is text in a real-time exchange, not binary in a batch.
    pub const fn is_real_time(self) -> bool {
        matches!(self, Operation::RealTimeTransaction)
    }

    /// The value of `ProcessingMode` that goes with the operation.
    pub const fn processing_mode(self) -> &'static str {
        if self.is_real_time() { "RealTime" } else { "Batch" }
    }

    /// Whether a message of this operation has the field, by the schema.
    pub const fn presence(self, direction: Direction, field: Field) -> Presence {
        let hands_over = matches!(self, Operation::BatchSubmitTransaction | Operation::GenericBatchSubmissionTransaction);
        match (field, direction) {
            (Field::ErrorCode | Field::ErrorMessage, Direction::Response) => Presence::Required,
            (Field::ErrorCode | Field::ErrorMessage, Direction::Request) => Presence::Absent,
            (Field::UserName | Field::Password, Direction::Request) => Presence::Optional,
            (Field::UserName | Field::Password, Direction::Response) => Presence::Absent,
            (Field::PayloadLength | Field::CheckSum, _) if self.is_real_time() => Presence::Absent,
            (Field::Payload, Direction::Request) if self.is_real_time() || hands_over => Presence::Required,
            (Field::PayloadLength | Field::CheckSum, Direction::Request) if hands_over => Presence::Required,
            (Field::PayloadLength | Field::CheckSum | Field::Payload, _) => Presence::Optional,
            _ => Presence::Required,
        }
    }

    /// The operation that form data means. The form names none, so it follows from the mode and the payload type.
    pub(crate) fn of_form(mode: &str, payload_type: &PayloadType, has_payload: bool) -> Operation {
        let name = payload_type.as_str().to_ascii_lowercase();
        let names = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
        if mode.eq_ignore_ascii_case(Operation::RealTimeTransaction.processing_mode()) {
            Operation::RealTimeTransaction
        } else if names(&["999_retrievalrequest", "ta1_retrievalrequest", "999_response", "ta1_response", "nobatchackfile"]) {
            Operation::BatchSubmitAckRetrievalTransaction
        } else if names(&["999_submissionrequest", "ta1_submissionrequest", "confirmreceiptreceived"]) {
            Operation::BatchResultsAckSubmitTransaction
        } else if names(&["request_batch_results", "nobatchresultsfile", "_response_"]) {
            Operation::BatchResultsRetrievalTransaction
        } else if has_payload || payload_type.matches(&PayloadType::BATCH_RECEIPT_CONFIRMATION) {
            Operation::BatchSubmitTransaction
        } else {
            Operation::GenericBatchRetrievalTransaction
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.action())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_is_found_and_means_the_plain_operation() {
        for operation in Operation::ALL {
            for direction in [Direction::Request, Direction::Response] {
                let found = Operation::from_element(operation.element(direction)).expect("known element");
                assert_eq!((found.0.element(direction), found.1), (operation.element(direction), direction));
                assert!(!found.0.action().starts_with("Generic"));
            }
        }
        assert_eq!(Operation::from_element("COREEnvelope"), None);
    }

    #[test]
    fn an_action_may_stand_behind_an_address() {
        let expect = Some(Operation::RealTimeTransaction);
        for action in ["RealTimeTransaction", "\"RealTimeTransaction\"", "urn:RealTimeTransaction", "http://a/b/RealTimeTransaction"] {
            assert_eq!(Operation::from_action(action), expect, "{action}");
        }
        assert_eq!(Operation::from_action("RealTime"), None);
        assert_eq!(Operation::from_action(""), None);
    }

    #[track_caller]
    fn check(mode: &str, payload_type: PayloadType, has_payload: bool, expect: Operation) {
        assert_eq!(Operation::of_form(mode, &payload_type, has_payload), expect);
    }

    #[test]
    fn form_data_means_the_operation_that_its_payload_type_implies() {
        check("RealTime", PayloadType::ACKNOWLEDGMENT, true, Operation::RealTimeTransaction);
        check("Batch", PayloadType::PROFESSIONAL_CLAIM, true, Operation::BatchSubmitTransaction);
        check("Batch", PayloadType::BATCH_RECEIPT_CONFIRMATION, false, Operation::BatchSubmitTransaction);
        check("Batch", PayloadType::ACKNOWLEDGMENT_RETRIEVAL, false, Operation::BatchSubmitAckRetrievalTransaction);
        check("Batch", PayloadType::NO_BATCH_ACK_FILE, false, Operation::BatchSubmitAckRetrievalTransaction);
        check("Batch", PayloadType::CLAIM_STATUS_RESULTS_RETRIEVAL, false, Operation::BatchResultsRetrievalTransaction);
        check("Batch", PayloadType::CLAIM_STATUS_RESPONSE, true, Operation::BatchResultsRetrievalTransaction);
        check("Batch", PayloadType::ACKNOWLEDGMENT_SUBMISSION, true, Operation::BatchResultsAckSubmitTransaction);
        check("Batch", PayloadType::new("FILELIST"), false, Operation::GenericBatchRetrievalTransaction);
    }

    #[test]
    fn a_batch_submission_needs_length_and_check_sum_and_real_time_has_neither() {
        let presence = |operation: Operation, field| operation.presence(Direction::Request, field);
        assert_eq!(presence(Operation::BatchSubmitTransaction, Field::CheckSum), Presence::Required);
        assert_eq!(presence(Operation::RealTimeTransaction, Field::CheckSum), Presence::Absent);
        assert_eq!(presence(Operation::RealTimeTransaction, Field::Payload), Presence::Required);
        assert_eq!(presence(Operation::BatchResultsRetrievalTransaction, Field::Payload), Presence::Optional);
        assert_eq!(presence(Operation::BatchResultsRetrievalTransaction, Field::SenderId), Presence::Required);
    }
}
