//! Builders, fixtures and fakes for the tests of every crate.
//!
//! | room | what is in it |
//! |---|---|
//! | [`builders`] | synthetic claims, remittances and acknowledgements, valid unless a test breaks them |
//! | [`memory_store`] | the store port in memory: the model that says what a store should do |
//! | [`battery`] | the contract of the store port, as checks that run on any adapter |
//! | [`generators`] | proptest strategies for balanced remittances |

pub mod battery;
pub mod builders;
pub mod generators;
pub mod memory_store;
