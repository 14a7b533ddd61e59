//! The limits of the guide loader, each with its reason.
//!
//! Guides come from the operator, not from the wire; the limits keep a slip in a guide (an endless chain of definitions, the wrong file)
//! from taking the process down.

/// The largest guide, base or pieces file. The largest shipped file is some 150 KB.
pub const MAX_FILE_BYTES: usize = 8 << 20;

/// How many files one guide may be made of: the guide, its base and the pieces it includes.
pub const MAX_FILES: usize = 64;

/// How deep tags may nest. A component of a claim line stands at depth nine.
pub const MAX_TAG_DEPTH: usize = 32;

/// How deep loops may nest once definitions are expanded. No published guide goes beyond seven.
pub const MAX_LOOP_DEPTH: usize = 24;

/// How many attributes a tag may have; the language knows ten at most. They are compared with each other, so this bounds a square.
pub const MAX_ATTRIBUTES: usize = 32;

/// The longest attribute value: room for the longest code list.
pub const MAX_ATTRIBUTE_BYTES: usize = 64 << 10;

/// How many codes an element may list. Longer lists are external ones, and change without the guide.
pub const MAX_CODES: usize = 2_000;

/// How many children a loop may list. Neighbours are compared pair by pair, so this bounds a square.
pub const MAX_CHILDREN: usize = 1_000;

/// How many loops a guide may have once definitions are expanded; an index of a loop is 16 bits wide.
pub const MAX_LOOPS: usize = 8_192;

/// How many segment uses a guide may have once definitions are expanded; an index of a segment use is 16 bits wide.
pub const MAX_SEGMENTS: usize = 32_768;

/// How much memory, roughly, the segments of a guide may take, as written and again once definitions are expanded. Those of the
/// professional claim take 0.7 MB.
pub const MAX_EXPANDED_BYTES: usize = 32 << 20;

/// How many issues are collected before the loader stops looking for more: beyond this it is the wrong file.
pub const MAX_ISSUES: usize = 1_000;

/// How many known words an unknown one is compared with to guess what was meant.
pub const MAX_CANDIDATES: usize = 2_000;

/// The highest position of an element in a segment: syntax notes have two digits for it.
pub const MAX_POSITION: u8 = 99;
