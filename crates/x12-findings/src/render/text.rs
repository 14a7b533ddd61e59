//! A finding as people read it: the rule, the place, the segment with the offending bytes underlined, what was expected, and what to do.

use std::fmt::Write;

use crate::finding::{Excerpt, Finding};
use crate::rule::Severity;

/// How many characters of a segment are shown around the bytes concerned.
const SHOWN: usize = 100;

/// Renders one finding, ending with a line break.
#[must_use]
pub fn text(finding: &Finding, file: &str, colour: bool) -> String {
    let mut out = String::new();
    let paint = Paint { colour };
    let severity = match finding.severity {
        Severity::Error => paint.red("error"),
        Severity::Warning => paint.yellow("warning"),
        Severity::Info => paint.blue("info"),
    };
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{severity}[{}]: {}", finding.code, printable(&finding.message));
    let _ = write!(out, "  {} {file}:{}:{}", paint.blue("-->"), finding.line, finding.column);
    let path = finding.path.as_deref().or(finding.segment_id.as_deref());
    if let Some(path) = path {
        let _ = write!(out, "  {}", printable(path));
    }
    let _ = write!(out, "  (segment {}", finding.segment);
    if let (Some(set), Some(at)) = (&finding.set_control_number, finding.set_segment) {
        let _ = write!(out, ", {at} of set {}", printable(set));
    }
    let _ = writeln!(out, ", SNIP {})", finding.snip);
    if let Some(excerpt) = &finding.excerpt {
        underline(&mut out, excerpt, paint);
    }
    if let Some(expected) = &finding.expected {
        let _ = writeln!(out, "   {} expected: {}", paint.blue("="), printable(expected));
    }
    for related in &finding.related {
        let value = related.value.as_deref().map_or(String::new(), |value| format!(": {}", printable(value)));
        let _ = writeln!(out, "   {} {} (segment {}){value}", paint.blue("="), printable(&related.path), related.segment);
    }
    if let Some(help) = &finding.help {
        let _ = writeln!(out, "   {} help: {}", paint.blue("="), printable(help));
    }
    out
}

fn underline(out: &mut String, excerpt: &Excerpt, paint: Paint) {
    let (start, length) = (excerpt.start.min(excerpt.text.len()), excerpt.length.max(1));
    let from = start.saturating_sub(SHOWN / 2);
    let shown: String = excerpt.text.bytes().skip(from).take(SHOWN).map(visible).collect();
    let (before, after) = (if from > 0 { "..." } else { "" }, if excerpt.text.len() > from + SHOWN { "..." } else { "" });
    let marked = "^".repeat(length.min(SHOWN));
    let _ = writeln!(out, "   {} {before}{shown}{after}", paint.blue("|"));
    let _ = writeln!(out, "   {} {}{}", paint.blue("|"), " ".repeat(before.len() + start - from), paint.red(&marked));
}

/// A byte as one column: control characters and anything beyond ASCII as a dot, so that no terminal escape gets through.
fn visible(byte: u8) -> char {
    if byte.is_ascii_graphic() || byte == b' ' { char::from(byte) } else { '.' }
}

fn printable(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { '.' } else { character }).collect()
}

#[derive(Clone, Copy)]
struct Paint {
    colour: bool,
}

impl Paint {
    fn red(self, text: &str) -> String {
        self.with("31;1", text)
    }

    fn yellow(self, text: &str) -> String {
        self.with("33;1", text)
    }

    fn blue(self, text: &str) -> String {
        self.with("34;1", text)
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}
