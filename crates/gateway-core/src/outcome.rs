//! Outcomes: whether an attempt to send left something at the payer, decided by how far the exchange came and not by a status alone.
//!
//! The invariant: NOT_SENT needs a proof that nothing was accepted, SENT needs a well-formed positive answer. Everything else is UNKNOWN.

use serde::{Deserialize, Serialize};

use crate::retry::ConnectorProfile;

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum AttemptOutcome {
    /// The payer cannot have accepted it.
    NotSent {
        /// Why, without any value from the payload.
        reason: String,
        /// Whether the same would happen again until a person changes something (credentials, configuration).
        needs_a_person: bool,
    },
    /// The payer confirmed that it has it.
    Sent {
        /// What it answered.
        reason: String,
    },
    /// It may have arrived.
    Unknown {
        /// Why that cannot be told.
        reason: String,
    },
}

impl AttemptOutcome {
    /// The name that house and API use.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NotSent { .. } => "NOT_SENT",
            Self::Sent { .. } => "SENT",
            Self::Unknown { .. } => "UNKNOWN",
        }
    }

    /// Why it ended so.
    #[must_use]
    pub fn reason(&self) -> &str {
        match self {
            Self::NotSent { reason, .. } | Self::Sent { reason } | Self::Unknown { reason } => reason,
        }
    }
}

/// How far an exchange with a payer came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransportResult {
    /// It failed before a byte of the request was handed over: name resolution, connect, TLS.
    NothingWritten {
        /// Which step failed, and how.
        detail: String,
    },
    /// It failed after some of the request was handed over, also when all of it was.
    NoReply {
        /// What happened.
        detail: String,
    },
    /// A reply came that is a well-formed confirmation of this very payload.
    Confirmed {
        /// Its code, such as CORE `Success`.
        code: String,
    },
    /// A reply came that is a well-formed refusal.
    Refused {
        /// Its code, such as a CORE ErrorCode or an HTTP status.
        code: String,
    },
    /// A reply came that is neither: an HTML page, an empty or cut body, the confirmation of another payload, a redirect, a 5xx.
    Unintelligible {
        /// What it was.
        detail: String,
    },
}

/// Decides the outcome of an attempt.
#[must_use]
pub fn classify(result: &TransportResult, profile: &ConnectorProfile) -> AttemptOutcome {
    match result {
        TransportResult::NothingWritten { detail } => AttemptOutcome::NotSent { reason: detail.clone(), needs_a_person: false },
        TransportResult::Confirmed { code } => AttemptOutcome::Sent { reason: format!("the payer confirmed receipt ({code})") },
        TransportResult::Refused { code } if profile.refusals.contains(code) => {
            AttemptOutcome::NotSent { reason: format!("the payer refused it ({code})"), needs_a_person: true }
        }
        TransportResult::Refused { code } => AttemptOutcome::Unknown { reason: format!("the payer answered {code}, which may follow after it was taken") },
        TransportResult::NoReply { detail } => AttemptOutcome::Unknown { reason: format!("no answer: {detail}") },
        TransportResult::Unintelligible { detail } => AttemptOutcome::Unknown { reason: format!("the answer could not be understood: {detail}") },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(result: TransportResult, expect: &str) {
        let profile = ConnectorProfile { refusals: ["UnAuthorized".to_owned()].into(), ..ConnectorProfile::default() };
        assert_eq!(classify(&result, &profile).name(), expect, "{result:?}");
    }

    #[test]
    fn only_proof_of_nothing_sent_is_not_sent_and_only_a_confirmation_is_sent() {
        let text = String::new;
        check(TransportResult::NothingWritten { detail: text() }, "NOT_SENT");
        check(TransportResult::Refused { code: "UnAuthorized".into() }, "NOT_SENT");
        check(TransportResult::Confirmed { code: "Success".into() }, "SENT");
        check(TransportResult::Refused { code: "504".into() }, "UNKNOWN");
        check(TransportResult::NoReply { detail: text() }, "UNKNOWN");
        check(TransportResult::Unintelligible { detail: text() }, "UNKNOWN");
    }
}
