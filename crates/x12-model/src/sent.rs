//! A segment as it was sent, and as JSON keeps it: its text and where it is cut.

use serde::{Deserialize, Serialize};
use x12_document::SegmentView;
use x12_syntax::{Delimiters, SegmentBuilder};

/// Delimiters that no text holds: between the values of a segment that came from JSON.
pub(crate) const INNER: Delimiters = Delimiters { element: 0x1D, component: 0x1F, repetition: Some(0x1E), segment: 0x1C };

/// A segment's text and its delimiters.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    pub(crate) text: &'a [u8],
    pub(crate) delimiters: Delimiters,
}

impl<'a> Sent<'a> {
    /// A segment of a tape.
    #[must_use]
    pub fn of(view: &SegmentView<'a>) -> Self {
        Self { text: view.text(), delimiters: view.delimiters() }
    }

    /// The bytes of an element (1-based; 0 is the identifier), or of a component of it.
    #[must_use]
    pub fn value(&self, element: u8, component: u8) -> &'a [u8] {
        let whole = self.text.split(|byte| *byte == self.delimiters.element).nth(usize::from(element)).unwrap_or_default();
        match usize::from(component).checked_sub(1) {
            None => whole,
            Some(at) => whole.split(|byte| *byte == self.delimiters.component).nth(at).unwrap_or_default(),
        }
    }
}

/// A segment outside any field, cut at its delimiters: `["REF", "G1", "A1"]`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SegmentText(pub Vec<ElementText>);

/// One element: a string, an array of components, or an array of repetitions, each an array of components.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ElementText {
    /// One value.
    Simple(String),
    /// Components.
    Components(Vec<String>),
    /// Repetitions, each with its components.
    Repetitions(Vec<Vec<String>>),
}

impl SegmentText {
    /// The text of a segment.
    #[must_use]
    pub fn of(sent: &Sent<'_>) -> Self {
        let cut = sent.delimiters;
        let elements = sent.text.split(|byte| *byte == cut.element);
        let components = |bytes: &[u8]| bytes.split(|byte| *byte == cut.component).map(text).collect::<Vec<_>>();
        Self(
            elements
                .map(|element| {
                    if cut.repetition.is_some_and(|separator| element.contains(&separator)) {
                        ElementText::Repetitions(element.split(|byte| Some(*byte) == cut.repetition).map(components).collect())
                    } else if element.contains(&cut.component) {
                        ElementText::Components(components(element))
                    } else {
                        ElementText::Simple(text(element))
                    }
                })
                .collect(),
        )
    }

    /// The segment identifier.
    #[must_use]
    pub fn id(&self) -> &str {
        match self.0.first() {
            Some(ElementText::Simple(id)) => id,
            _ => "",
        }
    }

    /// The text with delimiters that no value holds.
    pub(crate) fn joined(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (index, element) in self.0.iter().enumerate() {
            if index > 0 {
                bytes.push(INNER.element);
            }
            match element {
                ElementText::Simple(value) => bytes.extend_from_slice(value.as_bytes()),
                ElementText::Components(values) => bytes.extend_from_slice(values.join("\u{1F}").as_bytes()),
                ElementText::Repetitions(all) => {
                    bytes.extend_from_slice(all.iter().map(|one| one.join("\u{1F}")).collect::<Vec<_>>().join("\u{1E}").as_bytes())
                }
            }
        }
        bytes
    }

    /// The segment for a writer.
    #[must_use]
    pub fn builder(&self) -> SegmentBuilder {
        let mut builder = SegmentBuilder::new(self.id());
        for (position, element) in self.0.iter().enumerate().skip(1) {
            match element {
                ElementText::Simple(value) => builder.set(position, 1, 1, value.as_bytes()),
                ElementText::Components(values) => set_components(&mut builder, position, 1, values),
                ElementText::Repetitions(all) => {
                    for (index, values) in all.iter().enumerate() {
                        set_components(&mut builder, position, index + 1, values);
                    }
                }
            }
        }
        builder
    }
}

fn set_components(builder: &mut SegmentBuilder, position: usize, repetition: usize, values: &[String]) {
    for (index, value) in values.iter().enumerate() {
        builder.set(position, repetition, index + 1, value.as_bytes());
    }
}

impl std::fmt::Debug for SegmentText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} [phi]", self.id())
    }
}

impl std::fmt::Debug for ElementText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[phi]")
    }
}

/// Bytes as text: UTF-8, or else each byte as the character of the same number, so that a name stays readable.
pub(crate) fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_and_repetitions_are_kept_apart() {
        let sent = Sent { text: b"EB*1**A^B*HC:99213:25*:", delimiters: Delimiters::USUAL };
        let json = serde_json::to_string(&SegmentText::of(&sent)).unwrap();
        assert_eq!(json, r#"["EB","1","",[["A"],["B"]],["HC","99213","25"],["",""]]"#);
        let back: SegmentText = serde_json::from_str(&json).unwrap();
        assert_eq!(back, SegmentText::of(&Sent { text: &back.joined(), delimiters: INNER }));
    }

    #[test]
    fn bytes_that_are_no_utf8_stay_readable() {
        assert_eq!(text(b"Jos\xE9"), "José");
    }
}
