//! c
/// c
pub struct Code {
    /// n
    pub name: &'static str,
    /// s
    pub summary: &'static str,
    /// e
    pub explanation: &'static str,
}
/// c
pub const CODES: &[Code] = &[];
/// f
pub fn find(name: &str) -> Option<&'static Code> {
    CODES.iter().find(|c| c.name == name)
}
