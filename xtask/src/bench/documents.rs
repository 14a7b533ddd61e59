//! Documents to measure with: an 837P (005010X222A1), an 837I (005010X223A2) and an 835 (005010X221A1) of any size, always the same, valid, and varied as
//! real ones are.
//!
//! Everything in them is invented. All amounts balance, for what validation does with a clean file is what is measured.

use std::fmt::Arguments;
use std::io::{self, Write};

/// Writes a document of about so many bytes.
type WriteDocument = fn(&mut dyn Write, u64) -> io::Result<()>;

/// The kinds of documents by the names people use.
pub(super) const KINDS: [(&str, WriteDocument); 3] = [("837P", professional), ("837I", institutional), ("835", remittance)];

const PROVIDERS: [(&str, &str); 4] =
    [("DOE CLINIC", "1999999984"), ("BILLING GROUP", "1999999901"), ("NORTH FAMILY PRACTICE", "1888888819"), ("SITE CLINIC", "1666666635")];
const DOCTORS: [(&str, &str, &str); 3] = [("RENDER", "RON", "1777777727"), ("LINE", "LISA", "1555555543"), ("SAMPLE", "SAM", "1234567893")];
const PERSONS: [(&str, &str); 5] = [("ROE", "JANE"), ("SAMPLE", "JOHN"), ("ELDER", "ED"), ("PARENT", "KIM"), ("MONTGOMERY", "CHRISTINA")];
const TOWNS: [(&str, &str, &str); 3] = [("AUSTIN", "TX", "787010001"), ("ALBANY", "NY", "122010002"), ("DALLAS", "TX", "75201")];
const PROCEDURES: [&str; 5] = ["99213", "99213:25", "81002", "87880", "98940"];
const DIAGNOSES: [&str; 4] = ["ABK:J069", "ABK:J0190*ABF:Z23", "ABK:M2550*ABF:J069*ABF:Z23", "ABK:S8351XA"];
const REVENUES: [&str; 3] = ["0450", "0300", "0636"];
/// Subscribers with one claim each, of one billing provider in one set.
const CLAIMS_OF_PROVIDER: u64 = 20;

/// An 837P: two to six lines to a claim.
fn professional(out: &mut dyn Write, bytes: u64) -> io::Result<()> {
    claims(out, bytes, "005010X222A1", professional_claim)
}

/// An 837I: stays and visits in turn, two to six lines to a claim.
fn institutional(out: &mut dyn Write, bytes: u64) -> io::Result<()> {
    claims(out, bytes, "005010X223A2", institutional_claim)
}

/// Sets of three billing providers with twenty claims each.
fn claims(out: &mut dyn Write, bytes: u64, guide: &str, write: fn(&mut Draft<'_>, u64) -> io::Result<()>) -> io::Result<()> {
    let mut draft = Draft::begin(out, "HC", guide)?;
    let mut claim = 0;
    while draft.written < bytes {
        let set = draft.open_set("837", &format!("*{guide}"))?;
        draft.say(format_args!("BHT*0019*00*BATCH{set:06}*20260115*0930*CH"))?;
        draft.say(format_args!("NM1*41*2*SUBMIT SERVICES*****46*SUB01"))?;
        draft.say(format_args!("PER*IC*EDI DESK*TE*5185550100"))?;
        draft.say(format_args!("NM1*40*2*PAYER ONE*****46*PAYERONE"))?;
        let mut level = 0;
        for provider in 0..3 {
            level += 1;
            let above = level;
            billing_provider(&mut draft, level, set + provider)?;
            for _ in 0..CLAIMS_OF_PROVIDER {
                level += 1;
                claim += 1;
                subscriber(&mut draft, level, above, claim)?;
                write(&mut draft, claim)?;
            }
        }
        draft.close_set()?;
    }
    draft.end()
}

fn billing_provider(draft: &mut Draft<'_>, level: u64, provider: u64) -> io::Result<()> {
    let ((name, npi), (town, state, code)) = (pick(&PROVIDERS, provider), TOWNS[0]);
    draft.say(format_args!("HL*{level}**20*1"))?;
    draft.say(format_args!("PRV*BI*PXC*207Q00000X"))?;
    draft.say(format_args!("NM1*85*2*{name}*****XX*{npi}"))?;
    draft.say(format_args!("N3*{} BILLING AVENUE", 100 + provider % 7))?;
    draft.say(format_args!("N4*{town}*{state}*{code}"))?;
    draft.say(format_args!("REF*EI*123456789"))
}

fn subscriber(draft: &mut Draft<'_>, level: u64, above: u64, claim: u64) -> io::Result<()> {
    let ((last, first), (town, state, code)) = (pick(&PERSONS, claim), pick(&TOWNS, claim / 2));
    draft.say(format_args!("HL*{level}*{above}*22*0"))?;
    draft.say(format_args!("SBR*P*18*GRP{}******CI", claim % 90 + 10))?;
    draft.say(format_args!("NM1*IL*1*{last}*{first}****MI*MEMBER{claim:07}"))?;
    draft.say(format_args!("N3*{} MAIN STREET", claim % 300 + 1))?;
    draft.say(format_args!("N4*{town}*{state}*{code}"))?;
    draft.say(format_args!("DMG*D8*19{}0214*{}", claim % 60 + 40, if claim.is_multiple_of(2) { "F" } else { "M" }))?;
    draft.say(format_args!("NM1*PR*2*PAYER ONE*****PI*PAYER1"))
}

fn professional_claim(draft: &mut Draft<'_>, claim: u64) -> io::Result<()> {
    let lines = 2 + claim % 5;
    let total: u64 = (0..lines).map(|line| charge(claim, line)).sum();
    draft.say(format_args!("CLM*PCN-{claim}*{}***11:B:1*Y*A*Y*Y", Cents(total)))?;
    if claim.is_multiple_of(3) {
        draft.say(format_args!("REF*EA*MRN{claim:05}"))?;
    }
    draft.say(format_args!("HI*{}", pick(&DIAGNOSES, claim)))?;
    if claim.is_multiple_of(2) {
        let (last, first, npi) = pick(&DOCTORS, claim / 2);
        draft.say(format_args!("NM1*82*1*{last}*{first}****XX*{npi}"))?;
        draft.say(format_args!("PRV*PE*PXC*207Q00000X"))?;
    }
    for line in 0..lines {
        draft.say(format_args!("LX*{}", line + 1))?;
        draft.say(format_args!("SV1*HC:{}*{}*UN*1***1", pick(&PROCEDURES, claim + line), Cents(charge(claim, line))))?;
        draft.say(format_args!("DTP*472*D8*202601{:02}", line + 5))?;
        draft.say(format_args!("REF*6R*{claim}L{}", line + 1))?;
    }
    Ok(())
}

fn institutional_claim(draft: &mut Draft<'_>, claim: u64) -> io::Result<()> {
    let lines = 2 + claim % 5;
    let total: u64 = (0..lines).map(|line| charge(claim, line)).sum();
    let stays = claim.is_multiple_of(2);
    draft.say(format_args!("CLM*PCN-{claim}*{}***{}:A:1**A*Y*Y", Cents(total), if stays { "11" } else { "13" }))?;
    if stays {
        draft.say(format_args!("DTP*096*TM*1130"))?;
    }
    draft.say(format_args!("DTP*434*RD8*20260105-20260112"))?;
    if stays {
        draft.say(format_args!("DTP*435*DT*202601050815"))?;
    }
    draft.say(format_args!("CL1*{}*1*01", if stays { 1 } else { 3 }))?;
    draft.say(format_args!("REF*EA*MRN{claim:05}"))?;
    draft.say(format_args!("HI*ABK:I2510{}", if stays { ":::::::Y" } else { "" }))?;
    if stays {
        draft.say(format_args!("HI*ABJ:R079"))?;
        draft.say(format_args!("HI*ABF:E119:::::::Y*ABF:I10:::::::Y"))?;
    }
    draft.say(format_args!("HI*BE:80:::7"))?;
    let (last, first, npi) = pick(&DOCTORS, claim / 2);
    draft.say(format_args!("NM1*71*1*{last}*{first}****XX*{npi}"))?;
    draft.say(format_args!("PRV*AT*PXC*207Q00000X"))?;
    for line in 0..lines {
        draft.say(format_args!("LX*{}", line + 1))?;
        let charge = Cents(charge(claim, line));
        if stays && line == 0 {
            draft.say(format_args!("SV2*0120**{charge}*DA*7"))?;
        } else {
            draft.say(format_args!("SV2*{}*HC:{}*{charge}*UN*1", pick(&REVENUES, claim + line), pick(&PROCEDURES, claim + line)))?;
        }
        draft.say(format_args!("DTP*472*D8*202601{:02}", line + 5))?;
        draft.say(format_args!("REF*6R*{claim}L{}", line + 1))?;
    }
    Ok(())
}

/// An 835: payments for forty claims each, two to six lines to a claim.
fn remittance(out: &mut dyn Write, bytes: u64) -> io::Result<()> {
    let mut draft = Draft::begin(out, "HP", "005010X221A1")?;
    let mut claim = 0;
    while draft.written < bytes {
        let set = draft.open_set("835", "")?;
        let claims = claim + 1..=claim + 2 * CLAIMS_OF_PROVIDER;
        let paid: u64 = claims.clone().map(|claim| Sums::of(claim).paid).sum();
        let ((name, npi), (town, state, code)) = (pick(&PROVIDERS, set), TOWNS[1]);
        draft.say(format_args!("BPR*I*{}*C*ACH*CCP*01*111000025*DA*0123456789*1999999999**01*111000025*DA*987654321*20260120", Cents(paid)))?;
        draft.say(format_args!("TRN*1*TRACE{set:06}*1999999999"))?;
        draft.say(format_args!("DTM*405*20260119"))?;
        draft.say(format_args!("N1*PR*PAYER ONE"))?;
        draft.say(format_args!("N3*9 PAYER PLAZA"))?;
        draft.say(format_args!("N4*{town}*{state}*{code}"))?;
        draft.say(format_args!("PER*BL*EDI DESK*TE*8005550100"))?;
        draft.say(format_args!("N1*PE*{name}*XX*{npi}"))?;
        draft.say(format_args!("REF*TJ*123456789"))?;
        draft.say(format_args!("LX*1"))?;
        claim = *claims.end();
        for claim in claims {
            paid_claim(&mut draft, claim)?;
        }
        draft.close_set()?;
    }
    draft.end()
}

fn paid_claim(draft: &mut Draft<'_>, claim: u64) -> io::Result<()> {
    let ((last, first), sums) = (pick(&PERSONS, claim), Sums::of(claim));
    draft.say(format_args!("CLP*PCN-{claim}*1*{}*{}*{}*12*ICN{claim:08}*11*1", Cents(sums.charged), Cents(sums.paid), Cents(sums.patient)))?;
    draft.say(format_args!("NM1*QC*1*{last}*{first}****MI*MEMBER{claim:07}"))?;
    draft.say(format_args!("DTM*050*20260112"))?;
    for line in 0..2 + claim % 5 {
        let Sums { charged, paid, patient } = Sums::of_line(claim, line);
        draft.say(format_args!("SVC*HC:{}*{}*{}**1", pick(&PROCEDURES, claim + line), Cents(charged), Cents(paid)))?;
        draft.say(format_args!("DTM*472*202601{:02}", line + 5))?;
        draft.say(format_args!("CAS*CO*45*{}", Cents(charged - paid - patient)))?;
        draft.say(format_args!("CAS*PR*2*{}", Cents(patient)))?;
        draft.say(format_args!("REF*6R*{claim}L{}", line + 1))?;
        draft.say(format_args!("AMT*B6*{}", Cents(paid + patient)))?;
    }
    Ok(())
}

/// What a claim or line is worth, in cents.
#[derive(Debug, Default, Clone, Copy)]
struct Sums {
    charged: u64,
    paid: u64,
    patient: u64,
}

impl Sums {
    fn of(claim: u64) -> Self {
        (0..2 + claim % 5).map(|line| Self::of_line(claim, line)).fold(Self::default(), |sum, line| Self {
            charged: sum.charged + line.charged,
            paid: sum.paid + line.paid,
            patient: sum.patient + line.patient,
        })
    }

    fn of_line(claim: u64, line: u64) -> Self {
        let charged = charge(claim, line);
        Self { charged, paid: charged / 2, patient: charged / 5 }
    }
}

/// The charge of a line in cents.
fn charge(claim: u64, line: u64) -> u64 {
    2_500 + (claim * 7 + line * 13) % 40 * 625
}

/// An amount as X12 writes it: no more digits than it needs.
struct Cents(u64);

impl std::fmt::Display for Cents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.0 / 100, self.0 % 100) {
            (whole, 0) => write!(f, "{whole}"),
            (whole, cents) if cents % 10 == 0 => write!(f, "{whole}.{}", cents / 10),
            (whole, cents) => write!(f, "{whole}.{cents:02}"),
        }
    }
}

fn pick<T: Copy, const N: usize>(list: &[T; N], number: u64) -> T {
    list[(number % N as u64) as usize]
}

/// A document while it is written: one interchange with one group of many sets.
struct Draft<'o> {
    out: &'o mut dyn Write,
    written: u64,
    sets: u64,
    /// Segments of the open set so far.
    segments: u64,
}

impl<'o> Draft<'o> {
    fn begin(out: &'o mut dyn Write, group: &str, version: &str) -> io::Result<Self> {
        let mut draft = Self { out, written: 0, sets: 0, segments: 0 };
        draft.say(format_args!("ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260115*0930*^*00501*000000001*0*T*:"))?;
        draft.say(format_args!("GS*{group}*SENDER*RECEIVER*20260115*0930*1*X*{version}"))?;
        Ok(draft)
    }

    fn say(&mut self, segment: Arguments<'_>) -> io::Result<()> {
        let text = format!("{segment}~");
        self.segments += 1;
        self.written += text.len() as u64;
        self.out.write_all(text.as_bytes())
    }

    /// Opens a set and gives its number.
    fn open_set(&mut self, set: &str, reference: &str) -> io::Result<u64> {
        self.segments = 0;
        self.sets += 1;
        let number = self.sets;
        self.say(format_args!("ST*{set}*{number:04}{reference}"))?;
        Ok(number)
    }

    fn close_set(&mut self) -> io::Result<()> {
        let (count, number) = (self.segments + 1, self.sets);
        self.say(format_args!("SE*{count}*{number:04}"))
    }

    fn end(mut self) -> io::Result<()> {
        let sets = self.sets;
        self.say(format_args!("GE*{sets}*1"))?;
        self.say(format_args!("IEA*1*000000001"))?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_have_the_size_asked_for_and_are_always_the_same() -> io::Result<()> {
        for (name, write) in KINDS {
            let (mut one, mut other) = (Vec::new(), Vec::new());
            write(&mut one, 200_000)?;
            write(&mut other, 200_000)?;
            assert!((200_000..230_000).contains(&one.len()), "{name}: {} bytes", one.len());
            assert!(one == other, "{name}");
        }
        Ok(())
    }

    #[test]
    fn documents_are_clean() -> anyhow::Result<()> {
        for (name, write) in KINDS {
            let mut document = Vec::new();
            write(&mut document, 200_000)?;
            let report = x12_validate::validate(document.as_slice(), &x12_validate::Options::default())?;
            assert!(report.findings.is_empty(), "{name}: {:?}", report.findings.first());
        }
        Ok(())
    }
}
