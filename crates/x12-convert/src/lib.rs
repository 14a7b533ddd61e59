//! X12 to JSON and NDJSON, and back.
