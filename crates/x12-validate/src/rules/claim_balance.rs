//! The amounts of one claim (837P, 837I and 837D loop 2300), collected for the balances of the claim, its lines and its other payers.

use std::sync::Arc;

use x12_findings::Finding;
use x12_guide::Guide;
use x12_guide::model::{LoopIx, SegmentIx};

use super::balance::{Amount, adjustments, identifier};
use super::roles::{Roles, loops};
use super::{Seen, SetRule, claim_charge, line_adjudication, other_payer};

#[derive(Debug, Clone, Copy)]
enum Role {
    Claim,
    OtherPayer,
    PayerAdjustment,
    PayerPaid,
    PayerName,
    Line,
    /// The charge of a line, and the element that holds it.
    Charge(usize),
    Adjudication,
    LineAdjustment,
}

/// What one other payer (loop 2320) says of the claim.
#[derive(Debug, Default)]
pub(super) struct OtherPayer {
    pub(super) id: Vec<u8>,
    pub(super) paid: Option<Amount>,
    pub(super) adjusted: i64,
    pub(super) has_adjustments: bool,
}

/// What one other payer says of one line (loop 2430).
#[derive(Debug)]
pub(super) struct Adjudication {
    pub(super) payer: Vec<u8>,
    pub(super) paid: Amount,
    pub(super) adjusted: i64,
}

/// One service line (loop 2400).
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) charge: Option<Amount>,
    pub(super) adjudications: Vec<Adjudication>,
}

/// One claim.
#[derive(Debug, Default)]
pub(super) struct ClaimAmounts {
    pub(super) charge: Option<Amount>,
    pub(super) lines: Vec<Line>,
    pub(super) payers: Vec<OtherPayer>,
    /// Whether an amount could not be read: then nothing can be compared.
    unreadable: bool,
}

impl ClaimAmounts {
    /// Forgets everything, and keeps its room for the next claim.
    fn forget(&mut self) {
        self.charge = None;
        self.lines.clear();
        self.payers.clear();
        self.unreadable = false;
    }
}

#[derive(Debug)]
pub(super) struct ClaimBalance {
    guide: Arc<Guide>,
    roles: Roles<Role>,
    claim_loops: Vec<LoopIx>,
    claim: ClaimAmounts,
}

impl ClaimBalance {
    pub(super) fn new(guide: &Arc<Guide>) -> Self {
        let roles = Roles::new(
            guide,
            &[
                ("2300", "CLM", None, Role::Claim),
                ("2320", "SBR", None, Role::OtherPayer),
                ("2320", "CAS", None, Role::PayerAdjustment),
                ("2320", "AMT", Some("payer-paid"), Role::PayerPaid),
                ("2330B", "NM1", None, Role::PayerName),
                ("2400", "LX", None, Role::Line),
                ("2400", "SV1", None, Role::Charge(2)),
                ("2400", "SV2", None, Role::Charge(3)),
                ("2400", "SV3", None, Role::Charge(2)),
                ("2430", "SVD", None, Role::Adjudication),
                ("2430", "CAS", None, Role::LineAdjustment),
            ],
        );
        Self { guide: Arc::clone(guide), roles, claim_loops: loops(guide, "2300"), claim: ClaimAmounts::default() }
    }
}

impl SetRule for ClaimBalance {
    fn wants(&self, use_ix: SegmentIx) -> bool {
        self.roles.of(use_ix).is_some()
    }

    fn wants_end(&self, loop_ix: LoopIx) -> bool {
        self.claim_loops.contains(&loop_ix)
    }

    fn segment(&mut self, seen: &Seen<'_>, _: &mut Vec<Finding>) {
        let Some(role) = self.roles.of(seen.use_ix) else { return };
        let amount = |position: usize| Amount::read(seen, position);
        let claim = &mut self.claim;
        match role {
            Role::Claim => {
                let charge = amount(2);
                claim.unreadable = claim.unreadable && claim.charge.is_none() || charge.is_none();
                claim.charge = charge;
                claim.lines.clear();
                claim.payers.clear();
            }
            Role::OtherPayer => claim.payers.push(OtherPayer::default()),
            Role::Line => {
                // Where the lines begin anew, the claim that they belong to may be missing.
                claim.unreadable |= !claim.lines.is_empty() && seen.segment.value(1) == b"1";
                claim.lines.push(Line::default());
            }
            Role::PayerName => match (claim.payers.last_mut(), identifier(seen, 9)) {
                (Some(payer), Some(id)) => payer.id = id.to_vec(),
                _ => claim.unreadable = true,
            },
            Role::PayerPaid => match (claim.payers.last_mut(), amount(2)) {
                (Some(payer), Some(paid)) => payer.paid = Some(paid),
                _ => claim.unreadable = true,
            },
            Role::PayerAdjustment => match (claim.payers.last_mut(), adjustments(seen)) {
                (Some(payer), Some(adjusted)) => {
                    payer.adjusted = payer.adjusted.saturating_add(adjusted);
                    payer.has_adjustments = true;
                }
                _ => claim.unreadable = true,
            },
            Role::Charge(position) => match (claim.lines.last_mut(), amount(position)) {
                (Some(line), Some(charge)) => line.charge = Some(charge),
                _ => claim.unreadable = true,
            },
            Role::Adjudication => match (claim.lines.last_mut(), amount(2), identifier(seen, 1)) {
                (Some(line), Some(paid), Some(payer)) => line.adjudications.push(Adjudication { payer: payer.to_vec(), paid, adjusted: 0 }),
                _ => claim.unreadable = true,
            },
            Role::LineAdjustment => match (claim.lines.last_mut().and_then(|line| line.adjudications.last_mut()), adjustments(seen)) {
                (Some(adjudication), Some(adjusted)) => adjudication.adjusted = adjudication.adjusted.saturating_add(adjusted),
                _ => claim.unreadable = true,
            },
        }
    }

    fn close(&mut self, _: LoopIx, findings: &mut Vec<Finding>) {
        let claim = &self.claim;
        if !claim.unreadable && claim.lines.iter().all(|line| line.charge.is_some()) {
            let mut differences = Vec::new();
            line_adjudication::check(&self.guide, claim, &mut differences, findings);
            claim_charge::check(&self.guide, claim, &mut differences, findings);
            other_payer::check(&self.guide, claim, &differences, findings);
        }
        self.claim.forget();
    }

    fn disturbed(&mut self) {
        self.claim.unreadable = true;
    }

    fn restart(&mut self) {
        self.claim = ClaimAmounts::default();
    }
}
