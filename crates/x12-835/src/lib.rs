//! Remittances: the 835 in a biller's words, both directions.
