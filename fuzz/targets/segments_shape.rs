//! libFuzzer on `claimbridge_fuzz::oracles::segments_shape`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claimbridge_fuzz::oracles::segments_shape::check(data));
