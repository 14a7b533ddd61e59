//! Providers: who bills, renders, refers, supervises, and where (2010AA, 2010AB, 2010AC, 2310, 2330C to G, 2420).

use x12_model::{Contact, PostalAddress, Reference, loop_record};

loop_record! {
    /// Who bills (loop 2000A).
    pub struct Billing beside "2000B" {
        /// The billing provider's specialty.
        taxonomy: Option<String> = "PRV03",
        /// The currency, if not US dollars.
        currency: Option<String> = "CUR02",
        /// The billing provider.
        provider: BillingProvider = "2010AA",
        /// Where payment goes, if elsewhere.
        pay_to: Option<PayTo> = "2010AB",
        /// The plan that is paid instead of the provider.
        pay_to_plan: Option<PayToPlan> = "2010AC",
    }
}

loop_record! {
    /// The billing provider (loop 2010AA).
    pub struct BillingProvider {
        /// `1` person, `2` organization.
        entity_type: String = "NM102",
        /// The last name, or the organization's name.
        name: String = "NM103",
        /// The first name.
        first_name: Option<String> = "NM104",
        /// The middle name or initial.
        middle_name: Option<String> = "NM105",
        /// The suffix.
        suffix: Option<String> = "NM107",
        /// The national provider identifier.
        npi: Option<String> = "NM109",
        /// The address.
        address: PostalAddress = "",
        /// The tax identifier: `EI` employer, `SY` social security.
        tax_id: Reference = "REF[tax-id]",
        /// Licenses and the like.
        licenses: Vec<Reference> = "REF[license-or-upin]",
        /// Whom to ask.
        contacts: Vec<Contact> = "PER",
    }
}

loop_record! {
    /// Where payment goes (loop 2010AB).
    pub struct PayTo {
        /// `1` person, `2` organization.
        entity_type: String = "NM102",
        /// The address.
        address: PostalAddress = "",
    }
}

loop_record! {
    /// The plan that is paid instead of the provider (loop 2010AC).
    pub struct PayToPlan {
        /// Its name.
        name: String = "NM103",
        /// The kind of identifier: `PI` payer, `XV` plan.
        id_qualifier: String = "NM108",
        /// Its identifier.
        id: String = "NM109",
        /// Its address.
        address: PostalAddress = "",
        /// Further identifiers.
        references: Vec<Reference> = "REF[secondary-ids]",
        /// Its tax identifier.
        tax_id: String = "REF[tax-id]02",
    }
}

loop_record! {
    /// A provider or place named on a claim, line or other coverage. Which of the fields have a place depends on the role: the writer says so
    /// if one has none.
    pub struct Provider {
        /// The role, where there is a choice: `DN` referring, `P3` primary care.
        role: Option<String> = "NM101?",
        /// `1` person, `2` organization, where there is a choice.
        entity_type: Option<String> = "NM102?",
        /// The last name, or the organization's name.
        name: Option<String> = "NM103",
        /// The first name.
        first_name: Option<String> = "NM104",
        /// The middle name or initial.
        middle_name: Option<String> = "NM105",
        /// The suffix.
        suffix: Option<String> = "NM107",
        /// The national provider identifier.
        npi: Option<String> = "NM109",
        /// The specialty.
        taxonomy: Option<String> = "PRV03",
        /// The address.
        address: PostalAddress = "",
        /// Further identifiers.
        references: Vec<Reference> = "REF[secondary-ids|billing-provider-ids]",
        /// Whom to ask.
        contacts: Vec<Contact> = "PER",
    }
}

impl Provider {
    /// A person with an NPI.
    #[must_use]
    pub fn person(last_name: impl Into<String>, first_name: impl Into<String>, npi: impl Into<String>) -> Self {
        Self { entity_type: Some("1".into()), name: Some(last_name.into()), first_name: Some(first_name.into()), npi: Some(npi.into()), ..Self::default() }
    }

    /// An organization with an NPI.
    #[must_use]
    pub fn organization(name: impl Into<String>, npi: impl Into<String>) -> Self {
        Self { entity_type: Some("2".into()), name: Some(name.into()), npi: Some(npi.into()), ..Self::default() }
    }
}
