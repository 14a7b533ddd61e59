//! libFuzzer on `claimbridge_fuzz::oracles::acknowledgement`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claimbridge_fuzz::oracles::acknowledgement::check(data));
