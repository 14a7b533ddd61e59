//! `claimbridge explain`: what a code means, in words.

use anyhow::bail;
use clap::Args;
use x12::findings::Severity;
use x12::guide::Guide;
use x12::validate::registry;

use crate::Status;

/// Explain a finding's code, or an element of a guide.
///
/// Examples: claimbridge explain claim-charge-not-balanced; claimbridge explain 837P/2300/CLM05-3
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The code: of a finding, or GUIDE/LOOP/ELEMENT such as 837P/2300/CLM05-3. Without it, all codes are listed.
    code: Option<String>,
}

impl Explain {
    pub(crate) fn run(self) -> anyhow::Result<Status> {
        let Some(code) = self.code else {
            for rule in registry::rules() {
                println!("{:<40} SNIP {}  {}", rule.code, rule.snip, rule.title);
            }
            return Ok(Status::Clean);
        };
        if let Some(rule) = registry::find(&code) {
            let severity = match rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "info",
            };
            println!("{} ({severity}, SNIP type {})\n\n{}.\n\n{}\n\nSource: {}", rule.code, rule.snip, rule.title, rule.reason, rule.source);
            if !rule.example.is_empty() {
                println!("Example: {}", rule.example);
            }
            return Ok(Status::Clean);
        }
        if let Some(text) = element(&code) {
            println!("{text}");
            return Ok(Status::Clean);
        }
        match nearest(&code) {
            Some(near) => bail!("there is no code {code}; did you mean {near}?"),
            None => bail!("there is no code {code}; `claimbridge explain` lists all codes"),
        }
    }
}

/// Describes `837P/2300/CLM05-3`, or `CLM05-3` wherever a shipped guide uses it.
fn element(code: &str) -> Option<String> {
    let mut parts: Vec<&str> = code.split('/').collect();
    let element = parts.pop()?;
    let (segment, position, component) = address(element)?;
    let guides: Vec<_> = x12::guide::shipped()
        .guides()
        .filter(|guide| parts.first().is_none_or(|first| *first == guide.short || *first == guide.id || first.starts_with('2') || first.starts_with('1')))
        .collect();
    let wanted_loop = parts.iter().rev().find(|part| !guides.iter().any(|guide| guide.short == **part || guide.id == **part));
    let lines: Vec<String> = guides.iter().flat_map(|guide| uses(guide, segment, position, component, wanted_loop.copied())).collect();
    let mut unique = Vec::new();
    for line in lines {
        if !unique.contains(&line) {
            unique.push(line);
        }
    }
    (!unique.is_empty()).then(|| unique.join("\n"))
}

fn uses(guide: &Guide, segment: &str, position: u8, component: Option<u8>, wanted_loop: Option<&str>) -> Vec<String> {
    let matching = guide.segments.iter().filter(|one| one.id == segment && wanted_loop.is_none_or(|wanted| guide.loop_at(one.loop_ix).id == wanted));
    matching
        .filter_map(|one| {
            let place = &guide.loop_at(one.loop_ix).id;
            Some(format!("{} {place} {}: {}", guide.short, one.name, one.describe(position, component)?))
        })
        .collect()
}

/// Takes `CLM05-3` apart.
fn address(element: &str) -> Option<(&str, u8, Option<u8>)> {
    let (front, component) = match element.split_once('-') {
        Some((front, component)) => (front, Some(component.parse().ok()?)),
        None => (element, None),
    };
    let (segment, position) = front.split_at_checked(front.len().checked_sub(2)?)?;
    Some((segment, position.parse().ok().filter(|position| *position > 0)?, component))
}

/// The code most like a misspelt one.
fn nearest(code: &str) -> Option<&'static str> {
    let words: Vec<&str> = code.split('-').collect();
    let shared = |candidate: &str| candidate.split('-').filter(|word| words.contains(word)).count();
    registry::rules().map(|rule| rule.code).filter(|candidate| shared(candidate) > 0).max_by_key(|candidate| shared(candidate))
}
