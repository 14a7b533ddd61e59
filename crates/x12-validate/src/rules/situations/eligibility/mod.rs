//! What answers on eligibility (271) ask for.

situations! {
    amount_of_benefit_missing,
    answer_about_dependent_empty,
    answer_about_subscriber_empty,
    benefit_below_zero,
    care_coordinator_unnamed,
    coinsurance_without_percent,
    contact_for_benefits_unnamed,
    cover_ends_before_it_begins,
    deductible_without_period,
    dependent_hard_to_find,
    further_payer_unnamed,
    organization_named_as_person,
    percent_above_one,
    place_of_service_malformed,
    primary_care_provider_unnamed,
    provider_of_restriction_unnamed,
    spend_down_without_amount,
    subscriber_hard_to_find,
    trace_originator_malformed,
}
