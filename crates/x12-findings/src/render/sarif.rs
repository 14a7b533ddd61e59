//! Findings as SARIF 2.1.0, for editors and code review tools.

use std::collections::BTreeSet;
use std::fmt::Write;

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
    let mut location = json!({ "physicalLocation": { "artifactLocation": { "uri": reference(file) } } });
    // What is said of a whole file stands on no line.
    if finding.line > 0 {
        location["physicalLocation"]["region"] =
            json!({ "startLine": finding.line, "startColumn": finding.column, "byteOffset": finding.offset, "byteLength": finding.length });
    }
    if let Some(path) = &finding.path {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": path }]);
    }
    json!({ "ruleId": finding.code, "level": level, "message": { "text": finding.message }, "locations": [location] })
}

/// A file's name as a URI reference: what a URI cannot hold is percent-encoded.
fn reference(file: &str) -> String {
    let mut uri = String::new();
    for byte in file.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Rule;

    static RULE: Rule = Rule { code: "x", severity: Severity::Info, snip: 1, title: "", reason: "", source: "", example: "" };

    #[test]
    fn a_file_is_a_uri_and_what_stands_on_no_line_has_no_region() {
        let findings = [Finding::new(&RULE, "")];
        let log = sarif([("my claims/a#1.837", &findings[..])]);
        let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "my%20claims/a%231.837");
        assert!(place.get("region").is_none());
    }
}
