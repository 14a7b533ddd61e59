//! A document with everything that a guide knows: every loop and segment (twice where it may repeat), every element.

use std::sync::Arc;

use x12_guide::model::{Child, Content, DataType, ElementUse, Guide, LoopIx, SegmentUse, ValueUse};

/// The document, one segment on each line.
pub(crate) fn document(set: &str, id: &str) -> String {
    let guide: Arc<Guide> = x12_guide::shipped().find(set, id).unwrap();
    let mut maker = Maker { guide: &guide, segments: Vec::new(), counter: 0, levels: Vec::new(), count: 0 };
    maker.children(LoopIx::ROOT);
    let body = maker.segments;
    let reference = if guide.set == "835" { String::new() } else { format!("*{id}") };
    let mut lines = vec![
        "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:~".to_owned(),
        format!("GS*{}*S*R*20260101*1200*1*X*{id}~", guide.group),
        format!("ST*{}*0001{reference}~", guide.set),
    ];
    lines.extend(body.iter().map(|segment| format!("{segment}~")));
    lines.push(format!("SE*{}*0001~", body.len() + 2));
    lines.extend(["GE*1*1~".to_owned(), "IEA*1*000000001~".to_owned()]);
    lines.join("\n") + "\n"
}

struct Maker<'g> {
    guide: &'g Guide,
    segments: Vec<String>,
    counter: u32,
    /// The HL01 of each open level.
    levels: Vec<u32>,
    count: u32,
}

impl Maker<'_> {
    fn children(&mut self, ix: LoopIx) {
        for child in &self.guide.loop_at(ix).children {
            match child {
                Child::Segment(segment) => {
                    let one = self.guide.segment_at(*segment);
                    for repeat in 0..if one.repeat.allows(2) { 2 } else { 1 } {
                        self.segment(one, repeat);
                    }
                }
                Child::Loop(inner) => {
                    let one = self.guide.loop_at(*inner);
                    // One billing provider with one subscriber and one patient is enough; claims come twice under each.
                    for _ in 0..if one.repeat.allows(2) && one.hl.is_none() { 2 } else { 1 } {
                        let depth = self.levels.len();
                        self.children(*inner);
                        self.levels.truncate(depth);
                    }
                }
            }
        }
    }

    fn segment(&mut self, one: &SegmentUse, repeat: usize) {
        match one.id.as_str() {
            "ST" | "SE" => return,
            "HL" => return self.level(one),
            _ => {}
        }
        let mut text = one.id.clone();
        for used in &one.elements {
            text.push('*');
            if let Some(used) = used {
                text.push_str(&self.element(used, repeat));
            }
        }
        let text = text.trim_end_matches('*').to_owned();
        self.segments.push(dated(&text));
    }

    fn level(&mut self, one: &SegmentUse) {
        let code = self.guide.loop_at(one.loop_ix).hl.clone().unwrap();
        self.count += 1;
        let parent = self.levels.last().map(u32::to_string).unwrap_or_default();
        let children = u8::from(code != "23");
        self.levels.push(self.count);
        self.segments.push(format!("HL*{}*{parent}*{code}*{children}", self.count));
    }

    fn element(&mut self, used: &ElementUse, repeat: usize) -> String {
        match &used.content {
            Content::Simple(value) => self.value(value, repeat),
            Content::Composite { components, .. } => {
                let parts: Vec<String> = components.iter().map(|part| part.as_ref().map(|part| self.element(part, repeat)).unwrap_or_default()).collect();
                parts.join(":").trim_end_matches(':').to_owned()
            }
        }
    }

    /// The values differ, so that one in the wrong place shows.
    fn value(&mut self, value: &ValueUse, repeat: usize) -> String {
        if let Some(codes) = &value.codes {
            return codes.values()[repeat % codes.values().len()].clone();
        }
        self.counter += 1;
        match value.data_type {
            DataType::Date => format!("2026{:02}{:02}", self.counter % 12 + 1, self.counter % 28 + 1),
            DataType::Time => "1200".into(),
            DataType::Decimal | DataType::Numeric { .. } => self.counter.to_string(),
            _ => format!("V{}", self.counter),
        }
    }
}

/// Gives a segment whose format element says so a date or a period.
fn dated(text: &str) -> String {
    let mut elements: Vec<&str> = text.split('*').collect();
    if let Some(at) = elements.iter().position(|value| matches!(*value, "D8" | "RD8")).filter(|_| matches!(elements[0], "DTP" | "DMG" | "PAT")) {
        elements[at + 1] = if elements[at] == "D8" { "20260131" } else { "20260101-20260131" };
    }
    elements.join("*")
}
