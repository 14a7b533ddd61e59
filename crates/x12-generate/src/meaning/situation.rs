//! What guides ask for only in a situation (SNIP types 4 and 6), as the validator's rules say it: a drawn set is changed until it keeps them.
//!
//! Invariant: only what a rule names is changed. A rule that is code of its own is kept by a file beside this one, if at all.

use std::rc::Rc;

use x12_guide::Guide;
use x12_guide::model::{Codes, LoopIx, Usage};
use x12_guide::path::{Target, resolve};
use x12_validate::situation::{Condition, Demand, Situation, shipped};

use crate::draw::Draw;
use crate::tree::{Item, Loop, Segment};

/// How often the rules are gone through, since keeping one may break another.
const MOST_ROUNDS: usize = 12;
/// How many values are tried for one that fulfils a rule.
const MOST_TRIALS: usize = 60;

/// A loop of a set: the indexes of the items that lead to it.
type Trail = Vec<usize>;

/// Changes a set until it keeps the rules of situations; whether anything had to be changed.
pub(crate) fn keep(draw: &mut Draw<'_>, set: &mut Loop) -> bool {
    let rules: Vec<&Situation> = shipped().filter(|one| one.sets.contains(&draw.guide.short.as_str())).collect();
    let mut changed = false;
    for _ in 0..MOST_ROUNDS {
        let broken = rules.iter().filter(|rule| keep_one(draw, set, rule)).count();
        changed |= broken > 0;
        if broken == 0 {
            break;
        }
    }
    changed
}

/// Keeps one rule in every loop that it is about; whether it was broken anywhere.
fn keep_one(draw: &mut Draw<'_>, set: &mut Loop, rule: &Situation) -> bool {
    let mut changed = false;
    let mut trails = Vec::new();
    instances(draw.guide, set, rule.within, &mut Vec::new(), &mut trails);
    // From the end on, so that what is put in or taken out leaves the other trails as they are.
    for trail in trails.iter().rev() {
        let mut keeper = Keeper { draw, set, trail };
        if keeper.holds(&rule.when) {
            changed |= keeper.satisfy(&rule.demand);
        }
    }
    changed
}

/// The loops of some identifiers, each by its trail.
fn instances(guide: &Guide, whole: &Loop, ids: &[&str], trail: &mut Trail, found: &mut Vec<Trail>) {
    if ids.contains(&guide.loop_at(whole.loop_ix).id.as_str()) {
        found.push(trail.clone());
    }
    for (index, item) in whole.items.iter().enumerate() {
        if let Item::Loop(inner) = item {
            trail.push(index);
            instances(guide, inner, ids, trail, found);
            trail.pop();
        }
    }
}

fn at<'l>(set: &'l Loop, trail: &[usize]) -> Option<&'l Loop> {
    trail.iter().try_fold(set, |whole, index| match whole.items.get(*index)? {
        Item::Loop(inner) => Some(inner),
        Item::Segment(_) => None,
    })
}

fn at_mut<'l>(set: &'l mut Loop, trail: &[usize]) -> Option<&'l mut Loop> {
    trail.iter().try_fold(set, |whole, index| match whole.items.get_mut(*index)? {
        Item::Loop(inner) => Some(inner),
        Item::Segment(_) => None,
    })
}

/// Looks at one loop of a set, and changes what a rule asks for.
struct Keeper<'k, 'g> {
    draw: &'k mut Draw<'g>,
    set: &'k mut Loop,
    trail: &'k [usize],
}

impl Keeper<'_, '_> {
    fn loop_ix(&self) -> Option<LoopIx> {
        at(self.set, self.trail).map(|whole| whole.loop_ix)
    }

    fn target(&self, path: &'static str) -> Option<Rc<Target>> {
        let from = self.loop_ix()?;
        let mut known = self.draw.targets.borrow_mut();
        known.entry((from, path)).or_insert_with(|| resolve(self.draw.guide, from, path).map(Rc::new)).clone()
    }

    /// The trail of the loop that a target is looked up in.
    fn anchor(&self, target: &Target) -> Option<Trail> {
        let lengths = (0..=self.trail.len()).rev();
        let mut trails = lengths.filter_map(|length| self.trail.get(..length));
        trails.find(|trail| at(self.set, trail).is_some_and(|whole| whole.loop_ix == target.anchor)).map(<[usize]>::to_vec)
    }

    /// The loops at the end of a target's chain.
    fn holders(&self, target: &Target) -> Vec<Trail> {
        let mut holders: Vec<Trail> = self.anchor(target).into_iter().collect();
        for ix in &target.chain {
            let inside = |trail: &Trail| -> Vec<Trail> {
                let Some(whole) = at(self.set, trail) else { return Vec::new() };
                let inner = whole.items.iter().enumerate().filter(|(_, item)| matches!(item, Item::Loop(inner) if inner.loop_ix == *ix));
                inner.map(|(index, _)| [trail.as_slice(), &[index]].concat()).collect()
            };
            holders = holders.iter().flat_map(inside).collect();
        }
        holders
    }

    /// The segments of a target: the trail of their loop and their index there. Of a loop it is the first.
    fn segments(&self, target: &Target) -> Vec<(Trail, usize)> {
        let mut found = Vec::new();
        for trail in self.holders(target) {
            let Some(whole) = at(self.set, &trail) else { continue };
            for (index, item) in whole.items.iter().enumerate() {
                if matches!(item, Item::Segment(segment) if if target.uses.is_empty() { index == 0 } else { target.uses.contains(&segment.use_ix) }) {
                    found.push((trail.clone(), index));
                }
            }
        }
        found
    }

    fn segment(&self, place: &(Trail, usize)) -> Option<&Segment> {
        match at(self.set, &place.0)?.items.get(place.1)? {
            Item::Segment(segment) => Some(segment),
            Item::Loop(_) => None,
        }
    }

    fn segment_mut(&mut self, place: &(Trail, usize)) -> Option<&mut Segment> {
        match at_mut(self.set, &place.0)?.items.get_mut(place.1)? {
            Item::Segment(segment) => Some(segment),
            Item::Loop(_) => None,
        }
    }

    /// The values of a target's element that were sent.
    fn values(&self, target: &Target) -> Vec<String> {
        let Some((element, component)) = target.element else { return Vec::new() };
        let index = usize::from(component.unwrap_or(1)).saturating_sub(1);
        let places = self.segments(target);
        let elements = places.iter().filter_map(|place| self.segment(place)?.elements.get(usize::from(element).checked_sub(1)?));
        elements.flat_map(|element| element.0.iter().filter_map(|one| one.get(index))).filter(|value| !value.is_empty()).cloned().collect()
    }

    fn is_there(&self, target: &Target) -> bool {
        if target.element.is_some() { !self.values(target).is_empty() } else { !self.segments(target).is_empty() }
    }

    fn holds(&self, condition: &Condition) -> bool {
        let any =
            |path: &'static str, fits: &dyn Fn(&str) -> bool| self.target(path).is_some_and(|target| self.values(&target).iter().any(|value| fits(value)));
        match condition {
            Condition::Always => true,
            Condition::Present(path) => self.target(path).is_some_and(|target| self.is_there(&target)),
            Condition::Absent(path) => self.target(path).is_some_and(|target| !self.is_there(&target)),
            Condition::Is(path, codes) => any(path, &|value| codes.contains(&value)),
            Condition::Other(path, codes) => any(path, &|value| !codes.contains(&value)),
            Condition::Holds(path, holds) => any(path, &|value| holds(value.as_bytes())),
            Condition::All(all) => all.iter().all(|one| self.holds(one)),
            Condition::Any(any) => any.iter().any(|one| self.holds(one)),
            Condition::Not(one) => !self.holds(one),
        }
    }

    /// Does what a rule asks for; whether there was anything to do.
    fn satisfy(&mut self, demand: &Demand) -> bool {
        match demand {
            Demand::Required(path) => self.target(path).is_some_and(|target| self.require(&target)),
            Demand::OneOf(paths) => {
                let targets: Vec<Rc<Target>> = paths.iter().filter_map(|path| self.target(path)).collect();
                if targets.iter().any(|target| self.is_there(target)) {
                    return false;
                }
                let chosen = self.draw.random.pick(&targets).cloned();
                chosen.is_some_and(|target| self.require(&target))
            }
            Demand::NotUsed(path) => self.target(path).is_some_and(|target| self.remove(&target, 0)),
            Demand::AtMost(path, most) => self.target(path).is_some_and(|target| self.remove(&target, *most)),
            Demand::Codes(path, codes) => {
                let codes = Codes::new(codes.iter().map(|&code| code.to_owned()).collect());
                self.target(path).is_some_and(|target| self.make(&target, &|value| codes.contains(value.as_bytes()), codes.values()))
            }
            Demand::Meets(path, meets, _) => self.target(path).is_some_and(|target| self.make(&target, &|value| meets(value.as_bytes()), &[])),
            Demand::Unique(path) => self.target(path).is_some_and(|target| self.tell_apart(&target)),
            Demand::Custom(..) => false,
        }
    }

    /// Has a loop, segment or element.
    fn require(&mut self, target: &Target) -> bool {
        let Some(element) = target.element else { return !self.is_there(target) && self.put(target) };
        let mut changed = false;
        for place in self.segments(target) {
            let Some(mut segment) = self.segment(&place).cloned() else { continue };
            if segment.component(usize::from(element.0), usize::from(element.1.unwrap_or(1))).is_empty() {
                self.draw.fill(&mut segment, element);
                changed = true;
                if let Some(slot) = self.segment_mut(&place) {
                    *slot = segment;
                }
            }
        }
        changed
    }

    /// Puts a loop or segment in, and the loops that it stands in.
    fn put(&mut self, target: &Target) -> bool {
        let Some(mut trail) = self.anchor(target) else { return false };
        let guide = self.draw.guide;
        for ix in &target.chain {
            let Some(whole) = at(self.set, &trail) else { return false };
            let inner = |item: &Item| matches!(item, Item::Loop(inner) if inner.loop_ix == *ix);
            let index = match whole.items.iter().position(inner) {
                Some(index) => index,
                None => {
                    let drawn = self.draw.a_loop(*ix);
                    let Some(whole) = at_mut(self.set, &trail) else { return false };
                    whole.insert(guide, Item::Loop(drawn))
                }
            };
            trail.push(index);
        }
        let Some(use_ix) = target.uses.first() else { return true };
        let segment = self.draw.segment(*use_ix);
        if let Some(whole) = at_mut(self.set, &trail)
            && !whole.items.iter().any(|item| matches!(item, Item::Segment(one) if target.uses.contains(&one.use_ix)))
        {
            whole.insert(guide, Item::Segment(segment));
        }
        true
    }

    /// Leaves no more than so many of a loop or segment, or nothing in an element.
    fn remove(&mut self, target: &Target, most: usize) -> bool {
        if let Some(element) = target.element {
            let mut changed = false;
            for place in self.segments(target) {
                let Some(mut segment) = self.segment(&place).cloned() else { continue };
                if !segment.component(usize::from(element.0), usize::from(element.1.unwrap_or(1))).is_empty() {
                    self.draw.clear(&mut segment, element);
                    changed = true;
                    if let Some(slot) = self.segment_mut(&place) {
                        *slot = segment;
                    }
                }
            }
            return changed;
        }
        let mut places = if target.uses.is_empty() { self.loops(target) } else { self.segments(target) };
        let surplus = places.split_off(most.min(places.len()));
        let guide = self.draw.guide;
        let mut changed = false;
        for (trail, index) in surplus.into_iter().rev() {
            let Some(whole) = at_mut(self.set, &trail) else { continue };
            let is_required = match whole.items.get(index) {
                Some(Item::Segment(one)) => guide.segment_at(one.use_ix).usage == Usage::Required && most == 0,
                Some(Item::Loop(one)) => guide.loop_at(one.loop_ix).usage == Usage::Required && most == 0,
                None => true,
            };
            if !is_required {
                whole.items.remove(index);
                changed = true;
            }
        }
        changed
    }

    /// The loops of a target, each by the trail of the loop around it and its index there.
    fn loops(&self, target: &Target) -> Vec<(Trail, usize)> {
        self.holders(target).into_iter().filter_map(|mut trail| trail.pop().map(|index| (trail, index))).collect()
    }

    /// Changes the values of an element that are not right to some that are, of `codes` if there are any.
    fn make(&mut self, target: &Target, is_right: &dyn Fn(&str) -> bool, codes: &[String]) -> bool {
        let Some(element) = target.element else { return false };
        let mut changed = false;
        for place in self.segments(target) {
            let Some(mut segment) = self.segment(&place).cloned() else { continue };
            let (at, component) = (usize::from(element.0), usize::from(element.1.unwrap_or(1)));
            let wrong = |segment: &Segment| {
                let sent = segment
                    .elements
                    .get(at.saturating_sub(1))
                    .into_iter()
                    .flat_map(|element| &element.0)
                    .filter_map(|one| one.get(component.saturating_sub(1)));
                sent.filter(|value| !value.is_empty()).any(|value| !is_right(value))
            };
            if !wrong(&segment) {
                continue;
            }
            changed = true;
            for _ in 0..MOST_TRIALS {
                match self.draw.random.pick(codes).cloned() {
                    Some(code) if self.draw.allows(&segment, element, &code) => segment.set_first(at, component, code),
                    _ => self.draw.fill(&mut segment, element),
                }
                if !wrong(&segment) {
                    break;
                }
            }
            if wrong(&segment) {
                self.draw.clear(&mut segment, element);
            }
            if let Some(slot) = self.segment_mut(&place) {
                *slot = segment;
            }
        }
        changed
    }

    /// Gives each value of an element that was there before another.
    fn tell_apart(&mut self, target: &Target) -> bool {
        let Some(element) = target.element else { return false };
        let (at, component) = (usize::from(element.0), usize::from(element.1.unwrap_or(1)));
        let mut seen: Vec<String> = Vec::new();
        let mut changed = false;
        for place in self.segments(target) {
            let Some(mut segment) = self.segment(&place).cloned() else { continue };
            let mut trials = 0;
            while seen.iter().any(|known| known == segment.component(at, component)) && !segment.component(at, component).is_empty() && trials < MOST_TRIALS {
                self.draw.fill(&mut segment, element);
                trials += 1;
            }
            seen.push(segment.component(at, component).to_owned());
            if trials > 0 {
                changed = true;
                if let Some(slot) = self.segment_mut(&place) {
                    *slot = segment;
                }
            }
        }
        changed
    }
}
