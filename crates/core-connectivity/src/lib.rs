//! CAQH CORE connectivity envelopes (SOAP, MTOM, MIME), both ways, pure: bytes in, bytes out.
