//! Clean documents to build defects from: segments as text, one per entry, so that a test can change one of them.

use jiff::civil::date;
use x12_acknowledge::{AckOptions, Acknowledgment, Kind, Outcome, ReceivedInterchange, read, write};
use x12_syntax::Limits;
use x12_validate::Options;

/// A document under construction.
#[derive(Debug, Clone)]
pub(crate) struct Document(pub(crate) Vec<String>);

const PROFESSIONAL: &str = "ISA*00*          *00*          *ZZ*SENDER         *30*RECEIVER       *260101*1200*^*00501*000000905*1*T*:
GS*HC*SENDERAPP*RECEIVERAPP*20260101*1200*77*X*005010X222A1
ST*837*0001*005010X222A1
BHT*0019*00*REF1*20260101*1200*CH
NM1*41*2*SUBMITTER*****46*SUB1
PER*IC*JANE*TE*5555551234
NM1*40*2*RECEIVER*****46*REC1
HL*1**20*1
NM1*85*2*CLINIC*****XX*1999999984
N3*1 MAIN ST
N4*TOWN*NY*100010001
REF*EI*123456789
HL*2*1*22*0
SBR*P*18*******CI
NM1*IL*1*DOE*JOHN****MI*M123
N3*2 OAK ST
N4*TOWN*NY*10001
DMG*D8*19700101*M
NM1*PR*2*PAYER*****PI*87726
CLM*CLAIM1*100***11:B:1*Y*A*Y*Y
HI*ABK:J069
LX*1
SV1*HC:99213*100*UN*1***1
DTP*472*D8*20260101
SE*23*0001
GE*1*77
IEA*1*000000905";

const REMITTANCE: &str = "ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *260101*1200*^*00501*000000042*0*P*:
GS*HP*PAYERAPP*CLINICAPP*20260101*1200*5*X*005010X221A1
ST*835*0001
BPR*I*80*C*CHK************20260101
TRN*1*CHECK1*1512345678
N1*PR*PAYER
N3*1 MAIN ST
N4*TOWN*NY*10001
PER*BL*HELP*TE*5555551234
N1*PE*CLINIC*XX*1999999984
LX*1
CLP*CLAIM1*1*100*80**12*PAYERCLAIM1
CAS*CO*45*20
NM1*QC*1*DOE*JOHN
DTM*232*20260101
SE*14*0001
GE*1*5
IEA*1*000000042";

impl Document {
    /// An 837P with one claim.
    pub(crate) fn professional() -> Self {
        Self::of(PROFESSIONAL)
    }

    /// An 835 with one claim.
    pub(crate) fn remittance() -> Self {
        Self::of(REMITTANCE)
    }

    pub(crate) fn of(text: &str) -> Self {
        Self(text.lines().map(str::to_owned).collect())
    }

    fn at(&self, start: &str) -> usize {
        self.0.iter().position(|segment| segment.starts_with(start)).unwrap_or_else(|| panic!("no {start}"))
    }

    /// Puts another segment in the place of the first that begins so.
    pub(crate) fn replace(mut self, start: &str, with: &str) -> Self {
        let at = self.at(start);
        self.0[at] = with.to_owned();
        self
    }

    /// Takes out the first segment that begins so, and corrects SE01.
    pub(crate) fn remove(mut self, start: &str) -> Self {
        let at = self.at(start);
        self.0.remove(at);
        self.recount()
    }

    /// Puts a segment behind the first that begins so, and corrects SE01.
    pub(crate) fn insert(mut self, behind: &str, segment: &str) -> Self {
        let at = self.at(behind);
        self.0.insert(at + 1, segment.to_owned());
        self.recount()
    }

    /// A second set, a copy of the first with the number 0002 and with one segment replaced.
    pub(crate) fn and_set(mut self, start: &str, with: &str) -> Self {
        let (from, to) = (self.at("ST*"), self.at("SE*"));
        let mut copy: Vec<String> = self.0[from..=to].iter().map(|segment| segment.replace("*0001", "*0002")).collect();
        let changed = copy.iter().position(|segment| segment.starts_with(start)).unwrap();
        copy[changed] = with.to_owned();
        self.0.splice(to + 1..to + 1, copy);
        let group = self.at("GE*");
        self.0[group] = self.0[group].replacen("GE*1", "GE*2", 1);
        self
    }

    fn recount(mut self) -> Self {
        let (Some(from), Some(to)) =
            (self.0.iter().position(|segment| segment.starts_with("ST*")), self.0.iter().position(|segment| segment.starts_with("SE*")))
        else {
            return self;
        };
        let number = self.0[to].rsplit('*').next().unwrap().to_owned();
        self.0[to] = format!("SE*{}*{number}", to - from + 1);
        self
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|segment| [segment.as_bytes(), b"~\n"].concat()).collect()
    }
}

pub(crate) fn options() -> AckOptions {
    AckOptions { control_number: 501, created: date(2026, 1, 2).at(13, 45, 0, 0), usage: 'P' }
}

/// The answer to a document, which must be clean itself; and what was counted.
#[track_caller]
pub(crate) fn answer_to(kind: Kind, document: &[u8]) -> (Vec<u8>, Outcome) {
    let mut output = Vec::new();
    let outcome = write(kind, document, &mut output, &options(), &Options::default()).unwrap();
    let report = x12_validate::validate(&output[..], &Options::default()).unwrap();
    // Nothing may be written at all.
    let found: Vec<String> = report
        .findings
        .iter()
        .filter(|finding| finding.code != "no-interchange")
        .map(|finding| format!("{} {:?}: {}", finding.code, finding.path, finding.message))
        .collect();
    assert!(found.is_empty(), "{found:#?}\n{}", lines(&output));
    (output, outcome)
}

/// The answer's segments, one per line.
pub(crate) fn lines(answer: &[u8]) -> String {
    String::from_utf8(answer.to_vec()).unwrap().replace('~', "~\n")
}

/// The segments of the first 999 from AK1 to AK9.
#[track_caller]
pub(crate) fn answered(document: &Document) -> Vec<String> {
    let (output, _) = answer_to(Kind::Implementation999, &document.bytes());
    let text = String::from_utf8(output).unwrap();
    text.split('~').skip_while(|segment| !segment.starts_with("AK1")).take_while(|segment| !segment.starts_with("SE*")).map(str::to_owned).collect()
}

/// The interchanges of an answer.
pub(crate) fn reread(answer: &[u8]) -> Vec<ReceivedInterchange> {
    read(answer, Limits::default()).unwrap()
}

/// An acknowledgement without the places where it stood, which only what was read has.
pub(crate) fn without_places(mut acknowledgment: Acknowledgment) -> Acknowledgment {
    match &mut acknowledgment {
        Acknowledgment::Interchange(one) => one.segment = None,
        Acknowledgment::Implementation(one) => {
            one.segment = None;
            one.sets.iter_mut().for_each(|set| set.segment = None);
        }
        Acknowledgment::Claim(one) => {
            one.submission.statuses.iter_mut().for_each(|status| status.segment = None);
            for provider in &mut one.providers {
                provider.response.iter_mut().flat_map(|response| &mut response.statuses).for_each(|status| status.segment = None);
                for claim in provider.patients.iter_mut().flat_map(|patient| &mut patient.claims) {
                    claim.statuses.iter_mut().chain(claim.lines.iter_mut().flat_map(|line| &mut line.statuses)).for_each(|status| status.segment = None);
                }
            }
        }
    }
    acknowledgment
}
