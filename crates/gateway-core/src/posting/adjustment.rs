//! Adjustments: each CAS reason is ruled on by the file of its group.

use super::forms::PostingPolicy;
use super::{contractual, duplicate_claim, other_adjustment, patient_responsibility, payer_initiated};
use crate::exception::ExceptionReason;
use crate::ledger::EntryKind;
use crate::money::Cents;
use crate::remittance::{Adjustment, RemittanceClaim, RemittanceLine, StatusMeaning};

/// One adjustment in its surroundings: all that a rule may look at.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) adjustment: &'a Adjustment,
    pub(super) claim: &'a RemittanceClaim,
    /// The line it stands at; `None` for an adjustment of the whole claim.
    pub(super) line: Option<&'a RemittanceLine>,
    /// Whether another payer is still to be billed, so that nothing moves to the patient yet.
    pub(super) patient_waits: bool,
    pub(super) policy: &'a PostingPolicy,
}

impl Case<'_> {
    pub(super) fn denied(&self) -> bool {
        self.claim.status.meaning() == StatusMeaning::Denied
    }

    pub(super) fn after_another_payer(&self) -> bool {
        matches!(self.claim.status.meaning(), StatusMeaning::Processed { after_another_payer: true, .. })
    }

    pub(super) fn safe_to_write_off(&self) -> bool {
        self.policy.safe_write_offs.contains(&self.adjustment.reason)
    }

    /// Whether this adjustment alone eats up the whole charge: nothing is paid, and nobody owes anything.
    pub(super) fn leaves_nothing(&self) -> bool {
        let charge = self.line.map_or(self.claim.charge, |line| line.charge);
        let paid = self.line.map_or(self.claim.paid, |line| line.paid);
        paid == Cents::ZERO && !charge.is_zero() && self.adjustment.amount == charge
    }
}

/// What a rule says about an adjustment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ruling {
    /// The entry to make: a write-off or a move to the patient.
    pub(super) entry: Option<EntryKind>,
    /// What a person has to look at.
    pub(super) exception: Option<ExceptionReason>,
}

impl Ruling {
    /// Nothing to do: the amount stays where it is, and says nothing new.
    pub(super) const LEAVE: Self = Self { entry: None, exception: None };

    pub(super) const fn post(entry: EntryKind) -> Self {
        Self { entry: Some(entry), exception: None }
    }

    /// The amount stays with the payer, and a person decides.
    pub(super) const fn dispute(exception: ExceptionReason) -> Self {
        Self { entry: None, exception: Some(exception) }
    }

    pub(super) const fn disputed(&self) -> bool {
        self.entry.is_none() && self.exception.is_some()
    }
}

/// Rules on one adjustment.
pub(super) fn rule(case: &Case<'_>) -> Ruling {
    if let Some(ruling) = duplicate_claim::rule(case) {
        return ruling;
    }
    match case.adjustment.group.as_str() {
        "CO" => contractual::rule(case),
        "PR" => patient_responsibility::rule(case),
        "OA" => other_adjustment::rule(case),
        "PI" => payer_initiated::rule(case),
        // CR is gone since 005010 (RFI 1147), and no other group ever was there.
        _ => Ruling::dispute(ExceptionReason::UnknownGroupOrReason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::remittance::samples;
    use EntryKind::{PatientResponsibility, WriteOff};
    use ExceptionReason::*;

    const CHARGE: i64 = 10_000;

    /// Rules on an adjustment of `cents` at a line of 100.00, in a claim of this status.
    #[track_caller]
    fn check(status: &str, group: &str, reason: &str, cents: i64, entry: Option<EntryKind>, exception: Option<ExceptionReason>) {
        check_waiting(false, status, group, reason, cents, Ruling { entry, exception });
    }

    #[track_caller]
    fn check_waiting(patient_waits: bool, status: &str, group: &str, reason: &str, cents: i64, expect: Ruling) {
        let line = samples::line("99213", CHARGE, vec![samples::adjustment(group, reason, cents)]);
        let claim = samples::remitted("A", status, vec![line]);
        let (line, policy) = (&claim.lines[0], PostingPolicy::default());
        let case = Case { adjustment: &line.adjustments[0], claim: &claim, line: Some(line), patient_waits, policy: &policy };
        assert_eq!(rule(&case), expect, "{status} {group}-{reason} {cents}");
    }

    #[test]
    fn a_contractual_amount_is_written_off_only_for_a_safe_reason_on_a_paid_line() {
        check("1", "CO", "45", 2_000, Some(WriteOff), None);
        check("1", "CO", "45", -100, Some(WriteOff), None);
        check("19", "CO", "45", 2_000, Some(WriteOff), None);
        check("1", "CO", "97", 2_000, None, Some(Denial));
        check("4", "CO", "45", 2_000, None, Some(Denial));
        check("1", "CO", "45", CHARGE, None, Some(ZeroPayUnexplained));
        check("2", "CO", "45", 2_000, None, None);
    }

    #[test]
    fn what_the_patient_owes_moves_unless_another_payer_comes_first_or_the_claim_is_denied() {
        for reason in ["1", "2", "3", "204"] {
            check("1", "PR", reason, 1_000, Some(PatientResponsibility), None);
        }
        check("2", "PR", "2", 1_000, Some(PatientResponsibility), None);
        check("1", "PR", "1", CHARGE, Some(PatientResponsibility), None);
        check("4", "PR", "96", 1_000, None, Some(Denial));
        check_waiting(true, "1", "PR", "1", 1_000, Ruling::LEAVE);
    }

    #[test]
    fn other_adjustments_are_never_written_off() {
        check("2", "OA", "23", 6_000, None, None);
        check("1", "OA", "23", 6_000, None, None);
        check("2", "OA", "94", 6_000, None, None);
        check("1", "OA", "94", 6_000, None, Some(UnknownGroupOrReason));
        check("4", "OA", "109", 6_000, None, Some(Denial));
    }

    #[test]
    fn a_payers_own_reduction_is_always_looked_at() {
        check("1", "PI", "45", 2_000, Some(WriteOff), Some(PayerInitiatedReduction));
        check("1", "PI", "97", 2_000, None, Some(PayerInitiatedReduction));
        check("1", "PI", "45", CHARGE, None, Some(ZeroPayUnexplained));
    }

    #[test]
    fn an_exact_duplicate_is_an_alarm_in_every_group() {
        for group in ["CO", "OA", "PR", "PI"] {
            check("1", group, "18", 2_000, None, Some(DuplicateClaimAtPayer));
        }
    }

    #[test]
    fn a_group_that_the_guide_does_not_have_is_left_to_a_person() {
        check("1", "CR", "45", 2_000, None, Some(UnknownGroupOrReason));
        check("1", "ZZ", "45", 2_000, None, Some(UnknownGroupOrReason));
    }
}
