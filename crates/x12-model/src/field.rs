//! Fields: how one value, record or list is read from its address and written to it.
//!
//! A [`Part`] is one value or record; a [`Field`] is a part that must be there, one that may (`Option`), or a list (`Vec`).

use crate::address::Address;
use crate::describe::{Place, Rows};
use crate::draft::{Draft, LoopDraft, SegmentDraft};
use crate::record::{LoopRecord, SegmentRecord, draft_of, read_loop};
use crate::scope::{Scope, Spot};
use crate::value::{Amount, Date, Quantity, Value};

/// One value or record that can stand at an address.
pub trait Part: Sized {
    /// Reads what stands at an address, in order, until `take` says no; with `all` unset only from the first segment.
    fn read_each(scope: Scope<'_, '_>, at: &Address, all: bool, take: &mut dyn FnMut(Self) -> bool);

    /// Writes it as the `index`-th (0-based) at its address.
    fn write<'a>(&'a self, draft: &mut Draft<'_, 'a>, at: &Address, index: usize);

    /// Writes several; a part whose neighbours share a segment says how.
    fn write_all<'a>(all: &'a [Self], draft: &mut Draft<'_, 'a>, at: &Address) {
        for (index, one) in all.iter().enumerate() {
            one.write(draft, at, index);
        }
    }

    /// Lists its fields for the documentation.
    fn describe(rows: &mut Rows, place: &Place, at: &Address);
}

/// A field of a record.
pub trait Field: Sized {
    /// Reads it; what is not there is the default.
    fn read(scope: Scope<'_, '_>, at: &Address) -> Self;

    /// Writes it; what is the default is not written.
    fn write<'a>(&'a self, draft: &mut Draft<'_, 'a>, at: &Address);

    /// Whether JSON leaves it out.
    fn is_absent(&self) -> bool;

    /// Lists it for the documentation.
    fn describe(rows: &mut Rows, place: &Place, at: &Address);
}

impl<T: Part + Default + PartialEq> Field for T {
    fn read(scope: Scope<'_, '_>, at: &Address) -> Self {
        Option::read(scope, at).unwrap_or_default()
    }

    fn write<'a>(&'a self, draft: &mut Draft<'_, 'a>, at: &Address) {
        if !self.is_absent() {
            Part::write(self, draft, at, 0);
        }
    }

    fn is_absent(&self) -> bool {
        *self == Self::default()
    }

    fn describe(rows: &mut Rows, place: &Place, at: &Address) {
        <Self as Part>::describe(rows, place, at);
    }
}

impl<T: Part> Field for Option<T> {
    fn read(scope: Scope<'_, '_>, at: &Address) -> Self {
        let mut found = None;
        T::read_each(scope, at, false, &mut |one| {
            found = Some(one);
            false
        });
        found
    }

    fn write<'a>(&'a self, draft: &mut Draft<'_, 'a>, at: &Address) {
        if let Some(one) = self {
            one.write(draft, at, 0);
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn describe(rows: &mut Rows, place: &Place, at: &Address) {
        T::describe(rows, place, at);
    }
}

impl<T: Part> Field for Vec<T> {
    fn read(scope: Scope<'_, '_>, at: &Address) -> Self {
        let mut found = Self::new();
        T::read_each(scope, at, true, &mut |one| {
            found.push(one);
            true
        });
        found
    }

    fn write<'a>(&'a self, draft: &mut Draft<'_, 'a>, at: &Address) {
        T::write_all(self, draft, at);
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn describe(rows: &mut Rows, place: &Place, at: &Address) {
        T::describe(rows, &place.listed(), at);
    }
}

/// A segment whose presence says it all.
impl Field for bool {
    fn read(scope: Scope<'_, '_>, at: &Address) -> Self {
        let mut found = false;
        scope.each(at, false, &mut |_| {
            found = true;
            false
        });
        found
    }

    fn write<'a>(&'a self, draft: &mut Draft<'_, 'a>, at: &Address) {
        if *self {
            draft.place(at, 0, 1);
        }
    }

    fn is_absent(&self) -> bool {
        !self
    }

    fn describe(rows: &mut Rows, place: &Place, at: &Address) {
        rows.push(place, at);
    }
}

macro_rules! value_parts {
    ($($value:ty),*) => { $(
        impl Part for $value {
            fn read_each(scope: Scope<'_, '_>, at: &Address, all: bool, take: &mut dyn FnMut(Self) -> bool) {
                read_values(scope, at, all, take);
            }

            fn write<'a>(&'a self, draft: &mut Draft<'_, 'a>, at: &Address, index: usize) {
                write_value(self, draft, at, index);
            }

            fn describe(rows: &mut Rows, place: &Place, at: &Address) {
                rows.push(place, at);
            }
        }
    )* };
}

value_parts!(String, Amount, Quantity, Date);

fn read_values<V: Value>(scope: Scope<'_, '_>, at: &Address, all: bool, take: &mut dyn FnMut(V) -> bool) {
    scope.each(at, all, &mut |spot| {
        for element in at.element..=at.last_element {
            for component in at.component..=at.last_component {
                let bytes = spot.value(element, component);
                let left_out = bytes.is_empty() || (at.implied && spot.is_implied(element, component));
                if !left_out && !take(V::from_wire(bytes)) {
                    return false;
                }
            }
        }
        true
    });
}

fn write_value<'a, V: Value>(value: &'a V, draft: &mut Draft<'_, 'a>, at: &Address, index: usize) {
    if at.outer.is_some() {
        return;
    }
    let Some((segment, base, place)) = draft.place(at, index, at.places()) else { return };
    let place = u8::try_from(place).unwrap_or(0);
    let (element, component) = if at.component == 0 { (at.element + place, 0) } else { (at.element, at.component + place) };
    segment.set(base + element - 1, component, value.wire());
}

/// Reads records that begin in a segment: one for each segment, or one for each stretch of a run that holds anything.
pub fn read_segment_records<T: SegmentRecord>(scope: Scope<'_, '_>, at: &Address, all: bool, take: &mut dyn FnMut(T) -> bool) {
    scope.each(at, all, &mut |spot| {
        if at.element == 0 {
            return take(T::read(&spot));
        }
        let starts = (at.element..=at.last_element).step_by(usize::from(T::WIDTH));
        for start in starts {
            let spot = spot.at(start);
            if holds_anything::<T>(&spot) && !take(T::read(&spot)) {
                return false;
            }
        }
        true
    });
}

fn holds_anything<T: SegmentRecord>(spot: &Spot<'_>) -> bool {
    (1..=T::WIDTH).any(|element| !spot.value(element, 0).is_empty())
}

/// Writes a record into its segment.
pub fn write_segment_record<'a, T: SegmentRecord>(record: &'a T, draft: &mut Draft<'_, 'a>, at: &Address, index: usize) {
    let places = if at.element == 0 { 1 } else { usize::from((at.last_element - at.element + 1) / T::WIDTH).max(1) };
    let Some((segment, base, place)) = draft.place(at, index, places) else { return };
    let first = at.element.max(1) + u8::try_from(place).unwrap_or(0) * T::WIDTH;
    let segment: &mut SegmentDraft<'a> = segment;
    record.write(segment, base + first - 1);
}

/// Reads records of loops: those inside with that id, the one around, or the same loop.
pub fn read_loop_records<T: LoopRecord>(scope: Scope<'_, '_>, at: &Address, all: bool, take: &mut dyn FnMut(T) -> bool) {
    let Scope::Loop(scope) = scope else { return };
    if let Some(outer) = at.outer {
        if let Some(around) = scope.outer(outer).and_then(|view| scope.of_view(&view)) {
            take(read_loop(&around));
        }
        return;
    }
    for inner in &scope.loops {
        if inner.view.id(scope.guide) == at.loop_id {
            inner.taken.set(true);
            let Some(inside) = scope.of_view(&inner.view) else { return };
            if !take(read_loop(&inside)) || !all {
                return;
            }
        }
    }
}

/// Writes a record as a loop inside another.
pub fn write_loop_record<'a, T: LoopRecord>(record: &'a T, draft: &mut Draft<'_, 'a>, at: &Address, index: usize) {
    // What stands around a claim is written by whoever writes the set.
    let (Draft::Loop(draft), None) = (draft, at.outer) else { return };
    if let Some(ix) = draft.inner(at.loop_id) {
        let inner = if draft.is_shallow { LoopDraft::new(draft.guide, ix) } else { draft_of(record, draft.guide, ix, index + 1) };
        draft.loops.push(crate::draft::InnerDraft::Built(inner));
    }
}

/// Whether JSON leaves a field out.
pub fn is_absent<T: Field>(value: &T) -> bool {
    value.is_absent()
}
