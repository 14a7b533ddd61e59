//! Claims: the 837 in a biller's words, both directions.
