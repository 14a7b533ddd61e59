//! Findings as SARIF 2.1.0, for editors and code review tools.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::finding::Finding;
use crate::rule::Severity;

/// One SARIF log with one run over the given files.
#[must_use]
pub fn sarif<'f>(files: impl IntoIterator<Item = (&'f str, &'f [Finding])>) -> Value {
    let mut rules = BTreeSet::new();
    let mut results = Vec::new();
    for (file, findings) in files {
        for finding in findings {
            rules.insert(finding.code.to_string());
            results.push(result(file, finding));
        }
    }
    let rules: Vec<Value> = rules.into_iter().map(|id| json!({ "id": id })).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": { "name": "claimbridge", "rules": rules } }, "results": results }],
    })
}

fn result(file: &str, finding: &Finding) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    };
    let region = json!({ "startLine": finding.line, "startColumn": finding.column, "byteOffset": finding.offset, "byteLength": finding.length });
    let mut location = json!({ "physicalLocation": { "artifactLocation": { "uri": file }, "region": region } });
    if let Some(path) = &finding.path {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": path }]);
    }
    json!({ "ruleId": finding.code, "level": level, "message": { "text": finding.message }, "locations": [location] })
}
