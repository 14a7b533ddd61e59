//! A pull reader of XML that resolves namespaces, joins nothing it should not, and holds the limits.
//!
//! It refuses what SOAP refuses (DOCTYPE, processing instructions) and every entity but the five of XML, so nothing in
//! a document can make it fetch or expand anything. Comments are skipped: text around them is one text.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::errors::{Error as XmlError, IllFormedError, SyntaxError};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{NamespaceError, QName, ResolveResult};
use quick_xml::reader::NsReader;

use super::Namespace;
use super::strict::{check_declaration, check_tag, resolve_reference, within};
use super::text::is_forbidden;
use crate::error::{Error, ErrorKind};
use crate::limits::Limits;

/// What comes next in a document.
pub(crate) enum Token<'a> {
    /// A start tag. An empty-element tag comes as this and a [`Token::Close`].
    Open(Element<'a>),
    /// An end tag; it belongs to the element opened last.
    Close,
    /// Text or CDATA; one text may come in several pieces.
    Text(Cow<'a, str>),
    /// The end of the document, with every element closed.
    End,
}

/// A start tag.
pub(crate) struct Element<'a> {
    pub(crate) namespace: Namespace,
    pub(crate) offset: usize,
    tag: BytesStart<'a>,
}

impl Element<'_> {
    pub(crate) fn local_name(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    pub(crate) fn is(&self, namespace: Namespace, local_name: &str) -> bool {
        self.namespace == namespace && self.local_name() == local_name
    }
}

/// The reader.
pub(crate) struct XmlReader<'a> {
    inner: NsReader<&'a [u8]>,
    limits: &'a Limits,
    /// Where the document starts in the body, so that errors give places in the body.
    base: usize,
    depth: usize,
    elements: usize,
}

impl<'a> XmlReader<'a> {
    /// Starts to read a document that stands in the body at byte `base`.
    pub(crate) fn new(document: &'a [u8], base: usize, limits: &'a Limits) -> Result<Self, Error> {
        let without_mark = document.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(document);
        // Some servers send empty lines first. XML forbids them only because of the declaration.
        let trimmed = without_mark.trim_ascii_start();
        let base = base.saturating_add(document.len().saturating_sub(trimmed.len()));
        let text = checked_text(trimmed, base)?;
        let mut inner = NsReader::from_str(text);
        inner.config_mut().expand_empty_elements = true;
        inner.config_mut().check_comments = true;
        inner.resolver_mut().set_max_namespace_bindings(limits.max_xml_attributes);
        Ok(Self { inner, limits, base, depth: 0, elements: 0 })
    }

    /// Where the reader stands in the body.
    pub(crate) fn offset(&self) -> usize {
        self.at(self.inner.buffer_position())
    }

    /// The next token.
    pub(crate) fn next(&mut self) -> Result<Token<'a>, Error> {
        loop {
            let offset = self.offset();
            let event = match self.inner.read_event() {
                Ok(event) => event,
                Err(error) => {
                    return Err(Error::body(self.at(self.inner.error_position()), self.kind_of(&error)));
                }
            };
            if let Some(token) = self.token(event, offset).map_err(|kind| Error::body(offset, kind))? {
                return Ok(token);
            }
        }
    }

    /// The text of the element that was just opened, up to its end. `element_inside` is the error for an element in it.
    pub(crate) fn text(&mut self, limit: usize, element_inside: ErrorKind) -> Result<String, Error> {
        let mut text = String::new();
        loop {
            match self.next()? {
                Token::Text(piece) => self.push_limited(&mut text, &piece, limit)?,
                Token::Open(element) => return Err(Error::body(element.offset, element_inside)),
                Token::Close | Token::End => return Ok(text),
            }
        }
    }

    /// Adds a piece to a text unless that exceeds the limit.
    pub(crate) fn push_limited(&self, text: &mut String, piece: &str, limit: usize) -> Result<(), Error> {
        if text.len().saturating_add(piece.len()) > limit {
            return Err(Error::body(self.offset(), ErrorKind::LimitExceeded { what: "bytes of text", limit }));
        }
        text.push_str(piece);
        Ok(())
    }

    /// The next child of the element that was just opened; `None` at its end. Text other than white space is an error.
    pub(crate) fn child(&mut self) -> Result<Option<Element<'a>>, Error> {
        loop {
            let offset = self.offset();
            match self.next()? {
                Token::Open(element) => return Ok(Some(element)),
                Token::Close | Token::End => return Ok(None),
                Token::Text(text) if is_white_space(&text) => {}
                Token::Text(_) => return Err(Error::body(offset, ErrorKind::TextUnexpected)),
            }
        }
    }

    /// Skips to the end of the element that was just opened.
    pub(crate) fn skip(&mut self) -> Result<(), Error> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// The value of an attribute of the element that was just opened.
    pub(crate) fn attribute(&self, element: &Element<'_>, namespace: Namespace, name: &str) -> Option<String> {
        element.tag.attributes().with_checks(false).flatten().find_map(|attribute| {
            let (resolved, local_name) = self.inner.resolver().resolve_attribute(attribute.key);
            let found = namespace_of(&resolved).ok()? == namespace && local_name.into_inner() == name;
            found.then(|| attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned))?
        })
    }

    /// Whether a prefixed name in text is in the namespace.
    pub(crate) fn name_is_in(&self, qualified_name: &str, namespace: Namespace) -> bool {
        let (resolved, _) = self.inner.resolver().resolve_element(QName(qualified_name));
        namespace_of(&resolved) == Ok(namespace)
    }

    fn at(&self, position: u64) -> usize {
        self.base.saturating_add(usize::try_from(position).unwrap_or(usize::MAX))
    }

    /// The token for an event; `None` if it is to be skipped.
    fn token(&mut self, event: Event<'a>, offset: usize) -> Result<Option<Token<'a>>, ErrorKind> {
        let token = match event {
            Event::Start(tag) | Event::Empty(tag) => Token::Open(self.open(tag, offset)?),
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Token::Close
            }
            Event::Text(text) if text.contains("]]>") => {
                return Err(ErrorKind::NotWellFormed { found: "]]> in text" });
            }
            Event::Text(text) => Token::Text(text.xml10_content()),
            Event::CData(_) | Event::GeneralRef(_) if self.depth == 0 => {
                return Err(ErrorKind::TextUnexpected);
            }
            Event::CData(text) => Token::Text(text.xml10_content()),
            Event::GeneralRef(reference) => Token::Text(Cow::Owned(resolve_reference(&reference)?)),
            Event::Comment(_) => return Ok(None),
            Event::Decl(declaration) if offset == self.base => {
                check_declaration(&declaration)?;
                return Ok(None);
            }
            Event::Decl(_) | Event::PI(_) => return Err(ErrorKind::InstructionForbidden),
            Event::DocType(_) => return Err(ErrorKind::DoctypeForbidden),
            Event::Eof if self.depth == 0 => Token::End,
            Event::Eof => {
                return Err(ErrorKind::NotWellFormed { found: "the end of the document inside an element" });
            }
        };
        Ok(Some(token))
    }

    fn open(&mut self, tag: BytesStart<'a>, offset: usize) -> Result<Element<'a>, ErrorKind> {
        let limits = self.limits;
        self.depth = self.depth.saturating_add(1);
        self.elements = self.elements.saturating_add(1);
        within("levels of XML elements", self.depth, limits.max_xml_depth)?;
        within("XML elements", self.elements, limits.max_xml_elements)?;
        within("bytes of a start tag", tag.len(), limits.max_xml_tag_bytes)?;
        check_tag(&tag, self.inner.resolver(), limits.max_xml_attributes)?;
        let (resolved, _) = self.inner.resolver().resolve_element(tag.name());
        let namespace = namespace_of(&resolved)?;
        Ok(Element { namespace, offset, tag })
    }

    fn kind_of(&self, error: &XmlError) -> ErrorKind {
        let found = match error {
            XmlError::Syntax(SyntaxError::UnclosedDoctype) | XmlError::IllFormed(IllFormedError::MissingDoctypeName) => {
                return ErrorKind::DoctypeForbidden;
            }
            XmlError::Syntax(_) => "markup that does not end",
            XmlError::IllFormed(IllFormedError::MismatchedEndTag { .. } | IllFormedError::UnmatchedEndTag(_)) => "an end tag without its start tag",
            XmlError::IllFormed(IllFormedError::UnclosedReference) => "an ampersand that starts no reference",
            XmlError::Encoding(_) => return ErrorKind::NotUtf8,
            XmlError::Escape(_) => return ErrorKind::EntityUnknown,
            XmlError::Namespace(NamespaceError::TooManyBindings(_) | NamespaceError::TooDeeplyNested(_)) => {
                let limit = self.limits.max_xml_attributes;
                return ErrorKind::LimitExceeded { what: "namespace declarations", limit };
            }
            XmlError::Namespace(_) => "a reserved namespace declared anew",
            _ => "malformed markup",
        };
        ErrorKind::NotWellFormed { found }
    }
}

/// Whether the text holds nothing but what may stand between elements.
pub(crate) fn is_white_space(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

fn checked_text(document: &[u8], base: usize) -> Result<&str, Error> {
    if document.starts_with(b"\xFE\xFF") || document.starts_with(b"\xFF\xFE") {
        return Err(Error::body(base, ErrorKind::EncodingUnsupported));
    }
    let text = match std::str::from_utf8(document) {
        Ok(text) => text,
        Err(error) => {
            return Err(Error::body(base.saturating_add(error.valid_up_to()), ErrorKind::NotUtf8));
        }
    };
    match text.char_indices().find(|(_, character)| is_forbidden(*character)) {
        Some((offset, _)) => Err(Error::body(base.saturating_add(offset), ErrorKind::CharacterForbidden)),
        None => Ok(text),
    }
}

fn namespace_of(resolved: &ResolveResult<'_>) -> Result<Namespace, ErrorKind> {
    match resolved {
        ResolveResult::Unbound => Ok(Namespace::None),
        ResolveResult::Bound(namespace) => Ok(Namespace::of(namespace.into_inner())),
        ResolveResult::Unknown(_) => Err(ErrorKind::PrefixUndeclared),
    }
}
