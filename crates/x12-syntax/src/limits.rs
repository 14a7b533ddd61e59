//! Every limit that input can run into, each with its reason.

/// How much one document may ask of a reader. Going beyond a limit is an [`Error`](crate::Error), not a finding: reading stops there. Beyond those on
/// levels reading goes on, for they bound no memory; then one finding says that the levels were not checked any further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in a segment, its terminator included, binary data excluded. Real segments stay below 1 kB; a file without terminators must not be buffered whole.
    pub segment_bytes: usize,
    /// Bytes in an element. The longest HIPAA element (besides binary) has 264 characters.
    pub element_bytes: usize,
    /// Elements in a segment. The longest base segment has about 30.
    pub elements: usize,
    /// Components and repetitions in an element.
    pub components: usize,
    /// Bytes that a binary segment (BIN, BDS) may declare: they are held in memory.
    pub binary_bytes: usize,
    /// Interchanges in a file.
    pub interchanges: u64,
    /// Functional groups in an interchange.
    pub groups: u64,
    /// Transaction sets in a group.
    pub sets: u64,
    /// Hierarchical levels (HL) in a set.
    pub levels: u64,
    /// Hierarchical levels within one another. The HIPAA guides have four at most.
    pub level_depth: usize,
    /// Control numbers remembered for finding duplicates, beyond those that run in sequence.
    pub control_numbers: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            segment_bytes: 1 << 20,
            element_bytes: 64 << 10,
            elements: 1_000,
            components: 100,
            binary_bytes: 64 << 20,
            interchanges: 1_000_000,
            groups: 1_000_000,
            sets: 10_000_000,
            levels: 10_000_000,
            level_depth: 32,
            control_numbers: 1 << 18,
        }
    }
}

impl Limits {
    /// The names by which [`set`](Self::set) knows the limits.
    pub const NAMES: [&str; 11] = [
        "segment-bytes",
        "element-bytes",
        "elements",
        "components",
        "binary-bytes",
        "interchanges",
        "groups",
        "sets",
        "levels",
        "level-depth",
        "control-numbers",
    ];

    /// Sets the limit of a name; false if there is none of that name. Sizes are held below [`MOST_BYTES`].
    #[must_use]
    pub fn set(&mut self, name: &str, value: u64) -> bool {
        let size = usize::try_from(value).unwrap_or(usize::MAX);
        match name {
            "segment-bytes" => self.segment_bytes = size.min(MOST_BYTES),
            "element-bytes" => self.element_bytes = size.min(MOST_BYTES),
            "elements" => self.elements = size,
            "components" => self.components = size,
            "binary-bytes" => self.binary_bytes = size.min(MOST_BYTES),
            "interchanges" => self.interchanges = value,
            "groups" => self.groups = value,
            "sets" => self.sets = value,
            "levels" => self.levels = value,
            "level-depth" => self.level_depth = size,
            "control-numbers" => self.control_numbers = size,
            _ => return false,
        }
        true
    }
}

/// Sizes beyond this are not asked of a reader: what it holds of a document is counted in 32 bits.
pub const MOST_BYTES: usize = 1 << 30;
/// White space before a segment is handed out in pieces of this size, so that a file of blanks needs no memory.
pub(crate) const TRIVIA_BYTES: usize = 4 << 10;
/// Text outside interchanges is handed out in pieces of at most this size.
pub(crate) const OUTSIDE_BYTES: usize = 4 << 10;
/// How far a malformed ISA is looked through for its end: 106 bytes when well formed.
pub(crate) const HEADER_BYTES: usize = 512;
/// The scanner indexes this many bytes in one go once a document turns out to be large.
pub(crate) const INDEX_BYTES: usize = 16 << 10;
