//! libFuzzer on `claimbridge_fuzz::oracles::core_envelope`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claimbridge_fuzz::oracles::core_envelope::check(data));
