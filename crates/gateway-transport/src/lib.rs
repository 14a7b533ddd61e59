//! The PayerTransport port: CAQH CORE over HTTPS.
