//! The facade: read, check, convert and write HIPAA X12.
//!
//! ```
//! let document = b"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:~TA1*000000009*260101*1200*A*000~IEA*0*000000001~";
//! let report = x12::validate::validate(&document[..], &x12::validate::Options::default())?;
//! assert!(report.findings.is_empty());
//! # Ok::<(), x12::syntax::Error>(())
//! ```
//!
//! - [`syntax`]: bytes to segments and back. [`findings`]: what is wrong, for people and tools. [`guide`]: implementation guides as data.
//!   [`codes`]: external code lists with their dates.
//! - [`document`]: each segment at its place. [`validate`]: every rule. [`acknowledge`]: TA1, 999, 277CA.
//! - [`claim`], [`remittance`]: the 837 and 835 in a biller's words. [`convert`]: JSON and NDJSON, both ways.

pub use x12_835 as remittance;
pub use x12_837 as claim;
pub use x12_acknowledge as acknowledge;
pub use x12_codes as codes;
pub use x12_convert as convert;
pub use x12_document as document;
pub use x12_findings as findings;
pub use x12_guide as guide;
pub use x12_syntax as syntax;
pub use x12_validate as validate;
