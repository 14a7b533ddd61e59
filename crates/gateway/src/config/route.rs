//! One way to one or several payers: the names in the envelope, the address, and what is known of the payer's habits.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use core_connectivity::PayloadType;
use gateway_core::retry::{ConnectorProfile, DropsCopiesBy};
use gateway_core::transmission::Usage;
use gateway_transport::{CoreConnection, CoreStyle, Login, refusals_before_processing};
use serde::Deserialize;
use x12_guide::{GuideIssue, load_companion};
use x12_validate::Partner;

use super::{ConfigError, seconds};

/// One way to one or several payers.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouteConfig {
    /// Its name.
    pub id: String,
    /// The payers (2010BB NM109) that it leads to; none: every payer without a route of its own.
    #[serde(default)]
    pub payers: BTreeSet<String>,
    /// Name of the receiver (1000B NM103); the receiver's identifier stands in for it.
    #[serde(default)]
    pub receiver_name: Option<String>,
    /// Interchange sender (ISA06, GS02), also the CORE SenderID.
    pub sender: String,
    /// Qualifier of the sender (ISA05).
    #[serde(default = "mutually_defined")]
    pub sender_qualifier: String,
    /// Interchange receiver (ISA08, GS03), also the CORE ReceiverID.
    pub receiver: String,
    /// Qualifier of the receiver (ISA07).
    #[serde(default = "mutually_defined")]
    pub receiver_qualifier: String,
    /// Usage indicator (ISA15). Test unless somebody says otherwise.
    #[serde(default = "test")]
    pub usage: Usage,
    /// Address of the CORE service.
    pub url: String,
    /// The envelope.
    #[serde(default)]
    pub envelope: Envelope,
    /// User name at the payer.
    #[serde(default)]
    pub user_name: Option<String>,
    /// Password at the payer. A file keeps it out of the configuration.
    #[serde(default)]
    pub password: Option<String>,
    /// File with the password at the payer.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// File with the one certificate, in PEM, that is trusted for this payer; without it, the system's.
    #[serde(default)]
    pub trusted_certificate_file: Option<PathBuf>,
    /// The certificate itself, for those who have it in memory.
    #[serde(skip)]
    pub trusted_certificate: Option<String>,
    /// What the payer is known to drop copies by. Only then an UNKNOWN is sent again by itself, with the same bytes.
    #[serde(default)]
    pub drops_copies_by: DropsCopiesBy,
    /// Whether the payer can be asked what became of a payload.
    #[serde(default = "yes")]
    pub can_be_asked: bool,
    /// Whether the payer is told that what was fetched is safe with us.
    #[serde(default = "yes")]
    pub confirms_receipt: bool,
    /// Error codes by which the payer says that it never got a payload.
    #[serde(default)]
    pub never_received_codes: Vec<String>,
    /// Seconds between an attempt and the next. CORE asks for 90 at least.
    #[serde(default = "ninety")]
    pub min_retry_seconds: u32,
    /// Attempts after which a person decides.
    #[serde(default = "six")]
    pub max_attempts: u32,
    /// How often an UNKNOWN is asked about before a copy is sent or a person decides.
    #[serde(default = "forty")]
    pub max_questions: u32,
    /// Seconds for a whole exchange.
    #[serde(default = "seventy")]
    pub exchange_seconds: f64,
    /// Companion guides of the payers: claims to them are checked against these too when they come in.
    #[serde(default)]
    pub companions: Vec<PathBuf>,
    /// The most claims in one interchange.
    #[serde(default = "thousand")]
    pub max_claims: usize,
    /// Payload type that asks for 835s, where the payer has one of its own.
    #[serde(default)]
    pub remittance_payload_type: Option<String>,
    /// Payload type that asks for 277CAs, where the payer has one of its own.
    #[serde(default)]
    pub claim_acknowledgement_payload_type: Option<String>,
}

/// The CORE envelope that a payer wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Envelope {
    /// SOAP, with MTOM for payloads.
    #[default]
    Soap,
    /// SOAP with payloads in Base64.
    SoapBase64,
    /// MIME.
    Mime,
}

fn mutually_defined() -> String {
    "ZZ".to_owned()
}

const fn test() -> Usage {
    Usage::Test
}

const fn yes() -> bool {
    true
}

const fn ninety() -> u32 {
    90
}

const fn six() -> u32 {
    6
}

const fn forty() -> u32 {
    40
}

const fn seventy() -> f64 {
    70.0
}

const fn thousand() -> usize {
    1_000
}

impl RouteConfig {
    /// A route with the careful defaults, to every payer.
    pub fn new(id: impl Into<String>, sender: impl Into<String>, receiver: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            payers: BTreeSet::new(),
            receiver_name: None,
            sender: sender.into(),
            sender_qualifier: mutually_defined(),
            receiver: receiver.into(),
            receiver_qualifier: mutually_defined(),
            usage: test(),
            url: url.into(),
            envelope: Envelope::default(),
            user_name: None,
            password: None,
            password_file: None,
            trusted_certificate_file: None,
            trusted_certificate: None,
            drops_copies_by: DropsCopiesBy::default(),
            can_be_asked: yes(),
            confirms_receipt: yes(),
            never_received_codes: Vec::new(),
            min_retry_seconds: ninety(),
            max_attempts: six(),
            max_questions: forty(),
            exchange_seconds: seventy(),
            companions: Vec::new(),
            max_claims: thousand(),
            remittance_payload_type: None,
            claim_acknowledgement_payload_type: None,
        }
    }

    /// The profile that its transmissions are sealed with.
    pub(crate) fn profile(&self) -> ConnectorProfile {
        ConnectorProfile {
            drops_copies_by: self.drops_copies_by,
            can_be_asked: self.can_be_asked,
            refusals: refusals_before_processing(),
            min_retry_seconds: self.min_retry_seconds,
            max_attempts: self.max_attempts,
            max_questions: self.max_questions,
        }
    }

    /// The connection, with the files that it names read.
    pub(crate) fn connection(&self) -> Result<CoreConnection, ConfigError> {
        let password = match &self.password_file {
            Some(path) => Some(self.read(path)?.trim_end().to_owned()),
            None => self.password.clone(),
        };
        let trusted_certificate = match &self.trusted_certificate_file {
            Some(path) => Some(self.read(path)?),
            None => self.trusted_certificate.clone(),
        };
        let mut connection = CoreConnection::new(&self.url, &self.sender, &self.receiver);
        connection.login = self.user_name.clone().map(|user_name| Login { user_name, password: password.unwrap_or_default() });
        connection.style = match self.envelope {
            Envelope::Soap => CoreStyle::Soap,
            Envelope::SoapBase64 => CoreStyle::SoapBase64,
            Envelope::Mime => CoreStyle::Mime,
        };
        connection.trusted_certificate = trusted_certificate;
        connection.never_received.clone_from(&self.never_received_codes);
        connection.confirms_receipt = self.confirms_receipt;
        connection.exchange_timeout = seconds(self.exchange_seconds).max(Duration::from_millis(100));
        connection.connect_timeout = connection.connect_timeout.min(connection.exchange_timeout / 2);
        let types = &mut connection.payload_types;
        for (own, asked) in
            [(&self.remittance_payload_type, &mut types.remittances), (&self.claim_acknowledgement_payload_type, &mut types.claim_acknowledgements)]
        {
            if let Some(own) = own {
                *asked = PayloadType::new(own.clone());
            }
        }
        Ok(connection)
    }

    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        for (element, value) in [("ISA06", &self.sender), ("ISA08", &self.receiver)] {
            let fits = (1..=15).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ');
            if !fits {
                return Err(ConfigError::Identifier { id: self.id.clone(), element, found: value.clone() });
            }
        }
        Ok(())
    }

    pub(crate) fn stand_in(&mut self, directory: &Path) {
        let secrets = [&mut self.password_file, &mut self.trusted_certificate_file].into_iter().flatten();
        for path in secrets.chain(&mut self.companions) {
            *path = directory.join(&*path);
        }
    }

    /// The companion guides of its payers, each in force for claims to one of them.
    pub(crate) fn partners(&self) -> Result<Vec<Partner>, ConfigError> {
        let mut found = Vec::new();
        for path in &self.companions {
            let text = self.read(path)?;
            let loaded = load_companion(&path.display().to_string(), &mut |_| Some(text.clone()), x12_guide::shipped());
            let companion = Arc::new(loaded.map_err(|issues| ConfigError::Companion { id: self.id.clone(), issues: lines(&issues) })?);
            let payers: Vec<&String> = if self.payers.is_empty() { companion.payer.iter().collect() } else { self.payers.iter().collect() };
            if payers.is_empty() {
                return Err(ConfigError::CompanionOfNobody { id: self.id.clone(), path: path.clone() });
            }
            found.extend(payers.into_iter().map(|payer| Partner { companion: Arc::clone(&companion), only_for_payer: Some(payer.clone()) }));
        }
        Ok(found)
    }

    fn read(&self, path: &Path) -> Result<String, ConfigError> {
        std::fs::read_to_string(path).map_err(|source| ConfigError::RouteFile { id: self.id.clone(), path: path.to_owned(), source })
    }
}

/// One issue on each line.
fn lines(issues: &[GuideIssue]) -> String {
    issues.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl fmt::Debug for RouteConfig {
    /// Names the route and where it leads; never a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, payers, sender, receiver, .. } = self;
        f.debug_struct("RouteConfig").field("id", id).field("payers", payers).field("sender", sender).field("receiver", receiver).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_read_from_its_file_and_never_prints() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("secret"), "hunter2\n").unwrap();
        let mut route =
            RouteConfig { password_file: Some("secret".into()), user_name: Some("US".into()), ..RouteConfig::new("a", "US", "THEM", "https://payer.example") };
        route.stand_in(folder.path());
        assert_eq!(route.connection().unwrap().login.map(|login| login.password), Some("hunter2".to_owned()));
        assert!(!format!("{:?}", RouteConfig { password: Some("hunter2".into()), ..route }).contains("hunter2"));
    }

    #[test]
    fn a_companion_guide_is_for_the_payers_of_its_route() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, payer: &str| {
            let text = format!(r#"<companion id="a" extends="005010X222A1" name="A"{payer}><at path="2300/CLM01" max="17"/></companion>"#);
            std::fs::write(folder.path().join(name), text).unwrap();
        };
        write("anyone.xml", "");
        write("one.xml", r#" payer="ACME1""#);
        let payers = |file: &str, payers: &[&str]| {
            let payers = payers.iter().map(|&payer| payer.to_owned()).collect();
            let mut route = RouteConfig { payers, companions: vec![file.into()], ..RouteConfig::new("a", "US", "THEM", "https://payer.example") };
            route.stand_in(folder.path());
            route.partners().map(|partners| partners.into_iter().filter_map(|partner| partner.only_for_payer).collect::<Vec<_>>())
        };
        assert_eq!(payers("anyone.xml", &["P1", "P2"]).unwrap(), ["P1", "P2"]);
        assert_eq!(payers("one.xml", &[]).unwrap(), ["ACME1"]);
        assert!(matches!(payers("anyone.xml", &[]), Err(ConfigError::CompanionOfNobody { .. })));
        std::fs::write(folder.path().join("broken.xml"), "<companion/>").unwrap();
        assert!(payers("broken.xml", &["P1"]).unwrap_err().to_string().contains("attribute-missing"));
    }

    #[test]
    fn a_new_route_sends_tests_and_no_copies() {
        let route = RouteConfig::new("a", "US", "THEM", "https://payer.example");
        assert_eq!((route.usage, route.profile().drops_copies_by, route.profile().min_retry_seconds), (Usage::Test, DropsCopiesBy::Nothing, 90));
    }
}
