//! Syntax notes (X12.5): which elements must or must not stand together.

use x12_guide::model::SyntaxNote;

/// A note that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broken {
    /// The position to report it at: the one that is missing, or the surplus one.
    pub(super) at: u8,
    /// The positions that must be sent, or of which only one may be.
    pub(super) together: Vec<u8>,
    /// The positions whose presence asks for it.
    pub(super) because: Vec<u8>,
    /// Whether too much was sent rather than too little.
    pub(super) exclusive: bool,
}

/// Which positions of a segment or composite were sent; of those beyond the 64th none is said to be.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sent(u64);

impl Sent {
    pub(super) fn insert(&mut self, position: usize) {
        self.0 |= u32::try_from(position).ok().and_then(|position| 1u64.checked_shl(position)).unwrap_or(0);
    }

    fn contains(self, position: u8) -> bool {
        1u64.checked_shl(u32::from(position)).is_some_and(|bit| self.0 & bit != 0)
    }
}

/// Checks one note.
pub(super) fn broken(note: &SyntaxNote, sent: Sent) -> Option<Broken> {
    let count = |positions: &[u8]| positions.iter().filter(|position| sent.contains(**position)).count();
    let split = |positions: &[u8]| -> (Vec<u8>, Vec<u8>) { positions.iter().partition(|position| sent.contains(**position)) };
    match note {
        SyntaxNote::Paired(all) => {
            if [0, all.len()].contains(&count(all)) {
                return None;
            }
            let (sent, absent) = split(all);
            Some(Broken { at: *absent.first()?, together: absent, because: sent, exclusive: false })
        }
        SyntaxNote::Required(all) => {
            let at = *all.first().filter(|_| count(all) == 0)?;
            Some(Broken { at, together: all.clone(), because: Vec::new(), exclusive: false })
        }
        SyntaxNote::Exclusive(all) => {
            if count(all) < 2 {
                return None;
            }
            let (sent, _) = split(all);
            Some(Broken { at: *sent.get(1)?, together: sent, because: Vec::new(), exclusive: true })
        }
        SyntaxNote::Conditional(all) => {
            let (first, others) = all.split_first().filter(|(first, others)| sent.contains(**first) && count(others) < others.len())?;
            let (_, absent) = split(others);
            Some(Broken { at: *absent.first()?, together: absent, because: vec![*first], exclusive: false })
        }
        SyntaxNote::ListConditional(all) => {
            let (first, others) = all.split_first().filter(|(first, others)| sent.contains(**first) && count(others) == 0)?;
            Some(Broken { at: *others.first()?, together: others.to_vec(), because: vec![*first], exclusive: false })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(note: &SyntaxNote, present: [u8; 3], expected: Option<u8>) {
        let mut sent = Sent::default();
        (1..).zip(present).filter(|(_, one)| *one == 1).for_each(|(position, _)| sent.insert(position));
        assert_eq!(broken(note, sent).map(|broken| broken.at), expected);
    }

    #[test]
    fn paired_elements_come_together() {
        let note = SyntaxNote::Paired(vec![1, 2]);
        check(&note, [0, 0, 0], None);
        check(&note, [1, 1, 0], None);
        check(&note, [1, 0, 0], Some(2));
        check(&note, [0, 1, 0], Some(1));
    }

    #[test]
    fn of_required_elements_one_is_there() {
        let note = SyntaxNote::Required(vec![2, 3]);
        check(&note, [0, 0, 1], None);
        check(&note, [1, 0, 0], Some(2));
    }

    #[test]
    fn of_exclusive_elements_only_one_is_there() {
        let note = SyntaxNote::Exclusive(vec![1, 3]);
        check(&note, [1, 0, 0], None);
        check(&note, [1, 0, 1], Some(3));
    }

    #[test]
    fn a_condition_asks_for_all_others() {
        let note = SyntaxNote::Conditional(vec![1, 2, 3]);
        check(&note, [0, 1, 0], None);
        check(&note, [1, 1, 0], Some(3));
        check(&note, [1, 0, 0], Some(2));
    }

    #[test]
    fn a_list_condition_asks_for_one_of_the_others() {
        let note = SyntaxNote::ListConditional(vec![1, 2, 3]);
        check(&note, [1, 0, 1], None);
        check(&note, [1, 0, 0], Some(2));
    }
}
