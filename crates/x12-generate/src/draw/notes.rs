//! Which elements of a segment, or components of a composite, are sent, so that usage and syntax notes (X12.5) hold.

use x12_guide::model::{ElementUse, SyntaxNote, Usage};

use super::Draw;

/// How often the notes are gone through before only what must be is sent.
const MOST_ROUNDS: usize = 12;

impl Draw<'_> {
    /// For each position, whether something is sent.
    pub(super) fn presence(&mut self, uses: &[Option<ElementUse>], notes: &[SyntaxNote]) -> Vec<bool> {
        let density = self.density.max(20);
        let mut sent: Vec<bool> = uses.iter().map(|one| one.as_ref().is_some_and(|one| one.usage == Usage::Required || self.random.chance(density))).collect();
        if self.mend_all(uses, notes, &mut sent) {
            return sent;
        }
        let mut least: Vec<bool> = uses.iter().map(|one| one.as_ref().is_some_and(|one| one.usage == Usage::Required)).collect();
        self.mend_all(uses, notes, &mut least);
        least
    }

    /// Changes what breaks notes until they all hold; false if they do not in the end.
    pub(super) fn mend_all(&mut self, uses: &[Option<ElementUse>], notes: &[SyntaxNote], sent: &mut [bool]) -> bool {
        (0..MOST_ROUNDS).any(|_| self.mend(uses, notes, sent))
    }

    /// Changes what breaks a note; true if nothing did.
    fn mend(&mut self, uses: &[Option<ElementUse>], notes: &[SyntaxNote], sent: &mut [bool]) -> bool {
        let mut holds = true;
        for note in notes {
            let (asking, wanted) = match note {
                SyntaxNote::Paired(all) => (all.as_slice(), all.as_slice()),
                SyntaxNote::Conditional(all) => all.split_at_checked(1).unwrap_or_default(),
                SyntaxNote::ListConditional(all) => {
                    let (first, others) = all.split_at_checked(1).unwrap_or_default();
                    if is_sent(sent, first) > 0 && is_sent(sent, others) == 0 {
                        holds = false;
                        self.one_of(uses, sent, first, others);
                    }
                    continue;
                }
                SyntaxNote::Required(all) => {
                    if is_sent(sent, all) == 0 {
                        holds = false;
                        self.one_of(uses, sent, &[], all);
                    }
                    continue;
                }
                SyntaxNote::Exclusive(all) => {
                    holds &= self.only_one(uses, sent, all);
                    continue;
                }
            };
            if is_sent(sent, asking) > 0 && is_sent(sent, wanted) < wanted.len() {
                holds = false;
                let can = wanted.iter().all(|at| use_at(uses, *at).is_some());
                let must = asking.iter().any(|at| use_at(uses, *at).is_some_and(|one| one.usage == Usage::Required));
                if can && (must || self.random.chance(60)) {
                    wanted.iter().for_each(|at| put(sent, *at, true));
                } else {
                    drop_situational(uses, sent, asking);
                }
            }
        }
        holds
    }

    /// Sends one of some elements, or takes out what asks for one.
    fn one_of(&mut self, uses: &[Option<ElementUse>], sent: &mut [bool], asking: &[u8], wanted: &[u8]) {
        let able: Vec<u8> = wanted.iter().copied().filter(|at| use_at(uses, *at).is_some()).collect();
        match self.random.pick(&able) {
            Some(at) => put(sent, *at, true),
            None => drop_situational(uses, sent, asking),
        }
    }

    /// Takes out all but one of elements that exclude each other; true if there was nothing to do.
    fn only_one(&mut self, uses: &[Option<ElementUse>], sent: &mut [bool], all: &[u8]) -> bool {
        let count = is_sent(sent, all);
        if count < 2 {
            return true;
        }
        let mut surplus: Vec<u8> = all.iter().copied().filter(|at| is_sent(sent, &[*at]) > 0).collect();
        self.random.shuffle(&mut surplus);
        surplus.sort_by_key(|at| use_at(uses, *at).is_some_and(|one| one.usage == Usage::Required));
        surplus.iter().take(count - 1).for_each(|at| put(sent, *at, false));
        false
    }
}

fn use_at(uses: &[Option<ElementUse>], at: u8) -> Option<&ElementUse> {
    uses.get(usize::from(at).checked_sub(1)?)?.as_ref()
}

fn is_sent(sent: &[bool], positions: &[u8]) -> usize {
    positions.iter().filter(|at| usize::from(**at).checked_sub(1).and_then(|index| sent.get(index)) == Some(&true)).count()
}

fn put(sent: &mut [bool], at: u8, value: bool) {
    if let Some(slot) = usize::from(at).checked_sub(1).and_then(|index| sent.get_mut(index)) {
        *slot = value;
    }
}

fn drop_situational(uses: &[Option<ElementUse>], sent: &mut [bool], positions: &[u8]) {
    for at in positions {
        if use_at(uses, *at).is_none_or(|one| one.usage == Usage::Situational) {
            put(sent, *at, false);
        }
    }
}
