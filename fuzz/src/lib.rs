//! Fuzz oracles as library functions that assert a stated property.
