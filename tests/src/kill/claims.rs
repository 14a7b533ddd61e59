//! Claims without end: synthetic 837Ps and `claim.v1`s, whose patient control numbers tell the payer simulator what to do with each.
//!
//! Invariant: the same seed makes the same claims, and no two claims share a patient control number or a member.

use std::fmt::Write;

use anyhow::Context;
use x12_837::{ClaimReader, GUIDE, route};
use x12_syntax::{Event, SliceReader};

use crate::random::Random;

/// The family name of every patient: a log that says it has told of a patient.
pub(crate) const FAMILY_NAME: &str = "QUILLFEATHER";

/// What a payer is asked to do with a claim.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fate {
    /// The marker at the front of the patient control number.
    marker: &'static str,
    /// The payer (2010BB NM109). Claims to one payer share an interchange, so a claim that brings its whole interchange down has a payer to itself.
    payer: &'static str,
    /// The states in which such a claim has come to its end.
    pub(crate) ends: &'static [&'static str],
}

const fn fate(marker: &'static str, ends: &'static [&'static str]) -> Fate {
    Fate { marker, payer: "TESTPAYER", ends }
}

/// What can become of a claim, with its weight.
const FATES: [(u64, Fate); 18] = [
    (30, fate("PAID", &["paid"])),
    (12, fate("PARTIAL", &["paid"])),
    // A claim of one line is denied with it.
    (8, fate("LINEDENIED", &["partly-paid", "denied"])),
    (8, fate("DENIED", &["denied"])),
    (2, fate("LATE", &["denied"])),
    (2, fate("NONCOVERED", &["denied"])),
    (6, fate("REJECT277", &["rejected-payer"])),
    (2, fate("PEND", &["acknowledged-payer"])),
    (8, fate("REVERSED", &["paid"])),
    (3, fate("FORWARD", &["denied"])),
    (4, fate("INTEREST", &["paid"])),
    (4, fate("WITHHOLD", &["paid"])),
    (6, fate("DUP", &["paid"])),
    (5, fate("UNBALANCED", &["acknowledged-payer"])),
    (3, Fate { marker: "REJECT999", payer: "TESTPAYER999", ends: &["rejected-implementation"] }),
    (3, Fate { marker: "REJECTTA1", payer: "TESTPAYERTA1", ends: &["rejected-interchange"] }),
    (3, Fate { marker: "HANGUP", payer: "TESTPAYERHANG", ends: &["paid"] }),
    (1, Fate { marker: "TIMEOUT", payer: "TESTPAYERHOLD", ends: &["paid"] }),
];

/// What is wrong with a claim that is to be refused: a total that its lines do not make.
const FAULTY: Fate = fate("FAULTY", &[]);

/// What the state of a claim has to be at the end, by its patient control number.
pub(crate) fn ends_of(patient_control_number: &str) -> Option<&'static [&'static str]> {
    let marker = patient_control_number.split('-').next()?;
    FATES.iter().find(|(_, fate)| fate.marker == marker).map(|(_, fate)| fate.ends)
}

/// How a submission is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// An 837P.
    X12,
    /// A `claim.v1`, or an array of them.
    Json,
}

impl Form {
    /// Its media type.
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::X12 => "application/edi-x12",
            Self::Json => "application/json",
        }
    }
}

/// Something to submit.
#[derive(Debug, Clone)]
pub(crate) struct Submission {
    /// Names it: the idempotency key, or the name of a file.
    pub(crate) name: String,
    /// How it is written.
    pub(crate) form: Form,
    /// What is submitted.
    pub(crate) bytes: Vec<u8>,
    /// The patient control numbers, in their order.
    pub(crate) claims: Vec<String>,
    /// Whether it has to be refused.
    pub(crate) faulty: bool,
}

/// Whoever makes claims.
#[derive(Debug)]
pub(crate) struct Clinic {
    name: String,
    random: Random,
    submissions: u32,
    claims: u32,
}

struct Drawn {
    number: String,
    payer: &'static str,
    npi: String,
    lines: Vec<u64>,
    /// What CLM02 says beyond the sum of the lines.
    excess: u64,
    person: u32,
}

impl Clinic {
    /// A clinic whose claims differ from those of any other name.
    pub(crate) fn new(name: &str, seed: u64) -> Self {
        Self { name: name.to_owned(), random: Random::new(seed, name), submissions: 0, claims: 0 }
    }

    /// The chance of this clinic's days.
    pub(crate) fn random(&mut self) -> &mut Random {
        &mut self.random
    }

    /// The next submission over HTTP.
    ///
    /// # Errors
    /// If what was made cannot be written as JSON.
    pub(crate) fn submission(&mut self) -> anyhow::Result<Submission> {
        match self.random.weighted(&[(50, (Form::Json, 1)), (10, (Form::Json, 2)), (32, (Form::X12, 4)), (8, (Form::X12, 0))]) {
            (form, 0) => self.make(*form, 2, true),
            (form, most) => {
                let count = self.random.between(1, most + 1);
                self.make(*form, count, false)
            }
        }
    }

    /// The next file for the inbox.
    ///
    /// # Errors
    /// Never: a file is an 837P.
    pub(crate) fn file(&mut self) -> anyhow::Result<Submission> {
        let (count, faulty) = (self.random.between(1, 6), self.random.chance(8));
        self.make(Form::X12, count, faulty)
    }

    fn make(&mut self, form: Form, count: u64, faulty: bool) -> anyhow::Result<Submission> {
        self.submissions += 1;
        let drawn: Vec<Drawn> = (0..count).map(|place| self.draw(faulty && place == 0)).collect();
        let x12 = interchange(self.submissions, &drawn);
        let bytes = match form {
            Form::X12 => x12.into_bytes(),
            Form::Json => json(x12.as_bytes())?,
        };
        let claims = drawn.into_iter().map(|one| one.number).collect();
        Ok(Submission { name: format!("{}-{:05}", self.name, self.submissions), form, bytes, claims, faulty })
    }

    fn draw(&mut self, faulty: bool) -> Drawn {
        self.claims += 1;
        let fate = if faulty { FAULTY } else { *self.random.weighted(&FATES) };
        let lines = (0..self.random.between(1, 4)).map(|_| self.random.between(100, 90_000)).collect();
        Drawn {
            number: format!("{}-{}{:05}", fate.marker, self.name, self.claims),
            payer: fate.payer,
            npi: npi(199_999_990 + self.random.between(0, 3)),
            lines,
            excess: u64::from(faulty),
            person: self.claims,
        }
    }
}

/// A national provider identifier with its check digit.
fn npi(nine: u64) -> String {
    let digits = format!("80840{nine}");
    let sum: u32 = digits
        .bytes()
        .rev()
        .zip([true, false].into_iter().cycle())
        .map(|(byte, doubled)| {
            let digit = u32::from(byte - b'0') * if doubled { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    format!("{nine}{}", (10 - sum % 10) % 10)
}

fn amount(cents: u64) -> String {
    let text = format!("{}.{:02}", cents / 100, cents % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// One interchange with one set.
fn interchange(number: u32, claims: &[Drawn]) -> String {
    let mut set = format!("ST*837*0001*{GUIDE}~BHT*0019*00*B{number}*20260105*0930*CH~");
    set += "NM1*41*2*SAMPLE CLINIC*****46*SAMPLECLINIC~PER*IC*BILLING*TE*5185550100~NM1*40*2*CLAIMBRIDGE*****46*CLAIMBRIDGE~";
    let mut level = 0;
    for claim in claims {
        write_claim(&mut set, claim, &mut level);
    }
    let segments = set.matches('~').count() + 1;
    let isa = format!("ISA*00*          *00*          *ZZ*SAMPLECLINIC   *ZZ*CLAIMBRIDGE    *260105*0930*^*00501*{number:09}*0*T*:~");
    let group = format!("GS*HC*SAMPLECLINIC*CLAIMBRIDGE*20260105*0930*{number}*X*{GUIDE}~");
    format!("{isa}{group}{set}SE*{segments}*0001~GE*1*{number}~IEA*1*{number:09}~")
}

fn write_claim(set: &mut String, claim: &Drawn, level: &mut u32) {
    let (provider, subscriber) = (*level + 1, *level + 2);
    *level = subscriber;
    let total = claim.lines.iter().sum::<u64>() + claim.excess;
    let day = 1 + claim.person % 28;
    // Writing to a string does not fail.
    let _ = write!(
        set,
        "HL*{provider}**20*1~PRV*BI*PXC*207Q00000X~NM1*85*2*SAMPLE CLINIC*****XX*{npi}~N3*100 SAMPLE AVENUE~N4*ALBANY*NY*122010003~REF*EI*123456789~\
         HL*{subscriber}*{provider}*22*0~SBR*P*18*******CI~NM1*IL*1*{FAMILY_NAME}*QUINN****MI*M{number}~N3*1 SAMPLE STREET~N4*ALBANY*NY*122010002~\
         DMG*D8*198002{day:02}*F~NM1*PR*2*SAMPLE HEALTH PLAN*****PI*{payer}~CLM*{number}*{total}***11:B:1*Y*A*Y*Y~HI*ABK:J069~",
        npi = claim.npi,
        number = claim.number,
        payer = claim.payer,
        total = amount(total),
    );
    for (place, charge) in claim.lines.iter().enumerate() {
        let (line, code) = (place + 1, ["99213", "87880", "36415"][place % 3]);
        let _ = write!(set, "LX*{line}~SV1*HC:{code}*{}*UN*1***1~DTP*472*D8*202601{day:02}~REF*6R*L{line}~", amount(*charge));
    }
}

/// The claims of an interchange as a billing system sends them in JSON.
fn json(x12: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut source = SliceReader::new(x12);
    let mut reader = ClaimReader::new(route());
    let mut claims = Vec::new();
    while let Some(event) = source.next()? {
        if let Event::Segment(segment) = event
            && !matches!(segment.id(), b"ISA" | b"GS" | b"GE" | b"IEA")
        {
            claims.extend(reader.push(&segment));
        }
    }
    claims.extend(reader.finish());
    let written = match &claims[..] {
        [one] => serde_json::to_vec(one),
        many => serde_json::to_vec(many),
    };
    written.context("a claim cannot be written as JSON")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_submission_is_valid_unless_it_is_to_be_refused() {
        let mut clinic = Clinic::new("T", 1);
        let mut numbers = BTreeSet::new();
        for _ in 0..40 {
            let file = clinic.file().unwrap();
            let report = x12_validate::validate(&file.bytes[..], &x12_validate::Options::default()).unwrap();
            assert_eq!(report.summary.errors > 0, file.faulty, "{:?}", report.findings);
            assert!(file.claims.into_iter().all(|number| numbers.insert(number)));
        }
    }

    #[test]
    fn the_same_seed_makes_the_same_submissions() {
        let make = || {
            let mut clinic = Clinic::new("T", 9);
            (0..10).map(|_| clinic.submission().unwrap().bytes).collect::<Vec<_>>()
        };
        assert_eq!(make(), make());
    }

    #[test]
    fn every_claim_that_is_not_faulty_has_an_end() {
        assert!(FATES.iter().all(|(_, fate)| ends_of(&format!("{}-T00001", fate.marker)) == Some(fate.ends)));
        assert_eq!(ends_of("FAULTY-T00001"), None);
    }
}
