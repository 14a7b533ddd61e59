//! A claim as the simulator needs it: what decides, what is paid, and what the answers repeat.
//!
//! Amounts are in cents here because the claim has passed validation; text is kept as it was sent.

use crate::money::Money;

/// A received claim.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceivedClaim {
    /// CLM01.
    pub patient_control_number: String,
    /// CLM02.
    pub charge: Money,
    /// SBR09; empty if none was sent.
    pub filing_indicator: String,
    /// CLM05-1.
    pub place_of_service: String,
    /// CLM05-3.
    pub frequency: String,
    /// Loop 2010AA.
    pub billing_provider: Provider,
    /// Loop 2010BA.
    pub subscriber: Person,
    /// Loop 2010CA if the patient is another person.
    pub patient: Option<Person>,
    /// REF*D9 of loop 2300.
    pub clearinghouse_trace: Option<String>,
    /// First and last date of service, CCYYMMDD.
    pub service_dates: (String, String),
    /// The lines.
    pub lines: Vec<ReceivedLine>,
}

/// A received service line.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceivedLine {
    /// SV101-1, `HC` for one.
    pub qualifier: String,
    /// SV101-2.
    pub procedure: String,
    /// SV101-3 to 6.
    pub modifiers: Vec<String>,
    /// SV102.
    pub charge: Money,
    /// SV104, as sent.
    pub units: String,
    /// DTP*472, CCYYMMDD: first and last.
    pub service_dates: (String, String),
    /// REF*6R.
    pub line_control_number: Option<String>,
}

/// A billing provider.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Provider {
    /// NM109 if it is an NPI.
    pub npi: String,
    /// REF*EI or REF*SY of loop 2010AA.
    pub tax_id: String,
    /// NM103.
    pub last_or_organisation: String,
    /// NM104, for a person.
    pub first: String,
}

/// A subscriber or patient.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// NM103.
    pub last: String,
    /// NM104.
    pub first: String,
    /// NM109.
    pub member_id: String,
}

impl ReceivedClaim {
    /// The patient, who may be the subscriber.
    #[must_use]
    pub fn patient(&self) -> &Person {
        self.patient.as_ref().unwrap_or(&self.subscriber)
    }
}

impl Provider {
    /// The name in one piece.
    #[must_use]
    pub fn name(&self) -> String {
        match self.first.is_empty() {
            true => self.last_or_organisation.clone(),
            false => format!("{} {}", self.first, self.last_or_organisation),
        }
    }
}

/// Types that hold values from claims print none of them.
macro_rules! phi {
    ($($name:ident),*) => {
        $(impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), " [phi]"))
            }
        })*
    };
}

phi!(ReceivedClaim, ReceivedLine, Provider, Person);

#[cfg(test)]
pub(crate) mod fixtures {
    use super::*;

    /// A claim with lines of these charges, in cents.
    pub(crate) fn claim(patient_control_number: &str, charges: &[i64]) -> ReceivedClaim {
        let dates = ("20260105".to_owned(), "20260105".to_owned());
        let line = |cents: &i64| ReceivedLine {
            qualifier: "HC".to_owned(),
            procedure: "99213".to_owned(),
            modifiers: Vec::new(),
            charge: Money::cents(*cents),
            units: "1".to_owned(),
            service_dates: dates.clone(),
            line_control_number: None,
        };
        ReceivedClaim {
            patient_control_number: patient_control_number.to_owned(),
            charge: Money::cents(charges.iter().sum()),
            filing_indicator: "CI".to_owned(),
            place_of_service: "11".to_owned(),
            frequency: "1".to_owned(),
            billing_provider: Provider {
                npi: "1999999984".to_owned(),
                tax_id: "123456789".to_owned(),
                last_or_organisation: "SAMPLE CLINIC".to_owned(),
                first: String::new(),
            },
            subscriber: Person { last: "DOE".to_owned(), first: "JANE".to_owned(), member_id: "MEMBER1".to_owned() },
            patient: None,
            clearinghouse_trace: None,
            service_dates: dates.clone(),
            lines: charges.iter().map(line).collect(),
        }
    }

    #[test]
    fn nothing_about_a_patient_is_printed() {
        let text = format!("{:?} {:?}", claim("PAID-1", &[100]), claim("X", &[1]).lines);
        assert!(!text.contains("DOE") && !text.contains("PAID-1") && !text.contains("99213"));
    }
}
