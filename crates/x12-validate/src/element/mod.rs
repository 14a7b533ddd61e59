//! The elements of a segment against its use in the guide: required and not used, repeats, components, values, syntax notes.
//!
//! One element gives at most one finding, the first that applies.

mod note;
mod quick;
pub mod rules;
mod value;

pub(crate) use quick::Checks;
use x12_document::{Place, path_of};
use x12_findings::{AckCodes, Excerpt, Finding, Rule};
use x12_guide::Guide;
use x12_guide::model::{Content, ElementUse, SegmentUse, SyntaxNote, Usage, ValueForm, ValueUse};
use x12_syntax::{Element, Segment};

/// Checks one segment against its use.
#[derive(Debug)]
pub struct ElementCheck<'c> {
    guide: &'c Guide,
    one: &'c SegmentUse,
    segment: &'c Segment<'c>,
    /// Interchange headers are padded to fixed widths: there blanks are no fault.
    padded: bool,
    /// Whether the segment holds printable ASCII alone.
    clean: bool,
    findings: &'c mut Vec<Finding>,
    /// The elements that have a finding already, as bits.
    reported: u64,
}

/// Checks the elements of `segment`, which the walk found to be `one`.
pub fn check(guide: &Guide, one: &SegmentUse, segment: &Segment<'_>, findings: &mut Vec<Finding>) {
    let (padded, clean) = (segment.id() == b"ISA", value::is_clean(segment.text()));
    ElementCheck { guide, one, segment, padded, clean, findings, reported: 0 }.run();
}

/// An element or a component of it, for naming it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At {
    pub(crate) element: u8,
    pub(crate) component: Option<u8>,
}

impl ElementCheck<'_> {
    fn run(mut self) {
        let one = self.one;
        let mut uses = one.elements.iter();
        // What notes count: an element that is not used has its finding, and what it would ask for is no second defect.
        let mut counted = note::Sent::default();
        let mut is_empty = true;
        for (element, position) in self.segment.elements().zip(1..) {
            let used = uses.next();
            if element.is_empty() {
                used.into_iter().flatten().for_each(|used| self.left_out(used));
                continue;
            }
            is_empty = false;
            let Ok(at) = u8::try_from(position) else { break };
            match used {
                None => {
                    self.surplus(at, &element, one.elements.len());
                    break;
                }
                Some(None) => self.not_used(at, &element),
                Some(Some(used)) => {
                    counted.insert(position);
                    if !self.is_sound(used, &element) {
                        self.element(used, &element, position);
                    }
                }
            }
        }
        uses.flatten().for_each(|used| self.left_out(used));
        self.notes(counted);
        if self.reported == 0 && is_empty {
            self.empty();
        }
    }

    fn empty(&mut self) {
        let message = format!("{} has no elements.", self.one.id);
        let ack = AckCodes { ik304: Some("8"), ..AckCodes::default() };
        let finding = Finding::new(&rules::SEGMENT_WITHOUT_ELEMENTS, message).expected("at least one element").ack(ack).help("Leave the segment out.");
        let mut finding = Place::of(self.segment).locate(finding);
        let whole = self.guide.loop_at(self.one.loop_ix);
        finding.loop_id = whole.parent.map(|_| whole.id.clone());
        let path = path_of(self.guide, self.one.loop_ix);
        finding.path = Some(if path.is_empty() { self.one.id.clone() } else { format!("{path}/{}", self.one.id) });
        self.findings.push(finding);
    }

    /// An element that the guide uses was not sent.
    #[inline]
    fn left_out(&mut self, used: &ElementUse) {
        if used.usage == Usage::Required {
            self.missing(used, At { element: used.at, component: None });
        }
    }

    /// Whether an element is certainly without fault, which can be told of most at once.
    #[inline]
    fn is_sound(&self, used: &ElementUse, element: &Element<'_>) -> bool {
        element.is_simple() && matches!(&used.content, Content::Simple(value) if value::is_sound(value, element.bytes(), self.clean))
    }

    fn surplus(&mut self, at: u8, element: &Element<'_>, arity: usize) {
        let message = format!("{} has more elements than the {arity} that it can have.", self.one.id);
        let ack = AckCodes { ik403: Some("3"), ..AckCodes::default() };
        self.report(&rules::ELEMENTS_TOO_MANY, At { element: at, component: None }, Some(element), message, |finding| {
            finding.ack(ack).expected(format!("at most {arity} elements"))
        });
    }

    fn not_used(&mut self, at: u8, element: &Element<'_>) {
        let at = At { element: at, component: None };
        let message = format!("{} is not used in this guide.", self.name_of(at));
        self.report(&rules::ELEMENT_NOT_USED, at, Some(element), message, |finding| {
            finding.ack(AckCodes { ik403: Some("I10"), ..AckCodes::default() }).help("Leave it empty.")
        });
    }

    fn missing(&mut self, used: &ElementUse, at: At) {
        let message = format!("{} ({}) is missing: it is required here.", self.name_of(at), used.name.to_lowercase());
        let expected = expectation(used);
        self.report(&rules::ELEMENT_MISSING, at, None, message, |finding| {
            let finding = finding.ack(AckCodes { ik403: Some("1"), ..AckCodes::default() });
            match expected {
                Some(expected) => finding.expected(expected),
                None => finding,
            }
        });
    }

    fn element(&mut self, used: &ElementUse, element: &Element<'_>, position: usize) {
        let at = At { element: used.at, component: None };
        if element.is_simple() {
            return self.repetition(used, element, position);
        }
        // ISA11 and ISA16 are the separators themselves.
        if self.padded {
            return;
        }
        let repetitions = element.repetitions().count();
        if let Some(most) = used.repeat.0.filter(|most| repetitions > *most as usize) {
            let message = format!("{} is repeated {repetitions} times, and {most} are allowed.", self.name_of(at));
            return self.report(&rules::ELEMENT_REPEATED, at, Some(element), message, |finding| {
                finding.ack(AckCodes { ik403: Some("12"), ..AckCodes::default() }).expected(format!("at most {most}"))
            });
        }
        for repetition in element.repetitions() {
            self.repetition(used, &repetition, position);
        }
    }

    fn repetition(&mut self, used: &ElementUse, element: &Element<'_>, position: usize) {
        let at = At { element: used.at, component: None };
        match &used.content {
            Content::Simple(value) if element.components().nth(1).is_none() => {
                let qualifier = position.checked_sub(1).map(|before| self.segment.value(before)).unwrap_or_default();
                let qualifier_use = self.one.elements.get(position.wrapping_sub(2)).and_then(Option::as_ref);
                self.value(used, value, element, at, qualifier_of(value, qualifier_use, qualifier));
            }
            Content::Simple(_) => {
                let message = format!("{} holds several components, and it is a single value.", self.name_of(at));
                self.report(&rules::COMPONENTS_TOO_MANY, at, Some(element), message, |finding| {
                    finding.ack(AckCodes { ik403: Some("13"), ..AckCodes::default() })
                });
            }
            Content::Composite { components, syntax, .. } => self.composite(used.at, components, syntax, element),
        }
    }

    fn composite(&mut self, element_at: u8, components: &[Option<ElementUse>], syntax: &[SyntaxNote], element: &Element<'_>) {
        let mut parts = element.components();
        let (mut before, mut present): (&[u8], _) = (&[], note::Sent::default());
        for position in 1.. {
            let part = parts.next();
            let Ok(component) = u8::try_from(position) else { break };
            if part.is_none() && position > components.len() {
                break;
            }
            let at = At { element: element_at, component: Some(component) };
            let value = part.as_ref().filter(|part| !part.is_empty());
            match (components.get(position - 1), value) {
                (None, Some(part)) => {
                    let message = format!(
                        "{} has more components than the {} that it can have.",
                        self.name_of(At { element: element_at, component: None }),
                        components.len()
                    );
                    self.report(&rules::COMPONENTS_TOO_MANY, at, Some(part), message, |finding| {
                        finding.ack(AckCodes { ik403: Some("13"), ..AckCodes::default() })
                    });
                    break;
                }
                (Some(None), Some(part)) => {
                    let message = format!("{} is not used in this guide.", self.name_of(at));
                    self.report(&rules::ELEMENT_NOT_USED, at, Some(part), message, |finding| {
                        finding.ack(AckCodes { ik403: Some("I10"), ..AckCodes::default() }).help("Leave it empty.")
                    });
                }
                (Some(Some(used)), Some(part)) => {
                    if let Content::Simple(value) = &used.content {
                        let qualifier_use = position.checked_sub(2).and_then(|before| components.get(before)).and_then(Option::as_ref);
                        self.value(used, value, part, at, qualifier_of(value, qualifier_use, before));
                    }
                }
                (Some(Some(used)), None) if used.usage == Usage::Required => self.missing(used, at),
                _ => {}
            }
            if value.is_some() && matches!(components.get(position - 1), Some(Some(_))) {
                present.insert(position);
            }
            before = part.map(|part| part.bytes()).unwrap_or_default();
        }
        self.composite_notes(element_at, syntax, present, element);
    }

    fn value(&mut self, used: &ElementUse, value: &ValueUse, element: &Element<'_>, at: At, qualifier: Option<&[u8]>) {
        let bytes = element.bytes();
        if value::is_sound(value, bytes, self.clean) {
            return;
        }
        if let Some(fault) = value::fault(value, bytes, qualifier, self.padded) {
            let message = fault.message(&self.name_of(at), &used.name);
            self.report(fault.rule, at, Some(element), message, |finding| {
                let finding = finding.ack(AckCodes { ik403: fault.ik403, ..AckCodes::default() });
                match fault.expected {
                    Some(expected) => finding.expected(expected),
                    None => finding,
                }
            });
        }
    }

    fn notes(&mut self, sent: note::Sent) {
        let one = self.one;
        for note in &one.syntax {
            if let Some(broken) = note::broken(note, sent) {
                // That one of them is missing is told where the guide requires it.
                if !broken.exclusive && broken.together.iter().any(|at| self.is_told(*at)) {
                    continue;
                }
                let at = At { element: broken.at, component: None };
                let element = self.segment.element(usize::from(broken.at)).filter(|element| !element.is_empty());
                self.note(&broken, at, element.as_ref());
            }
        }
    }

    /// Whether an element has an error already.
    fn is_told(&self, element: u8) -> bool {
        self.reported & 1u64 << (u32::from(element) % 64) != 0
    }

    fn composite_notes(&mut self, element_at: u8, syntax: &[SyntaxNote], sent: note::Sent, element: &Element<'_>) {
        for note in syntax {
            if let Some(broken) = note::broken(note, sent) {
                let at = At { element: element_at, component: Some(broken.at) };
                self.note(&broken, at, Some(element));
            }
        }
    }

    fn note(&mut self, broken: &note::Broken, at: At, element: Option<&Element<'_>>) {
        let list = |positions: &[u8]| {
            let names: Vec<String> = positions
                .iter()
                .map(|position| {
                    self.name_of(match at.component {
                        None => At { element: *position, component: None },
                        Some(_) => At { component: Some(*position), ..at },
                    })
                })
                .collect();
            names.join(", ")
        };
        let (rule, ik403) = if broken.exclusive { (&rules::ELEMENTS_EXCLUSIVE, "10") } else { (&rules::ELEMENT_MISSING_BY_NOTE, "2") };
        let message = if broken.exclusive {
            format!("Only one of {} may be sent.", list(&broken.together))
        } else if broken.because.is_empty() {
            format!("At least one of {} must be sent.", list(&broken.together))
        } else {
            format!("{} must be sent, because {} is.", list(&broken.together), list(&broken.because))
        };
        self.report(rule, at, element, message, |finding| finding.ack(AckCodes { ik403: Some(ik403), ..AckCodes::default() }));
    }

    fn name_of(&self, at: At) -> String {
        match at.component {
            None => format!("{}{:02}", self.one.id, at.element),
            Some(component) => format!("{}{:02}-{component}", self.one.id, at.element),
        }
    }

    /// Reports one fault of an element, unless the element has one already.
    fn report(&mut self, rule: &'static Rule, at: At, element: Option<&Element<'_>>, message: String, complete: impl FnOnce(Finding) -> Finding) {
        let bit = 1u64 << (u32::from(at.element) % 64);
        let is_error = rule.severity == x12_findings::Severity::Error;
        if is_error && self.is_told(at.element) {
            return;
        }
        if is_error {
            self.reported |= bit;
        }
        let name = self.name_of(at);
        let mut finding = complete(Finding::new(rule, message));
        finding.ack.ik304 = finding.ack.ik403.map(|_| "8");
        let mut finding = Place::of(self.segment).locate(finding);
        let (offset, length) = match element {
            Some(element) => (element.offset(), element.bytes().len()),
            None => (self.end_of(at.element), 0),
        };
        let shift = offset.saturating_sub(finding.offset);
        finding.offset = offset;
        finding.length = length as u64;
        let position = self.segment.position(offset);
        (finding.line, finding.column) = (position.line, position.column);
        if let Some(Excerpt { start, length: shown, .. }) = &mut finding.excerpt {
            *start = usize::try_from(shift).unwrap_or(0);
            *shown = length;
        }
        if let Some(element) = element {
            finding = finding.value(element.bytes());
        }
        let whole = self.guide.loop_at(self.one.loop_ix);
        if whole.parent.is_some() {
            finding.loop_id = Some(whole.id.clone());
        }
        let path = path_of(self.guide, self.one.loop_ix);
        finding.path = Some(if path.is_empty() { name.clone() } else { format!("{path}/{name}") });
        finding.element = Some(name);
        self.findings.push(finding);
    }

    /// Where an element that was not sent would stand.
    fn end_of(&self, element: u8) -> u64 {
        let segment = self.segment;
        segment.element(usize::from(element)).map_or_else(|| segment.offset() + segment.text().len() as u64, |element| element.offset())
    }
}

/// The date format qualifier before a value whose form depends on it (data elements 1250 and 1251).
fn qualifier_of<'q>(value: &ValueUse, before: Option<&ElementUse>, qualifier: &'q [u8]) -> Option<&'q [u8]> {
    let depends = value.form == ValueForm::DateInFormat;
    // A qualifier that is wrong itself says nothing of the value behind it.
    let is_qualifier = matches!(before.map(|before| &before.content), Some(Content::Simple(one))
        if one.form == ValueForm::DateFormat && one.codes.as_ref().is_none_or(|codes| codes.contains(qualifier)));
    (depends && is_qualifier).then_some(qualifier)
}

fn expectation(used: &ElementUse) -> Option<String> {
    match &used.content {
        Content::Simple(ValueUse { codes: Some(codes), .. }) => Some(value::one_of(codes.values())),
        _ => None,
    }
}

/// Checks the characters of a segment that no guide describes.
pub(crate) fn characters(segment: &Segment<'_>, findings: &mut Vec<Finding>) {
    if matches!(segment.id(), b"BIN" | b"BDS") {
        return;
    }
    let delimiters = segment.delimiters();
    for (index, element) in segment.elements().enumerate() {
        let foreign = element
            .bytes()
            .iter()
            .any(|byte| !delimiters.contains(*byte) && x12_syntax::value::character_class(*byte) > x12_syntax::value::CharacterClass::Extended);
        if !foreign {
            continue;
        }
        let name = format!("{}{:02}", String::from_utf8_lossy(segment.id()), index + 1);
        let finding = Finding::new(&rules::CHARACTER_INVALID, format!("{name} holds a character that X12 does not know."))
            .value(element.bytes())
            .expected("letters, digits, spaces and punctuation")
            .ack(AckCodes { ik304: Some("8"), ik403: Some("6"), ..AckCodes::default() });
        let mut finding = Place::of(segment).locate(finding);
        finding.offset = element.offset();
        finding.length = element.bytes().len() as u64;
        let position = segment.position(element.offset());
        (finding.line, finding.column) = (position.line, position.column);
        finding.path = Some(name.clone());
        finding.element = Some(name);
        findings.push(finding);
    }
}
