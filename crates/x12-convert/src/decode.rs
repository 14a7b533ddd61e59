//! JSON to segments and the bytes between them: the way back of `encode`.

use serde::Deserialize;
use serde::de::MapAccess;
use x12_syntax::Delimiters;

use crate::error::Error;

/// A segment, or what stands in its place.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum EventJson {
    Segment(Vec<ElementJson>),
    Object(ObjectJson),
}

/// What an object in the place of a segment may hold.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ObjectJson {
    raw: Option<Text>,
    segment: Option<Vec<ElementJson>>,
    leading: Option<Text>,
    padding: Option<Text>,
    terminated: Option<bool>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum ElementJson {
    Simple(Text),
    Components(Vec<Text>),
    Repetitions(Vec<Vec<Text>>),
}

/// Bytes: a string, or hexadecimal digits.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum Text {
    Plain(String),
    Hex { hex: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DelimitersJson {
    element: char,
    component: char,
    repetition: Option<char>,
    segment: char,
}

/// What an object in the place of a segment says besides its elements.
#[derive(Default)]
struct Manner {
    leading: Option<Text>,
    padding: Option<Text>,
    terminated: Option<bool>,
}

impl EventJson {
    /// A segment of unusual form, from the rest of the entries of its object.
    pub(crate) fn unusual<'de, A: MapAccess<'de>>(elements: Vec<ElementJson>, map: &mut A) -> Result<Self, A::Error> {
        let mut manner = Manner::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "leading" => manner.leading = Some(map.next_value()?),
                "padding" => manner.padding = Some(map.next_value()?),
                "terminated" => manner.terminated = Some(map.next_value()?),
                _ => return Err(serde::de::Error::custom(format_args!("unknown key {key:?} beside a segment"))),
            }
        }
        let Manner { leading, padding, terminated } = manner;
        Ok(Self::Object(ObjectJson { segment: Some(elements), leading, padding, terminated, ..ObjectJson::default() }))
    }

    /// The segment identifier.
    pub(crate) fn id(&self) -> Option<&str> {
        let elements = match self {
            Self::Segment(elements) => elements,
            Self::Object(object) => object.segment.as_ref()?,
        };
        match elements.first()? {
            ElementJson::Simple(Text::Plain(id)) => Some(id),
            _ => None,
        }
    }
}

impl DelimitersJson {
    fn bytes(&self) -> Result<Delimiters, Error> {
        let byte = |one: char| u8::try_from(one).map_err(|_| Error::NoBytes { what: "a delimiter", text: one.to_string() });
        Ok(Delimiters {
            element: byte(self.element)?,
            component: byte(self.component)?,
            repetition: self.repetition.map(byte).transpose()?,
            segment: byte(self.segment)?,
        })
    }
}

impl Text {
    pub(crate) fn bytes(self) -> Result<Vec<u8>, Error> {
        match self {
            Self::Plain(text) => Ok(text.into_bytes()),
            Self::Hex { hex } => unhex(&hex).ok_or(Error::NoBytes { what: "`hex`", text: hex }),
        }
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    text.as_bytes()
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
            _ => None,
        })
        .collect()
}

/// The delimiters and the line break in force.
#[derive(Debug, Default)]
pub(crate) struct Form {
    pub(crate) delimiters: Delimiters,
    pub(crate) line_break: Vec<u8>,
}

impl Form {
    /// Takes the delimiters of the next interchange.
    pub(crate) fn take_delimiters(&mut self, delimiters: &DelimitersJson) -> Result<(), Error> {
        self.delimiters = delimiters.bytes()?;
        Ok(())
    }

    /// Appends the bytes of an interchange header: the line break is that of the segments behind it.
    pub(crate) fn put_header(&mut self, out: &mut Vec<u8>, header: EventJson) -> Result<(), Error> {
        let line_break = std::mem::take(&mut self.line_break);
        let outcome = self.put(out, header);
        self.line_break = line_break;
        outcome
    }

    /// Appends the bytes of an event.
    pub(crate) fn put(&mut self, out: &mut Vec<u8>, event: EventJson) -> Result<(), Error> {
        let object = match event {
            EventJson::Segment(elements) => {
                out.extend_from_slice(&self.line_break);
                self.put_elements(out, elements)?;
                out.push(self.delimiters.segment);
                return Ok(());
            }
            EventJson::Object(object) => object,
        };
        if let Some(raw) = object.raw {
            out.extend(raw.bytes()?);
        }
        let Some(elements) = object.segment else { return Ok(()) };
        match object.leading {
            Some(leading) => out.extend(leading.bytes()?),
            None => out.extend_from_slice(&self.line_break),
        }
        self.put_elements(out, elements)?;
        out.extend(object.padding.map(Text::bytes).transpose()?.unwrap_or_default());
        if object.terminated != Some(false) {
            out.push(self.delimiters.segment);
        }
        Ok(())
    }

    fn put_elements(&self, out: &mut Vec<u8>, elements: Vec<ElementJson>) -> Result<(), Error> {
        for (index, element) in elements.into_iter().enumerate() {
            if index > 0 {
                out.push(self.delimiters.element);
            }
            match element {
                ElementJson::Simple(text) => out.extend(text.bytes()?),
                ElementJson::Components(components) => self.put_components(out, components)?,
                ElementJson::Repetitions(all) => {
                    for (index, components) in all.into_iter().enumerate() {
                        if index > 0 {
                            out.push(self.delimiters.repetition.unwrap_or(b'^'));
                        }
                        self.put_components(out, components)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn put_components(&self, out: &mut Vec<u8>, components: Vec<Text>) -> Result<(), Error> {
        for (index, component) in components.into_iter().enumerate() {
            if index > 0 {
                out.push(self.delimiters.component);
            }
            out.extend(component.bytes()?);
        }
        Ok(())
    }
}
