//! Every limit that input can drive, each with its reason.

/// IK3 loops in one set. The guide sets no limit; a set with this many faults has one cause, and IK502 says that there are more.
pub(crate) const SEGMENTS_IN_ERROR: usize = 1_000;
/// IK4 loops in one IK3: no segment of the standard has this many elements and components.
pub(crate) const ELEMENTS_IN_ERROR: usize = 200;
/// Business objects (claims, mostly) remembered in one set, so that an error found late can still name its claim. The 837 guides advise at
/// most 5,000 claims in a set; behind this many the earliest are forgotten.
pub(crate) const BUSINESS_UNITS: usize = 20_000;
/// Segments of a set whose identifier the reader had to report, remembered until their finding arrives.
pub(crate) const ODD_SEGMENTS: usize = 1_000;
/// IK502 to IK506, AK905 to AK909.
pub(crate) const FAULTS: usize = 5;
/// IK404 (data element 724).
pub(crate) const VALUE_COPY: usize = 99;
/// Claims of one set held for its 277CA, whose totals stand before the claims. The 837 guides advise at most 5,000.
pub(crate) const CLAIMS: usize = 100_000;
/// Service lines of one set held for its 277CA, so that a fault of a line can name it. Behind these, faults of lines are told of their claims alone.
pub(crate) const LINES: usize = 200_000;
/// Levels, claims and lines of one set remembered for its 277CA: about four for each claim, and the lines.
pub(crate) const SCOPES: usize = 4 * CLAIMS + LINES;
/// Statuses of one claim or line. A claim with this many faults is looked at as a whole.
pub(crate) const DETAILS: usize = 30;
/// Findings of one set kept for its 277CA: four for each claim of a set as large as the 837 guides advise. Of a set with more, the claims that none of
/// them concerns are returned too.
pub(crate) const FINDINGS: usize = 20_000;
