//! The nearest right spelling of a word that is not known.

use crate::limits::MAX_CANDIDATES;

/// Words longer than this are not typing slips of ours; comparing them would only cost time.
const LONGEST: usize = 40;

/// `; did you mean ...?` with the nearest candidate, or nothing if none is near.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, candidates).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

/// The candidate with the fewest slips from `word`, if a third of the word or less has to change.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let most = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .take(MAX_CANDIDATES)
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| (slips(word, candidate), candidate))
        .filter(|&(count, _)| count <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The edit distance, ignoring case: insertions, deletions and replacements.
fn slips(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, one) in left.to_lowercase().chars().enumerate() {
        let mut next = vec![index + 1];
        for (other, pair) in right.iter().zip(row.windows(2)) {
            let &[diagonal, above] = pair else { continue };
            let before = next.last().copied().unwrap_or_default();
            next.push((diagonal + usize::from(one != *other)).min(above + 1).min(before + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_fingers_finds_the_word_that_was_meant() {
        assert_eq!(nearest("usge", ["usage", "repeat", "name"]), Some("usage"));
        assert_eq!(nearest("NM1", ["n1", "nm1"]), Some("nm1"));
        assert_eq!(nearest("discriminate", ["discriminates", "codes"]), Some("discriminates"));
    }

    #[test]
    fn a_word_that_is_near_to_nothing_gets_no_suggestion() {
        assert_eq!(nearest("colour", ["usage", "repeat"]), None);
        assert_eq!(did_you_mean("colour", ["usage"]), "");
    }
}
