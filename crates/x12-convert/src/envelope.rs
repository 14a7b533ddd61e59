//! An envelope for claims and remittances that came without one: sender and receiver as the set names them, marked as test (ISA15 `T`).

use std::io::Write;

use x12_835::Remittance;
use x12_837::Submission;
use x12_syntax::{Delimiters, SegmentBuilder, WriteError, Writer};

/// What an envelope says.
#[derive(Debug)]
pub(crate) struct Derived {
    group: &'static str,
    guide: &'static str,
    sender: String,
    receiver: String,
    /// CCYYMMDD.
    date: String,
    /// HHMM.
    time: String,
    control_number: u32,
}

/// The envelope of a set of claims.
pub(crate) fn of_claims(submission: &Submission, control_number: u32) -> Derived {
    Derived {
        group: "HC",
        guide: x12_837::GUIDE,
        sender: submission.submitter.id.clone(),
        receiver: submission.receiver.id.clone(),
        date: submission.date.as_str().to_owned(),
        time: submission.time.get(..4).unwrap_or("0000").to_owned(),
        control_number,
    }
}

/// The envelope of a remittance.
pub(crate) fn of_remittance(remittance: &Remittance, control_number: u32) -> Derived {
    let date = remittance.payment.production_date.as_ref().or(remittance.payment.date.as_ref());
    Derived {
        group: "HP",
        guide: x12_835::GUIDE,
        sender: remittance.payment.trace_payer_id.clone(),
        receiver: remittance.payee.id.clone(),
        date: date.map(|date| date.as_str().to_owned()).unwrap_or_default(),
        time: "0000".to_owned(),
        control_number,
    }
}

impl Derived {
    /// Writes the envelope around a set.
    pub(crate) fn write_around(&self, to: &mut impl Write, set: &[u8]) -> Result<(), WriteError> {
        let number = format!("{:09}", self.control_number);
        let short = self.control_number.to_string();
        let mut writer = Writer::new(to, Delimiters::USUAL).with_line_break(*b"\n");
        let date = self.date.get(2..8).unwrap_or("000101");
        let cut = |id: &str| id.chars().take(15).collect::<String>();
        let (sender, receiver) = (cut(&self.sender), cut(&self.receiver));
        let parties: [&[u8]; 4] = [b"ZZ", sender.as_bytes(), b"ZZ", receiver.as_bytes()];
        let [sender_kind, from, receiver_kind, for_whom] = parties;
        let time = self.time.as_bytes();
        writer.write_interchange_header(&[
            b"00",
            b"",
            b"00",
            b"",
            sender_kind,
            from,
            receiver_kind,
            for_whom,
            date.as_bytes(),
            time,
            b"",
            b"00501",
            number.as_bytes(),
            b"0",
            b"T",
        ])?;
        let group = SegmentBuilder::new("GS").element(self.group).element(&sender).element(&receiver);
        writer.write(&group.element(&self.date).element(&self.time).element(&short).element("X").element(self.guide))?;
        let mut to = writer.into_inner();
        to.write_all(set)?;
        let mut writer = Writer::new(&mut to, Delimiters::USUAL).with_line_break(*b"\n");
        writer.write(&SegmentBuilder::new("GE").element("1").element(&short))?;
        writer.write(&SegmentBuilder::new("IEA").element("1").element(&number))
    }
}
