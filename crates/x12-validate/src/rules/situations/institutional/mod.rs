//! What institutional claims (837I) ask for.

situations! {
    admission_after_statement,
    admission_date_missing,
    admission_type_missing,
    admitting_diagnosis_missing,
    attending_provider_missing,
    discharge_hour_missing,
    institution_facility_is_billing_address,
    operating_physician_missing,
    referring_provider_is_attending,
    rendering_provider_is_attending,
    service_outside_statement,
    visit_reason_missing,
}

/// The facility types (CLM05-1) of inpatient stays.
const INPATIENT: &[&str] = &["11", "12", "18", "21", "41"];
/// The revenue codes of emergency rooms, urgent care and observation.
const EMERGENCY: &[&str] = &["0450", "0451", "0452", "0456", "0459", "0516", "0526", "0762"];
