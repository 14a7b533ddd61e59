//! TA1, 999 (005010X231A1) and 277CA (005010X214) to statements about what we sent, each with the segment that says it.
//!
//! An acknowledgement names what we sent by our own numbers; its interchange has our identifier as receiver (ISA08) and the payer's as sender (ISA06).

use gateway_core::acknowledgement::{AcknowledgementKey, AcknowledgementLevel, InboundAcknowledgement, Verdict};
use gateway_core::control_numbers::ControlNumber;
use gateway_core::identifiers::InboundId;
use gateway_core::phi::Phi;
use x12_syntax::{Event, Segment, SliceReader};

use super::ReadError;
use super::values::{ordinal, some_text, text};

/// Every statement of a file, in order. A file without one (an 835, for example) has none.
pub(crate) fn statements(bytes: &[u8], inbound_id: &InboundId) -> Result<Vec<InboundAcknowledgement>, ReadError> {
    let mut reader = SliceReader::new(bytes);
    let mut file = File { inbound_id: inbound_id.clone(), ours: String::new(), theirs: String::new(), set: Set::Other, found: Vec::new() };
    while let Some(event) = reader.next()? {
        if let Event::Segment(segment) = event {
            file.take(&segment)?;
        }
    }
    Ok(file.found)
}

/// What is known at one place of the file.
struct File {
    inbound_id: InboundId,
    ours: String,
    theirs: String,
    set: Set,
    found: Vec<InboundAcknowledgement>,
}

/// The set that is open.
enum Set {
    Other,
    Implementation(Group),
    Claims(Submission),
}

/// A 999: the group that it speaks of.
#[derive(Default)]
struct Group {
    number: Option<ControlNumber>,
    set: Option<ControlNumber>,
    /// IK304 and IK403 of the open set, and IK502 of it.
    codes: Vec<String>,
    sets_answered: usize,
}

/// A 277CA: the submission that it speaks of.
#[derive(Default)]
struct Submission {
    from_clearinghouse: bool,
    reference: String,
    hierarchy: Level,
    /// What was said of the submission as a whole.
    whole: Option<Statement>,
    /// The claim that is open.
    claim: Option<(String, Statement)>,
    claims_answered: usize,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Level {
    #[default]
    Source,
    Receiver,
    Provider,
    Patient,
}

/// What one or several STC segments say.
struct Statement {
    segment: u32,
    rejected: bool,
    codes: Vec<String>,
    payer_number: Option<String>,
}

impl File {
    fn take(&mut self, segment: &Segment<'_>) -> Result<(), ReadError> {
        match (segment.id(), segment.value(1)) {
            (b"ISA", _) => (self.ours, self.theirs) = (text(segment, 8), text(segment, 6)),
            (b"TA1", _) => self.interchange(segment)?,
            (b"ST", b"999") => self.set = Set::Implementation(Group::default()),
            (b"ST", b"277") if segment.value(3) == b"005010X214" => self.set = Set::Claims(Submission::default()),
            (b"ST", _) => self.set = Set::Other,
            (b"SE", _) => self.close_set(),
            _ => self.within_set(segment)?,
        }
        Ok(())
    }

    fn within_set(&mut self, segment: &Segment<'_>) -> Result<(), ReadError> {
        let statement = match &mut self.set {
            Set::Other => None,
            Set::Implementation(group) => group.take(segment)?,
            Set::Claims(submission) => submission.take(segment),
        };
        if let Some((about, statement)) = statement {
            self.say(about, statement);
        }
        Ok(())
    }

    fn close_set(&mut self) {
        let Set::Claims(mut submission) = std::mem::replace(&mut self.set, Set::Other) else { return };
        let last = submission.close_claim();
        for (about, statement) in last.into_iter().chain(submission.close()) {
            self.say(about, statement);
        }
    }

    fn interchange(&mut self, segment: &Segment<'_>) -> Result<(), ReadError> {
        let interchange_control_number = control_number(segment, 1, "TA101")?;
        let verdict = match segment.value(4) {
            b"A" => Verdict::Accepted,
            b"E" => Verdict::AcceptedWithErrors,
            _ => Verdict::Rejected,
        };
        let about = About { level: AcknowledgementLevel::Interchange, key: AcknowledgementKey::Interchange { interchange_control_number }, verdict };
        self.say(about, Statement { segment: ordinal(segment), rejected: false, codes: vec![text(segment, 5)], payer_number: None });
        Ok(())
    }

    fn say(&mut self, about: About, statement: Statement) {
        self.found.push(InboundAcknowledgement {
            inbound_id: self.inbound_id.clone(),
            segment: statement.segment,
            sender: self.ours.clone(),
            receiver: self.theirs.clone(),
            level: about.level,
            key: about.key,
            verdict: about.verdict,
            codes: statement.codes,
            payer_claim_control_number: statement.payer_number.map(Phi::new),
        });
    }
}

/// What a statement is about, and what it says.
struct About {
    level: AcknowledgementLevel,
    key: AcknowledgementKey,
    verdict: Verdict,
}

impl Group {
    fn take(&mut self, segment: &Segment<'_>) -> Result<Option<(About, Statement)>, ReadError> {
        match segment.id() {
            b"AK1" => self.number = Some(control_number(segment, 2, "AK102")?),
            b"AK2" => {
                self.set = Some(control_number(segment, 2, "AK202")?);
                self.codes.clear();
            }
            b"IK3" => self.codes.extend(some_text(segment, 4).map(|code| format!("{}:{code}", text(segment, 1)))),
            b"IK4" => self.codes.extend(some_text(segment, 3).map(|code| format!("element:{code}"))),
            b"IK5" => return Ok(self.answer(segment, 2..=6)),
            b"AK9" => {
                self.set = None;
                self.codes.clear();
                // AK9 sums up what IK5 said of each set. It speaks for itself where no set was named, and where it refuses the group.
                if self.sets_answered == 0 || segment.value(1) == b"R" {
                    return Ok(self.answer(segment, 5..=9));
                }
            }
            _ => {}
        }
        Ok(None)
    }

    fn answer(&mut self, segment: &Segment<'_>, code_positions: std::ops::RangeInclusive<usize>) -> Option<(About, Statement)> {
        let verdict = match segment.value(1) {
            b"A" => Verdict::Accepted,
            // AK901 P without a set that tells which: some were taken, so the claims are not refused, and somebody should look.
            b"E" | b"P" => Verdict::AcceptedWithErrors,
            _ => Verdict::Rejected,
        };
        let mut codes = std::mem::take(&mut self.codes);
        codes.extend(code_positions.filter_map(|position| some_text(segment, position)));
        codes.truncate(crate::limits::CODES_PER_ACKNOWLEDGEMENT);
        self.sets_answered += 1;
        let key = AcknowledgementKey::Group { group_control_number: self.number?, set_control_number: self.set };
        let statement = Statement { segment: ordinal(segment), rejected: false, codes, payer_number: None };
        Some((About { level: AcknowledgementLevel::Implementation, key, verdict }, statement))
    }
}

impl Submission {
    fn take(&mut self, segment: &Segment<'_>) -> Option<(About, Statement)> {
        match (segment.id(), self.hierarchy) {
            (b"HL", _) => {
                let closed = self.close_claim();
                self.hierarchy = match segment.value(3) {
                    b"20" => Level::Source,
                    b"21" => Level::Receiver,
                    b"19" => Level::Provider,
                    _ => Level::Patient,
                };
                return closed;
            }
            (b"NM1", Level::Source) => self.from_clearinghouse = segment.value(1) == b"AY",
            (b"TRN", Level::Receiver) => self.reference = text(segment, 2),
            (b"STC", Level::Receiver) => add_status(self.whole.get_or_insert_with(|| Statement::at(segment)), segment),
            (b"TRN", Level::Patient) => {
                let closed = self.close_claim();
                self.claim = Some((text(segment, 2), Statement::at(segment)));
                return closed;
            }
            (b"STC", Level::Patient) => {
                if let Some((_, statement)) = &mut self.claim {
                    add_status(statement, segment);
                }
            }
            (b"REF", Level::Patient) if segment.value(1) == b"1K" => {
                if let Some((_, statement)) = &mut self.claim {
                    statement.payer_number = some_text(segment, 2);
                }
            }
            _ => {}
        }
        None
    }

    fn close_claim(&mut self) -> Option<(About, Statement)> {
        let (patient_control_number, statement) = self.claim.take()?;
        if statement.codes.is_empty() {
            return None;
        }
        self.claims_answered += 1;
        Some((self.about(&statement, Some(Phi::new(patient_control_number))), statement))
    }

    /// The statement about the submission as a whole. Where claims were named, an acceptance of the whole says nothing more; a refusal does.
    fn close(mut self) -> Option<(About, Statement)> {
        let whole = self.whole.take().filter(|whole| whole.rejected || self.claims_answered == 0)?;
        Some((self.about(&whole, None), whole))
    }

    fn about(&self, statement: &Statement, patient_control_number: Option<Phi<String>>) -> About {
        let level = if self.from_clearinghouse { AcknowledgementLevel::Clearinghouse } else { AcknowledgementLevel::Payer };
        let verdict = if statement.rejected { Verdict::Rejected } else { Verdict::Accepted };
        About { level, key: AcknowledgementKey::Claim { reference: self.reference.clone(), patient_control_number }, verdict }
    }
}

impl Statement {
    fn at(segment: &Segment<'_>) -> Self {
        Self { segment: ordinal(segment), rejected: false, codes: Vec::new(), payer_number: None }
    }
}

/// Adds an STC: its codes, and whether it asks for the claim to be sent anew (STC03 U).
fn add_status(statement: &mut Statement, segment: &Segment<'_>) {
    statement.segment = ordinal(segment);
    statement.rejected |= segment.value(3) == b"U";
    let separator = segment.delimiters().component;
    for position in [1, 10, 11] {
        let Some(status) = some_text(segment, position) else { continue };
        if statement.codes.len() < crate::limits::CODES_PER_ACKNOWLEDGEMENT {
            statement.codes.push(status.replace(char::from(separator), ":"));
        }
    }
}

fn control_number(segment: &Segment<'_>, position: usize, element: &'static str) -> Result<ControlNumber, ReadError> {
    let wrong = ReadError::Value { segment: ordinal(segment), element, expected: "a control number of ours" };
    ControlNumber::parse(&text(segment, position)).map_err(|_| wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rest: &str) -> Vec<InboundAcknowledgement> {
        let isa = "ISA*00*          *00*          *ZZ*THEM           *ZZ*US             *260101*1200*^*00501*000000001*0*T*:~";
        statements(format!("{isa}{rest}IEA*1*000000001~").as_bytes(), &InboundId::new("f")).unwrap()
    }

    fn number(value: u32) -> ControlNumber {
        ControlNumber::try_from(value).unwrap()
    }

    #[test]
    fn a_ta1_names_our_interchange_and_our_identifiers() {
        let found = read("TA1*000000042*260101*1200*R*025~");
        assert_eq!((found[0].sender.as_str(), found[0].receiver.as_str(), found[0].verdict), ("US", "THEM", Verdict::Rejected));
        assert_eq!(found[0].key, AcknowledgementKey::Interchange { interchange_control_number: number(42) });
        assert!(found[0].turns_away_a_copy());
    }

    #[test]
    fn a_999_speaks_of_each_set_with_its_codes() {
        let found = read(
            "GS*FA*THEM*US*20260101*1200*1*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*7*005010X222A1~AK2*837*0011*005010X222A1~IK5*A~AK2*837*0012*005010X222A1~IK3*CLM*22**8~IK4*2**1~IK5*R*5~AK9*P*2*2*1~SE*9*0001~GE*1*1~",
        );
        assert_eq!(found.len(), 2);
        let group = |set| AcknowledgementKey::Group { group_control_number: number(7), set_control_number: Some(number(set)) };
        assert_eq!((found[0].key.clone(), found[0].verdict), (group(11), Verdict::Accepted));
        assert_eq!((found[1].key.clone(), found[1].verdict, found[1].segment), (group(12), Verdict::Rejected, 10));
        assert_eq!(found[1].codes, ["CLM:8", "element:1", "5"]);
    }

    #[test]
    fn a_999_that_refuses_the_group_without_naming_a_set_speaks_of_all_of_it() {
        let found = read("GS*FA*THEM*US*20260101*1200*1*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*7*005010X222A1~AK9*R*1*1*0*5~SE*4*0001~GE*1*1~");
        assert_eq!(found[0].key, AcknowledgementKey::Group { group_control_number: number(7), set_control_number: None });
        assert_eq!((found[0].verdict, found[0].codes.clone()), (Verdict::Rejected, vec!["5".to_owned()]));
    }

    const CLAIMS: &str = "GS*HN*THEM*US*20260101*1200*1*X*005010X214~ST*277*0001*005010X214~BHT*0085*08*R1*20260101*1200*TH~HL*1**20*1~NM1*PR*2*A PAYER*****PI*P1~TRN*1*X~DTP*050*D8*20260101~DTP*009*D8*20260101~HL*2*1*21*1~NM1*41*2*US*****46*US~TRN*2*000000001000000003~STC*A1:19:PR*20260101*WQ*300~HL*3*2*19*1~NM1*85*2*A CLINIC*****XX*1999999984~HL*4*3*PT~NM1*QC*1*DOE*JANE****MI*M1~TRN*2*PAT-1~STC*A2:20:PR*20260101*WQ*150~REF*1K*ICN1~DTP*472*D8*20260101~TRN*2*PAT-2~STC*A7:562:85*20260101*U*150~SE*20*0001~GE*1*1~";

    #[test]
    fn a_277ca_speaks_of_each_claim_by_its_own_number() {
        let found = read(CLAIMS);
        assert_eq!(found.len(), 2);
        let claim = |number: &str| AcknowledgementKey::Claim { reference: "000000001000000003".into(), patient_control_number: Some(number.into()) };
        assert_eq!((found[0].key.clone(), found[0].verdict, found[0].level), (claim("PAT-1"), Verdict::Accepted, AcknowledgementLevel::Payer));
        assert_eq!(found[0].payer_claim_control_number, Some("ICN1".into()));
        assert_eq!((found[1].key.clone(), found[1].verdict, found[1].codes.clone()), (claim("PAT-2"), Verdict::Rejected, vec!["A7:562:85".to_owned()]));
    }

    #[test]
    fn a_refusal_of_the_whole_submission_is_heard_beside_its_claims() {
        let found = read(&CLAIMS.replace("STC*A1:19:PR*20260101*WQ*300", "STC*A3:21:PR*20260101*U*300").replace("NM1*PR*2*A PAYER", "NM1*AY*2*A HOUSE"));
        assert_eq!(found.len(), 3);
        assert_eq!((found[2].verdict, found[2].level), (Verdict::Rejected, AcknowledgementLevel::Clearinghouse));
        assert!(matches!(&found[2].key, AcknowledgementKey::Claim { patient_control_number: None, .. }));
    }
}
