//! What stops the simulator from doing its own job. A bad claim never does: it is answered.

use std::io;
use std::path::PathBuf;

/// Why the simulator cannot go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The script is not TOML of the form described.
    #[error("the script cannot be read: {0}")]
    Script(#[from] toml::de::Error),
    /// A number in the script is too great.
    #[error("the script asks for {key} of {found}, at most {most} is possible")]
    ScriptValue {
        /// Which key.
        key: &'static str,
        /// What the script says.
        found: u64,
        /// What is possible.
        most: u64,
    },
    /// The journal cannot be read or written.
    #[error("the journal {path} cannot be used: {source}", path = path.display())]
    Journal {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A line of the journal is not a command; the last line may be cut, the others may not.
    #[error("line {line} of the journal {path} is damaged: {source}", path = path.display())]
    JournalDamaged {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// Why.
        source: serde_json::Error,
    },
    /// The certificate cannot be made.
    #[error("the certificate cannot be made: {0}")]
    Certificate(#[from] rcgen::Error),
    /// The certificate cannot be used.
    #[error("the certificate cannot be used: {0}")]
    Tls(#[from] rustls::Error),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: std::net::SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The server stopped.
    #[error("the server stopped: {0}")]
    Server(io::Error),
    /// Plain HTTP was asked for on an address that others can reach.
    #[error("plain HTTP is served on loopback only, not on {address}: claims would travel in clear")]
    PlainBeyondLoopback {
        /// The address.
        address: std::net::SocketAddr,
    },
}
