//! Follows a set on a tape and checks the situations of each loop where it ends.

use std::sync::{Arc, Mutex, PoisonError};

use x12_document::{ChildView, LoopView, Place, SegmentView, Step, Tape, path_of};
use x12_findings::{AckCodes, Excerpt, Finding, Rule, Trigger};
use x12_guide::Guide;
use x12_guide::model::{Child, LoopIx, SegmentIx};
use x12_syntax::Segment;

use super::compile::{Compiled, Keep, compile};
use super::demand::{Element, Problem};
use super::facts::Facts;
use super::look::{Known, Looks};
use super::outlook::Outlook;
use super::partner;
use super::test::Because;
use crate::options::{Guides, Options};
use x12_guide::path::Target;

/// The situations of a guide, made ready.
#[derive(Debug)]
struct Plan {
    guide: Arc<Guide>,
    /// For each loop, the rules of it.
    by_loop: Vec<Vec<Compiled>>,
    /// For each loop, which of its rules may apply.
    outlooks: Vec<Outlook>,
    looks: Looks,
    /// For each loop, what is kept of it after it has ended, for a rule of a loop around it.
    kept: Vec<Option<Keep>>,
    /// For each loop, those in it of which only the first segment is kept.
    counted: Vec<Box<[LoopIx]>>,
}

impl Plan {
    fn new(guide: &Arc<Guide>, options: &Options) -> Self {
        let wanted = crate::rules::situations().filter(|one| options.wants(one.rule.snip) && one.sets.contains(&guide.short.as_str()));
        let mut by_loop: Vec<Vec<Compiled>> = guide.loops.iter().map(|_| Vec::new()).collect();
        let mut kept = vec![None; guide.loops.len()];
        let shipped = wanted.flat_map(|one| compile(guide, one).unwrap_or_default());
        let partners = options.partners.iter().filter(|_| options.wants(7)).flat_map(|partner| partner::compile(guide, partner));
        for one in shipped.chain(partners) {
            for (ix, keep) in &one.looks_into {
                kept.get_mut(usize::from(ix.0)).into_iter().for_each(|kept: &mut Option<Keep>| *kept = (*kept).max(Some(*keep)));
            }
            if let Some(rules) = by_loop.get_mut(usize::from(one.within.0)) {
                rules.push(one);
            }
        }
        let facts = Facts::of(by_loop.iter().flatten());
        let outlooks = by_loop.iter().map(|rules| Outlook::new(rules, &facts)).collect();
        let is_counted = |ix: LoopIx| matches!(kept.get(usize::from(ix.0)), Some(Some(Keep::Head(_))));
        let inner = |child: &Child| if let Child::Loop(ix) = child { Some(*ix).filter(|ix| is_counted(*ix)) } else { None };
        let counted = guide.loops.iter().map(|one| one.children.iter().filter_map(inner).collect()).collect();
        Self { guide: Arc::clone(guide), by_loop, outlooks, looks: Looks::new(guide, &facts), counted, kept }
    }

    /// The plan for a guide. Those of shipped guides without partners are made once for all validations: for a single claim that is most of the work.
    fn of(guide: &Arc<Guide>, options: &Options) -> Arc<Self> {
        static SHIPPED: Mutex<Vec<([bool; 7], Arc<Plan>)>> = Mutex::new(Vec::new());
        if !matches!(options.guides, Guides::Shipped) || !options.partners.is_empty() {
            return Arc::new(Self::new(guide, options));
        }
        // Plans are only ever added whole, so a thread that panicked left nothing half done.
        let mut shipped = SHIPPED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, plan)) = shipped.iter().find(|(snip, plan)| *snip == options.snip && Arc::ptr_eq(&plan.guide, guide)) {
            return Arc::clone(plan);
        }
        let plan = Arc::new(Self::new(guide, options));
        shipped.push((options.snip, Arc::clone(&plan)));
        plan
    }
}

/// The situations of a guide, and the set that is followed.
#[derive(Debug)]
pub(crate) struct Situations {
    plan: Arc<Plan>,
    /// What was sent, as far as rules ask for it.
    known: Known,
    /// For each loop of which only the first segment is kept: of how many, in the loop around it that is open.
    heads: Vec<usize>,
    /// Uses whose segments were misplaced, and in how many more of their loops they may be missed: in the one before or the one behind.
    strays: Vec<(SegmentIx, u8)>,
    tape: Tape,
}

/// More strays than this are not remembered.
const MOST_STRAYS: usize = 16;

/// A loop that has just ended, the loops around it still open.
#[derive(Debug, Clone, Copy)]
pub struct Case<'t> {
    guide: &'t Guide,
    tape: &'t Tape,
    strays: &'t [(SegmentIx, u8)],
    /// The paths that the rule at hand names, with their places.
    named: &'t [(&'static str, Target)],
}

impl Situations {
    /// The situations that apply to a guide; `None` if there are none.
    pub(crate) fn new(guide: &Arc<Guide>, options: &Options) -> Option<Self> {
        let plan = Plan::of(guide, options);
        let any = plan.by_loop.iter().any(|rules| !rules.is_empty());
        let known = Known::new(&plan.looks);
        any.then(|| Self { known, heads: vec![0; guide.loops.len()], plan, strays: Vec::new(), tape: Tape::new() })
    }

    /// Forgets the set.
    pub(crate) fn restart(&mut self) {
        self.tape.clear();
        self.strays.clear();
        self.heads.fill(0);
        self.known = Known::new(&self.plan.looks);
    }

    /// A loop ends before `next`; its rules are checked, and it is dropped unless a rule of a loop around it looks into it.
    pub(crate) fn close(&mut self, loop_ix: LoopIx, next: &Segment<'_>, findings: &mut Vec<Finding>) {
        self.check(loop_ix, &|| Place::of(next), findings);
        self.known.ended(&self.plan.looks, loop_ix);
        if !self.strays.is_empty() {
            let guide = &self.plan.guide;
            self.strays.iter_mut().filter(|(ix, _)| guide.segment_at(*ix).loop_ix == loop_ix).for_each(|(_, left)| *left -= 1);
            self.strays.retain(|(_, left)| *left > 0);
        }
        let node = self.tape.open_loop(loop_ix).map(|view| view.node());
        self.tape.close_loop(loop_ix);
        let Some(node) = node else { return };
        // The loops in it are counted anew in the next one.
        let counted = self.plan.counted.get(usize::from(loop_ix.0)).map_or(&[][..], |all| all);
        for inner in counted {
            if let Some(count) = self.heads.get_mut(usize::from(inner.0)) {
                *count = 0;
            }
        }
        let count = self.heads.get_mut(usize::from(loop_ix.0));
        match (self.plan.kept.get(usize::from(loop_ix.0)).copied().flatten(), count) {
            (Some(Keep::Whole), _) => {}
            (Some(Keep::Head(most)), Some(count)) if *count < most => {
                *count += 1;
                self.tape.collapse(node);
            }
            _ => self.tape.drop_from(node),
        }
    }

    /// A loop begins, or a segment has come; `faulty` says that the segment has findings of its own.
    pub(crate) fn record(&mut self, step: Step, segment: &Segment<'_>, faulty: bool) {
        self.tape.record_step(step, segment);
        match step {
            Step::Open(loop_ix) => self.known.opened(&self.plan.looks, loop_ix),
            Step::Segment { loop_ix, use_ix, .. } => {
                // One that does not stand in its loop is not found there by any rule.
                if let Some(use_ix) = use_ix.filter(|_| self.tape.innermost() == Some(loop_ix)) {
                    self.known.sent(&self.plan.looks, use_ix, segment);
                }
                if faulty || use_ix.is_none() {
                    self.tape.mark_faulty();
                }
            }
            Step::Close(_) => {}
        }
    }

    /// A segment of that use stands where it does not belong.
    pub(crate) fn misplaced(&mut self, use_ix: SegmentIx) {
        if self.strays.len() < MOST_STRAYS {
            self.strays.push((use_ix, 2));
        }
    }

    /// Checks the rules of the loop that ends, the set itself at its end.
    pub(crate) fn check(&self, loop_ix: LoopIx, next: &dyn Fn() -> Place, findings: &mut Vec<Finding>) {
        let (Some(rules), Some(outlook)) = (self.plan.by_loop.get(usize::from(loop_ix.0)), self.plan.outlooks.get(usize::from(loop_ix.0))) else { return };
        let case = Case { guide: &self.plan.guide, tape: &self.tape, strays: &self.strays, named: &[] };
        let possible = outlook.possible(&self.known);
        if cfg!(debug_assertions) && self.tape.open_loop(loop_ix).is_some() {
            for (index, rule) in rules.iter().enumerate().filter(|(index, _)| !possible.contains(index)) {
                let mut missed = Vec::new();
                case.apply(rule, next, &mut missed);
                debug_assert!(missed.is_empty(), "rule {index} of the loop is passed over: {missed:?}");
            }
        }
        if possible.is_empty() || self.tape.open_loop(loop_ix).is_none() {
            return;
        }
        possible.into_iter().filter_map(|index| rules.get(index)).for_each(|rule| case.apply(rule, next, findings));
    }
}

impl<'t> Case<'t> {
    /// Checks one rule.
    fn apply(&self, rule: &Compiled, next: &dyn Fn() -> Place, findings: &mut Vec<Finding>) {
        let Some(because) = rule.when.holds(self) else { return };
        if matches!(because, Because::Sent(segment, _) if segment.is_faulty()) {
            return;
        }
        for problem in rule.demand.problems(self) {
            if problem.about().any(|ordinal| self.is_faulty(ordinal)) {
                continue;
            }
            findings.push(self.finding(rule, &because, &problem, next));
        }
    }

    /// The guide.
    pub(crate) fn guide(&self) -> &'t Guide {
        self.guide
    }

    /// The same, for a rule that names these paths.
    pub(crate) fn naming<'n>(&'n self, named: &'n [(&'static str, Target)]) -> Case<'n>
    where
        't: 'n,
    {
        Case { named, ..*self }
    }

    /// The segments that a path means, in the order of the document. The rule must have named the path.
    pub(crate) fn sent(&self, path: &str) -> Vec<SegmentView<'t>> {
        self.target(path).map(|target| self.segments(target)).unwrap_or_default()
    }

    /// The place of a path that the rule names.
    pub(crate) fn target(&self, path: &str) -> Option<&'t Target> {
        let target = self.named.iter().find(|(named, _)| *named == path);
        debug_assert!(target.is_some(), "{path} is not among the paths that the rule names");
        target.map(|(_, target)| target)
    }

    /// Visits the segments that a path means, without a list of them: for rules about segments that every document has.
    pub(crate) fn each(&self, path: &str, visit: &mut dyn FnMut(&SegmentView<'t>)) {
        self.target(path).into_iter().for_each(|target| self.each_segment(target, visit));
    }

    /// Visits the segments of a target.
    pub(crate) fn each_segment(&self, target: &Target, visit: &mut dyn FnMut(&SegmentView<'t>)) {
        self.each_holder(target, &mut |view| {
            view.segments().filter(|segment| segment.use_ix().is_some_and(|ix| target.uses.contains(&ix))).for_each(|segment| visit(&segment));
            false
        });
    }

    /// The segments of a target; of loops, those that start them.
    pub(crate) fn segments(&self, target: &Target) -> Vec<SegmentView<'t>> {
        let mut found = Vec::new();
        self.each_holder(target, &mut |view| {
            if target.uses.is_empty() {
                found.extend(view.segments().next());
            } else {
                found.extend(view.segments().filter(|segment| segment.use_ix().is_some_and(|ix| target.uses.contains(&ix))));
            }
            false
        });
        found
    }

    /// The first segment of a target that fulfils something.
    pub(crate) fn first(&self, target: &Target, fulfils: impl Fn(SegmentView<'t>) -> bool) -> Option<SegmentView<'t>> {
        let mut found = None;
        self.each_holder(target, &mut |view| {
            found = view.segments().find(|segment| segment.use_ix().is_some_and(|ix| target.uses.contains(&ix)) && fulfils(*segment));
            found.is_some()
        });
        found
    }

    /// How many instances of the loop or segments of the target there are.
    pub(crate) fn count(&self, target: &Target) -> usize {
        let mut count = 0;
        self.each_holder(target, &mut |view| {
            let of_uses = || view.segments().filter(|segment| segment.use_ix().is_some_and(|ix| target.uses.contains(&ix))).count();
            count += if target.uses.is_empty() { 1 } else { of_uses() };
            false
        });
        count
    }

    /// Visits each loop at the end of a target's chain until the visitor says that it is enough.
    fn each_holder(&self, target: &Target, visit: &mut dyn FnMut(LoopView<'t>) -> bool) -> bool {
        self.tape.open_loop(target.anchor).is_some_and(|anchor| below(anchor, &target.chain, visit))
    }

    /// The value of an element or component in its first repetition.
    pub(crate) fn value(&self, segment: &SegmentView<'t>, element: Element) -> &'t [u8] {
        match element {
            None => segment.id(),
            Some((at, None)) => segment.repetitions(usize::from(at)).next().unwrap_or_default(),
            Some((at, Some(component))) => segment.component(usize::from(at), usize::from(component)),
        }
    }

    /// The values of an element or component in all its repetitions.
    pub(crate) fn values(&self, segment: &SegmentView<'t>, element: Element) -> impl Iterator<Item = &'t [u8]> + use<'t> {
        let (at, component) = element.map_or((0, None), |(at, component)| (usize::from(at), component.map(usize::from)));
        let separator = segment.delimiters().component;
        segment.repetitions(at).map(move |value| match component {
            None => value,
            Some(component) => value.split(|byte| *byte == separator).nth(component.saturating_sub(1)).unwrap_or_default(),
        })
    }

    /// Whether the segment of that ordinal has findings of its own.
    fn is_faulty(&self, ordinal: u64) -> bool {
        self.tape.root().is_some_and(|root| root.all_segments().any(|segment| segment.ordinal() == ordinal && segment.is_faulty()))
    }

    /// Whether a segment stands below a loop that may have been meant for a use: of its identifier, and unplaced, misplaced or faulty.
    pub(crate) fn may_be_meant(&self, anchor: LoopIx, use_ix: SegmentIx) -> bool {
        let id = self.guide.segment_at(use_ix).id.as_bytes();
        let loop_ix = self.guide.segment_at(use_ix).loop_ix;
        if self.strays.iter().any(|(stray, _)| *stray == use_ix) {
            return true;
        }
        let Some(view) = self.tape.open_loop(anchor) else { return false };
        view.all_segments().any(|segment| segment.id() == id && (segment.is_faulty() || segment.use_ix() == Some(use_ix) && segment.loop_ix() == loop_ix))
            || view.all_segments().any(|segment| segment.use_ix().is_none() && segment.id() == id)
    }

    /// Where a child of a loop was due: the first child that comes later, or else what has ended the loop.
    fn due(&self, holder: LoopIx, child: Child, next: &dyn Fn() -> Place) -> Place {
        let position = |child: Child| match child {
            Child::Segment(ix) => self.guide.segment_at(ix).position,
            Child::Loop(ix) => self.guide.loop_at(ix).position,
        };
        let due = position(child);
        let Some(view) = self.tape.open_loop(holder) else { return next() };
        let mut behind = view.children().filter(|sent| match sent {
            ChildView::Segment(segment) => segment.use_ix().is_some_and(|ix| segment.loop_ix() == holder && position(Child::Segment(ix)) > due),
            ChildView::Loop(one) => position(Child::Loop(one.loop_ix())) > due,
        });
        match behind.next() {
            Some(ChildView::Segment(segment)) => segment.place(),
            Some(ChildView::Loop(one)) => one.all_segments().next().map_or_else(next, |segment| segment.place()),
            None => next(),
        }
    }

    fn segment_of(&self, ordinal: u64) -> Option<SegmentView<'t>> {
        self.tape.root()?.all_segments().find(|segment| segment.ordinal() == ordinal)
    }

    fn finding(&self, rule: &Compiled, because: &Because<'_>, problem: &Problem, next: &dyn Fn() -> Place) -> Finding {
        let heading = &rule.heading;
        let blank = Rule { code: "", severity: heading.severity, snip: heading.snip, title: "", reason: "", source: "", example: "" };
        let mut finding = Finding::new(&blank, heading.message.clone());
        finding.code.clone_from(&heading.code);
        finding.help.clone_from(&heading.help);
        let mut finding = match problem {
            Problem::Missing { holder, child, segment, instead } => self.missing(finding, *holder, *child, *segment, instead, next),
            Problem::ElementMissing { at, element } => self.at(finding.ack(AckCodes { ik403: Some("I9"), ..AckCodes::default() }), *at, *element),
            Problem::NotUsed { at, element: None } => self.at(finding.ack(AckCodes { ik304: Some("I9"), ..AckCodes::default() }), *at, None),
            Problem::NotUsed { at, element } => self.at(finding.ack(AckCodes { ik403: Some("I13"), ..AckCodes::default() }), *at, *element),
            Problem::Value { at, element, expected } => {
                self.at(finding.expected(expected).ack(AckCodes { ik403: Some("I6"), ..AckCodes::default() }), *at, *element)
            }
            Problem::Against { at, element, expected, other, other_element } => {
                let finding = match expected {
                    Some(expected) => finding.expected(expected).plain(heading.message.clone()),
                    None => finding,
                };
                let finding = self.at(finding.ack(AckCodes { ik403: Some("I6"), ..AckCodes::default() }), *at, *element);
                match self.segment_of(*other) {
                    Some(other) => self.related(finding, &other, *other_element),
                    None => finding,
                }
            }
        };
        if let Because::Sent(segment, element) = because {
            if finding.segment != segment.ordinal() {
                let view = self.segment_of(segment.ordinal());
                finding = view.into_iter().fold(finding, |finding, view| self.related(finding, &view, *element));
            }
            finding.trigger = Some(self.trigger(segment, *element));
        }
        finding
    }

    /// What made the rule apply, for the context that a 999 gives.
    fn trigger(&self, segment: &SegmentView<'_>, element: Element) -> Trigger {
        let loop_ix = segment.loop_ix();
        let whole = self.guide.loop_at(loop_ix);
        Trigger {
            segment_id: String::from_utf8_lossy(segment.id()).into_owned(),
            segment: segment.ordinal(),
            loop_id: whole.parent.map(|_| whole.id.clone()),
            element: element.map(|(at, _)| at),
            component: element.and_then(|(_, component)| component),
        }
    }

    fn related(&self, finding: Finding, segment: &SegmentView<'_>, element: Element) -> Finding {
        let name = name_of(segment.id(), element);
        let path = path_of(self.guide, segment.loop_ix());
        let path = if path.is_empty() { name } else { format!("{path}/{name}") };
        let value = match element {
            None => segment.text(),
            Some((at, None)) => segment.element(usize::from(at)),
            Some((at, Some(component))) => segment.component(usize::from(at), usize::from(component)),
        };
        finding.related(path, segment.ordinal(), value)
    }

    fn missing(&self, finding: Finding, holder: LoopIx, child: Child, segment: SegmentIx, instead: &[SegmentIx], next: &dyn Fn() -> Place) -> Finding {
        let one = self.guide.segment_at(segment);
        let whole = self.guide.loop_at(one.loop_ix);
        let expected: Vec<String> = instead.iter().map(|ix| crate::expectation(self.guide, *ix)).collect();
        let mut finding = finding.expected(expected.join(" or ")).ack(AckCodes { ik304: Some("I6"), ..AckCodes::default() });
        finding.segment_id = Some(one.id.clone());
        finding.loop_id = whole.parent.map(|_| whole.id.clone());
        let path = path_of(self.guide, one.loop_ix);
        finding.path = Some(if path.is_empty() { one.id.clone() } else { format!("{path}/{}", one.id) });
        let mut finding = self.due(holder, child, next).locate(finding);
        finding.length = 0;
        finding
    }

    /// Puts a finding at an element of a segment on the tape, or at the whole segment.
    fn at(&self, finding: Finding, ordinal: u64, element: Element) -> Finding {
        let Some(segment) = self.segment_of(ordinal) else { return finding };
        let whole = self.guide.loop_at(segment.loop_ix());
        let path = path_of(self.guide, segment.loop_ix());
        let name = name_of(segment.id(), element);
        let mut finding = segment.place().locate(finding);
        finding.loop_id = whole.parent.map(|_| whole.id.clone());
        finding.path = Some(if path.is_empty() { name.clone() } else { format!("{path}/{name}") });
        let Some((at, component)) = element else { return finding };
        finding.element = Some(name);
        let (start, length) = span(&segment, usize::from(at), component.map(usize::from));
        finding.offset += start as u64;
        finding.column += start as u64;
        finding.length = length as u64;
        if let Some(Excerpt { start: from, length: marked, .. }) = &mut finding.excerpt {
            (*from, *marked) = (start, length);
        }
        if length > 0 {
            let value = segment.text().get(start..start + length).unwrap_or_default();
            finding = finding.value(value);
        }
        finding
    }
}

/// Visits the loops at the end of a chain below a loop.
fn below<'t>(view: LoopView<'t>, chain: &[LoopIx], visit: &mut dyn FnMut(LoopView<'t>) -> bool) -> bool {
    match chain.split_first() {
        None => visit(view),
        Some((first, rest)) => view.loops().filter(|one| one.loop_ix() == *first).any(|one| below(one, rest, visit)),
    }
}

/// `CLM05-3`.
pub(crate) fn name_of(id: &[u8], element: Element) -> String {
    let id = String::from_utf8_lossy(id);
    match element {
        None => id.into_owned(),
        Some((at, None)) => format!("{id}{at:02}"),
        Some((at, Some(component))) => format!("{id}{at:02}-{component}"),
    }
}

/// Where an element or component stands in a segment's text; behind its end where it was not sent.
fn span(segment: &SegmentView<'_>, at: usize, component: Option<usize>) -> (usize, usize) {
    let text = segment.text();
    let delimiters = segment.delimiters();
    let mut start = 0;
    let mut parts = text.split(|byte| *byte == delimiters.element);
    for _ in 0..at {
        match parts.next() {
            Some(part) => start += part.len() + 1,
            None => return (text.len(), 0),
        }
    }
    let Some(element) = parts.next() else { return (text.len(), 0) };
    let Some(component) = component else { return (start, element.len()) };
    let first = element.split(|byte| Some(*byte) == delimiters.repetition).next().unwrap_or_default();
    let mut inside = 0;
    for (index, part) in first.split(|byte| *byte == delimiters.component).enumerate() {
        if index + 1 == component {
            return (start + inside, part.len());
        }
        inside += part.len() + 1;
    }
    (start + first.len(), 0)
}
