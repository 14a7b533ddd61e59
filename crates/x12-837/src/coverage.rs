//! Who is covered, by whom, and what other coverage has paid (2000B, 2000C, 2010BA, 2010BB, 2010CA, 2320, 2330A, 2330B).

use x12_model::{Adjustment, Amount, Contact, Date, PostalAddress, Reference, loop_record, segment_record};

use crate::party::Provider;

loop_record! {
    /// The coverage that is to pay (loop 2000B).
    pub struct Coverage beside "2300" "2000C" {
        /// Its turn: `P` primary, `S` secondary, `T` tertiary.
        sequence: String = "SBR01",
        /// `18` if the patient is the subscriber.
        relationship: Option<String> = "SBR02",
        /// The group or policy number.
        group_number: Option<String> = "SBR03",
        /// The group's name.
        group_name: Option<String> = "SBR04",
        /// Why Medicare is secondary.
        insurance_kind: Option<String> = "SBR05",
        /// The kind of plan.
        filing_indicator: Option<String> = "SBR09",
        /// When the subscriber died.
        date_of_death: Option<Date> = "PAT06",
        /// The subscriber's weight in pounds.
        weight: Option<String> = "PAT08",
        /// Whether the subscriber is pregnant.
        pregnant: Option<String> = "PAT09",
        /// The subscriber.
        subscriber: Person = "2010BA",
        /// The payer.
        payer: Payer = "2010BB",
    }
}

loop_record! {
    /// The patient, if another than the subscriber (loop 2000C).
    pub struct Patient beside "2300" {
        /// The relationship to the subscriber: `01` spouse, `19` child, and so on.
        relationship: String = "PAT01",
        /// When the patient died.
        date_of_death: Option<Date> = "PAT06",
        /// The patient's weight in pounds.
        weight: Option<String> = "PAT08",
        /// Whether the patient is pregnant.
        pregnant: Option<String> = "PAT09",
        /// The patient.
        person: Person = "2010CA",
    }
}

loop_record! {
    /// A subscriber or patient (loops 2010BA, 2010CA, 2330A).
    pub struct Person {
        /// `1` person, `2` organization, where there is a choice.
        entity_type: Option<String> = "NM102?",
        /// The last name.
        last_name: String = "NM103",
        /// The first name.
        first_name: Option<String> = "NM104",
        /// The middle name or initial.
        middle_name: Option<String> = "NM105",
        /// The suffix.
        suffix: Option<String> = "NM107",
        /// The kind of identifier: `MI` member, `II` the standard individual identifier.
        id_qualifier: Option<String> = "NM108",
        /// The member identifier.
        member_id: Option<String> = "NM109",
        /// The address.
        address: PostalAddress = "",
        /// The date of birth.
        date_of_birth: Option<Date> = "DMG02",
        /// The sex: `F`, `M` or `U`.
        sex: Option<String> = "DMG03",
        /// The social security number.
        social_security_number: Option<String> = "REF[social-security-number]02",
        /// The casualty insurer's claim number.
        casualty_claim_number: Option<String> = "REF[property-casualty-claim-number]02",
        /// The casualty insurer's identifier of the patient.
        casualty_patient_id: Option<Reference> = "REF[property-casualty-patient-id]",
        /// Whom to call about a casualty.
        contact: Option<Contact> = "PER",
    }
}

impl Person {
    /// A subscriber with a member identifier (`MI`).
    #[must_use]
    pub fn member(last_name: impl Into<String>, first_name: impl Into<String>, member_id: impl Into<String>) -> Self {
        Self {
            entity_type: Some("1".into()),
            last_name: last_name.into(),
            first_name: Some(first_name.into()),
            id_qualifier: Some("MI".into()),
            member_id: Some(member_id.into()),
            ..Self::default()
        }
    }
}

loop_record! {
    /// A payer (loops 2010BB, 2330B).
    pub struct Payer {
        /// Its name.
        name: String = "NM103",
        /// The kind of identifier: `PI` payer, `XV` plan.
        id_qualifier: String = "NM108",
        /// The payer identifier.
        id: String = "NM109",
        /// Its address.
        address: PostalAddress = "",
        /// When it decided on the claim.
        remittance_date: Option<Date> = "DTP[remittance-date]03",
        /// Further identifiers.
        references: Vec<Reference> = "REF[secondary-ids]",
        /// The billing provider's identifiers at this payer.
        billing_provider_references: Vec<Reference> = "REF[billing-provider-ids]",
        /// Its prior authorization.
        prior_authorization: Option<String> = "REF[prior-authorization]02",
        /// Its referral.
        referral: Option<String> = "REF[referral]02",
        /// `Y` if it adjusted the claim.
        claim_adjusted: Option<String> = "REF[claim-adjusted]02",
        /// Its number of the claim.
        payer_claim_control_number: Option<String> = "REF[payer-claim-control-number]02",
    }
}

impl Payer {
    /// A payer with its payer identifier (`PI`).
    #[must_use]
    pub fn new(name: impl Into<String>, id: impl Into<String>) -> Self {
        Self { name: name.into(), id_qualifier: "PI".into(), id: id.into(), ..Self::default() }
    }
}

loop_record! {
    /// Another coverage of the patient and what it did with the claim (loop 2320).
    pub struct OtherCoverage {
        /// Its turn: `P` primary, `S` secondary, `T` tertiary.
        sequence: String = "SBR01",
        /// The patient's relationship to its subscriber.
        relationship: String = "SBR02",
        /// The group or policy number.
        group_number: Option<String> = "SBR03",
        /// The group's name.
        group_name: Option<String> = "SBR04",
        /// Why Medicare is secondary.
        insurance_kind: Option<String> = "SBR05",
        /// The kind of plan.
        filing_indicator: Option<String> = "SBR09",
        /// What it did not pay of the claim as a whole, and why.
        adjustments: Vec<Adjustment> = "CAS",
        /// What it paid.
        paid: Option<Amount> = "AMT[payer-paid]02",
        /// What it does not cover.
        not_covered: Option<Amount> = "AMT[not-covered]02",
        /// What the patient still owes.
        remaining_patient_liability: Option<Amount> = "AMT[remaining-patient-liability]02",
        /// Whether its payment goes to the provider.
        benefits_assigned: String = "OI03",
        /// How the signature was obtained.
        patient_signature_source: Option<String> = "OI04",
        /// Whether information may be released.
        release_of_information: String = "OI06",
        /// How it adjudicated the claim.
        outpatient: Option<OutpatientAdjudication> = "MOA",
        /// Its subscriber.
        subscriber: Person = "2330A",
        /// The payer.
        payer: Payer = "2330B",
        /// Referring providers as it knows them.
        referring_providers: Vec<Provider> = "2330C",
        /// The rendering provider as it knows them.
        rendering_provider: Option<Provider> = "2330D",
        /// The service facility as it knows it.
        service_facility: Option<Provider> = "2330E",
        /// The supervising provider as it knows them.
        supervising_provider: Option<Provider> = "2330F",
        /// The billing provider as it knows them.
        billing_provider: Option<Provider> = "2330G",
    }
}

segment_record! {
    /// How an outpatient or professional claim was adjudicated (MOA).
    pub struct OutpatientAdjudication width 9 {
        /// The rate of reimbursement.
        reimbursement_rate: Option<String> = "01",
        /// What was payable for HCPCS-coded services.
        hcpcs_payable: Option<Amount> = "02",
        /// Remark codes.
        remarks: Vec<String> = "03..07",
        /// The end-stage renal disease amount.
        esrd: Option<Amount> = "08",
        /// Professional fees billed but not payable.
        nonpayable_professional: Option<Amount> = "09",
    }
}
