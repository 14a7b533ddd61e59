//! The command line as files: `cli/<case>/cmd` holds the arguments, `stdout`, `stderr` and `status` what must come of them.
//!
//! Each case runs in the folder of the fixtures. `cmd` is one command on one line, its words parted by blanks; `< FILE` at the end gives it a file
//! as stdin. After an intended change, `CLAIMBRIDGE_BLESS=1 cargo test -p claimbridge-tests --test cli` writes what now comes, for you to read.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use claimbridge_tests::{binary, fixture};

/// What a command did.
struct Done {
    stdout: String,
    stderr: String,
    status: i32,
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cli");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(&folder).expect("cli").map(|entry| entry.expect("an entry").path()).collect();
    cases.sort();
    cases
}

fn run(case: &Path) -> Done {
    let line = std::fs::read_to_string(case.join("cmd")).unwrap_or_else(|error| panic!("{}: {error}", case.display()));
    let (arguments, input) = line.split_once('<').map_or((line.as_str(), None), |(arguments, input)| (arguments, Some(input.trim())));
    let stdin = input.map_or(Stdio::null(), |input| File::open(fixture::folder().join(input)).expect("the file for stdin").into());
    let mut command = Command::new(binary::claimbridge());
    command.args(arguments.split_whitespace()).current_dir(fixture::folder()).env("NO_COLOR", "1").stdin(stdin);
    let output = command.output().expect("the binary runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Done { stdout: without_clock(&text(&output.stdout)), stderr: text(&output.stderr), status: output.status.code().unwrap_or(-1) }
}

/// An acknowledgement says when it was made: its dates and times become zeros.
fn without_clock(stdout: &str) -> String {
    if !stdout.starts_with("ISA*") {
        return stdout.to_owned();
    }
    let segments = stdout.split('~').map(|segment| {
        let mut elements: Vec<String> = segment.split('*').map(str::to_owned).collect();
        let clock: &[usize] = match elements.first().map(|id| id.trim()) {
            Some("ISA") => &[9, 10],
            Some("GS") => &[4, 5],
            // A 277CA says when it was made, and when the claims were received and decided.
            Some("BHT") => &[4, 5],
            Some("STC") => &[2],
            Some("DTP") if matches!(elements[1].as_str(), "050" | "009") => &[3],
            _ => &[],
        };
        for at in clock {
            elements[*at] = "0".repeat(elements[*at].len());
        }
        elements.join("*")
    });
    segments.collect::<Vec<_>>().join("~")
}

/// What differs between what came and what a file expects; or writes the file, if asked to.
fn differs(case: &Path, name: &str, came: &str) -> Option<String> {
    let path = case.join(name);
    if std::env::var_os("CLAIMBRIDGE_BLESS").is_some() {
        std::fs::write(&path, came).expect("written");
        return None;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let line =
        expected.lines().zip(came.lines()).position(|(expected, came)| expected != came).unwrap_or_else(|| expected.lines().count().min(came.lines().count()));
    let at = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
    (expected != came).then(|| format!("{} line {}\n  expected: {}\n  came:     {}", path.display(), line + 1, at(&expected), at(came)))
}

#[test]
fn every_command_does_what_its_files_say() {
    let cases = cases();
    assert!(!cases.is_empty(), "no cases");
    let mut faults = Vec::new();
    for case in &cases {
        let done = run(case);
        let files = [("stdout", done.stdout), ("stderr", done.stderr), ("status", format!("{}\n", done.status))];
        faults.extend(files.iter().filter_map(|(name, came)| differs(case, name, came)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
