//! MIME multipart bodies, read and written without touching a byte of their parts' content.

mod boundary;
mod read;
mod write;

pub(crate) use boundary::choose_boundary;
pub(crate) use read::{Part, checked_boundary, first_line_boundary, read_parts};
pub(crate) use write::{finish, push_part};
