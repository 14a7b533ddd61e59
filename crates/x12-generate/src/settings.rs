//! What a generated document is to look like.

use x12_syntax::Delimiters;

use crate::random::Random;

/// What is generated. The same settings give the same bytes.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where chance begins.
    pub seed: u64,
    /// How many sets an interchange holds, in one group or more.
    pub sets: usize,
    /// Of a hundred situational parts, how many are sent; `None` lets chance decide for each set.
    pub density: Option<u64>,
    /// The delimiters; `None` lets chance decide.
    pub delimiters: Option<Delimiters>,
    /// Whether only what strict receivers expect is sent: neighbours that may stand in any order keep that of the guide, and ST03 is the guide's own id.
    pub plain: bool,
    /// About how many segments a set may have before only what is required comes.
    pub segments: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { seed: 1, sets: 1, density: None, delimiters: None, plain: false, segments: 250 }
    }
}

/// What may stand behind a segment terminator.
const LINE_BREAKS: [&[u8]; 4] = [b"", b"", b"\n", b"\r\n"];

/// Delimiters and a line break that senders use, or might.
pub(crate) fn delimiters(settings: &Settings, random: &mut Random) -> (Delimiters, &'static [u8]) {
    let one = |random: &mut Random, list: &[u8]| random.pick(list).copied().unwrap_or(b'*');
    let drawn = if random.chance(40) {
        Delimiters::USUAL
    } else {
        Delimiters {
            element: one(random, b"*|+\x1D\t"),
            component: one(random, b":>\\\x1F"),
            repetition: Some(one(random, b"^!{\x1E")),
            segment: one(random, b"~'`\x1C\n"),
        }
    };
    let chosen = settings.delimiters.unwrap_or(drawn);
    let line_break = random.pick(&LINE_BREAKS).copied().unwrap_or_default();
    (chosen, if chosen.segment == b'\n' { b"" } else { line_break })
}
