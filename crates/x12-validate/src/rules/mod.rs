//! Rules over several segments, one per file: balances (SNIP type 3) and check digits (type 5).
//!
//! A rule sees each located segment and the end of each loop, keeps what it needs of one claim or payment, and says what does not hold.

mod balance;
mod claim_charge;
mod line_adjudication;
mod npi;
mod other_payer;
mod professional;
mod remittance;
mod roles;

use x12_findings::{Finding, Rule};
use x12_guide::Guide;
use x12_guide::model::{LoopIx, SegmentIx, SegmentUse};
use x12_syntax::Segment;

use crate::options::Options;

/// All rules over several segments.
pub static RULES: &[&Rule] = &[
    &claim_charge::RULE,
    &line_adjudication::RULE,
    &other_payer::CLAIM,
    &other_payer::PAID,
    &remittance::LINE,
    &remittance::CLAIM,
    &remittance::PAYMENT,
    &npi::RULE,
];

/// A segment at its place, as rules see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen<'s> {
    pub(crate) guide: &'s Guide,
    pub(crate) use_ix: SegmentIx,
    pub(crate) one: &'s SegmentUse,
    pub(crate) segment: &'s Segment<'s>,
    /// Whether its elements have findings already.
    pub(crate) faulty: bool,
}

/// A rule that follows one transaction set.
pub(crate) trait SetRule: std::fmt::Debug + Send {
    /// Sees a located segment.
    fn segment(&mut self, seen: &Seen<'_>, findings: &mut Vec<Finding>);
    /// Sees the end of a loop.
    fn close(&mut self, loop_ix: LoopIx, findings: &mut Vec<Finding>) {
        let _ = (loop_ix, findings);
    }
    /// Sees the end of the set.
    fn finish(&mut self, findings: &mut Vec<Finding>) {
        let _ = findings;
    }
    /// Forgets the set.
    fn restart(&mut self) {}
}

/// The rules that apply to a guide.
#[derive(Debug)]
pub(crate) struct RuleSet {
    rules: Vec<Box<dyn SetRule>>,
}

impl RuleSet {
    pub(crate) fn new(guide: &Guide, options: &Options) -> Self {
        let mut rules: Vec<Box<dyn SetRule>> = Vec::new();
        if options.wants(3) {
            match guide.short.as_str() {
                "837P" => rules.push(Box::new(professional::ProfessionalBalance::new(guide))),
                "835" => rules.push(Box::new(remittance::RemittanceBalance::new(guide))),
                _ => {}
            }
        }
        if options.wants(5) {
            rules.push(Box::new(npi::NpiCheckDigit::new(guide)));
        }
        Self { rules }
    }

    pub(crate) fn restart(&mut self) {
        self.rules.iter_mut().for_each(|rule| rule.restart());
    }

    pub(crate) fn segment(&mut self, seen: &Seen<'_>, findings: &mut Vec<Finding>) {
        self.rules.iter_mut().for_each(|rule| rule.segment(seen, findings));
    }

    pub(crate) fn close(&mut self, loop_ix: LoopIx, findings: &mut Vec<Finding>) {
        self.rules.iter_mut().for_each(|rule| rule.close(loop_ix, findings));
    }

    pub(crate) fn finish(&mut self, findings: &mut Vec<Finding>) {
        self.rules.iter_mut().for_each(|rule| rule.finish(findings));
    }
}
