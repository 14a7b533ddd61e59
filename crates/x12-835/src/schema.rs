//! The marker of the JSON shape.

x12_model::schema_marker! {
    /// `remittance.v1`.
    Schema, "remittance.v1"
}
