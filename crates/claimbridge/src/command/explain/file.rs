//! Acknowledgements that a payer sent, in words.

use std::path::Path;

use anyhow::{Context, bail};
use serde::Serialize;
use x12::acknowledge::{self, ReceivedInterchange};

use super::Format;
use crate::{Status, input, output};

/// A file of acknowledgements, and what they say.
#[derive(Debug, Serialize)]
struct Told {
    file: String,
    interchanges: Vec<ToldInterchange>,
}

#[derive(Debug, Serialize)]
struct ToldInterchange {
    #[serde(flatten)]
    interchange: ReceivedInterchange,
    /// What the acknowledgements say, one statement a line.
    words: Vec<String>,
}

/// Tells what each acknowledgement of a file says.
pub(super) fn explain(path: &Path, format: Format) -> anyhow::Result<Status> {
    let file = input::name(path);
    let read = acknowledge::read(input::open(path)?, x12::syntax::Limits::default()).with_context(|| format!("{file} was not read"))?;
    let interchanges: Vec<ToldInterchange> = read.into_iter().filter(|one| !one.acknowledgments.is_empty()).map(told).collect();
    if interchanges.is_empty() {
        bail!(
            "{file} holds no acknowledgement (TA1, 999, 997 or 277CA) that could be explained; `claimbridge validate` and `claimbridge convert` take any file"
        );
    }
    let text = match format {
        Format::Json => serde_json::to_string_pretty(&Told { file, interchanges })? + "\n",
        Format::Text => interchanges.iter().map(text).collect(),
    };
    output::print(&text)?;
    Ok(Status::Clean)
}

fn told(interchange: ReceivedInterchange) -> ToldInterchange {
    let words = interchange.acknowledgments.iter().flat_map(acknowledge::Acknowledgment::explain).collect();
    ToldInterchange { interchange, words }
}

fn text(one: &ToldInterchange) -> String {
    let ReceivedInterchange { sender, receiver, control_number, .. } = &one.interchange;
    format!("{sender} to {receiver}, interchange {control_number}:\n{}\n", one.words.join("\n"))
}
