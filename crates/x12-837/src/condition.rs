//! Transports, manipulations and conditions (CR1, CR2, CRC).

use x12_model::{Quantity, segment_record};

segment_record! {
    /// An ambulance transport (CR1).
    pub struct AmbulanceTransport width 10 {
        /// The patient's weight in pounds.
        patient_weight: Option<String> = "02",
        /// Why the patient was transported.
        reason: String = "04",
        /// The miles.
        distance: Quantity = "06",
        /// Why there was a round trip.
        round_trip_purpose: Option<String> = "09",
        /// Why a stretcher was needed.
        stretcher_purpose: Option<String> = "10",
    }
}

segment_record! {
    /// Spinal manipulation (CR2).
    pub struct SpinalManipulation width 12 {
        /// The patient's condition.
        condition: String = "08",
        /// It in words.
        description: Option<String> = "10",
        /// More words.
        further_description: Option<String> = "11",
    }
}

segment_record! {
    /// A condition and whether it applies (CRC).
    pub struct Condition width 7 {
        /// The kind of condition, where there is a choice.
        category: Option<String> = "01?",
        /// Whether it applies, `Y` or `N`.
        applies: String = "02",
        /// The condition codes.
        codes: Vec<String> = "03..07",
    }
}
