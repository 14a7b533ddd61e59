//! A small tree of tags and attributes with the place of each, read from XML with quick-xml's event reader.
//!
//! Invariant: every name and place of a tree points into the text it was read from. The guide language has no text content and no
//! document type: both are reported. Attributes of `xmlns` and `xsi` belong to the editor and are passed over.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::attributes::{AttrError, Attributes};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::issue::{Issues, Place};
use crate::limits::{MAX_ATTRIBUTE_BYTES, MAX_ATTRIBUTES, MAX_TAG_DEPTH};

/// A tag.
#[derive(Debug)]
pub(crate) struct Node<'a> {
    pub(crate) name: &'a str,
    pub(crate) place: Place,
    pub(crate) attributes: Vec<Attribute<'a>>,
    pub(crate) children: Vec<Node<'a>>,
}

/// An attribute of a tag.
#[derive(Debug)]
pub(crate) struct Attribute<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: Cow<'a, str>,
    pub(crate) place: Place,
}

impl Node<'_> {
    /// The attribute of that name.
    pub(crate) fn attribute(&self, name: &str) -> Option<&Attribute<'_>> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// The value of the attribute of that name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(|attribute| attribute.value.as_ref())
    }

    /// Where the attribute of that name stands, or the tag if it has none.
    pub(crate) fn place_of(&self, name: &str) -> Place {
        self.attribute(name).map_or(self.place, |attribute| attribute.place)
    }

    /// The children of that name.
    pub(crate) fn children_named<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Self> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// Reads a whole file; `None` if it has no whole root tag.
pub(crate) fn read_tree<'a>(text: &'a str, file: usize, issues: &mut Issues) -> Option<Node<'a>> {
    let mut tokens = Tokens::new(text, file);
    let mut open: Vec<Node<'a>> = Vec::new();
    let mut root: Option<Node<'a>> = None;
    loop {
        let node = match tokens.next(issues) {
            Token::Open(node) if open.len() >= MAX_TAG_DEPTH => {
                issues.error(node.place, "tag-too-deep", format!("tags may nest {MAX_TAG_DEPTH} deep"));
                return None;
            }
            Token::Open(node) => {
                open.push(node);
                continue;
            }
            Token::Whole(node) => node,
            Token::Close => match open.pop() {
                Some(node) => node,
                None => continue,
            },
            Token::End => break,
        };
        match (open.last_mut(), &root) {
            (Some(parent), _) => parent.children.push(node),
            (None, None) => root = Some(node),
            (None, Some(_)) => issues.error(node.place, "not-well-formed", "a file has one root tag; this is a second one"),
        }
    }
    if !tokens.broken {
        report_unfinished(open.last(), root.is_none(), Place { file, offset: text.len() }, issues);
    }
    root
}

/// Reports a file that ends inside a tag or has none.
fn report_unfinished(open: Option<&Node<'_>>, empty: bool, end: Place, issues: &mut Issues) {
    match open {
        Some(node) => issues.error(node.place, "not-well-formed", format!("`<{}>` is never closed", node.name)),
        None if empty => issues.error(end, "not-well-formed", "the file has no tag"),
        None => {}
    }
}

/// Reads the root tag of a file and the `include` tags that come first in it; what is wrong is left to [`read_tree`].
pub(crate) fn read_front(text: &str, file: usize) -> Option<Node<'_>> {
    let mut tokens = Tokens::new(text, file);
    let mut ignored = Issues::default();
    let mut root = match tokens.next(&mut ignored) {
        Token::Open(root) => root,
        Token::Whole(root) => return Some(root),
        Token::Close | Token::End => return None,
    };
    while let Token::Whole(node) = tokens.next(&mut ignored) {
        if node.name != "include" {
            break;
        }
        root.children.push(node);
    }
    Some(root)
}

/// The part of XML that the guide language is made of.
enum Token<'a> {
    /// A start tag.
    Open(Node<'a>),
    /// An empty tag.
    Whole(Node<'a>),
    /// An end tag; the reader has checked that it fits.
    Close,
    /// The end of the file or of what can be read of it.
    End,
}

struct Tokens<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    file: usize,
    /// Whether reading stopped at an error.
    broken: bool,
}

impl<'a> Tokens<'a> {
    fn new(text: &'a str, file: usize) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_comments = true;
        Self { reader, text, file, broken: false }
    }

    fn next(&mut self, issues: &mut Issues) -> Token<'a> {
        loop {
            let place = self.here(self.reader.buffer_position());
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => return Token::Open(self.node(&tag, place, issues)),
                Ok(Event::Empty(tag)) => return Token::Whole(self.node(&tag, place, issues)),
                Ok(Event::End(_)) => return Token::Close,
                Ok(Event::Eof) => return Token::End,
                Ok(Event::Decl(_) | Event::PI(_) | Event::Comment(_)) => {}
                Ok(Event::DocType(_)) => issues.error(place, "doctype-not-allowed", "a guide file has no document type; leave the DOCTYPE out"),
                Ok(Event::Text(text)) if text.trim().is_empty() => {}
                Ok(Event::Text(_) | Event::CData(_) | Event::GeneralRef(_)) => {
                    issues.error(self.first_word(place), "text-not-allowed", "text between tags says nothing here; put it in an attribute or a comment");
                }
                Err(error) => {
                    let place = self.here(self.reader.error_position());
                    issues.error(place, "not-well-formed", format!("this is not well-formed XML: {error}"));
                    self.broken = true;
                    return Token::End;
                }
            }
        }
    }

    fn here(&self, offset: u64) -> Place {
        Place { file: self.file, offset: usize::try_from(offset).unwrap_or(self.text.len()) }
    }

    /// The place after the white space that starts at `place`.
    fn first_word(&self, place: Place) -> Place {
        let rest = self.text.get(place.offset..).unwrap_or_default();
        Place { offset: place.offset + (rest.len() - rest.trim_start().len()), ..place }
    }

    /// Builds a node from the tag that starts at `place`. The tag is read again from our own text, which lives longer than the event.
    fn node(&self, tag: &BytesStart<'_>, place: Place, issues: &mut Issues) -> Node<'a> {
        let start = place.offset + 1;
        let name_length = tag.name().as_ref().len();
        let length = name_length + tag.attributes_raw().len();
        let content = self.text.get(start..start + length).unwrap_or_default();
        let name = content.get(..name_length).unwrap_or_default();
        let attributes = read_attributes(content, name_length, Place { offset: start, ..place }, issues);
        Node { name, place, attributes, children: Vec::new() }
    }
}

fn read_attributes<'a>(content: &'a str, name_length: usize, start: Place, issues: &mut Issues) -> Vec<Attribute<'a>> {
    let mut attributes = Vec::new();
    for (count, attribute) in Attributes::new(content, name_length).enumerate() {
        if count == MAX_ATTRIBUTES {
            issues.error(start, "attribute-too-many", format!("a tag may have {MAX_ATTRIBUTES} attributes"));
            break;
        }
        match attribute {
            Ok(attribute) => attributes.extend(read_attribute(&attribute, content, start, issues)),
            Err(AttrError::Duplicated(offset, _)) => {
                let place = Place { offset: start.offset + offset, ..start };
                issues.error(place, "attribute-repeated", "this attribute is given twice");
            }
            Err(error) => {
                issues.error(start, "not-well-formed", format!("this tag is not well-formed: {error}"));
                break;
            }
        }
    }
    attributes
}

fn read_attribute<'a>(attribute: &quick_xml::events::attributes::Attribute<'a>, content: &'a str, start: Place, issues: &mut Issues) -> Option<Attribute<'a>> {
    let name = attribute.key.0;
    if name == "xmlns" || name.starts_with("xmlns:") || name.starts_with("xsi:") {
        return None;
    }
    // The key is a slice of the content: the distance of the two is its offset.
    let offset = (name.as_ptr() as usize).saturating_sub(content.as_ptr() as usize);
    let place = Place { offset: start.offset + offset, ..start };
    Some(Attribute { name, value: read_value(attribute, place, issues), place })
}

/// The value with its entities replaced. One that cannot be read is reported and kept as it is, so that nobody misses the attribute.
fn read_value<'a>(attribute: &quick_xml::events::attributes::Attribute<'a>, place: Place, issues: &mut Issues) -> Cow<'a, str> {
    if attribute.value.len() > MAX_ATTRIBUTE_BYTES {
        issues.error(place, "attribute-too-long", format!("an attribute may have {MAX_ATTRIBUTE_BYTES} bytes"));
        return Cow::Borrowed("");
    }
    attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_else(|error| {
        let message = format!("the value of `{}` cannot be read: {error}", attribute.key.0);
        issues.error(place, "not-well-formed", message);
        attribute.value.clone()
    })
}
