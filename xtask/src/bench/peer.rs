//! pyx12 in the same rotation: it validates the document in a process of its own and tells how long that took without its start.

use std::io::Write;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, ensure};

use super::passes::{Pass, Read};
use crate::{place, pyx12, shell};

/// The pass of pyx12, or why there is none.
pub(super) fn pass() -> anyhow::Result<Result<Pass, String>> {
    let home = place::target()?.join("pyx12");
    if let Err(why) = pyx12::installed(&home) {
        return Ok(Err(why));
    }
    let program = place::root().join("xtask/src/bench/timed.py");
    let run = move |document: &[u8]| {
        let mut file = tempfile::NamedTempFile::new()?;
        file.write_all(document)?;
        let (status, text) = shell::answer(Command::new(home.join("bin/python")).arg(&program).arg(file.path()))?;
        ensure!(status.success(), "pyx12 ended with {status}\n{text}");
        let seconds = text.trim().parse::<f64>().with_context(|| format!("pyx12 said {text:?}"))?;
        Ok(Read { segments: None, time: Some(Duration::from_secs_f64(seconds)) })
    };
    Ok(Ok(Pass { name: format!("{} (types 1, 2 and part of 4)", pyx12::RELEASE), run: Box::new(run) }))
}
