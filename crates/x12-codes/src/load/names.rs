//! Which list a file holds, by its name.

/// The lists that guides and rules ask for.
pub(super) const LISTS: &[&str] = &[
    "admission-sources",
    "admission-types",
    "claim-adjustment-reasons",
    "claim-frequency",
    "claim-status",
    "claim-status-categories",
    "countries",
    "country-subdivisions",
    "currencies",
    "diagnosis-icd10",
    "diagnosis-icd9",
    "drug-ndc",
    "modifiers-hcpcs",
    "patient-statuses",
    "place-of-service",
    "postal-codes",
    "procedure-cdt",
    "procedure-cpt",
    "procedure-hcpcs",
    "procedure-icd10",
    "procedure-icd9",
    "provider-taxonomy",
    "remark-codes",
    "revenue-codes",
    "states",
    "type-of-bill",
];

/// Parts of the names that publishers give their files, without hyphens and the like; the longer names come first.
const PUBLISHED: &[(&str, &str)] = &[
    ("claimadjustmentreason", "claim-adjustment-reasons"),
    ("remittanceadviceremark", "remark-codes"),
    ("claimstatuscategor", "claim-status-categories"),
    ("claimstatus", "claim-status"),
    ("placeofservice", "place-of-service"),
    ("taxonomy", "provider-taxonomy"),
    ("revenuecode", "revenue-codes"),
    ("carc", "claim-adjustment-reasons"),
    ("rarc", "remark-codes"),
    ("icd10cm", "diagnosis-icd10"),
    ("icd10pcs", "procedure-icd10"),
    ("hcpcs", "procedure-hcpcs"),
];

/// The list of a file by its name without its ending, in small letters.
pub(super) fn list_of(stem: &str) -> Option<&'static str> {
    // The longest name that fits: claim-status stands in claim-status-categories too.
    if let Some(list) = LISTS.iter().filter(|list| stem.contains(**list)).max_by_key(|list| list.len()) {
        return Some(list);
    }
    let bare: String = stem.chars().filter(char::is_ascii_alphanumeric).collect();
    if bare == "pos" {
        return Some("place-of-service");
    }
    PUBLISHED.iter().find(|(part, _)| bare.contains(part)).map(|(_, list)| *list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_ours_and_of_publishers_tell_the_list() {
        assert_eq!(list_of("claim-status-categories"), Some("claim-status-categories"));
        assert_eq!(list_of("claim-status-2026"), Some("claim-status"));
        assert_eq!(list_of("claim_status_category_codes"), Some("claim-status-categories"));
        assert_eq!(list_of("remittance-advice-remark-codes"), Some("remark-codes"));
        assert_eq!(list_of("pos"), Some("place-of-service"));
        assert_eq!(list_of("deposits"), None);
    }
}
