//! Mendbook.
pub mod config;
pub mod diagnostic;
pub mod model;
pub mod output;
pub mod parse;
pub mod resolve;
pub mod site;
pub mod source;
pub mod theme;
