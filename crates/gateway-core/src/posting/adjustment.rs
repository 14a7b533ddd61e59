//! Adjustments: each CAS reason is ruled on by the file of its group.

use super::forms::PostingPolicy;
use super::{
    contractual, duplicate_claim, other_adjustment, patient_responsibility, payer_initiated,
};
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
        matches!(
            self.claim.status.meaning(),
            StatusMeaning::Processed {
                after_another_payer: true,
                ..
            }
        )
    }

    pub(super) fn safe_to_write_off(&self) -> bool {
        self.policy
            .safe_write_offs
            .contains(&self.adjustment.reason)
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
    pub(super) const LEAVE: Self = Self {
        entry: None,
        exception: None,
    };

    pub(super) const fn post(entry: EntryKind) -> Self {
        Self {
            entry: Some(entry),
            exception: None,
        }
    }

    /// The amount stays with the payer, and a person decides.
    pub(super) const fn dispute(exception: ExceptionReason) -> Self {
        Self {
            entry: None,
            exception: Some(exception),
        }
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
