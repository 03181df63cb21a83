//! What the book says of itself.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mendbook_fuzz::compiled("book.toml", bytes));
