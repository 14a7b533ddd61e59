//! Nothing about a patient reaches the log.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use core_connectivity::Style;

use crate::documents::{claim, file};
use crate::partner::{Partner, id, payer};

/// A log that is kept in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_value_of_a_claim_is_logged_whether_it_is_taken_or_refused() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone());
    subscriber.with_ansi(false).init();
    let payer = payer("[partner]\nuser_name = 'user'\npassword = 'secret'");
    let mut partner = Partner::of(&payer, Style::Mtom);
    partner.password = Some("secret");
    let bytes = file(1, &[claim("PAID-1"), claim("REJECT277-2")]);
    partner.accepted(&partner.submission(&id(1), &bytes)).await;
    partner.accepted(&partner.submission(&id(2), &bytes[..bytes.len() / 2])).await;
    partner.refused(&partner.submission(&id(3), b"PAID-1*DOE*JANE")).await;
    payer.stop().await.expect("a stop");
    // What the client in this process logs of its own connection is not the payer's.
    let text = log.text();
    let own: Vec<&str> = text.lines().filter(|line| line.contains("payer_simulator")).collect();
    assert!(own.iter().any(|line| line.contains(&id(1))), "the log says what was answered: {text}");
    for private in ["PAID-1", "REJECT277-2", "DOE", "JANE", "MEMBER1", "20100101", "secret"] {
        assert!(!own.iter().any(|line| line.contains(private)), "{private}");
    }
}
