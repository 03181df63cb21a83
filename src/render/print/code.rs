//! QR codes as modules, for the templates to draw.

use qrcode::{Color, EcLevel, QrCode};

use super::views::CodeView;

/// The QR code of an address; `None` if there is none, or if it is too long for a code.
pub(super) fn modules(address: &str) -> Option<CodeView> {
    if address.is_empty() {
        return None;
    }
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let modules = code
        .to_colors()
        .into_iter()
        .map(|color| if color == Color::Dark { 0 } else { 255 })
        .collect();
    Some(CodeView {
        side: code.width(),
        modules,
    })
}
