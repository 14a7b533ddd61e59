//! What the crate promises, checked through its public interface only.

mod adversarial_multipart;
mod adversarial_soap;
mod adversarial_xml;
mod differential;
mod linear_time;
mod oracles;
mod quirks;
mod refusal;
mod replies;
mod round_trip;
mod samples;
