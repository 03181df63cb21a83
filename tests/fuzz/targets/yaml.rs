//! A list or a mapping of fields.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mendbook_fuzz::compiled("content/steps/a.yaml", bytes));
