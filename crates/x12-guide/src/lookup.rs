//! Finding things in a guide by their names, and saying what an element is.

use std::fmt::Write as _;

use crate::model::{Child, Content, ElementUse, Guide, LoopIx, SegmentIx, SegmentUse, Usage, ValueUse};

impl Guide {
    /// The loop at a path (`2000A/2000B/2300`); the empty path is the set itself.
    #[must_use]
    pub fn find_loop(&self, path: &str) -> Option<LoopIx> {
        let index = self.loops.iter().position(|one| one.path == path)?;
        u16::try_from(index).ok().map(LoopIx)
    }

    /// The segment use of that key in the loop at a path (`2000A/2010AA`, `n3`).
    #[must_use]
    pub fn find_segment(&self, path: &str, key: &str) -> Option<SegmentIx> {
        let children = &self.loop_at(self.find_loop(path)?).children;
        children.iter().find_map(|child| match child {
            Child::Segment(ix) if self.segment_at(*ix).key == key => Some(*ix),
            _ => None,
        })
    }
}

impl SegmentUse {
    /// The element at a position, if the guide uses it.
    #[must_use]
    pub fn element(&self, at: u8) -> Option<&ElementUse> {
        at_position(&self.elements, at)
    }

    /// What stands at a position, in a line for people: `CLM05-3 Claim frequency: required, 1325 ID 1..1, one of 1 7 8`. `None` if the guide
    /// does not use it.
    #[must_use]
    pub fn describe(&self, element: u8, component: Option<u8>) -> Option<String> {
        let mut text = format!("{}{element:02}", self.id);
        let mut found = self.element(element)?;
        if let Some(at) = component {
            found = found.component(at)?;
            let _ = write!(text, "-{at}");
        }
        let usage = match found.usage {
            Usage::Required => "required",
            Usage::Situational => "situational",
        };
        let _ = write!(text, " {}: {usage}, ", found.name);
        match &found.content {
            Content::Simple(value) => text.push_str(&describe_value(value)),
            Content::Composite { id, .. } => text.push_str(id),
        }
        Some(text)
    }
}

impl ElementUse {
    /// The component at a position of a composite, if the guide uses it.
    #[must_use]
    pub fn component(&self, at: u8) -> Option<&Self> {
        match &self.content {
            Content::Composite { components, .. } => at_position(components, at),
            Content::Simple(_) => None,
        }
    }
}

fn at_position(uses: &[Option<ElementUse>], at: u8) -> Option<&ElementUse> {
    uses.get(usize::from(at).checked_sub(1)?)?.as_ref()
}

fn describe_value(value: &ValueUse) -> String {
    let mut text = format!("{} {} {}..{}", value.data_element, value.data_type, value.min, value.max);
    if let Some(codes) = &value.codes {
        let _ = write!(text, ", one of {}", codes.values().join(" "));
    }
    if let Some(external) = &value.external {
        let _ = write!(text, ", from the list {external}");
    }
    text
}
