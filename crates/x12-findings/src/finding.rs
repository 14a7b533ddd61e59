//! One finding: its fields are the published contract for `validate --format json`.

use std::borrow::Cow;

use serde::Serialize;

use crate::claim_status::ClaimStatus;
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
    /// One sentence for a biller. Where it says what stood in the document, [`plain`](Self::plain) has the words for when it is redacted.
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
    /// What made a rule of a situation apply, for the context in a 999.
    #[serde(skip)]
    pub trigger: Option<Trigger>,
    /// What `message` becomes when it is redacted, where message or `expected` repeat what stood in the document.
    #[serde(skip)]
    pub plain: Option<Cow<'static, str>>,
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

/// The segment and element that made a rule of a situation apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// The segment's identifier.
    pub segment_id: String,
    /// Its 1-based ordinal in the file.
    pub segment: u64,
    /// The loop's identifier.
    pub loop_id: Option<String>,
    /// The element's position.
    pub element: Option<u8>,
    /// The component's position.
    pub component: Option<u8>,
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
    /// STC01 of the 277CA, for what does not reject the set in the 999: errors in claims of SNIP type 3 and higher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stc01: Option<ClaimStatus>,
}

impl AckCodes {
    /// Whether a segment or loop is missing: it is told at the segment before which it was due, and belongs to what came before that.
    #[must_use]
    pub fn is_of_missing_segment(&self) -> bool {
        matches!(self.ik304, Some("3" | "I6" | "I7" | "I8"))
    }

    /// Whether an element is missing.
    #[must_use]
    pub fn is_of_missing_element(&self) -> bool {
        matches!(self.ik403, Some("1" | "2" | "I9" | "I11"))
    }
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
            trigger: None,
            plain: None,
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

    /// Says that message or `expected` repeat what stood in the document, and in which words to say it without.
    #[must_use]
    pub fn plain(mut self, message: impl Into<Cow<'static, str>>) -> Self {
        self.plain = Some(message.into());
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
        if let Some(plain) = self.plain.take() {
            self.message = plain.into_owned();
            self.expected = None;
        }
        // What stands where an identifier was due may be anything.
        if self.segment_id.as_deref().is_some_and(|id| !is_identifier(id)) {
            (self.segment_id, self.path) = (None, None);
        }
        for related in &mut self.related {
            related.value = None;
        }
    }
}

/// Whether this has the form of a segment identifier.
fn is_identifier(id: &str) -> bool {
    matches!(id.len(), 2 | 3) && id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    static RULE: Rule = Rule { code: "x", severity: Severity::Error, snip: 1, title: "", reason: "", source: "", example: "" };

    #[test]
    fn redacting_leaves_nothing_that_stood_in_the_document() {
        let mut finding = Finding::new(&RULE, "CLM02 is 4711.").value("4711").expected("4712").related("SV102", 3, "4713").plain("CLM02 is wrong.");
        finding.excerpt = Some(Excerpt { text: "CLM*PCN*4711".to_owned(), start: 8, length: 4 });
        finding.redact();
        let shown = format!("{finding:?}{}", crate::render::text(&finding, "file", false));
        assert!(!shown.contains("471") && !shown.contains("PCN"), "{shown}");
        assert_eq!(finding.message, "CLM02 is wrong.");
    }

    #[test]
    fn what_only_the_rule_says_stays_when_redacted() {
        let mut finding = Finding::new(&RULE, "CLM02 is not a number.").value("4711").expected("digits");
        finding.redact();
        assert_eq!((finding.message.as_str(), finding.expected.as_deref()), ("CLM02 is not a number.", Some("digits")));
    }
}
