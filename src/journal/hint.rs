//! Commands that a person is told to type: with the names of files as a shell takes them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A path as a word of a shell: as it stands where that is safe, in quotes where it is not, and with what must not be
/// drawn written as bytes. Whoever copies it names the same file.
pub fn shell(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    let text = path.to_str().filter(|text| !text.chars().any(crate::deck::text::is_forbidden));
    let dash = if bytes.starts_with(b"-") { "./" } else { "" };
    let Some(text) = text else {
        let mut word = format!("{dash}$'");
        for byte in bytes {
            match byte {
                b'\'' | b'\\' => {
                    let _ = write!(word, "\\{}", char::from(*byte));
                }
                b' '..=b'~' => word.push(char::from(*byte)),
                other => {
                    let _ = write!(word, "\\x{other:02x}");
                }
            }
        }
        word.push('\'');
        return word;
    };
    let plain = |c: char| c.is_alphanumeric() || "/._-+,:@%=".contains(c);
    if cfg!(windows) {
        format!("\"{text}\"")
    } else if !text.is_empty() && text.chars().all(plain) {
        format!("{dash}{text}")
    } else {
        format!("{dash}'{}'", text.replace('\'', r"'\''"))
    }
}

/// A name beside a file that is not taken: the file's own with something added before its ending.
pub(super) fn beside(path: &Path, what: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or(path.as_os_str());
    let named = |n: usize| {
        let mut name = stem.to_owned();
        name.push(what);
        if n > 1 {
            name.push(format!("-{n}"));
        }
        name.push(".jsonl");
        path.with_file_name(name)
    };
    (1..1000).map(named).find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| named(1000))
}
