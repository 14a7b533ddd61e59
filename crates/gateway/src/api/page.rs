//! Pages of lists: a cursor, a limit, and the cursor of the next page.

use gateway_core::ports::{Order, PageRequest};
use serde::Deserialize;
use utoipa::IntoParams;

/// Items of a page unless the caller says otherwise.
const ITEMS: u32 = 100;

/// Which part of a list is wanted.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[serde(default, rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(crate) struct PageQuery {
    /// The `nextCursor` of the page before; none for the first page.
    pub(crate) cursor: Option<i64>,
    /// At most this many items, 1 to 1000; 100 unless told otherwise.
    pub(crate) limit: Option<u32>,
    /// Whether the list runs from the newest to the oldest.
    pub(crate) newest_first: Option<bool>,
}

impl PageQuery {
    /// The page as the store is asked for it.
    pub(crate) fn request(self) -> PageRequest {
        let order = if self.newest_first.unwrap_or(false) { Order::NewestFirst } else { Order::OldestFirst };
        PageRequest { after: self.cursor, limit: self.limit.unwrap_or(ITEMS).clamp(1, gateway_core::limits::PAGE), order }
    }

    /// The cursor of the next page: that of the last item, if the page is full.
    pub(crate) fn next(self, count: usize, last: Option<i64>) -> Option<i64> {
        last.filter(|_| count >= self.request().limit as usize)
    }
}
