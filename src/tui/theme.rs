//! Colors, and what stands for them where there are none. Nothing is told by color alone.

use crate::deck::AreaMood;
use crate::rules::view::Mark;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// What things look like. Without colors, bold, dim and reverse stand for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    colors: Option<Colors>,
}

/// The colors of a theme; `None` leaves the terminal's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Colors {
    text: Option<Color>,
    background: Option<Color>,
    heading: Color,
    quiet: Color,
    coast: Color,
    good: Color,
    warn: Color,
    bad: Color,
}

/// A theme file: a theme to begin with, and colors that replace its own, by name (`cyan`, `light red`), number
/// (`214`) or value (`#d55e00`).
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeFile {
    /// The theme it begins with; `dark` unless told.
    pub extends: Option<String>,
    text: Option<String>,
    background: Option<String>,
    heading: Option<String>,
    quiet: Option<String>,
    coast: Option<String>,
    good: Option<String>,
    warn: Option<String>,
    bad: Option<String>,
}

const DARK: Colors = Colors {
    text: None,
    background: None,
    heading: Color::Indexed(117),
    quiet: Color::Indexed(245),
    coast: Color::Indexed(66),
    good: Color::Indexed(114),
    warn: Color::Indexed(221),
    bad: Color::Indexed(210),
};

const LIGHT: Colors = Colors {
    text: Some(Color::Indexed(235)),
    background: Some(Color::Indexed(231)),
    heading: Color::Indexed(25),
    quiet: Color::Indexed(242),
    coast: Color::Indexed(67),
    good: Color::Indexed(22),
    warn: Color::Indexed(94),
    bad: Color::Indexed(124),
};

const HIGH_CONTRAST: Colors = Colors {
    text: Some(Color::Indexed(231)),
    background: Some(Color::Indexed(16)),
    heading: Color::Indexed(51),
    quiet: Color::Indexed(254),
    coast: Color::Indexed(254),
    good: Color::Indexed(46),
    warn: Color::Indexed(226),
    bad: Color::Indexed(213),
};

/// Blue against orange, which every kind of color vision tells apart (after Okabe and Ito).
const COLOR_BLIND: Colors = Colors {
    text: None,
    background: None,
    heading: Color::Indexed(231),
    quiet: Color::Indexed(245),
    coast: Color::Indexed(66),
    good: Color::Indexed(75),
    warn: Color::Indexed(227),
    bad: Color::Indexed(208),
};

/// The sixteen colors that every terminal has.
const SIXTEEN: Colors = Colors {
    text: None,
    background: None,
    heading: Color::Cyan,
    quiet: Color::Gray,
    coast: Color::DarkGray,
    good: Color::Green,
    warn: Color::Yellow,
    bad: Color::LightRed,
};

impl Theme {
    /// The names of the built-in themes.
    pub const NAMES: [&'static str; 6] = ["dark", "light", "high-contrast", "color-blind", "sixteen", "none"];

    /// With the colors of the dark theme, or with bold, dim and reverse alone.
    pub const fn new(color: bool) -> Self {
        Self { colors: if color { Some(DARK) } else { None } }
    }

    /// A built-in theme.
    pub fn named(name: &str) -> Option<Self> {
        let colors = match name {
            "dark" => Some(DARK),
            "light" => Some(LIGHT),
            "high-contrast" => Some(HIGH_CONTRAST),
            "color-blind" | "colour-blind" => Some(COLOR_BLIND),
            "sixteen" => Some(SIXTEEN),
            "none" => None,
            _ => return None,
        };
        Some(Self { colors })
    }

    /// The theme of a theme file.
    ///
    /// # Errors
    /// The entry that cannot be read.
    pub fn from_file(file: &ThemeFile) -> Result<Self, String> {
        let base = file.extends.as_deref().unwrap_or("dark");
        let theme = Self::named(base)
            .ok_or_else(|| format!("extends: there is no theme `{base}`. There are: {}.", Self::NAMES.join(", ")))?;
        let mut colors = theme.colors.unwrap_or(SIXTEEN);
        let read = |name: &str, text: &Option<String>| match text {
            None => Ok(None),
            Some(text) => text.parse::<Color>().map(Some).map_err(|_| {
                format!("{name}: `{text}` is no color. Give a name (`cyan`), a number (`214`) or a value (`#d55e00`).")
            }),
        };
        colors.text = read("text", &file.text)?.or(colors.text);
        colors.background = read("background", &file.background)?.or(colors.background);
        colors.heading = read("heading", &file.heading)?.unwrap_or(colors.heading);
        colors.quiet = read("quiet", &file.quiet)?.unwrap_or(colors.quiet);
        colors.coast = read("coast", &file.coast)?.unwrap_or(colors.coast);
        colors.good = read("good", &file.good)?.unwrap_or(colors.good);
        colors.warn = read("warn", &file.warn)?.unwrap_or(colors.warn);
        colors.bad = read("bad", &file.bad)?.unwrap_or(colors.bad);
        Ok(Self { colors: Some(colors) })
    }

    fn tint(self, pick: impl Fn(&Colors) -> Color) -> Style {
        self.colors.as_ref().map_or_else(Style::new, |colors| Style::new().fg(pick(colors)))
    }

    /// Headings.
    pub fn heading(self) -> Style {
        self.tint(|colors| colors.heading).add_modifier(Modifier::BOLD)
    }

    /// Borders and what stands back.
    pub fn quiet(self) -> Style {
        match &self.colors {
            Some(colors) => Style::new().fg(colors.quiet),
            None => Style::new().add_modifier(Modifier::DIM),
        }
    }

    /// The color of coastlines.
    pub fn coast(self) -> Color {
        self.colors.as_ref().map_or(Color::Reset, |colors| colors.coast)
    }

    /// The selected line.
    pub fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// What is well.
    pub fn good(self) -> Style {
        self.tint(|colors| colors.good)
    }

    /// What is not.
    pub fn bad(self) -> Style {
        self.tint(|colors| colors.bad)
    }

    /// What wants attention.
    pub fn warn(self) -> Style {
        self.tint(|colors| colors.warn)
    }

    /// Bold text.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Gives the ground and the text of the theme to every cell that has no color of its own.
    pub fn ground(self, buffer: &mut Buffer) {
        let Some(colors) = self.colors else { return };
        let (Some(text), Some(background)) = (colors.text, colors.background) else { return };
        for cell in &mut buffer.content {
            if cell.fg == Color::Reset {
                cell.fg = text;
            }
            if cell.bg == Color::Reset {
                cell.bg = background;
            }
        }
    }

    /// The mark of an option and its style.
    pub fn mark(self, mark: Mark) -> (&'static str, Style) {
        match mark {
            Mark::Laid => ("●", self.good().add_modifier(Modifier::BOLD)),
            Mark::Allowed => ("○", self.good()),
            Mark::NotNow => ("–", self.quiet()),
            Mark::Needs => ("△", self.warn()),
            Mark::Barred => ("✗", self.bad()),
            Mark::Running => ("▶", self.heading()),
            Mark::Done => ("✓", self.quiet()),
        }
    }

    /// The mark of an area's state and its style.
    pub fn mood(self, mood: AreaMood) -> (&'static str, Style) {
        match mood {
            AreaMood::Calm => ("·", Style::new()),
            AreaMood::Tense => ("~", self.warn()),
            AreaMood::Contested => ("!", self.warn().add_modifier(Modifier::BOLD)),
            AreaMood::Combat => ("✗", self.bad().add_modifier(Modifier::BOLD)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_file_replaces_what_it_names() {
        let file: ThemeFile = toml::from_str("extends = \"light\"\nbad = \"#d55e00\"\nquiet = \"214\"").unwrap();
        let theme = Theme::from_file(&file).unwrap();
        assert_eq!(theme.bad().fg, Some(Color::Rgb(0xd5, 0x5e, 0)));
        assert_eq!(theme.quiet().fg, Some(Color::Indexed(214)));
        assert_eq!(theme.good(), Theme::named("light").unwrap().good());
        let file: ThemeFile = toml::from_str("bad = \"rust\"").unwrap();
        assert!(Theme::from_file(&file).unwrap_err().contains("`rust` is no color"));
    }

    #[test]
    fn every_theme_named_is_there() {
        for name in Theme::NAMES {
            assert!(Theme::named(name).is_some(), "{name}");
        }
    }
}
