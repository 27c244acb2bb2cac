//! What a person can set: theme, motion, mouse, keys. Read once from a configuration file; every entry is
//! described in `docs/configuration.md`. Nothing of a game is in here.

use super::keys::{Action, Keymap, parse};
use super::theme::{Theme, ThemeFile};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The settings of the screen.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Colors and marks.
    pub theme: Theme,
    /// Whether anything may move by itself.
    pub motion: bool,
    /// How long a selection must rest before everything about it is drawn: holding a key down draws the list alone.
    pub rest: Duration,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Which keys ask for what.
    pub keys: Keymap,
    /// Whether the staff is asked for estimates while the game is played.
    pub staff: bool,
}

impl Settings {
    /// The settings of somebody who has set nothing, with a theme.
    pub fn plain(theme: Theme) -> Self {
        Self { theme, motion: true, rest: Duration::ZERO, mouse: true, keys: Keymap::default(), staff: false }
    }
}

/// Why the settings cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file is there and cannot be read.
    #[error("The configuration file {path} cannot be read: {error}")]
    Io {
        /// The file.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// What is in it cannot be understood.
    #[error("{path}: {what}")]
    Wrong {
        /// The file.
        path: String,
        /// What is wrong with it, and where.
        what: String,
    },
    /// The environment names a theme that there is not.
    #[error("NOT_TODAY_THEME: {0}")]
    Environment(String),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    theme: Option<String>,
    reduced_motion: Option<bool>,
    mouse: Option<bool>,
    #[serde(default)]
    keys: BTreeMap<String, Keys>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Keys {
    One(String),
    Several(Vec<String>),
}

/// Where the configuration file is looked for: `NOT_TODAY_CONFIG`, or the user's configuration folder.
pub fn path() -> Option<PathBuf> {
    match std::env::var_os("NOT_TODAY_CONFIG") {
        Some(path) if !path.is_empty() => Some(path.into()),
        _ => directories::ProjectDirs::from("", "", "not-today").map(|dirs| dirs.config_dir().join("config.toml")),
    }
}

/// A selection that moves on sooner was not meant to be read.
const REST: Duration = Duration::from_millis(70);

/// Reads the settings: the configuration file, where there is one, and the environment, which wins.
///
/// # Errors
/// What is wrong with the file or the environment, and where.
pub fn read() -> Result<Settings, SettingsError> {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let mut settings = match path() {
        Some(path) if path.exists() || is_set("NOT_TODAY_CONFIG") => from_file(&path)?,
        _ => Settings::plain(default_theme()),
    };
    settings.rest = REST;
    settings.staff = true;
    if let Some(name) = std::env::var_os("NOT_TODAY_THEME").filter(|name| !name.is_empty()) {
        settings.theme = theme(&name.to_string_lossy(), Path::new(".")).map_err(SettingsError::Environment)?;
    }
    if is_set("NO_COLOR") {
        settings.theme = Theme::new(false);
    }
    if std::env::var("NOT_TODAY_REDUCED_MOTION").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "no")) {
        settings.motion = false;
    }
    Ok(settings)
}

/// The dark theme, in sixteen colors where the terminal does not say that it has more.
fn default_theme() -> Theme {
    let many = std::env::var_os("COLORTERM").is_some_and(|value| !value.is_empty())
        || std::env::var("TERM")
            .is_ok_and(|term| term.contains("256") || term.contains("direct") || term.contains("kitty"));
    Theme::named(if many { "dark" } else { "sixteen" }).unwrap_or(Theme::new(true))
}

fn from_file(path: &Path) -> Result<Settings, SettingsError> {
    let shown = || crate::deck::text::clean(&path.display().to_string(), 1000);
    let text = std::fs::read_to_string(path).map_err(|error| SettingsError::Io { path: shown(), error })?;
    from_text(&text, path.parent().unwrap_or(Path::new(".")))
        .map_err(|what| SettingsError::Wrong { path: shown(), what })
}

/// The settings in a configuration file's text; theme files are looked for beside it.
fn from_text(text: &str, folder: &Path) -> Result<Settings, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())?;
    let mut settings = Settings::plain(default_theme());
    if let Some(name) = &file.theme {
        settings.theme = theme(name, folder).map_err(|what| format!("theme: {what}"))?;
    }
    settings.motion = !file.reduced_motion.unwrap_or(false);
    settings.mouse = file.mouse.unwrap_or(true);
    for (name, keys) in &file.keys {
        let action = Action::ALL.iter().copied().find(|action| action.name() == name).ok_or_else(|| {
            let near = Action::ALL
                .iter()
                .min_by_key(|action| strsim::damerau_levenshtein(action.name(), name))
                .map_or("", |action| action.name());
            format!("keys: nothing is called `{name}`. Did you mean `{near}`? `?` on a screen names what it has.")
        })?;
        let keys = match keys {
            Keys::One(key) => std::slice::from_ref(key),
            Keys::Several(keys) => keys.as_slice(),
        };
        let chords: Option<Vec<_>> = keys.iter().map(|key| parse(key)).collect();
        let chords = chords.ok_or_else(|| {
            format!("keys: `{name}` names a key that there is not: write `a`, `S`, `enter`, `f5` or `ctrl+r`.")
        })?;
        settings.keys.bind(action, chords);
    }
    Ok(settings)
}

/// A built-in theme, or that of a theme file.
fn theme(name: &str, folder: &Path) -> Result<Theme, String> {
    if let Some(theme) = Theme::named(name) {
        return Ok(theme);
    }
    let path = folder.join(name);
    let text = std::fs::read_to_string(&path).map_err(|error| {
        let name = crate::deck::text::clean(name, 200);
        format!("`{name}` is neither a theme ({}) nor a file that can be read: {error}", Theme::NAMES.join(", "))
    })?;
    let file: ThemeFile = toml::from_str(&text).map_err(|error| error.to_string().trim_end().to_owned())?;
    Theme::from_file(&file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::screen::Shared;
    use crate::tui::text::{Lines, Scroll};
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn a_file_sets_what_it_names_and_leaves_the_rest() {
        let text = "theme = \"light\"\nreduced_motion = true\nmouse = false\n[keys]\nseal = \"S\"\norder = [\"enter\", \"f5\"]\n";
        let settings = from_text(text, Path::new(".")).unwrap();
        assert_eq!(settings.theme, Theme::named("light").unwrap());
        assert!(!settings.motion && !settings.mouse);
        let pressed = |code, among: &[Action]| settings.keys.action(&KeyEvent::new(code, KeyModifiers::NONE), among);
        assert_eq!(pressed(KeyCode::Char('S'), &[Action::Seal]), Some(Action::Seal));
        assert_eq!(pressed(KeyCode::Char('s'), &[Action::Seal]), None);
        assert_eq!(pressed(KeyCode::F(5), &[Action::Order]), Some(Action::Order));
        assert_eq!(pressed(KeyCode::Char('n'), &[Action::Note]), Some(Action::Note));
    }

    #[test]
    fn what_is_wrong_is_told_with_what_to_do() {
        for (text, told) in [
            ("theme = \"drak\"", "high-contrast"),
            ("[keys]\nsael = \"S\"", "Did you mean `seal`?"),
            ("[keys]\nseal = \"shift+s\"", "ctrl+r"),
            ("colour = true", "unknown field"),
            ("mouse = ", "TOML parse error at line 1"),
        ] {
            let error = from_text(text, Path::new(".")).unwrap_err();
            assert!(error.contains(told), "{text}: {error}");
        }
    }

    /// What a border says around the middle of a text that is longer than anybody has counted.
    fn border(keys: &str) -> String {
        let shared = Shared::new(from_text(keys, Path::new(".")).unwrap());
        let mut scroll = Scroll::default();
        scroll.by(3);
        let older = |lines: &mut Lines| {
            lines.add("A line.", Style::new());
            true
        };
        let mut terminal = Terminal::new(TestBackend::new(40, 10)).unwrap();
        terminal.draw(|frame| scroll.draw_end(frame, Rect::new(1, 1, 38, 8), older, &shared)).unwrap();
        terminal.backend().buffer().content.iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    #[test]
    fn borders_name_the_keys_of_the_file() {
        for (keys, above, below) in [
            ("", " ▲ more: PgUp ", " ▼ 3 more: PgDn "),
            ("[keys]\npage_down = \"f5\"\npage_up = [\"ctrl+b\", \"pageup\"]", " ▲ more: Ctrl-b ", " ▼ 3 more: F5 "),
            ("[keys]\npage_down = []\npage_up = []", " ▲ more ", " ▼ 3 "),
        ] {
            let told = border(keys);
            assert!(told.contains(above) && told.contains(below), "{keys}: {told}");
            assert!(keys.is_empty() || !told.contains("PgDn") && !told.contains("PgUp"), "{keys}: {told}");
        }
    }
}
