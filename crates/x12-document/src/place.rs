//! Where something is: in the file, in the envelope, and in the guide.

use smallvec::SmallVec;
use x12_findings::{Excerpt, Finding};
use x12_guide::model::{Guide, LoopIx};
use x12_syntax::{Position, Segment};

/// The envelope around a segment: what every finding of a set names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// ISA13.
    pub interchange: Option<String>,
    /// GS06.
    pub group: Option<String>,
    /// ST02.
    pub set: Option<String>,
    /// The ordinal in the file of the ST.
    pub set_start: u64,
}

/// Where a segment stands in the file; kept for findings that are made later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// 1-based ordinal in the file.
    pub ordinal: u64,
    /// Offset of the first byte of the identifier.
    pub offset: u64,
    /// Line and column of that byte.
    pub position: Position,
    /// The segment's text.
    pub text: Text,
}

/// A segment's text, kept in place if it is as short as most are: every level and every amount is noted, and few are ever told of.
pub type Text = SmallVec<[u8; 64]>;

impl Place {
    /// The place of a segment.
    #[must_use]
    pub fn of(segment: &Segment<'_>) -> Self {
        let offset = segment.offset();
        Self { ordinal: segment.ordinal(), offset, position: segment.position(offset), text: Text::from_slice(segment.text()) }
    }

    /// Puts a finding at this place: the whole segment.
    #[must_use]
    pub fn locate(&self, mut finding: Finding) -> Finding {
        finding.segment = self.ordinal;
        finding.offset = self.offset;
        finding.line = self.position.line;
        finding.column = self.position.column;
        let id: Vec<u8> = self.text.iter().copied().take_while(u8::is_ascii_alphanumeric).collect();
        finding.length = id.len() as u64;
        let text = String::from_utf8_lossy(&self.text).into_owned();
        finding.excerpt = Some(Excerpt { text, start: 0, length: id.len() });
        if finding.segment_id.is_none() {
            finding.segment_id = Some(String::from_utf8_lossy(&id).into_owned());
        }
        finding
    }
}

impl Context {
    /// Names the envelope in a finding that was placed in the file.
    #[must_use]
    pub fn apply(&self, mut finding: Finding) -> Finding {
        finding.interchange_control_number.clone_from(&self.interchange);
        finding.group_control_number.clone_from(&self.group);
        finding.set_control_number.clone_from(&self.set);
        if self.set.is_some() && self.set_start > 0 && finding.segment >= self.set_start {
            finding.set_segment = Some(finding.segment - self.set_start + 1);
        }
        finding
    }
}

/// The path of a loop as people write it: from the nearest hierarchical level down (`2000B/2300/2400`).
#[must_use]
pub fn path_of(guide: &Guide, loop_ix: LoopIx) -> String {
    let mut ids = Vec::new();
    let mut at = Some(loop_ix);
    while let Some(ix) = at {
        let one = guide.loop_at(ix);
        if one.parent.is_none() {
            break;
        }
        ids.push(one.id.as_str());
        if one.hl.is_some() {
            break;
        }
        at = one.parent;
    }
    ids.reverse();
    ids.join("/")
}
