//! What is timed: each pass reads one document to its end.

use std::hint::black_box;
use std::time::Duration;

use anyhow::{Context, ensure};
use x12_convert::Shape;
use x12_document::{Route, Walk};
use x12_syntax::{Element, Envelope, Event, Issue, Limits, Part, Segment, SliceReader, StreamReader};
use x12_validate::Options;

/// Reads a document to its end.
type Run = Box<dyn Fn(&[u8]) -> anyhow::Result<Read>>;

/// One way to read a document.
pub(super) struct Pass {
    /// What the pass does.
    pub(super) name: String,
    /// Does it.
    pub(super) run: Run,
}

/// What a pass tells of itself.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// How many segments it saw, if it looks for them.
    pub(super) segments: Option<u64>,
    /// How long it took, if it measures that better than we can from outside.
    pub(super) time: Option<Duration>,
}

impl Pass {
    fn new(name: impl Into<String>, run: impl Fn(&[u8]) -> anyhow::Result<Option<u64>> + 'static) -> Self {
        Self { name: name.into(), run: Box::new(move |document| Ok(Read { segments: run(document)?, time: None })) }
    }
}

/// Every pass; the first is the baseline.
pub(super) fn all() -> Vec<Pass> {
    let mut passes = vec![
        Pass::new("memchr3 (* ~ :), matches counted", baseline),
        Pass::new("parse: segments, elements, components, envelope", scan),
        Pass::new("parse, from a stream", scan_stream),
        Pass::new("walk: each segment at its place in the guide", walk),
        Pass::new("validate, types 1 to 5", |document| validate(document, |snip| snip <= 5)),
        Pass::new("validate, all types", |document| validate(document, |_| true)),
    ];
    for one in 1..=6 {
        passes.push(Pass::new(format!("validate, type {one} alone"), move |document| validate(document, |snip| snip == one)));
    }
    for one in 1..=6 {
        passes.push(Pass::new(format!("validate, all but type {one}"), move |document| validate(document, |snip| snip != one)));
    }
    passes.push(Pass::new("convert to ndjson", convert));
    passes
}

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

fn walk(document: &[u8]) -> anyhow::Result<Option<u64>> {
    let mut reader = StreamReader::new(document);
    let mut envelope = Envelope::new(Limits::default());
    let mut issues = Vec::new();
    let mut open: Option<Walk> = None;
    let mut segments = 0;
    while let Some(event) = reader.next()? {
        let Event::Segment(segment) = event else { continue };
        segments += 1;
        match envelope.place(&segment, &mut issues)?.part {
            Part::SetHeader => {
                let walk = match open.take() {
                    Some(mut walk) => {
                        walk.restart();
                        walk
                    }
                    None => {
                        // An 835 names its guide in GS08 alone.
                        let (set, reference) = (std::str::from_utf8(segment.value(1))?, std::str::from_utf8(segment.value(3))?);
                        let reference = if reference.is_empty() { "005010X221A1" } else { reference };
                        Walk::new(Route::new(x12_guide::shipped().find(set, reference).context("a guide that is shipped")?))
                    }
                };
                open.insert(walk).place(&segment);
            }
            Part::Body | Part::SetTrailer => open.as_mut().context("a segment outside of a set")?.place(&segment),
            _ => continue,
        }
        let walk = open.as_ref().context("a set that is open")?;
        black_box(walk.steps());
        ensure!(walk.findings().is_empty(), "{:?}", walk.findings().first());
    }
    Ok(Some(segments))
}

fn validate(document: &[u8], wants: impl Fn(usize) -> bool) -> anyhow::Result<Option<u64>> {
    let snip = std::array::from_fn(|index| wants(index + 1));
    let report = x12_validate::validate(document, &Options { snip, ..Options::default() })?;
    ensure!(report.findings.is_empty(), "{} findings in a document that should have none: {:?}", report.findings.len(), report.findings.first());
    Ok(Some(report.summary.segments))
}

fn convert(document: &[u8]) -> anyhow::Result<Option<u64>> {
    let summary = x12_convert::to_ndjson(document, std::io::sink(), Shape::Claim)?;
    // An 837I has no words of its own yet: all of it is shown as segments.
    let is_one_shape = (summary.claims == 0) != (summary.sets_as_segments == 0);
    ensure!(is_one_shape, "some of the document was shown as claims, and some as segments: {summary:?}");
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
