//! The claims of one 837 (005010X222A1): each with the provider, subscriber and patient of the levels around it.

use x12_document::{LoopView, SegmentView};
use x12_guide::Guide;

use super::{LocatedClaim, text};
use crate::claim::{Person, Provider, ReceivedClaim, ReceivedLine};
use crate::money::Money;

/// What stands before the claims.
pub(super) struct Header {
    /// BHT03.
    pub(super) reference: String,
    /// NM103 and NM109 of loop 1000A.
    pub(super) submitter: (String, String),
}

/// Reads what stands before the claims.
pub(super) fn header(root: &LoopView<'_>, guide: &Guide) -> Header {
    let submitter = inner(root, guide, "1000A").and_then(|one| segment(&one, "NM1", ""));
    let value = |at| {
        submitter
            .map(|one| text(one.element(at)))
            .unwrap_or_default()
    };
    Header {
        reference: element(root, "BHT", "", 3),
        submitter: (value(3), value(9)),
    }
}

/// Reads the claims, and the ordinals at which levels and claims begin.
pub(super) fn claims(root: &LoopView<'_>, guide: &Guide) -> (Vec<LocatedClaim>, Vec<u64>) {
    let mut found = Found {
        guide,
        around: Around::default(),
        open: Vec::new(),
        starts: Vec::new(),
        claims: Vec::new(),
    };
    found.walk(root);
    (found.claims, found.starts)
}

/// Provider, subscriber and patient of the levels that are open.
#[derive(Default, Clone)]
struct Around {
    provider: Option<Provider>,
    subscriber: Option<Person>,
    patient: Option<Person>,
    filing_indicator: String,
}

struct Found<'g> {
    guide: &'g Guide,
    around: Around,
    /// The ordinals at which the open levels begin.
    open: Vec<u64>,
    starts: Vec<u64>,
    claims: Vec<LocatedClaim>,
}

impl Found<'_> {
    fn walk(&mut self, level: &LoopView<'_>) {
        match level.id(self.guide) {
            "2000A" | "2000B" | "2000C" => return self.level(level),
            "2010AA" => self.around.provider = Some(provider(level)),
            "2010BA" => self.around.subscriber = Some(person(level)),
            "2010CA" => self.around.patient = Some(person(level)),
            "2300" => return self.claim(level),
            _ => {}
        }
        level.loops().for_each(|one| self.walk(&one));
    }

    /// Names tell of the level that they stand in; a level's end takes them away again.
    fn level(&mut self, level: &LoopView<'_>) {
        let outer = self.around.clone();
        if level.id(self.guide) == "2000B" {
            self.around.filing_indicator = element(level, "SBR", "", 9);
        }
        self.starts.push(level.ordinal());
        self.open.push(level.ordinal());
        level.loops().for_each(|one| self.walk(&one));
        self.open.pop();
        self.around = outer;
    }

    fn claim(&mut self, level: &LoopView<'_>) {
        let Some(clm) = segment(level, "CLM", "") else {
            return;
        };
        let lines: Vec<ReceivedLine> = level
            .loops()
            .filter(|one| one.id(self.guide) == "2400")
            .filter_map(|one| line(&one))
            .collect();
        let first = lines.iter().map(|line| &line.service_dates.0).min();
        let last = lines.iter().map(|line| &line.service_dates.1).max();
        let dates = (
            first.cloned().unwrap_or_default(),
            last.cloned().unwrap_or_default(),
        );
        let trace = element(level, "REF", "D9", 2);
        let around = &self.around;
        let claim = ReceivedClaim {
            patient_control_number: text(clm.element(1)),
            charge: money(clm.element(2)),
            filing_indicator: match around.filing_indicator.as_str() {
                "" => "CI".to_owned(),
                own => own.to_owned(),
            },
            place_of_service: text(clm.component(5, 1)),
            frequency: text(clm.component(5, 3)),
            billing_provider: around.provider.clone().unwrap_or_default(),
            subscriber: around.subscriber.clone().unwrap_or_default(),
            patient: around.patient.clone(),
            clearinghouse_trace: (!trace.is_empty()).then_some(trace),
            service_dates: dates,
            lines,
        };
        self.starts.push(level.ordinal());
        let around = self.open.iter().copied();
        self.claims.push(LocatedClaim {
            starts: around.chain([level.ordinal()]).collect(),
            claim,
        });
    }
}

fn provider(level: &LoopView<'_>) -> Provider {
    let name = segment(level, "NM1", "");
    let value = |at| name.map(|one| text(one.element(at))).unwrap_or_default();
    let tax_id = match element(level, "REF", "EI", 2) {
        id if id.is_empty() => element(level, "REF", "SY", 2),
        id => id,
    };
    Provider {
        npi: value(9),
        tax_id,
        last_or_organisation: value(3),
        first: value(4),
    }
}

fn person(level: &LoopView<'_>) -> Person {
    let name = segment(level, "NM1", "");
    let value = |at| name.map(|one| text(one.element(at))).unwrap_or_default();
    Person {
        last: value(3),
        first: value(4),
        member_id: value(9),
    }
}

fn line(level: &LoopView<'_>) -> Option<ReceivedLine> {
    let service = segment(level, "SV1", "")?;
    let modifiers = (3..=6).map(|at| text(service.component(1, at)));
    let control_number = element(level, "REF", "6R", 2);
    Some(ReceivedLine {
        qualifier: text(service.component(1, 1)),
        procedure: text(service.component(1, 2)),
        modifiers: modifiers.filter(|one| !one.is_empty()).collect(),
        charge: money(service.element(2)),
        units: text(service.element(4)),
        service_dates: dates(&element(level, "DTP", "472", 3)),
        line_control_number: (!control_number.is_empty()).then_some(control_number),
    })
}

/// A date or a period as its first and last day.
fn dates(value: &str) -> (String, String) {
    match value.split_once('-') {
        Some((first, last)) => (first.to_owned(), last.to_owned()),
        None => (value.to_owned(), value.to_owned()),
    }
}

fn money(value: &[u8]) -> Money {
    Money::read(&text(value)).unwrap_or_default()
}

fn inner<'t>(level: &LoopView<'t>, guide: &Guide, id: &str) -> Option<LoopView<'t>> {
    level.loops().find(|one| one.id(guide) == id)
}

/// The loop's first segment of that id whose first element is the qualifier; an empty qualifier stands for any.
fn segment<'t>(level: &LoopView<'t>, id: &str, qualifier: &str) -> Option<SegmentView<'t>> {
    let wanted = |one: &SegmentView<'_>| {
        one.id() == id.as_bytes()
            && (qualifier.is_empty() || one.element(1) == qualifier.as_bytes())
    };
    level.segments().find(wanted)
}

fn element(level: &LoopView<'_>, id: &str, qualifier: &str, at: usize) -> String {
    segment(level, id, qualifier)
        .map(|one| text(one.element(at)))
        .unwrap_or_default()
}
