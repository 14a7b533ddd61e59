//! `cargo xtask test | bench | guide-diff`.

fn main() {}
