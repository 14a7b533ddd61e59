//! The commands, one per file.

pub(crate) mod ack;
pub(crate) mod convert;
pub(crate) mod daemon;
pub(crate) mod explain;
pub(crate) mod guide;
pub(crate) mod validate;

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use anyhow::{Context, bail};
use x12::codes::{CodeTables, Day};
use x12::guide::{Companion, GuideSet, load_companion};
use x12::validate::{Guides, Options};

/// The guides that a command works with: those of a folder, if one is named, before the shipped ones.
pub(crate) fn guides(folder: Option<&Path>) -> anyhow::Result<Guides> {
    let Some(folder) = folder else { return Ok(Guides::Shipped) };
    match GuideSet::with_files(guide_files(folder)?) {
        Ok(set) => Ok(Guides::Own(Arc::new(set))),
        Err(issues) => {
            let lines: Vec<String> = issues.iter().map(ToString::to_string).collect();
            bail!("the guides in {} cannot be used:\n{}", folder.display(), lines.join("\n"))
        }
    }
}

/// The XML files of a folder and those below it, named from the folder.
pub(crate) fn guide_files(folder: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "xml") {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
                found.push((name, text));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A limit that is not the usual one.
#[derive(Debug, Clone)]
pub(crate) struct Limit {
    name: String,
    value: u64,
}

impl FromStr for Limit {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let names = || Options::limit_names().collect::<Vec<_>>().join(", ");
        let (name, value) = text.split_once('=').with_context(|| format!("a limit has the form NAME=NUMBER; the names are {}", names()))?;
        let value = value.parse::<u64>().ok().filter(|value| *value > 0).with_context(|| format!("the limit {name} is a number above 0"))?;
        if !Options::default().set_limit(name, value) {
            bail!("there is no limit {name:?}; the names are {}", names());
        }
        Ok(Self { name: name.to_owned(), value })
    }
}

/// What files are checked against, for every command that checks.
#[derive(Debug, clap::Args)]
pub(crate) struct Checking {
    /// A folder of guides of your own, which stand before the shipped ones.
    #[arg(long, value_name = "DIR")]
    guides: Option<PathBuf>,
    /// A payer's companion guide, which asks for more than the guide does; as often as needed.
    #[arg(long = "companion", value_name = "FILE")]
    companions: Vec<PathBuf>,
    /// A folder of external code lists as CMS, X12, NUCC and others publish them, in place of those built in.
    #[arg(long, value_name = "DIR")]
    codes: Option<PathBuf>,
    /// The day by which all codes are judged, CCYYMMDD or CCYY-MM-DD; without it, the day of the service or of the message.
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Day>,
    /// What a file may ask of the reader, in place of the usual limit: NAME=NUMBER, as often as needed.
    #[arg(long = "limit", value_name = "NAME=NUMBER")]
    limits: Vec<Limit>,
}

impl Checking {
    /// The options of a validation.
    pub(crate) fn options(&self) -> anyhow::Result<Options> {
        let mut options = Options { guides: guides(self.guides.as_deref())?, ..Options::default() };
        for path in &self.companions {
            options.partners.push(companion(path, options.guides.set())?.into());
        }
        if let Some(folder) = &self.codes {
            options.codes = CodeTables::load_folder(folder)?;
        }
        options.as_of = self.as_of;
        for limit in &self.limits {
            if !options.set_limit(&limit.name, limit.value) {
                bail!("there is no limit {:?}", limit.name);
            }
        }
        Ok(options)
    }
}

fn day(text: &str) -> anyhow::Result<Day> {
    Day::read_published(text).with_context(|| format!("{text:?} is no date; expected CCYYMMDD or CCYY-MM-DD"))
}

/// Reads a companion guide.
fn companion(path: &Path, guides: &GuideSet) -> anyhow::Result<Companion> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let name = path.display().to_string();
    load_companion(&name, &mut |_| Some(text.clone()), guides).map_err(|issues| {
        let lines: Vec<String> = issues.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("the companion guide {name} cannot be used:\n{}", lines.join("\n"))
    })
}
