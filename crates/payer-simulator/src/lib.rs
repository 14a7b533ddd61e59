//! A payer that speaks CAQH CORE and decides by script: it acknowledges, refuses, pays, denies, reverses, and misbehaves when asked.
//!
//! ```
//! use payer_simulator::{Options, Outcome, Script, start};
//!
//! // What becomes of a claim stands at the front of its patient control number...
//! assert_eq!(Outcome::asked_by("DENIED-7"), Some(Outcome::Denied));
//! // ...or in a script.
//! let script = Script::parse("[[rules]]\nprocedure = '99213'\noutcome = 'partial'\ncopay = '15.00'")?;
//!
//! # let runtime = tokio::runtime::Runtime::new()?;
//! # runtime.block_on(async {
//! let payer = start(Options { script, ..Options::default() })?;
//! println!("{} with the certificate\n{}", payer.core_url(), payer.certificate_pem().unwrap_or_default());
//! assert!(payer.state().transmissions.is_empty());
//! payer.stop().await?;
//! # Ok::<(), payer_simulator::Error>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | to | use |
//! |---|---|
//! | run a payer | [`start`] or [`serve`] with [`Options`] |
//! | say how it behaves | [`Script`], [`Outcome`] |
//! | know what it received and paid | [`Running::state`] |
//! | use it without a network | [`Desk`] (CORE messages) or [`Simulator`] (X12 bytes) |
//!
//! Layout: `server` and `certificate` face the network, `desk` speaks CORE, `simulator` keeps the books over `examination`
//! (bytes to answers), which stands on `intake`, `decision`, `adjudication`, `payment` and the writers of each answer.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice))]

mod acknowledgment;
mod adjudication;
mod certificate;
mod claim;
mod clock;
mod command;
mod control_numbers;
mod decision;
mod desk;
mod envelope;
mod error;
mod examination;
mod identity;
mod intake;
mod journal;
pub mod limits;
mod mail;
mod mailbox;
mod money;
mod outcome;
mod payment;
mod remittance;
mod results;
mod script;
mod server;
mod simulator;
mod state;

pub use adjudication::{AdjudicatedLine, Adjudication, Adjustment};
pub use certificate::Identity;
pub use claim::{Person, Provider, ReceivedClaim, ReceivedLine};
pub use clock::Clock;
pub use command::{Command, Confirmation, Fetch, Payload, Submission};
pub use decision::{Decision, Share, decide};
pub use desk::{CLAIM_ACKNOWLEDGMENT, Desk, INTERCHANGE_ACKNOWLEDGMENT, REMITTANCE, Spoken};
pub use error::Error;
pub use examination::InterchangeVerdict;
pub use mailbox::LetterKind;
pub use money::Money;
pub use outcome::Outcome;
pub use script::{ClaimStatus, Partner, Payer, Reason, Rule, Script, Terms, Timing};
pub use server::{CORE_PATH, Options, Running, STATE_PATH, serve, start};
pub use simulator::{AcknowledgmentKind, Answer, Conduct, Receipt, Simulator};
pub use state::{ClaimState, InterchangeState, PaymentState, State, TransmissionState};
