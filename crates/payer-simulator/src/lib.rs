//! A payer that speaks CAQH CORE and decides by script.
