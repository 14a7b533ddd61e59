//! `CORERuleVersion` and the XML namespace that goes with it.

use crate::open_code::open_code;

open_code! {
    /// The version of the connectivity rule that the envelope follows.
    RuleVersion {
        /// vC2.2.0, which nearly every payer runs.
        V2_2_0 = "2.2.0";
        /// The 4.0.0 schema of the later rules: the same SOAP messages in another namespace.
        V4_0_0 = "4.0.0";
    }
}

impl RuleVersion {
    /// Whether we speak this version.
    pub fn is_known(&self) -> bool {
        *self == Self::V2_2_0 || *self == Self::V4_0_0
    }

    /// The namespace of the element in the SOAP body. Versions unknown to us are written in the one everybody reads.
    pub(crate) fn namespace(&self) -> &'static str {
        if *self == Self::V4_0_0 { crate::xml::CORE_4_0_0 } else { crate::xml::CORE_2_2_0 }
    }
}
