//! A syntax note of the base must be able to hold whenever the guide's required positions are sent.

use super::Group;
use crate::issue::Issues;
use crate::model::{SyntaxNote, Usage};

/// `syntax-note-broken`: every segment that follows the guide would break the note.
pub(super) fn check(group: &Group<'_>, issues: &mut Issues) {
    for note in group.syntax {
        if let Some(reason) = contradiction(group, note) {
            issues.error(
                group.node.place,
                "syntax-note-broken",
                format!("{} can never satisfy its syntax note: {reason}", group.name),
            );
        }
    }
}

/// Why the note can never hold, if so.
fn contradiction(group: &Group<'_>, note: &SyntaxNote) -> Option<String> {
    let required = |at: &&u8| {
        group
            .at(**at)
            .is_some_and(|one| one.usage == Usage::Required)
    };
    let not_used = |at: &&u8| group.at(**at).is_none();
    match note {
        SyntaxNote::Paired(positions) => {
            let (sent, missing) = (
                positions.iter().find(required)?,
                positions.iter().find(not_used)?,
            );
            Some(format!(
                "position {sent} is required and goes with position {missing}, which is not used"
            ))
        }
        SyntaxNote::Required(positions) => positions.iter().all(|at| not_used(&at)).then(|| {
            format!(
                "one of positions {} is due and none is used",
                joined(positions)
            )
        }),
        SyntaxNote::Exclusive(positions) => {
            let mut sent = positions.iter().filter(required);
            let (one, other) = (sent.next()?, sent.next()?);
            Some(format!(
                "positions {one} and {other} are both required and exclude each other"
            ))
        }
        SyntaxNote::Conditional(positions) => {
            let (first, rest) = positions.split_first()?;
            let missing = rest.iter().find(not_used).filter(|_| required(&first))?;
            Some(format!(
                "position {first} is required and asks for position {missing}, which is not used"
            ))
        }
        SyntaxNote::ListConditional(positions) => {
            let (first, rest) = positions.split_first()?;
            let broken = required(&first) && rest.iter().all(|at| not_used(&at));
            broken.then(|| format!("position {first} is required and asks for one of positions {}, none of which is used", joined(rest)))
        }
    }
}

fn joined(positions: &[u8]) -> String {
    positions
        .iter()
        .map(u8::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}
