//! The application: the screen that is shown, the help over it, and what holds on every screen. It draws and
//! takes keys; what a key does on a screen is the screen's matter.

use super::keys::Action;
use super::play::Play;
use super::screen::{Go, Press, Screen, Shared};
use super::screens::replay::{Replay, beside::Beside};
use super::screens::{curtain::Curtain, help::Help, message::Message, table::AtTable, title::Title};
use super::theme::Theme;
use super::{Start, text};
use crate::table::{StartError, Table};
use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Clear, Paragraph};

/// The least that the screen needs.
pub const LEAST: (u16, u16) = (60, 20);

/// The application.
#[derive(Debug)]
pub struct App {
    /// What is shown: a screen, and dialogs over it. Never empty.
    screens: Vec<Box<dyn Screen>>,
    shared: Shared,
    quit: bool,
    /// The screen cannot show the game: no key plays blind.
    too_small: bool,
}

impl App {
    /// An application, at its start.
    pub fn new(start: Start, theme: Theme) -> Self {
        let shared = Shared { play: None, theme, keys: super::keys::Keymap::default() };
        let mut app = Self { screens: vec![Box::new(Title::new(0))], shared, quit: false, too_small: false };
        match start {
            Start::Title => {}
            Start::Replay(tape, eyes, turn) => app.go(Go::To(Box::new(Replay::new(*tape, eyes, turn)))),
            Start::Beside(tapes, eyes, turn) => app.go(Go::To(Box::new(Beside::new(tapes, eyes, turn)))),
            Start::Play(table) | Start::Demo(table) => app.go(Go::Sit(Box::new(Ok((table, None))))),
        }
        app
    }

    /// Whether somebody has left.
    pub fn has_quit(&self) -> bool {
        self.quit
    }

    /// Learns how large the screen is.
    pub fn resized(&mut self, width: u16, height: u16) {
        self.too_small = is_too_small(width, height);
    }

    /// Lets time pass on the screen that is shown. Whether it has to be drawn again.
    pub fn tick(&mut self, elapsed: std::time::Duration) -> bool {
        !self.too_small && self.screens.last_mut().is_some_and(|screen| screen.tick(elapsed))
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) {
        if key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL) {
            self.quit = true;
            return;
        }
        if self.too_small {
            // Nobody plays what they cannot see.
            self.quit = key.code == KeyCode::Char('q');
            return;
        }
        let Some(screen) = self.screens.last() else { return };
        let actions = actions(&**screen, &self.shared);
        let is_text = screen.is_typing() && matches!(key.code, KeyCode::Char(_));
        let action = if is_text { None } else { self.shared.keys.action(&key, &actions) };
        if action == Some(Action::Help) {
            self.go(Go::Help);
            return;
        }
        let chorded = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        if action.is_none() && matches!(key.code, KeyCode::Char(_)) && chorded {
            return;
        }
        if let Some(screen) = self.screens.last_mut() {
            let go = screen.press(Press { code: key.code, action }, &mut self.shared);
            self.go(go);
        }
    }

    fn go(&mut self, go: Go) {
        match go {
            Go::Stay => {}
            Go::To(screen) => self.show(screen),
            Go::Over(screen) => self.screens.push(screen),
            Go::Close(told) => {
                self.screens.pop();
                if let Some(below) = self.screens.last_mut() {
                    let go = below.told(told, &mut self.shared);
                    self.go(go);
                }
            }
            Go::Help => {
                if let Some(screen) = self.screens.last() {
                    let help = Help::of(&**screen, actions(&**screen, &self.shared), &self.shared);
                    self.screens.push(Box::new(help));
                }
            }
            Go::Quit => self.quit = true,
            Go::Sit(set) => self.sit(*set),
        }
    }

    fn sit(&mut self, set: Result<(Table, Option<String>), StartError>) {
        let screen: Box<dyn Screen> = match set {
            Err(error) => Box::new(Message::new(error.to_string())),
            Ok((table, notice)) => {
                let mut play = Play::new(table);
                let screen = play.next(true);
                let screen: Box<dyn Screen> = match (notice, play.seat) {
                    (Some(notice), Some(seat)) if play.table.human_seats().len() > 1 => {
                        Box::new(Curtain::with(seat, notice))
                    }
                    (Some(notice), _) if !play.table.is_over() => Box::new(AtTable::new(notice)),
                    _ => screen,
                };
                self.shared.play = Some(play);
                screen
            }
        };
        self.show(screen);
    }

    fn show(&mut self, mut screen: Box<dyn Screen>) {
        let over = screen.opens(&mut self.shared);
        self.screens = std::iter::once(screen).chain(over).collect();
    }

    /// Draws the screen.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        if is_too_small(area.width, area.height) {
            draw_too_small(frame, area);
            return;
        }
        let theme = self.shared.theme;
        let Some(top) = self.screens.last() else { return };
        // A refusal is told whole, with its source: the status takes the lines it needs.
        let mut said = text::Lines::new(area.width.saturating_sub(2));
        if !top.status().is_empty() {
            said.add(top.status(), theme.warn());
        }
        let told = u16::try_from(said.len()).unwrap_or(1).clamp(1, 4);
        let [body, status, footer] =
            Layout::vertical([Constraint::Min(1), Constraint::Length(told), Constraint::Length(1)]).areas(area);
        for screen in &self.screens {
            screen.draw(frame, body, &self.shared);
        }
        let status = Rect { x: status.x + 1, width: status.width.saturating_sub(2), ..status };
        text::draw(frame, status, said, 0, theme);
        if !top.is_dialog() {
            let keys = self.shared.keys.line(&actions(&**top, &self.shared));
            let keys = text::cut(&keys, usize::from(area.width) - 1);
            frame.render_widget(Line::styled(format!(" {keys}"), theme.quiet()), footer);
        }
    }
}

/// What can be asked for on a screen: its own actions, and help on every one.
fn actions(screen: &dyn Screen, shared: &Shared) -> Vec<Action> {
    let mut actions = screen.actions(shared);
    if !actions.contains(&Action::Help) {
        actions.push(Action::Help);
    }
    actions
}

const fn is_too_small(width: u16, height: u16) -> bool {
    width < LEAST.0 || height < LEAST.1
}

fn draw_too_small(frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let (width, height) = LEAST;
    let lines = vec![
        Line::raw("Not Today"),
        Line::raw(format!("needs {width}×{height};")),
        Line::raw(format!("this is {}×{}.", area.width, area.height)),
        Line::raw("Make it larger, or"),
        Line::raw("press q to quit."),
    ];
    frame.render_widget(Paragraph::new(lines), area);
}
