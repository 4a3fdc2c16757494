//! QR codes (ISO/IEC 18004) as SVG, for paper and for a screen next to the link in words.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use crate::error::{Error, Result};

/// The longest text, in bytes. A link is far shorter, and a denser code no longer scans from paper.
pub const MAX_BYTES: usize = 600;
/// Clear modules on each side; the standard asks for four.
const QUIET: usize = 4;

/// The code of a text as an `<svg>` that scales without blur. The modules take the colour of the text
/// around it: the page puts it on a light ground in a dark colour, in the dark theme too, or it does not
/// scan. It is hidden from screen readers: the page says the link in words.
///
/// Fails as `Broken` when the text is longer than [`MAX_BYTES`].
pub fn svg(text: &str) -> Result<String> {
    if text.len() > MAX_BYTES {
        return Err(Error::broken("a text too long for a QR code"));
    }
    // A quarter of the damage that level H bears costs half its modules; M is usual for a link.
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|error| Error::broken(error.to_string()))?;
    let width = code.width();
    let side = width + 2 * QUIET;
    let mut svg = String::with_capacity(width * width * 4);
    write!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges" aria-hidden="true" focusable="false"><path fill="currentColor" d=""#
    )?;
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        // Neighbours of a row are one bar: half the text, and no hairlines between them.
        for bar in row.chunk_by(|a, b| a == b) {
            if bar.first() == Some(&Color::Dark) {
                write!(svg, "M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, bar.len(), bar.len())?;
            }
            x += bar.len();
        }
    }
    svg.push_str(r#""/></svg>"#);
    Ok(svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The modules an SVG of ours draws, quiet zone included.
    fn drawn(svg: &str) -> Vec<Vec<bool>> {
        let side: usize = svg
            .split("viewBox=\"0 0 ")
            .nth(1)
            .and_then(|s| s.split(' ').next())
            .expect("a side")
            .parse()
            .expect("a number");
        let mut modules = vec![vec![false; side]; side];
        let path = svg.split("d=\"").nth(1).and_then(|s| s.split('"').next()).expect("a path");
        for bar in path.split_terminator('z') {
            let (at, rest) = bar.trim_start_matches('M').split_once('h').expect("a bar");
            let (x, y) = at.split_once(' ').expect("a place");
            let (x, y): (usize, usize) = (x.parse().expect("x"), y.parse().expect("y"));
            let length: usize = rest.split('v').next().expect("a length").parse().expect("a number");
            modules[y][x..x + length].fill(true);
        }
        modules
    }

    #[test]
    fn every_module_is_drawn_and_the_quiet_zone_is_clear() {
        let link = "https://alumni.example.org/i/3q2-7w_9AbCdEfGhIjKlMnOpQrStUvWxYz012345678";
        let modules = drawn(&svg(link).expect("a code"));
        let code = QrCode::with_error_correction_level(link, EcLevel::M).expect("a code");
        assert_eq!(modules.len(), code.width() + 8);
        for (y, row) in modules.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                let inside = (4..4 + code.width()).contains(&x) && (4..4 + code.width()).contains(&y);
                let wanted = inside && code[(x - 4, y - 4)] == Color::Dark;
                assert_eq!(*dark, wanted, "{x} {y}");
            }
        }
    }

    #[test]
    fn the_drawing_needs_no_style_and_fits_a_strict_policy() {
        let drawing = svg("https://example.org").expect("a code");
        assert!(drawing.starts_with("<svg xmlns") && drawing.contains("aria-hidden=\"true\""));
        assert!(!drawing.contains("style") && !drawing.contains("<?xml"));
    }

    #[test]
    fn a_text_too_long_to_scan_is_refused() {
        assert!(svg(&"a".repeat(MAX_BYTES)).is_ok());
        assert!(svg(&"a".repeat(MAX_BYTES + 1)).is_err());
    }
}
