//! What enrolment (834) asks for.

situations! {
    category_without_value,
    cobra_event_missing,
    cobra_event_without_cobra,
    coverage_ends_before_it_begins,
    day_of_death_missing,
    dependent_is_self,
    disability_ends_before_it_begins,
    end_of_coverage_missing,
    ended_member_without_date,
    ended_member_without_reason,
    file_before_not_named,
    member_period_reversed,
    new_member_without_birth,
    new_member_without_coverage,
    new_subscriber_without_address,
    order_of_payment_repeated,
    other_cover_ends_before_it_begins,
    other_cover_without_number,
    social_security_number_malformed,
    subscriber_not_self,
}
