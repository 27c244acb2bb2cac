//! Colours, and what stands for them where there are none. Nothing is told by colour alone.

use crate::deck::AreaMood;
use crate::rules::view::Mark;
use ratatui::style::{Color, Modifier, Style};

/// Whether colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    color: bool,
}

impl Theme {
    /// With colours, or with bold and reverse alone.
    pub const fn new(color: bool) -> Self {
        Self { color }
    }

    /// Without colours where `NO_COLOR` is set.
    pub fn from_environment() -> Self {
        Self::new(std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()))
    }

    fn tint(self, color: Color) -> Style {
        if self.color { Style::new().fg(color) } else { Style::new() }
    }

    /// Headings.
    pub fn heading(self) -> Style {
        self.tint(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// Borders and what stands back.
    pub fn quiet(self) -> Style {
        if self.color { Style::new().fg(Color::DarkGray) } else { Style::new().add_modifier(Modifier::DIM) }
    }

    /// The selected line.
    pub fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// What is well.
    pub fn good(self) -> Style {
        self.tint(Color::Green)
    }

    /// What is not.
    pub fn bad(self) -> Style {
        self.tint(Color::LightRed)
    }

    /// What wants attention.
    pub fn warn(self) -> Style {
        self.tint(Color::Yellow)
    }

    /// Bold text.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
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
            AreaMood::Calm => ("·", self.quiet()),
            AreaMood::Tense => ("~", self.warn()),
            AreaMood::Contested => ("!", self.warn().add_modifier(Modifier::BOLD)),
            AreaMood::Combat => ("✗", self.bad().add_modifier(Modifier::BOLD)),
        }
    }
}
