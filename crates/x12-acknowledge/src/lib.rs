//! TA1, 999 and 277CA: made from findings, and read from payers.
