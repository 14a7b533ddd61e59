//! The codes after which a payer that follows the rule has certainly taken nothing: it stopped at the envelope.

use std::collections::BTreeSet;

use core_connectivity::{ErrorCode, Field};

/// The codes, for a connector profile that trusts the payer to follow the rule.
#[must_use]
pub fn refusals_before_processing() -> BTreeSet<String> {
    let of_field = |field| [ErrorCode::required(field), ErrorCode::illegal(field), ErrorCode::not_understood(field)];
    let of_envelope = [ErrorCode::VERSION_MISMATCH, ErrorCode::UNAUTHORIZED, ErrorCode::CHECKSUM_MISMATCHED, ErrorCode::SENDER];
    let codes = Field::ALL.into_iter().flat_map(of_field).chain(of_envelope);
    codes.filter(ErrorCode::refuses_before_processing).map(|code| code.as_str().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_password_refuses_and_trouble_at_the_receiver_proves_nothing() {
        let codes = refusals_before_processing();
        assert!(codes.contains("UnAuthorized") && codes.contains("PayloadIDRequired"));
        assert!(!codes.contains("Receiver") && !codes.contains("Success"));
    }
}
