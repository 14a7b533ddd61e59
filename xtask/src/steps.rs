//! The steps of a run: each announced, timed and counted. A step that fails does not keep the next from running.

use std::time::{Duration, Instant};

use anyhow::bail;

/// How a step ended.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It holds; the lines are repeated at the end of the run.
    Passed(Vec<String>),
    /// It could not be tried here, and why.
    Skipped(String),
}

impl From<()> for Outcome {
    fn from((): ()) -> Self {
        Self::Passed(Vec::new())
    }
}

impl From<Vec<String>> for Outcome {
    fn from(lines: Vec<String>) -> Self {
        Self::Passed(lines)
    }
}

#[derive(Debug)]
struct Done {
    name: &'static str,
    took: Duration,
    outcome: anyhow::Result<Outcome>,
}

/// A run of steps.
#[derive(Debug)]
pub(crate) struct Steps {
    only: Option<String>,
    done: Vec<Done>,
}

impl Steps {
    /// A run of all steps, or of those whose name holds a word.
    pub(crate) fn new(only: Option<&str>) -> Self {
        Self { only: only.map(str::to_owned), done: Vec::new() }
    }

    /// Runs one step.
    pub(crate) fn run<O: Into<Outcome>>(&mut self, name: &'static str, step: impl FnOnce() -> anyhow::Result<O>) {
        if self.only.as_deref().is_some_and(|word| !name.contains(word)) {
            return;
        }
        eprintln!("\n=== {name}");
        let start = Instant::now();
        let outcome = step().map(Into::into);
        let took = start.elapsed();
        if let Err(error) = &outcome {
            eprintln!("{error:#}");
        }
        self.done.push(Done { name, took, outcome });
        if let Some(last) = self.done.last() {
            eprintln!("--- {}", last.line());
        }
    }

    /// Prints what every step came to; the last line counts them.
    ///
    /// # Errors
    /// If a step failed, or there was none.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        println!("\n=== what was said");
        for done in &self.done {
            done.said().iter().for_each(|line| println!("{}: {}", done.name, line.trim()));
        }
        println!("\n=== what was done");
        self.done.iter().for_each(|done| println!("{}", done.line()));
        let failed = self.done.iter().filter(|done| done.outcome.is_err()).count();
        let skipped = self.done.iter().filter(|done| matches!(done.outcome, Ok(Outcome::Skipped(_)))).count();
        if skipped > 0 {
            println!("{skipped} skipped, because this machine lacks what they need");
        }
        println!("{} passed, {failed} failed", self.done.len() - failed - skipped);
        if failed > 0 {
            bail!("{failed} steps failed");
        }
        if self.done.is_empty() {
            bail!("no step has such a name");
        }
        Ok(())
    }
}

impl Done {
    fn said(&self) -> Vec<String> {
        match &self.outcome {
            Ok(Outcome::Passed(lines)) => lines.clone(),
            Ok(Outcome::Skipped(_)) => Vec::new(),
            Err(error) => format!("{error:#}").lines().map(str::to_owned).collect(),
        }
    }

    fn line(&self) -> String {
        let verdict = match &self.outcome {
            Ok(Outcome::Passed(_)) => "passed".to_owned(),
            Ok(Outcome::Skipped(why)) => format!("skipped: {why}"),
            Err(_) => "FAILED".to_owned(),
        };
        format!("{:<28} {:>6.1} s  {verdict}", self.name, self.took.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_fails_the_run_and_lets_the_next_one_run() {
        let mut steps = Steps::new(None);
        let mut ran = false;
        steps.run("first", || -> anyhow::Result<()> { bail!("broken") });
        steps.run("second", || -> anyhow::Result<()> {
            ran = true;
            Ok(())
        });
        assert!(ran);
        assert!(steps.finish().is_err());
    }

    #[test]
    fn a_skipped_step_is_no_failure_and_no_step_is_one() {
        let mut steps = Steps::new(Some("this"));
        steps.run("this one", || Ok(Outcome::Skipped("no compiler".to_owned())));
        steps.run("another", || -> anyhow::Result<()> { bail!("must not run") });
        assert!(steps.finish().is_ok());
        assert!(Steps::new(None).finish().is_err());
    }
}
