//! What payments of premiums (820) ask for.

situations! {}
