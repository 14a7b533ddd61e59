//! The guide walk: segments to located segments on a flat tape, paths, and writing.
