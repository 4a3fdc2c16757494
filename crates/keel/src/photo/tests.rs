use image::{ExtendedColorType, ImageEncoder as _, Rgb, Rgba, RgbaImage};
use proptest::prelude::*;

use super::*;

fn key(bytes: &[u8]) -> &'static str {
    match clean(bytes) {
        Err(Error::Invalid(problems)) => problems.of("photo").map_or("", |text| text.key),
        Err(other) => panic!("{other}"),
        Ok(_) => "clean",
    }
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("encoded");
    bytes.into_inner()
}

/// Red on the left, blue on the right.
fn two_halves(width: u32, height: u32) -> DynamicImage {
    let half = |x| if x < width / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) };
    RgbImage::from_fn(width, height, |x, _| half(x)).into()
}

fn opened(jpeg: &[u8]) -> RgbImage {
    image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).expect("a jpeg").into_rgb8()
}

/// A JPEG whose EXIF says how the camera was held and carries a place.
fn held(orientation: u8) -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif.extend(b"GPS 28.2282N 112.9388E");
    let image = two_halves(64, 64).into_rgb8();
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif).expect("exif");
    encoder.write_image(&image, 64, 64, ExtendedColorType::Rgb8).expect("encoded");
    bytes
}

#[test]
fn each_format_becomes_two_square_jpegs() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let photo = clean(&encoded(&two_halves(1_300, 900), format)).expect("clean");
        assert_eq!(opened(&photo.large).dimensions(), (LARGE, LARGE), "{format:?}");
        assert_eq!(opened(&photo.small).dimensions(), (SMALL, SMALL), "{format:?}");
    }
}

#[test]
fn a_small_photo_is_not_blown_up() {
    let photo = clean(&encoded(&two_halves(60, 200), ImageFormat::Png)).expect("clean");
    assert_eq!(opened(&photo.large).dimensions(), (60, 60));
    assert_eq!(opened(&photo.small).dimensions(), (60, 60));
}

#[test]
fn a_photo_is_turned_upright_and_what_the_camera_wrote_is_gone() {
    let given = held(6);
    assert!(given.windows(3).any(|w| w == b"GPS"));
    let photo = clean(&given).expect("clean");
    for kept in [&photo.large, &photo.small] {
        assert!(!kept.windows(3).any(|w| w == b"GPS") && !kept.windows(4).any(|w| w == b"Exif"));
        let image = opened(kept);
        // Turned clockwise, the left half is the upper half.
        let (top, bottom) = (image.get_pixel(32, 4), image.get_pixel(32, 60));
        assert!(top.0[0] > 180 && bottom.0[2] > 180, "{top:?} {bottom:?}");
    }
    assert!(opened(&clean(&held(1)).expect("clean").large).get_pixel(4, 32).0[0] > 180);
}

#[test]
fn transparency_becomes_white() {
    let clear: DynamicImage = RgbaImage::from_pixel(40, 40, Rgba([0, 0, 0, 0])).into();
    let photo = clean(&encoded(&clear, ImageFormat::Png)).expect("clean");
    assert!(opened(&photo.large).pixels().all(|pixel| pixel.0.iter().all(|c| *c > 250)));
}

#[test]
fn what_is_not_a_photo_is_refused_whatever_it_calls_itself() {
    for bytes in [
        &b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"[..],
        b"<!doctype html><script>alert(1)</script>",
        b"<?php echo 1; ?>",
        b"#!/bin/sh\nrm -rf /\n",
        b"GIF89a\x01\0\x01\0",
        b"%PDF-1.7",
        b"MZ\x90\0",
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"\xff\xd8",
        b"BM",
    ] {
        assert_eq!(key(bytes), "keel-photo-not-image", "{:?}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(key(b""), "keel-photo-missing");
}

#[test]
fn a_script_behind_a_photo_does_not_survive() {
    let mut bytes = encoded(&two_halves(80, 80), ImageFormat::Jpeg);
    bytes.extend(b"<script>alert(1)</script>");
    let photo = clean(&bytes).expect("clean");
    assert!(!photo.large.windows(7).any(|w| w == b"<script"));
}

#[test]
fn a_damaged_photo_is_told_apart_from_none() {
    let whole = encoded(&two_halves(300, 300), ImageFormat::Png);
    assert_eq!(key(&whole[..whole.len() / 3]), "keel-photo-damaged");
    assert_eq!(key(b"\x89PNG\r\n\x1a\n<script>alert(1)</script>"), "keel-photo-damaged");
    assert_eq!(key(b"\xff\xd8\xff\xe0 not really"), "keel-photo-damaged");
}

#[test]
fn size_is_refused_before_anything_is_decoded() {
    assert_eq!(key(&vec![0xff; MAX_BYTES + 1]), "keel-photo-too-big");
    // A PNG of a few bytes that claims 60,000 by 60,000 pixels, its header's checksum in order.
    for (width, height) in [(60_000, 60_000), (12_001, 10), (8_000, 8_000)] {
        let watch = crate::clock::Stopwatch::start();
        assert_eq!(key(&claiming(width, height)), "keel-photo-too-big", "{width} x {height}");
        assert!(watch.elapsed().as_millis() < 500);
    }
}

fn claiming(width: u32, height: u32) -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0d".to_vec();
    bytes.extend(&header);
    bytes.extend(crc32(&header).to_be_bytes());
    bytes.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
    bytes
}

/// CRC-32 as PNG has it (W3C PNG, annex D).
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 },
        )
    };
    !bytes.iter().fold(!0, step)
}

#[tokio::test]
async fn cleaning_leaves_the_async_workers_free() {
    let bytes = encoded(&two_halves(400, 400), ImageFormat::Jpeg);
    assert!(clean_async(bytes.into()).await.is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_damage_is_answered(at in 0..2_000_usize, with in any::<u8>(), format in 0..3_usize) {
        let format = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP][format];
        let mut bytes = encoded(&two_halves(40, 40), format);
        let at = at % bytes.len();
        bytes[at] = with;
        match clean(&bytes) {
            Ok(_) | Err(Error::Invalid(_)) => {}
            Err(other) => prop_assert!(false, "{}", other),
        }
    }
}
