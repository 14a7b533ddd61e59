//! The claim life cycle, batching, acknowledgements, remittance matching, posting rules and the ledger; ports as traits.
