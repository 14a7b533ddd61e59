//! Binary segments: BIN (data by declared length) and BDS (the same, with a filter before it).

use super::{Machine, Shape, Step};
use crate::error::{Bound, Error};
use crate::issue::IssueKind;
use crate::{Delimiters, value};

impl Machine {
    /// BIN and BDS: the element before the last declares how many bytes the last one has, whatever they are.
    pub(super) fn binary(&mut self, buffer: &[u8], leading: usize, at_end: bool, delimiters: Delimiters) -> Result<Step, Error> {
        let window = self.source.window(buffer);
        let separators_before_data = if window.get(leading + 1) == Some(&b'I') { 2 } else { 3 };
        let mut marks: Vec<u32> = Vec::with_capacity(4);
        let mut at = leading;
        let bounded = window.get(..leading + 256).unwrap_or(window);
        while marks.len() < separators_before_data {
            match bounded.get(at) {
                Some(&byte) if byte == delimiters.element => marks.push(at as u32),
                Some(&byte) if byte != delimiters.segment => {}
                None if bounded.len() == window.len() && !at_end => return Ok(Step::NeedMore),
                // No data element: an ordinary segment with too few elements.
                _ => return self.by_terminator(buffer, leading, at_end, delimiters),
            }
            at += 1;
        }
        let length_start = marks.get(separators_before_data - 2).map_or(0, |mark| *mark as usize + 1);
        let declared = window.get(length_start..at - 1).unwrap_or_default();
        let Some(declared) = value::unsigned(declared) else {
            let length = declared.len();
            self.report(IssueKind::BinaryLengthNotANumber, length_start, length);
            return self.without_data(buffer, leading, at_end, delimiters);
        };
        if declared > self.limits.binary_bytes as u64 {
            return Err(self.limit(Bound::BinaryBytes, self.limits.binary_bytes as u64, at));
        }
        let stop = at + declared as usize;
        match window.get(stop) {
            Some(&byte) if byte == delimiters.segment => {
                marks.push(stop as u32);
                self.source.restart(stop + 1, marks.into_iter());
                Ok(Step::Segment(Shape { length: stop + 1, start: leading, terminated: true }))
            }
            None if !at_end => Ok(Step::NeedMore),
            _ => {
                self.report(IssueKind::BinaryLengthWrong { declared }, length_start, at - 1 - length_start);
                self.without_data(buffer, leading, at_end, delimiters)
            }
        }
    }

    /// Reads a segment by its terminator after binary reading found no use for a declared length.
    fn without_data(&mut self, buffer: &[u8], leading: usize, at_end: bool, delimiters: Delimiters) -> Result<Step, Error> {
        let step = self.by_terminator(buffer, leading, at_end, delimiters)?;
        if matches!(step, Step::NeedMore) {
            // The fault will be found again, with more bytes at hand.
            self.pending.clear();
        }
        Ok(step)
    }
}

/// Whether the segment at the beginning of `rest` carries binary data.
pub(super) fn is_binary(rest: &[u8], element: u8) -> bool {
    (rest.starts_with(b"BIN") || rest.starts_with(b"BDS")) && rest.get(3) == Some(&element)
}
