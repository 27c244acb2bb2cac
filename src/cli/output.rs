//! The one writer of every file that a user names for a result. It never destroys what somebody may still need: it refuses
//! what the command reads, a saved game, a deck, what a running game holds, one file for two results, and what is not a
//! plain file; what this program did not write itself it replaces only with `--force`. It writes beside the file and puts
//! the new one in its place at the end, so that a full disk leaves the old one.

use super::say;
use crate::debrief::export;
use crate::lab::Record;
use sha2::{Digest as _, Sha256};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

/// How much of a file is looked at to tell what it is.
const HEAD: u64 = 1 << 20;
/// A report is no larger than this: what is larger was not written as one.
const LARGEST_REPORT: u64 = 256 << 20;
/// What the last line of a report says before its digest.
const MARK: &str = "Written by Not Today; as written, the lines above have the SHA-256 ";

/// Why a result is not written to a file.
#[derive(Debug, thiserror::Error)]
pub(super) enum OutputError {
    /// The command reads it.
    #[error("{} is what this command reads: the result would destroy it. Name another file.", .0.display())]
    Input(PathBuf),
    /// Another result of the same command goes there.
    #[error("{} is named for two results. Name a file for each.", .0.display())]
    Twice(PathBuf),
    /// It is a saved game, or the marks beside one.
    #[error("{} is a saved game or its marks: no result takes its place. Name another file.", .0.display())]
    SavedGame(PathBuf),
    /// It is a deck.
    #[error("{} is a deck: no result takes its place. Name another file.", .0.display())]
    Deck(PathBuf),
    /// A running game holds it.
    #[error("{} is open in a game of Not Today. Name another file.", .0.display())]
    Locked(PathBuf),
    /// It is a folder, a device, a pipe, or a link that leads nowhere.
    #[error("{path} is {what}: a result is written to a plain file. Name another one.", path = path.display())]
    NotPlain {
        /// Which file.
        path: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// There is something there that this program did not write, or that was changed since.
    #[error("{} exists already, and is not a report as Not Today wrote it. Name another file, or replace it with --force.", .0.display())]
    Exists(PathBuf),
    /// There is something there, and this command never replaces anything.
    #[error("{} exists already, and is left as it is. Name another file.", .0.display())]
    Kept(PathBuf),
    /// There is no such folder.
    #[error("{} cannot be written: there is no such folder. Make it first.", .0.display())]
    NoFolder(PathBuf),
    /// The system refused.
    #[error("{path} cannot be written; what was there is as it was", path = path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

/// The formats that results have: each says in its own way that this program wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// HTML, Markdown or SVG: the last line is a comment with a digest of the lines above it.
    Markup,
    /// A page of the manual: the same, as its comments are written.
    Manual,
    /// As it stands: nothing says who wrote it.
    Plain,
    /// Rows for a spreadsheet: known by the names of their columns, since a further line would be a row.
    Rows,
}

/// What may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Replace {
    /// What this program wrote itself, and empty files.
    Own,
    /// Whatever is a plain file and neither an input, a save nor a deck.
    Any,
    /// Nothing.
    Nothing,
}

impl Replace {
    /// As `--force` says.
    pub fn forced(force: bool) -> Self {
        if force { Self::Any } else { Self::Own }
    }
}

/// Where a file really is: links followed, and on Unix what tells it from every other, so that two names of one file are known.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    path: PathBuf,
    file: Option<(u64, u64)>,
}

impl Place {
    /// The place of a name, whether there is a file or not.
    fn of(path: &Path) -> io::Result<Self> {
        match path.canonicalize() {
            Ok(real) => {
                let file = identity(&real);
                Ok(Self { path: real, file })
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let name = path.file_name().ok_or(error)?;
                let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
                Ok(Self { path: folder.canonicalize()?.join(name), file: None })
            }
            Err(error) => Err(error),
        }
    }

    fn is(&self, other: &Self) -> bool {
        self.path == other.path || (self.file.is_some() && self.file == other.file)
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(path).ok().map(|data| (data.dev(), data.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Path) -> Option<(u64, u64)> {
    None
}

/// The results of one command: what it reads, and the files that were taken for results so far.
#[derive(Debug)]
pub(super) struct Outputs {
    inputs: Vec<Place>,
    taken: Vec<Place>,
    replace: Replace,
}

impl Outputs {
    /// For a command that reads these. A built-in deck's name may be among them: no file is meant then.
    pub fn beside<P: AsRef<Path>>(inputs: impl IntoIterator<Item = P>, replace: Replace) -> Self {
        // What cannot be found is not there to be destroyed.
        let inputs = inputs.into_iter().filter_map(|input| Place::of(input.as_ref()).ok()).collect();
        Self { inputs, taken: Vec::new(), replace }
    }

    /// Takes a file for a result: everything that speaks against it is found before the work begins.
    ///
    /// # Errors
    /// What speaks against it.
    pub fn take(&mut self, path: &Path, format: Format) -> Result<Output, OutputError> {
        let place = Place::of(path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => OutputError::NoFolder(path.to_owned()),
            _ => OutputError::Io { path: path.to_owned(), source },
        })?;
        if self.inputs.iter().any(|input| input.is(&place)) {
            return Err(OutputError::Input(path.to_owned()));
        }
        if self.taken.iter().any(|taken| taken.is(&place)) {
            return Err(OutputError::Twice(path.to_owned()));
        }
        may_replace(path, &place.path, self.replace)?;
        self.taken.push(place.clone());
        Ok(Output { path: path.to_owned(), target: place.path, format, replace: self.replace })
    }
}

/// Whether what is there now may make room.
fn may_replace(path: &Path, target: &Path, replace: Replace) -> Result<(), OutputError> {
    let named = || path.to_owned();
    let io_error = |source| OutputError::Io { path: named(), source };
    let not_plain = |what| Err(OutputError::NotPlain { path: named(), what });
    let data = match target.symlink_metadata() {
        Ok(data) => data,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(io_error(error)),
    };
    if data.is_symlink() {
        return not_plain("a link that leads nowhere");
    }
    if data.is_dir() {
        return not_plain("a folder");
    }
    if !data.is_file() {
        return not_plain("not a plain file");
    }
    if replace == Replace::Nothing {
        return Err(OutputError::Kept(named()));
    }
    let mut file = match File::open(target) {
        Ok(file) => file,
        // What cannot be read cannot be known: it is the user's word alone.
        Err(_) if replace == Replace::Any => return Ok(()),
        Err(error) => return Err(io_error(error)),
    };
    if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
        return Err(OutputError::Locked(named()));
    }
    let mut head = Vec::new();
    (&mut file).take(HEAD).read_to_end(&mut head).map_err(io_error)?;
    if is_save(&head) {
        return Err(OutputError::SavedGame(named()));
    }
    if is_deck(&head) {
        return Err(OutputError::Deck(named()));
    }
    if replace == Replace::Any || data.len() == 0 || is_rows(&head) {
        return Ok(());
    }
    if data.len() <= LARGEST_REPORT {
        file.read_to_end(&mut head).map_err(io_error)?;
        if is_as_written(&head) {
            return Ok(());
        }
    }
    Err(OutputError::Exists(named()))
}

/// A text without a byte order mark and what else may come before its first sign.
fn begun(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start()
}

fn has(bytes: &[u8], part: &str) -> bool {
    bytes.windows(part.len()).any(|window| window == part.as_bytes())
}

/// Whether a file is a saved game, whole or damaged, or the marks beside one.
fn is_save(head: &[u8]) -> bool {
    let object = |line: &[u8]| begun(line).strip_prefix(b"{").map(<[u8]>::trim_ascii_start).map(<[u8]>::to_vec);
    let first = object(head).is_some_and(|line| line.starts_with(b"\"not_today\""));
    let further = |line: &[u8]| {
        let is_mark = line.starts_with(b"{\"game\":\"") && has(line, "\"event\":") && has(line, "\"turn\":");
        is_mark || (line.starts_with(b"{\"n\":") && (has(line, "\"chain\":\"") || has(line, "\"events\":")))
    };
    first || head.split(|byte| *byte == b'\n').any(further)
}

/// Whether a file is a deck, also one that somebody is just writing.
fn is_deck(head: &[u8]) -> bool {
    let begun = begun(head);
    let keys = ["\"extends\"", "\"scenarios\"", "\"responses\""];
    (begun.starts_with(b"{") || begun.starts_with(b"//") || begun.starts_with(b"/*"))
        && has(begun, "\"format\"")
        && (has(begun, "\"id\"") || keys.iter().any(|key| has(begun, key)))
}

/// Whether a file holds rows whose columns are those of a report.
fn is_rows(head: &[u8]) -> bool {
    let Some(end) = head.iter().position(|byte| *byte == b'\n') else { return false };
    std::str::from_utf8(&head[..end]).is_ok_and(|line| export::csv::is_head(line) || Record::is_head(line))
}

/// Whether a report's last line has the digest of the lines above it: nobody has changed it since it was written.
fn is_as_written(bytes: &[u8]) -> bool {
    let Some(body) = bytes.strip_suffix(b"\n") else { return false };
    let start = body.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let (above, last) = body.split_at(start);
    [Format::Markup, Format::Manual].iter().any(|format| last == mark(*format, Sha256::digest(above)).trim().as_bytes())
}

/// The last line of a report.
fn mark(format: Format, digest: impl IntoIterator<Item = u8>) -> String {
    let hex = |byte: u8| [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16).unwrap_or_default());
    let digest: String = digest.into_iter().flat_map(hex).collect();
    match format {
        Format::Markup => format!("<!-- {MARK}{digest} -->\n"),
        Format::Manual => format!(".\\\" {MARK}{digest}\n"),
        Format::Plain | Format::Rows => String::new(),
    }
}

/// A file that was taken for a result.
#[derive(Debug)]
#[must_use = "nothing is written yet"]
pub(super) struct Output {
    path: PathBuf,
    target: PathBuf,
    format: Format,
    replace: Replace,
}

impl Output {
    /// Writes the whole result; tells where it is.
    ///
    /// # Errors
    /// Where it cannot be written. What was there is as it was.
    pub fn write(self, bytes: &[u8]) -> Result<PathBuf, OutputError> {
        let path = self.path.clone();
        let mut writing = self.begin()?;
        match writing.write_all(bytes) {
            Ok(()) => writing.finish().map(|()| path),
            Err(source) => Err(OutputError::Io { path, source }),
        }
    }

    /// Begins to write, beside the file.
    ///
    /// # Errors
    /// Where nothing can be written there.
    pub fn begin(self) -> Result<Writing, OutputError> {
        let io_error = |source| OutputError::Io { path: self.path.clone(), source };
        let folder = self.target.parent().unwrap_or(Path::new("/"));
        for n in 0..100 {
            let beside = folder.join(format!(".not-today-{}-{n}.part", std::process::id()));
            match OpenOptions::new().write(true).create_new(true).open(&beside) {
                Ok(file) => {
                    let file = io::BufWriter::with_capacity(1 << 16, file);
                    let beside = Beside(Some(beside));
                    return Ok(Writing { output: self, beside, file, digest: Sha256::new(), ends: true });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(io_error(error)),
            }
        }
        Err(io_error(io::ErrorKind::AlreadyExists.into()))
    }
}

/// The file beside, which is taken away unless it took its place.
#[derive(Debug)]
struct Beside(Option<PathBuf>);

impl Drop for Beside {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// A result that is being written.
#[derive(Debug)]
#[must_use = "it takes its place when it is finished"]
pub(super) struct Writing {
    output: Output,
    // Closed before it is taken away.
    file: io::BufWriter<File>,
    beside: Beside,
    digest: Sha256,
    /// Whether the last line is ended.
    ends: bool,
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.digest.update(&bytes[..written]);
        if let Some(last) = bytes[..written].last() {
            self.ends = *last == b'\n';
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Writing {
    /// Which file it will be.
    pub fn path(&self) -> &Path {
        &self.output.path
    }

    /// Brings everything to disk and puts it in its place.
    ///
    /// # Errors
    /// Where that fails, or where in the meantime something came there that may not be replaced. What was there is as it was.
    pub fn finish(mut self) -> Result<(), OutputError> {
        let path = self.output.path.clone();
        self.close().map_err(|source| OutputError::Io { path, source })?;
        let Output { path, target, replace, .. } = &self.output;
        may_replace(path, target, *replace)?;
        let (Some(beside), io_error) = (&self.beside.0, |source| OutputError::Io { path: path.clone(), source }) else {
            return Ok(());
        };
        if *replace == Replace::Nothing {
            // A link is never made over a file; where a system has none, the check just now has to do.
            match std::fs::hard_link(beside, target) {
                Ok(()) => return Ok(()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    return Err(OutputError::Kept(path.clone()));
                }
                Err(_) => {}
            }
        }
        if let Ok(data) = std::fs::metadata(target) {
            // Who may read it stays as it was, as far as the system lets us.
            let _ = std::fs::set_permissions(beside, data.permissions());
        }
        std::fs::rename(beside, target).map_err(io_error)?;
        self.beside.0 = None;
        #[cfg(unix)]
        if let Some(folder) = self.output.target.parent() {
            // It is written; that its name is on disk as well is asked for, not needed.
            let _ = File::open(folder).and_then(|folder| folder.sync_all());
        }
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        if matches!(self.output.format, Format::Markup | Format::Manual) {
            if !self.ends {
                self.write_all(b"\n")?;
            }
            let mark = mark(self.output.format, self.digest.clone().finalize());
            self.file.write_all(mark.as_bytes())?;
        }
        self.file.flush()?;
        self.file.get_ref().sync_all()
    }
}

/// Tells where a result is.
pub(super) fn told(path: &Path) {
    say::note(format_args!("Written: {}", path.display()));
}
