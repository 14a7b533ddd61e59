//! Errors of the envelope that come of one that was told before: of the same element, or of the control number that a trailer repeats.

use x12_findings::{Finding, Severity};

/// What was told of the control segments so far.
#[derive(Debug, Default)]
pub(crate) struct Consequences {
    /// The last control segment, by its ordinal, and its elements that have an error.
    told: (u64, Vec<String>),
    /// Whether ISA13 and GS06 have errors: what differs from them is no second one.
    interchange_number: bool,
    group_number: bool,
}

impl Consequences {
    /// An interchange begins with the segment of that ordinal, of which errors may have been told already.
    pub(crate) fn open_interchange(&mut self, ordinal: u64) {
        self.interchange_number &= self.told.0 == ordinal;
    }

    /// The same of a group.
    pub(crate) fn open_group(&mut self, ordinal: u64) {
        self.group_number &= self.told.0 == ordinal;
    }

    /// Whether an error is only a consequence; if not, it is taken note of.
    pub(crate) fn hold(&mut self, finding: &Finding) -> bool {
        let Some(element) = finding.element.as_ref().filter(|_| finding.severity == Severity::Error) else { return false };
        match element.as_str() {
            "ISA13" => self.interchange_number = true,
            "GS06" => self.group_number = true,
            "IEA02" if self.interchange_number => return true,
            "GE02" if self.group_number => return true,
            _ => {}
        }
        if self.told.0 != finding.segment {
            self.told = (finding.segment, Vec::new());
        }
        if self.told.1.contains(element) {
            return true;
        }
        self.told.1.push(element.clone());
        false
    }
}

/// Leaves one error for each element of SE, and none for an SE02 that differs from an ST02 which has an error itself.
pub(crate) fn one_fault_each(findings: &mut Vec<Finding>) {
    let is_error = |finding: &Finding, element: &str| finding.severity == Severity::Error && finding.element.as_deref() == Some(element);
    let number_faulty = findings.iter().any(|finding| is_error(finding, "ST02"));
    let of_envelope = |finding: &Finding| matches!(finding.code.as_ref(), "count-wrong" | "control-number-mismatch");
    let told: Vec<&str> = ["SE01", "SE02"].into_iter().filter(|element| findings.iter().any(|one| is_error(one, element) && of_envelope(one))).collect();
    findings.retain(|finding| {
        let surplus = told.iter().any(|element| is_error(finding, element)) && !of_envelope(finding);
        !(surplus || number_faulty && is_error(finding, "SE02"))
    });
}
