//! Commands of the system: shown before they run, with a time after which they are ended, their output passed on and partly kept.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::place;

/// Longer than any step takes on two cores from nothing; a step that hangs must not hang the run.
const PATIENCE: Duration = Duration::from_secs(45 * 60);

/// Cargo, in the root of the repository.
pub(crate) fn cargo<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(place::root());
    command
}

/// Whether a program is there: it is asked for something harmless.
pub(crate) fn answers(program: &str, argument: &str) -> bool {
    let quiet = Command::new(program).arg(argument).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.is_ok_and(|status| status.success())
}

/// Runs a command whose success is all that matters.
///
/// # Errors
/// If it cannot be started, fails, or takes too long.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    run_keeping(command, |_| false).map(|_| ())
}

/// Runs a command and keeps the lines of its output that matter.
///
/// # Errors
/// If it cannot be started, fails, or takes too long; the kept lines then stand in the error.
pub(crate) fn run_keeping(command: &mut Command, keep: fn(&str) -> bool) -> anyhow::Result<Vec<String>> {
    let (status, kept) = watch(command, PATIENCE, keep)?;
    if !status.success() {
        let said: String = kept.iter().map(|line| format!("\n{line}")).collect();
        bail!("ended with {status}{said}");
    }
    Ok(kept)
}

/// Runs a command, ends it after a time, passes its output on, and keeps the lines that matter.
///
/// # Errors
/// If it cannot be started or takes too long.
pub(crate) fn watch(command: &mut Command, patience: Duration, keep: fn(&str) -> bool) -> anyhow::Result<(ExitStatus, Vec<String>)> {
    eprintln!("$ {}", shown(command));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", command.get_program().display()))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        let out = scope.spawn(move || pass_on(out, std::io::stdout(), keep));
        let err = scope.spawn(move || pass_on(err, std::io::stderr(), keep));
        let status = wait(&mut child, patience);
        let mut kept = out.join().unwrap_or_default();
        kept.extend(err.join().unwrap_or_default());
        Ok((status?, kept))
    })
}

/// The output of a command that says something short; what it says to stderr comes after what it says to stdout.
///
/// # Errors
/// If it cannot be started.
pub(crate) fn answer(command: &mut Command) -> anyhow::Result<(ExitStatus, String)> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {}", command.get_program().display()))?;
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    Ok((output.status, text))
}

/// The command as a person would type it, with paths from the root of the repository.
fn shown(command: &Command) -> String {
    let root = format!("{}/", place::root().display());
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<String> = words.map(|word| word.to_string_lossy().replace(&root, "")).collect();
    let settings: String = command.get_envs().filter_map(|(name, value)| Some(format!("{}='{}' ", name.display(), value?.display()))).collect();
    settings + &words.join(" ")
}

fn pass_on(from: Option<impl Read>, mut to: impl Write, keep: fn(&str) -> bool) -> Vec<String> {
    let mut kept = Vec::new();
    let Some(from) = from else { return kept };
    let mut lines = BufReader::new(from);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        // Whoever closed our output still gets the step's verdict.
        let _ = to.write_all(&line);
        let text = String::from_utf8_lossy(&line);
        if keep(&text) {
            kept.push(text.trim_end().to_owned());
        }
        line.clear();
    }
    kept
}

fn wait(child: &mut Child, patience: Duration) -> anyhow::Result<ExitStatus> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().context("cannot tell whether it ended")? {
            return Ok(status);
        }
        if start.elapsed() > patience {
            child.kill().context("cannot end it")?;
            child.wait().context("cannot end it")?;
            bail!("ended by us after {} s", patience.as_secs());
        }
        thread::sleep(Duration::from_millis(50));
    }
}
