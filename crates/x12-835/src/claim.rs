//! A claim as paid: 005010X221A1 loops 2100 and 2110.
//!
//! For each line and claim the charge less the adjustments is the payment; nothing here checks that.

use x12_model::{Adjustment, Amount, Contact, Date, Procedure, Quantity, Reference, loop_record, segment_record};

loop_record! {
    /// One claim and what was paid on it (loop 2100).
    pub struct RemittanceClaim {
        /// The provider's own number of the claim, CLM01 of the 837.
        patient_control_number: String = "CLP01",
        /// What became of it: `1` paid as primary, `2` as secondary, `4` denied, `22` reversed, and so on.
        status: String = "CLP02",
        /// What was charged.
        charge: Amount = "CLP03",
        /// What was paid.
        paid: Amount = "CLP04",
        /// What the patient owes.
        patient_responsibility: Option<Amount> = "CLP05",
        /// The kind of plan.
        filing_indicator: String = "CLP06",
        /// The payer's number of the claim.
        payer_claim_control_number: String = "CLP07",
        /// The place of service or kind of facility.
        facility_code: Option<String> = "CLP08",
        /// `1` original, `7` replacement, `8` void.
        frequency: Option<String> = "CLP09",
        /// The diagnosis related group.
        drg: Option<String> = "CLP11",
        /// Its weight.
        drg_weight: Option<String> = "CLP12",
        /// The share of the discharge that was paid.
        discharge_fraction: Option<String> = "CLP13",
        /// Adjustments of the claim as a whole.
        adjustments: Vec<Adjustment> = "CAS",
        /// The patient.
        patient: Party = "NM1[patient]",
        /// The subscriber, if another than the patient.
        subscriber: Option<Party> = "NM1[subscriber]",
        /// The patient or subscriber as the payer knows them.
        corrected_insured: Option<Party> = "NM1[corrected-insured]",
        /// Who rendered the services.
        rendering_provider: Option<Party> = "NM1[rendering-provider]",
        /// The payer to whom the claim was forwarded.
        crossover_payer: Option<Party> = "NM1[crossover-payer]",
        /// The payer who should have paid before.
        corrected_priority_payer: Option<Party> = "NM1[corrected-priority-payer]",
        /// The subscriber of other coverage.
        other_subscriber: Option<Party> = "NM1[other-subscriber]",
        /// Inpatient adjudication.
        inpatient: Option<InpatientAdjudication> = "MIA",
        /// Outpatient adjudication.
        outpatient: Option<OutpatientAdjudication> = "MOA",
        /// Other numbers of the claim.
        references: Vec<Reference> = "REF[other-ids]",
        /// Further numbers of the rendering provider.
        rendering_provider_references: Vec<Reference> = "REF[rendering-provider-ids]",
        /// The first and last day (`232`, `233`).
        statement_dates: Vec<QualifiedDate> = "DTM[statement-dates]",
        /// When coverage ended.
        coverage_expiration: Option<Date> = "DTM[coverage-expiration]02",
        /// When the payer received the claim.
        received: Option<Date> = "DTM[received]02",
        /// Whom to ask about the claim.
        contacts: Vec<Contact> = "PER",
        /// Amounts that tell more and enter no balance.
        supplemental_amounts: Vec<QualifiedAmount> = "AMT[supplemental-amounts]",
        /// Quantities that tell more.
        supplemental_quantities: Vec<QualifiedQuantity> = "QTY[supplemental-quantities]",
        /// The lines.
        service_lines: Vec<RemittanceLine> = "2110",
    }
}

loop_record! {
    /// One service and what was paid on it (loop 2110).
    pub struct RemittanceLine {
        /// The procedure that was paid.
        procedure: Procedure = "SVC01",
        /// What was charged.
        charge: Amount = "SVC02",
        /// What was paid.
        paid: Amount = "SVC03",
        /// The revenue code.
        revenue_code: Option<String> = "SVC04",
        /// Units paid; one if absent.
        paid_units: Option<Quantity> = "SVC05",
        /// The procedure as charged, if another.
        submitted_procedure: Option<Procedure> = "SVC06",
        /// Units as charged, if another count.
        submitted_units: Option<Quantity> = "SVC07",
        /// The day (`472`), or first and last day (`150`, `151`) of service.
        service_dates: Vec<QualifiedDate> = "DTM[service-dates]",
        /// What was not paid, and why.
        adjustments: Vec<Adjustment> = "CAS",
        /// Numbers of the service.
        references: Vec<Reference> = "REF[service-ids]",
        /// The provider's own number of the line, REF*6R of the 837.
        line_item_control_number: Option<String> = "REF[line-item-control-number]02",
        /// Numbers of the rendering provider.
        rendering_provider_references: Vec<Reference> = "REF[rendering-provider-ids]",
        /// The policies that were applied.
        healthcare_policies: Vec<String> = "REF[healthcare-policies]02",
        /// Amounts that tell more and enter no balance.
        supplemental_amounts: Vec<QualifiedAmount> = "AMT[supplemental-amounts]",
        /// Quantities that tell more.
        supplemental_quantities: Vec<QualifiedQuantity> = "QTY[supplemental-quantities]",
        /// Remark codes.
        remarks: Vec<Remark> = "LQ[remarks]",
    }
}

segment_record! {
    /// Someone named on a claim (NM1).
    pub struct Party width 9 {
        /// `1` person, `2` organization.
        entity_type: String = "02?",
        /// The last name, or the organization's name.
        name: Option<String> = "03",
        /// The first name.
        first_name: Option<String> = "04",
        /// The middle name or initial.
        middle_name: Option<String> = "05",
        /// The suffix.
        suffix: Option<String> = "07",
        /// The kind of identifier.
        id_qualifier: Option<String> = "08?",
        /// The identifier.
        id: Option<String> = "09",
    }
}

segment_record! {
    /// A date and what it is (DTM).
    pub struct QualifiedDate width 2 {
        /// What happened.
        qualifier: String = "01",
        /// The date.
        date: Date = "02",
    }
}

segment_record! {
    /// An amount and what it is (AMT).
    pub struct QualifiedAmount width 2 {
        /// What it is, such as `AU` coverage, `B6` allowed, `I` interest.
        qualifier: String = "01",
        /// The amount.
        amount: Amount = "02",
    }
}

segment_record! {
    /// A quantity and what it is (QTY).
    pub struct QualifiedQuantity width 2 {
        /// What it is.
        qualifier: String = "01",
        /// The quantity.
        quantity: Quantity = "02",
    }
}

segment_record! {
    /// A remark (LQ).
    pub struct Remark width 2 {
        /// The list: `HE` remark codes, `RX` pharmacy reject codes.
        list: String = "01",
        /// The code.
        code: String = "02",
    }
}

segment_record! {
    /// How an inpatient claim was adjudicated (MIA).
    pub struct InpatientAdjudication width 24 {
        /// Covered days or visits.
        covered_days: String = "01",
        /// The operating outlier amount.
        operating_outlier: Option<Amount> = "02",
        /// Psychiatric days in a lifetime.
        lifetime_psychiatric_days: Option<Quantity> = "03",
        /// The amount for the diagnosis related group.
        drg: Option<Amount> = "04",
        /// The first remark code.
        remark1: Option<String> = "05",
        /// For treating many low-income patients.
        disproportionate_share: Option<Amount> = "06",
        /// Medicare secondary payer pass-through.
        pass_through: Option<Amount> = "07",
        /// Capital under the prospective system.
        capital: Option<Amount> = "08",
        /// Capital, federal part by diagnosis related group.
        capital_federal: Option<Amount> = "09",
        /// Capital, hospital part by diagnosis related group.
        capital_hospital: Option<Amount> = "10",
        /// Capital for treating many low-income patients.
        capital_disproportionate_share: Option<Amount> = "11",
        /// The old capital amount.
        old_capital: Option<Amount> = "12",
        /// Capital for indirect medical education.
        capital_indirect_education: Option<Amount> = "13",
        /// Operating, hospital part by diagnosis related group.
        operating_hospital: Option<Amount> = "14",
        /// Days that cost.
        cost_report_days: Option<Quantity> = "15",
        /// Operating, federal part by diagnosis related group.
        operating_federal: Option<Amount> = "16",
        /// Capital outlier.
        capital_outlier: Option<Amount> = "17",
        /// Indirect teaching.
        indirect_teaching: Option<Amount> = "18",
        /// Professional fees billed but not payable.
        nonpayable_professional: Option<Amount> = "19",
        /// Further remark codes.
        remarks: Vec<String> = "20..23",
        /// The capital exception amount.
        capital_exception: Option<Amount> = "24",
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
