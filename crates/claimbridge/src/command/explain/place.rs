//! Elements, segments and loops: where the shipped guides use them, and how.

use x12::guide::model::{Child, Content, Guide, Loop, LoopIx, SegmentUse, Usage};
use x12::guide::shipped;

use super::Meaning;

/// Describes `2010BA`, `CLM`, `CLM05-3`, each behind a guide and loops if wanted: `837P/2000B/2010BA/NM109`.
pub(super) fn explain(query: &str) -> Vec<Meaning> {
    let query = query.to_ascii_uppercase();
    let mut parts: Vec<&str> = query.split('/').filter(|part| !part.is_empty()).collect();
    let guides: Vec<_> = shipped().guides().collect();
    let named = |guide: &Guide, name: &str| guide.short.eq_ignore_ascii_case(name) || guide.id == name;
    let wanted_guide = parts.first().copied().filter(|first| guides.iter().any(|guide| named(guide, first)));
    // `ISA` names its guide and its segment.
    if wanted_guide.is_some() && parts.len() > 1 {
        parts.remove(0);
    }
    let guides = guides.iter().filter(|guide| wanted_guide.is_none_or(|wanted| named(guide, wanted) || parts.len() == 1 && parts.first() == Some(&wanted)));
    let Some((last, loops)) = parts.split_last() else { return Vec::new() };
    let mut found: Vec<Meaning> = Vec::new();
    for one in guides.flat_map(|guide| in_guide(guide, loops, last)) {
        // A loop that is attached twice says the same twice.
        let known = found.iter().any(|known| (&known.of, &known.meaning, &known.parts) == (&one.of, &one.meaning, &one.parts));
        if !known {
            found.push(one);
        }
    }
    found
}

fn in_guide(guide: &Guide, loops: &[&str], last: &str) -> Vec<Meaning> {
    let within = |one: &Loop| {
        let path: Vec<&str> = one.path.split('/').collect();
        loops.is_empty() || path.ends_with(loops) || one.parent.is_none() && loops == [one.id.as_str()]
    };
    let mut found: Vec<Meaning> = Vec::new();
    for (ix, one) in (0u16..).map(LoopIx).zip(&guide.loops).filter(|(_, one)| one.parent.is_some() && one.id == last) {
        if loops.is_empty() || one.parent.is_some_and(|parent| within(guide.loop_at(parent))) {
            found.push(of_loop(guide, ix, one));
        }
    }
    let uses = |id: &str| guide.segments.iter().filter(|one| one.id == id && within(guide.loop_at(one.loop_ix))).collect::<Vec<_>>();
    if let Some((segment, position, component)) = address(last) {
        found.extend(uses(segment).into_iter().filter_map(|one| of_element(guide, one, position, component)));
    }
    found.extend(uses(last).into_iter().map(|one| of_segment(guide, one)));
    found
}

fn of_loop(guide: &Guide, ix: LoopIx, one: &Loop) -> Meaning {
    let begins = guide.first_segment(ix).map(|first| format!(", begins with {}", qualified(guide.segment_at(first)))).unwrap_or_default();
    let repeat = one.repeat.0.map_or("any number of times".to_owned(), times);
    let level = one.hl.as_ref().map(|code| format!(", a level (HL03 {code})")).unwrap_or_default();
    let parts = one.children.iter().map(|child| match child {
        Child::Segment(segment) => {
            let segment = guide.segment_at(*segment);
            format!("{:<6} {} {:<4} {}", segment.id, usage_letter(segment.usage), most(segment.repeat.0), segment.name)
        }
        Child::Loop(inner) => {
            let inner = guide.loop_at(*inner);
            format!("{:<6} {} {:<4} {}", inner.id, usage_letter(inner.usage), most(inner.repeat.0), inner.name)
        }
    });
    Meaning {
        kind: "loop",
        of: guide.short.clone(),
        code: one.id.clone(),
        meaning: format!("{} {}: {}, {repeat}{level}{begins}", one.path, one.name, usage(one.usage)),
        parts: parts.collect(),
        ..Meaning::default()
    }
}

fn of_segment(guide: &Guide, one: &SegmentUse) -> Meaning {
    let repeat = one.repeat.0.map_or("any number of times".to_owned(), times);
    let positions = (1u8..).zip(&one.elements).filter(|(_, element)| element.is_some());
    Meaning {
        kind: "segment",
        of: guide.short.clone(),
        code: one.id.clone(),
        meaning: format!("{} {} {}: {}, {repeat}", guide.loop_at(one.loop_ix).id, qualified(one), one.name, usage(one.usage)),
        parts: positions.filter_map(|(at, _)| one.describe(at, None)).collect(),
        ..Meaning::default()
    }
}

fn of_element(guide: &Guide, one: &SegmentUse, position: u8, component: Option<u8>) -> Option<Meaning> {
    let words = one.describe(position, component)?;
    let parts: Vec<String> = match (&one.element(position)?.content, component) {
        (Content::Composite { components, .. }, None) => (1u8..).zip(components).filter_map(|(at, _)| one.describe(position, Some(at))).collect(),
        _ => Vec::new(),
    };
    let code = component.map_or(format!("{}{position:02}", one.id), |component| format!("{}{position:02}-{component}", one.id));
    let meaning = format!("{} {}: {words}", guide.loop_at(one.loop_ix).id, one.name);
    Some(Meaning { kind: "element", of: guide.short.clone(), code, meaning, parts, ..Meaning::default() })
}

/// A segment with the qualifier that tells it apart (`NM1*IL`).
fn qualified(one: &SegmentUse) -> String {
    match one.discriminators.iter().find(|discriminator| discriminator.element == 1 && discriminator.component.is_none()) {
        Some(qualifier) => format!("{}*{}", one.id, qualifier.codes.values().join(" or ")),
        None => one.id.clone(),
    }
}

/// Takes `CLM05-3`, `CLM05`, `NM1-09` and `NM1.9` apart.
fn address(element: &str) -> Option<(&str, u8, Option<u8>)> {
    let number = |text: &str| text.parse::<u8>().ok().filter(|number| *number > 0);
    if let Some((segment, rest)) = element.split_once(['-', '.']).filter(|(segment, _)| is_segment(segment)) {
        let (position, component) = match rest.split_once(['-', '.']) {
            Some((position, component)) => (position, Some(number(component)?)),
            None => (rest, None),
        };
        return Some((segment, number(position)?, component));
    }
    let (front, component) = match element.split_once(['-', '.']) {
        Some((front, component)) => (front, Some(number(component)?)),
        None => (element, None),
    };
    let (segment, position) = front.split_at_checked(front.len().checked_sub(2)?)?;
    Some((segment, number(position)?, component))
}

/// Whether a shipped guide knows the segment: `NM1` is one, and `CLM05` is none.
fn is_segment(id: &str) -> bool {
    shipped().guides().any(|guide| guide.segments.iter().any(|one| one.id == id))
}

fn usage(usage: Usage) -> &'static str {
    if usage == Usage::Required { "required" } else { "situational" }
}

fn usage_letter(usage: Usage) -> char {
    if usage == Usage::Required { 'R' } else { 'S' }
}

fn times(most: u32) -> String {
    if most == 1 { "once".to_owned() } else { format!("up to {most} times") }
}

fn most(repeat: Option<u32>) -> String {
    repeat.map_or(">1".to_owned(), |most| most.to_string())
}
