//! What holds of names and addresses in every guide: an organization has no first name, and a country is said of foreign addresses only.

use x12_guide::Guide;
use x12_guide::model::{Content, Usage};

use crate::draw::Draw;
use crate::tree::{Element, Item, Loop, Segment};

pub(crate) fn give(draw: &mut Draw<'_>, whole: &mut Loop) {
    let guide = draw.guide;
    for item in &mut whole.items {
        match item {
            Item::Loop(inner) => give(draw, inner),
            Item::Segment(segment) => match guide.segment_at(segment.use_ix).id.as_str() {
                "NM1" => name(guide, segment),
                "N4" => address(draw, segment),
                _ => {}
            },
        }
    }
}

/// The parts of a person's name behind the last name: first, middle, prefix and suffix.
const OF_PERSONS: [&str; 4] = ["1036", "1037", "1038", "1039"];

fn name(guide: &Guide, segment: &mut Segment) {
    let part = |at: u8| {
        let used = guide.segment_at(segment.use_ix).element(at)?;
        matches!(&used.content, Content::Simple(value) if OF_PERSONS.contains(&value.data_element.as_str())).then_some(used.usage)
    };
    let parts: Vec<(usize, Usage)> = (4..=7).filter_map(|at| Some((usize::from(at), part(at)?))).collect();
    let is_person = segment.value(2) != "2";
    let (has_last, has_first) = (!segment.value(3).is_empty(), !segment.value(4).is_empty());
    for (at, usage) in parts {
        // Parts of a name come one after the other, and an organization has one.
        let may_be = is_person && has_last && (at != 5 || has_first);
        if !may_be && usage == Usage::Situational {
            segment.put(at, Element::default());
        }
    }
}

fn address(draw: &mut Draw<'_>, segment: &mut Segment) {
    let guide = draw.guide;
    let used = guide.segment_at(segment.use_ix);
    let uses = |at: u8| used.element(at).is_some();
    let sent = |at: usize| !segment.value(at).is_empty();
    let is_settled = if sent(4) { !sent(2) && !sent(3) && !sent(7) } else { sent(2) && sent(3) && !sent(7) };
    if is_settled {
        return;
    }
    let foreign = uses(4) && draw.random.chance(15);
    if foreign {
        segment.set(2, "");
        segment.set(3, "");
        segment.set(4, draw.random.word(&["DE", "FR", "MX"]));
        segment.set(7, "");
        return;
    }
    let takes = [(2, "TX"), (3, "787010001")];
    for (at, value) in takes {
        if uses(at) && segment.value(usize::from(at)).is_empty() {
            segment.set(usize::from(at), value);
        }
    }
    for at in [4, 7] {
        segment.set(at, "");
    }
}
