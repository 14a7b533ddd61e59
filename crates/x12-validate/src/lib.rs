//! The rules, one per file, by SNIP type.
