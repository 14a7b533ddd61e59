//! Codes of remittances and acknowledgements: each list that knows a code explains it.

use x12::acknowledge::codes::{
    ActionCode, ElementFault, GroupFault, GroupVerdict, InterchangeNote, InterchangeVerdict, SegmentFault, SetFault, SetVerdict, StatusCategory, StatusCode,
    party as party_named,
};
use x12::remittance::codes::{adjustment_group, adjustment_reason, claim_status, provider_adjustment, remark};

use super::Meaning;

/// A list of codes.
struct List {
    kind: &'static str,
    of: &'static str,
    /// What people call it, in front of a code.
    names: &'static [&'static str],
    explain: fn(&str) -> Option<&'static str>,
}

/// Explains the codes of a type of the acknowledgements.
macro_rules! explained {
    ($name:ident) => {
        |code| $name::new(code.to_owned()).explain()
    };
}

const LISTS: &[List] = &[
    List { kind: "adjustment-reason", of: "claim adjustment reason (CARC, CAS02)", names: &["CARC", "CAS02"], explain: adjustment_reason },
    List { kind: "adjustment-group", of: "claim adjustment group (CAS01)", names: &["GROUP", "CAS01"], explain: adjustment_group },
    List { kind: "remark", of: "remittance advice remark (RARC, LQ02)", names: &["RARC", "LQ02", "REMARK"], explain: remark },
    List { kind: "claim-payment-status", of: "how the remittance processed the claim (CLP02)", names: &["CLP02"], explain: claim_status },
    List { kind: "provider-adjustment", of: "provider adjustment (PLB03-1)", names: &["PLB", "PLB03", "PLB03-1"], explain: provider_adjustment },
    List {
        kind: "claim-status-category",
        of: "claim status category (STC01-1)",
        names: &["CATEGORY", "STC01-1", "STATUS"],
        explain: explained!(StatusCategory),
    },
    List { kind: "claim-status", of: "claim status (STC01-2)", names: &["STATUS", "STC01-2"], explain: explained!(StatusCode) },
    List { kind: "claim-action", of: "what becomes of the claim (STC03)", names: &["STC03"], explain: explained!(ActionCode) },
    List { kind: "interchange-verdict", of: "TA1, how the interchange fares (TA104)", names: &["TA1", "TA104"], explain: explained!(InterchangeVerdict) },
    List { kind: "interchange-note", of: "TA1, what is wrong with the envelope (TA105)", names: &["TA1", "TA105"], explain: explained!(InterchangeNote) },
    List { kind: "segment-fault", of: "999, what is wrong with a segment (IK304)", names: &["999", "IK304"], explain: explained!(SegmentFault) },
    List { kind: "element-fault", of: "999, what is wrong with an element (IK403)", names: &["999", "IK403"], explain: explained!(ElementFault) },
    List { kind: "set-verdict", of: "999, how a set fares (IK501)", names: &["999", "IK501"], explain: explained!(SetVerdict) },
    List { kind: "set-fault", of: "999, what is wrong with a set (IK502)", names: &["999", "IK502"], explain: explained!(SetFault) },
    List { kind: "group-verdict", of: "999, how a group fares (AK901)", names: &["999", "AK901"], explain: explained!(GroupVerdict) },
    List { kind: "group-fault", of: "999, what is wrong with a group (AK905)", names: &["999", "AK905"], explain: explained!(GroupFault) },
];

/// What every list says of a code: bare (`16`), behind its list's name (`CARC 16`), behind its group (`CO-45`) or as a status (`A7:562:85`).
pub(super) fn explain(query: &str) -> Vec<Meaning> {
    let query = query.to_ascii_uppercase();
    let parts: Vec<&str> = query.split([' ', ':', '=', '/', '-']).filter(|part| !part.is_empty()).collect();
    let bare = || of_lists(&query, |_| true);
    match parts.as_slice() {
        [_] => grouped(&query).unwrap_or_else(bare),
        // PLB03-1 and STC01-2 hold a dash themselves.
        [front, component, code] if LISTS.iter().any(|list| list.names.contains(&format!("{front}-{component}").as_str())) => {
            named(&format!("{front}-{component}"), code)
        }
        [name, code] if LISTS.iter().any(|list| list.names.contains(name)) => named(name, code),
        [group, reason] if adjustment_group(group).is_some() => pair(group, reason).unwrap_or_default(),
        [category, status, party @ ..] if party.len() < 2 && StatusCategory::new((*category).to_owned()).explain().is_some() => {
            let mut found = of_kind("claim-status-category", category);
            found.extend(of_kind("claim-status", status));
            found.extend(party.iter().map(|party| Meaning {
                kind: "party",
                of: "the party that the status is about (STC01-3)".to_owned(),
                code: (*party).to_owned(),
                meaning: party_named(party).unwrap_or("a party that this build has no words for").to_owned(),
                ..Meaning::default()
            }));
            // Both must be known, or the answer would look whole.
            if found.len() == 2 + party.len() { found } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

/// `CO45`: group and reason in one word.
fn grouped(query: &str) -> Option<Vec<Meaning>> {
    let (group, reason) = query.split_at_checked(2).filter(|(_, reason)| !reason.is_empty())?;
    pair(group, reason)
}

fn pair(group: &str, reason: &str) -> Option<Vec<Meaning>> {
    let (group, reason) = (of_kind("adjustment-group", group), of_kind("adjustment-reason", reason));
    (!group.is_empty() && !reason.is_empty()).then(|| group.into_iter().chain(reason).collect())
}

fn named(name: &str, code: &str) -> Vec<Meaning> {
    of_lists(code, |list| list.names.contains(&name))
}

fn of_kind(kind: &str, code: &str) -> Vec<Meaning> {
    of_lists(code, |list| list.kind == kind)
}

fn of_lists(code: &str, wanted: impl Fn(&List) -> bool) -> Vec<Meaning> {
    let known = LISTS.iter().filter(|list| wanted(list)).filter_map(|list| {
        let meaning = (list.explain)(code)?.to_owned();
        Some(Meaning { kind: list.kind, of: list.of.to_owned(), code: code.to_owned(), meaning, ..Meaning::default() })
    });
    known.collect()
}

/// Of which list a code has the form, although the list does not have it.
pub(super) fn form_of(query: &str) -> Option<&'static str> {
    let query = query.to_ascii_uppercase();
    let digits = |prefix: &str, most: usize| {
        query.strip_prefix(prefix).is_some_and(|rest| !rest.is_empty() && rest.len() <= most && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    if digits("MA", 3) || digits("M", 3) || digits("N", 4) {
        return Some("a remark code (RARC)");
    }
    if digits("", 4) {
        return Some("an adjustment reason (CARC) or claim status");
    }
    None
}
