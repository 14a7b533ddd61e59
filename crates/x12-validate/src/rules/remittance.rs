//! The three balances of a remittance (835): line, claim and payment.

use std::sync::Arc;

use x12_findings::{Finding, Rule, Severity};
use x12_guide::Guide;
use x12_guide::model::LoopIx;

use super::balance::{Amount, adjustments, is_consequence, money, readable};
use super::roles::{Roles, loops};
use super::{Seen, SetRule};

pub(super) static LINE: Rule = Rule {
    code: "remittance-line-not-balanced",
    severity: Severity::Error,
    snip: 3,
    title: "A line's charge less its adjustments is not what was paid",
    reason: "Every cent that was not paid has a reason; without it the line cannot be posted.",
    source: "X12 interpretation 2348 and public 835 notes: SVC02 - CAS of loop 2110 = SVC03",
    example: "SVC02 = 100, CAS of 20, SVC03 = 70",
};

pub(super) static CLAIM: Rule = Rule {
    code: "remittance-claim-not-balanced",
    severity: Severity::Error,
    snip: 3,
    title: "A claim's charge less its adjustments is not what was paid",
    reason: "Every cent that was not paid has a reason; without it the claim cannot be posted.",
    source: "public 835 notes: CLP03 - CAS of loops 2100 and 2110 = CLP04",
    example: "CLP03 = 100, CAS of 20, CLP04 = 70",
};

pub(super) static PAYMENT: Rule = Rule {
    code: "remittance-payment-not-balanced",
    severity: Severity::Error,
    snip: 3,
    title: "A payment is not the sum of its claims less provider adjustments",
    reason: "The money in the bank must be explained to the cent before anything is posted.",
    source: "X12 interpretation 2348 and public 835 notes: BPR02 = sum of CLP04 - sum of PLB",
    example: "BPR02 = 100 with claims of 60 and 30",
};

#[derive(Debug, Clone, Copy)]
enum Role {
    Payment,
    Claim,
    ClaimAdjustment,
    Line,
    LineAdjustment,
    Provider,
}

#[derive(Debug)]
struct Line {
    charge: Amount,
    paid: Amount,
    adjusted: i64,
}

#[derive(Debug)]
struct Claim {
    charge: Amount,
    paid: Amount,
    adjusted: i64,
    /// The differences reported for its lines.
    lines: Vec<i64>,
}

#[derive(Debug)]
pub(super) struct RemittanceBalance {
    guide: Arc<Guide>,
    roles: Roles<Role>,
    claim_loops: Vec<LoopIx>,
    line_loops: Vec<LoopIx>,
    payment: Option<Amount>,
    line: Option<Line>,
    claim: Option<Claim>,
    paid: i64,
    provider: i64,
    /// The differences reported for its claims.
    claims: Vec<i64>,
    /// The difference reported last for a line of this claim, and of the claim before.
    last_line: Option<i64>,
    line_before: Option<i64>,
    unreadable_line: bool,
    unreadable_claim: bool,
    unreadable: bool,
}

impl RemittanceBalance {
    pub(super) fn new(guide: &Arc<Guide>) -> Self {
        let roles = Roles::new(
            guide,
            &[
                ("ST", "BPR", None, Role::Payment),
                ("2100", "CLP", None, Role::Claim),
                ("2100", "CAS", None, Role::ClaimAdjustment),
                ("2110", "SVC", None, Role::Line),
                ("2110", "CAS", None, Role::LineAdjustment),
                ("ST", "PLB", None, Role::Provider),
            ],
        );
        Self {
            roles,
            claim_loops: loops(guide, "2100"),
            line_loops: loops(guide, "2110"),
            guide: Arc::clone(guide),
            payment: None,
            line: None,
            claim: None,
            paid: 0,
            provider: 0,
            claims: Vec::new(),
            last_line: None,
            line_before: None,
            unreadable_line: false,
            unreadable_claim: false,
            unreadable: false,
        }
    }

    fn end_line(&mut self, findings: &mut Vec<Finding>) {
        let Some(line) = self.line.take() else { return };
        if let Some(claim) = &mut self.claim {
            claim.adjusted = claim.adjusted.saturating_add(line.adjusted);
        }
        let expected = line.charge.cents - line.adjusted;
        let difference = expected - line.paid.cents;
        if difference == 0 || self.unreadable_line {
            return;
        }
        if let Some(claim) = &mut self.claim {
            claim.lines.push(difference);
        }
        self.last_line = Some(difference);
        let message =
            format!("The line charges {}, its adjustments are {}, and it is paid {}.", money(line.charge.cents), money(line.adjusted), money(line.paid.cents));
        let finding = line.paid.finding(&self.guide, &LINE, message, expected).help("Ask the payer for a corrected remittance.");
        findings.push(line.charge.relate(&self.guide, finding));
    }

    fn end_claim(&mut self, findings: &mut Vec<Finding>) {
        let Some(claim) = self.claim.take() else { return };
        let expected = claim.charge.cents - claim.adjusted;
        let difference = expected - claim.paid.cents;
        // An adjustment that stands one claim too late leaves the line before and this claim off by the same amount.
        let moved = self.line_before.is_some_and(|line| line == -difference);
        if difference == 0 || self.unreadable_claim || moved || is_consequence(difference, &claim.lines) {
            return;
        }
        self.claims.push(difference);
        // What its lines are off by is not what CLP04 is off by.
        let own = claim.lines.iter().fold(difference, |own, line| own.saturating_sub(*line));
        self.claims.extend((own != difference).then_some(own));
        let message = format!(
            "The claim charges {}, its adjustments are {}, and it is paid {}.",
            money(claim.charge.cents),
            money(claim.adjusted),
            money(claim.paid.cents)
        );
        let finding = claim.paid.finding(&self.guide, &CLAIM, message, expected).help("Ask the payer for a corrected remittance.");
        findings.push(claim.charge.relate(&self.guide, finding));
    }

    fn unread(&mut self, role: Role) {
        match role {
            Role::Line | Role::LineAdjustment => (self.unreadable_line, self.unreadable_claim) = (true, true),
            Role::ClaimAdjustment => self.unreadable_claim = true,
            Role::Claim => (self.unreadable_claim, self.unreadable) = (true, true),
            Role::Payment | Role::Provider => self.unreadable = true,
        }
    }
}

impl SetRule for RemittanceBalance {
    fn segment(&mut self, seen: &Seen<'_>, _: &mut Vec<Finding>) {
        let Some(role) = self.roles.of(seen.use_ix) else { return };
        let amount = |position: usize| Amount::read(seen, position);
        let read = match role {
            Role::Payment => {
                self.payment = amount(2);
                self.payment.is_some()
            }
            Role::Claim => {
                self.unreadable_claim = false;
                self.line_before = self.last_line.take();
                let read = amount(3).zip(amount(4));
                if let Some((_, paid)) = &read {
                    self.paid = self.paid.saturating_add(paid.cents);
                }
                self.claim = read.map(|(charge, paid)| Claim { charge, paid, adjusted: 0, lines: Vec::new() });
                self.claim.is_some()
            }
            Role::Line => {
                self.unreadable_line = false;
                self.line = amount(2).zip(amount(3)).map(|(charge, paid)| Line { charge, paid, adjusted: 0 });
                self.line.is_some()
            }
            Role::ClaimAdjustment => add(self.claim.as_mut().map(|claim| &mut claim.adjusted), adjustments(seen)),
            Role::LineAdjustment => add(self.line.as_mut().map(|line| &mut line.adjusted), adjustments(seen)),
            Role::Provider => add(Some(&mut self.provider), provider_adjustments(seen)),
        };
        if !read {
            self.unread(role);
        }
    }

    fn close(&mut self, loop_ix: LoopIx, findings: &mut Vec<Finding>) {
        if self.line_loops.contains(&loop_ix) {
            self.end_line(findings);
        }
        if self.claim_loops.contains(&loop_ix) {
            self.end_claim(findings);
        }
    }

    fn finish(&mut self, findings: &mut Vec<Finding>) {
        let Some(payment) = self.payment.take() else { return };
        let expected = self.paid - self.provider;
        let difference = payment.cents - expected;
        if difference == 0 || self.unreadable || is_consequence(difference, &self.claims) {
            return;
        }
        let message =
            format!("BPR02 is {}, the claims are paid {}, and the provider adjustments are {}.", money(payment.cents), money(self.paid), money(self.provider));
        findings.push(payment.finding(&self.guide, &PAYMENT, message, expected).help("Do not post it: ask the payer for a corrected remittance."));
    }

    fn disturbed(&mut self) {
        (self.unreadable_line, self.unreadable_claim, self.unreadable) = (true, true, true);
    }

    fn restart(&mut self) {
        (self.payment, self.line, self.claim) = (None, None, None);
        (self.last_line, self.line_before) = (None, None);
        (self.paid, self.provider) = (0, 0);
        self.claims.clear();
        (self.unreadable_line, self.unreadable_claim, self.unreadable) = (false, false, false);
    }
}

/// Adds what was read; false if nothing could be.
fn add(to: Option<&mut i64>, read: Option<i64>) -> bool {
    match (to, read) {
        (Some(to), Some(read)) => {
            *to = to.saturating_add(read);
            true
        }
        _ => false,
    }
}

/// The sum of a PLB's amounts: elements 04, 06, 08, 10, 12 and 14. `None` if one cannot be read or is missing behind its reason.
fn provider_adjustments(seen: &Seen<'_>) -> Option<i64> {
    let is_sent = |position: usize| seen.segment.element(position).is_some_and(|element| !element.is_empty());
    let given = (4..=14).step_by(2).filter(|position| is_sent(*position) || is_sent(*position - 1));
    given.map(|position| readable(seen, position)).try_fold(0i64, |sum, cents| sum.checked_add(cents?))
}
