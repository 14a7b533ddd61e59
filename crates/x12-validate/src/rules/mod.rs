//! Rules over several segments, one per file: the numbers of lines (SNIP type 2), balances (type 3) and codes and
//! check digits (type 5).
//!
//! A rule sees each located segment and the end of each loop, keeps what it needs of one claim or payment, and says what does not hold.

mod balance;
mod claim_balance;
mod claim_charge;
mod codes;
mod line_adjudication;
mod line_number;
mod npi;
mod other_payer;
mod premium;
mod remittance;
mod roles;
mod situations;

use std::sync::Arc;

pub(crate) use codes::LIST_ABSENT;
pub use npi::is_npi;
use x12_document::{Place, Step};
use x12_findings::{Excerpt, Finding, Rule};
use x12_guide::Guide;
use x12_guide::model::{LoopIx, SegmentIx, SegmentUse};
use x12_syntax::value::cents;
use x12_syntax::{Element, Segment};

use crate::element::Checks;
use crate::options::Options;
use crate::situation::Situations;
pub(crate) use situations::situations;

/// All rules over several segments.
pub static RULES: &[&Rule] = &[
    &claim_charge::RULE,
    &line_adjudication::RULE,
    &other_payer::CLAIM,
    &other_payer::PAID,
    &remittance::LINE,
    &remittance::CLAIM,
    &remittance::PAYMENT,
    &premium::ITEM,
    &premium::PAYMENT,
    &npi::RULE,
    &line_number::RULE,
    codes::RULES[0],
    codes::RULES[1],
    codes::RULES[2],
    codes::RULES[3],
    codes::RULES[4],
    codes::RULES[5],
    codes::RULES[6],
];

/// The sets of the rules that are for some sets only.
pub(crate) static SETS: &[(&Rule, &[&str])] = &[
    (&claim_charge::RULE, CLAIMS),
    (&line_adjudication::RULE, CLAIMS),
    (&other_payer::CLAIM, CLAIMS),
    (&other_payer::PAID, CLAIMS),
    (&line_number::RULE, CLAIMS),
    (&remittance::LINE, &["835"]),
    (&remittance::CLAIM, &["835"]),
    (&remittance::PAYMENT, &["835"]),
    (&premium::ITEM, &["820"]),
    (&premium::PAYMENT, &["820"]),
];

/// The claim sets.
const CLAIMS: &[&str] = &["837P", "837I", "837D"];

/// The segments that carry amounts, or open and name the loops that amounts are added up by, in claims and in remittances.
const OF_BALANCES: [&str; 16] = ["ADX", "BPR", "CAS", "CLM", "CLP", "ENT", "HL", "LX", "PLB", "RMR", "SBR", "SV1", "SV2", "SV3", "SVC", "SVD"];
/// The loops whose amounts and names count: other payers of a claim, and claims of a remittance, where a name too many may stand for a missing CLP.
const WITH_NAMES: [&str; 3] = ["2320", "2330B", "2100"];

/// Whether faults of structure may have thrown off a balance: a segment that the guide has no place for may stand for any if it holds a number
/// behind its first element, and a known segment that carries no amount stands for none.
pub(crate) fn disturb(guide: &Guide, concerned: &[Option<SegmentIx>], segment: Option<&Segment<'_>>) -> bool {
    let holds_amount = || segment.is_none_or(|segment| (2..=segment.len()).any(|position| cents(segment.value(position)).is_some()));
    concerned.iter().any(|concerned| concerned.map_or_else(holds_amount, |use_ix| is_of_balances(guide, guide.segment_at(use_ix))))
}

fn is_of_balances(guide: &Guide, one: &SegmentUse) -> bool {
    let has_names = || WITH_NAMES.contains(&guide.loop_at(one.loop_ix).id.as_str());
    OF_BALANCES.contains(&one.id.as_str()) || matches!(one.id.as_str(), "AMT" | "NM1") && has_names()
}

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

/// Puts a finding at a value in a segment: an element or a component.
fn at_value(finding: Finding, segment: &Segment<'_>, value: &Element<'_>) -> Finding {
    let mut finding = Place::of(segment).locate(finding).value(value.bytes());
    let shift = value.offset().saturating_sub(finding.offset);
    finding.offset = value.offset();
    finding.length = value.bytes().len() as u64;
    let position = segment.position(value.offset());
    (finding.line, finding.column) = (position.line, position.column);
    if let Some(Excerpt { start, length, .. }) = &mut finding.excerpt {
        *start = usize::try_from(shift).unwrap_or(0);
        *length = value.bytes().len();
    }
    finding
}

/// A rule that follows one transaction set.
pub(crate) trait SetRule: std::fmt::Debug + Send {
    /// Whether it wants to see the segments of a use.
    fn wants(&self, use_ix: SegmentIx) -> bool {
        let _ = use_ix;
        true
    }
    /// Whether it wants to see the ends of a loop.
    fn wants_end(&self, loop_ix: LoopIx) -> bool {
        let _ = loop_ix;
        true
    }
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
    /// Learns that something is missing, too much or misplaced where the set has come to: what that throws off is no second defect.
    fn disturbed(&mut self) {}
    /// Forgets the set.
    fn restart(&mut self) {}
}

const LINES: u8 = 1;
const BALANCE: u8 = 2;
const NPI: u8 = 4;
const CODES: u8 = 8;

/// The rules that apply to a guide.
#[derive(Debug)]
pub(crate) struct RuleSet {
    lines: Option<line_number::LineNumber>,
    balance: Option<Box<dyn SetRule>>,
    npi: Option<npi::NpiCheckDigit>,
    codes: Option<codes::CodeCheck>,
    /// For each segment use, and for each loop, the rules that want to see it, as bits.
    watching: Vec<u8>,
    watching_ends: Vec<u8>,
    /// The offsets of the findings made when loops ended last, and the segment at which.
    recent: (u64, Vec<u64>),
    disturbed_at: Option<u64>,
    situations: Option<Situations>,
    /// The short look at the elements of each segment.
    pub(crate) elements: Checks,
}

impl RuleSet {
    pub(crate) fn new(guide: &Arc<Guide>, options: &Options) -> Self {
        let balance = || -> Option<Box<dyn SetRule>> {
            Some(match guide.short.as_str() {
                "837P" | "837I" | "837D" => Box::new(claim_balance::ClaimBalance::new(guide)),
                "820" => Box::new(premium::PremiumBalance::new(guide)),
                "835" => Box::new(remittance::RemittanceBalance::new(guide)),
                _ => return None,
            })
        };
        let mut rules = Self {
            lines: (options.wants(2) && guide.set == "837").then(|| line_number::LineNumber::new(guide)),
            balance: options.wants(3).then(balance).flatten(),
            npi: options.wants(5).then(|| npi::NpiCheckDigit::new(guide)),
            codes: options.wants(5).then(|| codes::CodeCheck::new(guide, options)),
            watching: Vec::new(),
            watching_ends: Vec::new(),
            recent: (0, Vec::new()),
            disturbed_at: None,
            situations: Situations::new(guide, options),
            elements: Checks::new(guide),
        };
        let (uses, loops) = ((0..).map(SegmentIx).zip(&guide.segments), (0..).map(LoopIx).zip(&guide.loops));
        rules.watching = uses.map(|(ix, _)| rules.those(|rule| rule.wants(ix))).collect();
        rules.watching_ends = loops.map(|(ix, _)| rules.those(|rule| rule.wants_end(ix))).collect();
        rules
    }

    /// The rules that want something, as bits.
    fn those(&self, wants: impl Fn(&dyn SetRule) -> bool) -> u8 {
        let bit = |bit: u8, rule: Option<&dyn SetRule>| if rule.is_some_and(&wants) { bit } else { 0 };
        bit(LINES, self.lines.as_ref().map(|rule| rule as &dyn SetRule))
            | bit(BALANCE, self.balance.as_deref())
            | bit(NPI, self.npi.as_ref().map(|rule| rule as &dyn SetRule))
            | bit(CODES, self.codes.as_ref().map(|rule| rule as &dyn SetRule))
    }

    fn each(&mut self, mut visit: impl FnMut(&mut dyn SetRule)) {
        self.lines.iter_mut().for_each(|rule| visit(rule));
        self.balance.iter_mut().for_each(|rule| visit(rule.as_mut()));
        self.npi.iter_mut().for_each(|rule| visit(rule));
        self.codes.iter_mut().for_each(|rule| visit(rule));
    }

    /// Notes findings made at the end of a loop, before the segment of that ordinal.
    pub(crate) fn made(&mut self, offsets: impl Iterator<Item = u64>, ordinal: u64) {
        if self.recent.0 != ordinal {
            let fresh: Vec<u64> = offsets.collect();
            if !fresh.is_empty() {
                self.recent = (ordinal, fresh);
            }
        } else {
            self.recent.1.extend(offsets);
        }
    }

    /// Whether a finding was made before the segment of that ordinal.
    pub(crate) fn made_before(&self, offset: u64, ordinal: u64) -> bool {
        self.recent.0 < ordinal || !self.recent.1.contains(&offset)
    }

    pub(crate) fn restart(&mut self) {
        self.recent = (0, Vec::new());
        self.disturbed_at = None;
        self.each(|rule| rule.restart());
        self.situations.iter_mut().for_each(Situations::restart);
    }

    /// Something is missing, too much or misplaced at the segment of that ordinal.
    pub(crate) fn disturbed_at(&mut self, ordinal: u64) {
        self.disturbed_at = Some(ordinal);
        self.each(|rule| rule.disturbed());
    }

    /// Lets a disturbance reach the segment behind it: the two may have changed places.
    #[inline]
    pub(crate) fn settle(&mut self, ordinal: u64) {
        match self.disturbed_at {
            Some(at) if ordinal <= at + 1 => self.each(|rule| rule.disturbed()),
            _ => self.disturbed_at = None,
        }
    }

    #[inline]
    pub(crate) fn segment(&mut self, seen: &Seen<'_>, findings: &mut Vec<Finding>) {
        let watching = self.watching.get(usize::from(seen.use_ix.0)).copied().unwrap_or_default();
        if let Some(rule) = self.lines.as_mut().filter(|_| watching & LINES != 0) {
            rule.segment(seen, findings);
        }
        if let Some(rule) = self.balance.as_mut().filter(|_| watching & BALANCE != 0) {
            rule.segment(seen, findings);
        }
        if let Some(rule) = self.npi.as_mut().filter(|_| watching & NPI != 0) {
            rule.segment(seen, findings);
        }
        if let Some(rule) = self.codes.as_mut().filter(|_| watching & CODES != 0) {
            rule.segment(seen, findings);
        }
    }

    /// A loop ends before the segment `next`.
    pub(crate) fn close(&mut self, loop_ix: LoopIx, next: &Segment<'_>, findings: &mut Vec<Finding>) {
        let watching = self.watching_ends.get(usize::from(loop_ix.0)).copied().unwrap_or_default();
        if let Some(rule) = self.lines.as_mut().filter(|_| watching & LINES != 0) {
            rule.close(loop_ix, findings);
        }
        if let Some(rule) = self.balance.as_mut().filter(|_| watching & BALANCE != 0) {
            rule.close(loop_ix, findings);
        }
        if let Some(rule) = self.codes.as_mut().filter(|_| watching & CODES != 0) {
            rule.close(loop_ix, findings);
        }
        self.situations.iter_mut().for_each(|situations| situations.close(loop_ix, next, findings));
    }

    /// A loop begins, or a segment stands in its place, which may have findings of its own.
    #[inline]
    pub(crate) fn record(&mut self, step: Step, segment: &Segment<'_>, faulty: bool) {
        self.situations.iter_mut().for_each(|situations| situations.record(step, segment, faulty));
    }

    /// A segment of that use stands where it does not belong.
    pub(crate) fn misplaced(&mut self, use_ix: SegmentIx) {
        self.situations.iter_mut().for_each(|situations| situations.misplaced(use_ix));
    }

    pub(crate) fn finish(&mut self, findings: &mut Vec<Finding>) {
        self.each(|rule| rule.finish(findings));
    }
}
