//! X12 bytes to interchanges, groups, sets, segments, elements and components, and back.
