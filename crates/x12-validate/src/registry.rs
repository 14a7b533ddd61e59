//! Every rule of this build, for `explain`.

use x12_findings::Rule;

/// All rules, by code.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let own: [&'static Rule; 5] = [
        &crate::validator::GUIDE_UNKNOWN,
        &crate::validator::REFERENCE_MISMATCH,
        &crate::header::GROUP_IDENTIFIER_WRONG,
        &crate::header::GROUP_GUIDE_WRONG,
        &crate::validator::FINDINGS_LIMIT,
    ];
    x12_findings::syntax::RULES
        .iter()
        .chain(x12_document::rules::RULES)
        .chain(crate::element::rules::RULES)
        .chain(crate::rules::RULES)
        .copied()
        .chain(own)
        .chain(situations())
        .chain(crate::situation::PARTNER_RULES.iter().copied())
}

/// The rules of situations: what a guide asks for only if something else is so (SNIP types 4 and 6).
pub fn situations() -> impl Iterator<Item = &'static Rule> {
    crate::rules::situations().map(|one| &one.rule)
}

/// The sets that a rule is for, by the short names of their guides; none means every set that has what the rule is about.
#[must_use]
pub fn sets_of(code: &str) -> &'static [&'static str] {
    if let Some(one) = crate::rules::situations().find(|one| one.rule.code == code) {
        return one.sets;
    }
    crate::rules::SETS.iter().find(|(rule, _)| rule.code == code).map_or(&[], |(_, sets)| sets)
}

/// The rule of a code.
#[must_use]
pub fn find(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code == code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_unique_and_kebab_case_and_everything_is_said() {
        let mut seen = BTreeSet::new();
        for rule in rules() {
            assert!(seen.insert(rule.code), "{} twice", rule.code);
            assert!(rule.code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{}", rule.code);
            assert!(!rule.title.is_empty() && !rule.reason.is_empty() && !rule.source.is_empty(), "{}", rule.code);
            assert!((1..=7).contains(&rule.snip), "{}", rule.code);
        }
    }
}
