//! Photos that people upload, made safe and small.
//!
//! The file's first bytes say what it is, never its name or the browser's word: a script, an SVG or a
//! page is refused. Size is checked before anything is decoded, so a small file that unfolds to
//! gigabytes is refused too. What is kept is drawn anew as JPEG: the place and the camera written in the
//! original (EXIF, XMP, IPTC) are gone, and so is anything hidden behind the picture.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits, RgbImage};
use tokio::sync::Semaphore;

use crate::error::{Error, Result, Text};

/// The largest upload, in bytes.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// The longest side, in pixels.
pub const MAX_SIDE: u32 = 12_000;
/// The most pixels: a good telephone's 50 megapixels.
pub const MAX_PIXELS: u64 = 50_000_000;
/// What decoding may take, in bytes: 50 megapixels of four bytes, and room to work.
const MAX_MEMORY: u64 = 256 * 1024 * 1024;
/// Side of the large square, in pixels.
pub const LARGE: u32 = 512;
/// Side of the small square, in pixels.
pub const SMALL: u32 = 96;

/// One at a time: the memory of one large photo is all that uploads may take.
static AT_ONCE: Semaphore = Semaphore::const_new(1);

/// A person's photo as two square JPEGs.
#[derive(Clone, Debug)]
pub struct Photo {
    /// At most 512 pixels a side; a smaller original is not blown up.
    pub large: Vec<u8>,
    /// 96 pixels a side, or what the original has.
    pub small: Vec<u8>,
}

/// Checks, turns upright, crops to the middle square and draws anew. Takes up to a second of a core:
/// a handler calls [`clean_async`]. The problem of a refused file stands under `photo`.
pub fn clean(bytes: &[u8]) -> Result<Photo> {
    if bytes.is_empty() {
        return Err(refused(Text::new("keel-photo-missing")));
    }
    if bytes.len() > MAX_BYTES {
        return Err(too_big());
    }
    let format = sniff(bytes).ok_or_else(|| refused(Text::new("keel-photo-not-image")))?;
    let (image, orientation) = decode(bytes, format)?;
    let square = square(image);
    let large = resized(&square, LARGE);
    let small = resized(&large, SMALL);
    Ok(Photo { large: jpeg(large, orientation)?, small: jpeg(small, orientation)? })
}

/// As [`clean`], off the async workers and one at a time.
pub async fn clean_async(bytes: bytes::Bytes) -> Result<Photo> {
    let permit = AT_ONCE.acquire().await.map_err(Error::broken)?;
    let done = tokio::task::spawn_blocking(move || clean(&bytes)).await;
    drop(permit);
    done?
}

fn refused(text: Text) -> Error {
    Error::invalid("photo", text)
}

fn too_big() -> Error {
    let text = Text::new("keel-photo-too-big").with("mb", MAX_BYTES / (1024 * 1024));
    // As text: pixels of a side are written without a separator in both languages.
    refused(text.with("side", MAX_SIDE.to_string()).with("mp", MAX_PIXELS / 1_000_000))
}

/// The format by its first bytes (JPEG: ITU-T T.81 B.1.1; PNG: W3C PNG 5.2; WebP: RFC 9649, section 2.4).
fn sniff(bytes: &[u8]) -> Option<ImageFormat> {
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        Some(ImageFormat::Jpeg)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(ImageFormat::Png)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(ImageFormat::WebP)
    } else {
        None
    }
}

fn decode(bytes: &[u8], format: ImageFormat) -> Result<(DynamicImage, Orientation)> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    let is_large = width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS;
    if is_large || decoder.total_bytes() > MAX_MEMORY {
        return Err(too_big());
    }
    // A camera's note that cannot be read is no reason against the picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    Ok((image, orientation))
}

fn unreadable(error: ImageError) -> Error {
    match error {
        ImageError::Limits(_) => too_big(),
        _ => refused(Text::new("keel-photo-damaged")),
    }
}

/// The square in the middle, with white behind what is transparent.
fn square(image: DynamicImage) -> RgbImage {
    let (width, height) = (image.width(), image.height());
    let side = width.min(height);
    let image = image.crop_imm((width - side) / 2, (height - side) / 2, side, side);
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let source = image.into_rgba8();
    RgbImage::from_fn(side, side, |x, y| {
        let [r, g, b, alpha] = source.get_pixel(x, y).0;
        image::Rgb([r, g, b].map(|channel| over_white(channel, alpha)))
    })
}

fn over_white(channel: u8, alpha: u8) -> u8 {
    let mixed = (u32::from(channel) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127) / 255;
    u8::try_from(mixed).unwrap_or(u8::MAX)
}

fn resized(image: &RgbImage, side: u32) -> RgbImage {
    let side = side.min(image.width());
    if side == image.width() {
        return image.clone();
    }
    // Averaging first makes the good filter cheap; alone it would take a second on a large photo.
    if image.width() > side * 4 {
        let rough = image::imageops::thumbnail(image, side * 2, side * 2);
        return image::imageops::resize(&rough, side, side, FilterType::Lanczos3);
    }
    image::imageops::resize(image, side, side, FilterType::Lanczos3)
}

fn jpeg(image: RgbImage, orientation: Orientation) -> Result<Vec<u8>> {
    // The middle square stays the middle square whichever way it is turned, so the small one is turned.
    let mut upright = DynamicImage::ImageRgb8(image);
    upright.apply_orientation(orientation);
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 85).encode_image(&upright).map_err(Error::broken)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
