//! The one binary: commands that call the translator and the gateway; no logic.

fn main() {}
