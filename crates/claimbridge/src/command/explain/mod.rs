//! `claimbridge explain`: what a code, an element, a segment or a loop means, and what a payer's acknowledgement says, in words.

mod codes;
mod file;
mod place;

use std::path::Path;

use anyhow::bail;
use clap::{Args, ValueEnum};
use serde::Serialize;
use x12::findings::{Rule, Severity};
use x12::validate::registry;

use crate::Status;

/// Explain a finding's code, a code of a remittance or acknowledgement, an element, a segment or a loop; or a payer's TA1, 999, 997 or 277CA.
///
/// Examples: claimbridge explain answer.999; claimbridge explain claim-charge-not-balanced; explain CO-45; explain N130; explain A7:562:85; explain IK403 7;
/// explain 837P/2300/CLM05-3; explain 2010BA
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// What to explain. A bare code that several lists know is explained for each; `CARC 16`, `RARC N130`, `status 20` and `TA105 001` name the list.
    /// A file of acknowledgements (`-` is stdin) is told line by line. Without it, the codes of all findings are listed.
    code: Vec<String>,
    /// How to show it.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// What something means; the fields that do not apply are left out.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Meaning {
    /// What it is: `finding`, `adjustment-reason`, `element`, `loop` and so on.
    pub(crate) kind: &'static str,
    /// Where it stands, in words.
    pub(crate) of: String,
    /// The code, element, segment or loop.
    pub(crate) code: String,
    /// What it means.
    pub(crate) meaning: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) severity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) snip: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) example: Option<&'static str>,
    /// What it is made of, a line each: the segments of a loop, the components of a composite.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) parts: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    query: &'a str,
    meanings: &'a [Meaning],
}

impl Explain {
    pub(crate) fn run(self) -> anyhow::Result<Status> {
        let query = self.code.join(" ");
        let query = query.trim();
        if let [one] = self.code.as_slice()
            && (one == "-" || Path::new(one).is_file())
        {
            return file::explain(Path::new(one), self.format);
        }
        let meanings: Vec<Meaning> = if query.is_empty() {
            registry::rules().map(of_rule).collect()
        } else {
            let rule = registry::find(&query.to_ascii_lowercase()).map(of_rule);
            rule.into_iter().chain(codes::explain(query)).chain(place::explain(query)).collect()
        };
        if meanings.is_empty() {
            return unknown(query);
        }
        let mut text = match self.format {
            Format::Json => serde_json::to_string_pretty(&Answer { query, meanings: &meanings })?,
            Format::Text if query.is_empty() => {
                meanings.iter().map(|one| format!("{:<40} SNIP {}  {}", one.code, one.snip.unwrap_or(0), one.meaning)).collect::<Vec<_>>().join("\n")
            }
            Format::Text => meanings.iter().map(text).collect::<Vec<_>>().join("\n"),
        };
        text.push('\n');
        crate::output::print(&text)?;
        Ok(Status::Clean)
    }
}

fn of_rule(rule: &'static Rule) -> Meaning {
    let severity = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    Meaning {
        kind: "finding",
        of: "finding".to_owned(),
        code: rule.code.to_owned(),
        meaning: rule.title.to_owned(),
        severity: Some(severity),
        snip: Some(rule.snip),
        reason: Some(rule.reason),
        source: Some(rule.source),
        example: Some(rule.example).filter(|example| !example.is_empty()),
        parts: Vec::new(),
    }
}

fn text(meaning: &Meaning) -> String {
    if let (Some(severity), Some(snip), Some(reason), Some(source)) = (meaning.severity, meaning.snip, meaning.reason, meaning.source) {
        let example = meaning.example.map(|example| format!("\nExample: {example}")).unwrap_or_default();
        return format!("{} ({severity}, SNIP type {snip})\n\n{}.\n\n{reason}\n\nSource: {source}{example}", meaning.code, meaning.meaning);
    }
    let parts: String = meaning.parts.iter().map(|part| format!("\n  {part}")).collect();
    match meaning.kind {
        "element" | "segment" | "loop" => format!("{} {}{parts}", meaning.of, meaning.meaning),
        _ => format!("{}, {}: {}{parts}", meaning.code, meaning.of, meaning.meaning),
    }
}

/// Says of what is not known what it may have been.
fn unknown(query: &str) -> anyhow::Result<Status> {
    if let Some(list) = codes::form_of(query) {
        bail!("{query} has the form of {list}, and the list of this build does not have it");
    }
    match nearest(query) {
        Some(near) => bail!("there is no code {query}; did you mean {near}?"),
        None => bail!(
            "there is no code, element or loop {query} in this build; `claimbridge explain` lists the codes of findings, `claimbridge guide list` the guides"
        ),
    }
}

/// The code most like a misspelt one.
fn nearest(code: &str) -> Option<&'static str> {
    let words: Vec<&str> = code.split('-').collect();
    let shared = |candidate: &str| candidate.split('-').filter(|word| words.contains(word)).count();
    registry::rules().map(|rule| rule.code).filter(|candidate| shared(candidate) > 0).max_by_key(|candidate| shared(candidate))
}
