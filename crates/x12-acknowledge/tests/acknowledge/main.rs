//! What this crate promises across its files: answers that are right and clean, and answers that read back as what was written.

mod claim;
mod documents;
mod implementation;
mod interchange;
mod received;
