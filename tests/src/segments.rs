//! A fixture as segments that a test may change.

/// A document as a list of segments, each a list of elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The segments in order, ISA first.
    pub segments: Vec<Vec<String>>,
}

impl Document {
    /// Reads a fixture: one segment per line, `*` and `~`.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let segments = text.split('~').map(str::trim).filter(|segment| !segment.is_empty());
        Self { segments: segments.map(|segment| segment.split('*').map(str::to_owned).collect()).collect() }
    }

    /// The document as text, one segment per line.
    #[must_use]
    pub fn write(&self) -> String {
        self.segments.iter().map(|segment| segment.join("*") + "~\n").collect()
    }

    /// Gives SE01 the count of its set.
    pub fn recount(&mut self) {
        let mut start = 0;
        for index in 0..self.segments.len() {
            match self.segments[index][0].as_str() {
                "ST" => start = index,
                "SE" => self.segments[index][1] = (index - start + 1).to_string(),
                _ => {}
            }
        }
    }
}
