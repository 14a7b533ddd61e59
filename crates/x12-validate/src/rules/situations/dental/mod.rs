//! What dental claims (837D) ask for.

mod teeth;

situations! {
    accident_after_dental_service,
    appliance_date_missing,
    appliance_without_orthodontics,
    assistant_is_rendering_provider,
    dental_service_done_no_times,
    dental_service_undated,
    dental_supervisor_is_rendering,
    estimate_with_service_date,
    first_placement_with_earlier_date,
    missing_tooth_repeated,
    missing_tooth_unknown,
    mouth_area_repeated,
    mouth_area_unknown,
    orthodontic_months_exceed,
    prior_placement_after_service,
    prior_placement_date_missing,
    surface_not_of_tooth,
    surface_repeated,
    surface_without_tooth,
    tooth_repeated,
    tooth_unknown,
    treatment_ended_before_start,
}
