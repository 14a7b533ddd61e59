//! The codes of acknowledgements, open: a code is its wire value, with names and words for those that are known.
//!
//! Invariant: an unknown code is kept as it was sent; only its explanation is missing.

mod claim;
mod syntax;

pub use claim::{ActionCode, StatusCategory, StatusCode, party};
pub use syntax::{ElementFault, GroupFault, GroupVerdict, InterchangeNote, InterchangeVerdict, SegmentFault, SetFault, SetVerdict};

/// Makes a type for each list of codes.
macro_rules! open_codes {
    ($($(#[$doc:meta])* $name:ident $(or $further:path)? { $($constant:ident = $code:literal: $words:literal;)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(std::borrow::Cow<'static, str>);

        impl $name {
            $(#[doc = concat!("`", $code, "`: ", $words, ".")] pub const $constant: Self = Self(std::borrow::Cow::Borrowed($code));)*

            /// The code of a wire value, known or not.
            #[must_use]
            pub fn new(code: impl Into<std::borrow::Cow<'static, str>>) -> Self {
                Self(code.into())
            }

            /// The wire value.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// What it means, in words; `None` for a code that is not in our list.
            #[must_use]
            pub fn explain(&self) -> Option<&'static str> {
                match self.as_str() {
                    $($code => Some($words),)*
                    _ => {
                        let words: Option<&'static str> = None;
                        $(let words = words.or_else(|| $further(self.as_str()));)?
                        words
                    }
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

use open_codes;
