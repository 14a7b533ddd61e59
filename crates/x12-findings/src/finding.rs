//! One finding: its fields are the published contract for `validate --format json`.

use std::borrow::Cow;

use serde::Serialize;

use crate::rule::{Rule, Severity};

/// One defect of a document. One defect gives one finding of severity error.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// Stable kebab-case code.
    pub code: Cow<'static, str>,
    /// How much it matters.
    pub severity: Severity,
    /// The SNIP type, 1 to 7.
    pub snip: u8,
    /// One sentence for a biller. Holds no values from claims, which stand in `value`.
    pub message: String,
    /// What to do, if anything.
    pub help: Option<String>,
    /// 1-based ordinal in the file, the first ISA is 1.
    pub segment: u64,
    /// 1-based ordinal in the set, ST is 1; `None` outside a set.
    pub set_segment: Option<u64>,
    /// ST02.
    pub set_control_number: Option<String>,
    /// GS06.
    pub group_control_number: Option<String>,
    /// ISA13.
    pub interchange_control_number: Option<String>,
    /// The segment's identifier (`NM1`).
    pub segment_id: Option<String>,
    /// The loop's identifier (`2010AA`).
    #[serde(rename = "loop")]
    pub loop_id: Option<String>,
    /// The element (`NM109`) or component (`CLM05-3`).
    pub element: Option<String>,
    /// Loops, segment and element (`2000B/2010BA/NM109`).
    pub path: Option<String>,
    /// 0-based offset of the first byte concerned.
    pub offset: u64,
    /// How many bytes are concerned.
    pub length: u64,
    /// 1-based line.
    pub line: u64,
    /// 1-based column, in bytes.
    pub column: u64,
    /// What stood there; left out when findings are redacted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What was expected.
    pub expected: Option<String>,
    /// The other places that a rule compared.
    pub related: Vec<Related>,
    /// The acknowledgement codes it maps to.
    pub ack: AckCodes,
    /// The segment concerned, for showing it to people.
    #[serde(skip)]
    pub excerpt: Option<Excerpt>,
}

/// Another place that a rule compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Related {
    /// Loops, segment and element.
    pub path: String,
    /// 1-based ordinal in the file.
    pub segment: u64,
    /// What stood there; left out when findings are redacted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// The codes by which a receiver would acknowledge a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct AckCodes {
    /// TA105, interchange note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ta105: Option<&'static str>,
    /// AK905, group syntax error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ak905: Option<&'static str>,
    /// IK502, set syntax error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ik502: Option<&'static str>,
    /// IK304, segment syntax error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ik304: Option<&'static str>,
    /// IK403, element syntax error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ik403: Option<&'static str>,
}

/// The text of a segment and the bytes of it that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The segment without its terminator.
    pub text: String,
    /// The first byte concerned, counted in `text`.
    pub start: usize,
    /// How many bytes are concerned.
    pub length: usize,
}

impl Finding {
    /// A finding of a rule, not yet placed.
    #[must_use]
    pub fn new(rule: &Rule, message: impl Into<String>) -> Self {
        Self {
            code: Cow::Borrowed(rule.code),
            severity: rule.severity,
            snip: rule.snip,
            message: message.into(),
            help: None,
            segment: 0,
            set_segment: None,
            set_control_number: None,
            group_control_number: None,
            interchange_control_number: None,
            segment_id: None,
            loop_id: None,
            element: None,
            path: None,
            offset: 0,
            length: 0,
            line: 0,
            column: 0,
            value: None,
            expected: None,
            related: Vec::new(),
            ack: AckCodes::default(),
            excerpt: None,
        }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what stood there.
    #[must_use]
    pub fn value(mut self, value: impl AsRef<[u8]>) -> Self {
        self.value = Some(String::from_utf8_lossy(value.as_ref()).into_owned());
        self
    }

    /// Says what was expected.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// Names another place that was compared.
    #[must_use]
    pub fn related(mut self, path: impl Into<String>, segment: u64, value: impl AsRef<[u8]>) -> Self {
        let value = Some(String::from_utf8_lossy(value.as_ref()).into_owned());
        self.related.push(Related { path: path.into(), segment, value });
        self
    }

    /// Sets the acknowledgement codes.
    #[must_use]
    pub fn ack(mut self, ack: AckCodes) -> Self {
        self.ack = ack;
        self
    }

    /// Takes out everything that stood in the document, so that the finding can be shown to anyone.
    pub fn redact(&mut self) {
        self.value = None;
        self.excerpt = None;
        for related in &mut self.related {
            related.value = None;
        }
    }
}
