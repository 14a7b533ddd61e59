//! Whether a companion guide only narrows its guide, and names places that the guide has.

use std::collections::BTreeMap;

use crate::issue::Issues;
use crate::model::{Content, ElementUse, Guide, LoopIx, Usage, ValueUse};
use crate::path::{Target, places, resolve};
use crate::value;
use crate::xml::Node;

pub(super) fn check(root: &Node<'_>, guide: &Guide, issues: &mut Issues) {
    let mut codes: BTreeMap<&str, &Node<'_>> = BTreeMap::new();
    for at in root.children_named("at") {
        if let Some(code) = at.get("code") {
            check_code(at, code, issues);
            if codes.insert(code, at).is_some() {
                issues.error(at.place_of("code"), "code-repeated", format!("the code `{code}` is another rule's already"));
            }
        }
        let Some(path) = at.get("path") else { continue };
        let found = places(guide, path);
        if found.is_empty() {
            issues.error(at.place_of("path"), "path-unknown", format!("the guide {} has no place `{path}`", guide.id));
            continue;
        }
        check_conditions(at, guide, &found, issues);
        for (_, target) in &found {
            Rule { at, guide, target }.check(issues);
        }
    }
    check_contradictions(root, issues);
}

fn check_code(at: &Node<'_>, code: &str, issues: &mut Issues) {
    let is_kebab =
        !code.is_empty() && code.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
    if !is_kebab {
        issues.error(at.place_of("code"), "key-malformed", format!("`{code}` is not of small letters and digits joined by hyphens"));
    }
}

fn check_conditions(at: &Node<'_>, guide: &Guide, found: &[(LoopIx, Target)], issues: &mut Issues) {
    for clause in at.get("when").into_iter().flat_map(|text| text.split(" and ")) {
        let path = clause.split_ascii_whitespace().next().unwrap_or_default();
        if found.iter().all(|(within, _)| resolve(guide, *within, path).is_none()) {
            issues.error(at.place_of("when"), "path-unknown", format!("no `{path}` can be seen from `{}`", at.get("path").unwrap_or_default()));
        }
    }
}

/// Two rules without a condition that ask for different codes at one place.
fn check_contradictions(root: &Node<'_>, issues: &mut Issues) {
    let mut seen: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for at in root.children_named("at").filter(|at| at.attribute("when").is_none()) {
        let (Some(path), Some(codes)) = (at.get("path"), value::list(at, "codes", issues)) else { continue };
        match seen.get(path) {
            Some(others) if !codes.iter().any(|code| others.contains(code)) => {
                issues.error(at.place_of("codes"), "rules-contradict", format!("another rule allows none of these codes at `{path}`"));
            }
            _ => {
                seen.insert(path, codes);
            }
        }
    }
}

/// One `at` at one of its places.
struct Rule<'r> {
    at: &'r Node<'r>,
    guide: &'r Guide,
    target: &'r Target,
}

impl Rule<'_> {
    fn check(&self, issues: &mut Issues) {
        self.usage(issues);
        if self.at.attribute("repeat").is_some() {
            self.repeat(issues);
        }
        let values: Vec<&ValueUse> = self.values().collect();
        let asks_for_value = ["codes", "min", "max"].into_iter().find(|name| self.at.attribute(name).is_some());
        match asks_for_value {
            Some(name) if values.is_empty() => {
                issues.error(
                    self.at.place_of(name),
                    "demand-without-value",
                    format!("`{name}` is asked of a value, and this path names none; name its element"),
                );
            }
            _ => {
                self.codes(&values, issues);
                self.lengths(&values, issues);
            }
        }
    }

    fn usage(&self, issues: &mut Issues) {
        let is_required = self.is_required();
        match self.at.get("usage") {
            Some("N") if is_required => {
                issues.error(self.at.place_of("usage"), "required-not-used", "the guide requires what this would forbid");
            }
            Some("R") if is_required && self.at.attribute("when").is_none() => {
                issues.warning(self.at.place_of("usage"), "rule-without-effect", "the guide requires it anyway");
            }
            _ => {}
        }
    }

    fn repeat(&self, issues: &mut Issues) {
        let place = self.at.place_of("repeat");
        if self.target.element.is_some() {
            return issues.error(place, "repeat-beyond-base", "`repeat` counts loops and segments");
        }
        let guide = self.guide;
        let allowed = match self.target.chain.last().filter(|_| self.target.uses.is_empty()) {
            Some(ix) => guide.loop_at(*ix).repeat.0,
            None => self.target.uses.iter().try_fold(0u32, |sum, ix| Some(sum.saturating_add(guide.segment_at(*ix).repeat.0?))),
        };
        if let (Some(asked), Some(allowed)) = (value::repeat(self.at, issues).0, allowed) {
            if asked > allowed {
                issues.error(place, "guide-widened", format!("the guide allows {allowed}, and a companion guide only narrows"));
            } else if asked == allowed {
                issues.warning(place, "rule-without-effect", format!("the guide allows {allowed} anyway"));
            }
        }
    }

    fn codes(&self, values: &[&ValueUse], issues: &mut Issues) {
        let Some(asked) = value::list(self.at, "codes", issues) else { return };
        let place = self.at.place_of("codes");
        for code in &asked {
            if let Some(value) = values.iter().find(|value| value.codes.as_ref().is_some_and(|codes| !codes.contains(code.as_bytes()))) {
                let allowed = value.codes.as_ref().map(|codes| codes.values().join(" ")).unwrap_or_default();
                issues.error(place, "guide-widened", format!("the guide does not allow `{code}` here, only {allowed}"));
            }
            let length = u32::try_from(code.chars().count()).unwrap_or(u32::MAX);
            if values.iter().any(|value| !(value.min..=value.max).contains(&length)) {
                issues.error(place, "code-length", format!("`{code}` is shorter or longer than its element may be"));
            }
        }
    }

    fn lengths(&self, values: &[&ValueUse], issues: &mut Issues) {
        let (min, max) = (value::length(self.at, "min", issues), value::length(self.at, "max", issues));
        for value in values {
            if let Some(max) = max.filter(|max| *max > value.max) {
                issues.error(self.at.place_of("max"), "guide-widened", format!("the guide allows {} characters, not {max}", value.max));
            }
            if let Some(min) = min.filter(|min| *min < value.min) {
                issues.error(self.at.place_of("min"), "guide-widened", format!("the guide asks for {} characters at least, not {min}", value.min));
            }
            if min.unwrap_or(value.min) > max.unwrap_or(value.max) {
                issues.error(self.at.place_of(if min.is_some() { "min" } else { "max" }), "length-reversed", "no value is as long as this asks for");
            }
        }
    }

    fn is_required(&self) -> bool {
        let guide = self.guide;
        match (self.target.element, self.target.chain.last()) {
            (Some((at, component)), _) => self.target.uses.iter().all(|ix| {
                guide.segment_at(*ix).element(at).is_some_and(|element| {
                    let usage = component.map_or(Some(element.usage), |component| element.component(component).map(|one| one.usage));
                    usage == Some(Usage::Required)
                })
            }),
            (None, Some(ix)) if self.target.uses.is_empty() => guide.loop_at(*ix).usage == Usage::Required,
            _ => self.target.uses.iter().any(|ix| guide.segment_at(*ix).usage == Usage::Required),
        }
    }

    /// The values that the path names.
    fn values(&self) -> impl Iterator<Item = &ValueUse> {
        let element = self.target.element;
        self.target.uses.iter().filter_map(move |ix| {
            let (at, component) = element?;
            let found: &ElementUse = self.guide.segment_at(*ix).element(at)?;
            let found = component.map_or(Some(found), |component| found.component(component))?;
            match &found.content {
                Content::Simple(value) => Some(value),
                Content::Composite { .. } => None,
            }
        })
    }
}
