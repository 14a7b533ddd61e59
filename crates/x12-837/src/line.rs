//! The service line: 005010X222A1 loops 2400 to 2440.

use x12_model::{Adjustment, Amount, Date, Period, Procedure, Quantity, Reference, group_record, loop_record, segment_record};

use crate::claim::{Attachment, Contract, Note, Repricing};
use crate::condition::{AmbulanceTransport, Condition};
use crate::party::Provider;

loop_record! {
    /// One service (loop 2400).
    pub struct ServiceLine {
        /// Its number in the claim; counted by the writer if empty.
        line_number: String = "LX01",
        /// What was done.
        procedure: Procedure = "SV101",
        /// What is charged.
        charge: Amount = "SV102",
        /// The unit: `UN` units, `MJ` minutes.
        unit: String = "SV103",
        /// How many units.
        units: Quantity = "SV104",
        /// Where, if not where the claim says.
        place_of_service: Option<String> = "SV105",
        /// Which of the claim's diagnoses it was for, counted from 1, the main one first.
        diagnosis_pointers: Vec<String> = "SV107-1..4",
        /// `Y` if it was an emergency.
        emergency: Option<String> = "SV109",
        /// `Y` if it followed from a screening of a child.
        screening: Option<String> = "SV111",
        /// `Y` if it was family planning.
        family_planning: Option<String> = "SV112",
        /// `0` if the patient pays no share.
        copay_exempt: Option<String> = "SV115",
        /// Equipment that is rented or sold.
        equipment: Option<Equipment> = "SV5",
        /// What is sent besides.
        attachments: Vec<Attachment> = "PWK[attachments]",
        /// How the certificate of need for equipment is sent.
        equipment_certificate: Option<String> = "PWK[equipment-certificate]02",
        /// The ambulance transport.
        ambulance: Option<AmbulanceTransport> = "CR1",
        /// The certification of equipment.
        equipment_certification: Option<EquipmentCertification> = "CR3",
        /// Why an ambulance was needed.
        ambulance_certifications: Vec<Condition> = "CRC[ambulance-certification]",
        /// Whether the provider is employed by the hospice, `Y` or `N`.
        hospice_employee: Option<String> = "CRC[hospice-employee]02",
        /// The condition of equipment.
        equipment_condition: Option<Condition> = "CRC[equipment-condition]",
        /// When the service was rendered.
        service_date: Period = "DTP[service-date]02..03",
        /// Other dates.
        dates: LineDates = "",
        /// How many patients were in the ambulance.
        ambulance_patients: Option<Quantity> = "QTY[ambulance-patients]02",
        /// Further units of obstetric anesthesia.
        obstetric_anesthesia_units: Option<Quantity> = "QTY[obstetric-anesthesia-units]02",
        /// Test results.
        test_results: Vec<TestResult> = "MEA",
        /// The contract.
        contract: Option<Contract> = "CN1",
        /// The provider's own number of the line.
        line_item_control_number: Option<String> = "REF[line-item-control-number]02",
        /// Prior authorizations.
        prior_authorizations: Vec<Reference> = "REF[prior-authorization]",
        /// Referrals.
        referrals: Vec<Reference> = "REF[referral]",
        /// Other numbers.
        references: LineReferences = "",
        /// Sales tax in the charge.
        sales_tax: Option<Amount> = "AMT[sales-tax]02",
        /// Postage in the charge.
        postage: Option<Amount> = "AMT[postage]02",
        /// Text in a payer's own format.
        fixed_format: Vec<String> = "K301",
        /// A note.
        note: Option<Note> = "NTE[line-note]",
        /// A note from a third party.
        third_party_note: Option<String> = "NTE[third-party-note]02",
        /// A service bought from another provider.
        purchased_service: Option<PurchasedService> = "PS1",
        /// How the line was repriced.
        repricing: Option<Repricing> = "HCP",
        /// The drug.
        drug: Option<Drug> = "2410",
        /// Who rendered the service, if not who the claim says.
        rendering_provider: Option<Provider> = "2420A",
        /// Who sold a purchased service.
        purchased_service_provider: Option<Provider> = "2420B",
        /// Where the service was rendered, if not where the claim says.
        service_facility: Option<Provider> = "2420C",
        /// Who supervised, if not who the claim says.
        supervising_provider: Option<Provider> = "2420D",
        /// Who ordered the service.
        ordering_provider: Option<Provider> = "2420E",
        /// Who referred the patient, if not who the claim says.
        referring_providers: Vec<Provider> = "2420F",
        /// Where the ambulance picked the patient up.
        ambulance_pick_up: Option<Provider> = "2420G",
        /// Where the ambulance dropped the patient off.
        ambulance_drop_off: Option<Provider> = "2420H",
        /// What other payers did with the line.
        adjudications: Vec<LineAdjudication> = "2430",
        /// Forms that support the service.
        forms: Vec<SupportingForm> = "2440",
    }
}

group_record! {
    /// Dates of a line other than that of the service (DTP).
    pub struct LineDates {
        /// The prescription.
        prescription: Option<Date> = "DTP[prescription]03",
        /// When the certification was revised.
        certification_revision: Option<Date> = "DTP[certification-revision]03",
        /// When therapy began.
        therapy_begin: Option<Date> = "DTP[therapy-begin]03",
        /// The last certification.
        last_certification: Option<Date> = "DTP[last-certification]03",
        /// When the patient was last seen.
        last_seen: Option<Date> = "DTP[last-seen]03",
        /// Tests.
        tests: Vec<TestDate> = "DTP[test]",
        /// When it was shipped.
        shipped: Option<Date> = "DTP[shipped]03",
        /// The last X-ray.
        last_x_ray: Option<Date> = "DTP[last-x-ray]03",
        /// The first treatment.
        initial_treatment: Option<Date> = "DTP[initial-treatment]03",
    }
}

segment_record! {
    /// When a test was made (DTP).
    pub struct TestDate width 3 {
        /// `738` hemoglobin or hematocrit, `739` creatinine.
        qualifier: String = "01",
        /// The day.
        date: Date = "03",
    }
}

group_record! {
    /// Numbers of a line (REF).
    pub struct LineReferences {
        /// The repricer's number of the line.
        repriced_line: Option<String> = "REF[repriced-line]02",
        /// The repricer's number after an adjustment.
        adjusted_repriced_line: Option<String> = "REF[adjusted-repriced-line]02",
        /// The mammography center's certification.
        mammography_certification: Option<String> = "REF[mammography-certification]02",
        /// The laboratory's certification.
        clia_number: Option<String> = "REF[clia-number]02",
        /// The certification of the laboratory that referred.
        referring_clia_number: Option<String> = "REF[referring-clia-number]02",
        /// The batch of a vaccine.
        immunization_batch: Option<String> = "REF[immunization-batch]02",
    }
}

segment_record! {
    /// Equipment that is rented or sold (SV5).
    pub struct Equipment width 6 {
        /// The equipment.
        procedure: Procedure = "01",
        /// How many days it is needed.
        days: Quantity = "03",
        /// The rent.
        rental_price: Amount = "04",
        /// The price.
        purchase_price: Amount = "05",
        /// How often rent is due: `1` weekly, `4` monthly, `6` daily.
        rental_frequency: String = "06",
    }
}

segment_record! {
    /// The certification of equipment (CR3).
    pub struct EquipmentCertification width 3 {
        /// `I` first, `R` renewed, `S` revised.
        kind: String = "01",
        /// For how many months.
        months: Quantity = "03",
    }
}

segment_record! {
    /// A test result (MEA).
    pub struct TestResult width 3 {
        /// `OG` at the beginning, `TR` a test result.
        reference: String = "01",
        /// What was measured: `HT` height, `R1` hemoglobin, `R2` hematocrit, and so on.
        kind: String = "02",
        /// The result.
        value: Quantity = "03",
    }
}

segment_record! {
    /// A service bought from another provider (PS1).
    pub struct PurchasedService width 2 {
        /// The provider.
        provider_id: String = "01",
        /// What it charged.
        charge: Amount = "02",
    }
}

loop_record! {
    /// A drug (loop 2410).
    pub struct Drug {
        /// The code list, `N4` for the national drug code.
        qualifier: String = "LIN02",
        /// The code.
        code: String = "LIN03",
        /// How much.
        quantity: Quantity = "CTP04",
        /// The unit.
        unit: String = "CTP05-1",
        /// The prescription (`XZ`), or the number that links the parts of a compound (`VY`).
        prescription: Option<Reference> = "REF[prescription-number]",
    }
}

loop_record! {
    /// What another payer did with a line (loop 2430).
    pub struct LineAdjudication {
        /// The payer, by the identifier in its coverage.
        payer_id: String = "SVD01",
        /// What it paid.
        paid: Amount = "SVD02",
        /// The procedure that it paid.
        procedure: Procedure = "SVD03",
        /// The units that it paid.
        units: Quantity = "SVD05",
        /// The line into which it bundled this one.
        bundled_line: Option<String> = "SVD06",
        /// What it did not pay, and why.
        adjustments: Vec<Adjustment> = "CAS",
        /// When it decided.
        remittance_date: Option<Date> = "DTP[remittance-date]03",
        /// What the patient still owes.
        remaining_patient_liability: Option<Amount> = "AMT[remaining-patient-liability]02",
    }
}

loop_record! {
    /// A form that supports a service (loop 2440).
    pub struct SupportingForm {
        /// The list that the form is from.
        qualifier: String = "LQ01",
        /// The form.
        code: String = "LQ02",
        /// The answers.
        answers: Vec<Answer> = "FRM",
    }
}

segment_record! {
    /// An answer in a form (FRM).
    pub struct Answer width 5 {
        /// The question.
        question: String = "01",
        /// `Y`, `N` or `W`.
        response: Option<String> = "02",
        /// An answer in words.
        text: Option<String> = "03",
        /// A day.
        date: Option<Date> = "04",
        /// A percentage.
        percent: Option<String> = "05",
    }
}
