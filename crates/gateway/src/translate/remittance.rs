//! 835 (005010X221A1) to [`RemittancePayment`]: one for each ST..SE, with the ordinals of its segments and the digest of its content.
//!
//! It reads segments, not a model: posting must point at segments, and the digest covers every byte between ST and SE, known or not.
//! A value that posting needs and that cannot be read is an error of the whole set: half a payment is not posted.

use gateway_core::digest::ContentHasher;
use gateway_core::identifiers::InboundId;
use gateway_core::money::Cents;
use gateway_core::phi::Phi;
use gateway_core::quantity::Quantity;
use gateway_core::remittance::{Adjustment, ClaimStatusCode, ProviderAdjustment, RemittanceClaim, RemittanceLine, RemittancePayment};
use x12_syntax::{Event, Segment, SliceReader};

use super::ReadError;
use super::values::{amount, civil_date, component, date, ordinal, procedure, some_amount, some_quantity, some_text, text};

/// The payments of a file. Each set succeeds or fails for itself.
pub(crate) fn payments(bytes: &[u8], inbound_id: &InboundId) -> Result<Vec<Result<RemittancePayment, ReadError>>, ReadError> {
    let mut reader = SliceReader::new(bytes);
    let mut payments = Vec::new();
    let mut open: Option<SetReader> = None;
    while let Some(event) = reader.next()? {
        let Event::Segment(segment) = event else { continue };
        match (segment.id(), open.as_mut()) {
            (b"ST", _) => open = (segment.value(1) == b"835").then(|| SetReader::new(inbound_id, ordinal(&segment))),
            (b"SE", _) => payments.extend(open.take().map(SetReader::finish)),
            (b"ISA" | b"GS" | b"GE" | b"IEA", _) | (_, None) => {}
            (_, Some(set)) => set.take(&segment),
        }
    }
    if open.is_some() { Err(ReadError::Cut) } else { Ok(payments) }
}

/// Whose names and references come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Party {
    Nobody,
    Payer,
    Payee,
}

/// Reads one set.
struct SetReader {
    payment: RemittancePayment,
    hasher: ContentHasher,
    party: Party,
    /// Whether CLP has begun: then N1 and REF belong to claims.
    in_claims: bool,
    error: Option<ReadError>,
}

impl SetReader {
    fn new(inbound_id: &InboundId, segment: u32) -> Self {
        let payment = RemittancePayment {
            inbound_id: inbound_id.clone(),
            segment,
            payer_id: String::new(),
            payer_name: String::new(),
            trace_number: String::new(),
            originating_company: None,
            handling: String::new(),
            total_paid: Cents::ZERO,
            method: String::new(),
            payment_date: None,
            payee_id: String::new(),
            payee_tax_id: None,
            content_hash: ContentHasher::new().finish(),
            claims: Vec::new(),
            provider_adjustments: Vec::new(),
        };
        Self { payment, hasher: ContentHasher::new(), party: Party::Nobody, in_claims: false, error: None }
    }

    fn take(&mut self, segment: &Segment<'_>) {
        let delimiters = segment.delimiters();
        self.hasher.segment(segment.text(), delimiters.element, delimiters.component, delimiters.repetition);
        if self.error.is_none() {
            self.error = self.read(segment).err();
        }
    }

    fn finish(self) -> Result<RemittancePayment, ReadError> {
        let payment = RemittancePayment { content_hash: self.hasher.finish(), ..self.payment };
        match self.error {
            Some(error) => Err(error),
            None if payment.trace_number.is_empty() => Err(ReadError::Value { segment: payment.segment, element: "TRN02", expected: "a trace number" }),
            None => Ok(payment),
        }
    }

    fn read(&mut self, segment: &Segment<'_>) -> Result<(), ReadError> {
        match segment.id() {
            b"CLP" => self.claim(segment)?,
            b"SVC" => self.line(segment)?,
            b"CAS" => self.adjustments(segment)?,
            b"PLB" => self.provider_adjustments(segment)?,
            b"LX" => self.in_claims = true,
            _ if self.in_claims => self.detail(segment),
            _ => self.header(segment)?,
        }
        Ok(())
    }

    fn header(&mut self, segment: &Segment<'_>) -> Result<(), ReadError> {
        let payment = &mut self.payment;
        match (segment.id(), segment.value(1)) {
            (b"BPR", _) => {
                payment.segment = ordinal(segment);
                payment.handling = text(segment, 1);
                payment.total_paid = amount(segment, 2, "BPR02")?;
                payment.method = text(segment, 4);
                payment.payment_date = date(segment, 16);
            }
            (b"TRN", _) => {
                payment.trace_number = text(segment, 2);
                payment.originating_company = some_text(segment, 3);
            }
            (b"N1", b"PR") => {
                self.party = Party::Payer;
                payment.payer_name = text(segment, 2);
                payment.payer_id = text(segment, 4);
            }
            (b"N1", b"PE") => {
                self.party = Party::Payee;
                payment.payee_id = text(segment, 4);
            }
            (b"REF", b"2U") if self.party == Party::Payer && payment.payer_id.is_empty() => payment.payer_id = text(segment, 2),
            (b"REF", b"TJ") if self.party == Party::Payee => payment.payee_tax_id = some_text(segment, 2),
            _ => {}
        }
        Ok(())
    }

    fn claim(&mut self, segment: &Segment<'_>) -> Result<(), ReadError> {
        self.in_claims = true;
        // A set without an identifier of its payer still has to name one, the same in every envelope: TRN03 does.
        if self.payment.payer_id.is_empty() {
            self.payment.payer_id = self.payment.originating_company.clone().unwrap_or_else(|| self.payment.payer_name.clone());
        }
        self.payment.claims.push(RemittanceClaim {
            segment: ordinal(segment),
            patient_control_number: Phi::new(text(segment, 1)),
            status: ClaimStatusCode(text(segment, 2)),
            charge: amount(segment, 3, "CLP03")?,
            paid: amount(segment, 4, "CLP04")?,
            patient_responsibility: some_amount(segment, 5, "CLP05")?,
            filing_indicator: some_text(segment, 6),
            payer_claim_control_number: Phi::new(text(segment, 7)),
            facility: some_text(segment, 8),
            frequency: some_text(segment, 9),
            member_id: None,
            patient_last_name: None,
            service_from: None,
            adjustments: Vec::new(),
            lines: Vec::new(),
        });
        Ok(())
    }

    fn line(&mut self, segment: &Segment<'_>) -> Result<(), ReadError> {
        let missing = |element, expected| ReadError::Value { segment: ordinal(segment), element, expected };
        let line = RemittanceLine {
            segment: ordinal(segment),
            procedure: procedure(segment, 1).ok_or_else(|| missing("SVC01", "a procedure"))?,
            billed_procedure: procedure(segment, 6),
            charge: amount(segment, 2, "SVC02")?,
            paid: amount(segment, 3, "SVC03")?,
            units: some_quantity(segment, 5, "SVC05")?.unwrap_or(Quantity::ONE),
            service_from: None,
            control_number: None,
            adjustments: Vec::new(),
            remark_codes: Vec::new(),
        };
        let claim = self.payment.claims.last_mut().ok_or_else(|| missing("SVC", "a CLP before it"))?;
        claim.lines.push(line);
        Ok(())
    }

    /// CAS holds up to six reasons, each with amount and quantity.
    fn adjustments(&mut self, segment: &Segment<'_>) -> Result<(), ReadError> {
        let mut adjustments = Vec::new();
        for position in (2..=17).step_by(3) {
            let Some(reason) = some_text(segment, position) else { continue };
            let amount = amount(segment, position + 1, "CAS amount")?;
            let quantity = some_quantity(segment, position + 2, "CAS quantity")?;
            adjustments.push(Adjustment { segment: ordinal(segment), group: text(segment, 1), reason, amount, quantity });
        }
        let Some(claim) = self.payment.claims.last_mut() else { return Ok(()) };
        match claim.lines.last_mut() {
            Some(line) => line.adjustments.extend(adjustments),
            None => claim.adjustments.extend(adjustments),
        }
        Ok(())
    }

    /// PLB holds up to six reasons, each with a reference and an amount.
    fn provider_adjustments(&mut self, segment: &Segment<'_>) -> Result<(), ReadError> {
        for position in (3..=13).step_by(2) {
            let Some(reason) = component(segment, position, 1) else { continue };
            self.payment.provider_adjustments.push(ProviderAdjustment {
                segment: ordinal(segment),
                provider_id: text(segment, 1),
                fiscal_period: date(segment, 2),
                reason,
                reference: component(segment, position, 2).map(Phi::new),
                amount: amount(segment, position + 1, "PLB amount")?,
            });
        }
        Ok(())
    }

    /// Names, dates, references and remarks of a claim or of its last line.
    fn detail(&mut self, segment: &Segment<'_>) {
        let Some(claim) = self.payment.claims.last_mut() else { return };
        match (segment.id(), segment.value(1)) {
            (b"NM1", qualifier @ (b"QC" | b"IL")) => {
                // The member is the patient unless the payer names both: then NM1*IL has the identifier.
                if qualifier == b"IL" || claim.member_id.is_none() {
                    claim.member_id = some_text(segment, 9).map(Phi::new).or_else(|| claim.member_id.take());
                }
                if qualifier == b"QC" {
                    claim.patient_last_name = some_text(segment, 3).map(Phi::new);
                }
            }
            (b"DTM", b"232") => claim.service_from = civil_date(segment.value(2)),
            (b"DTM", b"472" | b"150") => {
                let from = civil_date(segment.value(2));
                if let Some(line) = claim.lines.last_mut() {
                    line.service_from = from;
                }
                claim.service_from = [claim.service_from, from].into_iter().flatten().min();
            }
            (b"REF", b"6R") => {
                if let Some(line) = claim.lines.last_mut() {
                    line.control_number = some_text(segment, 2);
                }
            }
            (b"LQ", b"HE") => {
                if let Some(line) = claim.lines.last_mut() {
                    line.remark_codes.extend(some_text(segment, 2));
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gateway_core::remittance::balance;

    const SET: &str = "ST*835*0001~BPR*I*80*C*ACH*CCP*01*111*DA*1*1234567890**01*222*DA*2*20260301~TRN*1*TRACE1*1234567890~N1*PR*A PAYER*XV*PAYER1~N1*PE*A CLINIC*XX*1999999984~REF*TJ*123456789~LX*1~CLP*PAT-1*1*150*90*20*12*ICN1*11*1~NM1*QC*1*DOE*JANE****MI*M1~SVC*HC:99213:25*150*90**1~DTM*472*20260105~CAS*CO*45*40~CAS*PR*1*20~REF*6R*L1~LQ*HE*N130~PLB*1999999984*20261231*WO:ICN0*10~SE*17*0001~";

    fn file(sender: &str, number: &str, element: &str) -> Vec<u8> {
        let isa = format!("ISA*00*          *00*          *ZZ*{sender:<15}*ZZ*US             *260301*1200*^*00501*{number}*0*T*:~");
        format!("{isa}GS*HP*{sender}*US*20260301*1200*1*X*005010X221A1~{SET}GE*1*1~IEA*1*{number}~").replace('*', element).into_bytes()
    }

    fn read(bytes: &[u8]) -> RemittancePayment {
        payments(bytes, &InboundId::new("f")).unwrap().remove(0).unwrap()
    }

    #[test]
    fn a_payment_balances_as_it_was_sent_and_each_part_knows_its_segment() {
        let payment = read(&file("THEM", "000000001", "*"));
        assert_eq!(balance::check(&payment), Vec::new());
        assert_eq!((payment.segment, payment.payer_id.as_str(), payment.payee_tax_id.as_deref()), (4, "PAYER1", Some("123456789")));
        let claim = &payment.claims[0];
        assert_eq!((claim.segment, claim.lines[0].segment, claim.lines[0].adjustments[1].segment), (10, 12, 15));
        assert_eq!(claim.lines[0].procedure.modifiers, ["25"]);
        assert_eq!(claim.service_from, Some(jiff::civil::date(2026, 1, 5)));
        assert_eq!(claim.lines[0].control_number.as_deref(), Some("L1"));
        assert_eq!(payment.provider_adjustments[0].reference.as_ref().map(|reference| reference.expose().as_str()), Some("ICN0"));
    }

    #[test]
    fn the_same_payment_has_the_same_name_in_another_envelope() {
        assert_eq!(read(&file("THEM", "000000001", "*")).id(), read(&file("OTHERS", "000000007", "|")).id());
    }

    #[test]
    fn a_payment_with_an_unreadable_amount_is_refused_whole_at_its_element() {
        let bytes = String::from_utf8(file("THEM", "000000001", "*")).unwrap().replace("CLP*PAT-1*1*150*", "CLP*PAT-1*1*1,50*");
        let error = payments(bytes.as_bytes(), &InboundId::new("f")).unwrap().remove(0).unwrap_err();
        assert_eq!(error.to_string(), "segment 10: expected an amount of at most two decimals in CLP03");
    }

    #[test]
    fn a_cut_file_is_no_payment() {
        let bytes = file("THEM", "000000001", "*");
        assert!(matches!(payments(&bytes[..bytes.len() - 60], &InboundId::new("f")), Err(ReadError::Cut)));
    }
}
