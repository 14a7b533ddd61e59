//! The files that make up one guide: the guide itself, its base, and the pieces it includes.
//!
//! Invariant: nothing here reads a disk. Every file but the first comes from the caller's resolver, once each. `include` tags stand
//! before everything else in a file, so its front is enough to find the next ones.

use crate::issue::{Issues, Place};
use crate::limits::{MAX_FILE_BYTES, MAX_FILES};
use crate::xml::{self, Node};

/// The texts of one guide; the first is the guide itself.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    files: Vec<SourceFile>,
}

#[derive(Debug)]
struct SourceFile {
    name: String,
    role: Role,
    text: String,
}

/// What a file was asked for as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The guide itself.
    Guide,
    /// What the standard says.
    Base,
    /// Definitions that guides share.
    Pieces,
    /// What a partner asks for beyond a guide.
    Companion,
}

impl Role {
    /// The root tag of such a file.
    pub(crate) const fn root(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Base => "base",
            Self::Pieces => "pieces",
            Self::Companion => "companion",
        }
    }
}

/// A file that another one asks for.
struct Wanted {
    name: String,
    role: Role,
    place: Place,
}

impl Sources {
    /// Gathers the guide or companion guide `name` and every file it asks for.
    pub(crate) fn gather(name: &str, role: Role, resolver: &mut dyn FnMut(&str) -> Option<String>, issues: &mut Issues) -> Self {
        let mut sources = Self::default();
        let start = Place { file: 0, offset: 0 };
        let mut wanted = vec![Wanted { name: name.to_owned(), role, place: start }];
        while let Some(next) = wanted.pop() {
            if sources.files.iter().any(|file| file.name == next.name) {
                continue;
            }
            if let Some(text) = fetch(&next, sources.files.len(), resolver, issues) {
                wanted.extend(wants(&text, next.role, sources.files.len()));
                sources.files.push(SourceFile { name: next.name, role: next.role, text });
            }
        }
        if sources.files.is_empty() {
            // The issue that says so still needs the name of the file.
            sources.files.push(SourceFile { name: name.to_owned(), role, text: String::new() });
        }
        sources
    }

    /// The role and text of each file, in order; its index is the `file` of a [`Place`].
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Role, &str)> {
        self.files.iter().map(|file| (file.role, file.text.as_str()))
    }

    /// The file name, line and column of a place.
    pub(crate) fn line_and_column(&self, place: Place) -> (&str, u32, u32) {
        let Some(file) = self.files.get(place.file) else {
            return ("", 1, 1);
        };
        let before = file.text.get(..place.offset).unwrap_or(&file.text);
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        (&file.name, number(line), number(column))
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn fetch(wanted: &Wanted, count: usize, resolver: &mut dyn FnMut(&str) -> Option<String>, issues: &mut Issues) -> Option<String> {
    if count >= MAX_FILES {
        issues.error(wanted.place, "file-too-many", format!("a guide may be made of {MAX_FILES} files, not more"));
        return None;
    }
    let Some(text) = resolver(&wanted.name) else {
        issues.error(wanted.place, "file-not-found", format!("there is no file `{}`; names count from the folder of the guides", wanted.name));
        return None;
    };
    if text.len() > MAX_FILE_BYTES {
        let message = format!("`{}` has {} bytes; a guide file may have {MAX_FILE_BYTES}", wanted.name, text.len());
        issues.error(wanted.place, "file-too-large", message);
        return None;
    }
    Some(text)
}

/// The files that the front of a file asks for, the last one first.
fn wants(text: &str, role: Role, file: usize) -> Vec<Wanted> {
    let Some(front) = xml::read_front(text, file) else {
        return Vec::new();
    };
    let base = (role == Role::Guide).then(|| want(&front, "base", Role::Base)).flatten();
    let pieces = front.children.iter().filter_map(|include| want(include, "file", Role::Pieces));
    let mut wanted: Vec<Wanted> = base.into_iter().chain(pieces).collect();
    wanted.reverse();
    wanted
}

fn want(node: &Node<'_>, attribute: &str, role: Role) -> Option<Wanted> {
    let name = node.get(attribute)?.to_owned();
    Some(Wanted { name, role, place: node.place_of(attribute) })
}
