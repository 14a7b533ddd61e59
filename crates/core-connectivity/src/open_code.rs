//! Open codes: a code is its wire value with named constants, so that an unknown code is kept, not lost.

/// Declares a code type over its wire value, with the values we know as constants.
macro_rules! open_code {
    ($(#[$doc:meta])* $name:ident { $($(#[$constant_doc:meta])* $constant:ident = $value:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(std::borrow::Cow<'static, str>);

        impl $name {
            $($(#[$constant_doc])* pub const $constant: $name = $name(std::borrow::Cow::Borrowed($value));)*

            /// The code with this wire value, known to us or not.
            pub fn new(value: impl Into<std::borrow::Cow<'static, str>>) -> Self {
                Self(value.into())
            }

            /// The wire value; empty if the field was absent.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether the field was absent or empty, which is the same on the wire.
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }

            /// Whether both are the same code. Partners disagree about the case of letters, so it does not count.
            pub fn matches(&self, other: &Self) -> bool {
                self.0.eq_ignore_ascii_case(&other.0)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

pub(crate) use open_code;
