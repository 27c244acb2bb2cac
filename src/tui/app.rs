//! What is on screen, and what a key does there. Everything that changes the game goes through the table.

use super::dialog::{Dialog, plannable};
use super::new_game::{Done, Form};
use super::theme::Theme;
use super::{Start, dialog, end, help, keys, question, requests, table, text, title};
use crate::deck::{PromiseMark, SeatId, SituationId};
use crate::rules::view::{Mark, View};
use crate::rules::{Actor, Answer, Command, DecisionCard, Eyes, Manner};
use crate::table::{Table, TableError};
use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Clear, Paragraph};
use std::path::PathBuf;

/// The least that the screen needs.
pub const LEAST: (u16, u16) = (60, 20);

/// The tabs of the table screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// What Beijing did.
    Situation,
    /// What the seat can order.
    Options,
    /// What is asked.
    Requests,
    /// The law.
    Law,
    /// Promises, what runs, objectives.
    Ledger,
    /// What happened.
    Log,
    /// The map and the areas.
    Map,
}

impl Tab {
    /// All tabs, in the order of their keys.
    pub const ALL: [Self; 7] =
        [Self::Situation, Self::Options, Self::Requests, Self::Law, Self::Ledger, Self::Log, Self::Map];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Situation => "Situation",
            Self::Options => "Options",
            Self::Requests => "Requests",
            Self::Law => "Law",
            Self::Ledger => "Ledger",
            Self::Log => "Log",
            Self::Map => "Map",
        }
    }
}

#[derive(Debug)]
enum Screen {
    Title(usize),
    NewGame(Box<Form>),
    Saves(Vec<PathBuf>, usize),
    Message(String),
    Table,
    Curtain(SeatId),
    Question(usize),
    End,
}

/// A game on screen.
#[derive(Debug)]
pub struct Play {
    pub(super) table: Table,
    pub(super) view: View,
    pub(super) seat: Option<SeatId>,
    pub(super) tab: Tab,
    pub(super) row: usize,
    pub(super) scroll: usize,
    pub(super) search: String,
    dialog: Option<Dialog>,
    status: String,
    /// The last question that was shown.
    asked: u8,
}

/// The application.
#[derive(Debug)]
pub struct App {
    screen: Screen,
    play: Option<Play>,
    help: Option<usize>,
    scroll: usize,
    theme: Theme,
    quit: bool,
    /// The screen cannot show the game: no key plays blind.
    too_small: bool,
}

impl App {
    /// An application, at its start.
    pub fn new(start: Start, theme: Theme) -> Self {
        let mut app =
            Self { screen: Screen::Title(0), play: None, help: None, scroll: 0, theme, quit: false, too_small: false };
        match start {
            Start::Title => {}
            Start::Play(table) | Start::Demo(table) => app.sit_down(table),
        }
        app
    }

    /// Whether somebody has left.
    pub fn has_quit(&self) -> bool {
        self.quit
    }

    fn sit_down(&mut self, table: Table) {
        let seat = table.turn_of();
        let view = table.view(eyes(&table, seat));
        let asked = view.question.as_ref().map_or(0, |question| question.turn);
        let tab = Tab::Situation;
        let play = Play {
            table,
            view,
            seat,
            tab,
            row: 0,
            scroll: 0,
            search: String::new(),
            dialog: None,
            status: String::new(),
            asked,
        };
        self.play = Some(play);
        self.screen = self.next_screen(true);
    }

    /// The screen that follows: the end, a curtain, or the table.
    fn next_screen(&mut self, fresh: bool) -> Screen {
        let Some(play) = &mut self.play else { return Screen::Title(0) };
        if play.table.is_over() {
            play.view = play.table.view(eyes(&play.table, None));
            return Screen::End;
        }
        let next = play.table.turn_of();
        let changed = next != play.seat || fresh;
        play.seat = next;
        if let (Some(seat), true, true) = (next, changed, play.table.human_seats().len() > 1) {
            return Screen::Curtain(seat);
        }
        play.refresh();
        Screen::Table
    }

    /// Learns how large the screen is.
    pub fn resized(&mut self, width: u16, height: u16) {
        self.too_small = is_too_small(width, height);
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
        if matches!(key.code, KeyCode::Char(_)) && key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            return;
        }
        if let Some(scroll) = &mut self.help {
            match key.code {
                KeyCode::Down | KeyCode::Char('j') => *scroll = (*scroll + 1).min(500),
                KeyCode::PageDown | KeyCode::Char(' ') => *scroll = (*scroll + 10).min(500),
                KeyCode::Up | KeyCode::Char('k') => *scroll = scroll.saturating_sub(1),
                KeyCode::PageUp => *scroll = scroll.saturating_sub(10),
                _ => self.help = None,
            }
            return;
        }
        let typing =
            self.play.as_ref().is_some_and(|play| play.dialog.is_some()) || matches!(self.screen, Screen::NewGame(_));
        if key.code == KeyCode::F(1) || (key.code == KeyCode::Char('?') && !typing) {
            self.help = Some(0);
            return;
        }
        match &mut self.screen {
            Screen::Title(row) => {
                let row = *row;
                self.title_key(key.code, row);
            }
            Screen::NewGame(form) => match form.key(key.code) {
                Done::No => {}
                Done::Back => self.screen = Screen::Title(0),
                Done::Start(setup) => self.open(Table::start(&setup)),
            },
            Screen::Saves(saves, row) => match key.code {
                KeyCode::Up | KeyCode::Char('k') => *row = row.saturating_sub(1),
                KeyCode::Down | KeyCode::Char('j') => *row = (*row + 1).min(saves.len().saturating_sub(1)),
                KeyCode::Enter => {
                    if let Some(path) = saves.get(*row).cloned() {
                        let opened = Table::resume(&path);
                        let notice = opened.as_ref().ok().and_then(|(_, notice)| notice.clone());
                        self.open(opened.map(|(table, _)| table));
                        if let (Some(play), Some(notice)) = (&mut self.play, notice) {
                            play.status = notice;
                        }
                    }
                }
                KeyCode::Esc | KeyCode::Char('q') => self.screen = Screen::Title(1),
                _ => {}
            },
            Screen::Message(_) => match key.code {
                KeyCode::Down | KeyCode::PageDown => self.scroll += 5,
                KeyCode::Up | KeyCode::PageUp => self.scroll = self.scroll.saturating_sub(5),
                _ => self.screen = Screen::Title(0),
            },
            Screen::Curtain(_) => match key.code {
                KeyCode::Enter => {
                    if let Some(play) = &mut self.play {
                        play.go_to(Tab::Situation);
                        play.search.clear();
                        play.status.clear();
                        play.refresh();
                    }
                    self.screen = Screen::Table;
                }
                KeyCode::Char('q') => self.quit = true,
                _ => {}
            },
            Screen::Question(step) => match key.code {
                KeyCode::Esc => *step = question::STEPS,
                KeyCode::Char('q') => self.quit = true,
                _ if *step + 1 < question::STEPS => *step += 1,
                _ => self.screen = self.next_screen(true),
            },
            Screen::End => self.end_key(key.code),
            Screen::Table => self.table_key(key.code),
        }
        // Esc on the question tells the rest of it at once; the next key goes on.
        if let Screen::Question(step) = &mut self.screen {
            *step = (*step).min(question::STEPS - 1);
        }
    }

    fn open(&mut self, table: Result<Table, crate::table::StartError>) {
        match table {
            Ok(table) => self.sit_down(table),
            Err(error) => {
                self.scroll = 0;
                self.screen = Screen::Message(error.to_string());
            }
        }
    }

    fn title_key(&mut self, key: KeyCode, row: usize) {
        let last = title::MENU.len() - 1;
        self.screen = match key {
            KeyCode::Up | KeyCode::Char('k') => Screen::Title(row.checked_sub(1).unwrap_or(last)),
            KeyCode::Down | KeyCode::Char('j') | KeyCode::Tab => Screen::Title((row + 1) % (last + 1)),
            KeyCode::Enter if row == 0 => Screen::NewGame(Box::new(Form::new())),
            KeyCode::Enter if row == 1 => Screen::Saves(Table::recent(), 0),
            KeyCode::Enter if row == 2 => {
                self.help = Some(0);
                return;
            }
            KeyCode::Enter | KeyCode::Char('q') | KeyCode::Esc => {
                self.quit = true;
                return;
            }
            _ => return,
        };
    }

    fn end_key(&mut self, key: KeyCode) {
        match key {
            KeyCode::Down | KeyCode::PageDown => self.scroll += 3,
            KeyCode::Up | KeyCode::PageUp => self.scroll = self.scroll.saturating_sub(3),
            KeyCode::Char('l') => {
                if let Some(play) = &mut self.play {
                    play.tab = Tab::Log;
                    play.scroll = 0;
                }
                self.screen = Screen::Table;
            }
            // Not Enter or Esc: a key too many on the question would leave before anybody has read the outcome.
            KeyCode::Char('q') => self.quit = true,
            _ => {}
        }
    }

    fn table_key(&mut self, key: KeyCode) {
        let Some(play) = &mut self.play else { return };
        if play.dialog.is_some() {
            if play.dialog_key(key) {
                self.quit = true;
            }
            self.after();
            return;
        }
        if play.table.is_over() {
            match key {
                KeyCode::Esc | KeyCode::Char('q') => self.screen = Screen::End,
                other => play.browse(other),
            }
            return;
        }
        if play.seat.is_none() {
            match key {
                KeyCode::Char(' ') | KeyCode::Enter => {
                    if let Err(error) = play.table.step() {
                        play.status = error.to_string();
                    }
                    play.refresh();
                    self.after();
                }
                KeyCode::Char('q') | KeyCode::Esc => play.dialog = Some(Dialog::Quit),
                other => play.browse(other),
            }
            return;
        }
        play.act(key);
        self.after();
    }

    /// After something was done: the question, where it was asked; else whoever has the table next.
    fn after(&mut self) {
        let Some(play) = &mut self.play else { return };
        let asked = play.table.view(eyes(&play.table, play.seat));
        let turn = asked.question.as_ref().map_or(0, |question| question.turn);
        if turn != play.asked {
            play.asked = turn;
            play.view = asked;
            play.tab = Tab::Situation;
            play.status.clear();
            self.screen = Screen::Question(0);
            return;
        }
        if play.table.is_over() || play.table.turn_of() != play.seat {
            self.screen = self.next_screen(false);
        }
    }

    /// Draws the screen.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        if is_too_small(area.width, area.height) {
            draw_too_small(frame, area);
            return;
        }
        let theme = self.theme;
        // A refusal is told whole, with its source: the status takes the lines it needs.
        let mut said = text::Lines::new(area.width.saturating_sub(2));
        if let Some(play) = self.play.as_ref().filter(|_| matches!(self.screen, Screen::Table)) {
            said.add(&play.status, theme.warn());
        }
        let told = u16::try_from(said.len()).unwrap_or(1).clamp(1, 4);
        let [body, status, footer] =
            Layout::vertical([Constraint::Min(1), Constraint::Length(told), Constraint::Length(1)]).areas(area);
        let mut keys = "? help  q quit";
        match &self.screen {
            Screen::Title(row) => {
                title::draw(frame, body, *row, theme);
                keys = "↑↓ choose  Enter  ? help  q quit";
            }
            Screen::NewGame(form) => {
                form.draw(frame, body, theme);
                keys = "↑↓ line  ←→ change  Enter next, begin  F1 help  Esc back";
            }
            Screen::Saves(saves, row) => {
                title::draw_saves(frame, body, saves, *row, theme);
                keys = "↑↓ choose  Enter go on  Esc back";
            }
            Screen::Message(message) => {
                title::draw_message(frame, body, message, self.scroll, theme);
                keys = "↑↓ scroll  any other key goes back";
            }
            _ => keys = self.draw_play(frame, body).unwrap_or(keys),
        }
        let width = usize::from(area.width);
        let status = Rect { x: status.x + 1, width: status.width.saturating_sub(2), ..status };
        text::draw(frame, status, said, 0, theme);
        frame.render_widget(Line::styled(format!(" {}", text::cut(keys, width - 1)), theme.quiet()), footer);
        if let Some(scroll) = self.help {
            let view = self.play.as_ref().map(|play| &play.view);
            help::draw(frame, body, view, scroll, theme);
        }
    }

    fn draw_play(&self, frame: &mut Frame<'_>, area: Rect) -> Option<&'static str> {
        let play = self.play.as_ref()?;
        let theme = self.theme;
        let save = play.table.save_path().map(|path| crate::deck::text::clean(&path.display().to_string(), 1000));
        match &self.screen {
            Screen::Curtain(seat) => {
                let card = &play.table.deck().seats[seat.index()];
                let language = play.table.language();
                title::draw_curtain(frame, area, card.name.get(language), card.title.get(language), theme);
                return Some("Enter take the keyboard  q quit");
            }
            Screen::Question(step) => {
                question::draw(frame, area, &play.view, *step, theme);
                return Some(if *step + 1 < question::STEPS { "any key: on  Esc: the answer" } else { "any key: on" });
            }
            Screen::End => {
                end::draw(frame, area, &play.view, save.as_deref(), self.scroll, theme);
                return Some("↑↓ scroll  l log  q quit");
            }
            _ => {}
        }
        table::draw(frame, area, &play.view, play, theme);
        if let Some(open) = &play.dialog {
            dialog::draw(frame, area, &play.view, open, save.as_deref(), theme);
        }
        Some(match play.seat {
            None if play.table.is_over() => "Esc back to the end  0–6 tabs  PgUp PgDn scroll",
            None => "Space next turn  0–6 tabs  q quit",
            Some(_) => keys::of_tab(play.tab),
        })
    }
}

fn eyes(table: &Table, seat: Option<SeatId>) -> Eyes {
    match (seat, table.human_seats().as_slice()) {
        (Some(seat), _) => Eyes::Seat(seat),
        (None, [only]) => Eyes::Seat(*only),
        (None, _) => Eyes::All,
    }
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

impl Play {
    fn refresh(&mut self) {
        self.view = self.table.view(eyes(&self.table, self.seat));
        self.row = self.row.min(self.rows().saturating_sub(1));
    }

    /// How many lines can be chosen in the tab.
    fn rows(&self) -> usize {
        match self.tab {
            Tab::Options => self.view.options.len(),
            Tab::Requests => self.view.incoming.len() + self.view.outgoing.len(),
            Tab::Law => self.view.law.situations.len(),
            Tab::Ledger => self.view.promises.len() + self.view.running.len(),
            Tab::Situation | Tab::Log | Tab::Map => 0,
        }
    }

    /// Sends a command; says what became of it.
    fn send(&mut self, command: &Command, done: &str) {
        self.is_accepted(command, done);
    }

    /// Sends a command; says what became of it, and tells whether it was done.
    fn is_accepted(&mut self, command: &Command, done: &str) -> bool {
        let Some(seat) = self.seat else { return false };
        let sent = self.table.send(Actor::Seat(seat), command);
        let accepted = sent.is_ok();
        self.status = match sent {
            Ok(()) => done.to_owned(),
            Err(TableError::Refused(reason)) => {
                let source = reason.source.map_or(String::new(), |source| format!(" [{source}]"));
                format!("{}{source}", reason.why)
            }
            Err(error) => error.to_string(),
        };
        self.refresh();
        accepted
    }

    fn go_to(&mut self, tab: Tab) {
        self.tab = tab;
        self.row = 0;
        self.scroll = 0;
        if tab == Tab::Law {
            self.row = self.view.law.now.index();
        }
    }

    /// Keys that change nothing in the game.
    fn browse(&mut self, key: KeyCode) {
        let at = Tab::ALL.iter().position(|tab| *tab == self.tab).unwrap_or(0);
        match key {
            KeyCode::Char(digit @ '0'..='6') => self.go_to(Tab::ALL[digit as usize - '0' as usize]),
            KeyCode::Tab | KeyCode::Right | KeyCode::Char('l') => self.go_to(Tab::ALL[(at + 1) % Tab::ALL.len()]),
            KeyCode::BackTab | KeyCode::Left | KeyCode::Char('h') => {
                self.go_to(Tab::ALL[(at + Tab::ALL.len() - 1) % Tab::ALL.len()]);
            }
            KeyCode::Char('m') => self.go_to(Tab::Map),
            KeyCode::Down | KeyCode::Char('j') => self.step(1),
            KeyCode::Up | KeyCode::Char('k') => self.step(-1),
            KeyCode::Home => self.row = 0,
            KeyCode::End => self.row = self.rows().saturating_sub(1),
            KeyCode::PageDown => self.scroll_by(8),
            KeyCode::PageUp => self.scroll_by(-8),
            KeyCode::Char('/') => {
                self.go_to(Tab::Log);
                self.dialog = Some(Dialog::Search(String::new()));
            }
            _ => {}
        }
    }

    fn step(&mut self, by: isize) {
        let rows = self.rows();
        if rows == 0 {
            self.scroll_by(by);
            return;
        }
        self.row = self.row.saturating_add_signed(by).min(rows - 1);
        self.scroll = 0;
    }

    fn scroll_by(&mut self, by: isize) {
        // The log is counted from its end: up is back.
        let by = if self.tab == Tab::Log { -by } else { by };
        self.scroll = self.scroll.saturating_add_signed(by).min(5_000);
    }

    fn act(&mut self, key: KeyCode) {
        self.status.clear();
        match (key, self.tab) {
            (KeyCode::Char('q') | KeyCode::Esc, _) => self.dialog = Some(Dialog::Quit),
            (KeyCode::Char('n'), _) => self.dialog = Some(Dialog::Note(String::new())),
            (KeyCode::Char('s'), _) => {
                if self.view.incoming.is_empty() {
                    self.dialog = Some(Dialog::Seal { fields: Default::default(), row: 0 });
                } else {
                    self.go_to(Tab::Requests);
                    "A request waits for your answer: accept (a), decline (x) or defer (f) it before you seal."
                        .clone_into(&mut self.status);
                }
            }
            (KeyCode::Enter | KeyCode::Char('p'), Tab::Options) => self.order(Manner::Publicly),
            (KeyCode::Char('o'), Tab::Options) => self.order(Manner::Quietly),
            (KeyCode::Char('u') | KeyCode::Backspace, Tab::Options) => self.withdraw(),
            (KeyCode::Char('a'), Tab::Requests) => self.answer(Answer::Accept),
            (KeyCode::Char('x'), Tab::Requests) => self.answer(Answer::Decline),
            (KeyCode::Char('f'), Tab::Requests) => self.answer(Answer::Defer),
            (KeyCode::Enter, Tab::Requests) => self.ask(),
            (KeyCode::Enter, Tab::Law) => self.designate(),
            (KeyCode::Char('x'), Tab::Law) => self.send(&Command::Drop, "The procedure is given up."),
            (KeyCode::Char('w'), Tab::Ledger) => self.walk_back(),
            (KeyCode::Char('e'), Tab::Ledger) => self.stand_down(),
            (other, _) => self.browse(other),
        }
    }

    fn order(&mut self, wanted: Manner) {
        let Some(option) = self.view.sorted_options().get(self.row).map(|o| (*o).clone()) else { return };
        // Where there is no choice, either key does it.
        let manner =
            if option.manners.contains(&wanted) { wanted } else { option.manners.first().copied().unwrap_or(wanted) };
        if option.mark == Mark::Laid {
            "It is laid already; u takes it back.".clone_into(&mut self.status);
            return;
        }
        if option.manners.is_empty() {
            let source = option.reason_source.map_or(String::new(), |source| format!(" [{source}]"));
            self.status = format!("{}{source}", option.reason.unwrap_or_default());
            return;
        }
        let how = if manner == Manner::Quietly { ", quietly" } else { "" };
        let response = option.response;
        self.send(&Command::Lay { response, manner }, &format!("Laid: “{}”{how}.", option.title));
        self.follow(response);
    }

    fn withdraw(&mut self) {
        let Some(option) = self.view.sorted_options().get(self.row).map(|o| (*o).clone()) else { return };
        self.send(&Command::Withdraw { response: option.response }, &format!("Taken back: “{}”.", option.title));
        self.follow(option.response);
    }

    /// Keeps the selection on a response whose place in the list has changed.
    fn follow(&mut self, response: crate::deck::ResponseId) {
        let place = self.view.sorted_options().iter().position(|option| option.response == response);
        self.row = place.unwrap_or(self.row);
    }

    fn answer(&mut self, answer: Answer) {
        match requests::at(&self.view, self.row) {
            Some((request, true)) => {
                let (request, said) = (request.request, request.answers[answer as usize].0.clone());
                self.send(&Command::Answer { request, answer }, &said);
            }
            _ => "That is not a request to you.".clone_into(&mut self.status),
        }
    }

    fn ask(&mut self) {
        match requests::at(&self.view, self.row) {
            Some((request, false)) => {
                let done = format!("Asked of {}: “{}”.", request.to, request.title);
                let request = request.request;
                self.send(&Command::Ask { request }, &done);
            }
            Some((_, true)) => "Answer with a (accept), x (decline) or f (defer).".clone_into(&mut self.status),
            None => {}
        }
    }

    fn designate(&mut self) {
        let situation = SituationId::at(self.row);
        let Some(card) = self.view.law.situations.get(self.row) else { return };
        if !self.view.law.mine {
            self.status = format!("Only {} designates situations.", self.view.law.binds);
        } else if let Some(reason) = &card.reason {
            self.status.clone_from(reason);
        } else if card.plan {
            self.dialog = Some(Dialog::Plan { situation, plan: self.view.law.plan, row: 0 });
        } else {
            let done = format!("The procedure to designate “{}” is opened.", card.name);
            self.send(&Command::Designate { situation, plan: crate::deck::OperationSet::default() }, &done);
        }
    }

    fn walk_back(&mut self) {
        match self.view.promises.get(self.row).filter(|p| p.mine && p.is == PromiseMark::Open) {
            Some(promise) => {
                let done = format!("“{}” is walked back.", promise.title);
                let promise = promise.promise;
                self.send(&Command::WalkBack { promise }, &done);
            }
            None => "Choose an open promise of your own.".clone_into(&mut self.status),
        }
    }

    fn stand_down(&mut self) {
        let row = self.row.checked_sub(self.view.promises.len());
        match row.and_then(|row| self.view.running.get(row)).filter(|running| running.mine) {
            Some(running) => {
                let done = format!("“{}” has ended.", running.title);
                let response = running.response;
                self.send(&Command::StandDown { response }, &done);
            }
            None => "Choose something of your own that runs.".clone_into(&mut self.status),
        }
    }

    /// A key in the open dialog. `true` leaves the game.
    fn dialog_key(&mut self, key: KeyCode) -> bool {
        let Some(open) = &mut self.dialog else { return false };
        if key == KeyCode::Esc {
            self.dialog = None;
            return false;
        }
        match open {
            Dialog::Quit => return matches!(key, KeyCode::Enter | KeyCode::Char('y' | 'q')),
            Dialog::Note(text) | Dialog::Search(text) => match key {
                KeyCode::Enter => self.finish_text(),
                key => type_into(text, key, 400),
            },
            Dialog::Seal { fields, row } => match key {
                KeyCode::Enter => self.seal(),
                KeyCode::Tab | KeyCode::Down => *row = (*row + 1) % 3,
                KeyCode::BackTab | KeyCode::Up => *row = (*row + 2) % 3,
                KeyCode::Char(c) if *row > 0 && !c.is_ascii_digit() => {}
                key => type_into(&mut fields[*row], key, [400, 3, 1][*row]),
            },
            Dialog::Plan { situation, plan, row } => {
                let listed = plannable(&self.view, *situation);
                match key {
                    KeyCode::Down | KeyCode::Char('j') => *row = (*row + 1).min(listed.len().saturating_sub(1)),
                    KeyCode::Up | KeyCode::Char('k') => *row = row.saturating_sub(1),
                    KeyCode::Char(' ') => {
                        if let Some(operation) = listed.get(*row) {
                            *plan = plan.toggled(*operation);
                        }
                    }
                    KeyCode::Enter => {
                        let command = Command::Designate { situation: *situation, plan: *plan };
                        self.dialog = None;
                        self.send(&command, "The procedure is opened; the plan goes to the cabinet.");
                    }
                    _ => {}
                }
            }
        }
        false
    }

    fn finish_text(&mut self) {
        match self.dialog.take() {
            Some(Dialog::Note(text)) if !text.trim().is_empty() => self.send(&Command::Note { text }, "Noted."),
            Some(Dialog::Search(text)) => {
                self.search = text;
                self.scroll = 0;
            }
            _ => {}
        }
    }

    fn seal(&mut self) {
        let Some(Dialog::Seal { fields: [why, percent, sure], row }) = &mut self.dialog else { return };
        // The card stays open until its numbers can be read: nothing that was written is lost.
        if percent.parse::<u16>().is_ok_and(|percent| percent > 100) {
            *row = 1;
            "The chance is a number from 0 to 100, or nothing.".clone_into(&mut self.status);
            return;
        }
        if sure.parse::<u16>().is_ok_and(|sure| !(1..=5).contains(&sure)) {
            *row = 2;
            "How sure is a number from 1 to 5, or nothing.".clone_into(&mut self.status);
            return;
        }
        let empty = why.trim().is_empty() && percent.is_empty() && sure.is_empty();
        let card = DecisionCard {
            why: why.trim().to_owned(),
            expects: Vec::new(),
            not_today: percent.parse().ok(),
            sure: sure.parse().ok(),
        };
        let card = (!empty).then_some(card);
        let written = self.dialog.take();
        if !self.is_accepted(&Command::Seal { defer: false, card }, "Sealed.") {
            self.dialog = written;
        }
    }
}

fn type_into(text: &mut String, key: KeyCode, most: usize) {
    match key {
        KeyCode::Char(c) if text.chars().count() < most && !crate::deck::text::is_forbidden(c) => text.push(c),
        KeyCode::Backspace => drop(text.pop()),
        _ => {}
    }
}
