//! Matching: which claim of ours a CLP is about, and which line of it an SVC is about. The surest key goes first, and a doubt is never guessed away.

use jiff::civil::Date;

use super::{RemittanceClaim, RemittanceLine};
use crate::claim::{Claim, ClaimLine, Procedure};
use crate::exception::ExceptionReason;
use crate::intake::ClaimRecord;
use crate::life_cycle::Delivery;

/// The index of the claim that is meant.
///
/// By CLP01, then by CLP07 as it was learned from an acknowledgement or an earlier payment, then by member, first day of service and charge together.
/// Where a key finds several claims, the later keys choose among them, and at last a claim whose place no other took is preferred.
///
/// # Errors
/// The reason for the exception, when none fits, several fit, or the one that fits was never sent.
pub fn find_claim<'a>(remitted: &RemittanceClaim, candidates: impl Iterator<Item = &'a ClaimRecord> + Clone) -> Result<usize, ExceptionReason> {
    const IDENTIFYING: [Key; 3] = [same_control_number, same_payer_control_number, same_member_day_and_charge];
    const CHOOSING: [Key; 3] = [same_payer_control_number, same_member_day_and_charge, not_replaced];
    let fitting = |key: Key| candidates.clone().enumerate().filter(|(_, record)| key(remitted, record)).collect::<Vec<_>>();
    let mut found = IDENTIFYING.into_iter().map(fitting).find(|found| !found.is_empty()).ok_or(ExceptionReason::UnmatchedClaim)?;
    for key in CHOOSING {
        if found.iter().any(|(_, record)| key(remitted, record)) {
            found.retain(|(_, record)| key(remitted, record));
        }
    }
    match found.as_slice() {
        [(_, record)] if matches!(record.history.delivery, Delivery::Waiting | Delivery::Batched) => Err(ExceptionReason::ClaimNotSent),
        [(index, _)] => Ok(*index),
        _ => Err(ExceptionReason::AmbiguousMatch),
    }
}

type Key = fn(&RemittanceClaim, &ClaimRecord) -> bool;

fn same_control_number(remitted: &RemittanceClaim, record: &ClaimRecord) -> bool {
    record.claim.patient_control_number == remitted.patient_control_number
}

fn same_payer_control_number(remitted: &RemittanceClaim, record: &ClaimRecord) -> bool {
    record.history.payer_claim_control_number.as_ref() == Some(&remitted.payer_claim_control_number)
}

fn same_member_day_and_charge(remitted: &RemittanceClaim, record: &ClaimRecord) -> bool {
    let claim = &record.claim;
    let same_member = remitted.member_id.as_ref() == Some(&claim.member_id);
    let same_day = remitted.service_from.is_some() && remitted.service_from == first_day(claim);
    // A reversal carries the charge with the other sign.
    let same_charge = remitted.charge == claim.total_charge || remitted.charge.negated() == Some(claim.total_charge);
    same_member && same_day && same_charge
}

fn not_replaced(_: &RemittanceClaim, record: &ClaimRecord) -> bool {
    record.history.replaced_by.is_none()
}

fn first_day(claim: &Claim) -> Option<Date> {
    claim.service_from.or_else(|| claim.lines.iter().filter_map(|line| line.service_from).min())
}

/// The line of `claim` that is meant.
///
/// By the line item control number that we gave, then by the line number that payers return in its place (RFI 2224), then by procedure, modifiers,
/// units, charge and day, then by procedure and charge. A key that finds several lines finds none.
#[must_use]
pub fn find_line<'a>(remitted: &RemittanceLine, claim: &'a Claim) -> Option<&'a ClaimLine> {
    let only = |key: &dyn Fn(&ClaimLine) -> bool| {
        let mut fitting = claim.lines.iter().filter(|line| key(line));
        fitting.next().filter(|_| fitting.next().is_none())
    };
    let billed = remitted.billed_procedure.as_ref().unwrap_or(&remitted.procedure);
    let charged = |line: &ClaimLine| line.charge == remitted.charge || remitted.charge.negated() == Some(line.charge);
    let given = |number: &String| remitted.control_number.as_ref() == Some(number);
    only(&|line| line.control_number.as_ref().is_some_and(given))
        .or_else(|| only(&|line| given(&line.number.to_string())))
        .or_else(|| {
            only(&|line| same_procedure(billed, &line.procedure) && line.units == remitted.units && charged(line) && line.service_from == remitted.service_from)
        })
        .or_else(|| only(&|line| billed.code == line.procedure.code && charged(line)))
}

fn same_procedure(one: &Procedure, other: &Procedure) -> bool {
    one.code == other.code && one.modifiers == other.modifiers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifiers::ClaimId;
    use crate::quantity::Quantity;
    use crate::remittance::samples::{self, claim, claim_line, procedure, sent};

    fn record(name: &str, cents: i64) -> ClaimRecord {
        sent(claim(name, vec![claim_line(1, "99213", cents)]))
    }

    fn remitted(name: &str, cents: i64) -> RemittanceClaim {
        samples::remitted(name, "1", vec![samples::line("99213", cents, Vec::new())])
    }

    #[track_caller]
    fn check(remitted: &RemittanceClaim, candidates: &[ClaimRecord], expect: Result<usize, ExceptionReason>) {
        assert_eq!(find_claim(remitted, candidates.iter()), expect);
    }

    #[test]
    fn the_patient_control_number_finds_its_claim_before_all_other_keys() {
        check(&remitted("B", 100), &[record("A", 100), record("B", 100)], Ok(1));
    }

    #[test]
    fn the_payers_own_number_finds_a_claim_whose_control_number_was_lost() {
        let mut known = record("A", 100);
        known.history.payer_claim_control_number = Some("ICN-LOST".into());
        check(&remitted("LOST", 999), &[record("B", 100), known], Ok(1));
    }

    #[test]
    fn member_day_and_charge_find_a_claim_only_together() {
        check(&remitted("LOST", 100), &[record("A", 100), record("B", 200)], Ok(0));
        check(&remitted("LOST", 300), &[record("A", 100)], Err(ExceptionReason::UnmatchedClaim));
        check(&RemittanceClaim { service_from: None, ..remitted("LOST", 100) }, &[record("A", 100)], Err(ExceptionReason::UnmatchedClaim));
        check(&RemittanceClaim { member_id: None, ..remitted("LOST", 100) }, &[record("A", 100)], Err(ExceptionReason::UnmatchedClaim));
    }

    #[test]
    fn a_doubt_is_not_guessed_away() {
        check(&remitted("A", 100), &[record("A", 100), record("A", 100)], Err(ExceptionReason::AmbiguousMatch));
        check(&remitted("A", 200), &[record("A", 100), record("A", 200)], Ok(1));
    }

    #[test]
    fn a_replaced_claim_is_meant_only_when_nothing_else_can_be() {
        let mut replaced = record("A", 100);
        replaced.history.replaced_by = Some(ClaimId::new("new"));
        check(&remitted("A", 100), &[replaced.clone(), record("A", 100)], Ok(1));
        replaced.history.payer_claim_control_number = Some("ICN-A".into());
        check(&remitted("A", 100), &[replaced, record("A", 100)], Ok(0));
    }

    #[test]
    fn a_claim_that_never_left_is_not_meant() {
        let mut waiting = record("A", 100);
        waiting.history.delivery = Delivery::Batched;
        check(&remitted("A", 100), &[waiting], Err(ExceptionReason::ClaimNotSent));
    }

    #[test]
    fn a_claim_that_is_being_sent_may_have_been_paid_already() {
        let mut leaving = record("A", 100);
        leaving.history.delivery = Delivery::Sending;
        check(&remitted("A", 100), &[leaving], Ok(0));
    }

    #[test]
    fn lines_are_found_by_the_surest_key_that_finds_just_one() {
        let mut claim = claim("A", vec![claim_line(1, "99213", 100), claim_line(2, "99213", 100), claim_line(3, "99214", 50)]);
        claim.lines[1].control_number = Some("6R-2".into());
        let found = |line: RemittanceLine| find_line(&line, &claim).map(|line| line.number);
        let line = || samples::line("99213", 100, Vec::new());
        assert_eq!(found(RemittanceLine { control_number: Some("6R-2".into()), ..line() }), Some(2));
        assert_eq!(found(RemittanceLine { control_number: Some("1".into()), ..line() }), Some(1));
        assert_eq!(found(line()), None, "two lines are alike");
        assert_eq!(found(samples::line("99214", 50, Vec::new())), Some(3));
        assert_eq!(found(RemittanceLine { units: Quantity::parse("2").unwrap(), ..samples::line("99214", 50, Vec::new()) }), Some(3));
        assert_eq!(found(RemittanceLine { billed_procedure: Some(procedure("99214", &[])), ..samples::line("99215", 50, Vec::new()) }), Some(3));
        assert_eq!(found(samples::line("99215", 50, Vec::new())), None);
    }
}
