//! The guide files that are part of this build.
//!
//! Invariant: every XML file under `guides` is in this table; a test compares it with the folder.

/// Pairs the name of a file with its text.
macro_rules! shipped_files {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("../guides/", $name)))),*] };
}

/// Name and text of each file; names count from the folder `guides`.
pub(crate) const SHIPPED_FILES: &[(&str, &str)] = shipped_files![
    "005010X212-inquiry.xml",
    "005010X212-response.xml",
    "005010X214.xml",
    "005010X217.xml",
    "005010X218.xml",
    "005010X220A1.xml",
    "005010X221A1.xml",
    "005010X222A1.xml",
    "005010X223A2.xml",
    "005010X224A2.xml",
    "005010X230.xml",
    "005010X231A1.xml",
    "005010X279A1-inquiry.xml",
    "005010X279A1-response.xml",
    "006020X314.xml",
    "base/005010.xml",
    "base/control-00501.xml",
    "control.xml",
    "pieces/address.xml",
    "pieces/claim-status.xml",
    "pieces/claim.xml",
];
