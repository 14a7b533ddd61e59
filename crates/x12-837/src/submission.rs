//! Who sends claims, and to whom: BHT and loops 1000A and 1000B.

use x12_model::{Contact, Date, loop_record};

loop_record! {
    /// What one set says before its first claim.
    pub struct Submission beside "2000A" {
        /// The number of the set in its group.
        control_number: String = "/ST02",
        /// The guide that the sender names.
        implementation_reference: String = "/ST03",
        /// `00` sent for the first time, `18` sent again.
        purpose: String = "BHT02",
        /// The sender's number of this submission.
        reference: String = "BHT03",
        /// The day on which it was made.
        date: Date = "BHT04",
        /// The time, HHMM.
        time: String = "BHT05",
        /// `CH` claims, `RP` encounters, `31` subrogation demands.
        kind: String = "BHT06",
        /// The submitter.
        submitter: Submitter = "1000A",
        /// The receiver.
        receiver: Receiver = "1000B",
    }
}

loop_record! {
    /// Who sends (loop 1000A).
    pub struct Submitter {
        /// `1` person, `2` organization.
        entity_type: String = "NM102",
        /// The last name, or the organization's name.
        name: String = "NM103",
        /// The first name.
        first_name: Option<String> = "NM104",
        /// The middle name or initial.
        middle_name: Option<String> = "NM105",
        /// The identifier that the receiver gave.
        id: String = "NM109",
        /// Whom to ask.
        contacts: Vec<Contact> = "PER",
    }
}

loop_record! {
    /// Who receives (loop 1000B).
    pub struct Receiver {
        /// The organization's name.
        name: String = "NM103",
        /// Its identifier.
        id: String = "NM109",
    }
}
