//! What the XML rules ask of tags and declarations and quick-xml does not check.
//!
//! A document that two readers read differently is a way round whoever checks it first, so we accept only what is well
//! formed: names, the white space between attributes, attributes once by their namespace, no `]]>` in text.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart};
use quick_xml::name::{NamespaceResolver, PrefixDeclaration, ResolveResult};

use super::text::is_forbidden;
use crate::error::ErrorKind;

const fn ill(found: &'static str) -> ErrorKind {
    ErrorKind::NotWellFormed { found }
}

/// Fails if there is more of something than allowed.
pub(super) fn within(what: &'static str, count: usize, limit: usize) -> Result<(), ErrorKind> {
    if count > limit {
        return Err(ErrorKind::LimitExceeded { what, limit });
    }
    Ok(())
}

/// Checks a start tag: its syntax, then its attributes.
///
/// The attributes are counted before they are compared, as comparing each with each takes the square of their number.
pub(super) fn check_tag(tag: &BytesStart<'_>, resolver: &NamespaceResolver, limit: usize) -> Result<(), ErrorKind> {
    let mut unchecked = tag.attributes();
    let counted = unchecked.with_checks(false).take(limit.saturating_add(1)).count();
    within("attributes of an element", counted, limit)?;
    check_syntax(tag)?;
    let mut seen = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.or(Err(ill("an attribute twice")))?;
        if attribute.normalized_value(XmlVersion::Implicit1_0).is_err() {
            return Err(ErrorKind::EntityUnknown);
        }
        let is_prefix = matches!(attribute.key.as_namespace_binding(), Some(PrefixDeclaration::Named(_)));
        if is_prefix && attribute.value.is_empty() {
            return Err(ill("a namespace prefix declared as nothing"));
        }
        let (namespace, local_name) = resolver.resolve_attribute(attribute.key);
        if matches!(namespace, ResolveResult::Unknown(_)) {
            return Err(ErrorKind::PrefixUndeclared);
        }
        let name = (namespace, local_name.into_inner().to_owned());
        if seen.contains(&name) {
            return Err(ill("an attribute twice"));
        }
        seen.push(name);
    }
    Ok(())
}

/// Checks `<?xml ...?>`: version 1.0, UTF-8, and nothing else than the three attributes in their order.
pub(super) fn check_declaration(declaration: &BytesDecl<'_>) -> Result<(), ErrorKind> {
    if !declaration.version().is_ok_and(|version| version == "1.0") {
        return Err(ill("another version of XML than 1.0"));
    }
    let is_utf8 = |name: &str| name.eq_ignore_ascii_case("utf-8") || name.eq_ignore_ascii_case("us-ascii");
    if let Some(encoding) = declaration.encoding()
        && !encoding.is_ok_and(|name| is_utf8(&name))
    {
        return Err(ErrorKind::EncodingUnsupported);
    }
    let malformed = ill("a malformed XML declaration");
    let names = check_syntax(declaration).or(Err(malformed.clone()))?;
    let mut allowed = ["version", "encoding", "standalone"].into_iter();
    let in_order = names.into_iter().all(|name| allowed.any(|allowed| allowed == name));
    let standalone = declaration.standalone().is_none_or(|value| value.is_ok_and(|value| value == "yes" || value == "no"));
    if in_order && standalone { Ok(()) } else { Err(malformed) }
}

/// The text of a character reference or of one of the five entities.
pub(super) fn resolve_reference(reference: &BytesRef<'_>) -> Result<String, ErrorKind> {
    if reference.is_char_ref() {
        return match reference.resolve_char_ref() {
            Ok(Some(character)) if !is_forbidden(character) => Ok(character.to_string()),
            _ => Err(ErrorKind::CharacterForbidden),
        };
    }
    let text = match &**reference {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "apos" => "'",
        "quot" => "\"",
        _ => return Err(ErrorKind::EntityUnknown),
    };
    Ok(text.to_owned())
}

/// Checks what stands between the brackets of a tag, and gives the names of its attributes.
fn check_syntax(tag: &str) -> Result<Vec<&str>, ErrorKind> {
    if tag.contains('<') {
        return Err(ill("'<' in a tag"));
    }
    let malformed = || ill("a malformed attribute");
    let (name, mut rest) = tag.split_at(tag.find(is_space).unwrap_or(tag.len()));
    if !is_qualified_name(name) || name.starts_with("xmlns:") {
        return Err(ill("a malformed name"));
    }
    let mut names = Vec::new();
    while !rest.trim_matches(is_space).is_empty() {
        let attribute = rest.strip_prefix(is_space).ok_or_else(malformed)?.trim_start_matches(is_space);
        let (name, value) = attribute.split_once('=').ok_or_else(malformed)?;
        let name = name.trim_end_matches(is_space);
        let value = value.trim_start_matches(is_space);
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\'')).ok_or_else(malformed)?;
        let (_, after) = value.strip_prefix(quote).and_then(|value| value.split_once(quote)).ok_or_else(malformed)?;
        if !is_qualified_name(name) {
            return Err(ill("a malformed name"));
        }
        names.push(name);
        rest = after;
    }
    Ok(names)
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

/// Whether the text is a name with at most one prefix.
fn is_qualified_name(text: &str) -> bool {
    match text.split_once(':') {
        Some((prefix, local_name)) => is_name(prefix) && is_name(local_name),
        None => is_name(text),
    }
}

/// Whether the text is a name of XML 1.0 (fifth edition) without a colon.
fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(starts_name) && characters.all(continues_name)
}

fn starts_name(character: char) -> bool {
    matches!(character,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

fn continues_name(character: char) -> bool {
    let more = matches!(character,
        '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}');
    more || starts_name(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_names_and_attributes_with_white_space_between() {
        for tag in ["a", "a ", "p:a", "a b='1' c=\"'\"", "a\r\n\tb = '1'\n", "_é-.1 x:y=''"] {
            assert!(check_syntax(tag).is_ok(), "{tag}");
        }
        let bad = ["", " a", "1a", "a:b:c", ":a", "a:", "xmlns:a", "a b", "a b=1", "a b='1'c='2'", "a b='1", "a='1'"];
        for tag in bad.into_iter().chain(["a b='<'", "a 1='x'", "a b='1' =", "a/b", "a b='1'/"]) {
            assert!(check_syntax(tag).is_err(), "{tag}");
        }
    }
}
