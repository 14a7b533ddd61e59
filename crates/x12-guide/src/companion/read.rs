//! The values of a companion guide: what each `at` asks for, and when.

use std::sync::Arc;

use super::{Companion, PartnerCondition, PartnerDemand, PartnerRule, PartnerTest};
use crate::issue::Issues;
use crate::model::Guide;
use crate::set::GuideSet;
use crate::suggest::did_you_mean;
use crate::value;
use crate::xml::Node;

/// The guide that a companion guide narrows.
pub(super) fn guide(root: &Node<'_>, guides: &GuideSet, issues: &mut Issues) -> Option<Arc<Guide>> {
    let id = root.get("extends")?;
    let candidates: Vec<_> = guides.headers().filter(|header| header.answers_for(&header.set, id)).collect();
    let found = match root.get("set") {
        Some(set) => candidates.iter().find(|header| header.set == set),
        None if candidates.len() > 1 => {
            let sets = candidates.iter().map(|header| header.set.as_str()).collect::<Vec<_>>().join(" and ");
            issues.error(root.place_of("extends"), "set-ambiguous", format!("`{id}` is the guide of {sets}; say which by `set`"));
            return None;
        }
        None => candidates.first(),
    };
    let guide = found.and_then(|header| guides.find(&header.set, id));
    if guide.is_none() {
        let hint = did_you_mean(id, guides.headers().map(|header| header.id.as_str()));
        let place = if candidates.is_empty() { "extends" } else { "set" };
        issues.error(root.place_of(place), "guide-not-found", format!("there is no guide `{id}` of that set{hint}"));
    }
    guide
}

/// Reads every rule.
pub(super) fn companion(root: &Node<'_>, guide: &Guide, issues: &mut Issues) -> Companion {
    let text = |name: &str| root.get(name).unwrap_or_default().to_owned();
    Companion {
        id: text("id"),
        extends: guide.id.clone(),
        set: guide.set.clone(),
        payer: root.get("payer").map(str::to_owned),
        name: text("name"),
        rules: root.children_named("at").flat_map(|at| rules(at, issues)).collect(),
    }
}

/// The rules of an `at`: one for each thing that it asks for.
fn rules(at: &Node<'_>, issues: &mut Issues) -> Vec<PartnerRule> {
    let Some(path) = at.get("path") else { return Vec::new() };
    let when = conditions(at, issues);
    let own = |name: &str| at.get(name).map(str::to_owned);
    let demands = demands(at, issues);
    if !["usage", "codes", "min", "max", "repeat"].iter().any(|name| at.attribute(name).is_some()) {
        issues.error(at.place, "demand-missing", "say what is asked for: `usage`, `codes`, `min`, `max` or `repeat`");
    }
    let rule = |demand| PartnerRule { path: path.to_owned(), demand, when: when.clone(), code: own("code"), message: own("message"), help: own("help") };
    demands.into_iter().map(rule).collect()
}

fn demands(at: &Node<'_>, issues: &mut Issues) -> Vec<PartnerDemand> {
    let mut found = Vec::new();
    match at.get("usage") {
        None => {}
        Some("R") => found.push(PartnerDemand::Required),
        Some("N") => found.push(PartnerDemand::NotUsed),
        Some(_) => issues.error(at.place_of("usage"), "attribute-malformed", "expected `R` (required) or `N` (not used): a companion guide only narrows"),
    }
    if let Some(codes) = value::list(at, "codes", issues) {
        found.push(PartnerDemand::Codes(codes.into_iter().map(str::to_owned).collect()));
    }
    let (min, max) = (value::length(at, "min", issues), value::length(at, "max", issues));
    if min.is_some() || max.is_some() {
        found.push(PartnerDemand::Length { min: min.unwrap_or(0), max: max.unwrap_or(u32::MAX) });
    }
    if at.attribute("repeat").is_some()
        && let Some(most) = value::repeat(at, issues).0
    {
        found.push(PartnerDemand::AtMost(most));
    }
    found
}

/// Reads `CLM05-3 in 7 8 and REF[F8] absent`.
fn conditions(at: &Node<'_>, issues: &mut Issues) -> Vec<PartnerCondition> {
    let Some(text) = at.get("when") else { return Vec::new() };
    let clauses: Option<Vec<PartnerCondition>> = text.split(" and ").map(condition).collect();
    clauses.unwrap_or_else(|| {
        let expected = "`PATH present`, `PATH absent`, `PATH is CODE`, `PATH in CODE CODE` or `PATH not in CODE CODE`, several joined by `and`";
        issues.error(at.place_of("when"), "condition-malformed", format!("`when` cannot be read; expected {expected}"));
        Vec::new()
    })
}

fn condition(text: &str) -> Option<PartnerCondition> {
    let mut words = text.split_ascii_whitespace();
    let path = words.next()?.to_owned();
    let test = match (words.next()?, words.clone().next()) {
        ("present", None) => return Some(PartnerCondition { path, test: PartnerTest::Present }),
        ("absent", None) => return Some(PartnerCondition { path, test: PartnerTest::Absent }),
        ("is" | "in", Some(_)) => PartnerTest::In as fn(Vec<String>) -> PartnerTest,
        ("not", Some("in")) => {
            words.next();
            PartnerTest::NotIn
        }
        _ => return None,
    };
    let codes: Vec<String> = words.map(str::to_owned).collect();
    (!codes.is_empty()).then(|| PartnerCondition { path, test: test(codes) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_read_and_nothing_else_is() {
        let codes = |codes: &[&str]| codes.iter().map(|&code| code.to_owned()).collect::<Vec<_>>();
        let read = |text: &str| condition(text).map(|one| (one.path, one.test));
        assert_eq!(read("CLM05-3 in 7 8"), Some(("CLM05-3".into(), PartnerTest::In(codes(&["7", "8"])))));
        assert_eq!(read("CLM05-3 is 7"), Some(("CLM05-3".into(), PartnerTest::In(codes(&["7"])))));
        assert_eq!(read("CLM05-3 not in 1"), Some(("CLM05-3".into(), PartnerTest::NotIn(codes(&["1"])))));
        assert_eq!(read("REF[F8] absent"), Some(("REF[F8]".into(), PartnerTest::Absent)));
        for bad in ["", "CLM05-3", "CLM05-3 in", "CLM05-3 not in", "CLM05-3 not 1", "CLM05-3 > 7", "REF absent today"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
