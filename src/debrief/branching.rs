//! What a branch of a save is called unless somebody names it.

use std::path::{Path, PathBuf};

/// A name for a branch from the start of a turn, beside its save, that is not taken.
pub fn branch_name(save: &Path, turn: u8) -> PathBuf {
    let stem = save.file_stem().unwrap_or(save.as_os_str()).to_string_lossy().into_owned();
    let name = |n: u32| {
        let number = if n == 1 { String::new() } else { format!("-{n}") };
        save.with_file_name(format!("{stem}-turn-{turn}{number}.jsonl"))
    };
    (1..10_000).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(1))
}
