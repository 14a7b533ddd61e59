//! The rules of external code lists.

use x12_findings::{Rule, Severity};

pub(crate) static MALFORMED: Rule = Rule {
    code: "code-malformed",
    severity: Severity::Error,
    snip: 5,
    title: "A code is not built as the codes of its list are",
    reason: "A code with a point, a letter too many or a digit too few names nothing in any edition of its list.",
    source: "CMS, ICD-10-CM/PCS and HCPCS code files; FDA, NDC in 11 digits as in HIPAA claims; NUCC taxonomy; USPS ZIP; 837 guides, REF*EI and REF*SY: nine digits",
    example: "HI*ABK:J06.9",
};

pub(crate) static NOT_IN_LIST: Rule = Rule {
    code: "code-not-in-list",
    severity: Severity::Error,
    snip: 5,
    title: "A code is not in its list",
    reason: "A code that its list does not have cannot be paid, posted or explained.",
    source: "the list itself, built in or loaded with --codes; `external` in the guide files names it",
    example: "CLM05-1 = 97, which is no place of service",
};

pub(crate) static NOT_IN_OUR_LIST: Rule = Rule {
    code: "code-not-in-our-list",
    severity: Severity::Warning,
    snip: 5,
    title: "A code is not among those of its list that are at hand",
    reason: "The list at hand does not hold every code, so the code may be a newer one, or a mistyped one.",
    source: "the list built in, which says of itself that it is not complete; load the publisher's with --codes",
    example: "a remark code of this year",
};

pub(crate) static ENDED: Rule = Rule {
    code: "code-ended",
    severity: Severity::Error,
    snip: 5,
    title: "A code could no longer be used on its day",
    reason: "Payers judge a code by the day of the service, or of the message where it is about none.",
    source: "start and stop dates of the list; 45 CFR 162.1011: the code set valid at the time of the service",
    example: "an ICD-9 code for a service of 2026",
};

pub(crate) static NOT_YET: Rule = Rule {
    code: "code-not-yet-valid",
    severity: Severity::Error,
    snip: 5,
    title: "A code could not yet be used on its day",
    reason: "Payers judge a code by the day of the service, or of the message where it is about none.",
    source: "start and stop dates of the list; 45 CFR 162.1011: the code set valid at the time of the service",
    example: "a code of October's edition for a service in September",
};

pub(crate) static PAYER_OUTDATED: Rule = Rule {
    code: "payer-code-outdated",
    severity: Severity::Warning,
    snip: 5,
    title: "A payer used a code outside of its days",
    reason: "What the code says can still be posted, and only the payer can change it.",
    source: "X12, use of deactivated reason and remark codes; start and stop dates of the list",
    example: "CAS*CO*42 in a remittance of 2026; the code ended in 2007",
};

pub(crate) static LIST_ABSENT: Rule = Rule {
    code: "code-list-absent",
    severity: Severity::Warning,
    snip: 5,
    title: "Codes were not looked up, as their list is not at hand",
    reason: "With --codes the lists are meant to be there; what cannot be looked up should not pass in silence.",
    source: "a limit of what was loaded",
    example: "--codes with a folder that has no ICD-10-CM",
};
