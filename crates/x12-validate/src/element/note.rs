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

/// Checks one note; `present` says for each position whether something was sent.
pub(super) fn broken(note: &SyntaxNote, present: &[bool]) -> Option<Broken> {
    let is = |position: &u8| position.checked_sub(1).and_then(|at| present.get(usize::from(at))).copied().unwrap_or(false);
    let split = |positions: &[u8]| -> (Vec<u8>, Vec<u8>) { positions.iter().partition(|position| is(position)) };
    match note {
        SyntaxNote::Paired(all) => {
            let (sent, absent) = split(all);
            let at = *absent.first().filter(|_| !sent.is_empty())?;
            Some(Broken { at, together: absent, because: sent, exclusive: false })
        }
        SyntaxNote::Required(all) => {
            let (sent, absent) = split(all);
            let at = *absent.first().filter(|_| sent.is_empty())?;
            Some(Broken { at, together: absent, because: Vec::new(), exclusive: false })
        }
        SyntaxNote::Exclusive(all) => {
            let (sent, _) = split(all);
            let at = *sent.get(1)?;
            Some(Broken { at, together: sent, because: Vec::new(), exclusive: true })
        }
        SyntaxNote::Conditional(all) => {
            let (first, others) = all.split_first()?;
            let (_, absent) = split(others);
            let at = *absent.first().filter(|_| is(first))?;
            Some(Broken { at, together: absent, because: vec![*first], exclusive: false })
        }
        SyntaxNote::ListConditional(all) => {
            let (first, others) = all.split_first()?;
            let (sent, absent) = split(others);
            let at = *absent.first().filter(|_| is(first) && sent.is_empty())?;
            Some(Broken { at, together: absent, because: vec![*first], exclusive: false })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(note: &SyntaxNote, present: [u8; 3], expected: Option<u8>) {
        let present = present.map(|one| one == 1);
        assert_eq!(broken(note, &present).map(|broken| broken.at), expected);
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
