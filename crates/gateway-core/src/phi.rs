//! Protected health information: a wrapper that keeps a patient's values out of logs and error texts.
//!
//! The invariant: neither `Debug` nor `Display` ever shows the value. Serialising does show it, because the store and the API must carry it:
//! a serialised form belongs in a database or an authorised answer, never in a log.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A value that belongs to a patient. It prints as `[phi]`; [`Phi::expose`] reads it.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phi<T>(T);

impl<T> Phi<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value. Whoever calls this answers for where it goes.
    pub const fn expose(&self) -> &T {
        &self.0
    }
}

impl From<&str> for Phi<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl<T> fmt::Debug for Phi<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[phi]")
    }
}

impl<T> fmt::Display for Phi<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[phi]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patients_value_never_prints() {
        let name = Phi::from("DOE");
        assert_eq!(format!("{name} {name:?} {:?}", Some(&name)), "[phi] [phi] Some([phi])");
        assert_eq!(name.expose(), "DOE");
    }
}
