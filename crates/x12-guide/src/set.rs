//! The guides at hand: those shipped with this build, and those of a folder.
//!
//! Invariant: a guide of the folder stands before the shipped one of the same set and id (an inquiry and its response may share an id); each guide is loaded once, when it is first asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::header::GuideHeader;
use crate::issue::{GuideIssue, Severity};
use crate::load::{lint, load};
use crate::model::Guide;
use crate::shipped::SHIPPED_FILES;

/// Guides by what they answer for.
#[derive(Debug, Default)]
pub struct GuideSet {
    files: BTreeMap<Cow<'static, str>, Cow<'static, str>>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    file: Cow<'static, str>,
    header: GuideHeader,
    guide: OnceLock<Option<Arc<Guide>>>,
}

/// The guides shipped with this build.
#[must_use]
pub fn shipped() -> &'static GuideSet {
    static SHIPPED: OnceLock<GuideSet> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let mut set = GuideSet::default();
        set.add(SHIPPED_FILES.iter().map(|&(name, text)| (Cow::Borrowed(name), Cow::Borrowed(text))));
        set
    })
}

impl GuideSet {
    /// The files of a folder, as pairs of name and text, before the shipped ones. Names count from the folder (`acme.xml`,
    /// `base/005010.xml`); a file of the same name as a shipped one takes its place.
    ///
    /// # Errors
    /// Every issue that [`lint`] finds in a guide of the folder, if one of them is an error.
    pub fn with_files(files: impl IntoIterator<Item = (String, String)>) -> Result<Self, Vec<GuideIssue>> {
        let mut set = Self::default();
        set.add(files.into_iter().map(|(name, text)| (Cow::Owned(name), Cow::Owned(text))));
        let own: Vec<Cow<'static, str>> = set.entries.iter().map(|entry| entry.file.clone()).collect();
        set.add(SHIPPED_FILES.iter().map(|&(name, text)| (Cow::Borrowed(name), Cow::Borrowed(text))));
        let issues: Vec<GuideIssue> = own.iter().flat_map(|file| lint(file, &mut |name| set.text(name))).collect();
        if issues.iter().any(|issue| issue.severity == Severity::Error) { Err(issues) } else { Ok(set) }
    }

    /// The guide for a set (ST01) that names an implementation reference (ST03, or GS08 where the set has no ST03).
    #[must_use]
    pub fn find(&self, set: &str, reference: &str) -> Option<Arc<Guide>> {
        let entry = self.entries.iter().find(|entry| entry.header.answers_for(set, reference))?;
        self.loaded(entry)
    }

    /// What each guide is for, without loading it.
    pub fn headers(&self) -> impl Iterator<Item = &GuideHeader> {
        self.entries.iter().map(|entry| &entry.header)
    }

    /// Every guide, loaded.
    pub fn guides(&self) -> impl Iterator<Item = Arc<Guide>> {
        self.entries.iter().filter_map(|entry| self.loaded(entry))
    }

    /// The text of a guide, base or pieces file: a resolver for [`load`] and [`lint`].
    #[must_use]
    pub fn text(&self, file: &str) -> Option<String> {
        self.files.get(file).map(|text| text.clone().into_owned())
    }

    /// Adds files, except those whose name, or whose guide's set and id, are there already.
    fn add(&mut self, files: impl Iterator<Item = (Cow<'static, str>, Cow<'static, str>)>) {
        for (name, text) in files {
            if self.files.contains_key(&name) {
                continue;
            }
            if let Some(header) = GuideHeader::read(&text)
                && !self.headers().any(|known| known.id == header.id && known.set == header.set)
            {
                self.entries.push(Entry { file: name.clone(), header, guide: OnceLock::new() });
            }
            self.files.insert(name, text);
        }
    }

    /// The guide of an entry. None of a set fails to load: a test holds that for the shipped ones, `with_files` for the others.
    fn loaded(&self, entry: &Entry) -> Option<Arc<Guide>> {
        let guide = entry.guide.get_or_init(|| load(&entry.file, &mut |name| self.text(name)).ok().map(Arc::new));
        guide.clone()
    }
}
