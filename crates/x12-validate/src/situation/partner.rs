//! The rules of companion guides (SNIP type 7), made ready like those of situations.
//!
//! A finding names the companion guide in its message, and carries the partner's own code if the rule has one.

use std::borrow::Cow;

use x12_findings::{Rule, Severity};
use x12_guide::model::{Codes, LoopIx};
use x12_guide::path::{Target, places, resolve};
use x12_guide::{Companion, Guide, PartnerCondition, PartnerDemand, PartnerRule, PartnerTest};

use super::compile::{Asked, Compiled, Heading, Keep, Test};
use crate::options::Partner;

macro_rules! rules {
    ($($name:ident: $code:literal, $title:literal, $example:literal;)*) => {
        $(static $name: Rule = Rule {
            code: $code,
            severity: Severity::Error,
            snip: 7,
            title: $title,
            reason: "A payer may ask for less than the guide allows; what it asks for stands in its companion guide.",
            source: "the companion guide that the finding names",
            example: $example,
        };)*

        /// The rules whose code a finding carries where the companion guide gives none of its own.
        pub(crate) static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    MISSING: "partner-requires", "The payer asks for something that is not there", "<at path=\"2300/REF[referral]\" usage=\"R\"/>";
    NOT_USED: "partner-forbids", "The payer does not take this", "<at path=\"2300/NTE\" usage=\"N\"/>";
    CODES: "partner-value-invalid", "The payer does not take this value", "<at path=\"2010BB/NM109\" codes=\"87726\"/>";
    LENGTH: "partner-length-wrong", "The payer asks for another length", "<at path=\"2300/CLM01\" max=\"17\"/>";
    AT_MOST: "partner-repeat-exceeded", "There are more than the payer takes", "<at path=\"2300/2400\" repeat=\"20\"/>";
}

/// The rules of a companion guide for its guide; none for another guide.
pub(crate) fn compile(guide: &Guide, partner: &Partner) -> Vec<Compiled> {
    let companion = &partner.companion;
    if companion.extends != guide.id || companion.set != guide.set {
        return Vec::new();
    }
    companion
        .rules
        .iter()
        .flat_map(|rule| places(guide, &rule.path).into_iter().filter_map(|(within, target)| one(guide, partner, rule, within, target)))
        .collect()
}

fn one(guide: &Guide, partner: &Partner, rule: &PartnerRule, within: LoopIx, target: Target) -> Option<Compiled> {
    let head =
        if let PartnerDemand::AtMost(most) = rule.demand { Keep::Head(usize::try_from(most).unwrap_or(usize::MAX).saturating_add(1)) } else { Keep::FEW };
    let mut looks_into: Vec<(LoopIx, Keep)> = Keep::of(&target, head).collect();
    let mut all = Vec::new();
    if let Some(payer) = &partner.only_for_payer {
        let named = resolve(guide, within, "2010BB/NM109")?;
        looks_into.extend(Keep::of(&named, Keep::FEW));
        all.push(Test::Is(named, Codes::new(vec![payer.clone()])));
    }
    for condition in &rule.when {
        let seen = resolve(guide, within, &condition.path)?;
        looks_into.extend(Keep::of(&seen, Keep::FEW));
        all.push(test(condition, seen));
    }
    let when = if all.is_empty() { Test::Always } else { Test::All(all) };
    let (generic, demand) = asked(&rule.demand, target);
    Some(Compiled { heading: heading(&partner.companion, rule, generic), within, when, demand, looks_into })
}

fn test(condition: &PartnerCondition, target: Target) -> Test {
    match &condition.test {
        PartnerTest::Present => Test::Present(target),
        PartnerTest::Absent => Test::Absent(target),
        PartnerTest::In(codes) => Test::Is(target, Codes::new(codes.clone())),
        PartnerTest::NotIn(codes) => Test::Other(target, Codes::new(codes.clone())),
    }
}

fn asked(demand: &PartnerDemand, target: Target) -> (&'static Rule, Asked) {
    match demand {
        PartnerDemand::Required => (&MISSING, Asked::Required(target)),
        PartnerDemand::NotUsed => (&NOT_USED, Asked::NotUsed(target)),
        PartnerDemand::Codes(codes) => (&CODES, Asked::Codes(target, Codes::new(codes.clone()))),
        PartnerDemand::Length { min, max } => (&LENGTH, Asked::Length(target, *min, *max)),
        PartnerDemand::AtMost(most) => (&AT_MOST, Asked::AtMost(target, usize::try_from(*most).unwrap_or(usize::MAX))),
    }
}

fn heading(companion: &Companion, rule: &PartnerRule, generic: &'static Rule) -> Heading {
    let code = rule.code.as_ref().map_or(Cow::Borrowed(generic.code), |code| Cow::Owned(code.clone()));
    let words = rule.message.clone().unwrap_or_else(|| format!("{}.", generic.title));
    let message = format!("{words} ({}, companion guide {})", companion.name, companion.id);
    Heading { code, severity: Severity::Error, snip: 7, message, help: rule.help.clone() }
}
