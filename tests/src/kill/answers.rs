//! Copies of remittances that came before: the same bytes, the same payment in another envelope, another payment under the same trace number, and one
//! with an amount that nobody can read.
//!
//! Invariant: a copy brings no cent that its original did not bring.

use crate::random::Random;

/// How many originals are kept.
const KEPT: usize = 200;

/// Remittances that came before.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    originals: Vec<Vec<u8>>,
    copies: u32,
}

#[derive(Debug, Clone, Copy)]
enum Copy {
    Same,
    Envelope,
    Altered,
    Unreadable,
}

impl Answers {
    /// Keeps an original, if there is one.
    pub(crate) fn keep(&mut self, original: Option<Vec<u8>>) {
        if self.originals.len() >= KEPT {
            self.originals.remove(0);
        }
        self.originals.extend(original);
    }

    /// A copy of one of the originals, with a name for its file.
    pub(crate) fn copy(&mut self, random: &mut Random) -> Option<(String, Vec<u8>)> {
        let place = random.between(0, (self.originals.len() as u64).max(1));
        let original = self.originals.get(usize::try_from(place).ok()?)?.clone();
        self.copies += 1;
        let text = String::from_utf8(original).ok()?;
        let (kind, bytes) = match random.weighted(&[(35, Copy::Same), (40, Copy::Envelope), (15, Copy::Altered), (10, Copy::Unreadable)]) {
            Copy::Same => ("same", text),
            Copy::Envelope => ("envelope", in_envelope(&text, self.copies)),
            Copy::Altered => ("altered", in_envelope(&with_element(&text, "N1*PE", 2, |_| "ANOTHER NAME".to_owned()), self.copies)),
            Copy::Unreadable => ("unreadable", in_envelope(&with_element(&text, "CLP", 4, |amount| format!("{amount},5")), self.copies)),
        };
        Some((format!("remittance-{:05}-{kind}.x12", self.copies), bytes.into_bytes()))
    }
}

/// The same content under other control numbers, from another second of the payer's clock.
fn in_envelope(text: &str, number: u32) -> String {
    let interchange = format!("9{number:08}");
    let changed = with_element(text, "ISA*", 13, |_| interchange.clone());
    let changed = with_element(&changed, "IEA*", 2, |_| interchange.clone());
    let changed = with_element(&changed, "GS*", 6, |_| interchange.clone());
    with_element(&changed, "GE*", 2, |_| interchange.clone())
}

/// The text with one element of its first such segment changed. The payer answers with the delimiters that the gateway writes with.
fn with_element(text: &str, segment: &str, element: usize, change: impl Fn(&str) -> String) -> String {
    let mut changed = false;
    let segments = text.split('~').map(|one| {
        if changed || !one.trim_start().starts_with(segment) {
            return one.to_owned();
        }
        changed = true;
        let elements = one.split('*').enumerate().map(|(at, value)| if at == element { change(value) } else { value.to_owned() });
        elements.collect::<Vec<_>>().join("*")
    });
    segments.collect::<Vec<_>>().join("~")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGINAL: &str = "ISA*00*          *00*          *ZZ*TESTPAYER      *ZZ*SAMPLECLINIC   *260105*0930*^*00501*000000001*0*T*:~GS*HP*A*B*20260105*0930*1*X*005010X221A1~ST*835*0001~N1*PE*A CLINIC*XX*1~CLP*A*1*10*8~CLP*B*1*10*8~SE*4*0001~GE*1*1~IEA*1*000000001~";

    #[test]
    fn another_envelope_changes_the_envelope_only() {
        let copy = in_envelope(ORIGINAL, 7);
        assert_eq!(copy.matches("900000007").count(), 4);
        assert_eq!(copy.replace("900000007", "000000001").replace("*0930*000000001*X", "*0930*1*X").replace("GE*1*000000001", "GE*1*1"), ORIGINAL);
    }

    #[test]
    fn one_element_of_the_first_segment_is_changed() {
        assert_eq!(with_element("A*1~CLP*A*1~CLP*B*1~", "CLP", 2, |value| format!("{value},5")), "A*1~CLP*A*1,5~CLP*B*1~");
    }
}
