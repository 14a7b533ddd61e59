//! The claims of an 837 as they pass, for the 277CA that answers them: who sent them, for whom, and which findings concern which claim and line.
//!
//! Invariant: a finding above the claims (submitter, provider, subscriber) concerns every claim below it, and one of a line its claim too. Nothing
//! here asks which of the three 837s it is: levels, claims and lines begin with the same segments in all of them.

use x12_findings::Finding;
use x12_guide::Guide;
use x12_syntax::Segment;
use x12_syntax::value::Date;
use x12_validate::rules::is_npi;
use x12_validate::{InterchangeSummary, SetSummary, Verdict};

use super::faults::Faults;
use super::line;
use crate::limits;
use crate::model::{ClaimAcknowledgment, ClaimResponse, LineResponse, Party, PatientResponse, ProviderResponse, Receipt};
use crate::private::Private;
use crate::write::text::{clean, clean_some};

/// What stands where the 277CA asks for a name or number that the 837 does not give.
const UNKNOWN: &str = "UNKNOWN";
/// BHT03 (005010X214).
const SET_REFERENCE: usize = 30;
/// NM109.
const IDENTIFIER: usize = 80;

/// What a part of the 837 speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Scope {
    Set,
    Provider(usize),
    Subscriber(usize),
    Patient(usize),
    Claim(usize),
    Line(usize),
}

/// A claim that has passed.
#[derive(Debug)]
pub(super) struct Claim {
    /// What concerns it, itself first.
    pub(super) scopes: [Scope; 5],
    pub(super) provider: usize,
    pub(super) patient: usize,
    pub(super) charge: String,
    pub(super) dates: Option<(Date, Date)>,
    pub(super) response: ClaimResponse,
}

/// One 837 that is passing.
#[derive(Debug, Default)]
pub(super) struct Submission {
    reference: String,
    submitter: Option<Party>,
    receiver: Option<Party>,
    providers: Vec<Party>,
    subscribers: usize,
    patients: Vec<Party>,
    /// Whether a subscriber has come for the last provider.
    has_subscriber: bool,
    claims: Vec<Claim>,
    /// Lines, each with the claim that it belongs to.
    lines: Vec<(usize, LineResponse)>,
    /// From which ordinal in the file on what is spoken of.
    scopes: Vec<(u64, Scope)>,
    in_claim: bool,
}

impl Submission {
    /// Sees a segment of a set; ST begins a new one. False once a set has more claims than we hold.
    pub(super) fn see(&mut self, segment: &Segment<'_>) -> bool {
        if self.scopes.len() >= limits::SCOPES && segment.id() != b"ST" {
            return false;
        }
        match segment.id() {
            b"ST" => {
                *self = Self::default();
                self.enter(segment, Scope::Set);
            }
            b"SE" => self.enter(segment, Scope::Set),
            b"BHT" => self.reference = text(segment, 3, 50),
            b"HL" => self.level(segment),
            b"CLM" => return self.claim(segment),
            b"LX" if self.in_claim => self.open_line(segment),
            b"SV1" | b"SV2" | b"SV3" => self.line().into_iter().for_each(|line| line::fill(line, segment)),
            b"NM1" if !self.in_claim => self.name(segment),
            b"REF" => self.reference_number(segment),
            b"DTP" => self.date(segment),
            _ => {}
        }
        true
    }

    fn enter(&mut self, segment: &Segment<'_>, scope: Scope) {
        self.in_claim = matches!(scope, Scope::Claim(_) | Scope::Line(_));
        self.scopes.push((segment.ordinal(), scope));
    }

    fn level(&mut self, segment: &Segment<'_>) {
        match segment.value(3) {
            b"20" => {
                self.providers.push(Party::organization("85", "", "", ""));
                self.has_subscriber = false;
                self.enter(segment, Scope::Provider(self.providers.len() - 1));
            }
            b"22" => {
                self.subscriber();
                self.enter(segment, Scope::Subscriber(self.subscribers));
            }
            b"23" => {
                self.need_subscriber();
                // A dependent is known by the subscriber's member number.
                let identifier = self.patients.last().map(|subscriber| subscriber.identifier.clone()).unwrap_or_default();
                self.patients.push(Party { identifier, ..Party::person("QC", "", "", "MI", "") });
                self.enter(segment, Scope::Patient(self.patients.len() - 1));
            }
            _ => self.enter(segment, Scope::Set),
        }
    }

    fn subscriber(&mut self) {
        self.subscribers += 1;
        self.patients.push(Party::person("QC", "", "", "MI", ""));
        self.has_subscriber = true;
    }

    /// What belongs below a subscriber gets one of its own where the level is missing, and not the one of the provider before.
    fn need_subscriber(&mut self) {
        if self.providers.is_empty() {
            self.providers.push(Party::organization("85", "", "", ""));
        }
        if !self.has_subscriber {
            self.subscriber();
        }
    }

    fn name(&mut self, segment: &Segment<'_>) {
        if matches!(segment.value(1), b"IL" | b"QC") {
            self.need_subscriber();
        }
        match segment.value(1) {
            b"41" => self.submitter = Some(party("41", segment)),
            b"40" => self.receiver = Some(party("PR", segment)),
            b"85" => self.providers.last_mut().into_iter().for_each(|provider| *provider = party("85", segment)),
            b"IL" => self.patients.last_mut().into_iter().for_each(|patient| *patient = Party { kind: "1".to_owned(), ..party("QC", segment) }),
            b"QC" => {
                if let Some(patient) = self.patients.last_mut() {
                    let Party { identifier_kind, identifier, .. } = patient.clone();
                    *patient = Party { kind: "1".to_owned(), identifier_kind, identifier, ..party("QC", segment) };
                }
            }
            _ => {}
        }
    }

    fn claim(&mut self, segment: &Segment<'_>) -> bool {
        if self.claims.len() == limits::CLAIMS {
            return false;
        }
        self.need_subscriber();
        let (Some(provider), Some(patient)) = (self.providers.len().checked_sub(1), self.patients.len().checked_sub(1)) else { return true };
        let own = Scope::Claim(self.claims.len());
        let scopes = [own, Scope::Patient(patient), Scope::Subscriber(self.subscribers), Scope::Provider(provider), Scope::Set];
        let charge = text(segment, 2, 18);
        let response =
            ClaimResponse { patient_control_number: Private::new(or_unknown(text(segment, 1, 50))), bill_type: bill_type(segment), ..ClaimResponse::default() };
        let charge = line::charge_of(&charge);
        self.claims.push(Claim { scopes, provider, patient, charge, dates: None, response });
        self.enter(segment, own);
        true
    }

    /// A line of the claim; where there are too many to hold, what follows is told of the claim alone.
    fn open_line(&mut self, segment: &Segment<'_>) {
        let Some(claim) = self.claims.len().checked_sub(1) else { return };
        if self.lines.len() < limits::LINES {
            self.lines.push((claim, LineResponse::default()));
            self.enter(segment, Scope::Line(self.lines.len() - 1));
        } else if self.scopes.last().is_some_and(|(_, scope)| matches!(scope, Scope::Line(_))) {
            self.enter(segment, Scope::Claim(claim));
        }
    }

    /// The line that is open.
    fn line(&mut self) -> Option<&mut LineResponse> {
        match self.scopes.last() {
            Some((_, Scope::Line(at))) => self.lines.get_mut(*at).map(|(_, line)| line),
            _ => None,
        }
    }

    fn reference_number(&mut self, segment: &Segment<'_>) {
        let value = text(segment, 2, 50);
        if let Some(line) = self.line().filter(|_| !value.is_empty()) {
            return line::refer(line, segment.value(1), value);
        }
        match (segment.value(1), self.claims.last_mut().filter(|_| self.in_claim), self.scopes.last()) {
            (b"D9", Some(claim), _) if !value.is_empty() => claim.response.clearinghouse_claim_number = Some(Private::new(value)),
            (b"EI" | b"SY", None, Some((_, Scope::Provider(at)))) => {
                // A provider that has no NPI, or none that the 277CA could repeat, is known by the tax number.
                if let Some(provider) = self.providers.get_mut(*at).filter(|provider| provider.identifier.is_empty() || has_false_npi(provider)) {
                    (provider.identifier_kind, provider.identifier) = ("FI".to_owned(), Private::new(value));
                }
            }
            _ => {}
        }
    }

    /// The dates of service of a claim: the earliest and the latest of its lines, or the statement's.
    fn date(&mut self, segment: &Segment<'_>) {
        let Some(claim) = self.claims.last_mut().filter(|_| self.in_claim && matches!(segment.value(1), b"472" | b"434")) else { return };
        let value = segment.value(3);
        let Some((from, to)) = Date::range(value).or_else(|| Date::ccyymmdd(value).map(|date| (date, date))) else { return };
        claim.dates = Some(claim.dates.map_or((from, to), |(first, last)| (first.min(from), last.max(to))));
        if let Some(line) = self.line().filter(|line| line.service_dates.is_none()) {
            line.service_dates = Some(period(from, to));
        }
    }

    /// The 277CA, without numbers; `None` for a set without claims. `date` (CCYYMMDD) is when it was received and decided.
    pub(super) fn acknowledgment(
        &mut self,
        set: &SetSummary,
        findings: &[Finding],
        guide: Option<&Guide>,
        interchange: &InterchangeSummary,
        date: &str,
    ) -> Option<ClaimAcknowledgment> {
        if set.transaction != "837" || self.claims.is_empty() {
            return None;
        }
        // Of a set with more errors than are kept, nobody knows which claims are sound.
        let is_unreadable = set.verdict == Verdict::Rejected || set.errors_not_kept > 0;
        let mut faults = Faults::of(findings, &self.scopes, guide, is_unreadable);
        faults.tell_lines(std::mem::take(&mut self.lines));
        let mut providers: Vec<(usize, usize, ProviderResponse)> = Vec::new();
        for claim in std::mem::take(&mut self.claims) {
            let (provider, patient) = (claim.provider, claim.patient);
            let decided = faults.decide(claim, date);
            if providers.last().is_none_or(|(at, ..)| *at != provider) {
                providers.push((provider, usize::MAX, ProviderResponse { provider: self.provider(provider), ..ProviderResponse::default() }));
            }
            let Some((_, last, response)) = providers.last_mut() else { continue };
            if *last != patient {
                *last = patient;
                response.patients.push(PatientResponse { patient: self.patient(patient), claims: Vec::new() });
            }
            response.patients.last_mut().into_iter().for_each(|patient| patient.claims.push(decided.clone()));
        }
        let source = self.receiver.take().unwrap_or_else(|| Party::organization("PR", "", "46", &clean(&interchange.receiver.1, IDENTIFIER)));
        let receiver = self.submitter.take().unwrap_or_else(|| Party::organization("41", "", "46", &clean(&interchange.sender.1, IDENTIFIER)));
        let providers = providers.into_iter().map(|(_, _, provider)| provider).collect();
        let reference = or_unknown(std::mem::take(&mut self.reference));
        let mut one = ClaimAcknowledgment::of(named(Party { kind: "2".to_owned(), ..source }, &["46"]), named(receiver, &["46"]), &reference, providers);
        // Cut short, a reference that begins with blanks may have nothing left.
        one.reference = clean_some(&reference, SET_REFERENCE).unwrap_or_else(|| clean(reference.trim_start(), SET_REFERENCE));
        one.receipt = Receipt { trace: reference, received: date.to_owned(), processed: date.to_owned() };
        one.acknowledge_levels(date);
        Some(one)
    }

    fn provider(&self, at: usize) -> Party {
        let mut provider = self.providers.get(at).cloned().unwrap_or_default();
        if has_false_npi(&provider) {
            "SV".clone_into(&mut provider.identifier_kind);
        }
        named(provider, &["FI", "SV", "XX"])
    }

    fn patient(&self, at: usize) -> Party {
        let patient = self.patients.get(at).cloned().unwrap_or_default();
        named(Party { kind: "1".to_owned(), ..patient }, &["MI", "II"])
    }
}

/// A party with everything that the 277CA asks for: a kind, a name, and an identifier of one of the kinds given.
fn named(mut party: Party, identifier_kinds: &[&str]) -> Party {
    if !matches!(party.kind.as_str(), "1" | "2") {
        "2".clone_into(&mut party.kind);
    }
    if !identifier_kinds.contains(&party.identifier_kind.as_str()) {
        party.identifier_kind = identifier_kinds.first().copied().unwrap_or_default().to_owned();
    }
    if party.name.is_empty() {
        party.name = UNKNOWN.into();
    }
    if party.identifier.expose().trim().len() < 2 {
        party.identifier = UNKNOWN.into();
    }
    if party.kind == "2" {
        (party.first_name, party.middle_name, party.suffix) = (None, None, None);
    }
    party
}

/// Whether a provider gave as NPI what is none.
fn has_false_npi(provider: &Party) -> bool {
    provider.identifier_kind == "XX" && !is_npi(provider.identifier.expose().as_bytes())
}

fn party(role: &str, segment: &Segment<'_>) -> Party {
    let optional = |position, most| Some(text(segment, position, most)).filter(|value| !value.is_empty()).map(Private::new);
    Party {
        role: role.to_owned(),
        kind: text(segment, 2, 1),
        name: Private::new(text(segment, 3, 60)),
        first_name: optional(4, 35),
        middle_name: optional(5, 25),
        suffix: optional(7, 10),
        identifier_kind: text(segment, 8, 2),
        identifier: Private::new(text(segment, 9, IDENTIFIER)),
    }
}

/// The type of bill of an institutional claim: CLM05-1 and CLM05-3, where CLM05-2 says that the first is one.
fn bill_type(segment: &Segment<'_>) -> Option<String> {
    let place = segment.element(5)?;
    let part = |position: usize| place.component(position).map(|part| String::from_utf8_lossy(part.bytes()).into_owned()).unwrap_or_default();
    let text = format!("{}{}", part(1), part(3));
    (part(2) == "A" && matches!(text.len(), 3 | 4) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(text)
}

pub(super) fn text(segment: &Segment<'_>, position: usize, most: usize) -> String {
    clean_some(&String::from_utf8_lossy(segment.value(position)), most).unwrap_or_default()
}

fn or_unknown(value: String) -> String {
    if value.is_empty() { UNKNOWN.to_owned() } else { value }
}

/// A date, or a period if it is more than one day.
pub(super) fn period(from: Date, to: Date) -> String {
    let written = |date: Date| format!("{:04}{:02}{:02}", date.year, date.month, date.day);
    if from == to { written(from) } else { format!("{}-{}", written(from), written(to)) }
}
