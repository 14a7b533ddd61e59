//! The claim: 005010X222A1 loop 2300 with everything around it that says whose it is.
//!
//! A claim stands for itself: the levels above it (billing provider, subscriber, patient) are part of it. `hl` remembers which levels it shared
//! with its neighbours.

use x12_model::{Amount, Date, group_record, loop_record, segment_record};

use crate::condition::{AmbulanceTransport, Condition, SpinalManipulation};
use crate::coverage::{Coverage, OtherCoverage, Patient};
use crate::line::ServiceLine;
use crate::party::{Billing, Provider};
use crate::schema::Schema;
use crate::submission::Submission;

loop_record! {
    /// One professional claim.
    pub struct Claim {
        /// The shape's name and version, `claim.v1`.
        schema: Schema = "/",
        /// Who sends the claim, and to whom. A set states it once for all its claims.
        submission: Option<Submission> = "/",
        /// Which levels the claim stood in, so that neighbours share them again.
        hl: Levels = "",
        /// Who bills.
        billing: Billing = "/2000A",
        /// The coverage that is to pay: subscriber and payer.
        coverage: Coverage = "/2000A/2000B",
        /// The patient, if another than the subscriber.
        patient: Option<Patient> = "/2000A/2000B/2000C",
        /// The provider's own number of the claim.
        patient_control_number: String = "CLM01",
        /// What is charged in all.
        total_charge: Amount = "CLM02",
        /// Where the services were rendered, by code.
        place_of_service: String = "CLM05-1",
        /// `1` original, `7` replacement, `8` void.
        frequency: String = "CLM05-3",
        /// Whether the provider's signature is on file, `Y` or `N`.
        provider_signature: String = "CLM06",
        /// Whether the provider takes the plan's payment as full: `A` yes, `B` for laboratory services, `C` no.
        accepts_assignment: String = "CLM07",
        /// Whether the payment goes to the provider: `Y`, `N`, or `W` not applicable.
        benefits_assigned: String = "CLM08",
        /// Whether the patient allows information to be released: `Y`, or `I` by law.
        release_of_information: String = "CLM09",
        /// How the signature was obtained, `P` by the provider.
        patient_signature_source: Option<String> = "CLM10",
        /// What the services are related to: `AA` car accident, `EM` employment, `OA` other accident.
        related_causes: Vec<String> = "CLM11-1..3",
        /// Where the accident happened, by state.
        accident_state: Option<String> = "CLM11-4",
        /// Where the accident happened, by country.
        accident_country: Option<String> = "CLM11-5",
        /// A special program.
        special_program: Option<String> = "CLM12",
        /// Why the claim is late.
        delay_reason: Option<String> = "CLM20",
        /// The diagnoses, the principal one first.
        diagnoses: Vec<CodedValue> = "HI[diagnoses]01..12",
        /// Procedures for which anesthesia was given.
        anesthesia_procedures: Vec<CodedValue> = "HI[anesthesia-procedures]01..02",
        /// Condition codes.
        conditions: Vec<CodedValue> = "HI[conditions]01..12",
        /// Dates of the claim.
        dates: ClaimDates = "",
        /// Numbers of the claim.
        references: ClaimReferences = "",
        /// What the patient has paid.
        patient_paid: Option<Amount> = "AMT[patient-paid]02",
        /// A note.
        note: Option<Note> = "NTE",
        /// What is sent besides.
        attachments: Vec<Attachment> = "PWK[attachments]",
        /// The contract.
        contract: Option<Contract> = "CN1",
        /// Text in a payer's own format.
        fixed_format: Vec<String> = "K301",
        /// The ambulance transport.
        ambulance: Option<AmbulanceTransport> = "CR1",
        /// Why an ambulance was needed.
        ambulance_certifications: Vec<Condition> = "CRC[ambulance-certification]",
        /// Spinal manipulation.
        spinal_manipulation: Option<SpinalManipulation> = "CR2",
        /// The condition of lenses and frames.
        vision_conditions: Vec<Condition> = "CRC[vision-condition]",
        /// Whether the patient is homebound.
        homebound: bool = "CRC[homebound]",
        /// Whether a screening of a child led to a referral (EPSDT).
        screening_referral: Option<Condition> = "CRC[screening-referral]",
        /// How the claim was repriced.
        repricing: Option<Repricing> = "HCP",
        /// Who referred the patient; the referring provider and the primary care provider.
        referring_providers: Vec<Provider> = "2310A",
        /// Who rendered the services.
        rendering_provider: Option<Provider> = "2310B",
        /// Where the services were rendered.
        service_facility: Option<Provider> = "2310C",
        /// Who supervised.
        supervising_provider: Option<Provider> = "2310D",
        /// Where the ambulance picked the patient up.
        ambulance_pick_up: Option<Provider> = "2310E",
        /// Where the ambulance dropped the patient off.
        ambulance_drop_off: Option<Provider> = "2310F",
        /// What other coverage there is, and what it has paid.
        other_coverages: Vec<OtherCoverage> = "2320",
        /// The services.
        service_lines: Vec<ServiceLine> = "2400",
    }
}

group_record! {
    /// The numbers of the levels that a claim stood in. Neighbours with equal numbers and equal content share a level.
    pub struct Levels {
        /// The billing provider's level.
        billing: Option<String> = "/2000A/HL01",
        /// The subscriber's level.
        subscriber: Option<String> = "/2000A/2000B/HL01",
        /// The patient's level.
        patient: Option<String> = "/2000A/2000B/2000C/HL01",
    }
}

segment_record! {
    /// A code and the list that it is from (HI).
    pub struct CodedValue width 1 {
        /// The list: `ABK` and `ABF` are the principal and other diagnoses of ICD-10-CM.
        qualifier: String = "01-1?",
        /// The code, without a point.
        code: String = "01-2",
    }
}

group_record! {
    /// Dates of a claim (DTP).
    pub struct ClaimDates {
        /// When the illness began.
        onset_of_illness: Option<Date> = "DTP[onset-of-illness]03",
        /// The first treatment.
        initial_treatment: Option<Date> = "DTP[initial-treatment]03",
        /// When the patient was last seen.
        last_seen: Option<Date> = "DTP[last-seen]03",
        /// The acute manifestation.
        acute_manifestation: Option<Date> = "DTP[acute-manifestation]03",
        /// The accident.
        accident: Option<Date> = "DTP[accident]03",
        /// The last menstrual period.
        last_menstrual_period: Option<Date> = "DTP[last-menstrual-period]03",
        /// The last X-ray.
        last_x_ray: Option<Date> = "DTP[last-x-ray]03",
        /// The prescription of hearing aid or glasses.
        prescription: Option<Date> = "DTP[prescription]03",
        /// The disability.
        disability: Option<Disability> = "DTP[disability]",
        /// The last day worked.
        last_worked: Option<Date> = "DTP[last-worked]03",
        /// The day allowed back to work.
        return_to_work: Option<Date> = "DTP[return-to-work]03",
        /// Admission to the hospital.
        admission: Option<Date> = "DTP[admission]03",
        /// Discharge from the hospital.
        discharge: Option<Date> = "DTP[discharge]03",
        /// When care was assumed (`090`) or relinquished (`091`).
        care_assumed_or_relinquished: Vec<Handover> = "DTP[care-assumed-or-relinquished]",
        /// The first contact about a casualty.
        first_contact: Option<Date> = "DTP[first-contact]03",
        /// When the repricer received the claim.
        repricer_received: Option<Date> = "DTP[repricer-received]03",
    }
}

segment_record! {
    /// A disability and when it was (DTP).
    pub struct Disability width 3 {
        /// `314` first and last day, `360` first day, `361` last day.
        qualifier: String = "01",
        /// The day or period.
        period: x12_model::Period = "02..03",
    }
}

segment_record! {
    /// A handover between physicians (DTP).
    pub struct Handover width 3 {
        /// `090` assumed, `091` relinquished.
        qualifier: String = "01",
        /// The day.
        date: Date = "03",
    }
}

group_record! {
    /// Numbers of a claim (REF).
    pub struct ClaimReferences {
        /// Why there is no authorization.
        service_authorization_exception: Option<String> = "REF[service-authorization-exception]02",
        /// Whether Medicare crossover is mandated.
        medicare_crossover: Option<String> = "REF[medicare-crossover]02",
        /// The mammography center's certification.
        mammography_certification: Option<String> = "REF[mammography-certification]02",
        /// The referral.
        referral: Option<String> = "REF[referral]02",
        /// The prior authorization.
        prior_authorization: Option<String> = "REF[prior-authorization]02",
        /// The payer's number of the claim that this one replaces or voids.
        payer_claim_control_number: Option<String> = "REF[payer-claim-control-number]02",
        /// The laboratory's certification.
        clia_number: Option<String> = "REF[clia-number]02",
        /// The repricer's number of the claim.
        repriced_claim: Option<String> = "REF[repriced-claim]02",
        /// The repricer's number after an adjustment.
        adjusted_repriced_claim: Option<String> = "REF[adjusted-repriced-claim]02",
        /// The exemption of an investigational device.
        investigational_device: Option<String> = "REF[investigational-device]02",
        /// The clearinghouse's number of the claim.
        clearinghouse_claim_number: Option<String> = "REF[claim-number-of-clearinghouse]02",
        /// The medical record.
        medical_record: Option<String> = "REF[medical-record]02",
        /// The demonstration project.
        demonstration_project: Option<String> = "REF[demonstration-project]02",
        /// The facility overseen by a care plan.
        care_plan_oversight: Option<String> = "REF[care-plan-oversight]02",
    }
}

segment_record! {
    /// A note in words (NTE).
    pub struct Note width 2 {
        /// What it is about: `ADD` more information, `CER` certification, `DCP` goals, `DGN` diagnosis, `TPO` from a third party.
        kind: String = "01?",
        /// The text.
        text: String = "02",
    }
}

segment_record! {
    /// Something sent besides the claim (PWK).
    pub struct Attachment width 6 {
        /// What it is.
        kind: String = "01",
        /// How it is sent: `AA` on request, `BM` mail, `EL` electronic, `EM` e-mail, `FT` file transfer, `FX` fax.
        transmission: String = "02",
        /// The number by which the two find each other.
        control_number: Option<String> = "06",
    }
}

segment_record! {
    /// The terms of a contract (CN1).
    pub struct Contract width 6 {
        /// The kind of contract.
        kind: String = "01",
        /// The amount.
        amount: Option<Amount> = "02",
        /// The percentage.
        percent: Option<String> = "03",
        /// The contract's code.
        code: Option<String> = "04",
        /// The discount for early payment, in percent.
        discount_percent: Option<String> = "05",
        /// The contract's version.
        version: Option<String> = "06",
    }
}

segment_record! {
    /// How a claim or line was repriced (HCP).
    pub struct Repricing width 15 {
        /// The method.
        method: String = "01",
        /// The allowed amount.
        allowed: Amount = "02",
        /// What was saved.
        savings: Option<Amount> = "03",
        /// The repricer's organization.
        organization_id: Option<String> = "04",
        /// The rate.
        rate: Option<String> = "05",
        /// The ambulatory patient group.
        patient_group: Option<String> = "06",
        /// The amount for that group.
        patient_group_amount: Option<Amount> = "07",
        /// The code list of the approved procedure.
        procedure_qualifier: Option<String> = "09",
        /// The approved procedure.
        procedure: Option<String> = "10",
        /// The unit.
        unit: Option<String> = "11",
        /// The approved units.
        units: Option<x12_model::Quantity> = "12",
        /// Why the repricer refused.
        rejection: Option<String> = "13",
        /// How well the repricing agreement was kept.
        compliance: Option<String> = "14",
        /// An exception to it.
        exception: Option<String> = "15",
    }
}
