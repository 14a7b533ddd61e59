//! The facade: read, check, convert and write HIPAA X12.
