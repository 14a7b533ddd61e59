//! Records: structs whose fields state their addresses. The macros make reading, writing, JSON and documentation of that one statement.
//!
//! Invariant: what a record of a loop reads it writes back the same. Where its fields alone would give another order or another form, the loop's
//! segments as sent are kept beside them, and used as long as the fields still say the same.

use serde::{Deserialize, Serialize};
use x12_guide::model::{Child, Guide, LoopIx, SegmentIx};

use crate::describe::{Place, Rows};
use crate::draft::{Draft, InnerDraft, LoopDraft, SegmentContent, SegmentDraft, inner_loop};
use crate::scope::{LoopScope, Scope, Spot, leftover_segments};
use crate::sent::{SegmentText, Sent};

/// A record that is read from a loop.
pub trait LoopRecord: Default + PartialEq {
    /// Loops inside that belong to other records.
    const BESIDE: &'static [&'static str];

    /// Reads the fields.
    fn read_fields(scope: Scope<'_, '_>) -> Self;
    /// Writes the fields.
    fn write_fields<'a>(&'a self, draft: &mut Draft<'_, 'a>);
    /// Lists the fields.
    fn describe_fields(rows: &mut Rows, place: &Place);
    /// The form sent and what no field has a word for.
    fn kept(&self) -> (&AsSent, &Unmapped);
    /// The same, to change it.
    fn kept_mut(&mut self) -> (&mut AsSent, &mut Unmapped);
}

/// A record that is read from a segment, or from a stretch of its elements.
pub trait SegmentRecord: Default + PartialEq {
    /// How many elements it spans where several stand in a run.
    const WIDTH: u8;

    /// Reads the fields.
    fn read(spot: &Spot<'_>) -> Self;
    /// Writes the fields, the record beginning at an element.
    fn write<'a>(&'a self, segment: &mut SegmentDraft<'a>, base: u8);
    /// Lists the fields.
    fn describe_fields(rows: &mut Rows, place: &Place);
}

/// The form that a loop was sent in, where its fields alone would give another. Leave it at its default in records that you make yourself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AsSent(Option<Box<SentForm>>);

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SentForm {
    /// The loop's own segments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    segments: Vec<SegmentText>,
    /// The ids of the inner loops in the order sent, where it is not the guide's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    loops: Vec<String>,
}

/// Segments and loops that no field has a word for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Unmapped(Option<Box<UnmappedParts>>);

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct UnmappedParts {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    segments: Vec<UnmappedSegment>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    loops: Vec<UnmappedLoop>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnmappedSegment {
    /// The guide's key of the segment in its loop; empty where the guide has no place for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    key: String,
    segment: SegmentText,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnmappedLoop {
    #[serde(rename = "loop")]
    id: String,
    segments: Vec<SegmentText>,
}

impl AsSent {
    /// Whether the fields give the form that was sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

impl Unmapped {
    /// Whether there is a field for everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

/// Whether a value is its default, which JSON leaves out.
pub fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Reads a record from a loop, with everything that its fields do not say.
pub fn read_loop<T: LoopRecord>(scope: &LoopScope<'_>) -> T {
    let mut record = read_own::<T>(scope);
    keep_unmapped_loops(&mut record, scope);
    let (segments, loops) = {
        let mut draft = LoopDraft::shallow(scope.guide, scope.loop_ix);
        record.write_fields(&mut Draft::Loop(&mut draft));
        add_unmapped(&mut draft, record.kept().1);
        draft.complete(1);
        (is_sent_order(&draft, scope), loops_in_sent_order::<T>(&draft, scope))
    };
    if !segments {
        record.kept_mut().0.0.get_or_insert_default().segments = scope.segments.iter().map(|own| SegmentText::of(&own.sent)).collect();
    }
    if let Some(sent) = loops {
        record.kept_mut().0.0.get_or_insert_default().loops = sent;
    }
    record
}

/// Fields and unmapped segments.
fn read_own<T: LoopRecord>(scope: &LoopScope<'_>) -> T {
    let mut record = T::read_fields(Scope::Loop(scope));
    let left = leftover_segments(scope);
    if !left.is_empty() {
        record.kept_mut().1.0.get_or_insert_default().segments = left.into_iter().map(|(key, segment)| UnmappedSegment { key, segment }).collect();
    }
    record
}

fn keep_unmapped_loops<T: LoopRecord>(record: &mut T, scope: &LoopScope<'_>) {
    for inner in scope.loops.iter().filter(|inner| !inner.taken.get()) {
        let id = inner.view.id(scope.guide);
        if !T::BESIDE.contains(&id) {
            let mut segments = Vec::new();
            collect(&inner.view, &mut segments);
            record.kept_mut().1.0.get_or_insert_default().loops.push(UnmappedLoop { id: id.to_owned(), segments });
        }
    }
}

fn collect(view: &x12_document::LoopView<'_>, segments: &mut Vec<SegmentText>) {
    for child in view.children() {
        match child {
            x12_document::ChildView::Segment(one) => segments.push(SegmentText::of(&Sent::of(&one))),
            x12_document::ChildView::Loop(inner) => collect(&inner, segments),
        }
    }
}

/// Whether a draft's own segments are written just as they were sent.
fn is_sent_order(draft: &LoopDraft<'_>, scope: &LoopScope<'_>) -> bool {
    let mut line = Vec::new();
    draft.segments.len() == scope.segments.len()
        && draft.segments.iter().zip(&scope.segments).all(|(one, own)| one.is_written_as(scope.guide, own.sent.text, own.sent.delimiters, &mut line))
}

/// The ids of the inner loops as sent, if the guide's order is another.
fn loops_in_sent_order<T: LoopRecord>(draft: &LoopDraft<'_>, scope: &LoopScope<'_>) -> Option<Vec<String>> {
    let sent: Vec<LoopIx> =
        scope.loops.iter().map(|inner| inner.view.loop_ix()).filter(|ix| !T::BESIDE.contains(&scope.guide.loop_at(*ix).id.as_str())).collect();
    let same = draft.loops.iter().map(InnerDraft::loop_ix).eq(sent.iter().copied());
    (!same).then(|| sent.iter().map(|ix| scope.guide.loop_at(*ix).id.clone()).collect())
}

fn add_unmapped<'a>(draft: &mut LoopDraft<'a>, rest: &'a Unmapped) {
    let Some(parts) = &rest.0 else { return };
    for one in &parts.segments {
        let use_ix = use_of_key(draft.guide, draft.loop_ix, one);
        draft.segments.push(SegmentDraft { use_ix, content: SegmentContent::Verbatim(&one.segment), fault: None });
    }
    for one in &parts.loops {
        if let Some(ix) = draft.inner(&one.id) {
            draft.loops.push(InnerDraft::Verbatim(ix, &one.segments));
        }
    }
}

fn use_of_key(guide: &Guide, loop_ix: LoopIx, one: &UnmappedSegment) -> Option<SegmentIx> {
    guide.loop_at(loop_ix).children.iter().find_map(|child| match child {
        Child::Segment(ix) if guide.segment_at(*ix).key == one.key && guide.segment_at(*ix).id == one.segment.id() => Some(*ix),
        _ => None,
    })
}

/// Makes the draft of a record's loop; `ordinal` is its number among its kind, from 1.
pub fn draft_of<'a, T: LoopRecord>(record: &'a T, guide: &'a Guide, loop_ix: LoopIx, ordinal: usize) -> LoopDraft<'a> {
    let mut draft = LoopDraft::new(guide, loop_ix);
    record.write_fields(&mut Draft::Loop(&mut draft));
    add_unmapped(&mut draft, record.kept().1);
    draft.complete(ordinal);
    if let Some(form) = &record.kept().0.0 {
        if !form.segments.is_empty() && still_agrees::<T>(&draft, &form.segments) {
            keep_as_sent(&mut draft, &form.segments);
        }
        restore_loop_order(&mut draft, &form.loops);
    }
    draft
}

/// Whether the segments as sent say what the draft says.
fn still_agrees<T: LoopRecord>(draft: &LoopDraft<'_>, sent: &[SegmentText]) -> bool {
    let texts: Vec<Vec<u8>> = sent.iter().map(SegmentText::joined).collect();
    let scope = LoopScope::of_texts(draft.guide, draft.loop_ix, &texts);
    let again = read_own::<T>(&scope);
    let mut other = LoopDraft::shallow(draft.guide, draft.loop_ix);
    again.write_fields(&mut Draft::Loop(&mut other));
    add_unmapped(&mut other, again.kept().1);
    other.complete(1);
    draft.segments == other.segments && draft.faults == other.faults
}

fn keep_as_sent<'a>(draft: &mut LoopDraft<'a>, sent: &'a [SegmentText]) {
    let texts: Vec<Vec<u8>> = sent.iter().map(SegmentText::joined).collect();
    let uses: Vec<Option<SegmentIx>> = LoopScope::of_texts(draft.guide, draft.loop_ix, &texts).segments.iter().map(|own| own.use_ix).collect();
    let verbatim = |(use_ix, text)| SegmentDraft { use_ix, content: SegmentContent::Verbatim(text), fault: None };
    draft.segments = uses.into_iter().zip(sent).map(verbatim).collect();
    // What was sent is written however often it stands there.
    draft.faults.clear();
}

/// Puts the inner loops into the order sent; loops that were added since follow.
fn restore_loop_order(draft: &mut LoopDraft<'_>, sent: &[String]) {
    let mut rest = std::mem::take(&mut draft.loops);
    for id in sent {
        let wanted = inner_loop(draft.guide, draft.loop_ix, id);
        if let Some(at) = rest.iter().position(|one| Some(one.loop_ix()) == wanted) {
            draft.loops.push(rest.remove(at));
        }
    }
    draft.loops.append(&mut rest);
}

/// Declares a record of a loop: each field with its type and its address.
///
/// `beside "2000B"` names inner loops that belong to other records.
#[macro_export]
macro_rules! loop_record {
    ($(#[$meta:meta])* pub struct $name:ident $(beside $($beside:literal)+)? { $( $(#[doc = $doc:literal])+ $field:ident: $type:ty = $at:literal ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Default, PartialEq, Eq, ::serde::Serialize, ::serde::Deserialize)]
        #[serde(rename_all = "camelCase", default, deny_unknown_fields)]
        pub struct $name {
            $(
                $(#[doc = $doc])+
                #[doc = concat!("\n\nX12: `", $at, "`")]
                #[serde(skip_serializing_if = "x12_model::field::is_absent")]
                pub $field: $type,
            )*
            /// The form sent, where the fields alone would give another.
            #[serde(skip_serializing_if = "x12_model::is_default")]
            pub as_sent: $crate::AsSent,
            /// Segments and loops that no field has a word for.
            #[serde(skip_serializing_if = "x12_model::is_default")]
            pub unmapped: $crate::Unmapped,
        }

        impl $crate::LoopRecord for $name {
            const BESIDE: &'static [&'static str] = &[$($($beside),+)?];

            fn read_fields(scope: $crate::Scope<'_, '_>) -> Self {
                Self { $( $field: $crate::Field::read(scope, &const { $crate::Address::parse($at) }), )* as_sent: $crate::AsSent::default(), unmapped: $crate::Unmapped::default() }
            }

            fn write_fields<'a>(&'a self, draft: &mut $crate::Draft<'_, 'a>) {
                $( $crate::Field::write(&self.$field, draft, &const { $crate::Address::parse($at) }); )*
            }

            fn describe_fields(rows: &mut $crate::Rows, place: &$crate::Place) {
                $( <$type as $crate::Field>::describe(rows, &place.field(stringify!($field), concat!($($doc),+)), &const { $crate::Address::parse($at) }); )*
            }

            fn kept(&self) -> (&$crate::AsSent, &$crate::Unmapped) {
                (&self.as_sent, &self.unmapped)
            }

            fn kept_mut(&mut self) -> (&mut $crate::AsSent, &mut $crate::Unmapped) {
                (&mut self.as_sent, &mut self.unmapped)
            }
        }

        impl $crate::Part for $name {
            fn read_each(scope: $crate::Scope<'_, '_>, at: &$crate::Address, all: bool, take: &mut dyn FnMut(Self) -> bool) {
                $crate::field::read_loop_records(scope, at, all, take);
            }

            fn write<'a>(&'a self, draft: &mut $crate::Draft<'_, 'a>, at: &$crate::Address, index: usize) {
                $crate::field::write_loop_record(self, draft, at, index);
            }

            fn describe(rows: &mut $crate::Rows, place: &$crate::Place, at: &$crate::Address) {
                if let Some(place) = rows.into_loop(place, at) {
                    <Self as $crate::LoopRecord>::describe_fields(rows, &place);
                }
            }
        }

        $crate::redacted!($name);
    };
}

/// Declares a group of fields of a loop, shown as an object of its own: each field with its type and its address in the loop.
#[macro_export]
macro_rules! group_record {
    ($(#[$meta:meta])* pub struct $name:ident { $( $(#[doc = $doc:literal])+ $field:ident: $type:ty = $at:literal ),* $(,)? }) => {
        $crate::plain_record!($(#[$meta])* $name { $( $(#[doc = $doc])+ $field: $type = $at ),* });

        impl $crate::Part for $name {
            fn read_each(scope: $crate::Scope<'_, '_>, _at: &$crate::Address, _all: bool, take: &mut dyn FnMut(Self) -> bool) {
                let read = Self { $( $field: $crate::Field::read(scope, &const { $crate::Address::parse($at) }), )* };
                if read != Self::default() {
                    take(read);
                }
            }

            fn write<'a>(&'a self, draft: &mut $crate::Draft<'_, 'a>, _at: &$crate::Address, _index: usize) {
                $( $crate::Field::write(&self.$field, draft, &const { $crate::Address::parse($at) }); )*
            }

            fn describe(rows: &mut $crate::Rows, place: &$crate::Place, _at: &$crate::Address) {
                $( <$type as $crate::Field>::describe(rows, &place.field(stringify!($field), concat!($($doc),+)), &const { $crate::Address::parse($at) }); )*
            }
        }
    };
}

/// Declares a record of a segment, or of a stretch of `width` elements: each field with its type and its address counted from the beginning.
#[macro_export]
macro_rules! segment_record {
    ($(#[$meta:meta])* pub struct $name:ident width $width:literal { $( $(#[doc = $doc:literal])+ $field:ident: $type:ty = $at:literal ),* $(,)? }) => {
        $crate::plain_record!($(#[$meta])* $name { $( $(#[doc = $doc])+ $field: $type = $at ),* });

        impl $crate::SegmentRecord for $name {
            const WIDTH: u8 = $width;

            fn read(spot: &$crate::Spot<'_>) -> Self {
                let scope = $crate::Scope::Spot(*spot);
                Self { $( $field: $crate::Field::read(scope, &const { $crate::Address::parse($at) }), )* }
            }

            fn write<'a>(&'a self, segment: &mut $crate::SegmentDraft<'a>, base: u8) {
                let mut draft = $crate::Draft::Segment(segment, base);
                $( $crate::Field::write(&self.$field, &mut draft, &const { $crate::Address::parse($at) }); )*
            }

            fn describe_fields(rows: &mut $crate::Rows, place: &$crate::Place) {
                $( <$type as $crate::Field>::describe(rows, &place.field(stringify!($field), concat!($($doc),+)), &const { $crate::Address::parse($at) }); )*
            }
        }

        $crate::segment_part!($name);
    };
}

/// Lets a record of a segment stand at an address.
#[macro_export]
macro_rules! segment_part {
    ($name:ident) => {
        impl $crate::Part for $name {
            fn read_each(scope: $crate::Scope<'_, '_>, at: &$crate::Address, all: bool, take: &mut dyn FnMut(Self) -> bool) {
                $crate::field::read_segment_records(scope, at, all, take);
            }

            fn write<'a>(&'a self, draft: &mut $crate::Draft<'_, 'a>, at: &$crate::Address, index: usize) {
                $crate::field::write_segment_record(self, draft, at, index);
            }

            fn describe(rows: &mut $crate::Rows, place: &$crate::Place, at: &$crate::Address) {
                if let Some(place) = rows.into_segment(place, at) {
                    <Self as $crate::SegmentRecord>::describe_fields(rows, &place);
                }
            }
        }
    };
}

/// The struct of a record without a rest.
#[doc(hidden)]
#[macro_export]
macro_rules! plain_record {
    ($(#[$meta:meta])* $name:ident { $( $(#[doc = $doc:literal])+ $field:ident: $type:ty = $at:literal ),* }) => {
        $(#[$meta])*
        #[derive(Clone, Default, PartialEq, Eq, ::serde::Serialize, ::serde::Deserialize)]
        #[serde(rename_all = "camelCase", default, deny_unknown_fields)]
        pub struct $name {
            $(
                $(#[doc = $doc])+
                #[doc = concat!("\n\nX12: `", $at, "`")]
                #[serde(skip_serializing_if = "x12_model::field::is_absent")]
                pub $field: $type,
            )*
        }

        $crate::redacted!($name);
    };
}

/// Keeps values about patients out of debug output.
#[doc(hidden)]
#[macro_export]
macro_rules! redacted {
    ($name:ident) => {
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(concat!(stringify!($name), " [phi]"))
            }
        }
    };
}

/// Declares the marker of a JSON shape: always there when written, refused when it names another shape.
#[macro_export]
macro_rules! schema_marker {
    ($(#[$meta:meta])* $name:ident, $value:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub struct $name;

        impl $crate::Field for $name {
            fn read(_scope: $crate::Scope<'_, '_>, _at: &$crate::Address) -> Self {
                Self
            }

            fn write<'a>(&'a self, _draft: &mut $crate::Draft<'_, 'a>, _at: &$crate::Address) {}

            fn is_absent(&self) -> bool {
                false
            }

            fn describe(_rows: &mut $crate::Rows, _place: &$crate::Place, _at: &$crate::Address) {}
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($value)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let found = <String as ::serde::Deserialize>::deserialize(deserializer)?;
                if found == $value { Ok(Self) } else { Err(::serde::de::Error::custom(concat!("the schema is not ", $value))) }
            }
        }
    };
}
