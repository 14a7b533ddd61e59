//! The first tag of a guide file, read without the rest: enough to know which sets it is for.

use crate::xml;

/// What the `guide` tag says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct GuideHeader {
    /// The guide's identifier (`005010X222A1`).
    pub id: String,
    /// Other values of ST03 and GS08 that the guide answers for.
    pub accepts: Vec<String>,
    /// ST01 (`837`).
    pub set: String,
    /// The name people use (`837P`).
    pub short: String,
    /// GS01 (`HC`).
    pub group: String,
    /// Our own words for it.
    pub name: String,
}

impl GuideHeader {
    /// Reads the header of a guide file; `None` if the text is not one.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let root = xml::read_front(text, 0).filter(|root| root.name == "guide")?;
        let value = |name| root.get(name).unwrap_or_default().to_owned();
        Some(Self {
            id: root.get("id")?.to_owned(),
            accepts: value("accepts").split_ascii_whitespace().map(str::to_owned).collect(),
            set: value("set"),
            short: value("short"),
            group: value("group"),
            name: value("name"),
        })
    }

    /// Whether the guide answers for a set (ST01) that names this implementation reference (ST03, or GS08 where the set has no ST03).
    #[must_use]
    pub fn answers_for(&self, set: &str, reference: &str) -> bool {
        self.set == set && (self.id == reference || self.accepts.iter().any(|accepted| accepted == reference))
    }
}
