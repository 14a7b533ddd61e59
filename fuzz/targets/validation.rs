//! libFuzzer on `claimbridge_fuzz::oracles::validation`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claimbridge_fuzz::oracles::validation::check(data));
