//! Implementation guides as data: the guide language, its loader and lint, and the shipped guides.
