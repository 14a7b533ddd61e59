//! What rules ask about what was sent: each question is a fact, and the same question of several rules is one.
//!
//! A fact is about a place below an anchor, the loop that a path was looked up in. It becomes true when a segment (or loop) that answers it is sent, and
//! is forgotten when its anchor ends.

use x12_guide::model::Codes;
use x12_guide::path::Target;

use super::compile::{Asked, Compiled, Test};

/// What a fact says of the segments or loops of a place: that one of them is so.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// It was sent; of an element, that its first repetition is not empty.
    Sent,
    /// It was sent without the element.
    Without,
    /// A value of the element is one of the codes.
    Is(Codes),
    /// A value of the element is none of the codes.
    Other(Codes),
    /// A value of the element fulfils something, or does not.
    Fulfils(fn(&[u8]) -> bool, bool),
    /// The first repetition of the element was sent with a value that had come before, or with one that looks like it.
    Again,
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Sent, Self::Sent) | (Self::Without, Self::Without) | (Self::Again, Self::Again) => true,
            (Self::Is(one), Self::Is(other)) | (Self::Other(one), Self::Other(other)) => one == other,
            // Functions that are alike may be told apart: then they are asked twice, which does no harm.
            (Self::Fulfils(one, outcome), Self::Fulfils(other, expected)) => std::ptr::fn_addr_eq(*one, *other) && outcome == expected,
            _ => false,
        }
    }
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fact {
    pub(super) target: Target,
    pub(super) kind: Kind,
}

impl Fact {
    fn new(target: &Target, kind: Kind) -> Self {
        Self { target: target.clone(), kind }
    }
}

/// What must be known before a rule can find anything.
#[derive(Debug, Default)]
pub(super) struct Needs {
    /// Of each of these at least one fact is true.
    pub(super) any_of: Vec<Vec<Fact>>,
    /// None of these is true.
    pub(super) none_of: Vec<Fact>,
}

impl Needs {
    /// What a rule needs: its condition holds, and its demand is not met.
    pub(super) fn of(rule: &Compiled) -> Self {
        let mut needs = Self::default();
        needs.unmet(&rule.demand);
        needs.holds(&rule.when);
        needs
    }

    /// What a condition needs to hold.
    fn holds(&mut self, test: &Test) {
        match test {
            Test::Always => {}
            Test::Present(target) => self.any_of.push(vec![Fact::new(target, Kind::Sent)]),
            Test::Is(target, codes) => self.any_of.push(vec![Fact::new(target, Kind::Is(codes.clone()))]),
            Test::Other(target, codes) => self.any_of.push(vec![Fact::new(target, Kind::Other(codes.clone()))]),
            Test::Holds(target, holds) => self.any_of.push(vec![Fact::new(target, Kind::Fulfils(*holds, true))]),
            Test::Absent(target) => self.none_of.push(Fact::new(target, Kind::Sent)),
            Test::All(all) => all.iter().for_each(|one| self.holds(one)),
            Test::Any(any) => {
                let each = any.iter().map(|one| {
                    let mut needs = Self::default();
                    needs.holds(one);
                    needs.any_of.into_iter().next()
                });
                let all: Option<Vec<Vec<Fact>>> = each.collect();
                self.any_of.extend(all.map(|all| all.concat()));
            }
            Test::Not(one) => self.holds_not(one),
        }
    }

    /// What a condition needs not to hold, where that can be said.
    fn holds_not(&mut self, test: &Test) {
        match test {
            Test::Present(target) => self.none_of.push(Fact::new(target, Kind::Sent)),
            Test::Absent(target) => self.any_of.push(vec![Fact::new(target, Kind::Sent)]),
            Test::Is(target, codes) => self.none_of.push(Fact::new(target, Kind::Is(codes.clone()))),
            Test::Other(target, codes) => self.none_of.push(Fact::new(target, Kind::Other(codes.clone()))),
            Test::Holds(target, holds) => self.none_of.push(Fact::new(target, Kind::Fulfils(*holds, true))),
            Test::Any(any) => any.iter().for_each(|one| self.holds_not(one)),
            Test::Not(one) => self.holds(one),
            Test::Always | Test::All(_) => {}
        }
    }

    /// What a demand needs not to be met, where that can be said.
    fn unmet(&mut self, demand: &Asked) {
        match demand {
            Asked::Required(target) if target.element.is_some() => self.any_of.push(vec![Fact::new(target, Kind::Without)]),
            Asked::Required(target) => self.none_of.push(Fact::new(target, Kind::Sent)),
            Asked::OneOf(targets) => self.none_of.extend(targets.iter().map(|target| Fact::new(&Target { element: None, ..target.clone() }, Kind::Sent))),
            Asked::NotUsed(target) => self.any_of.push(vec![Fact::new(target, Kind::Sent)]),
            Asked::Unique(target) => self.any_of.push(vec![Fact::new(target, Kind::Again)]),
            Asked::Codes(target, codes) => self.any_of.push(vec![Fact::new(target, Kind::Other(codes.clone()))]),
            Asked::Meets(target, meets, _) => self.any_of.push(vec![Fact::new(target, Kind::Fulfils(*meets, false))]),
            Asked::Length(..) | Asked::AtMost(..) | Asked::Custom(..) => {}
        }
    }
}

/// All facts that rules ask for, those about the same segments side by side.
#[derive(Debug)]
pub(super) struct Facts(Vec<Fact>);

impl Facts {
    /// The facts of these rules.
    pub(super) fn of<'r>(rules: impl Iterator<Item = &'r Compiled>) -> Self {
        let mut facts: Vec<Fact> = Vec::new();
        for needs in rules.map(Needs::of) {
            for fact in needs.any_of.into_iter().flatten().chain(needs.none_of) {
                if !facts.contains(&fact) {
                    facts.push(fact);
                }
            }
        }
        facts.sort_by(|one, other| one.target.uses.cmp(&other.target.uses));
        Self(facts)
    }

    /// Each fact with its number.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Fact)> {
        self.0.iter().enumerate()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The number of a fact.
    pub(super) fn number(&self, fact: &Fact) -> Option<usize> {
        self.0.iter().position(|one| one == fact)
    }
}
