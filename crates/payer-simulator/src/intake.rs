//! What arrives: a file of 837s, with its interchanges, sets and claims as the rest of the simulator needs them.
//!
//! Only here is an 837 read. Whether it is valid is for the validator to say; this takes whatever can be found, and a claim
//! keeps the ordinals of its segments so that findings can be laid at its door.

mod claims;

use x12_837::ClaimReader;
use x12_syntax::{Delimiters, Envelope, Error, Event, Limits, Part, Segment, SliceReader};

use crate::claim::ReceivedClaim;

/// One interchange.
#[derive(Debug, Clone)]
pub(crate) struct ReceivedInterchange {
    /// ISA05 and ISA06.
    pub(crate) sender: Address,
    /// ISA07 and ISA08.
    pub(crate) receiver: Address,
    /// ISA13.
    pub(crate) control_number: String,
    /// ISA15.
    pub(crate) usage: String,
    /// The delimiters; answers use the same, so that nothing in them can be one.
    pub(crate) delimiters: Delimiters,
    /// The sets that are professional claims.
    pub(crate) sets: Vec<ReceivedSet>,
}

/// A qualifier and an identifier.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Address {
    /// ISA05 or ISA07.
    pub(crate) qualifier: String,
    /// ISA06 or ISA08, without the blanks behind it.
    pub(crate) id: String,
}

/// One 837.
#[derive(Debug, Clone)]
pub(crate) struct ReceivedSet {
    /// GS02: whom to answer.
    pub(crate) application_sender: String,
    /// GS03: as whom.
    pub(crate) application_receiver: String,
    /// GS06.
    pub(crate) group_control_number: String,
    /// ST02.
    pub(crate) control_number: String,
    /// BHT03.
    pub(crate) reference: String,
    /// NM103 and NM109 of loop 1000A.
    pub(crate) submitter: (String, String),
    /// The ordinals in the file of the ST and the last segment.
    pub(crate) segments: (u64, u64),
    /// The ordinals at which levels and claims begin, ascending.
    pub(crate) starts: Vec<u64>,
    /// The claims.
    pub(crate) claims: Vec<LocatedClaim>,
}

/// A claim and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct LocatedClaim {
    /// The ordinals at which the levels around it and the claim itself begin.
    pub(crate) starts: Vec<u64>,
    /// The claim.
    pub(crate) claim: ReceivedClaim,
}

impl ReceivedSet {
    /// The claims that a fault at a segment concerns: those at whose level it stands, or all of them if it stands above every level.
    pub(crate) fn concerned_by(&self, segment: u64) -> impl Iterator<Item = usize> + '_ {
        let level = self.starts.iter().copied().take_while(|start| *start <= segment).last();
        let concerned = move |one: &LocatedClaim| level.is_none_or(|level| one.starts.contains(&level));
        let claims = self.claims.iter().enumerate();
        claims.filter(move |(_, one)| concerned(one)).map(|(index, _)| index)
    }
}

/// Cuts a file into its interchanges; what stands before the first belongs to none.
///
/// # Errors
/// If a limit of the reader is reached.
pub(crate) fn split(payload: &[u8]) -> Result<Vec<&[u8]>, Error> {
    let mut reader = SliceReader::new(payload);
    let mut starts = Vec::new();
    while let Some(event) = reader.next()? {
        if let Event::Segment(segment) = event
            && segment.id() == b"ISA"
        {
            starts.push(usize::try_from(segment.offset()).unwrap_or(usize::MAX));
        }
    }
    let ends = starts.iter().copied().skip(1).chain([payload.len()]);
    let parts = starts.iter().zip(ends).map(|(start, end)| payload.get(*start..end));
    Ok(parts.map(Option::unwrap_or_default).collect())
}

/// Reads one interchange; `None` if there is none.
///
/// # Errors
/// If a limit of the reader is reached.
pub(crate) fn read(bytes: &[u8]) -> Result<Option<ReceivedInterchange>, Error> {
    let mut reader = SliceReader::new(bytes);
    let mut envelope = Envelope::new(Limits::default());
    let mut intake = Intake::default();
    let mut issues = Vec::new();
    while let Some(event) = reader.next()? {
        let Event::Segment(segment) = event else {
            continue;
        };
        let placement = envelope.place(&segment, &mut issues)?;
        issues.clear();
        if placement.cut.is_some() {
            intake.end_set();
        }
        intake.segment(placement.part, &segment);
    }
    intake.end_set();
    Ok(intake.interchange)
}

/// What has been read so far.
#[derive(Default)]
struct Intake {
    interchange: Option<ReceivedInterchange>,
    /// GS02, GS03 and GS06.
    group: (String, String, String),
    set: Option<OpenSet>,
}

/// A set that is being read.
struct OpenSet {
    reader: ClaimReader,
    control_number: String,
    segments: (u64, u64),
    levels: Levels,
    claims: Vec<LocatedClaim>,
}

impl Intake {
    fn segment(&mut self, part: Part, segment: &Segment<'_>) {
        match part {
            Part::InterchangeHeader => self.interchange = Some(interchange(segment)),
            Part::GroupHeader => self.group = group(segment),
            Part::SetHeader => self.set = open_set(segment),
            _ => {}
        }
        if let Some(set) = &mut self.set {
            set.segment(segment);
        }
        if part == Part::SetTrailer {
            self.end_set();
        }
    }

    fn end_set(&mut self) {
        let Some(mut set) = self.set.take() else {
            return;
        };
        if let Some(claim) = set.reader.finish() {
            set.claim(&claim);
        }
        let Some(interchange) = &mut self.interchange else {
            return;
        };
        let submission = set.reader.submission().unwrap_or_default();
        interchange.sets.push(ReceivedSet {
            application_sender: self.group.0.clone(),
            application_receiver: self.group.1.clone(),
            group_control_number: self.group.2.clone(),
            control_number: set.control_number,
            reference: submission.reference,
            submitter: (submission.submitter.name, submission.submitter.id),
            segments: set.segments,
            starts: set.levels.starts,
            claims: set.claims,
        });
    }
}

fn open_set(segment: &Segment<'_>) -> Option<OpenSet> {
    let (set, reference) = (text(segment.value(1)), text(segment.value(3)));
    let guide = x12_guide::shipped().find(&set, &reference)?;
    (guide.id == x12_837::GUIDE).then(|| OpenSet {
        reader: ClaimReader::new(x12_837::route()),
        control_number: text(segment.value(2)),
        segments: (segment.ordinal(), segment.ordinal()),
        levels: Levels::default(),
        claims: Vec::new(),
    })
}

impl OpenSet {
    fn segment(&mut self, segment: &Segment<'_>) {
        self.segments.1 = segment.ordinal();
        // A claim ends before this segment, so its levels are taken before this segment changes them.
        if let Some(claim) = self.reader.push(segment) {
            self.claim(&claim);
        }
        self.levels.segment(segment);
    }

    fn claim(&mut self, claim: &x12_837::Claim) {
        self.claims.push(LocatedClaim { starts: self.levels.of_claim(), claim: claims::received(claim) });
    }
}

/// Follows where levels and claims begin.
#[derive(Default)]
struct Levels {
    /// Every beginning, ascending.
    starts: Vec<u64>,
    /// The beginnings of the open levels 20, 22 and 23.
    open: Vec<u64>,
    /// The beginning of the claim that is open.
    claim: Option<u64>,
}

impl Levels {
    fn segment(&mut self, segment: &Segment<'_>) {
        match segment.id() {
            b"HL" => {
                let outer = match segment.value(3) {
                    b"20" => 0,
                    b"22" => 1,
                    _ => 2,
                };
                self.open.truncate(outer);
                self.open.push(segment.ordinal());
            }
            b"CLM" => self.claim = Some(segment.ordinal()),
            _ => return,
        }
        self.starts.push(segment.ordinal());
    }

    /// The beginnings of the open levels and of the claim in them.
    fn of_claim(&mut self) -> Vec<u64> {
        self.open.iter().copied().chain(self.claim.take()).collect()
    }
}

fn group(segment: &Segment<'_>) -> (String, String, String) {
    let value = |at| text(segment.value(at));
    (value(2), value(3), value(6))
}

fn interchange(segment: &Segment<'_>) -> ReceivedInterchange {
    let address = |at: usize| Address { qualifier: text(segment.value(at)), id: text(segment.value(at + 1)).trim_end().to_owned() };
    ReceivedInterchange {
        sender: address(5),
        receiver: address(7),
        control_number: text(segment.value(13)),
        usage: text(segment.value(15)),
        delimiters: segment.delimiters(),
        sets: Vec::new(),
    }
}

/// A value as text; a byte that is no UTF-8 has failed validation already.
fn text(value: &[u8]) -> String {
    String::from_utf8_lossy(value).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two subscribers, the second with a patient of his own; segment 1 is the ISA.
    const TWO: &str = "ISA*00*          *00*          *ZZ*A              *ZZ*B              *260105*1403*^*00501*000000007*1*T*:~GS*HC*AA*BB*20260105*1403*9*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*BATCH*20260105*1403*CH~NM1*41*2*S*****46*S1~PER*IC*J*TE*8005550101~NM1*40*2*P*****46*P1~HL*1**20*1~NM1*85*2*CLINIC*****XX*1999999984~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*DOE*JANE****MI*M1~CLM*ONE*100***11:B:1*Y*A*Y*Y~LX*1~SV1*HC:99213*100*UN*1***1~HL*3*1*22*1~SBR*P********CI~NM1*IL*1*ROE*RICHARD****MI*M2~HL*4*3*23*0~PAT*19~NM1*QC*1*ROE*ROBIN~CLM*TWO*50***11:B:1*Y*A*Y*Y~LX*1~SV1*HC:99213*50*UN*1***1~SE*23*0001~GE*1*9~IEA*1*000000007~";

    #[test]
    fn claims_keep_the_persons_of_the_levels_around_them() {
        let received = read(TWO.as_bytes()).expect("readable").expect("an interchange");
        let claims = &received.sets[0].claims;
        let [one, two] = [&claims[0].claim, &claims[1].claim];
        assert_eq!((one.patient().last.as_str(), one.patient.is_none()), ("DOE", true));
        assert_eq!((two.subscriber.member_id.as_str(), two.patient().first.as_str()), ("M2", "ROBIN"));
        assert_eq!(two.charge, crate::money::Money::dollars(50));
        assert_eq!(received.sets[0].reference, "BATCH");
        assert_eq!(received.sets[0].group_control_number, "9");
    }

    #[test]
    fn a_fault_concerns_the_claims_at_its_level_and_no_others() {
        let received = read(TWO.as_bytes()).expect("readable").expect("an interchange");
        let concerned = |segment| received.sets[0].concerned_by(segment).collect::<Vec<_>>();
        assert_eq!(concerned(4), [0, 1], "BHT stands above all levels");
        assert_eq!(concerned(9), [0, 1], "the billing provider");
        assert_eq!(concerned(12), [0], "the first subscriber");
        assert_eq!(concerned(15), [0], "a line of the first claim");
        assert_eq!(concerned(18), [1], "the second subscriber");
        assert_eq!(concerned(21), [1], "his patient");
        assert_eq!(concerned(22), [1], "the second claim");
    }

    #[test]
    fn a_file_is_cut_at_each_isa_and_what_stands_before_the_first_is_left_out() {
        let file = format!("junk\n{TWO}\n{TWO}");
        let parts = split(file.as_bytes()).expect("readable");
        assert_eq!(parts.len(), 2);
        assert!(parts.iter().all(|part| part.starts_with(b"ISA*")));
    }
}
