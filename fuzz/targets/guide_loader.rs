//! libFuzzer on `claimbridge_fuzz::oracles::guide_loader`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claimbridge_fuzz::oracles::guide_loader::check(data));
