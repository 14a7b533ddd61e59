//! Which control numbers were used in a scope, in little memory: numbers that run in sequence are kept as ranges.

use std::collections::{BTreeMap, HashSet};

/// The control numbers seen in one scope.
#[derive(Debug, Default)]
pub(crate) struct ControlNumbers {
    /// For each width: first to last of each run of consecutive numbers.
    runs: BTreeMap<(usize, u64), u64>,
    others: HashSet<Vec<u8>>,
}

impl ControlNumbers {
    pub(crate) fn clear(&mut self) {
        self.runs.clear();
        self.others.clear();
    }

    /// Remembers a number; false if it was there already. Beyond `most` separate entries nothing new is remembered.
    pub(crate) fn insert(&mut self, number: &[u8], most: usize) -> bool {
        let Some(value) = crate::value::unsigned(number) else {
            return if self.others.len() < most { self.others.insert(number.to_vec()) } else { !self.others.contains(number) };
        };
        let width = number.len();
        let before = self.runs.range((width, 0)..=(width, value)).next_back().map(|(key, last)| (key.1, *last));
        if before.is_some_and(|(_, last)| value <= last) {
            return false;
        }
        let joins_before = before.filter(|(_, last)| last.checked_add(1) == Some(value));
        let after = value.checked_add(1).and_then(|next| self.runs.get(&(width, next)).copied());
        if let (Some(_), Some(next)) = (after, value.checked_add(1)) {
            self.runs.remove(&(width, next));
        }
        let last = after.unwrap_or(value);
        match joins_before {
            Some((first, _)) => {
                self.runs.insert((width, first), last);
            }
            None if self.runs.len() < most => {
                self.runs.insert((width, value), last);
            }
            None => {}
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sequence_is_kept_as_one_run() {
        let mut seen = ControlNumbers::default();
        for number in 1..=1_000 {
            assert!(seen.insert(format!("{number:09}").as_bytes(), 10));
        }
        assert_eq!(seen.runs.len(), 1);
        assert!(!seen.insert(b"000000500", 10));
        assert!(seen.insert(b"0500", 10));
    }

    proptest! {
        #[test]
        fn it_agrees_with_a_plain_set(numbers in proptest::collection::vec("[0-9]{1,2}|A[0-9]", 0..200)) {
            let mut seen = ControlNumbers::default();
            let mut plain = HashSet::new();
            for number in numbers {
                prop_assert_eq!(seen.insert(number.as_bytes(), 1_000), plain.insert(number.clone()));
            }
        }
    }
}
