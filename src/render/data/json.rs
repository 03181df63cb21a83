//! JSON written piece by piece, so that a long book is never a tree of values in memory; and pieces taken back.

/// JSON so far.
pub(super) struct Json {
    bytes: Vec<u8>,
    /// Whether the next value or key is the first in what holds it, or follows its key.
    is_first: bool,
}

impl Json {
    /// Nothing yet, with room for so many bytes.
    pub(super) fn with_room(bytes: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(bytes),
            is_first: true,
        }
    }

    /// What was written.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Where the next piece starts, for [`Json::take_back`].
    pub(super) fn mark(&self) -> (usize, bool) {
        (self.bytes.len(), self.is_first)
    }

    /// Takes back what was written since a mark.
    pub(super) fn take_back(&mut self, length: usize, is_first: bool) {
        self.bytes.truncate(length);
        self.is_first = is_first;
    }

    /// Begins an object or a list by its sign.
    pub(super) fn begin(&mut self, sign: u8) {
        self.separate();
        self.bytes.push(sign);
        self.is_first = true;
    }

    /// Ends it.
    pub(super) fn end(&mut self, sign: u8) {
        self.bytes.push(sign);
        self.is_first = false;
    }

    /// A key of an object; its value follows. Keys are names in our own code, with nothing to escape.
    pub(super) fn key(&mut self, key: &str) {
        self.word(key);
        self.bytes.push(b':');
        self.is_first = true;
    }

    /// A word of our own, with nothing to escape.
    pub(super) fn word(&mut self, word: &str) {
        self.separate();
        self.bytes.push(b'"');
        self.bytes.extend_from_slice(word.as_bytes());
        self.bytes.push(b'"');
        self.is_first = false;
    }

    /// A text.
    pub(super) fn string(&mut self, text: &str) {
        self.separate();
        // Writing into memory does not fail, and a text is always JSON.
        let _ = serde_json::to_writer(&mut self.bytes, text);
        self.is_first = false;
    }

    /// A whole number.
    pub(super) fn number(&mut self, number: u32) {
        self.separate();
        self.bytes.extend_from_slice(number.to_string().as_bytes());
        self.is_first = false;
    }

    /// `true` or `false`.
    pub(super) fn yes_no(&mut self, yes: bool) {
        self.separate();
        self.bytes
            .extend_from_slice(if yes { b"true" } else { b"false" });
        self.is_first = false;
    }

    fn separate(&mut self) {
        if !self.is_first && !self.bytes.is_empty() {
            self.bytes.push(b',');
        }
    }
}
