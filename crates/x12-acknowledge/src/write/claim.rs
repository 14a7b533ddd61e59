//! 277CA (005010X214): the levels, numbered as they come.

use std::io::Write;

use x12_syntax::SegmentBuilder;

use super::{Answer, CLAIM_GUIDE};
use crate::error::Error;
use crate::model::{ClaimAcknowledgment, ClaimResponse, LineResponse, Party, PatientResponse, ProviderResponse, Response, Status, Totals};
use crate::private::Private;

/// Writes one 277CA into the open group.
pub(crate) fn write<W: Write>(answer: &mut Answer<'_, W>, one: &ClaimAcknowledgment) -> Result<(), Error> {
    answer.open_set("277", &one.control_number, CLAIM_GUIDE)?;
    let mut set = ClaimSet { answer, levels: 0 };
    set.put(SegmentBuilder::new("BHT").element("0085").element("08").element(&one.reference).element(&one.date).element(&one.time).element("TH"))?;
    set.source(one)?;
    set.receiver(one)?;
    for provider in &one.providers {
        set.provider(provider)?;
    }
    set.answer.close_set()
}

struct ClaimSet<'s, 'a, W> {
    answer: &'s mut Answer<'a, W>,
    levels: u64,
}

impl<W: Write> ClaimSet<'_, '_, W> {
    fn put(&mut self, segment: SegmentBuilder) -> Result<(), Error> {
        self.answer.segment(&segment)
    }

    /// HL; a patient level has no HL04, as nothing can stand below it. Gives the level's number.
    fn level(&mut self, parent: Option<u64>, code: &str, children: Option<bool>) -> Result<u64, Error> {
        self.levels += 1;
        let parent = parent.map(|number| number.to_string()).unwrap_or_default();
        let children = children.map(|any| if any { "1" } else { "0" }).unwrap_or_default();
        self.put(SegmentBuilder::new("HL").element(self.levels.to_string()).element(parent).element(code).element(children))?;
        Ok(self.levels)
    }

    fn source(&mut self, one: &ClaimAcknowledgment) -> Result<(), Error> {
        self.level(None, "20", Some(true))?;
        self.party(&one.source)?;
        self.put(SegmentBuilder::new("TRN").element("1").element(&one.receipt.trace))?;
        self.date("050", &one.receipt.received)?;
        self.date("009", &one.receipt.processed)
    }

    fn receiver(&mut self, one: &ClaimAcknowledgment) -> Result<(), Error> {
        self.level(Some(1), "21", Some(!one.providers.is_empty()))?;
        self.party(&one.receiver)?;
        self.response(&one.submission, "2", ["90", "AA"])
    }

    fn provider(&mut self, one: &ProviderResponse) -> Result<(), Error> {
        // The receiver's level is always the second.
        let level = self.level(Some(2), "19", Some(!one.patients.is_empty()))?;
        self.party(&one.provider)?;
        if let Some(response) = &one.response {
            self.response(response, "1", ["QA", "QC"])?;
        }
        one.patients.iter().try_for_each(|patient| self.patient(level, patient))
    }

    fn patient(&mut self, parent: u64, one: &PatientResponse) -> Result<(), Error> {
        self.level(Some(parent), "PT", None)?;
        self.party(&one.patient)?;
        one.claims.iter().try_for_each(|claim| self.claim(claim))
    }

    fn response(&mut self, one: &Response, trace_kind: &str, counts: [&str; 2]) -> Result<(), Error> {
        self.put(SegmentBuilder::new("TRN").element(trace_kind).element(&one.trace))?;
        self.statuses(&one.statuses)?;
        for reference in &one.references {
            self.put(SegmentBuilder::new("REF").element(&reference.kind).element(reference.identifier.expose()))?;
        }
        let Totals { accepted_claims, rejected_claims, accepted_charges, rejected_charges } = &one.totals;
        let [accepted, rejected] = counts;
        for (id, kind, value) in
            [("QTY", accepted, accepted_claims), ("QTY", rejected, rejected_claims), ("AMT", "YU", accepted_charges), ("AMT", "YY", rejected_charges)]
        {
            if let Some(value) = value {
                self.put(SegmentBuilder::new(id).element(kind).element(value))?;
            }
        }
        Ok(())
    }

    fn claim(&mut self, one: &ClaimResponse) -> Result<(), Error> {
        self.put(SegmentBuilder::new("TRN").element("2").element(one.patient_control_number.expose()))?;
        self.statuses(&one.statuses)?;
        self.reference("1K", private(one.payer_claim_control_number.as_ref()))?;
        self.reference("D9", private(one.clearinghouse_claim_number.as_ref()))?;
        self.reference("BLT", one.bill_type.as_deref())?;
        self.service_dates(&one.service_dates)?;
        one.lines.iter().try_for_each(|line| self.line(line))
    }

    fn line(&mut self, one: &LineResponse) -> Result<(), Error> {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let segment = SegmentBuilder::new("SVC").composite(&one.procedure).element(&one.charge).element("").element(text(&one.revenue_code));
        self.put(segment.element("").element("").element(text(&one.units)))?;
        self.statuses(&one.statuses)?;
        self.reference("FJ", private(one.line_item_control_number.as_ref()))?;
        self.reference("XZ", private(one.prescription_number.as_ref()))?;
        match &one.service_dates {
            Some(dates) => self.service_dates(dates),
            None => Ok(()),
        }
    }

    fn statuses(&mut self, statuses: &[Status]) -> Result<(), Error> {
        for status in statuses {
            let mut segment = SegmentBuilder::new("STC");
            // The first status is STC01, the second STC10, the third STC11.
            for (detail, at) in status.details.iter().zip([1, 10, 11]) {
                segment.set(at, 1, 1, detail.category.as_str().as_bytes());
                segment.set(at, 1, 2, detail.status.as_str().as_bytes());
                segment.set(at, 1, 3, detail.party.as_deref().unwrap_or_default().as_bytes());
            }
            segment.set(2, 1, 1, status.date.as_deref().unwrap_or_default().as_bytes());
            segment.set(3, 1, 1, status.action.as_str().as_bytes());
            segment.set(4, 1, 1, status.charge.as_deref().unwrap_or_default().as_bytes());
            segment.set(12, 1, 1, private(status.message.as_ref()).unwrap_or_default().as_bytes());
            self.put(segment)?;
        }
        Ok(())
    }

    fn party(&mut self, one: &Party) -> Result<(), Error> {
        let text = |value: &Option<Private>| private(value.as_ref()).unwrap_or_default().to_owned();
        let segment = SegmentBuilder::new("NM1").element(&one.role).element(&one.kind).element(one.name.expose());
        let segment = segment.element(text(&one.first_name)).element(text(&one.middle_name)).element("").element(text(&one.suffix));
        self.put(segment.element(&one.identifier_kind).element(one.identifier.expose()))
    }

    fn reference(&mut self, kind: &str, value: Option<&str>) -> Result<(), Error> {
        match value {
            Some(value) => self.put(SegmentBuilder::new("REF").element(kind).element(value)),
            None => Ok(()),
        }
    }

    fn date(&mut self, kind: &str, date: &str) -> Result<(), Error> {
        self.put(SegmentBuilder::new("DTP").element(kind).element("D8").element(date))
    }

    fn service_dates(&mut self, dates: &str) -> Result<(), Error> {
        let form = if dates.contains('-') { "RD8" } else { "D8" };
        self.put(SegmentBuilder::new("DTP").element("472").element(form).element(dates))
    }
}

fn private(value: Option<&Private>) -> Option<&str> {
    value.map(Private::expose)
}
