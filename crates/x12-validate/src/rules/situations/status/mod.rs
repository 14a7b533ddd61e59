//! What claim status (276, 277) asks for.

situations! {
    accepted_amount_missing,
    accepted_count_missing,
    accepted_with_refusal,
    bill_type_malformed,
    check_date_missing,
    check_number_missing,
    decided_claim_without_number,
    inquiry_without_dates,
    line_refused_on_accepted_claim,
    paid_without_amount,
    paid_without_decision_date,
    refused_with_acceptance,
    rejected_amount_missing,
    rejected_count_missing,
    service_after_inquiry,
    status_not_of_acknowledgment,
    status_without_party,
    unpaid_status_with_payment,
}
