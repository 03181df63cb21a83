//! Markdown below sound fields.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    mendbook_fuzz::compiled(
        "content/topics/a.md",
        &[b"---\ntitle: A\n---\n", bytes].concat(),
    );
});
