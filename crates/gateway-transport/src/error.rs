//! Why a connection cannot be set up. What goes wrong in an exchange is no error here: it is a result of the exchange.

/// Why a connection cannot be set up. All of it is the configuration's fault.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The address cannot be read.
    #[error("the payer's address {url:?} is no URL, expected one such as https://payer.example/core")]
    NoUrl {
        /// What was configured.
        url: String,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Claims would leave in clear.
    #[error("the payer's address {endpoint} is not https; only a loopback address may be plain http, because claims travel in it")]
    NotSecure {
        /// The address, without user name or query.
        endpoint: String,
    },
    /// The trusted certificate cannot be read.
    #[error("the trusted certificate of {endpoint} is no PEM certificate")]
    Certificate {
        /// The address.
        endpoint: String,
        /// Why.
        #[source]
        source: reqwest::Error,
    },
    /// The client cannot be built.
    #[error("the connection to {endpoint} cannot be set up")]
    Client {
        /// The address.
        endpoint: String,
        /// Why.
        #[source]
        source: reqwest::Error,
    },
}
