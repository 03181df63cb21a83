//! The content model: plain data, one file a kind, each declared once.
//!
//! The declarations ([`field`]) drive reading ([`decode`]), messages, schemas, and what `new` writes. The model knows
//! nothing of files' formats, of addresses or of how anything looks.

pub mod agreement;
pub mod answers;
pub mod block;
pub mod claim;
pub mod date;
pub mod decode;
pub mod entry;
pub mod exercise;
pub mod faq;
pub mod field;
pub mod guide;
pub mod habit;
pub mod helpline;
pub mod id;
pub mod kind;
pub mod language;
pub mod mistake;
pub mod node;
pub mod note;
pub mod pack;
pub mod path;
pub mod prompt;
pub mod script;
pub mod sheet_field;
pub mod sign;
pub mod source;
pub mod step;
pub mod tension;
pub mod term;
pub mod topic;
pub mod value;
pub mod worksheet;
