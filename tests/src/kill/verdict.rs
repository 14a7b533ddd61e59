//! What came of it: what the clients were promised, what the daemon has on disk and what the payer has seen and paid, held against each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

use super::books::{Seen, Store};
use super::claims::ends_of;
use super::client::Promises;

/// How many faults of one kind are told.
const TOLD: usize = 5;

/// What was under way when the daemon was killed, each with the number of kills; several things can be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phases(pub(crate) BTreeMap<&'static str, u32>);

/// The end of a run.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// How often the daemon was killed.
    pub kills: u32,
    /// What was under way then.
    pub phases: Phases,
    /// Claims that were answered as accepted, over HTTP and by file.
    pub claims_accepted: (usize, usize),
    /// Requests that were repeated because no answer came.
    pub repeats: usize,
    /// Copies of remittances that were dropped into the inbox.
    pub copies: usize,
    /// Accepted claims that are not in the store exactly once, or never reached the payer.
    pub claims_lost: usize,
    /// Claims in the store that nobody was promised.
    pub claims_unpromised: usize,
    /// Interchanges that reached the payer, and how many of them came again, byte for byte.
    pub interchanges: (usize, usize),
    /// Interchanges that took several attempts: the first did not reach the payer.
    pub sent_again: usize,
    /// Claims that the payer has seen under more than one identity, and names under which it has seen two payloads.
    pub second_identities: usize,
    /// Payments of the payer that are due for posting, by its own books.
    pub payments_due: usize,
    /// Payments that are posted.
    pub payments_posted: usize,
    /// Cents that the payer's books say are due for posting.
    pub cents_expected: i64,
    /// Cents that the ledger's cash entries say are posted.
    pub cents_posted: i64,
    /// Cents that are posted beyond what each payment brought.
    pub cents_double: i64,
    /// Cents of each payment that are not posted.
    pub cents_missing: i64,
    /// Debits less credits over all accounts.
    pub trial_balance: i64,
    /// Claims that moved backwards.
    pub claims_backwards: usize,
    /// Claims, interchanges and files left between two states without a reason.
    pub unfinished: usize,
    /// What is wrong, in sentences.
    pub faults: Vec<String>,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }

    /// Tells what is wrong with several things at once, and counts them.
    fn wrong(&mut self, what: &str, things: impl IntoIterator<Item = String>) -> usize {
        let things: Vec<String> = things.into_iter().collect();
        if let Some(first) = things.get(..things.len().min(TOLD)).filter(|first| !first.is_empty()) {
            let more = if things.len() > TOLD { ", ..." } else { "" };
            self.faults.push(format!("{what} ({}): {}{more}", things.len(), first.join(", ")));
        }
        things.len()
    }

    /// Holds everything against everything.
    pub(crate) fn judge(&mut self, promises: &Promises, store: &Store, seen: &Seen, payer: &Value) {
        self.repeats = promises.repeats;
        self.copies = promises.copies;
        self.sent_again = store.several_attempts.len();
        self.faults.extend(promises.faults.iter().cloned());
        self.judge_claims(promises, store, seen);
        self.judge_identities(store, seen, payer);
        self.judge_money(store, payer);
        self.judge_movement(store);
        self.judge_ends(store);
    }

    fn judge_claims(&mut self, promises: &Promises, store: &Store, seen: &Seen) {
        let mut stored: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for claim in &store.claims {
            stored.entry(&claim.patient_control_number).or_default().push(&claim.id);
        }
        let by_file: BTreeSet<&String> = promises.files.iter().flat_map(|(_, claims)| claims).collect();
        self.claims_accepted = (promises.accepted.len(), by_file.len());
        let promised = promises.accepted.iter().map(|(id, number)| (Some(id), number)).chain(by_file.iter().map(|number| (None, *number)));
        let mut lost = Vec::new();
        for (id, number) in promised {
            let found = stored.get(number.as_str()).map_or(&[][..], Vec::as_slice);
            if found.len() != 1 || id.is_some_and(|id| found != [id]) {
                lost.push(format!("{number} stands {} times in the store", found.len()));
            } else if !seen.identities.contains_key(number) {
                lost.push(format!("{number} never reached the payer"));
            }
        }
        self.claims_lost = self.wrong("accepted claims are lost", lost);
        let known: BTreeSet<&String> = promises.accepted.iter().map(|(_, number)| number).chain(by_file).collect();
        let unpromised = store.claims.iter().map(|claim| &claim.patient_control_number).filter(|number| !known.contains(number));
        self.claims_unpromised = self.wrong("claims are stored that nobody was promised", unpromised.cloned());
        let refused = seen.identities.keys().filter(|number| promises.refused.contains(*number));
        self.wrong("refused claims were sent", refused.cloned());
    }

    fn judge_identities(&mut self, store: &Store, seen: &Seen, payer: &Value) {
        self.interchanges = (seen.by_control_number.len(), seen.submissions - seen.by_payload_id.len().min(seen.submissions));
        let twice = seen.identities.iter().filter(|(_, identities)| identities.len() > 1).map(|(number, _)| number.clone());
        let numbers = seen.by_control_number.iter().filter(|(_, digests)| digests.len() > 1).map(|(key, _)| format!("ISA13 {}", key.2));
        let payloads = seen.by_payload_id.iter().filter(|(_, digests)| digests.len() > 1).map(|(id, _)| format!("PayloadID {id}"));
        self.second_identities = self.wrong("sent under a second identity, or one identity with two payloads", twice.chain(numbers).chain(payloads));
        // The payer counts for itself, too.
        let claims = payer.get("claims").and_then(Value::as_object).into_iter().flatten();
        let counted = |claim: &Value, name: &str| claim.get(name).and_then(Value::as_u64).unwrap_or_default();
        let taken_twice = claims.filter(|(_, claim)| counted(claim, "timesReceived") != 1 || counted(claim, "timesAccepted") > 1);
        self.wrong("the payer took claims up twice", taken_twice.map(|(number, _)| number.clone()));
        let changed = store.transmissions.iter().filter(|sealed| {
            let digest = super::books::sha256(&sealed.bytes);
            let sent = seen.by_payload_id.get(&sealed.id);
            digest != sealed.sha256 || sent.is_some_and(|sent| !sent.contains(&digest))
        });
        self.wrong("sealed bytes are not those that were sent", changed.map(|sealed| sealed.id.clone()));
    }

    fn judge_money(&mut self, store: &Store, payer: &Value) {
        let trace_of: BTreeMap<&str, &str> = store.payments.iter().map(|payment| (payment.id.as_str(), payment.trace_number.as_str())).collect();
        let mut cash: BTreeMap<&str, i64> = BTreeMap::new();
        let mut accounts: BTreeMap<&str, i64> = BTreeMap::new();
        for entry in &store.ledger {
            *accounts.entry(&entry.debit).or_default() += entry.amount;
            *accounts.entry(&entry.credit).or_default() -= entry.amount;
            let effect = if entry.debit == "cash" { entry.amount } else { -entry.amount };
            if entry.debit == "cash" || entry.credit == "cash" {
                let trace = entry.payment_id.as_ref().and_then(|id| trace_of.get(id.as_str())).copied().unwrap_or("no payment");
                *cash.entry(trace).or_default() += effect;
            }
        }
        self.trial_balance = accounts.values().sum();
        self.cents_posted = cash.values().sum();
        let posted = |trace: &str| store.payments.iter().filter(|payment| payment.trace_number == trace && payment.status == "posted").count();
        self.payments_posted = store.payments.iter().filter(|payment| payment.status == "posted").count();
        let mut wrong = Vec::new();
        for payment in payer.get("payments").and_then(Value::as_array).into_iter().flatten() {
            let trace = payment.get("traceNumber").and_then(Value::as_str).unwrap_or_default();
            let balanced = payment.get("balanced").and_then(Value::as_bool).unwrap_or_default();
            let due = if balanced { cents(payment.get("amount")) } else { 0 };
            let came = cash.remove(trace).unwrap_or_default();
            self.payments_due += usize::from(balanced);
            self.cents_expected += due;
            self.cents_double += (came - due).max(0);
            self.cents_missing += (due - came).max(0);
            let times = posted(trace);
            // Payments without money may share a trace number, so only their content tells them apart, and an altered copy is another one.
            let right = if balanced && due == 0 { times > 0 } else { times == usize::from(balanced) };
            if !right || came != due {
                wrong.push(format!("{trace} is posted {times} times with {} of {}", Cents(came), Cents(due)));
            }
        }
        self.cents_double += cash.values().map(|amount| amount.max(&0)).sum::<i64>();
        wrong.extend(cash.iter().map(|(trace, amount)| format!("{trace} is posted with {} and is no payment of the payer", Cents(*amount))));
        self.wrong("payments are not posted exactly once", wrong);
        if self.trial_balance != 0 {
            self.faults.push(format!("the ledger is off by {}", Cents(self.trial_balance)));
        }
        self.judge_accounts(store);
    }

    /// What a payer paid in full leaves nothing that it still owes.
    fn judge_accounts(&mut self, store: &Store) {
        let mut owed: BTreeMap<&str, i64> = BTreeMap::new();
        for entry in &store.ledger {
            let Some(claim) = &entry.claim_id else { continue };
            let (debit, credit) = (entry.debit == "accounts-receivable:insurance", entry.credit == "accounts-receivable:insurance");
            *owed.entry(claim).or_default() += entry.amount * (i64::from(debit) - i64::from(credit));
        }
        let open = store.claims.iter().filter(|claim| claim.state == "paid" && owed.get(claim.id.as_str()).is_some_and(|&cents| cents != 0));
        self.wrong("paid claims are still owed for", open.map(|claim| claim.patient_control_number.clone()));
    }

    fn judge_movement(&mut self, store: &Store) {
        let mut reached: BTreeMap<&str, u8> = BTreeMap::new();
        let mut backwards = BTreeSet::new();
        for (claim, record) in &store.events {
            let event: Value = serde_json::from_str(record).unwrap_or_default();
            let Some(state) = event.get("claim_state").and_then(Value::as_str) else { continue };
            let before = reached.entry(claim).or_default();
            let now = rank(state);
            if now < *before {
                backwards.insert(format!("{claim} to {state}"));
            }
            *before = now;
        }
        self.claims_backwards += self.wrong("claims moved backwards", backwards);
    }

    fn judge_ends(&mut self, store: &Store) {
        let stuck = store.claims.iter().filter(|claim| ends_of(&claim.patient_control_number).is_none_or(|ends| !ends.contains(&claim.state.as_str())));
        let stuck: Vec<String> = stuck
            .map(|claim| format!("{} is {} in {}", claim.patient_control_number, claim.state, claim.transmission_id.as_deref().unwrap_or("no interchange")))
            .collect();
        self.unfinished += self.wrong("claims have not come to their end", stuck);
        let for_a_person = store.transmissions.iter().filter(|sealed| sealed.record.contains(r#""step":"person""#));
        let unexplained = for_a_person.filter(|sealed| !store.exceptions.iter().any(|(_, record)| record.contains(&sealed.id)));
        self.unfinished += self.wrong("interchanges wait for a person who was not told", unexplained.map(|sealed| sealed.id.clone()));
        let mut told: BTreeMap<&(String, String), usize> = BTreeMap::new();
        store.exceptions.iter().for_each(|exception| *told.entry(exception).or_default() += 1);
        let again = told.into_iter().filter(|(_, times)| *times > 1).map(|((reason, _), times)| format!("{reason} {times} times"));
        self.wrong("exceptions were raised again for the same cause", again);
    }
}

/// How far a claim has come, in the order of its life.
pub(crate) fn rank(state: &str) -> u8 {
    match state {
        "accepted" | "parked" => 0,
        "batched" => 1,
        "unknown" => 2,
        "sent" => 3,
        "acknowledged-interchange" => 4,
        "rejected-interchange" => 5,
        "acknowledged-implementation" => 6,
        "rejected-implementation" => 7,
        "acknowledged-clearinghouse" => 8,
        "rejected-clearinghouse" => 9,
        "acknowledged-payer" => 10,
        "rejected-payer" => 11,
        "paid" | "partly-paid" | "denied" | "reversed" => 12,
        _ => 13,
    }
}

/// An amount as the payer's books write it.
fn cents(amount: Option<&Value>) -> i64 {
    let text = amount.and_then(Value::as_str).unwrap_or_default();
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{part:0<2}");
    digits.parse().unwrap_or_default()
}

/// Cents as dollars.
struct Cents(i64);

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let all = self.0.unsigned_abs();
        f.pad(&format!("{sign}{}.{:02}", all / 100, all % 100))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |f: &mut fmt::Formatter<'_>, name: &str, count: usize| writeln!(f, "{name:<52} {count:>14}");
        let money = |f: &mut fmt::Formatter<'_>, name: &str, cents: i64| writeln!(f, "{name:<52} {:>14}", Cents(cents));
        count(f, "kills", self.kills as usize)?;
        for (phase, kills) in &self.phases.0 {
            count(f, &format!("  {phase}"), *kills as usize)?;
        }
        count(f, "claims accepted over HTTP", self.claims_accepted.0)?;
        count(f, "claims accepted by file", self.claims_accepted.1)?;
        count(f, "requests repeated, for want of an answer", self.repeats)?;
        count(f, "claims lost", self.claims_lost)?;
        count(f, "claims stored that nobody was promised", self.claims_unpromised)?;
        count(f, "interchanges at the payer", self.interchanges.0)?;
        count(f, "  that took several attempts", self.sent_again)?;
        count(f, "  that came again, byte for byte the same", self.interchanges.1)?;
        count(f, "second identities", self.second_identities)?;
        count(f, "copies of remittances dropped", self.copies)?;
        count(f, "payments due for posting, by the payer's books", self.payments_due)?;
        count(f, "payments posted", self.payments_posted)?;
        money(f, "dollars due for posting, by the payer's books", self.cents_expected)?;
        money(f, "dollars posted", self.cents_posted)?;
        money(f, "dollars posted twice", self.cents_double)?;
        money(f, "dollars not posted", self.cents_missing)?;
        money(f, "trial balance", self.trial_balance)?;
        count(f, "claims that moved backwards", self.claims_backwards)?;
        count(f, "left between two states without a reason", self.unfinished)?;
        for fault in &self.faults {
            writeln!(f, "FAULT: {fault}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_cent_and_printed_as_they_were() {
        for text in ["0.00", "12.50", "-3.05", "100.01"] {
            assert_eq!(Cents(cents(Some(&Value::from(text)))).to_string(), text);
        }
        assert_eq!(cents(Some(&Value::from("7.5"))), 750);
    }
}
