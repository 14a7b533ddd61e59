//! A guide that nobody ships is generated as the shipped ones are: the one that uses every word of the guide language.

use std::path::Path;
use std::sync::Arc;

use x12_findings::{Finding, Severity};
use x12_generate::{Settings, interchange};
use x12_guide::GuideSet;
use x12_validate::{Guides, Options, validate};

/// The guides of that folder, before the shipped ones.
fn guides() -> std::io::Result<GuideSet> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../x12-guide/tests/language");
    let mut files = Vec::new();
    for name in ["whole.xml", "base/tiny.xml", "pieces/address.xml", "pieces/parties.xml"] {
        files.push((name.to_owned(), std::fs::read_to_string(folder.join(name))?));
    }
    GuideSet::with_files(files).map_err(|issues| std::io::Error::other(format!("{issues:?}")))
}

#[test]
fn documents_of_any_guide_are_clean() -> Result<(), Box<dyn std::error::Error>> {
    let set = Arc::new(guides()?);
    let guide = set.find("837", "TINY1").ok_or("no such guide")?;
    let options = Options { guides: Guides::Own(set), ..Options::default() };
    for seed in 0..100 {
        let document = interchange(&guide, &Settings { seed, sets: 3, segments: 100, ..Settings::default() });
        let report = validate(document.write()?.as_slice(), &options)?;
        let errors: Vec<&Finding> = report.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "seed {seed}: {errors:#?}");
        assert!(report.summary.segments > 12, "seed {seed}");
    }
    Ok(())
}
