//! The world as the core asks for it: the time of day and unpredictable bytes.

use gateway_core::ports::{Clock, Random};
use jiff::Timestamp;
use ring::rand::{SecureRandom, SystemRandom};

/// The computer's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The operating system's random numbers.
#[derive(Debug)]
pub struct SystemEntropy(SystemRandom);

impl SystemEntropy {
    /// The source.
    #[must_use]
    pub fn new() -> Self {
        Self(SystemRandom::new())
    }
}

impl Default for SystemEntropy {
    fn default() -> Self {
        Self::new()
    }
}

impl Random for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        // The kernel's generator fails only where there is none (an old kernel in a broken container). Keys and identifiers made without it would be
        // guessable, so there is nothing to go on with.
        #[expect(clippy::panic, reason = "without random numbers no key and no identifier may be made")]
        if self.0.fill(bytes).is_err() {
            panic!("the operating system gives no random numbers");
        }
    }
}
