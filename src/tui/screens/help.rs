//! The help, over any screen: the keys of that screen, the marks, and the terms of the deck.

use crate::deck::prose;
use crate::rules::view::Mark;
use crate::tui::keys::{Action, Chord, shown};
use crate::tui::panels::options::mark_words;
use crate::tui::screen::{Go, Press, Screen, Shared, Told};
use crate::tui::text::{Lines, Scroll, boxed, centered};
use ratatui::Frame;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Clear;

/// The help for a screen.
#[derive(Debug)]
pub struct Help {
    title: String,
    about: &'static [&'static str],
    /// Keys and what they do.
    keys: Vec<(String, &'static str)>,
    scroll: Scroll,
}

impl Help {
    /// The help for a screen on which something can be asked for.
    pub fn of(screen: &dyn Screen, actions: &[Action], shared: &Shared) -> Self {
        let mut keys: Vec<(String, &'static str)> = Vec::new();
        for action in actions {
            // A key that another action here has first is not told as this one's.
            let own = |chord: &&Chord| {
                let key = KeyEvent::new(chord.0, chord.1);
                shared.keys.action(&key, actions) == Some(*action)
            };
            let named: Vec<String> = shared.keys.of(*action).iter().filter(own).map(shown).collect();
            if !named.is_empty() && keys.iter().all(|(_, about)| *about != action.about()) {
                keys.push((named.join(" or "), action.about()));
            }
        }
        Self { title: format!("Help: {}", screen.name()), about: screen.about(), keys, scroll: Scroll::default() }
    }
}

impl Screen for Help {
    fn name(&self) -> &'static str {
        "Help"
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        use Action::*;
        vec![Back, LineUp, LineDown, PageUp, PageDown, Help]
    }

    fn press(&mut self, press: Press, _: &mut Shared) -> Go {
        match press.action {
            Some(action) if self.scroll.take(action) => Go::Stay,
            _ => Go::Close(Told::Nothing),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let theme = shared.theme;
        let area = centered(area, 90, area.height);
        frame.render_widget(Clear, area);
        let inner = boxed(frame, area, &self.title, theme);
        let mut lines = Lines::new(inner.width);
        lines.add("How it is played", theme.heading());
        let header = shared.play.as_ref().map(|play| &play.view.header);
        let (who, question) = header.map_or(("The other side", "Is today the day?"), |h| (&h.who, &h.question));
        let who = prose::inside(who);
        lines.add(
            &format!(
                "Each turn {who} acts. Read what it did, see what may come, and order what you can: within the law, within your orders for the turn. Ask the other seats, answer them, open what the law needs. Then seal. When all have sealed, everything is carried out, and {who} asks itself: {question}"
            ),
            Style::new(),
        );
        for paragraph in self.about {
            lines.gap();
            lines.add(paragraph, Style::new());
        }
        lines.gap();
        lines.add("Keys here", theme.heading());
        for (key, what) in &self.keys {
            let key = crate::tui::panels::spread(key, "", 18);
            lines.indented(&format!("  {key} "), what, Style::new());
        }
        lines.gap();
        lines.add("Marks", theme.heading());
        for mark in [Mark::Laid, Mark::Allowed, Mark::NotNow, Mark::Needs, Mark::Barred, Mark::Running, Mark::Done] {
            let (sign, style) = theme.mark(mark);
            lines.add(&format!("  {sign} {}", mark_words(mark)), style);
        }
        lines.add("  [L5] the fact that it rests on; [scenario] is the authors' own", Style::new());
        if let Some(play) = &shared.play {
            lines.gap();
            lines.add("Terms", theme.heading());
            for (term, about) in &play.view.glossary {
                lines.indented("  ", &format!("{term}: {about}"), Style::new());
            }
        }
        self.scroll.draw(frame, inner, lines, 0, shared);
    }
}
