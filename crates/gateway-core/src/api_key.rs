//! API keys: `cb_<key id>_<secret>`. We keep the id and the secret's digest, never the secret.
//!
//! The secret has 256 random bits, so one SHA-256 is enough: there is nothing to guess, and a slow hash would only slow down honest callers.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::digest::Sha256;

/// A key as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiKey {
    /// Its public part.
    pub id: String,
    /// Whose it is.
    pub name: String,
    /// Digest of its secret part.
    pub secret_sha256: Sha256,
    /// What it may do.
    pub scopes: Vec<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

impl ApiKey {
    /// Whether `presented` opens the door at this time.
    #[must_use]
    pub fn admits(&self, presented: &PresentedKey, now: Timestamp) -> bool {
        let live = self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end);
        self.id == presented.id && self.secret_sha256.matches(&Sha256::of(presented.secret.as_bytes())) && live
    }
}

/// A key as its owner holds it. Its secret never prints.
#[derive(Clone, PartialEq, Eq)]
pub struct PresentedKey {
    /// The public part.
    pub id: String,
    secret: String,
}

impl PresentedKey {
    const PREFIX: &str = "cb_";

    /// A new key out of 40 random bytes: 8 for its id, 32 for its secret.
    #[must_use]
    pub fn from_entropy(id: [u8; 8], secret: [u8; 32]) -> Self {
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { id: hex(&id), secret: hex(&secret) }
    }

    /// Reads a presented key; `None` when it has another shape.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (id, secret) = text.strip_prefix(Self::PREFIX)?.split_once('_')?;
        let shaped = id.len() == 16 && secret.len() == 64 && text.is_ascii();
        shaped.then(|| Self { id: id.to_owned(), secret: secret.to_owned() })
    }

    /// The whole text, to be shown to its owner once.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!("{}{}_{}", Self::PREFIX, self.id, self.secret)
    }

    /// The digest to keep.
    #[must_use]
    pub fn secret_sha256(&self) -> Sha256 {
        Sha256::of(self.secret.as_bytes())
    }
}

impl fmt::Debug for PresentedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}_[secret]", Self::PREFIX, self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(key: &PresentedKey) -> ApiKey {
        ApiKey {
            id: key.id.clone(),
            name: "biller".into(),
            secret_sha256: key.secret_sha256(),
            scopes: Vec::new(),
            created_at: Timestamp::UNIX_EPOCH,
            expires_at: None,
            revoked_at: None,
        }
    }

    #[test]
    fn a_key_opens_until_it_is_revoked_or_expires_and_no_other_does() {
        let key = PresentedKey::from_entropy([1; 8], [2; 32]);
        let presented = PresentedKey::parse(&key.reveal()).unwrap();
        let now = Timestamp::from_second(10).unwrap();
        assert!(kept(&key).admits(&presented, now));
        assert!(!kept(&key).admits(&PresentedKey::from_entropy([1; 8], [3; 32]), now));
        assert!(!ApiKey { revoked_at: Some(now), ..kept(&key) }.admits(&presented, now));
        assert!(!ApiKey { expires_at: Some(now), ..kept(&key) }.admits(&presented, now));
    }

    #[test]
    fn a_key_of_another_shape_is_no_key_and_a_secret_never_prints() {
        for text in ["", "cb_", "cb_12_34", "xx_0101010101010101_0202"] {
            assert!(PresentedKey::parse(text).is_none());
        }
        let key = PresentedKey::from_entropy([1; 8], [2; 32]);
        assert!(!format!("{key:?}").contains("0202"));
    }
}
