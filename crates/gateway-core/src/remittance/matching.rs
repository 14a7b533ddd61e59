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
pub fn find_claim<'a>(
    remitted: &RemittanceClaim,
    candidates: impl Iterator<Item = &'a ClaimRecord> + Clone,
) -> Result<usize, ExceptionReason> {
    const IDENTIFYING: [Key; 3] = [
        same_control_number,
        same_payer_control_number,
        same_member_day_and_charge,
    ];
    const CHOOSING: [Key; 3] = [
        same_payer_control_number,
        same_member_day_and_charge,
        not_replaced,
    ];
    let fitting = |key: Key| {
        candidates
            .clone()
            .enumerate()
            .filter(|(_, record)| key(remitted, record))
            .collect::<Vec<_>>()
    };
    let mut found = IDENTIFYING
        .into_iter()
        .map(fitting)
        .find(|found| !found.is_empty())
        .ok_or(ExceptionReason::UnmatchedClaim)?;
    for key in CHOOSING {
        if found.iter().any(|(_, record)| key(remitted, record)) {
            found.retain(|(_, record)| key(remitted, record));
        }
    }
    match found.as_slice() {
        [(_, record)]
            if matches!(
                record.history.delivery,
                Delivery::Waiting | Delivery::Batched
            ) =>
        {
            Err(ExceptionReason::ClaimNotSent)
        }
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
    let same_charge = remitted.charge == claim.total_charge
        || remitted.charge.negated() == Some(claim.total_charge);
    same_member && same_day && same_charge
}

fn not_replaced(_: &RemittanceClaim, record: &ClaimRecord) -> bool {
    record.history.replaced_by.is_none()
}

fn first_day(claim: &Claim) -> Option<Date> {
    claim.service_from.or_else(|| {
        claim
            .lines
            .iter()
            .filter_map(|line| line.service_from)
            .min()
    })
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
    let billed = remitted
        .billed_procedure
        .as_ref()
        .unwrap_or(&remitted.procedure);
    let charged = |line: &ClaimLine| {
        line.charge == remitted.charge || remitted.charge.negated() == Some(line.charge)
    };
    let given = |number: &String| remitted.control_number.as_ref() == Some(number);
    only(&|line| line.control_number.as_ref().is_some_and(given))
        .or_else(|| only(&|line| given(&line.number.to_string())))
        .or_else(|| {
            only(&|line| {
                same_procedure(billed, &line.procedure)
                    && line.units == remitted.units
                    && charged(line)
                    && line.service_from == remitted.service_from
            })
        })
        .or_else(|| only(&|line| billed.code == line.procedure.code && charged(line)))
}

fn same_procedure(one: &Procedure, other: &Procedure) -> bool {
    one.code == other.code && one.modifiers == other.modifiers
}
