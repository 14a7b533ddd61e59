//! The payer's own certificate: made at start, handed out as PEM, so that a client can trust exactly this payer and no other.

use std::sync::Arc;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::error::Error;

/// A certificate and what a server needs to use it.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The certificate in PEM.
    pub pem: String,
    /// The server's side.
    pub(crate) config: Arc<ServerConfig>,
}

impl Identity {
    /// Makes a certificate for these names and addresses.
    ///
    /// # Errors
    /// If a name cannot stand in a certificate.
    pub fn make(names: Vec<String>) -> Result<Self, Error> {
        let CertifiedKey { cert, signing_key } = generate_simple_self_signed(names)?;
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
        // The provider is named here: a process-wide default would belong to whoever installs it first.
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Self { pem: cert.pem(), config: Arc::new(config) })
    }
}
