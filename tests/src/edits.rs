//! Documents told as changes of a fixture: what a rule's own fixture is made of.
//!
//! ```text
//! What the rule is about, in a line or two.
//! base 005010X222A1/valid/subscriber-is-patient.x12
//! fail 2000B/2300/REF
//! -CLM*PCN1*125***11:B:1*Y*A*Y*Y
//! +CLM*PCN1*125***11:B:7*Y*A*Y*Y
//! clean
//! -CLM*PCN1*125***11:B:1*Y*A*Y*Y
//! +CLM*PCN1*125***11:B:7*Y*A*Y*Y
//! +REF*F8*4711
//! ```
//!
//! `base` holds until the next one. `fail` names the path at which the one finding stands, `clean` a document without errors. A line with `-` finds the
//! next segment that reads so and takes it out, one with a blank finds it and leaves it, one with `+` puts a segment where the last one was found. SE01
//! is counted anew.

/// One document of a rule's fixture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The line where it begins, for the message of a failing test.
    pub line: usize,
    /// The path of the finding, or none if there is to be no error.
    pub fails_at: Option<String>,
    /// The document.
    pub document: String,
}

/// Reads a rule's fixture; `base` gives the text of a fixture.
///
/// # Panics
/// If the text is not of the form above, or a segment to be found is not there.
#[must_use]
pub fn read(text: &str, base: impl Fn(&str) -> String) -> Vec<Example> {
    let mut segments: Vec<String> = Vec::new();
    let mut examples: Vec<(usize, Option<String>, Vec<String>, usize)> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if let Some(name) = line.strip_prefix("base ") {
            segments = base(name).split('~').map(|segment| segment.trim().to_owned()).filter(|segment| !segment.is_empty()).collect();
        } else if let Some(path) = line.strip_prefix("fail ") {
            examples.push((number + 1, Some(path.to_owned()), segments.clone(), 0));
        } else if line == "clean" {
            examples.push((number + 1, None, segments.clone(), 0));
        } else if let Some((.., document, at)) = examples.last_mut() {
            apply(line, number + 1, document, at);
        }
    }
    examples.into_iter().map(|(line, fails_at, segments, _)| Example { line, fails_at, document: written(segments) }).collect()
}

fn apply(line: &str, number: usize, document: &mut Vec<String>, at: &mut usize) {
    let find = |wanted: &str| {
        let found = document.iter().skip(*at).position(|segment| segment == wanted);
        *at + found.unwrap_or_else(|| panic!("line {number}: no segment {wanted} behind segment {at}"))
    };
    if let Some(segment) = line.strip_prefix('-') {
        *at = find(segment);
        document.remove(*at);
    } else if let Some(segment) = line.strip_prefix('+') {
        document.insert(*at, segment.to_owned());
        *at += 1;
    } else if let Some(segment) = line.strip_prefix(' ') {
        *at = find(segment) + 1;
    } else {
        assert!(line.is_empty(), "line {number} begins with none of '-', '+' and a blank: {line}");
    }
}

fn written(mut segments: Vec<String>) -> String {
    let mut start = 0;
    for (index, segment) in segments.iter_mut().enumerate() {
        if segment.starts_with("ST*") {
            start = index;
        } else if segment.starts_with("SE*") {
            let control_number = segment.split('*').nth(2).unwrap_or_default().to_owned();
            *segment = format!("SE*{}*{control_number}", index - start + 1);
        }
    }
    segments.iter().map(|segment| format!("{segment}~\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_changes_of_a_base() {
        let text = "Words.\nbase b\nfail X/CLM01\n-CLM*1\n+CLM*2\n+REF*3\nclean\n HI*A\n+HI*B\n";
        let examples = read(text, |name| format!("ST*{name}*1~CLM*1~HI*A~SE*9*1~"));
        let written = |document: &str| document.replace('\n', "");
        assert_eq!(examples.len(), 2);
        assert_eq!((examples[0].line, examples[0].fails_at.as_deref()), (3, Some("X/CLM01")));
        assert_eq!(written(&examples[0].document), "ST*b*1~CLM*2~REF*3~HI*A~SE*5*1~");
        assert_eq!(written(&examples[1].document), "ST*b*1~CLM*1~HI*A~HI*B~SE*5*1~");
    }

    #[test]
    #[should_panic(expected = "line 3: no segment ZZZ")]
    fn a_segment_that_is_not_there_is_told() {
        let _ = read("base b\nclean\n-ZZZ\n", |_| "ST*1*1~".to_owned());
    }
}
