//! What is timed: each pass reads one document to its end.

use std::hint::black_box;

use anyhow::ensure;
use x12_convert::Shape;
use x12_syntax::{Element, Envelope, Event, Issue, Limits, Segment, SliceReader, StreamReader};
use x12_validate::Options;

/// One way to read a document.
pub(super) struct Pass {
    /// What the pass does.
    pub(super) name: &'static str,
    /// Does it, and gives how many segments it saw, if it looks for them.
    pub(super) run: fn(&[u8]) -> anyhow::Result<Option<u64>>,
}

/// Every pass; the first is the baseline.
pub(super) const PASSES: [Pass; 5] = [
    Pass { name: "memchr3 (* ~ :), matches counted", run: baseline },
    Pass { name: "scan: segments, elements, components, envelope", run: scan },
    Pass { name: "the same from a stream", run: scan_stream },
    Pass { name: "validate", run: validate },
    Pass { name: "convert to ndjson", run: convert },
];

fn baseline(document: &[u8]) -> anyhow::Result<Option<u64>> {
    black_box(memchr::memchr3_iter(b'*', b'~', b':', document).count());
    Ok(None)
}

fn scan(document: &[u8]) -> anyhow::Result<Option<u64>> {
    let mut reader = SliceReader::new(document);
    let mut look = Look::new();
    while let Some(event) = reader.next()? {
        if let Event::Segment(segment) = event {
            look.at(&segment)?;
        }
    }
    look.finish()
}

fn scan_stream(document: &[u8]) -> anyhow::Result<Option<u64>> {
    let mut reader = StreamReader::new(document);
    let mut look = Look::new();
    while let Some(event) = reader.next()? {
        if let Event::Segment(segment) = event {
            look.at(&segment)?;
        }
    }
    look.finish()
}

fn validate(document: &[u8]) -> anyhow::Result<Option<u64>> {
    let report = x12_validate::validate(document, &Options::default())?;
    ensure!(report.findings.is_empty(), "{} findings in a document that should have none: {:?}", report.findings.len(), report.findings.first());
    Ok(Some(report.summary.segments))
}

fn convert(document: &[u8]) -> anyhow::Result<Option<u64>> {
    let summary = x12_convert::to_ndjson(document, std::io::sink(), Shape::Claim)?;
    ensure!(summary.claims > 0 && summary.sets_as_segments == 0, "not all of the document was shown as claims: {summary:?}");
    Ok(Some(summary.segments))
}

/// Looks at all there is in a segment: its place in the envelope, every element and every component.
struct Look {
    envelope: Envelope,
    issues: Vec<Issue>,
    segments: u64,
}

impl Look {
    fn new() -> Self {
        Self { envelope: Envelope::new(Limits::default()), issues: Vec::new(), segments: 0 }
    }

    #[inline]
    fn at(&mut self, segment: &Segment<'_>) -> anyhow::Result<()> {
        self.segments += 1;
        self.envelope.place(segment, &mut self.issues)?;
        for element in segment.elements() {
            black_box(element.bytes());
            if !element.is_simple() {
                components(&element);
            }
        }
        Ok(())
    }

    fn finish(self) -> anyhow::Result<Option<u64>> {
        ensure!(self.issues.is_empty(), "the envelope should be sound: {:?}", self.issues.first());
        Ok(Some(self.segments))
    }
}

#[inline]
fn components(element: &Element<'_>) {
    for repetition in element.repetitions() {
        for component in repetition.components() {
            black_box(component.bytes());
        }
    }
}
