//! Codes of external lists (SNIP type 5): how they are built, whether their list has them, and whether they could be used on their day.
//!
//! A claim's codes are judged by the days of the service, which may come behind them: a code about which the day may matter waits for the end of its line
//! or claim. In other sets the day of the message counts, and in reversals (CLP02 = 22) codes that have ended may come again.
//!
//! Invariant: a list that is not at hand, or not for those days, is never an error; what waits is bounded.

mod days;
mod places;
mod rules;
mod sound;

use std::sync::Arc;

use x12_codes::{Answer, Day, Shape, Span, Table, life_of, shape_of};
use x12_document::path_of;
use x12_findings::{Finding, Rule};
use x12_guide::Guide;
use x12_guide::model::{LoopIx, SegmentIx};
use x12_syntax::{Element, Segment};

use self::days::{Scope, Told};
use self::places::{COUNTRY, Meaning, Place};
use self::sound::{Known, Sound};
use super::{Seen, SetRule};
use crate::options::Options;

pub(super) static RULES: [&Rule; 7] =
    [&rules::MALFORMED, &rules::NOT_IN_LIST, &rules::NOT_IN_OUR_LIST, &rules::ENDED, &rules::NOT_YET, &rules::PAYER_OUTDATED, &rules::LIST_ABSENT];
pub(crate) use rules::LIST_ABSENT;

/// How many codes may wait for the end of a claim; more are judged by the day of the message.
const MOST_WAITING: usize = 200;
/// For how many years before the message a code must have been valid for its day not to matter: older claims are few.
const YEARS_AT_HAND: u32 = 2;
/// Lists that are about the answer rather than the service: they are judged up to the day of the message.
const OF_THE_MESSAGE: [&str; 4] = ["claim-adjustment-reasons", "remark-codes", "provider-taxonomy", "claim-frequency"];

/// Of these only the form is checked: nobody loads all ZIP codes, and nobody publishes who has which tax number.
const NEVER_A_LIST: [&str; 3] = ["postal-codes", "employer-identification", "social-security"];

/// A list, with all that is known of it.
#[derive(Debug)]
struct List {
    name: &'static str,
    shape: Option<&'static Shape>,
    table: Option<Arc<Table>>,
    life: Span,
    /// Whether it was said that it is not at hand.
    told: bool,
}

/// What is to be looked at in a segment use.
#[derive(Debug)]
struct Use {
    places: Vec<Place>,
    scope: Scope,
    tells: Told,
    /// Whether it is the CLP of a remittance, which may be a reversal.
    is_claim: bool,
}

/// A code whose day is not known yet.
#[derive(Debug)]
struct Waiting {
    list: usize,
    code: Vec<u8>,
    finding: Finding,
}

/// What waits for the end of a line or claim, and the days known of it.
#[derive(Debug, Default)]
struct Open {
    days: Option<Span>,
    waiting: Vec<Waiting>,
}

/// Checks the codes of a set.
#[derive(Debug)]
pub(super) struct CodeCheck {
    uses: Vec<Use>,
    lists: Vec<List>,
    tables: x12_codes::CodeTables,
    as_of: Option<Day>,
    sound: Sound,
    claims: Vec<LoopIx>,
    lines: Vec<LoopIx>,
    message: Option<Day>,
    reversal: bool,
    /// Whether a payer makes such sets.
    of_payer: bool,
    claim: Open,
    line: Open,
}

impl CodeCheck {
    pub(super) fn new(guide: &Guide, options: &Options) -> Self {
        let uses = guide.segments.iter().map(|one| Use {
            places: places::places(guide, one),
            scope: days::scope_of(guide, one.loop_ix),
            tells: days::told_by(guide, one),
            is_claim: one.id == "CLP",
        });
        let loops = |id: &str| (0..).map(LoopIx).zip(&guide.loops).filter(|(_, one)| guide.set == "837" && one.id == id).map(|(ix, _)| ix).collect();
        Self {
            uses: uses.collect(),
            lists: Vec::new(),
            tables: options.codes.clone(),
            as_of: options.as_of,
            sound: Sound::default(),
            claims: loops("2300"),
            lines: loops("2400"),
            message: None,
            reversal: false,
            of_payer: matches!(guide.set.as_str(), "271" | "277" | "835"),
            claim: Open::default(),
            line: Open::default(),
        }
    }

    /// The days by which codes outside of claims are judged.
    fn message_days(&self) -> Span {
        self.as_of.or(self.message).map_or(Span::ALWAYS, Span::from)
    }

    fn list(&mut self, name: &'static str) -> usize {
        if let Some(found) = self.lists.iter().position(|list| std::ptr::eq(list.name, name) || list.name == name) {
            return found;
        }
        self.lists.push(List { name, shape: shape_of(name), table: self.tables.table(name), life: life_of(name), told: false });
        self.lists.len() - 1
    }

    /// Looks at one code; `component` is its position in a composite. Says whether it is sound for all days of such messages.
    #[inline(never)]
    fn code(&mut self, seen: &Seen<'_>, scope: Scope, at: (usize, Option<usize>), list: &'static str, part: &Element<'_>, findings: &mut Vec<Finding>) -> bool {
        let code = part.bytes();
        let index = self.list(list);
        let message = self.message_days();
        let Some(known) = self.lists.get(index) else { return false };
        if let Some(shape) = known.shape.filter(|shape| !(shape.fits)(code)) {
            let finding = located(&rules::MALFORMED, seen, at, part);
            let message = format!("{} is not {}.", name(seen, at), shape.words);
            findings.push(Finding { message, ..finding }.expected(shape.words).help("Correct the code."));
            return false;
        }
        let recent = match scope {
            _ if self.as_of.is_some() => message,
            Scope::Set => message,
            Scope::Claim | Scope::Line => Span { from: message.from.years_before(YEARS_AT_HAND), to: message.to },
        };
        let in_life = known.life.holds(recent);
        // Without the list there is nothing more to say once that was told.
        let is_told = known.told || !self.tables.were_loaded() || NEVER_A_LIST.contains(&known.name);
        if in_life && known.table.as_ref().map_or(is_told, |table| table.is_valid_throughout(code, recent)) {
            self.sound.note(Known::code(list, scope, code));
            return true;
        }
        let finding = located(&rules::NOT_IN_LIST, seen, at, part);
        let waiting = Waiting { list: index, code: code.to_vec(), finding };
        let open = match scope {
            Scope::Line if self.as_of.is_none() => &mut self.line,
            Scope::Claim if self.as_of.is_none() => &mut self.claim,
            _ => {
                self.judge(waiting, message, findings);
                return false;
            }
        };
        if open.waiting.len() < MOST_WAITING {
            open.waiting.push(waiting);
        } else {
            self.judge(waiting, message, findings);
        }
        false
    }

    /// Judges a code by its days.
    fn judge(&mut self, one: Waiting, days: Span, findings: &mut Vec<Finding>) {
        let message = self.message_days();
        let loaded = self.tables.were_loaded();
        let Some(list) = self.lists.get_mut(one.list) else { return };
        let days = if OF_THE_MESSAGE.contains(&list.name) { Span { to: days.to.max(message.to), ..days } } else { days };
        let answer = match &list.table {
            _ if list.life.to < days.from => Answer::Ended(list.life.to),
            _ if days.to < list.life.from => Answer::NotYet(list.life.from),
            Some(table) => table.lookup(&one.code, days),
            None => Answer::NoTable,
        };
        let element = one.finding.element.clone().unwrap_or_default();
        let words = list.name.replace('-', " ");
        let (rule, message, help) = match answer {
            Answer::Valid => return,
            Answer::Unknown { complete: true } => {
                (&rules::NOT_IN_LIST, format!("{element} is not a code of the list {words}."), "Look the code up in the list, and correct it.".to_owned())
            }
            Answer::Unknown { complete: false } => (
                &rules::NOT_IN_OUR_LIST,
                format!("{element} is not among the codes of the list {words} that are at hand."),
                "Look the code up; with the publisher's list in the folder of --codes it can be checked.".to_owned(),
            ),
            Answer::Ended(_) if self.reversal => return,
            Answer::Ended(day) => {
                let rule = if self.of_payer { &rules::PAYER_OUTDATED } else { &rules::ENDED };
                (rule, format!("{element} could be used until {day} only."), format!("Use a code that is valid on {}.", days.from))
            }
            Answer::NotYet(day) => {
                let rule = if self.of_payer { &rules::PAYER_OUTDATED } else { &rules::NOT_YET };
                (rule, format!("{element} can be used from {day} on."), format!("Use a code that is valid on {}.", days.to))
            }
            Answer::NoTable if loaded && !list.told => {
                list.told = true;
                let message = format!("Codes of the list {words} were not looked up: the list is not at hand for their days.");
                (&rules::LIST_ABSENT, message, "Put the list into the folder of --codes.".to_owned())
            }
            Answer::NoTable => return,
        };
        let finding = Finding { code: rule.code.into(), severity: rule.severity, message, ..one.finding };
        findings.push(finding.help(help));
    }

    fn settle(&mut self, open: Open, days: Option<Span>, findings: &mut Vec<Finding>) {
        let days = days.unwrap_or_else(|| self.message_days());
        open.waiting.into_iter().for_each(|one| self.judge(one, days, findings));
    }
}

impl SetRule for CodeCheck {
    fn wants(&self, use_ix: SegmentIx) -> bool {
        self.uses.get(usize::from(use_ix.0)).is_some_and(|one| !one.places.is_empty() || one.is_claim || !matches!(one.tells, Told::Nothing))
    }

    fn wants_end(&self, loop_ix: LoopIx) -> bool {
        self.lines.contains(&loop_ix) || self.claims.contains(&loop_ix)
    }

    fn segment(&mut self, seen: &Seen<'_>, findings: &mut Vec<Finding>) {
        let at = usize::from(seen.use_ix.0);
        let Some(one) = self.uses.get(at) else { return };
        let segment = seen.segment;
        let scope = one.scope;
        match one.tells {
            Told::Nothing => {}
            Told::Message(element) => {
                self.message = Day::read(segment.value(element));
                self.sound.clear();
            }
            Told::Service if matches!(segment.value(1), b"472" | b"434") => {
                if let Some(days) = days::period(segment.value(3)) {
                    self.claim.days = Some(days::join(self.claim.days, days));
                    if scope == Scope::Line {
                        self.line.days = Some(days);
                    }
                }
            }
            Told::Service => {}
        }
        if one.is_claim {
            self.reversal = segment.value(2) == b"22";
        }
        if one.places.is_empty() || seen.faulty {
            return;
        }
        // Taken out while its codes are looked at, and put back.
        let places = self.uses.get_mut(at).map(|one| std::mem::take(&mut one.places)).unwrap_or_default();
        for place in &places {
            if place.element > segment.len() {
                break;
            }
            let value = segment.value(place.element);
            if value.is_empty() {
                continue;
            }
            if let Some(meaning) = place.whole {
                let qualifier = segment.value(place.element.saturating_sub(1));
                let country = if matches!(meaning, Meaning::Region(_)) { segment.value(COUNTRY) } else { &[] };
                if let Some(list) = meaning.list(qualifier, value, country)
                    && !self.sound.holds(Known::code(list, scope, value))
                    && let Some(element) = segment.element(place.element)
                {
                    self.code(seen, scope, (place.element, None), list, &element, findings);
                }
                continue;
            }
            // What was sound as a whole before needs no second look at its parts.
            let whole = Known::element(place, scope, value);
            if self.sound.holds(whole) {
                continue;
            }
            let is_simple = segment.is_flat() || segment.is_simple(place.element);
            let delimiters = segment.delimiters();
            let mut is_sound = true;
            for (repetition, value) in value.split(|byte| !is_simple && Some(*byte) == delimiters.repetition).enumerate() {
                let mut qualifier: &[u8] = &[];
                let parts = value.split(|byte| !is_simple && *byte == delimiters.component);
                for ((position, part), meaning) in (1..).zip(parts).zip(&place.parts) {
                    if let Some(list) = meaning.filter(|_| !part.is_empty()).and_then(|meaning| meaning.list(qualifier, part, &[]))
                        && !self.sound.holds(Known::code(list, scope, part))
                        && let Some(part) = part_of(segment, place.element, repetition, position)
                    {
                        is_sound &= self.code(seen, scope, (place.element, Some(position)), list, &part, findings);
                    }
                    // Modifiers and other parts between them do not say what a code is.
                    if position == 1 {
                        qualifier = part;
                    }
                }
            }
            if is_sound {
                self.sound.note(whole);
            }
        }
        if let Some(one) = self.uses.get_mut(at) {
            one.places = places;
        }
    }

    fn close(&mut self, loop_ix: LoopIx, findings: &mut Vec<Finding>) {
        if self.lines.contains(&loop_ix) {
            let line = std::mem::take(&mut self.line);
            if line.days.is_some() {
                let days = line.days;
                self.settle(line, days, findings);
            } else {
                let left = MOST_WAITING.saturating_sub(self.claim.waiting.len());
                self.claim.waiting.extend(line.waiting.into_iter().take(left));
            }
        } else if self.claims.contains(&loop_ix) {
            let claim = std::mem::take(&mut self.claim);
            let days = claim.days;
            self.settle(claim, days, findings);
        }
    }

    fn restart(&mut self) {
        self.message = None;
        self.sound.clear();
        self.reversal = false;
        self.claim = Open::default();
        self.line = Open::default();
    }
}

/// A component (1-based) of a repetition (from 0 on) of an element.
fn part_of<'s>(segment: &Segment<'s>, element: usize, repetition: usize, component: usize) -> Option<Element<'s>> {
    segment.element(element)?.repetitions().nth(repetition)?.components().nth(component.checked_sub(1)?)
}

/// The name of a place as findings give it.
fn name(seen: &Seen<'_>, (element, component): (usize, Option<usize>)) -> String {
    component.map_or_else(|| format!("{}{element:02}", seen.one.id), |component| format!("{}{element:02}-{component}", seen.one.id))
}

/// A finding at a code.
fn located(rule: &Rule, seen: &Seen<'_>, at: (usize, Option<usize>), part: &Element<'_>) -> Finding {
    let mut finding = super::at_value(Finding::new(rule, ""), seen.segment, part);
    let path = path_of(seen.guide, seen.one.loop_ix);
    let name = name(seen, at);
    finding.loop_id = Some(seen.guide.loop_at(seen.one.loop_ix).id.clone());
    finding.path = Some(if path.is_empty() { name.clone() } else { format!("{path}/{name}") });
    finding.element = Some(name);
    finding
}
