//! The application: the screen that is shown, the help over it, and what holds on every screen. It draws and
//! takes keys; what a key does on a screen is the screen's matter.

use super::keys::Action;
use super::play::Play;
use super::screen::{Go, Hit, Press, Screen, Set, Setter, Shared, Told};
use super::screens::facilitator::{from_form, set_passphrase};
use super::screens::replay::{Replay, beside::Beside};
use super::screens::{
    curtain::Curtain, help::Help, loading::Loading, message::Message, saves::Saves, table::AtTable, title::Title,
};
use super::settings::Settings;
use super::theme::Theme;
use super::{Start, text};
use crate::deck::text::clean;
use crate::table::StartError;
use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};
use std::time::Duration;
use unicode_width::UnicodeWidthStr as _;

/// The least that the screen needs.
pub const LEAST: (u16, u16) = (60, 20);

/// The application.
pub struct App {
    /// What is shown: a screen, and dialogs over it. Never empty.
    screens: Vec<Box<dyn Screen>>,
    shared: Shared,
    /// A table that is set once the first frame is out.
    pending: Option<Setter>,
    failure: Option<StartError>,
    quit: bool,
    /// The screen cannot show the game: no key plays blind.
    too_small: bool,
    /// What the save has to tell, until the next key.
    notice: String,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("screens", &self.screens).field("quit", &self.quit).finish_non_exhaustive()
    }
}

impl App {
    /// An application at its start, with the settings of somebody who has set nothing but a theme.
    pub fn new(start: Start, theme: Theme) -> Self {
        Self::with(start, Settings::plain(theme))
    }

    /// An application at its start.
    pub fn with(start: Start, settings: Settings) -> Self {
        let mut app = Self {
            screens: vec![Box::new(Title::new(0))],
            shared: Shared::new(settings),
            pending: None,
            failure: None,
            quit: false,
            too_small: false,
            notice: String::new(),
        };
        match start {
            Start::Title => {}
            Start::Saves(paths) => app.go(Go::To(Box::new(Saves::of(paths)))),
            Start::Replay(tape, eyes, turn) => app.go(Go::To(Box::new(Replay::new(*tape, eyes, turn)))),
            Start::Beside(tapes, eyes, turn) => app.go(Go::To(Box::new(Beside::new(tapes, eyes, turn)))),
            Start::Play(table) | Start::Demo(table) => app.go(Go::Sit(Box::new(Ok((table, None))))),
            Start::Later { set, facilitator: true } => app.go(Go::With(set)),
            Start::Later { set, facilitator: false } => {
                app.pending = Some(set);
                app.screens = vec![Box::new(Loading)];
            }
        }
        app
    }

    /// Whether somebody has left.
    pub fn has_quit(&self) -> bool {
        self.quit
    }

    /// Why the table could not be set, where that ended it all.
    pub fn take_failure(&mut self) -> Option<StartError> {
        self.failure.take()
    }

    /// Learns how large the screen is.
    pub fn resized(&mut self, width: u16, height: u16) {
        self.too_small = is_too_small(width, height);
    }

    /// Lets time pass on the screen that is shown. Whether it has to be drawn again.
    pub fn tick(&mut self, elapsed: std::time::Duration) -> bool {
        !self.too_small && self.screens.last_mut().is_some_and(|screen| screen.tick(elapsed))
    }

    /// Learns how long it has run.
    pub fn at(&mut self, now: Duration) {
        self.shared.now = now;
        self.follow();
    }

    /// In how long it is to be drawn anew without a key; nothing where everything stands still.
    pub fn wakes(&self) -> Option<Duration> {
        let screen = self.screens.last().and_then(|screen| screen.wakes(&self.shared));
        let timer = self.shared.facilitator.timer.wakes(self.shared.now);
        screen.into_iter().chain(timer).chain(self.shared.staff.wakes()).min()
    }

    /// Sets the table that was promised, once the first frame is out. `true` where there is something new to draw.
    pub fn set_table(&mut self) -> bool {
        if self.screens.len() > 1 {
            return false;
        }
        let Some(set) = self.pending.take() else { return false };
        match set() {
            Ok(set) => self.go(Go::Sit(Box::new(Ok(set)))),
            Err(error) => {
                // A deck's author reads what is wrong with it in peace; a slip on the command line is told at once.
                if matches!(error, StartError::Deck(_)) {
                    self.screens = vec![Box::new(Message::last(error.to_string()))];
                } else {
                    self.quit = true;
                }
                self.failure = Some(error);
            }
        }
        true
    }

    /// The timer and the staff learn what the table does.
    fn follow(&mut self) {
        let phase = self.screens.first().and_then(|screen| screen.phase(&self.shared));
        let paused = self.shared.play.as_ref().is_some_and(|play| play.view.header.paused);
        let now = self.shared.now;
        self.shared.facilitator.timer.follow(phase, paused, now);
        let Shared { play, staff, .. } = &mut self.shared;
        staff.follow(play.as_ref());
    }

    /// Takes text that was pasted: only where text is typed, and in one line.
    pub fn paste(&mut self, text: &str) {
        if !self.screens.last().is_some_and(|screen| screen.is_typing()) {
            return;
        }
        for c in text.trim().chars().take(2_000) {
            let c = if c.is_whitespace() { ' ' } else { c };
            self.key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
        }
    }

    /// The first of two actions that the screen has, or the second.
    fn either(&self, one: Action, other: Action) -> Action {
        let has = self.screens.last().is_some_and(|screen| screen.actions(&self.shared).contains(&one));
        if has { one } else { other }
    }

    /// Takes what the mouse does. `true` where there is something new to draw.
    pub fn mouse(&mut self, mouse: MouseEvent) -> bool {
        if self.too_small {
            return false;
        }
        let wanted = match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => match self.shared.hits.at(mouse.column, mouse.row) {
                None => return false,
                Some(Hit::Do(action)) => action,
                Some(Hit::Row(row)) => {
                    let Some(screen) = self.screens.last_mut() else { return false };
                    let go = screen.pick(row, &mut self.shared);
                    self.go(go);
                    return true;
                }
            },
            MouseEventKind::ScrollDown => self.either(Action::Down, Action::LineDown),
            MouseEventKind::ScrollUp => self.either(Action::Up, Action::LineUp),
            _ => return false,
        };
        if wanted == Action::Help {
            self.go(Go::Help);
            return true;
        }
        let Some(screen) = self.screens.last_mut() else { return false };
        if !screen.actions(&self.shared).contains(&wanted) {
            return false;
        }
        let go = screen.press(Press { code: KeyCode::Null, action: Some(wanted) }, &mut self.shared);
        self.go(go);
        true
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
        self.notice.clear();
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
        self.take(go);
        if let Some(notice) = self.shared.play.as_mut().and_then(|play| play.table.take_notice()) {
            self.notice = clean(&notice, 2000);
        }
        self.follow();
    }

    fn take(&mut self, go: Go) {
        match go {
            Go::Stay => {}
            Go::To(screen) => self.show(screen),
            Go::Over(screen) => self.screens.push(screen),
            Go::Close(told) => {
                self.screens.pop();
                if let Some(below) = self.screens.last_mut() {
                    let go = below.told(told, &mut self.shared);
                    self.take(go);
                }
            }
            Go::Help => {
                if let Some(screen) = self.screens.last() {
                    let help = Help::of(&**screen, &actions(&**screen, &self.shared), &self.shared);
                    self.screens.push(Box::new(help));
                }
            }
            Go::Quit => self.quit = true,
            Go::With(set) => {
                self.pending = Some(set);
                self.screens = vec![
                    Box::new(Loading),
                    Box::new(set_passphrase(|form, shared| {
                        shared.facilitator = from_form(form)?;
                        Ok(Go::Close(Told::Nothing))
                    })),
                ];
            }
            Go::Sit(set) => self.sit(*set),
        }
    }

    fn sit(&mut self, set: Set) {
        let screen: Box<dyn Screen> = match set {
            Err(error) => Box::new(Message::new(error.to_string())),
            Ok((table, notice)) => {
                let mut play = Play::new(table);
                let screen = play.next(true);
                let screen: Box<dyn Screen> = match (notice, play.seat) {
                    (Some(notice), Some(seat)) if play.table.human_seats().len() > 1 => {
                        Box::new(Curtain::with(seat, notice))
                    }
                    (Some(notice), seat) if !play.table.is_over() => Box::new(AtTable::briefed(notice, seat.is_some())),
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
        self.shared.hits.clear();
        self.shared.staff.begin_frame();
        let Some(top) = self.screens.last() else { return };
        // A refusal is told whole, with its source: the status takes the lines it needs.
        let mut said = text::Lines::new(area.width.saturating_sub(2));
        for status in [self.notice.as_str(), top.status()].into_iter().filter(|status| !status.is_empty()) {
            said.add(status, theme.warn());
        }
        let told = u16::try_from(said.len()).unwrap_or(1).clamp(1, 4);
        let [body, status, footer] =
            Layout::vertical([Constraint::Min(1), Constraint::Length(told), Constraint::Length(1)]).areas(area);
        for screen in &self.screens {
            // What lies under a dialog cannot be clicked.
            self.shared.hits.clear();
            screen.draw(frame, body, &self.shared);
        }
        let status = Rect { x: status.x + 1, width: status.width.saturating_sub(2), ..status };
        text::draw(frame, status, said, 0, &self.shared);
        if !top.is_dialog() {
            self.draw_keys(frame, footer, &actions(&**top, &self.shared));
        }
        theme.ground(frame.buffer_mut());
    }

    /// The line of keys; each can be clicked. What has no room is in the help.
    fn draw_keys(&self, frame: &mut Frame<'_>, area: Rect, actions: &[Action]) {
        let quiet = self.shared.theme.quiet();
        let end = area.right().saturating_sub(1);
        let mut x = area.x + 1;
        // Help and quitting always have their place: they come last and are told first.
        let (last, first): (Vec<_>, Vec<_>) = self
            .shared
            .keys
            .hints(actions)
            .into_iter()
            .partition(|(action, _, _)| matches!(action, Action::Help | Action::Quit));
        let width = |(_, key, label): &(Action, String, &str)| {
            u16::try_from(key.width() + 1 + label.width()).unwrap_or(u16::MAX)
        };
        let reserved: u16 = last.iter().map(|hint| width(hint) + 2).sum();
        let shown = first.into_iter().map(|hint| (hint, reserved)).chain(last.into_iter().map(|hint| (hint, 0)));
        for (hint, reserved) in shown {
            let width = width(&hint);
            if x.saturating_add(width).saturating_add(reserved) > end {
                continue;
            }
            let place = Rect::new(x, area.y, width, 1);
            let (action, key, label) = hint;
            let key = Span::styled(key, quiet.add_modifier(Modifier::BOLD));
            frame.render_widget(Line::from(vec![key, Span::styled(format!(" {label}"), quiet)]), place);
            self.shared.hits.note(place, Hit::Do(action));
            x += width + 2;
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
