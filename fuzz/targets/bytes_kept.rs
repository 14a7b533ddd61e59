//! libFuzzer on `claimbridge_fuzz::oracles::bytes_kept`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claimbridge_fuzz::oracles::bytes_kept::check(data));
