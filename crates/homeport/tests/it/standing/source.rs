//! The source, as the standing tests read it.

use std::fs;
use std::path::{Path, PathBuf};

pub struct Source {
    /// From the workspace's root, with `/`.
    pub path: String,
    pub text: String,
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace")
}

/// Every file below `folders` with one of `endings`.
pub fn read(folders: &[&str], endings: &[&str]) -> Vec<Source> {
    let root = root();
    let mut found = Vec::new();
    for folder in folders {
        walk(&root.join(folder), &mut |path| {
            let is_wanted = path
                .extension()
                .and_then(|ending| ending.to_str())
                .is_some_and(|ending| endings.contains(&ending));
            if is_wanted {
                let text = fs::read_to_string(path).expect("UTF-8");
                let path = path.strip_prefix(&root).expect("below the root").to_string_lossy().into_owned();
                found.push(Source { path, text });
            }
        });
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(!found.is_empty(), "no sources below {folders:?}");
    found
}

fn walk(folder: &Path, each: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            if !path.ends_with("node_modules") && !path.ends_with("target") {
                walk(&path, each);
            }
        } else {
            each(&path);
        }
    }
}

/// The Rust string literal that begins at `text`, unescaped as SQL needs it.
pub fn literal(text: &str) -> Option<(String, &str)> {
    let inner = text.trim_start().strip_prefix('"')?;
    let mut out = String::new();
    let mut chars = inner.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' => return Some((out, &inner[at + 1..])),
            '\\' => match chars.next()?.1 {
                'n' => out.push('\n'),
                '\n' => out.push(' '),
                other => out.push(other),
            },
            other => out.push(other),
        }
    }
    None
}
