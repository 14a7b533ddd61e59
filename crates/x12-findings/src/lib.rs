//! The finding: what is wrong with an X12 document, where, and what to do; rendered as text, JSON and SARIF.
//!
//! ```
//! use x12_findings::{Finding, Rule, Severity};
//!
//! static TOO_LONG: Rule = Rule {
//!     code: "element-too-long",
//!     severity: Severity::Error,
//!     snip: 1,
//!     title: "A value is longer than its element allows",
//!     reason: "Receivers cut or refuse what does not fit.",
//!     source: "X12.6, element lengths",
//!     example: "N4*TOWN*NYC: N402 takes 2 characters",
//! };
//! let finding = Finding::new(&TOO_LONG, "The state has 3 characters, and 2 are allowed.");
//! assert_eq!(serde_json::to_value(&finding)?["code"], "element-too-long");
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! - [`Finding`]: one defect, one finding; its fields are a published contract.
//! - [`Rule`]: what a finding's code stands for, for `explain`.
//! - [`syntax`]: the rules of form, and issues of the readers turned into findings.
//! - [`claim_status`]: the status by which a 277CA tells a finding.
//! - [`render`]: findings as text and SARIF (JSON is serde's).

pub mod claim_status;
mod finding;
pub mod render;
mod rule;
pub mod syntax;

pub use claim_status::ClaimStatus;
pub use finding::{AckCodes, Excerpt, Finding, Related, Trigger};
pub use rule::{Rule, Severity};
