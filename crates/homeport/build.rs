//! Lists what the binary carries, so that a new file needs no registration: `migrations/*.sql`,
//! `locales/LANG/FEATURE.ftl` and the shell's assets become `OUT_DIR/embedded.rs`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script where to write in a variable")]
fn main() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.join("../..").canonicalize()?;
    let mut out = String::new();

    out.push_str("pub const MIGRATIONS: &[keel::db::Migration] = &[\n");
    for path in files(&root.join("migrations"), &["sql"])? {
        let name = stem(&path);
        line(
            &mut out,
            format_args!("keel::db::Migration {{ name: {name:?}, text: include_str!({path:?}) }}"),
        )?;
    }
    out.push_str("];\n/// Language tag, feature, text.\npub const LOCALES: &[(&str, &str, &str)] = &[\n");
    for tag in ["en", "zh-CN"] {
        for path in files(&root.join("locales").join(tag), &["ftl"])? {
            let name = stem(&path);
            line(&mut out, format_args!("({tag:?}, {name:?}, include_str!({path:?}))"))?;
        }
    }
    out.push_str("];\n/// Name, name that changes with the content, content.\n");
    out.push_str("pub const ASSETS: &[(&str, &str, &[u8])] = &[\n");
    for path in files(&here.join("src/shell/assets"), &["css", "js", "svg", "png", "webmanifest"])? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        let hashed = format!("{}.{:016x}.{extension}", stem(&path), fingerprint(&fs::read(&path)?));
        line(&mut out, format_args!("({name:?}, {hashed:?}, include_bytes!({path:?}))"))?;
    }
    out.push_str("];\n");

    let folder = env::var_os("OUT_DIR").unwrap_or_default();
    fs::write(Path::new(&folder).join("embedded.rs"), out)
}

/// The files of a folder with one of these endings, by name; none if there is no such folder yet.
fn files(folder: &Path, endings: &[&str]) -> io::Result<Vec<PathBuf>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)) {
            // A changed asset has a changed name, so the list must be made again.
            println!("cargo::rerun-if-changed={}", path.display());
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn line(out: &mut String, item: std::fmt::Arguments<'_>) -> io::Result<()> {
    writeln!(out, "    {item},").map_err(io::Error::other)
}

/// FNV-1a, 64 bits: tells one version of a file from the next, which is all a cache needs.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
