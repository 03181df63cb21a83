//! Fields, and Markdown below them.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mendbook_fuzz::compiled("content/steps/a.md", bytes));
