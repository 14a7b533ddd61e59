//! One payment: 005010X221A1 from ST to SE.

use x12_model::{Amount, Contact, Date, PostalAddress, Reference, group_record, loop_record, segment_record};

use crate::claim::RemittanceClaim;
use crate::schema::Schema;

loop_record! {
    /// One payment and the claims it pays (one ST to SE of an 835).
    pub struct Remittance {
        /// The shape's name and version, `remittance.v1`.
        schema: Schema = "/",
        /// The number of the set in its group.
        control_number: String = "/ST02",
        /// How much was paid, how, and when.
        payment: Payment = "",
        /// Who pays.
        payer: Payer = "1000A",
        /// Who is paid.
        payee: Payee = "1000B",
        /// The claims, in the groups in which the payer sent them.
        groups: Vec<ClaimGroup> = "2000",
        /// What was added to or taken from the payment apart from any claim.
        provider_adjustments: Vec<ProviderAdjustments> = "PLB",
    }
}

impl Remittance {
    /// The claims of all groups.
    pub fn claims(&self) -> impl Iterator<Item = &RemittanceClaim> {
        self.groups.iter().flat_map(|group| &group.claims)
    }
}

group_record! {
    /// How much was paid, how, and when (BPR, TRN and the segments with them).
    pub struct Payment {
        /// What the set is for: `I` remittance only, `H` notice, `C` payment with it, and so on.
        handling: String = "BPR01",
        /// The total payment.
        total: Amount = "BPR02",
        /// `C` credit or `D` debit.
        credit_or_debit: String = "BPR03",
        /// How it was paid: `ACH`, `CHK`, `FWT`, `BOP`, `NON`.
        method: String = "BPR04",
        /// The format of the electronic payment, `CCP` or `CTX`.
        format: Option<String> = "BPR05",
        /// The payer's account.
        from_account: Option<BankAccount> = "BPR06..09",
        /// The payer's identifier at its bank.
        originating_company: Option<String> = "BPR10",
        /// A further identifier of the payer at its bank.
        originating_company_supplement: Option<String> = "BPR11",
        /// The payee's account.
        to_account: Option<BankAccount> = "BPR12..15",
        /// When the money moves, or the date of the check.
        date: Option<Date> = "BPR16",
        /// The check or transfer number that ties this remittance to the money.
        trace_number: String = "TRN02",
        /// The payer's identifier in the trace: its tax identifier behind a `1`.
        trace_payer_id: String = "TRN03",
        /// A further identifier in the trace.
        trace_payer_supplement: Option<String> = "TRN04",
        /// The currency, if not US dollars.
        currency: Option<String> = "CUR02",
        /// The receiver's identifier, if not the payee.
        receiver_id: Option<String> = "REF[receiver-id]02",
        /// The payer's software version.
        software_version: Option<String> = "REF[version]02",
        /// When the remittance was made, if not on the payment date.
        production_date: Option<Date> = "DTM[production-date]02",
    }
}

segment_record! {
    /// A bank account.
    pub struct BankAccount width 4 {
        /// The kind of bank number, `01` for ABA routing.
        bank_kind: String = "01",
        /// The bank's number.
        bank: String = "02",
        /// The kind of account, `DA` demand deposit, `SG` savings.
        account_kind: String = "03",
        /// The account number.
        account: String = "04",
    }
}

loop_record! {
    /// Who pays (loop 1000A).
    pub struct Payer {
        /// The payer's name.
        name: String = "N102",
        /// The kind of identifier, `XV`.
        id_qualifier: Option<String> = "N103?",
        /// The payer's identifier.
        id: Option<String> = "N104",
        /// Its address.
        address: PostalAddress = "",
        /// Further identifiers.
        references: Vec<Reference> = "REF[additional-ids]",
        /// Whom to ask about claims.
        business_contact: Option<Contact> = "PER[business-contact]",
        /// Whom to ask about this file.
        technical_contacts: Vec<Contact> = "PER[technical-contact]",
        /// Where its policies are published.
        website: Option<Contact> = "PER[website]",
    }
}

loop_record! {
    /// Who is paid (loop 1000B).
    pub struct Payee {
        /// The payee's name.
        name: String = "N102",
        /// The kind of identifier: `XX` NPI, `FI` tax identifier, `XV` plan.
        id_qualifier: String = "N103",
        /// The identifier.
        id: String = "N104",
        /// Its address.
        address: PostalAddress = "",
        /// Further identifiers, such as `TJ` the tax identifier.
        references: Vec<Reference> = "REF[additional-ids]",
        /// How the remittance is delivered.
        delivery: Option<Delivery> = "RDM",
    }
}

segment_record! {
    /// How a remittance is delivered (RDM).
    pub struct Delivery width 3 {
        /// `BM` mail, `EM` e-mail, `FT` file transfer, `OL` online.
        method: String = "01",
        /// To whom.
        name: Option<String> = "02",
        /// The address or number.
        number: Option<String> = "03",
    }
}

segment_record! {
    /// Adjustments of one provider apart from any claim (PLB).
    pub struct ProviderAdjustments width 14 {
        /// The provider.
        provider_id: String = "01",
        /// The end of the provider's fiscal year.
        fiscal_period_end: Date = "02",
        /// Up to six adjustments.
        adjustments: Vec<ProviderAdjustment> = "03..14",
    }
}

segment_record! {
    /// One adjustment of a provider. A positive amount lowers the payment.
    pub struct ProviderAdjustment width 2 {
        /// Why, such as `WO` overpayment recovery, `FB` forwarded balance, `L6` interest.
        reason: String = "01-1",
        /// What it refers to.
        reference: Option<String> = "01-2",
        /// The amount.
        amount: Amount = "02",
    }
}

loop_record! {
    /// Claims that the payer reports together (loop 2000).
    pub struct ClaimGroup {
        /// The group's number.
        number: String = "LX01",
        /// Totals of the provider in this group.
        provider_totals: Option<ProviderTotals> = "TS3",
        /// Totals of Medicare inpatient claims.
        inpatient_totals: Option<InpatientTotals> = "TS2",
        /// The claims.
        claims: Vec<RemittanceClaim> = "2100",
    }
}

segment_record! {
    /// Totals of one provider (TS3).
    pub struct ProviderTotals width 24 {
        /// The provider.
        provider_id: String = "01",
        /// The kind of facility.
        facility_kind: String = "02",
        /// The end of the provider's fiscal year.
        fiscal_period_end: Date = "03",
        /// How many claims.
        claim_count: String = "04",
        /// What was charged.
        charge: Amount = "05",
        /// Medicare secondary payer: what the primary payers paid.
        primary_payer: Option<Amount> = "13",
        /// Charges outside the laboratory fee schedule.
        non_laboratory_charge: Option<Amount> = "15",
        /// The payable part of HCPCS-coded services.
        hcpcs_payable: Option<Amount> = "17",
        /// The reported part of HCPCS-coded services.
        hcpcs_reported: Option<Amount> = "18",
        /// Professional fees.
        professional_component: Option<Amount> = "20",
        /// What the patient paid that was refunded.
        patient_liability_met: Option<Amount> = "21",
        /// What patients were reimbursed.
        patient_reimbursement: Option<Amount> = "22",
        /// Claims under the periodic interim payment.
        interim_payment_claims: Option<String> = "23",
        /// Adjustments under the periodic interim payment.
        interim_payment_adjustment: Option<Amount> = "24",
    }
}

segment_record! {
    /// Totals of Medicare inpatient claims (TS2), by their position in the segment.
    pub struct InpatientTotals width 19 {
        /// Total for diagnosis related groups.
        drg: Option<Amount> = "01",
        /// Federal part of it.
        federal: Option<Amount> = "02",
        /// Hospital part of it.
        hospital: Option<Amount> = "03",
        /// For treating many low-income patients.
        disproportionate_share: Option<Amount> = "04",
        /// Capital.
        capital: Option<Amount> = "05",
        /// Indirect medical education.
        indirect_education: Option<Amount> = "06",
        /// Days counted as outliers.
        outlier_days: Option<String> = "07",
        /// For days as outliers.
        day_outlier: Option<Amount> = "08",
        /// For cost as outlier.
        cost_outlier: Option<Amount> = "09",
        /// The average length of stay.
        average_stay: Option<String> = "10",
        /// Discharges.
        discharges: Option<String> = "11",
        /// Days that cost.
        cost_report_days: Option<String> = "12",
        /// Days that are covered.
        covered_days: Option<String> = "13",
        /// Days that are not covered.
        noncovered_days: Option<String> = "14",
        /// Medicare secondary payer pass-through.
        pass_through: Option<Amount> = "15",
        /// The average weight of the diagnosis related groups.
        average_weight: Option<String> = "16",
        /// Capital by the federal rate.
        capital_federal: Option<Amount> = "17",
        /// Capital by the hospital's rate.
        capital_hospital: Option<Amount> = "18",
        /// Capital for treating many low-income patients.
        capital_disproportionate_share: Option<Amount> = "19",
    }
}
