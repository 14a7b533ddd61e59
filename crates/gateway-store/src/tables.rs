//! The tables: one file for each, its rows as the core's types. Functions take the connection of a transaction that somebody else began and ends.

pub(crate) mod acknowledgements;
pub(crate) mod claims;
pub(crate) mod control_numbers;
pub(crate) mod events;
pub(crate) mod exceptions;
pub(crate) mod inbound;
pub(crate) mod keys;
pub(crate) mod ledger;
pub(crate) mod page;
pub(crate) mod payments;
pub(crate) mod submissions;
pub(crate) mod transmissions;
