//! The claim life cycle, batching, acknowledgements, remittance matching, posting rules and the ledger; ports as traits.
//!
//! This crate is pure: it decides, and does nothing. It reads no clock, draws no random number, knows no database, no network and no text format.
//! Adapters gather what a decision needs, ask for the decision, and write down its answer in one transaction.
//!
//! ```
//! use gateway_core::money::Cents;
//! use gateway_core::ledger::{Account, EntryKind, JournalEntry, TrialBalance};
//!
//! let paid = Cents::parse("80.5").expect("an amount");
//! let entry = JournalEntry::moving(EntryKind::Payment, Account::Cash, Account::InsuranceReceivable, paid, "paid").expect("not zero");
//! let balance = TrialBalance::of([&entry]).expect("it fits");
//! assert_eq!(balance.difference(), Some(Cents::ZERO));
//! assert_eq!(balance.balance_of(&Account::Cash).to_string(), "80.50");
//! ```
//!
//! | room | what is in it |
//! |---|---|
//! | [`claim`], [`life_cycle`] | the claim record, and its state as it follows from facts |
//! | [`intake`], [`batching`], [`control_numbers`] | accepting claims; sealing them into an interchange |
//! | [`transmission`], [`sending`], [`outcome`], [`retry`] | attempts to send, how they end, what is due next |
//! | [`inbound`], [`acknowledgement`] | raw files; TA1, 999 and 277CA |
//! | [`remittance`], [`posting`], [`ledger`] | payments, the rules that post them, the accounts |
//! | [`effects`], [`exception`], [`event`] | what a decision wants written; what needs a person; everything that happened |
//! | [`ports`] | the store, the payer's transport, clock and random |

pub mod acknowledgement;
pub mod api_key;
pub mod batching;
pub mod claim;
pub mod control_numbers;
mod decimal;
pub mod digest;
pub mod effects;
pub mod event;
pub mod exception;
pub mod identifiers;
pub mod inbound;
pub mod intake;
pub mod ledger;
pub mod life_cycle;
pub mod limits;
pub mod money;
pub mod outcome;
pub mod phi;
pub mod ports;
pub mod posting;
pub mod quantity;
pub mod remittance;
pub mod retry;
pub mod sending;
pub mod transmission;

pub use decimal::DecimalError;
