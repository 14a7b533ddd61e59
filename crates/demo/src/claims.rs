//! The claims of the demonstration: synthetic files whose patient control numbers tell the payer what to do with each claim.

use std::path::Path;

use anyhow::Context;

/// A file to submit.
#[derive(Debug, Clone)]
pub(crate) struct Batch {
    /// What it is, for the story.
    pub(crate) name: String,
    /// The 837P.
    pub(crate) bytes: Vec<u8>,
}

/// The sample files, or the user's own.
pub(crate) fn batches(own: Option<&Path>) -> anyhow::Result<Vec<Batch>> {
    if let Some(path) = own {
        let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        return Ok(vec![Batch { name: path.display().to_string(), bytes }]);
    }
    let samples: [(&str, &str); 5] = [
        ("A clinic's nine claims", include_str!("../claims/clinic.x12")),
        ("A claim that the payer's 999 will refuse", include_str!("../claims/rejected-999.x12")),
        ("A claim whose interchange the payer's TA1 will refuse", include_str!("../claims/rejected-ta1.x12")),
        ("A claim whose answer the payer will lose", include_str!("../claims/hang-up.x12")),
        ("A claim with two mistakes", include_str!("../claims/faulty.x12")),
    ];
    Ok(samples.map(|(name, text)| Batch { name: name.to_owned(), bytes: text.as_bytes().to_vec() }).into())
}
