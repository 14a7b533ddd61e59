//! The mailbox: 277CAs and 835s that wait to be fetched.
//!
//! Invariant: a letter waits until its receipt is confirmed. One that was handed out and not confirmed is handed out again after a
//! while, so that a client that dies between fetching and storing loses nothing.

use jiff::Timestamp;

use crate::clock::later;

/// What a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterKind {
    /// A 277CA.
    Results,
    /// An 835.
    Remittance,
}

/// One letter.
#[derive(Debug, Clone)]
pub(crate) struct Letter {
    /// What it is.
    pub(crate) kind: LetterKind,
    /// For whom.
    pub(crate) receiver_id: String,
    /// The PayloadID of the submission that it answers.
    pub(crate) submission: String,
    /// The trace number of its payment; empty for a 277CA.
    pub(crate) trace_number: String,
    /// From when on it can be fetched.
    pub(crate) available_at: Timestamp,
    /// The X12 bytes.
    pub(crate) bytes: Vec<u8>,
    /// Under which PayloadIDs it was handed out.
    pub(crate) handed_under: Vec<String>,
    /// When it was handed out last.
    pub(crate) handed_at: Option<Timestamp>,
    /// Whether its receipt was confirmed.
    pub(crate) confirmed: bool,
}

/// Who asks for which letter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question<'a> {
    /// What is asked for.
    pub(crate) kind: LetterKind,
    /// By whom.
    pub(crate) receiver_id: &'a str,
    /// The PayloadID: of the question before, to get the same letter again; of a submission, to get its 277CA; or a new one.
    pub(crate) payload_id: &'a str,
    /// When.
    pub(crate) at: Timestamp,
}

/// All letters, in the order in which they were written.
#[derive(Debug, Default)]
pub(crate) struct Mailbox {
    letters: Vec<Letter>,
    redeliver_after_seconds: u32,
}

impl Mailbox {
    /// An empty mailbox.
    pub(crate) fn new(redeliver_after_seconds: u32) -> Self {
        Self { letters: Vec::new(), redeliver_after_seconds }
    }

    /// Puts a letter in.
    pub(crate) fn put(&mut self, letter: Letter) {
        self.letters.push(letter);
    }

    /// The letter that a question gets.
    pub(crate) fn find(&self, question: &Question<'_>) -> Option<&Letter> {
        self.letters.get(self.position(question)?)
    }

    /// Hands out the letter that a question gets.
    pub(crate) fn hand_out(&mut self, question: &Question<'_>) -> Option<&Letter> {
        let position = self.position(question)?;
        let letter = self.letters.get_mut(position)?;
        letter.handed_at = Some(question.at);
        if !letter.was_handed_under(question.payload_id) {
            letter.handed_under.push(question.payload_id.to_owned());
        }
        Some(letter)
    }

    /// Confirms the receipt of what was handed out under a PayloadID; says whether there was anything.
    pub(crate) fn confirm(&mut self, receiver_id: &str, payload_id: &str) -> bool {
        let mut any = false;
        for letter in &mut self.letters {
            if letter.receiver_id == receiver_id && letter.was_handed_under(payload_id) {
                letter.confirmed = true;
                any = true;
            }
        }
        any
    }

    /// All letters.
    pub(crate) fn letters(&self) -> &[Letter] {
        &self.letters
    }

    fn position(&self, question: &Question<'_>) -> Option<usize> {
        let own =
            |letter: &&(usize, &Letter)| letter.1.kind == question.kind && letter.1.receiver_id == question.receiver_id && letter.1.available_at <= question.at;
        let letters: Vec<(usize, &Letter)> = self.letters.iter().enumerate().filter(|letter| own(&letter)).collect();
        let again = letters.iter().find(|(_, letter)| letter.was_handed_under(question.payload_id));
        let of_submission = || {
            let results = question.kind == LetterKind::Results;
            let mut answers = letters.iter();
            answers.find(|(_, letter)| results && letter.submission == question.payload_id)
        };
        let next = || letters.iter().find(|(_, letter)| self.is_waiting(letter, question.at));
        let found = again.or_else(of_submission).or_else(next);
        found.map(|(position, _)| *position)
    }

    fn is_waiting(&self, letter: &Letter, at: Timestamp) -> bool {
        let again_at = |handed| later(handed, self.redeliver_after_seconds);
        !letter.confirmed && letter.handed_at.is_none_or(|handed| again_at(handed) <= at)
    }
}

impl Letter {
    fn was_handed_under(&self, payload_id: &str) -> bool {
        self.handed_under.iter().any(|known| known == payload_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(kind: LetterKind, name: &str) -> Letter {
        Letter {
            kind,
            receiver_id: "R".to_owned(),
            submission: format!("submission {name}"),
            trace_number: String::new(),
            available_at: Timestamp::UNIX_EPOCH,
            bytes: name.as_bytes().to_vec(),
            handed_under: Vec::new(),
            handed_at: None,
            confirmed: false,
        }
    }

    fn mailbox(names: &[&str]) -> Mailbox {
        let mut mailbox = Mailbox::new(60);
        let letters = names.iter().map(|name| letter(LetterKind::Remittance, name));
        letters.for_each(|one| mailbox.put(one));
        mailbox
    }

    fn ask(mailbox: &mut Mailbox, payload_id: &str, seconds: u32) -> Option<String> {
        let question = Question { kind: LetterKind::Remittance, receiver_id: "R", payload_id, at: later(Timestamp::UNIX_EPOCH, seconds) };
        let letter = mailbox.hand_out(&question)?;
        String::from_utf8(letter.bytes.clone()).ok()
    }

    #[test]
    fn each_letter_is_handed_out_once_and_the_same_question_gets_the_same() {
        let mut mailbox = mailbox(&["a", "b"]);
        assert_eq!(ask(&mut mailbox, "1", 0).as_deref(), Some("a"));
        assert_eq!(ask(&mut mailbox, "1", 0).as_deref(), Some("a"));
        assert_eq!(ask(&mut mailbox, "2", 0).as_deref(), Some("b"));
        assert_eq!(ask(&mut mailbox, "3", 0), None);
    }

    #[test]
    fn a_letter_that_nobody_confirmed_comes_again_and_a_confirmed_one_never() {
        let mut mailbox = mailbox(&["a"]);
        ask(&mut mailbox, "1", 0);
        assert_eq!(ask(&mut mailbox, "2", 59), None);
        assert_eq!(ask(&mut mailbox, "3", 60).as_deref(), Some("a"));
        assert!(mailbox.confirm("R", "1"));
        assert_eq!(ask(&mut mailbox, "4", 600), None);
        assert!(!mailbox.confirm("R", "4"));
    }

    #[test]
    fn nobody_gets_the_letters_of_another() {
        let mut mailbox = mailbox(&["a"]);
        let question = Question { kind: LetterKind::Remittance, receiver_id: "S", payload_id: "1", at: Timestamp::UNIX_EPOCH };
        assert!(mailbox.hand_out(&question).is_none());
        ask(&mut mailbox, "1", 0);
        assert!(!mailbox.confirm("S", "1"));
    }

    #[test]
    fn a_277ca_is_found_by_its_submission_too() {
        let mut mailbox = mailbox(&[]);
        mailbox.put(letter(LetterKind::Results, "a"));
        mailbox.put(letter(LetterKind::Results, "b"));
        let question = Question { kind: LetterKind::Results, receiver_id: "R", payload_id: "submission b", at: Timestamp::UNIX_EPOCH };
        let found = mailbox.hand_out(&question).map(|letter| letter.bytes.clone());
        assert_eq!(found, Some(b"b".to_vec()));
    }
}
