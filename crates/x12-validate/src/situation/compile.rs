//! A situation made ready for a guide: paths become places, once for each loop of the name it is within.

use std::borrow::Cow;

use x12_findings::Severity;
use x12_guide::Guide;
use x12_guide::model::{Codes, LoopIx, SegmentIx};

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
    /// What the condition needs: of each group of segments at least one.
    pub(crate) needs: Vec<Vec<SegmentIx>>,
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

impl Test {
    /// The test without parts by which most cases are told apart: the value of an element, or else what the condition begins with.
    fn leading(&self) -> Option<&Self> {
        match self {
            Self::Present(_) | Self::Absent(_) | Self::Is(..) => Some(self),
            Self::All(all) => all.iter().find(|one| matches!(one, Self::Is(..))).or_else(|| all.first()).and_then(Self::leading),
            _ => None,
        }
    }

    /// A test that holds wherever this one or the other does, if both are about the same place and kind.
    fn either(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Present(one), Self::Present(other)) | (Self::Absent(one), Self::Absent(other)) => (one == other).then(|| self.clone()),
            (Self::Is(one, codes), Self::Is(other, others)) => {
                (one == other).then(|| Self::Is(one.clone(), Codes::new([codes.values(), others.values()].concat())))
            }
            _ => None,
        }
    }
}

/// Rules of a loop that are looked at together.
#[derive(Debug)]
pub(crate) struct Group {
    /// Where this does not hold, none of the rules does.
    pub(crate) guard: Option<Test>,
    pub(crate) rules: Vec<Compiled>,
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
        Compiled { heading: heading.clone(), within, needs: needs(guide, &when), when, demand, looks_into }
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

/// What a condition needs: of each group of segments at least one. Without them it need not be looked at.
pub(crate) fn needs(guide: &Guide, test: &Test) -> Vec<Vec<SegmentIx>> {
    match test {
        Test::Present(target) if target.uses.is_empty() => target.chain.last().and_then(|ix| guide.first_segment(*ix)).map(|ix| vec![ix]).into_iter().collect(),
        Test::Present(target) | Test::Is(target, _) | Test::Other(target, _) | Test::Holds(target, _) => vec![target.uses.clone()],
        Test::All(all) => all.iter().flat_map(|one| needs(guide, one)).collect(),
        Test::Any(any) => {
            let mut each = any.iter().map(|one| needs(guide, one).into_iter().next());
            each.try_fold(Vec::new(), |found, one| Some([found, one?].concat())).into_iter().collect()
        }
        Test::Always | Test::Absent(_) | Test::Not(_) => Vec::new(),
    }
}

/// Puts rules of a loop together that ask for values of one element, or begin with the same test: it is looked at once for all of them.
pub(crate) fn grouped(rules: Vec<Compiled>) -> Vec<Group> {
    let mut alone = Group { guard: None, rules: Vec::new() };
    let mut guarded: Vec<Group> = Vec::new();
    for rule in rules {
        let Some(first) = rule.when.leading().cloned() else {
            alone.rules.push(rule);
            continue;
        };
        let shared = guarded.iter_mut().find_map(|group| Some((group.guard.as_ref()?.either(&first)?, group)));
        match shared {
            Some((guard, group)) => {
                group.guard = Some(guard);
                group.rules.push(rule);
            }
            None => guarded.push(Group { guard: Some(first), rules: vec![rule] }),
        }
    }
    let (groups, single): (Vec<Group>, Vec<Group>) = guarded.into_iter().partition(|group| group.rules.len() > 1);
    alone.rules.extend(single.into_iter().flat_map(|group| group.rules));
    groups.into_iter().chain([alone]).filter(|group| !group.rules.is_empty()).collect()
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

    /// The rules of these codes, for the lines of a subscriber's professional claims.
    fn of_lines(codes: &[&str]) -> Vec<Compiled> {
        let guide = x12_guide::shipped().find("837", "005010X222A1").unwrap();
        let named = crate::rules::situations().filter(|one| codes.contains(&one.rule.code));
        let lines = *loops_named(&guide, "2400").first().unwrap();
        named.flat_map(|one| compile(&guide, one).unwrap()).filter(|one| one.within == lines).collect()
    }

    #[test]
    fn rules_that_begin_alike_share_a_guard_and_one_that_begins_alone_has_none() {
        let groups = grouped(of_lines(&["component-modifiers-contradict", "modifier-repeated", "therapy-begin-missing"]));
        let mut found: Vec<_> = groups.iter().map(|group| (group.guard.is_some(), group.rules.len())).collect();
        found.sort_unstable();
        assert_eq!(found, [(false, 1), (true, 2)]);
    }

    #[test]
    fn a_guard_holds_for_each_value_that_one_of_its_rules_asks_for() {
        let target = || Target { anchor: LoopIx::ROOT, chain: Vec::new(), uses: vec![SegmentIx(1)], element: Some((1, None)) };
        let is = |codes: &[&str]| Test::Is(target(), Codes::new(codes.iter().map(|&code| code.to_owned()).collect()));
        match is(&["A", "B"]).either(&is(&["C"])) {
            Some(Test::Is(_, codes)) => assert!([b"A", b"B", b"C"].iter().all(|code| codes.contains(*code)) && !codes.contains(b"D")),
            other => panic!("{other:?}"),
        }
        assert!(is(&["A"]).either(&Test::Present(target())).is_none());
    }

    #[test]
    fn a_condition_of_several_parts_needs_a_segment_for_each() {
        // QTY*FL and SV1: without either the rule need not be looked at. Of alternatives (CR3 or PWK*CT) one is enough.
        let rules = of_lines(&["obstetric-units-without-anesthesia"]);
        assert_eq!(rules.iter().map(|one| one.needs.len()).collect::<Vec<_>>(), [2]);
        let rules = of_lines(&["equipment-orderer-missing"]);
        assert_eq!(rules.iter().map(|one| one.needs.iter().map(Vec::len).collect::<Vec<_>>()).collect::<Vec<_>>(), [[2]]);
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
