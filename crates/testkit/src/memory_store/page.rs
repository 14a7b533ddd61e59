//! Parts of lists.

use gateway_core::limits;
use gateway_core::ports::{Order, PageRequest};

/// The part of a list that a page asks for. `sequence` tells an item's number; `items` are the oldest first.
pub(super) fn page<T>(items: impl DoubleEndedIterator<Item = T>, page: PageRequest, sequence: impl Fn(&T) -> i64) -> Vec<T> {
    let limit = page.limit.min(limits::PAGE) as usize;
    match page.order {
        Order::OldestFirst => items.filter(|item| page.after.is_none_or(|after| sequence(item) > after)).take(limit).collect(),
        Order::NewestFirst => items.rev().filter(|item| page.after.is_none_or(|after| sequence(item) < after)).take(limit).collect(),
    }
}
