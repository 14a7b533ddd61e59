//! Parts of lists: the same query in both directions.

use gateway_core::limits;
use gateway_core::ports::{Order, PageRequest};

/// A query that ends in its `WHERE` clause, in both directions. `?1` is the cursor, `?2` the limit; its own parameters begin at `?3`.
pub(crate) struct Paged {
    pub(crate) oldest_first: &'static str,
    pub(crate) newest_first: &'static str,
}

macro_rules! paged {
    ($query:literal) => {
        $crate::tables::page::Paged {
            oldest_first: concat!($query, " AND sequence > ?1 ORDER BY sequence LIMIT ?2"),
            newest_first: concat!($query, " AND sequence < ?1 ORDER BY sequence DESC LIMIT ?2"),
        }
    };
}
pub(crate) use paged;

impl Paged {
    /// The query for a page, with the first two parameters bound.
    pub(crate) fn query(&self, page: PageRequest) -> sqlx::query::Query<'static, sqlx::Sqlite, sqlx::sqlite::SqliteArguments> {
        let (sql, start) = match page.order {
            Order::OldestFirst => (self.oldest_first, i64::MIN),
            Order::NewestFirst => (self.newest_first, i64::MAX),
        };
        sqlx::query(sql).bind(page.after.unwrap_or(start)).bind(page.limit.min(limits::PAGE))
    }
}
