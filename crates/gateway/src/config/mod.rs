//! Configuration: one TOML file in which everything may be left out. Without any, the daemon listens on loopback and keeps its data where it was started.
//!
//! ```toml
//! listen = "127.0.0.1:8720"
//! database = "claimbridge.db"
//! inbox = "inbox"                # "" watches no directory
//! codes = "codes"                # a folder of code lists, as CMS, NUCC and others publish them; "" has those built in alone
//!
//! [submitter]                    # loop 1000A of what is sent
//! name = "A Clinic"
//! contact = "Billing"
//! telephone = "5555550100"
//!
//! [[routes]]
//! id = "acme"
//! payers = ["ACME1"]             # none: every payer without a route of its own
//! sender = "SUBMITTER1"          # ISA06, GS02
//! receiver = "ACMEX"             # ISA08, GS03
//! url = "https://payer.example/core"
//! user_name = "SUBMITTER1"
//! password_file = "acme.password"
//! ```

mod route;

pub use route::{Envelope, RouteConfig};

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use gateway_core::posting::PostingPolicy;
use serde::Deserialize;
use x12_codes::{CodeTables, LoadError};
use x12_validate::Options;

use crate::limits;

/// Everything that can be configured.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Address of the HTTP API and the console. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// The database file.
    pub database: PathBuf,
    /// The directory that is watched for 837 and 835 files; an empty path watches none.
    pub inbox: PathBuf,
    /// The folder of code lists that claims are checked by, in place of those built in; with an empty path, those built in alone.
    pub codes: PathBuf,
    /// Who we are in what we send.
    pub submitter: Submitter,
    /// The ways to payers.
    pub routes: Vec<RouteConfig>,
    /// The rules for posting.
    pub posting: Posting,
    /// How often and how long.
    pub schedule: Schedule,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8720)),
            database: "claimbridge.db".into(),
            inbox: "inbox".into(),
            codes: PathBuf::new(),
            submitter: Submitter::default(),
            routes: Vec::new(),
            posting: Posting::default(),
            schedule: Schedule::default(),
        }
    }
}

/// Who we are in what we send (loop 1000A), where a claim does not say it itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Submitter {
    /// Name (NM103).
    pub name: String,
    /// Contact (PER02).
    pub contact: String,
    /// Telephone of the contact (PER04).
    pub telephone: String,
}

impl Default for Submitter {
    fn default() -> Self {
        Self { name: "CLAIMBRIDGE".into(), contact: "BILLING".into(), telephone: "5555550100".into() }
    }
}

/// The practice's rules for posting.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Posting {
    /// Reason codes (CARC) that are written off by themselves in groups CO and PI.
    pub safe_write_offs: BTreeSet<String>,
    /// The payees that are ours, by NPI or tax identifier; when none is named, every payee is.
    pub payees: BTreeSet<String>,
}

impl Default for Posting {
    fn default() -> Self {
        let PostingPolicy { safe_write_offs, payees } = PostingPolicy::default();
        Self { safe_write_offs, payees }
    }
}

impl Posting {
    pub(crate) fn policy(&self) -> PostingPolicy {
        PostingPolicy { safe_write_offs: self.safe_write_offs.clone(), payees: self.payees.clone() }
    }
}

/// How often and how long, in seconds. Parts of seconds are allowed.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Schedule {
    /// How long a claim waits for others to go out with it.
    pub batch_window_seconds: f64,
    /// How often it is looked whether something is due.
    pub tick_seconds: f64,
    /// How often a payer is asked for what it has for us.
    pub fetch_seconds: f64,
    /// How often the inbox is looked at. A file is taken when its size was the same in two looks.
    pub inbox_seconds: f64,
}

impl Default for Schedule {
    fn default() -> Self {
        Self { batch_window_seconds: 5.0, tick_seconds: 1.0, fetch_seconds: 60.0, inbox_seconds: 2.0 }
    }
}

impl Schedule {
    pub(crate) fn batch_window(&self) -> Duration {
        seconds(self.batch_window_seconds)
    }

    pub(crate) fn tick(&self) -> Duration {
        seconds(self.tick_seconds)
    }

    pub(crate) fn fetch(&self) -> Duration {
        seconds(self.fetch_seconds)
    }

    pub(crate) fn inbox(&self) -> Duration {
        seconds(self.inbox_seconds)
    }
}

/// A time from its configuration. Anything that is no sensible time becomes the nearest that is, so that no loop spins and no wait is for ever.
fn seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or(Duration::from_secs(86_400)).clamp(Duration::from_millis(5), Duration::from_secs(86_400))
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the configuration {path} cannot be read")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// It is no configuration.
    #[error("the configuration {path} is not understood: {source}")]
    NotUnderstood {
        /// The file.
        path: PathBuf,
        /// Where and why.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// Two routes have one name.
    #[error("two routes are called {id:?}; each needs a name of its own")]
    RouteTwice {
        /// The name.
        id: String,
    },
    /// Two routes lead to one payer.
    #[error("two routes lead to payer {payer:?}; one claim takes one way")]
    PayerTwice {
        /// The payer.
        payer: String,
    },
    /// An identifier does not fit the interchange header.
    #[error("route {id:?}: {element} takes 1 to 15 letters, digits or spaces, found {found:?}")]
    Identifier {
        /// The route.
        id: String,
        /// The element.
        element: &'static str,
        /// What was configured.
        found: String,
    },
    /// A companion guide has errors.
    #[error("route {id:?}: a companion guide cannot be used:\n{issues}")]
    Companion {
        /// The route.
        id: String,
        /// Its issues, one on each line.
        issues: String,
    },
    /// Nothing says whose companion guide it is.
    #[error("route {id:?} is for every payer; the companion guide {path} must say by `payer` whose it is")]
    CompanionOfNobody {
        /// The route.
        id: String,
        /// The file.
        path: PathBuf,
    },
    /// The code lists cannot be loaded.
    #[error("the code lists of `codes` cannot be used: {0}")]
    Codes(#[from] LoadError),
    /// A file that a route names cannot be read.
    #[error("route {id:?}: the file {path} cannot be read")]
    RouteFile {
        /// The route.
        id: String,
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}

impl Config {
    /// Reads a file. Paths in it are relative to the directory that it stands in.
    ///
    /// # Errors
    /// When it cannot be read, is not understood, or contradicts itself.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
        let not_understood = |source| ConfigError::NotUnderstood { path: path.to_owned(), source: Box::new(source) };
        let mut config: Self = toml::from_str(&text).map_err(not_understood)?;
        config.stand_in(path.parent().unwrap_or(Path::new("")));
        config.check()?;
        Ok(config)
    }

    /// A configuration that keeps everything in one directory and listens on a free port of loopback.
    #[must_use]
    pub fn within(directory: &Path) -> Self {
        let listen = SocketAddr::from(([127, 0, 0, 1], 0));
        Self { listen, database: directory.join("claimbridge.db"), inbox: directory.join("inbox"), ..Self::default() }
    }

    /// Checks what the types cannot.
    ///
    /// # Errors
    /// When routes contradict each other or an identifier does not fit.
    pub fn check(&self) -> Result<(), ConfigError> {
        let (mut ids, mut payers) = (BTreeSet::new(), BTreeSet::new());
        for route in &self.routes {
            route.check()?;
            if !ids.insert(&route.id) {
                return Err(ConfigError::RouteTwice { id: route.id.clone() });
            }
            if let Some(payer) = route.payers.iter().find(|payer| !payers.insert(*payer)) {
                return Err(ConfigError::PayerTwice { payer: payer.clone() });
            }
        }
        Ok(())
    }

    /// What claims are checked by: the guides, the code lists, and what the payers of the routes ask for.
    pub(crate) fn checks(&self) -> Result<Options, ConfigError> {
        let codes = if self.codes.as_os_str().is_empty() { CodeTables::default() } else { CodeTables::load_folder(&self.codes)? };
        let partners = self.routes.iter().map(RouteConfig::partners).collect::<Result<Vec<_>, _>>()?.concat();
        Ok(Options { most_findings: limits::FINDINGS, partners, codes, ..Options::default() })
    }

    fn stand_in(&mut self, directory: &Path) {
        for path in [&mut self.database, &mut self.inbox, &mut self.codes] {
            if !path.as_os_str().is_empty() {
                *path = directory.join(&*path);
            }
        }
        for route in &mut self.routes {
            route.stand_in(directory);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Config, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gateway.toml");
        std::fs::write(&path, text).unwrap();
        Config::load(&path)
    }

    const ROUTE: &str = "[[routes]]\nid = 'a'\nsender = 'US'\nreceiver = 'THEM'\nurl = 'https://payer.example/core'\n";

    #[test]
    fn nothing_needs_to_be_configured() {
        let config = read("").unwrap();
        assert_eq!(config.listen, "127.0.0.1:8720".parse().unwrap());
        assert!(config.listen.ip().is_loopback() && config.database.ends_with("claimbridge.db") && config.inbox.ends_with("inbox"));
    }

    #[test]
    fn a_misspelt_key_is_told_with_its_line() {
        let error = read("\nlisten_on = '127.0.0.1:1'\n").unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains("listen_on"), "{error}");
    }

    #[test]
    fn routes_that_contradict_each_other_are_refused() {
        assert!(matches!(read(&format!("{ROUTE}{ROUTE}")), Err(ConfigError::RouteTwice { .. })));
        let two = format!("{ROUTE}payers = ['P']\n{}payers = ['P']\n", ROUTE.replace("'a'", "'b'"));
        assert!(matches!(read(&two), Err(ConfigError::PayerTwice { payer }) if payer == "P"));
        assert!(matches!(read(&ROUTE.replace("'THEM'", "'SIXTEEN CHARS OK'")), Err(ConfigError::Identifier { element: "ISA08", .. })));
    }

    #[test]
    fn code_lists_are_those_of_the_folder_beside_the_configuration() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gateway.toml");
        std::fs::write(&path, "codes = 'lists'\n").unwrap();
        let config = Config::load(&path).unwrap();
        let told = config.checks().unwrap_err().to_string();
        assert!(told.contains("codes") && told.contains("lists"), "{told}");
        std::fs::create_dir(folder.path().join("lists")).unwrap();
        std::fs::write(folder.path().join("lists/procedure-cpt.csv"), "code\n99213\n").unwrap();
        assert!(config.checks().unwrap().codes.get("procedure-cpt").is_some());
        assert!(read("").unwrap().checks().unwrap().codes.get("procedure-cpt").is_none());
    }

    #[test]
    fn a_time_that_is_none_becomes_the_nearest_that_is() {
        assert_eq!(seconds(-1.0), Duration::from_secs(86_400));
        assert_eq!(seconds(0.0), Duration::from_millis(5));
        assert_eq!(seconds(f64::NAN), Duration::from_secs(86_400));
        assert_eq!(seconds(1.5), Duration::from_millis(1_500));
    }
}
