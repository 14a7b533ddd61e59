//! What the payer promises to a client: by its X12 answers, over the network, and across a restart.

mod answers;
mod documents;
mod network;
mod partner;
mod privacy;
