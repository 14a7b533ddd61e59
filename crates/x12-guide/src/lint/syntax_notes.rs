//! The syntax notes of the base must be able to hold, whenever the guide's required positions are sent and whenever a situational one is.

use super::Group;
use crate::issue::Issues;
use crate::model::{SyntaxNote, Usage};

/// `syntax-note-broken`: every segment that follows the guide would break the note; `position-never-allowed`: every one that has this
/// situational position would, a warning.
pub(super) fn check(group: &Group<'_>, issues: &mut Issues) {
    for note in group.syntax {
        match contradiction(group, note, None) {
            Some(reason) => {
                let message = format!("{} can never satisfy its syntax note: {reason}", group.name);
                issues.error(group.node.place, "syntax-note-broken", message);
            }
            None => check_situational(group, note, issues),
        }
    }
}

fn check_situational(group: &Group<'_>, note: &SyntaxNote, issues: &mut Issues) {
    for (node, one, _) in group.each() {
        // The note can hold without this position, so a contradiction comes from sending it.
        if let Some(reason) = contradiction(group, note, Some(one.at)) {
            let message = format!("position {} of {} can never be sent: {reason}", one.at, group.name);
            issues.warning(node.place, "position-never-allowed", message);
        }
    }
}

/// Why the note cannot hold when the required positions, and `also`, are sent.
fn contradiction(group: &Group<'_>, note: &SyntaxNote, also: Option<u8>) -> Option<String> {
    let sent = |at: &&u8| also == Some(**at) || group.at(**at).is_some_and(|one| one.usage == Usage::Required);
    let not_used = |at: &&u8| group.at(**at).is_none();
    match note {
        SyntaxNote::Paired(positions) => {
            let (one, other) = (positions.iter().find(sent)?, positions.iter().find(not_used)?);
            Some(format!("position {one} asks for position {other}, which is not used"))
        }
        SyntaxNote::Required(positions) => {
            let none_used = positions.iter().all(|at| not_used(&at));
            none_used.then(|| format!("one of positions {} is due and none is used", joined(positions)))
        }
        SyntaxNote::Exclusive(positions) => {
            let mut both = positions.iter().filter(sent);
            let (one, other) = (both.next()?, both.next()?);
            Some(format!("positions {one} and {other} exclude each other"))
        }
        SyntaxNote::Conditional(positions) => {
            let (first, rest) = positions.split_first().filter(|(first, _)| sent(first))?;
            let other = rest.iter().find(not_used)?;
            Some(format!("position {first} asks for position {other}, which is not used"))
        }
        SyntaxNote::ListConditional(positions) => {
            let (first, rest) = positions.split_first().filter(|(first, _)| sent(first))?;
            let none_used = rest.iter().all(|at| not_used(&at));
            none_used.then(|| format!("position {first} asks for one of positions {}, and none is used", joined(rest)))
        }
    }
}

fn joined(positions: &[u8]) -> String {
    positions.iter().map(u8::to_string).collect::<Vec<_>>().join(", ")
}
