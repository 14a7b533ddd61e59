//! The rules that the walk checks: structure and hierarchical levels (SNIP types 1 and 2).

use x12_findings::{Rule, Severity};

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident: $snip:literal, $code:literal, $title:literal, $reason:literal, $source:literal, $example:literal;)*) => {
        $($(#[$doc])* pub static $name: Rule = Rule { code: $code, severity: Severity::Error, snip: $snip, title: $title, reason: $reason, source: $source, example: $example };)*

        /// All rules of structure.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    /// A segment that the guide does not know.
    SEGMENT_UNKNOWN: 2, "segment-unknown", "The guide does not use this segment", "What a guide does not list is not used: a receiver has no place for it.", "the guide's segment list", "ZZZ*1 in a claim";
    /// A segment that stands where the guide has no place for it.
    SEGMENT_UNEXPECTED: 2, "segment-unexpected", "A segment stands where the guide has no place for it", "A receiver finds the meaning of a segment by the loop it stands in.", "the guide's loop structure", "SVC in a claim's header";
    /// A segment behind others that come later.
    SEGMENT_OUT_OF_ORDER: 2, "segment-out-of-order", "A segment comes too late", "Segments of a loop come in the order of the guide; only neighbours of the same identifier may change places.", "the guide's segment order", "N4 before N3";
    /// More of a segment than allowed.
    SEGMENT_REPEATED: 2, "segment-repeated-too-often", "A segment is repeated too often", "A receiver keeps only as many as the guide allows.", "the guide's repeat counts", "two BHT in one set";
    /// More of a loop than allowed.
    LOOP_REPEATED: 2, "loop-repeated-too-often", "A loop is repeated too often", "A receiver keeps only as many as the guide allows.", "the guide's repeat counts", "two billing providers in one level";
    /// A required segment is not there.
    SEGMENT_MISSING: 2, "segment-missing", "A required segment is missing", "The guide asks for it in every loop of this kind.", "the guide's usage", "a claim without HI";
    /// A required loop is not there.
    LOOP_MISSING: 2, "loop-missing", "A required loop is missing", "The guide asks for it here.", "the guide's usage", "a subscriber level without payer";
    /// HL01 does not count.
    HL_ID_WRONG: 1, "hl-id-wrong", "A level's number does not follow", "HL01 is 1 for the first level of a set and one more for each that follows.", "X12.22, HL01; public notes on 5010 guides", "HL*7 behind HL*2";
    /// HL02 does not name the parent.
    HL_PARENT_WRONG: 1, "hl-parent-wrong", "A level names the wrong parent", "HL02 is the HL01 of the level above; the first kind of level has none.", "X12 interpretation 2346", "HL*3*1*23 under HL*2*1*22";
    /// More levels than the limit in force.
    HL_TOO_MANY: 1, "hl-too-many", "A set has more levels than are checked", "A set of that many levels is hostile or broken; what is read must not need memory without bound.", "a limit of this program", "HL*10000001 with a limit of 10,000,000";
    /// Levels deeper than the limit in force.
    HL_TOO_DEEP: 1, "hl-too-deep", "Levels stand within one another deeper than is checked", "No guide nests levels that deep: each names the one before it as its parent.", "a limit of this program", "HL*40*39 under 39 levels, with a limit of 32";
    /// HL04 does not say whether there are children.
    HL_CHILDREN_WRONG: 1, "hl-children-wrong", "A level says wrongly whether levels follow below it", "HL04 is 1 if a level below follows and 0 if none does.", "X12.22, HL04", "HL*2*1*22*1 with no patient level";
}
