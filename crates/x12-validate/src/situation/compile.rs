//! A situation made ready for a guide: paths become places, once for each loop of the name it is within.

use std::borrow::Cow;

use x12_findings::Severity;
use x12_guide::Guide;
use x12_guide::model::{Codes, LoopIx};

use super::demand::Problem;
use super::{Case, Condition, Demand, Situation};
use x12_guide::path::{Target, resolve};

/// What a finding of a rule says of its rule; those of a partner's rules are not known before run time.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    pub(crate) code: Cow<'static, str>,
    pub(crate) severity: Severity,
    pub(crate) snip: u8,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

/// A rule ready to be checked in one loop of a guide.
#[derive(Debug, Clone)]
pub(crate) struct Compiled {
    pub(crate) heading: Heading,
    pub(crate) within: LoopIx,
    pub(crate) when: Test,
    pub(crate) demand: Asked,
    /// The loops that the rule looks into.
    pub(crate) looks_into: Vec<(LoopIx, Keep)>,
}

/// What must be kept of a loop that has ended, for a rule of a loop around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Keep {
    /// Its first segment, of so many of them: the rule only counts them.
    Head(usize),
    /// Everything.
    Whole,
}

impl Keep {
    /// Of how many loops a rule that forbids or asks for one must know.
    pub(crate) const FEW: Self = Self::Head(100);

    /// What must be kept for a place.
    pub(crate) fn of(target: &Target, head: Self) -> impl Iterator<Item = (LoopIx, Self)> + '_ {
        let last = target.chain.len().saturating_sub(1);
        let counted = target.uses.is_empty();
        target.chain.iter().enumerate().map(move |(index, ix)| (*ix, if counted && index == last { head } else { Self::Whole }))
    }
}

/// A condition, its paths looked up.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    Always,
    Present(Target),
    Absent(Target),
    Is(Target, Codes),
    Other(Target, Codes),
    Holds(Target, fn(&[u8]) -> bool),
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
}

/// A demand, its paths looked up.
#[derive(Debug, Clone)]
pub(crate) enum Asked {
    Required(Target),
    OneOf(Vec<Target>),
    NotUsed(Target),
    Codes(Target, Codes),
    Meets(Target, fn(&[u8]) -> bool, &'static str),
    Unique(Target),
    AtMost(Target, usize),
    Length(Target, u32, u32),
    Custom(Named, fn(&Case<'_>, &mut Vec<Problem>)),
}

/// The paths that a rule of its own kind looks at, each with its place.
pub(crate) type Named = Vec<(&'static str, Target)>;

/// The loops of a guide that a name means.
pub(crate) fn loops_named(guide: &Guide, id: &str) -> Vec<LoopIx> {
    let indexes = 0..u16::try_from(guide.loops.len()).unwrap_or(u16::MAX);
    indexes.map(LoopIx).filter(|ix| guide.loop_at(*ix).id == id).collect()
}

/// Makes a situation ready. Gives the paths that the guide does not have, if there are any; a rule that names one is left out.
pub(crate) fn compile(guide: &Guide, situation: &Situation) -> Result<Vec<Compiled>, Vec<String>> {
    let rule = &situation.rule;
    let mut unknown = Vec::new();
    let found: Vec<LoopIx> = situation.within.iter().flat_map(|id| loops_named(guide, id)).collect();
    if found.is_empty() {
        unknown.extend(situation.within.iter().map(|&id| id.to_owned()));
    }
    let heading = Heading {
        code: Cow::Borrowed(rule.code),
        severity: rule.severity,
        snip: rule.snip,
        message: format!("{}.", rule.title),
        help: Some(situation.help.to_owned()),
    };
    let compiled = found.into_iter().map(|within| {
        let mut compiler = Compiler { guide, within, unknown: &mut unknown, looks_into: Vec::new() };
        let when = compiler.test(&situation.when);
        let demand = compiler.asked(&situation.demand);
        let looks_into = compiler.looks_into;
        Compiled { heading: heading.clone(), within, when, demand, looks_into }
    });
    let compiled: Vec<Compiled> = compiled.collect();
    if unknown.is_empty() { Ok(compiled) } else { Err(unknown) }
}

struct Compiler<'c> {
    guide: &'c Guide,
    within: LoopIx,
    unknown: &'c mut Vec<String>,
    looks_into: Vec<(LoopIx, Keep)>,
}

impl Compiler<'_> {
    fn target(&mut self, path: &str) -> Target {
        self.kept(path, Keep::FEW)
    }

    fn kept(&mut self, path: &str, head: Keep) -> Target {
        let found = resolve(self.guide, self.within, path).unwrap_or_else(|| {
            self.unknown.push(path.to_owned());
            Target { anchor: self.within, chain: Vec::new(), uses: Vec::new(), element: None }
        });
        self.looks_into.extend(Keep::of(&found, head));
        found
    }

    fn test(&mut self, condition: &Condition) -> Test {
        let list = |codes: &[&str]| Codes::new(codes.iter().map(|&code| code.to_owned()).collect());
        match condition {
            Condition::Always => Test::Always,
            Condition::Present(path) => Test::Present(self.target(path)),
            Condition::Absent(path) => Test::Absent(self.target(path)),
            Condition::Is(path, codes) => Test::Is(self.target(path), list(codes)),
            Condition::Other(path, codes) => Test::Other(self.target(path), list(codes)),
            Condition::Holds(path, holds) => Test::Holds(self.target(path), *holds),
            Condition::All(all) => Test::All(all.iter().map(|one| self.test(one)).collect()),
            Condition::Any(any) => Test::Any(any.iter().map(|one| self.test(one)).collect()),
            Condition::Not(one) => Test::Not(Box::new(self.test(one))),
        }
    }

    fn asked(&mut self, demand: &Demand) -> Asked {
        match demand {
            Demand::Required(path) => Asked::Required(self.target(path)),
            Demand::OneOf(paths) => Asked::OneOf(paths.iter().map(|path| self.target(path)).collect()),
            Demand::NotUsed(path) => Asked::NotUsed(self.target(path)),
            Demand::Codes(path, codes) => Asked::Codes(self.target(path), Codes::new(codes.iter().map(|&code| code.to_owned()).collect())),
            Demand::Meets(path, meets, words) => Asked::Meets(self.target(path), *meets, words),
            Demand::Unique(path) => Asked::Unique(self.target(path)),
            Demand::AtMost(path, most) => Asked::AtMost(self.kept(path, Keep::Head(most.saturating_add(1))), *most),
            Demand::Custom(paths, check) => Asked::Custom(paths.iter().map(|path| (*path, self.target(path))).collect(), *check),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_situation_names_places_that_each_of_its_guides_has() {
        for situation in crate::rules::situations() {
            assert!(!situation.sets.is_empty(), "{}", situation.rule.code);
            for set in situation.sets {
                let guide = x12_guide::shipped().guides().find(|guide| guide.short == *set);
                let Some(guide) = guide else { panic!("{}: no guide {set}", situation.rule.code) };
                assert_eq!(compile(&guide, situation).err(), None, "{} in {set}", situation.rule.code);
            }
        }
    }

    #[test]
    fn no_situation_looks_into_loops_without_bound() {
        for guide in x12_guide::shipped().guides() {
            for situation in crate::rules::situations().filter(|one| one.sets.contains(&guide.short.as_str())) {
                for one in compile(&guide, situation).unwrap_or_default() {
                    let whole = one.looks_into.iter().filter(|(_, keep)| *keep == Keep::Whole).map(|(ix, _)| guide.loop_at(*ix));
                    let unbounded: Vec<&str> = whole.filter(|one| one.repeat.0.is_none_or(|most| most > 999)).map(|one| one.id.as_str()).collect();
                    assert!(unbounded.is_empty(), "{} looks into {unbounded:?} of {}", situation.rule.code, guide.short);
                }
            }
        }
    }
}
