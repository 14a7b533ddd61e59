//! External code lists (SNIP type 5): which codes a list has, and on which days each may be used.
//!
//! A [`Table`] is one list. [`CodeTables`] holds many by the names that guides give them (`external="place-of-service"`): those built in, which hold code
//! values and no descriptions, and those loaded from a folder of published files ([`CodeTables::load_folder`]), which stand in their place.
//!
//! Invariant: what a table does not cover it says nothing about. A list that is not at hand, or a day outside of it, is never a wrong code.

mod day;
mod load;
mod shape;
mod table;
mod tables;

pub use day::Day;
pub use load::LoadError;
pub use shape::{Shape, life_of, shape_of};
pub use table::{Answer, Span, Table};
pub use tables::CodeTables;
