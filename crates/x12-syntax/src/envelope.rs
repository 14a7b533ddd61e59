//! The envelope: interchange (ISA to IEA), functional group (GS to GE), transaction set (ST to SE); their counts and control numbers.
//!
//! One defect gives one issue: a missing trailer at several levels at once is reported for the outermost, a missing header for the first segment
//! that lacks it, and what follows from a defect is not reported again.

use crate::control_numbers::ControlNumbers;
use crate::error::{Bound, Error};
use crate::issue::{Issue, IssueKind, Level};
use crate::limits::Limits;
use crate::position::Position;
use crate::segment::Segment;
use crate::value::unsigned;

/// How the segments of the envelope begin.
const ENVELOPE: [[u8; 2]; 6] = [*b"ST", *b"SE", *b"GS", *b"GE", *b"IS", *b"IE"];

/// What a segment is to the envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// ISA.
    InterchangeHeader,
    /// TA1 (or another service segment of the interchange: ISB, ISE, TA3).
    InterchangeService,
    /// GS.
    GroupHeader,
    /// ST.
    SetHeader,
    /// Any segment between ST and SE.
    Body,
    /// SE.
    SetTrailer,
    /// GE.
    GroupTrailer,
    /// IEA.
    InterchangeTrailer,
    /// A segment that no set holds, or a trailer without its header.
    Outside,
}

/// Where a segment stands, and what it closed that had no trailer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    /// What the segment is.
    pub part: Part,
    /// The outermost level that ended before this segment for want of a trailer; all levels inside it ended too.
    pub cut: Option<Level>,
}

/// A level that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The header's control number as sent.
    pub control_number: Vec<u8>,
    /// The header's ordinal in the file.
    pub ordinal: u64,
    /// The header's offset.
    pub offset: u64,
    /// Groups in the interchange, sets in the group, segments in the set (ST included) so far.
    pub count: u64,
    /// Whether a fault was reported that explains a wrong count.
    explained: bool,
    /// The control number of the same level that this one's header cut off: if the trailer is that one's, the header was only put in.
    cut_off: Option<Vec<u8>>,
    /// Whether an interchange brought a TA1 or the like.
    has_service: bool,
}

/// Follows the envelope of a document, segment by segment.
#[derive(Debug)]
pub struct Envelope {
    limits: Limits,
    open: [Option<Open>; 3],
    used: [ControlNumbers; 3],
    stray_reported: bool,
    unterminated: bool,
    interchange_ended: bool,
}

impl Envelope {
    /// An envelope before the first segment.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits, open: [None, None, None], used: Default::default(), stray_reported: false, unterminated: false, interchange_ended: false }
    }

    /// The open interchange, group or set.
    #[must_use]
    pub fn open(&self, level: Level) -> Option<&Open> {
        self.open.get(slot(level))?.as_ref()
    }

    /// Places a segment and reports what is wrong with the envelope there.
    ///
    /// # Errors
    /// If a limit on groups or sets is reached.
    #[inline]
    pub fn place(&mut self, segment: &Segment<'_>, issues: &mut Vec<Issue>) -> Result<Placement, Error> {
        if self.place_in_set(segment) {
            return Ok(Placement { part: Part::Body, cut: None });
        }
        self.place_by_id(segment, issues)
    }

    /// Places a segment if it stands between ST and SE and closes nothing, as most do: then nothing is wrong with the envelope there. If not, it is
    /// yet to be placed.
    #[inline]
    pub fn place_in_set(&mut self, segment: &Segment<'_>) -> bool {
        let [.., Some(set)] = &mut self.open else { return false };
        // All are asked at once: what comes next cannot be foretold, and a branch on each would cost more.
        let Some(first) = segment.first_bytes() else { return false };
        if ENVELOPE.iter().fold(false, |found, id| found | (*id == *first)) {
            return false;
        }
        self.unterminated = !segment.is_terminated();
        set.count += 1;
        true
    }

    fn place_by_id(&mut self, segment: &Segment<'_>, issues: &mut Vec<Issue>) -> Result<Placement, Error> {
        self.unterminated = !segment.is_terminated();
        let reported = issues.len();
        let placement = match segment.id() {
            b"ISA" => self.header(Level::Interchange, segment, 13, issues)?,
            b"GS" => self.header(Level::Group, segment, 6, issues)?,
            b"ST" => self.header(Level::Set, segment, 2, issues)?,
            b"SE" => self.trailer(Level::Set, segment, issues),
            b"GE" => self.trailer(Level::Group, segment, issues),
            b"IEA" => self.trailer(Level::Interchange, segment, issues),
            b"TA1" | b"TA3" | b"ISB" | b"ISE" if self.open(Level::Set).is_none() => self.service(segment, issues),
            _ => self.body(segment, issues),
        };
        if self.unterminated {
            // The document was cut here, which the reader reports: nothing else can be said of what is left.
            issues.truncate(reported);
        }
        Ok(placement)
    }

    /// Closes the document, whose end is given as an offset, its line and column, and the ordinal that a next segment would have; gives the outermost
    /// level that had no trailer.
    pub fn finish(&mut self, offset: u64, position: Position, ordinal: u64, issues: &mut Vec<Issue>) -> Option<Level> {
        let quiet = self.unterminated;
        let mut found = Vec::new();
        let cut = self.cut(Level::Interchange, (offset, position, ordinal), &mut found);
        if !quiet {
            issues.append(&mut found);
        }
        cut
    }

    fn header(&mut self, level: Level, segment: &Segment<'_>, number_at: usize, issues: &mut Vec<Issue>) -> Result<Placement, Error> {
        let cut_off = self.open(level).map(|open| open.control_number.clone());
        let cut = self.cut(level, here(segment), issues);
        let part = match level {
            Level::Interchange => Part::InterchangeHeader,
            Level::Group => Part::GroupHeader,
            Level::Set => Part::SetHeader,
        };
        if let Some(outer) = outer(level) {
            if self.open(outer).is_none() && !self.stray_reported {
                issues.push(issue(IssueKind::SegmentOutsideEnvelope, segment));
                self.explain(outer);
                self.explain(Level::Interchange);
            }
            self.count(outer, segment)?;
        } else {
            self.interchange_ended = false;
        }
        self.stray_reported = false;
        for inner in inner(level) {
            if let Some(used) = self.used.get_mut(slot(*inner)) {
                used.clear();
            }
        }
        let number = segment.value(number_at);
        let most = self.limits.control_numbers;
        if !number.is_empty() && self.used.get_mut(slot(level)).is_some_and(|used| !used.insert(number, most)) {
            let kind = IssueKind::ControlNumberRepeated { level, control_number: text(number) };
            issues.push(at_element(kind, segment, number_at));
        }
        let count = u64::from(level == Level::Set);
        let opened = Open {
            control_number: number.to_vec(),
            ordinal: segment.ordinal(),
            offset: segment.offset(),
            count,
            explained: false,
            cut_off,
            has_service: false,
        };
        if let Some(place) = self.open.get_mut(slot(level)) {
            *place = Some(opened);
        }
        Ok(Placement { part, cut })
    }

    fn trailer(&mut self, level: Level, segment: &Segment<'_>, issues: &mut Vec<Issue>) -> Placement {
        let cut = inner(level).first().and_then(|inner| self.cut(*inner, here(segment), issues));
        let part = match level {
            Level::Interchange => Part::InterchangeTrailer,
            Level::Group => Part::GroupTrailer,
            Level::Set => Part::SetTrailer,
        };
        let Some(opened) = self.open.get_mut(slot(level)).and_then(Option::take) else {
            if !self.stray_reported {
                issues.push(issue(IssueKind::TrailerWithoutHeader { level }, segment));
            }
            return Placement { part: Part::Outside, cut };
        };
        self.stray_reported = false;
        self.interchange_ended = level == Level::Interchange;
        if opened.cut_off.as_deref() == Some(segment.value(2)) && opened.control_number != segment.value(2) {
            // The header that cut the level off does not belong there, which was reported; the trailer closes what was cut.
            outer(level).into_iter().for_each(|level| self.explain(level));
        } else if segment.is_terminated() {
            check_count(level, &opened, segment, issues);
            check_number(level, &opened, segment, issues);
        }
        Placement { part, cut }
    }

    fn service(&mut self, segment: &Segment<'_>, issues: &mut Vec<Issue>) -> Placement {
        let Some(interchange) = self.open.get_mut(slot(Level::Interchange)).and_then(Option::as_mut) else {
            return self.body(segment, issues);
        };
        interchange.has_service = true;
        let holds_groups = interchange.count > 0;
        let before_groups = !holds_groups && self.open(Level::Group).is_none();
        if segment.id() == b"TA1" && !before_groups {
            issues.push(issue(IssueKind::InterchangeAcknowledgmentMisplaced, segment));
        }
        Placement { part: Part::InterchangeService, cut: None }
    }

    fn body(&mut self, segment: &Segment<'_>, issues: &mut Vec<Issue>) -> Placement {
        if let Some(set) = self.open.get_mut(slot(Level::Set)).and_then(Option::as_mut) {
            set.count += 1;
            return Placement { part: Part::Body, cut: None };
        }
        if !self.stray_reported {
            issues.push(issue(IssueKind::SegmentOutsideEnvelope, segment));
            self.stray_reported = true;
            let level = if self.open(Level::Group).is_some() { Level::Group } else { Level::Interchange };
            self.explain(level);
        }
        Placement { part: Part::Outside, cut: None }
    }

    /// Counts a group in its interchange or a set in its group.
    fn count(&mut self, level: Level, segment: &Segment<'_>) -> Result<(), Error> {
        let (what, limit) = match level {
            Level::Interchange => (Bound::Groups, self.limits.groups),
            _ => (Bound::Sets, self.limits.sets),
        };
        if let Some(open) = self.open.get_mut(slot(level)).and_then(Option::as_mut) {
            open.count += 1;
            if open.count > limit {
                return Err(Error::Limit { what, limit, offset: segment.offset() });
            }
        }
        Ok(())
    }

    fn explain(&mut self, level: Level) {
        if let Some(open) = self.open.get_mut(slot(level)).and_then(Option::as_mut) {
            open.explained = true;
        }
    }

    /// Closes `level` and everything inside it for want of trailers, and reports the outermost.
    fn cut(&mut self, level: Level, (offset, position, segment): (u64, Position, u64), issues: &mut Vec<Issue>) -> Option<Level> {
        let mut outermost = None;
        for level in std::iter::once(&level).chain(inner(level)) {
            if let Some(closed) = self.open.get_mut(slot(*level)).and_then(Option::take) {
                outermost.get_or_insert((*level, closed));
            }
        }
        let (level, closed) = outermost?;
        let kind = IssueKind::TrailerMissing { level, control_number: text(&closed.control_number) };
        issues.push(Issue { kind, offset, length: 0, segment, position });
        Some(level)
    }
}

fn here(segment: &Segment<'_>) -> (u64, Position, u64) {
    (segment.offset(), segment.position(segment.offset()), segment.ordinal())
}

fn slot(level: Level) -> usize {
    level as usize
}

fn outer(level: Level) -> Option<Level> {
    match level {
        Level::Interchange => None,
        Level::Group => Some(Level::Interchange),
        Level::Set => Some(Level::Group),
    }
}

fn inner(level: Level) -> &'static [Level] {
    match level {
        Level::Interchange => &[Level::Group, Level::Set],
        Level::Group => &[Level::Set],
        Level::Set => &[],
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn issue(kind: IssueKind, segment: &Segment<'_>) -> Issue {
    Issue { kind, offset: segment.offset(), length: segment.text().len() as u64, segment: segment.ordinal(), position: segment.position(segment.offset()) }
}

fn at_element(kind: IssueKind, segment: &Segment<'_>, position: usize) -> Issue {
    match segment.element(position) {
        Some(element) => Issue {
            kind,
            offset: element.offset(),
            length: element.bytes().len() as u64,
            segment: segment.ordinal(),
            position: segment.position(element.offset()),
        },
        None => issue(kind, segment),
    }
}

/// SE01, GE01, IEA01.
fn check_count(level: Level, opened: &Open, trailer: &Segment<'_>, issues: &mut Vec<Issue>) {
    let counted = opened.count + u64::from(level == Level::Set);
    let declared = trailer.value(1);
    if !declared.is_empty() && unsigned(declared) != Some(counted) && !opened.explained {
        let kind = IssueKind::CountWrong { level, declared: text(declared), counted };
        issues.push(at_element(kind, trailer, 1));
    } else if counted == 0 && !opened.explained && !opened.has_service {
        issues.push(issue(IssueKind::LevelEmpty { level }, trailer));
    }
}

/// SE02, GE02, IEA02.
fn check_number(level: Level, opened: &Open, trailer: &Segment<'_>, issues: &mut Vec<Issue>) {
    let number = trailer.value(2);
    // An ISA13 that was not padded to its width is reported there.
    let unpadded = level == Level::Interchange && opened.control_number.len() != 9;
    let is_same = number == opened.control_number || unpadded && unsigned(number).is_some() && unsigned(number) == unsigned(&opened.control_number);
    if !number.is_empty() && !is_same {
        let kind = IssueKind::ControlNumberMismatch { level, header: text(&opened.control_number), trailer: text(number) };
        issues.push(at_element(kind, trailer, 2));
    }
}
