//! QR codes as modules, for the templates to draw.

use qrcode::{Color, EcLevel, QrCode};

use super::views::CodeView;

/// The QR code of an address; `None` if it is too long for one.
pub(super) fn modules(address: &str) -> Option<CodeView> {
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
