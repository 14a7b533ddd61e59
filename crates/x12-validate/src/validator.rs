//! The validator: it reads a document as a stream and tells an observer what it finds, in constant memory.
//!
//! Invariant: the findings of a set are told when the set ends, in the order of the file; everything else is told at once.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::sync::Arc;

use x12_document::{Context, Place, Route, Step, Walk};
use x12_findings::{AckCodes, Finding, Rule, Severity, syntax};
use x12_guide::Guide;
use x12_guide::model::SegmentUse;
use x12_syntax::envelope::Placement;
use x12_syntax::{Envelope, Error, Event, Issue, IssueKind, Level, Part, Position, Segment, StreamReader, Trivia};

use crate::claim::claim_status;
use crate::consequence::{Consequences, one_fault_each};
use crate::element;
use crate::envelope::{self, ControlCheck};
use crate::header::{self, GroupHeader};
use crate::observer::{GroupSummary, InterchangeSummary, Observer, SetSummary, Verdict};
use crate::options::Options;
use crate::report::Summary;
use crate::rules::{self, RuleSet, Seen};

pub(crate) static GUIDE_UNKNOWN: Rule = Rule {
    code: "guide-unknown",
    severity: Severity::Warning,
    snip: 2,
    title: "No guide is known for a transaction set",
    reason: "Without its guide only the form of a set can be checked.",
    source: "ST03 and GS08 name the guide",
    example: "ST*837*0001*004010X098A1",
};

pub(crate) static REFERENCE_MISMATCH: Rule = Rule {
    code: "guide-reference-mismatch",
    severity: Severity::Error,
    snip: 1,
    title: "Group and set name different guides",
    reason: "GS08 and ST03 carry the same guide; receivers route by one and check by the other.",
    source: "X12 5010 guides, GS08 and ST03",
    example: "GS08 = 005010X222A1 and ST03 = 005010X223A2",
};

pub(crate) static FINDINGS_LIMIT: Rule = Rule {
    code: "more-findings",
    severity: Severity::Info,
    snip: 1,
    title: "There are more findings than are shown",
    reason: "A file with this many faults usually has one cause.",
    source: "a limit of this program",
    example: "",
};

/// Validates documents as streams.
#[derive(Debug)]
pub struct Validator<'o> {
    options: &'o Options,
    control: ControlCheck,
    routes: HashMap<String, Arc<Prepared>>,
}

/// A guide made ready.
#[derive(Debug)]
struct Prepared {
    route: Arc<Route>,
}

impl<'o> Validator<'o> {
    /// A validator; guides are loaded as documents ask for them.
    #[must_use]
    pub fn new(options: &'o Options) -> Self {
        Self { options, control: ControlCheck::new(&options.guides), routes: HashMap::new() }
    }

    /// Validates one document.
    ///
    /// # Errors
    /// If the source fails or a limit of the reader is reached. What was told until then stands.
    pub fn run(&mut self, source: impl Read, observer: &mut dyn Observer) -> Result<Summary, Error> {
        let mut reader = StreamReader::with_limits(source, self.options.limits);
        let mut run = Run::new(self, observer);
        while let Some(event) = reader.next()? {
            match event {
                Event::Issue(issue) => run.issue(*issue),
                Event::Trivia(trivia) => run.trivia(&trivia),
                Event::Segment(segment) => run.segment(&segment)?,
            }
        }
        Ok(run.finish(reader.position()))
    }

    fn prepared(&mut self, set: &str, reference: &str) -> Option<Arc<Prepared>> {
        let key = format!("{set}/{reference}");
        if let Some(found) = self.routes.get(&key) {
            return Some(Arc::clone(found));
        }
        let guide = self.options.guides.set().find(set, reference)?;
        let prepared = Arc::new(Prepared { route: self.options.guides.route(guide) });
        self.routes.insert(key, Arc::clone(&prepared));
        Some(prepared)
    }
}

/// A set that is open.
#[derive(Debug)]
struct OpenSet {
    walk: Option<Box<(Walk, RuleSet)>>,
    summary: SetSummary,
    findings: Vec<Finding>,
    /// The finding of a wrong SE01, held until it is known whether missing or surplus segments explain it.
    count: Option<(Finding, i64)>,
}

struct Run<'v, 'o> {
    validator: &'v mut Validator<'o>,
    observer: &'v mut dyn Observer,
    envelope: Envelope,
    context: Context,
    interchange: Option<InterchangeSummary>,
    group: Option<GroupSummary>,
    /// The header of a group of which no set has come yet.
    group_header: Option<GroupHeader>,
    set: Option<OpenSet>,
    spare: Option<Box<(Walk, RuleSet)>>,
    summary: Summary,
    kept: usize,
    limit_told: bool,
    /// Whether the delimiters of the interchange are in doubt: a receiver refuses it whole, so nothing in it is checked.
    unread: bool,
    consequences: Consequences,
    /// What was said of code lists that are not at hand, and where: once is enough.
    absent_lists: BTreeMap<String, u64>,
    issues: Vec<Issue>,
    /// Issues of the reader about what comes next.
    waiting: Vec<Issue>,
}

impl<'v, 'o> Run<'v, 'o> {
    fn new(validator: &'v mut Validator<'o>, observer: &'v mut dyn Observer) -> Self {
        let envelope = Envelope::new(validator.options.limits);
        Self {
            validator,
            observer,
            envelope,
            context: Context::default(),
            interchange: None,
            group: None,
            group_header: None,
            set: None,
            spare: None,
            summary: Summary::default(),
            kept: 0,
            limit_told: false,
            unread: false,
            consequences: Consequences::default(),
            absent_lists: BTreeMap::new(),
            issues: Vec::new(),
            waiting: Vec::new(),
        }
    }

    /// Keeps an issue until it is known what it concerns.
    fn issue(&mut self, issue: Issue) {
        self.waiting.push(issue);
    }

    /// Tells the issues that concern what has come now.
    fn tell_waiting(&mut self, segment: Option<&Segment<'_>>) {
        if self.waiting.is_empty() {
            return;
        }
        for issue in std::mem::take(&mut self.waiting) {
            let finding = match segment {
                Some(segment) if issue.offset >= segment.offset() => envelope_finding(&issue, segment),
                _ => syntax::finding(&issue),
            };
            self.found(finding);
        }
    }

    fn trivia(&mut self, trivia: &Trivia<'_>) {
        self.tell_waiting(None);
        self.summary.bytes += trivia.bytes.len() as u64;
    }

    fn segment(&mut self, segment: &Segment<'_>) -> Result<(), Error> {
        self.summary.segments += 1;
        self.summary.bytes += segment.raw_len() as u64;
        if self.waiting.is_empty() && !self.unread && self.envelope.place_in_set(segment) {
            self.body(segment);
            return Ok(());
        }
        let placement = self.envelope.place(segment, &mut self.issues)?;
        self.unusual(segment, placement);
        Ok(())
    }

    /// A segment that belongs to the envelope, or of which the reader or the envelope has something to say.
    #[inline(never)]
    fn unusual(&mut self, segment: &Segment<'_>, placement: Placement) {
        let mut issues = std::mem::take(&mut self.issues);
        if let Some(level) = placement.cut {
            // A missing trailer belongs to what it should have closed.
            let (missing, others): (Vec<Issue>, Vec<Issue>) = issues.drain(..).partition(|issue| matches!(issue.kind, IssueKind::TrailerMissing { .. }));
            issues = others;
            missing.iter().for_each(|issue| self.found(envelope_finding(issue, segment)));
            self.cut(level);
        }
        let is_header = placement.part == Part::InterchangeHeader;
        let in_doubt = is_header && self.waiting.iter().any(|issue| issue.kind.leaves_delimiters_in_doubt());
        let delimiters = segment.delimiters();
        let is_trailer = placement.part == Part::InterchangeTrailer && delimiters.element != delimiters.segment;
        if is_header {
            self.unread = false;
        }
        if self.unread && !is_trailer {
            self.waiting.clear();
            issues.clear();
            self.issues = issues;
            return;
        }
        if placement.part != Part::SetTrailer {
            self.tell_issues(&mut issues, segment);
        }
        // What concerns a header belongs to the level that it opens, and anything else to the level that is open.
        let opens = matches!(placement.part, Part::InterchangeHeader | Part::GroupHeader | Part::SetHeader);
        if !opens {
            self.tell_waiting(Some(segment));
        }
        self.enter(placement, segment, &mut issues);
        if opens {
            self.tell_waiting(Some(segment));
        }
        self.unread = in_doubt;
        issues.clear();
        self.issues = issues;
    }

    fn enter(&mut self, placement: Placement, segment: &Segment<'_>, issues: &mut Vec<Issue>) {
        match placement.part {
            Part::InterchangeHeader => self.open_interchange(segment),
            Part::GroupHeader => self.open_group(segment),
            Part::SetHeader => self.open_set(segment),
            Part::Body => self.body(segment),
            Part::SetTrailer => self.close_set_by(segment, issues),
            Part::GroupTrailer => {
                self.control(segment);
                self.close_group(Some(segment));
            }
            Part::InterchangeTrailer => {
                self.control(segment);
                self.close_interchange();
            }
            Part::InterchangeService => {
                self.observer.segment(segment);
                self.control(segment);
            }
            Part::Outside => {}
        }
    }

    /// Turns the issues of the envelope into findings that name the segment.
    fn tell_issues(&mut self, issues: &mut Vec<Issue>, segment: &Segment<'_>) {
        if issues.is_empty() {
            return;
        }
        for issue in issues.drain(..) {
            let finding = envelope_finding(&issue, segment);
            self.found(finding);
        }
    }

    fn open_interchange(&mut self, segment: &Segment<'_>) {
        let summary = envelope::interchange(segment);
        self.context = Context { interchange: Some(summary.control_number.clone()), ..Context::default() };
        self.consequences.open_interchange(segment.ordinal());
        self.observer.interchange_opened(&summary);
        self.interchange = Some(summary);
        self.control(segment);
    }

    fn open_group(&mut self, segment: &Segment<'_>) {
        let summary = envelope::group(segment);
        self.context.group = Some(summary.control_number.clone());
        self.consequences.open_group(segment.ordinal());
        self.observer.group_opened(&summary);
        self.group = Some(summary);
        self.group_header = segment.is_terminated().then(|| GroupHeader::of(segment));
        self.control(segment);
    }

    fn open_set(&mut self, segment: &Segment<'_>) {
        let text = |position: usize| String::from_utf8_lossy(segment.value(position)).into_owned();
        let (transaction, control_number, reference) = (text(1), text(2), text(3));
        let version = self.group.as_ref().map(|group| group.version.clone()).unwrap_or_default();
        if let Some(group) = &mut self.group {
            group.sets += 1;
        }
        let named = if reference.is_empty() { &version } else { &reference };
        let prepared = if segment.is_terminated() { self.prepared_for(&transaction, &reference, named) } else { self.validator.prepared(&transaction, named) };
        self.context.set = Some(control_number.clone());
        self.context.set_start = segment.ordinal();
        let guide = prepared.as_ref().map(|prepared| prepared.route.guide().clone());
        let walk = prepared.map(|prepared| self.walk(&prepared.route));
        let set = guide.as_ref().map_or_else(|| transaction.clone(), |guide| guide.short.clone());
        let mismatch = segment.is_terminated() && names_guide(&reference) && names_guide(&version) && reference != version;
        let is_other = header::named(self.validator.options.guides.set(), named, &transaction, "").is_some();
        let unknown = (guide.is_none() && segment.is_terminated() && !is_other).then(|| named.clone());
        let summary = SetSummary {
            set,
            guide: guide.map(|guide| guide.id.clone()),
            control_number,
            segments: 0,
            verdict: Verdict::Accepted,
            transaction: transaction.clone(),
            reference: reference.clone(),
            complete: false,
            errors_not_kept: 0,
        };
        self.set = Some(OpenSet { walk, summary, findings: Vec::new(), count: None });
        if let Some(named) = unknown {
            let finding = Finding::new(&GUIDE_UNKNOWN, format!("No guide is known for the set {transaction} {named}: only its form was checked."))
                .plain("No guide is known for the set: only its form was checked.")
                .ack(AckCodes { ik502: Some("I6"), ..AckCodes::default() });
            // Where only GS08 names the guide, nothing of it stands here.
            let finding = if reference.is_empty() { finding } else { finding.value(&reference) };
            self.found(at_element(finding, segment, 3));
        }
        if mismatch {
            let finding = Finding::new(&REFERENCE_MISMATCH, "ST03 does not name the same guide as GS08.")
                .value(&reference)
                .expected(version)
                .plain("ST03 does not name the same guide as GS08.")
                .ack(AckCodes { ik502: Some("I6"), ..AckCodes::default() });
            self.found(at_element(finding, segment, 3));
        }
        self.body(segment);
    }

    /// The guide of a set that begins, and what is wrong with the header of its group, which only its first set can show.
    fn prepared_for(&mut self, transaction: &str, reference: &str, named: &str) -> Option<Arc<Prepared>> {
        let header = self.group_header.take();
        let guides = self.validator.options.guides.set();
        let (functional_id, version) = self.group.as_ref().map_or(("", ""), |group| (&group.functional_id, &group.version));
        let prepared = match header::named(guides, named, transaction, functional_id).filter(|guide| guide.set != transaction) {
            // Where the group is of that guide too, it is ST01 that is wrong.
            Some(other) if other.group == functional_id && (reference.is_empty() || reference == version) => self.validator.prepared(&other.set, named),
            // ST03 differs from GS08, which is told of it as any other difference is.
            Some(_) if !reference.is_empty() && reference != version => return None,
            Some(_) => {
                let fitting = header::guides_for(guides, transaction);
                let finding = header.map(|header| header.guide_wrong(&fitting));
                finding.into_iter().for_each(|finding| self.found(finding));
                // Where only one guide is for the transaction, it must be meant.
                let [only] = fitting.as_slice() else { return None };
                return self.validator.prepared(transaction, only);
            }
            None => self.validator.prepared(transaction, named),
        };
        if let (Some(prepared), Some(header)) = (&prepared, header)
            && let Some(finding) = header.identifier_wrong(&prepared.route.guide().group)
        {
            self.found(finding);
        }
        prepared
    }

    fn walk(&mut self, route: &Arc<Route>) -> Box<(Walk, RuleSet)> {
        match self.spare.take() {
            Some(mut spare) if Arc::ptr_eq(spare.0.route(), route) => {
                spare.0.restart();
                spare.1.restart();
                spare
            }
            _ => Box::new((Walk::with_limits(Arc::clone(route), &self.validator.options.limits), RuleSet::new(route.guide(), self.validator.options))),
        }
    }

    fn body(&mut self, segment: &Segment<'_>) {
        let Some(set) = &mut self.set else { return };
        self.observer.segment(segment);
        set.summary.segments += 1;
        let first = set.findings.len();
        match &mut set.walk {
            _ if !segment.is_terminated() => {}
            Some(walk) => walk_segment(&mut walk.0, &mut walk.1, segment, &mut set.findings),
            None => plain_segment(segment, &mut set.findings),
        }
        if set.findings.len() > first {
            self.bound(first);
        }
    }

    /// Keeps a set's findings within the limit; those from `fresh` on have not been looked at yet.
    #[cold]
    fn bound(&mut self, fresh: usize) {
        let options = self.validator.options;
        let most = options.most_findings.saturating_sub(self.kept).min(options.most_findings_in_set);
        let Some(set) = &mut self.set else { return };
        let fresh = set.findings.split_off(fresh.min(set.findings.len()));
        let absent = &mut self.absent_lists;
        let mut is_news =
            |finding: &Finding| finding.code != rules::LIST_ABSENT.code || *absent.entry(finding.message.clone()).or_insert(finding.offset) == finding.offset;
        set.findings.extend(fresh.into_iter().filter(|finding| options.wants(finding.snip) && is_news(finding)));
        while set.findings.len() > most {
            if let Some(finding) = set.findings.pop() {
                self.summary.count(&finding);
                if finding.severity == Severity::Error {
                    set.summary.errors_not_kept += 1;
                    set.summary.verdict = set.summary.verdict.max(verdict_of(&finding));
                }
            }
        }
    }

    fn close_set_by(&mut self, segment: &Segment<'_>, issues: &mut Vec<Issue>) {
        for issue in issues.drain(..) {
            let finding = envelope_finding(&issue, segment);
            match (&issue.kind, &mut self.set) {
                (IssueKind::CountWrong { level: Level::Set, declared, counted }, Some(set)) => {
                    let off = declared.parse::<i64>().map_or(i64::MAX, |declared| declared.saturating_sub_unsigned(*counted));
                    set.count = Some((finding, off));
                }
                _ => self.found(finding),
            }
        }
        if let Some(set) = &mut self.set {
            set.summary.complete = segment.is_terminated();
        }
        self.body(segment);
        self.close_set(Some(segment));
    }

    /// Ends a set, by its SE if it has one.
    fn close_set(&mut self, trailer: Option<&Segment<'_>>) {
        let Some(set) = &mut self.set else { return };
        let mut lacking = 0;
        if let Some(walk) = &mut set.walk {
            // A set that breaks off has the one defect that it breaks off: what it lacks for that is none.
            if let Some(trailer) = trailer.filter(|_| set.summary.complete) {
                let faults = walk.0.faults();
                walk.0.finish(&Place::of(trailer));
                if walk.0.faults() != faults && rules::disturb(walk.0.route().guide(), walk.0.concerned(), None) {
                    walk.1.disturbed_at(trailer.ordinal());
                }
                for step in walk.0.steps() {
                    if let Step::Close(loop_ix) = step {
                        walk.1.close(*loop_ix, trailer, &mut set.findings);
                    }
                }
            }
            set.findings.extend(walk.0.take_findings());
            if set.summary.complete {
                walk.1.finish(&mut set.findings);
            }
            lacking = walk.0.lacking();
        }
        if let Some((finding, off)) = set.count.take()
            && (lacking == 0 || off != lacking)
        {
            set.findings.push(finding);
        }
        one_fault_each(&mut set.findings);
        self.bound(0);
        let Some(mut set) = self.set.take() else { return };
        let mut findings: Vec<Finding> =
            set.findings.drain(..).map(|finding| if finding.set_control_number.is_some() { finding } else { self.context.apply(finding) }).collect();
        findings.sort_by_key(|finding| (finding.offset, finding.severity != Severity::Error));
        if set.summary.transaction == "837" {
            // What does not reject the set in the 999, rejects claims in the 277CA.
            let guide = set.walk.as_ref().map(|walk| Arc::clone(walk.0.route().guide()));
            findings.iter_mut().filter(|finding| finding.severity == Severity::Error && finding.snip > 2).for_each(|finding| {
                finding.ack.stc01 = Some(claim_status(guide.as_deref(), finding));
            });
        }
        for finding in &findings {
            self.summary.count(finding);
            if finding.severity == Severity::Error {
                set.summary.verdict = set.summary.verdict.max(verdict_of(finding));
            }
        }
        if !set.summary.complete {
            set.summary.verdict = Verdict::Rejected;
        }
        self.kept += findings.len();
        self.observer.set_closed(&set.summary, &findings);
        self.spare = set.walk.take().or(self.spare.take());
        self.context.set = None;
    }

    fn close_group(&mut self, trailer: Option<&Segment<'_>>) {
        if let Some(mut group) = self.group.take() {
            group.declared = trailer.map(|segment| String::from_utf8_lossy(segment.value(1)).into_owned());
            self.observer.group_closed(&group);
        }
        self.context.group = None;
    }

    fn close_interchange(&mut self) {
        if let Some(interchange) = self.interchange.take() {
            self.observer.interchange_closed(&interchange);
        }
        self.context = Context::default();
    }

    /// Ends the levels that have no trailer.
    fn cut(&mut self, level: Level) {
        self.close_set(None);
        if level <= Level::Group {
            self.close_group(None);
        }
        if level == Level::Interchange {
            self.close_interchange();
        }
    }

    fn control(&mut self, segment: &Segment<'_>) {
        if !segment.is_terminated() {
            return;
        }
        let mut findings = Vec::new();
        self.validator.control.check(segment, &mut findings);
        for finding in findings {
            self.found(finding);
        }
    }

    /// A finding of the envelope or of form: it goes to its set if one is open, and out at once otherwise.
    fn found(&mut self, finding: Finding) {
        if self.unread || !self.validator.options.wants(finding.snip) {
            return;
        }
        if self.consequences.hold(&finding) {
            return;
        }
        let finding = self.context.apply(finding);
        if let Some(set) = &mut self.set {
            let fresh = set.findings.len();
            set.findings.push(finding);
            self.bound(fresh);
            return;
        }
        self.summary.count(&finding);
        if self.kept < self.validator.options.most_findings {
            self.kept += 1;
            self.observer.finding(&finding);
        } else if !self.limit_told {
            self.limit_told = true;
        }
    }

    /// Ends the document, which ends at a position.
    fn finish(mut self, end: Position) -> Summary {
        self.tell_waiting(None);
        let mut issues = Vec::new();
        if let Some(level) = self.envelope.finish(self.summary.bytes, end, self.summary.segments + 1, &mut issues) {
            for issue in &issues {
                self.found(syntax::finding(issue));
            }
            self.cut(level);
        }
        let told = self.summary.errors + self.summary.warnings;
        if told > self.kept as u64 {
            let message = format!("{} more findings are not shown.", told - self.kept as u64);
            self.observer.finding(&Finding::new(&FINDINGS_LIMIT, message));
        }
        self.summary
    }
}

/// Walks one segment, checks its elements, and lets the rules see it.
#[inline]
fn walk_segment(walk: &mut Walk, rules: &mut RuleSet, segment: &Segment<'_>, findings: &mut Vec<Finding>) {
    let faults = walk.faults();
    walk.place(segment);
    if walk.faults() != faults {
        disturb(walk, rules, segment, findings);
    }
    let is_quiet = walk.findings().is_empty();
    let misplaced = !is_quiet && walk.findings().iter().any(|finding| finding.code == "segment-out-of-order" && finding.segment == segment.ordinal());
    let guide = walk.route().guide();
    for step in walk.steps() {
        match *step {
            Step::Close(loop_ix) => {
                let first = findings.len();
                rules.close(loop_ix, segment, findings);
                if findings.len() > first {
                    rules.made(findings.iter().skip(first).map(|finding| finding.offset), segment.ordinal());
                }
            }
            Step::Open(_) => rules.record(*step, segment, false),
            Step::Segment { use_ix: Some(use_ix), guessed, .. } => {
                if misplaced {
                    rules.misplaced(use_ix);
                }
                let one = guide.segment_at(use_ix);
                let is_sound = !guessed && rules.elements.is_sound(use_ix, segment);
                let faulty = (!is_sound || cfg!(debug_assertions)) && look_closely(guide, one, segment, (guessed, is_sound), findings);
                rules.segment(&Seen { guide, use_ix, one, segment, faulty }, findings);
                rules.record(*step, segment, faulty || !is_quiet && walk.findings().iter().any(|finding| finding.segment == segment.ordinal()));
            }
            Step::Segment { .. } => rules.record(*step, segment, true),
        }
    }
    rules.settle(segment.ordinal());
    if !is_quiet {
        tell_of_place(walk, misplaced, segment, findings);
    }
}

/// Lets the rules know of a fault of structure that may have thrown off a balance.
#[cold]
fn disturb(walk: &Walk, rules: &mut RuleSet, segment: &Segment<'_>, findings: &mut Vec<Finding>) {
    if rules::disturb(walk.route().guide(), walk.concerned(), Some(segment)) {
        rules.disturbed_at(segment.ordinal());
        // A balance that broke just before a misplaced segment turned up broke for want of it.
        findings.retain(|finding| finding.snip != 3 || rules.made_before(finding.offset, segment.ordinal().saturating_sub(2)));
    }
}

/// Looks closely at the elements of a segment, of which it is said whether its use was guessed, and whether the short look found it sound; says whether
/// there was a finding.
#[cold]
fn look_closely(guide: &Guide, one: &SegmentUse, segment: &Segment<'_>, (guessed, is_sound): (bool, bool), findings: &mut Vec<Finding>) -> bool {
    let first = findings.len();
    element::check(guide, one, segment, findings);
    debug_assert!(!is_sound || findings.len() == first, "the short look passes over {:?}", findings.last());
    if guessed {
        // Its qualifier is wrong; that the rest does not fit the guess is no second defect.
        findings.truncate(first + 1);
    }
    findings.len() > first
}

/// Tells what is wrong with the place of a segment, and forgets what follows from that.
#[cold]
fn tell_of_place(walk: &mut Walk, misplaced: bool, segment: &Segment<'_>, findings: &mut Vec<Finding>) {
    if misplaced {
        // Where a segment was meant to stand is a guess, and so is what it should carry there.
        let is_guess = |code: &str| matches!(code, "code-invalid" | "element-not-used");
        findings.retain(|finding| finding.segment != segment.ordinal() || !is_guess(&finding.code));
    }
    // What is wrong with the form of a number is not told again of what it counts.
    let is_told = |finding: &Finding, findings: &[Finding]| {
        finding.snip == 1
            && finding.element.is_some()
            && findings.iter().any(|one| one.severity == finding.severity && one.segment == finding.segment && one.element == finding.element)
    };
    for finding in walk.take_findings() {
        if !is_told(&finding, findings) {
            findings.push(finding);
        }
    }
}

/// What can be said of a segment without a guide: its characters.
#[cold]
fn plain_segment(segment: &Segment<'_>, findings: &mut Vec<Finding>) {
    element::characters(segment, findings);
}

fn envelope_finding(issue: &Issue, segment: &Segment<'_>) -> Finding {
    let mut finding = syntax::finding(issue);
    let id = String::from_utf8_lossy(segment.id()).into_owned();
    let start = issue.offset.saturating_sub(segment.offset());
    let element = (1..=segment.len())
        .find(|position| segment.element(*position).is_some_and(|element| element.offset() == issue.offset && issue.offset != segment.offset()));
    if let Some(position) = element {
        let name = format!("{id}{position:02}");
        finding.path = Some(name.clone());
        finding.element = Some(name);
    }
    let text = String::from_utf8_lossy(segment.text()).into_owned();
    let length = usize::try_from(issue.length).unwrap_or(0);
    finding.excerpt =
        usize::try_from(start).ok().map(|start| x12_findings::Excerpt { text, start, length: if length == segment.text().len() { id.len() } else { length } });
    finding.segment_id.get_or_insert(id);
    finding
}

pub(crate) fn at_element(finding: Finding, segment: &Segment<'_>, position: usize) -> Finding {
    let mut finding = Place::of(segment).locate(finding);
    let name = format!("{}{position:02}", String::from_utf8_lossy(segment.id()));
    if let Some(element) = segment.element(position) {
        let shift = element.offset() - finding.offset;
        finding.offset = element.offset();
        finding.column += shift;
        finding.length = element.bytes().len() as u64;
        if let Some(excerpt) = &mut finding.excerpt {
            excerpt.start = usize::try_from(shift).unwrap_or(0);
            excerpt.length = element.bytes().len();
        }
    }
    finding.path = Some(name.clone());
    finding.element = Some(name);
    finding
}

/// Whether a reference names an implementation guide (`005010X222A1`) rather than only a version of the standard (`005010`).
fn names_guide(reference: &str) -> bool {
    reference.get(6..).is_some_and(|rest| rest.starts_with('X'))
}

/// What an error means for its set.
fn verdict_of(finding: &Finding) -> Verdict {
    if finding.snip <= 2 { Verdict::Rejected } else { Verdict::AcceptedWithErrors }
}
