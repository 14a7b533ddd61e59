//! The billing address is a street.

use x12_findings::{Rule, Severity};

use crate::situation::{Condition, Demand, Situation};

pub(super) static RULE: Situation = Situation {
    rule: Rule {
        code: "billing-street-is-a-post-box",
        severity: Severity::Warning,
        snip: 4,
        title: "The billing provider has a post box for a street",
        reason: "The billing address is where the provider works; mail goes to the pay-to address.",
        source: "CMS companion guides for 837P and 837I, 2010AA N301; the pay-to address is loop 2010AB",
        example: "N3*PO BOX 17",
    },
    sets: &["837P", "837I", "837D"],
    within: &["2010AA"],
    when: Condition::Holds("N301", is_post_box),
    demand: Demand::Meets("N301", is_no_post_box, "a street"),
    help: "Put the street here and the post box into loop 2010AB.",
};

/// Whether a street line begins like the address of a post box.
fn is_post_box(value: &[u8]) -> bool {
    let letters: Vec<u8> = value.iter().filter(|byte| byte.is_ascii_alphanumeric()).take(13).map(u8::to_ascii_uppercase).collect();
    letters.starts_with(b"POBOX") || letters.starts_with(b"POSTOFFICEBOX") || letters.starts_with(b"LOCKBOX")
}

fn is_no_post_box(value: &[u8]) -> bool {
    !is_post_box(value)
}
