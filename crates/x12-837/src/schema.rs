//! The marker of the JSON shape.

x12_model::schema_marker! {
    /// `claim.v1`.
    Schema, "claim.v1"
}
