//! Which rules of a loop may find anything, by what is known when it ends.
//!
//! Most rules are about something that most claims do not have. Each waits for one fact, the one that is likely the rarest of those it needs.

use super::compile::Compiled;
use super::facts::{Fact, Facts, Kind, Needs};
use super::look::{Bits, Known};

/// What the rules of a loop wait for.
#[derive(Debug)]
pub(super) struct Outlook {
    /// The facts that a rule waits for.
    awaited: Bits,
    /// For each fact by its number: where those begin in `waiting` that wait for it.
    first: Box<[u32]>,
    /// The rules that wait, in the order of what they wait for.
    waiting: Box<[usize]>,
    /// The rules that wait for none.
    always: Vec<usize>,
    needs: Vec<Asking>,
}

/// What one rule needs.
#[derive(Debug)]
struct Asking {
    any_of: Vec<Bits>,
    none_of: Bits,
}

impl Asking {
    fn may_apply(&self, known: &Known) -> bool {
        !known.any(&self.none_of) && self.any_of.iter().all(|any| known.any(any))
    }
}

impl Outlook {
    pub(super) fn new(rules: &[Compiled], facts: &Facts) -> Self {
        let (mut waiting, mut always, mut asking) = (Vec::new(), Vec::new(), Vec::new());
        for (rule, needs) in rules.iter().map(Needs::of).enumerate() {
            match needs.any_of.iter().min_by_key(|any| likelihood(any)) {
                Some(rarest) => waiting.extend(rarest.iter().filter_map(|fact| facts.number(fact)).map(|number| (number, rule))),
                None => always.push(rule),
            }
            let bits = |all: &[Fact]| all.iter().filter_map(|fact| facts.number(fact)).collect();
            asking.push(Asking { any_of: needs.any_of.iter().map(|any| bits(any)).collect(), none_of: bits(&needs.none_of) });
        }
        waiting.sort_unstable();
        let first = |number: usize| waiting.partition_point(|(waited, _)| *waited < number) as u32;
        let first = if waiting.is_empty() { Box::default() } else { (0..=facts.len()).map(first).collect() };
        Self {
            awaited: waiting.iter().map(|(number, _)| *number).collect(),
            first,
            waiting: waiting.into_iter().map(|(_, rule)| rule).collect(),
            always,
            needs: asking,
        }
    }

    /// The rules that may find something, in their order.
    #[inline]
    pub(super) fn possible(&self, known: &Known) -> Vec<usize> {
        let mut found = Vec::new();
        self.always.iter().for_each(|rule| self.consider(*rule, known, &mut found));
        known.each_of(&self.awaited, |number| {
            let Some([from, to]) = self.first.get(number..number + 2) else { return };
            let rules = self.waiting.get(*from as usize..*to as usize).unwrap_or_default();
            rules.iter().for_each(|rule| self.consider(*rule, known, &mut found));
        });
        if found.len() > 1 {
            found.sort_unstable();
            found.dedup();
        }
        found
    }

    fn consider(&self, rule: usize, known: &Known, found: &mut Vec<usize>) {
        if self.needs.get(rule).is_some_and(|needs| needs.may_apply(known)) {
            found.push(rule);
        }
    }
}

/// How likely one of these facts is, for want of statistics: what asks for values is rarer than what asks for segments.
fn likelihood(any: &[Fact]) -> usize {
    let of_kind = |fact: &Fact| match fact.kind {
        Kind::Fulfils(_, false) | Kind::Again => 1,
        Kind::Without | Kind::Other(_) => 2,
        Kind::Fulfils(_, true) | Kind::Is(_) => 3,
        Kind::Sent if fact.target.element.is_some() => 4,
        Kind::Sent => 5,
    };
    any.iter().map(of_kind).sum()
}
