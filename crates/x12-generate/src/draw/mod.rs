//! Drawing loops and segments of a guide by chance, so that what is drawn conforms to it: usage, repeats, order, syntax notes, types, lengths, codes.
//!
//! Invariant: the same guide, settings and seed give the same tree.

mod lists;
mod notes;
mod text;
mod value;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use x12_guide::Guide;
use x12_guide::model::{Child, Content, DataType, ElementUse, LoopIx, Repeat, SegmentIx, SegmentUse, Usage};
use x12_guide::path::Target;

use crate::random::Random;
use crate::tree::{Element, Item, Loop, Segment};

pub(crate) use text::Characters;

/// More of a loop or segment than this is never drawn at once.
const MOST_REPEATS: u32 = 12;
/// How often something is tried for a segment that would be empty.
const MOST_TRIALS: usize = 100;

/// Places of paths, by the loop that they are looked up from; none if the guide has no such place.
pub(crate) type Targets = HashMap<(LoopIx, &'static str), Option<Rc<Target>>>;

/// Draws parts of one transaction set.
#[derive(Debug)]
pub(crate) struct Draw<'g> {
    pub(crate) guide: &'g Guide,
    pub(crate) random: Random,
    /// The characters that texts are made of.
    pub(crate) characters: Characters,
    /// Of a hundred situational parts, how many are sent.
    pub(crate) density: u64,
    /// How many segments may still come before only what is required does.
    pub(crate) budget: usize,
    /// Whether only what strict receivers expect is sent.
    pub(crate) plain: bool,
    /// The places of paths looked up before, by the loop that they were looked up from.
    pub(crate) targets: RefCell<Targets>,
    /// How many unique values were given out.
    pub(crate) serial: u64,
}

impl<'g> Draw<'g> {
    /// A loop with everything in it.
    pub(crate) fn a_loop(&mut self, ix: LoopIx) -> Loop {
        let guide = self.guide;
        let one = guide.loop_at(ix);
        let mut drawn = Loop { loop_ix: ix, items: Vec::new() };
        let mut neighbours: (u16, Vec<Item>) = (0, Vec::new());
        let levels = Levels::of(guide, ix);
        for (index, child) in one.children.iter().enumerate() {
            let position = position_of(guide, *child);
            if position != neighbours.0 {
                self.settle(&mut neighbours, &mut drawn);
                neighbours.0 = position;
            }
            let times = if index == 0 { 1 } else { self.times_of(*child, levels) };
            for _ in 0..times {
                let item = self.item(*child);
                neighbours.1.push(item);
            }
            if index == 0 {
                self.settle(&mut neighbours, &mut drawn);
            }
        }
        self.settle(&mut neighbours, &mut drawn);
        self.complete_levels(levels, &mut drawn);
        drawn
    }

    /// A segment with its elements.
    pub(crate) fn segment(&mut self, ix: SegmentIx) -> Segment {
        self.budget = self.budget.saturating_sub(1);
        let one = self.guide.segment_at(ix);
        let sent = self.presence(&one.elements, &one.syntax);
        let mut segment = Segment { use_ix: ix, elements: Vec::new() };
        for (index, used) in one.elements.iter().enumerate() {
            let element = match used {
                Some(used) if sent.get(index) == Some(&true) => self.element(one, used, &segment),
                _ => Element::default(),
            };
            segment.elements.push(element);
        }
        // A segment says something.
        for used in one.elements.iter().flatten().cycle().take(MOST_TRIALS) {
            if segment.elements.iter().any(|element| !element.is_empty()) {
                break;
            }
            self.fill(&mut segment, (used.at, None));
        }
        measure(one, &mut segment);
        segment
    }

    /// Has the segment of that identifier or key in a loop, and gives it; `None` if the guide has none there.
    pub(crate) fn ensure<'l>(&mut self, whole: &'l mut Loop, name: &'l str) -> Option<&'l mut Segment>
    where
        'g: 'l,
    {
        let guide = self.guide;
        if whole.segment(guide, name).is_none() {
            let segment = self.segment(whole.use_named(guide, name)?);
            let _ = whole.insert(guide, Item::Segment(segment));
        }
        whole.segment_mut(guide, name)
    }

    /// Puts one more loop of that identifier into a loop, if the guide has one there.
    pub(crate) fn add_loop(&mut self, whole: &mut Loop, id: &str) {
        if let Some(ix) = whole.loop_named(self.guide, id) {
            let drawn = self.a_loop(ix);
            let _ = whole.insert(self.guide, Item::Loop(drawn));
        }
    }

    /// Draws an element of a segment, or a component of it, anew, and whatever the syntax notes then ask for.
    pub(crate) fn fill(&mut self, segment: &mut Segment, place: (u8, Option<u8>)) {
        let one = self.guide.segment_at(segment.use_ix);
        let Some(used) = one.element(place.0) else { return };
        let at = usize::from(place.0);
        match (place.1.and_then(|component| used.component(component)), &used.content) {
            (Some(component), _) => {
                if segment.elements.get(at.saturating_sub(1)).is_none_or(Element::is_empty) {
                    let drawn = self.element(one, used, segment);
                    segment.put(at, drawn);
                }
                if let Content::Simple(value) = &component.content {
                    let before = usize::from(component.at).checked_sub(1).map(|before| segment.component(at, before).to_owned()).unwrap_or_default();
                    let value = self.value(one, value, &before);
                    segment.set_first(at, usize::from(component.at), value);
                }
            }
            (None, _) => {
                let drawn = self.element(one, used, segment);
                segment.put(at, drawn);
            }
        }
        self.tidy(segment);
    }

    /// Takes out an element of a segment, or a component of it, if the guide does not require it, and whatever goes only with it.
    pub(crate) fn clear(&mut self, segment: &mut Segment, place: (u8, Option<u8>)) {
        let Some(used) = self.guide.segment_at(segment.use_ix).element(place.0) else { return };
        let at = usize::from(place.0);
        match place.1.and_then(|component| used.component(component)) {
            Some(component) if component.usage == Usage::Situational => segment.set_component(at, usize::from(component.at), ""),
            _ if used.usage == Usage::Situational => segment.put(at, Element::default()),
            _ => {}
        }
        self.tidy(segment);
    }

    /// Whether the guide allows a code at an element or component.
    pub(crate) fn allows(&self, segment: &Segment, place: (u8, Option<u8>), code: &str) -> bool {
        let used = self.guide.segment_at(segment.use_ix).element(place.0);
        let used = match place.1 {
            Some(component) => used.and_then(|used| used.component(component)),
            None => used,
        };
        match used.map(|used| &used.content) {
            Some(Content::Simple(value)) => value.codes.as_ref().is_none_or(|codes| codes.contains(code.as_bytes())),
            _ => false,
        }
    }

    /// Makes a changed segment keep its syntax notes: draws what is asked for, and takes out what may not be there.
    fn tidy(&mut self, segment: &mut Segment) {
        let one = self.guide.segment_at(segment.use_ix);
        let mut sent: Vec<bool> = (1..=one.elements.len()).map(|at| segment.elements.get(at - 1).is_some_and(|element| !element.is_empty())).collect();
        self.mend_all(&one.elements, &one.syntax, &mut sent);
        let mut is_new = false;
        for (index, used) in one.elements.iter().enumerate() {
            let is_there = segment.elements.get(index).is_some_and(|element| !element.is_empty());
            let is_sent = sent.get(index) == Some(&true);
            match used {
                // What a new qualifier stands before is of the old kind.
                Some(used) if is_sent && (is_new || !is_there) => {
                    is_new = !is_there;
                    let drawn = self.element(one, used, segment);
                    segment.put(index + 1, drawn);
                }
                _ => {
                    is_new = false;
                    if is_there && !is_sent {
                        segment.put(index + 1, Element::default());
                    }
                }
            }
        }
    }

    /// A value that was not given out before.
    pub(crate) fn unique(&mut self, prefix: &str) -> String {
        self.serial += 1;
        format!("{prefix}{}", self.serial)
    }

    fn item(&mut self, child: Child) -> Item {
        match child {
            Child::Segment(ix) => Item::Segment(self.segment(ix)),
            Child::Loop(ix) => Item::Loop(self.a_loop(ix)),
        }
    }

    /// Puts neighbours of one position into the loop, in any order.
    fn settle(&mut self, neighbours: &mut (u16, Vec<Item>), drawn: &mut Loop) {
        if !self.plain {
            self.random.shuffle(&mut neighbours.1);
        }
        drawn.items.append(&mut neighbours.1);
    }

    fn times_of(&mut self, child: Child, levels: Levels) -> u32 {
        let guide = self.guide;
        match child {
            Child::Segment(ix) => self.times(guide.segment_at(ix).usage, guide.segment_at(ix).repeat),
            Child::Loop(ix) if guide.loop_at(ix).hl.is_some() && levels == Levels::Never => 0,
            Child::Loop(ix) => self.times(guide.loop_at(ix).usage, guide.loop_at(ix).repeat),
        }
    }

    /// How often something comes.
    fn times(&mut self, usage: Usage, repeat: Repeat) -> u32 {
        if usage == Usage::Situational && (self.budget == 0 || !self.random.chance(self.density)) {
            return 0;
        }
        let most = repeat.0.unwrap_or(MOST_REPEATS).min(MOST_REPEATS);
        if self.budget > 0 && self.random.chance(3) {
            return most;
        }
        let mut times = 1;
        while times < most && self.budget > 0 && self.random.chance(25) {
            times += 1;
        }
        times
    }

    /// Gives a level that must have levels below it one, if it has none.
    fn complete_levels(&mut self, levels: Levels, drawn: &mut Loop) {
        let guide = self.guide;
        let is_level = |item: &Item| matches!(item, Item::Loop(inner) if guide.loop_at(inner.loop_ix).hl.is_some());
        if levels != Levels::Always || drawn.items.iter().any(is_level) {
            return;
        }
        let below = guide.loop_at(drawn.loop_ix).children.iter().find_map(|child| match child {
            Child::Loop(ix) if guide.loop_at(*ix).hl.is_some() => Some(*ix),
            _ => None,
        });
        if let Some(ix) = below {
            let inner = self.a_loop(ix);
            let _ = drawn.insert(guide, Item::Loop(inner));
        }
    }

    fn element(&mut self, one: &SegmentUse, used: &ElementUse, before: &Segment) -> Element {
        let most = u64::from(used.repeat.0.unwrap_or(MOST_REPEATS).min(MOST_REPEATS));
        let times = if most > 1 && self.random.chance(40) { self.random.between(1, most + 1) } else { 1 };
        Element((0..times).map(|_| self.repetition(one, used, before)).collect())
    }

    fn repetition(&mut self, one: &SegmentUse, used: &ElementUse, before: &Segment) -> Vec<String> {
        let at = usize::from(used.at);
        match &used.content {
            Content::Simple(value) => vec![self.value(one, value, before.value(at.saturating_sub(1)))],
            Content::Composite { id, components, syntax } => {
                let mut sent = self.presence(components, syntax);
                if !sent.contains(&true)
                    && let Some(first) = components.iter().position(Option::is_some)
                    && let Some(slot) = sent.get_mut(first)
                {
                    *slot = true;
                }
                let mut drawn: Vec<String> = Vec::new();
                for (index, component) in components.iter().enumerate() {
                    // In a composite of a procedure, the first component says what kind both codes of a range are.
                    let kind = if id == "C003" { drawn.first() } else { drawn.last() };
                    let qualifier = kind.cloned().unwrap_or_default();
                    drawn.push(match component.as_ref().map(|component| &component.content) {
                        Some(Content::Simple(value)) if sent.get(index) == Some(&true) => self.value(one, value, &qualifier),
                        _ => String::new(),
                    });
                }
                drawn
            }
        }
    }
}

/// Gives binary data its length, which stands before it.
fn measure(one: &SegmentUse, segment: &mut Segment) {
    for used in one.elements.iter().flatten() {
        if matches!(&used.content, Content::Simple(value) if value.data_type == DataType::Binary) {
            let at = usize::from(used.at);
            let length = segment.value(at).len();
            if length > 0 {
                segment.set(at.saturating_sub(1), length.to_string());
            }
        }
    }
}

/// Whether a level may have levels below it, by the codes of its HL04.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Levels {
    Always,
    Sometimes,
    Never,
}

impl Levels {
    fn of(guide: &Guide, ix: LoopIx) -> Self {
        let first = guide.first_segment(ix).filter(|_| guide.loop_at(ix).hl.is_some());
        let codes = first.and_then(|first| match &guide.segment_at(first).element(4)?.content {
            Content::Simple(value) => value.codes.as_ref(),
            Content::Composite { .. } => None,
        });
        match codes {
            Some(codes) if !codes.contains(b"0") => Self::Always,
            Some(codes) if !codes.contains(b"1") => Self::Never,
            _ => Self::Sometimes,
        }
    }
}

fn position_of(guide: &Guide, child: Child) -> u16 {
    match child {
        Child::Segment(ix) => guide.segment_at(ix).position,
        Child::Loop(ix) => guide.loop_at(ix).position,
    }
}
