//! What stands behind a finding's code.

use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Accepted by most receivers, refused by some.
    Warning,
    /// Refused by a receiver that follows the standard.
    Error,
}

/// One rule: its stable code and everything that `explain` says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The stable kebab-case code.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The SNIP type, 1 to 7.
    pub snip: u8,
    /// What is wrong, in one line.
    pub title: &'static str,
    /// Why the rule exists, in a biller's words.
    pub reason: &'static str,
    /// Where the rule comes from.
    pub source: &'static str,
    /// An example that breaks it.
    pub example: &'static str,
}
