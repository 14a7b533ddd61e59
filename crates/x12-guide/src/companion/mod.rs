//! Companion guides: what one partner asks for beyond an implementation guide, as data.
//!
//! Invariant: a companion guide may only narrow its guide; one that would allow more does not load.

mod check;
mod read;

use crate::issue::{GuideIssue, Issues, Severity};
use crate::load::read_file;
use crate::set::GuideSet;
use crate::source::{Role, Sources};
use crate::xml;

/// What one partner asks for beyond an implementation guide.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Companion {
    /// Its identifier, which findings name (`acme-837p`).
    pub id: String,
    /// The identifier of the guide that it narrows (`005010X222A1`).
    pub extends: String,
    /// ST01 of that guide, which tells an inquiry from its response where the two share an identifier.
    pub set: String,
    /// The payer that asks for it, by the identifier that claims carry (2010BB/NM109), if it is one payer.
    pub payer: Option<String>,
    /// The author's words for it.
    pub name: String,
    /// What it asks for.
    pub rules: Vec<PartnerRule>,
}

impl Companion {
    /// Whether a file is a companion guide rather than another of the guide language.
    #[must_use]
    pub fn is_one(text: &str) -> bool {
        xml::read_front(text, 0).is_some_and(|root| root.name == Role::Companion.root())
    }
}

/// One thing that a companion guide asks for.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PartnerRule {
    /// The loop, segment, element or component (`2300/REF[payer-claim-control-number]`).
    pub path: String,
    /// What is asked of it.
    pub demand: PartnerDemand,
    /// When; all of these must hold.
    pub when: Vec<PartnerCondition>,
    /// The partner's own code for it, if it has one.
    pub code: Option<String>,
    /// The partner's own words for it, if it has some.
    pub message: Option<String>,
    /// What to do.
    pub help: Option<String>,
}

/// What a companion guide asks of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartnerDemand {
    /// It must be sent.
    Required,
    /// It must not be sent.
    NotUsed,
    /// Its value is one of these.
    Codes(Vec<String>),
    /// Its value has at least and at most so many characters.
    Length {
        /// The fewest.
        min: u32,
        /// The most.
        max: u32,
    },
    /// There are at most so many of it.
    AtMost(u32),
}

/// A condition of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerCondition {
    /// Where it looks, from the loop of the rule outwards.
    pub path: String,
    /// What must be there.
    pub test: PartnerTest,
}

/// What a condition asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartnerTest {
    /// It was sent.
    Present,
    /// It was not.
    Absent,
    /// It is one of these.
    In(Vec<String>),
    /// It was sent and is none of these.
    NotIn(Vec<String>),
}

/// Loads the companion guide in the file `name`, whose text `resolver` gives, for one of `guides`.
///
/// # Errors
/// Every issue found, if one of them is an error.
pub fn load_companion(name: &str, resolver: &mut dyn FnMut(&str) -> Option<String>, guides: &GuideSet) -> Result<Companion, Vec<GuideIssue>> {
    let (companion, issues) = read_companion(name, resolver, guides);
    let sound = !issues.iter().any(|issue| issue.severity == Severity::Error);
    companion.filter(|_| sound).ok_or(issues)
}

/// Everything that is wrong or doubtful in the companion guide in the file `name`; an empty list is a clean one.
#[must_use]
pub fn lint_companion(name: &str, resolver: &mut dyn FnMut(&str) -> Option<String>, guides: &GuideSet) -> Vec<GuideIssue> {
    read_companion(name, resolver, guides).1
}

fn read_companion(name: &str, resolver: &mut dyn FnMut(&str) -> Option<String>, guides: &GuideSet) -> (Option<Companion>, Vec<GuideIssue>) {
    let mut issues = Issues::default();
    let sources = Sources::gather(name, Role::Companion, resolver, &mut issues);
    let companion = read_sources(&sources, guides, &mut issues);
    (companion, issues.into_sorted(&sources))
}

fn read_sources(sources: &Sources, guides: &GuideSet, issues: &mut Issues) -> Option<Companion> {
    let text = sources.iter().next().filter(|_| !issues.any_error())?.1;
    let (_, root) = read_file(0, Role::Companion, text, issues)?;
    if issues.any_error() {
        return None;
    }
    let guide = read::guide(&root, guides, issues)?;
    let companion = read::companion(&root, &guide, issues);
    if !issues.any_error() {
        check::check(&root, &guide, issues);
    }
    Some(companion)
}
