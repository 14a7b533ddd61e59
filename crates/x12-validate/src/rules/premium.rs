//! The amounts of a premium payment (820): the payment (BPR02) is the sum of the open items paid (RMR04) and of the adjustments of earlier payments
//! (ADX01 of 2200A and 2200B), and an item is paid as billed (RMR05) and adjusted (ADX01 of 2320A and 2320B).

use std::sync::Arc;

use x12_findings::{Finding, Rule, Severity};
use x12_guide::Guide;
use x12_guide::model::LoopIx;

use super::balance::{Amount, money};
use super::roles::{Roles, loops};
use super::{Seen, SetRule};

pub(super) static PAYMENT: Rule = Rule {
    code: "premium-payment-not-balanced",
    severity: Severity::Error,
    snip: 3,
    title: "A premium payment is not the sum of what it pays",
    reason: "The plan posts the payment item by item; what does not add up stays open.",
    source: "WEDI SNIP type 3 for the 820; loops 2200 and 2300 of 005010X218",
    example: "BPR02 = 500 with RMR04 of 300 and 100",
};

pub(super) static ITEM: Rule = Rule {
    code: "premium-item-not-balanced",
    severity: Severity::Error,
    snip: 3,
    title: "What is paid for an item is not what was billed and adjusted",
    reason: "The plan must know why an item was not paid as billed.",
    source: "WEDI SNIP type 3 for the 820; loop 2320 of 005010X218",
    example: "RMR04 = 90 and RMR05 = 100 without ADX",
};

#[derive(Debug, Clone, Copy)]
enum Role {
    Payment,
    Item,
    Earlier,
    OfItem,
}

/// An open item.
#[derive(Debug)]
struct Item {
    paid: Amount,
    billed: Option<Amount>,
    adjusted: i64,
    unreadable: bool,
}

#[derive(Debug)]
pub(super) struct PremiumBalance {
    guide: Arc<Guide>,
    roles: Roles<Role>,
    item_loops: Vec<LoopIx>,
    payment: Option<Amount>,
    /// The items and earlier adjustments so far.
    sum: i64,
    item: Option<Item>,
    /// Differences of items that were told: a payment that is off by their sum is their consequence.
    differences: i64,
    unreadable: bool,
}

impl PremiumBalance {
    pub(super) fn new(guide: &Arc<Guide>) -> Self {
        let roles = [
            ("ST", "BPR", None, Role::Payment),
            ("2300A", "RMR", None, Role::Item),
            ("2300B", "RMR", None, Role::Item),
            ("2200A", "ADX", None, Role::Earlier),
            ("2200B", "ADX", None, Role::Earlier),
            ("2320A", "ADX", None, Role::OfItem),
            ("2320B", "ADX", None, Role::OfItem),
        ];
        let item_loops = [loops(guide, "2300A"), loops(guide, "2300B")].concat();
        let roles = Roles::new(guide, &roles);
        Self { guide: Arc::clone(guide), roles, item_loops, payment: None, sum: 0, item: None, differences: 0, unreadable: false }
    }

    fn check_item(&mut self, item: &Item, findings: &mut Vec<Finding>) {
        let Some(billed) = item.billed.as_ref().filter(|_| !item.unreadable) else { return };
        let due = billed.cents.saturating_add(item.adjusted);
        let difference = item.paid.cents - due;
        if difference == 0 {
            return;
        }
        self.differences = self.differences.saturating_add(difference);
        let message = format!("RMR04 is {}, and what was billed comes to {} when adjusted.", money(item.paid.cents), money(due));
        let finding = item.paid.finding(&self.guide, &ITEM, message, due).help("Correct RMR04 or RMR05, or tell the difference by ADX.");
        findings.push(billed.relate(&self.guide, finding));
    }
}

impl SetRule for PremiumBalance {
    fn segment(&mut self, seen: &Seen<'_>, _: &mut Vec<Finding>) {
        let Some(role) = self.roles.of(seen.use_ix) else { return };
        match role {
            Role::Payment => self.payment = Amount::read(seen, 2),
            Role::Item => match Amount::read(seen, 4) {
                Some(paid) => {
                    self.sum = self.sum.saturating_add(paid.cents);
                    let sent = !seen.segment.value(5).is_empty();
                    let billed = Amount::read(seen, 5);
                    self.item = Some(Item { paid, adjusted: 0, unreadable: sent && billed.is_none(), billed });
                }
                None => self.unreadable = true,
            },
            Role::Earlier => match Amount::read(seen, 1) {
                Some(amount) => self.sum = self.sum.saturating_add(amount.cents),
                None => self.unreadable = true,
            },
            Role::OfItem => match (Amount::read(seen, 1), &mut self.item) {
                (Some(amount), Some(item)) => item.adjusted = item.adjusted.saturating_add(amount.cents),
                (_, item) => item.iter_mut().for_each(|item| item.unreadable = true),
            },
        }
    }

    fn close(&mut self, loop_ix: LoopIx, findings: &mut Vec<Finding>) {
        if self.item_loops.contains(&loop_ix)
            && let Some(item) = self.item.take()
        {
            self.check_item(&item, findings);
        }
    }

    fn finish(&mut self, findings: &mut Vec<Finding>) {
        let Some(payment) = self.payment.take().filter(|_| !self.unreadable) else { return };
        let difference = payment.cents - self.sum;
        if difference == 0 || difference == -self.differences {
            return;
        }
        let message = format!("BPR02 is {}, and what it pays adds up to {}.", money(payment.cents), money(self.sum));
        let finding = payment.finding(&self.guide, &PAYMENT, message, self.sum);
        findings.push(finding.help("Correct BPR02, the items (RMR04) or the adjustments of earlier payments (ADX01)."));
    }

    fn disturbed(&mut self) {
        self.unreadable = true;
        self.item.iter_mut().for_each(|item| item.unreadable = true);
    }

    fn restart(&mut self) {
        (self.payment, self.sum, self.item, self.differences, self.unreadable) = (None, 0, None, 0, false);
    }
}
