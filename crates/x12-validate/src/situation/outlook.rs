//! Which rules of a loop may find anything, by what is known when it ends.
//!
//! Most rules are about something that most claims do not have. Each waits for one fact, the one that is likely the rarest of those it needs.

use super::compile::Compiled;
use super::facts::{Fact, Facts, Kind, Needs};
use super::look::{Bits, Known};

/// What the rules of a loop wait for.
#[derive(Debug)]
pub(super) struct Outlook {
    /// The facts that a rule waits for.
    awaited: Bits,
    /// For each fact by its number: where those begin in `waiting` that wait for it.
    first: Box<[u32]>,
    /// The rules that wait, in the order of what they wait for.
    waiting: Box<[usize]>,
    /// The rules that wait for none.
    always: Vec<usize>,
    needs: Vec<Asking>,
}

/// What one rule needs.
#[derive(Debug)]
struct Asking {
    any_of: Vec<Bits>,
    none_of: Bits,
}

impl Asking {
    fn may_apply(&self, known: &Known) -> bool {
        !known.any(&self.none_of) && self.any_of.iter().all(|any| known.any(any))
    }
}

impl Outlook {
    pub(super) fn new(rules: &[Compiled], facts: &Facts) -> Self {
        let (mut waiting, mut always, mut asking) = (Vec::new(), Vec::new(), Vec::new());
        for (rule, needs) in rules.iter().map(Needs::of).enumerate() {
            match needs.any_of.iter().min_by_key(|any| likelihood(any)) {
                Some(rarest) => waiting.extend(rarest.iter().filter_map(|fact| facts.number(fact)).map(|number| (number, rule))),
                None => always.push(rule),
            }
            let bits = |all: &[Fact]| all.iter().filter_map(|fact| facts.number(fact)).collect();
            asking.push(Asking { any_of: needs.any_of.iter().map(|any| bits(any)).collect(), none_of: bits(&needs.none_of) });
        }
        waiting.sort_unstable();
        let first = |number: usize| waiting.partition_point(|(waited, _)| *waited < number) as u32;
        let first = if waiting.is_empty() { Box::default() } else { (0..=facts.len()).map(first).collect() };
        Self {
            awaited: waiting.iter().map(|(number, _)| *number).collect(),
            first,
            waiting: waiting.into_iter().map(|(_, rule)| rule).collect(),
            always,
            needs: asking,
        }
    }

    /// The rules that may find something, in their order.
    #[inline]
    pub(super) fn possible(&self, known: &Known) -> Vec<usize> {
        let mut found = Vec::new();
        self.always.iter().for_each(|rule| self.consider(*rule, known, &mut found));
        known.each_of(&self.awaited, |number| {
            let Some([from, to]) = self.first.get(number..number + 2) else { return };
            let rules = self.waiting.get(*from as usize..*to as usize).unwrap_or_default();
            rules.iter().for_each(|rule| self.consider(*rule, known, &mut found));
        });
        if found.len() > 1 {
            found.sort_unstable();
            found.dedup();
        }
        found
    }

    fn consider(&self, rule: usize, known: &Known, found: &mut Vec<usize>) {
        if self.needs.get(rule).is_some_and(|needs| needs.may_apply(known)) {
            found.push(rule);
        }
    }
}

/// How likely one of these facts is, for want of statistics: what asks for values is rarer than what asks for segments.
fn likelihood(any: &[Fact]) -> usize {
    let of_kind = |fact: &Fact| match fact.kind {
        Kind::Fulfils(_, false) | Kind::Again => 1,
        Kind::Without | Kind::Other(_) => 2,
        Kind::Fulfils(_, true) | Kind::Is(_) => 3,
        Kind::Sent if fact.target.element.is_some() => 4,
        Kind::Sent => 5,
    };
    any.iter().map(of_kind).sum()
}

#[cfg(test)]
mod tests {
    use x12_guide::Guide;
    use x12_syntax::{Event, SliceReader};

    use super::super::compile::{compile, loops_named};
    use super::super::look::Looks;
    use super::*;

    /// What may apply to a line of a subscriber's professional claim in which these segments stand, each at the use of that key.
    fn possible(codes: &[&str], sent: &[(&str, &str)]) -> Vec<String> {
        let guide = x12_guide::shipped().find("837", "005010X222A1").unwrap();
        let lines = *loops_named(&guide, "2400").first().unwrap();
        let named = crate::rules::situations().filter(|one| codes.contains(&one.rule.code));
        let rules: Vec<Compiled> = named.flat_map(|one| compile(&guide, one).unwrap()).filter(|one| one.within == lines).collect();
        let facts = Facts::of(rules.iter());
        let (outlook, looks) = (Outlook::new(&rules, &facts), Looks::new(&guide, &facts));
        let mut known = Known::new(&looks);
        known.opened(&looks, lines);
        for (key, text) in sent {
            learn(&guide, &looks, &mut known, key, text);
        }
        outlook.possible(&known).into_iter().filter_map(|rule| rules.get(rule)).map(|rule| rule.heading.code.to_string()).collect()
    }

    fn learn(guide: &Guide, looks: &Looks, known: &mut Known, key: &str, text: &str) {
        let isa = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:~";
        let document = format!("{isa}{text}~");
        let mut reader = SliceReader::new(document.as_bytes());
        let lines = *loops_named(guide, "2400").first().unwrap();
        let mut uses = (0..).map(x12_guide::model::SegmentIx).zip(&guide.segments);
        let (ix, _) = uses.find(|(_, one)| one.key == key && one.loop_ix == lines).unwrap();
        while let Some(event) = reader.next().unwrap() {
            if let Event::Segment(segment) = event
                && segment.id() != b"ISA"
            {
                known.sent(looks, ix, &segment);
            }
        }
    }

    #[test]
    fn a_rule_may_apply_once_all_that_it_needs_was_sent_and_not_before() {
        let codes = ["obstetric-units-without-anesthesia"];
        let (units, service) = (("obstetric-anesthesia-units", "QTY*FL*3"), ("sv1", "SV1*HC:99213*100*UN*1***1"));
        assert_eq!(possible(&codes, &[]), [""; 0]);
        assert_eq!(possible(&codes, &[units]), [""; 0]);
        assert_eq!(possible(&codes, &[service]), [""; 0]);
        assert_eq!(possible(&codes, &[units, service]), codes);
    }

    #[test]
    fn a_rule_whose_demand_is_met_need_not_be_looked_at() {
        let codes = ["therapy-begin-missing"];
        let (therapy, begin) = (("cr3", "CR3*I*MO*12"), ("therapy-begin", "DTP*463*D8*20260101"));
        assert_eq!(possible(&codes, &[begin]), [""; 0]);
        assert_eq!(possible(&codes, &[therapy]), codes);
        assert_eq!(possible(&codes, &[therapy, begin]), [""; 0]);
    }

    #[test]
    fn values_that_differ_are_told_from_those_that_come_again() {
        let control = |number: &'static str| ("line-item-control-number", number);
        let guide = x12_guide::shipped().find("837", "005010X222A1").unwrap();
        let one = crate::rules::situations().find(|one| one.rule.code == "line-control-number-repeated").unwrap();
        let rules: Vec<Compiled> = compile(&guide, one).unwrap();
        let rules: Vec<Compiled> = rules.into_iter().take(1).collect();
        let facts = Facts::of(rules.iter());
        let (outlook, looks) = (Outlook::new(&rules, &facts), Looks::new(&guide, &facts));
        let mut known = Known::new(&looks);
        let (key, text) = control("REF*6R*A1");
        learn(&guide, &looks, &mut known, key, text);
        learn(&guide, &looks, &mut known, key, "REF*6R*B7");
        assert!(outlook.possible(&known).is_empty());
        learn(&guide, &looks, &mut known, key, text);
        assert_eq!(outlook.possible(&known), [0]);
        rules.iter().for_each(|rule| known.ended(&looks, rule.within));
        assert!(outlook.possible(&known).is_empty());
    }
}
