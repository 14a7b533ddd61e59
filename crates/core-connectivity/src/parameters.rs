//! A header value with parameters: `multipart/form-data; boundary="B7"`, `form-data; name=Payload`.

use std::collections::BTreeMap;

use crate::error::ErrorKind;

/// A header value and its parameters, both names in lower case.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Parameters {
    /// What stands before the first semicolon, in lower case.
    pub(crate) value: String,
    named: BTreeMap<String, String>,
}

impl Parameters {
    /// Reads a header value. A parameter that is there twice is refused: another reader might take the other one.
    pub(crate) fn parse(header: &str) -> Result<Self, ErrorKind> {
        let (value, mut rest) = header.split_at(header.find(';').unwrap_or(header.len()));
        let mut named = BTreeMap::new();
        while let Some(after) = rest.trim_start().strip_prefix(';') {
            let after = after.trim_start();
            if after.is_empty() || after.starts_with(';') {
                rest = after;
                continue;
            }
            let (name, after) = after.split_once('=').ok_or(ErrorKind::MediaTypeMalformed)?;
            let (parameter, after) = parameter_value(after.trim_start())?;
            if named.insert(name.trim().to_ascii_lowercase(), parameter).is_some() {
                return Err(ErrorKind::ParameterRepeated);
            }
            rest = after;
        }
        if !rest.trim().is_empty() {
            return Err(ErrorKind::MediaTypeMalformed);
        }
        Ok(Self { value: value.trim().to_ascii_lowercase(), named })
    }

    /// The value of a parameter; the name is given in lower case.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.named.get(name).map(String::as_str)
    }
}

/// The value at the start of the text, quoted or not, and what follows it.
fn parameter_value(text: &str) -> Result<(String, &str), ErrorKind> {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, rest) = text.split_at(text.find(';').unwrap_or(text.len()));
        return Ok((value.trim().to_owned(), rest));
    };
    let mut value = String::new();
    let mut characters = quoted.chars();
    loop {
        match characters.next() {
            Some('"') => return Ok((value, characters.as_str())),
            Some('\\') => value.extend(characters.next()),
            Some(character) => value.push(character),
            None => return Err(ErrorKind::MediaTypeMalformed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, name: &str, expect: Option<&str>) {
        assert_eq!(Parameters::parse(header).expect("readable").get(name), expect, "{header}");
    }

    #[test]
    fn values_may_be_quoted_or_not_and_names_in_any_case() {
        check("multipart/form-data; boundary=B7", "boundary", Some("B7"));
        check("Multipart/Form-Data;BOUNDARY=\"B 7\" ;; charset=x;", "boundary", Some("B 7"));
        check("form-data; name=\"Pay\\\"load\"; filename=\"a;b\"", "name", Some("Pay\"load"));
        check("text/xml", "charset", None);
        assert_eq!(Parameters::parse(" Text/XML ;a=b").expect("readable").value, "text/xml");
    }

    #[test]
    fn what_two_readers_could_read_differently_is_refused() {
        assert_eq!(Parameters::parse("a/b; x=1; X=2"), Err(ErrorKind::ParameterRepeated));
        for header in ["a/b; x=\"1", "a/b; x", "a/b; x=\"1\" y=2"] {
            assert_eq!(Parameters::parse(header), Err(ErrorKind::MediaTypeMalformed), "{header}");
        }
    }
}
