//! Codes as scripts write them: `CO-16` for an adjustment, `A7:164:IL` for a claim status.

use std::fmt;

use serde::{Deserialize, Deserializer, de};

/// Why money was not paid: a group (CO, OA, PI, PR) and a claim adjustment reason code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    /// CAS01.
    pub group: String,
    /// CAS02.
    pub code: String,
}

/// The status of a claim in a 277CA: STC01.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimStatus {
    /// Category, `A7` for one.
    pub category: String,
    /// Status code.
    pub status: String,
    /// Whom the status is about, if it is about someone.
    pub entity: Option<String>,
}

impl Reason {
    /// A reason of these codes.
    #[must_use]
    pub fn new(group: &str, code: &str) -> Self {
        Self { group: group.to_owned(), code: code.to_owned() }
    }

    fn read(text: &str) -> Option<Self> {
        let (group, code) = text.split_once('-')?;
        let known = ["CO", "OA", "PI", "PR"].contains(&group);
        (known && is_code(code)).then(|| Self::new(group, code))
    }
}

impl ClaimStatus {
    /// The member id is invalid: what `REJECT277` says unless the script says otherwise.
    #[must_use]
    pub fn member_id_invalid() -> Self {
        Self { category: "A7".to_owned(), status: "164".to_owned(), entity: Some("IL".to_owned()) }
    }

    /// Something in the claim is invalid: what a claim that fails validation gets.
    #[must_use]
    pub fn invalid() -> Self {
        Self { category: "A7".to_owned(), status: "481".to_owned(), entity: None }
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let (category, status) = (parts.next()?, parts.next()?);
        let entity = parts.next();
        // Only these categories refuse; another one would say both yes and no.
        let refuses = ["A3", "A4", "A6", "A7", "A8"].contains(&category);
        let whole = parts.next().is_none() && entity.is_none_or(is_code);
        (refuses && is_code(status) && whole).then(|| Self { category: category.to_owned(), status: status.to_owned(), entity: entity.map(str::to_owned) })
    }
}

fn is_code(text: &str) -> bool {
    (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.group, self.code)
    }
}

impl<'de> Deserialize<'de> for Reason {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, Self::read, "a reason such as \"CO-16\"")
    }
}

impl<'de> Deserialize<'de> for ClaimStatus {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wanted = "a status that refuses a claim, such as \"A7:164:IL\"";
        read(deserializer, Self::read, wanted)
    }
}

fn read<'de, D: Deserializer<'de>, T>(deserializer: D, read: fn(&str) -> Option<T>, wanted: &'static str) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    read(&text).ok_or_else(|| de::Error::invalid_value(de::Unexpected::Str(&text), &wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_they_are_written() {
        assert_eq!(Reason::read("CO-16"), Some(Reason::new("CO", "16")));
        assert_eq!(Reason::read("XX-16"), None);
        assert_eq!(Reason::read("CO-"), None);
        let status = ClaimStatus::read("A7:164:IL").expect("a status");
        assert_eq!(status.entity.as_deref(), Some("IL"));
        assert!(ClaimStatus::read("A3:21").is_some());
    }

    #[test]
    fn a_status_that_accepts_cannot_refuse() {
        assert_eq!(ClaimStatus::read("A1:20"), None);
    }
}
