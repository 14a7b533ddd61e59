//! A guide file may hold anything: the loader answers with issues that name a place in the file, and never panics.

use x12_guide::{GuideIssue, Severity, lint, load, shipped};

/// The name under which the input is loaded.
const NAME: &str = "input.xml";

/// Load and lint agree on whether the input is a guide, and each issue of the input lies inside it.
pub fn check(input: &[u8]) {
    let text = String::from_utf8_lossy(input).into_owned();
    let mut resolver = |name: &str| if name == NAME { Some(text.clone()) } else { shipped().text(name) };
    let issues = lint(NAME, &mut resolver);
    match load(NAME, &mut resolver) {
        Ok(_) => {}
        Err(found) => {
            assert!(found.iter().any(|issue| issue.severity == Severity::Error), "not loaded, and no error says why");
            assert!(issues.iter().any(|issue| issue.severity == Severity::Error), "lint passes what does not load");
        }
    }
    for issue in issues.iter().filter(|issue| issue.file == NAME) {
        assert!(lies_inside(issue, &text), "{issue} lies outside the file");
    }
}

/// Whether the line exists and has the column, or ends just before it.
fn lies_inside(issue: &GuideIssue, text: &str) -> bool {
    let at = (issue.line as usize).checked_sub(1);
    let line = at.and_then(|at| text.split('\n').nth(at));
    line.is_some_and(|line| issue.column >= 1 && issue.column as usize <= line.chars().count() + 1)
}
