//! The table screen: what its keys do. Everything that changes the game goes through the table.

mod layout;
mod tab;

pub use tab::Tab;

use super::end::End;
use crate::deck::{PromiseMark, SituationId};
use crate::rules::view::{Mark, View};
use crate::rules::{Answer, Command, Manner};
use crate::tui::dialogs::guide::Guide;
use crate::tui::dialogs::leave::Leave;
use crate::tui::dialogs::line::{TextLine, Use};
use crate::tui::dialogs::plan::Plan;
use crate::tui::dialogs::seal::Seal;
use crate::tui::keys::Action;
use crate::tui::panels::requests;
use crate::tui::play::Play;
use crate::tui::screen::{Go, Press, Screen, Shared, Told};
use crate::tui::text::Scroll;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The table screen.
#[derive(Debug)]
pub struct AtTable {
    tab: Tab,
    row: usize,
    scroll: Scroll,
    search: String,
    status: String,
}

impl AtTable {
    /// The table, with something to be said.
    pub fn new(status: String) -> Self {
        Self { tab: Tab::Situation, row: 0, scroll: Scroll::default(), search: String::new(), status }
    }

    /// The log, after the end.
    pub fn log() -> Self {
        Self { tab: Tab::Log, ..Self::new(String::new()) }
    }

    /// How many lines can be chosen in the tab.
    fn rows(&self, view: &View) -> usize {
        match self.tab {
            Tab::Options => view.options.len(),
            Tab::Requests => view.incoming.len() + view.outgoing.len(),
            Tab::Law => view.law.situations.len(),
            Tab::Ledger => view.promises.len() + view.running.len(),
            Tab::Situation | Tab::Log | Tab::Map => 0,
        }
    }

    /// Draws a view as the table shows it: for whoever only looks.
    pub fn draw_view(&self, frame: &mut Frame<'_>, area: Rect, view: &View, shared: &Shared) {
        layout::draw(frame, area, view, self, shared);
    }

    /// Looks around in a view: tabs, rows and scrolling.
    pub fn look(&mut self, action: Action, view: &View) -> Go {
        self.row = self.row.min(self.rows(view).saturating_sub(1));
        self.browse(action, view)
    }

    fn go_to(&mut self, tab: Tab, view: &View) {
        self.tab = tab;
        self.row = if tab == Tab::Law { view.law.now.index() } else { 0 };
        self.scroll = Scroll::default();
    }

    /// Actions that change nothing in the game.
    fn browse(&mut self, action: Action, view: &View) -> Go {
        let rows = self.rows(view);
        match action {
            Action::NextTab => self.go_to(self.tab.turned(1), view),
            Action::PreviousTab => self.go_to(self.tab.turned(Tab::ALL.len() - 1), view),
            Action::Down | Action::Up if rows == 0 => self.scroll_by(if action == Action::Down { 1 } else { -1 }),
            Action::Down => self.select((self.row + 1).min(rows - 1)),
            Action::Up => self.select(self.row.saturating_sub(1)),
            Action::First => self.select(0),
            Action::Last => self.select(rows.saturating_sub(1)),
            Action::PageDown => self.scroll_by(8),
            Action::PageUp => self.scroll_by(-8),
            Action::Search => {
                self.go_to(Tab::Log, view);
                return Go::Over(Box::new(TextLine::new(Use::Search)));
            }
            other => {
                if let Some(tab) = Tab::ALL.into_iter().find(|tab| tab.action() == other) {
                    self.go_to(tab, view);
                }
            }
        }
        Go::Stay
    }

    fn select(&mut self, row: usize) {
        self.row = row;
        self.scroll = Scroll::default();
    }

    fn scroll_by(&mut self, by: isize) {
        // The log is counted from its end: up is back.
        self.scroll.by(if self.tab == Tab::Log { -by } else { by });
    }

    /// Sends a command and says what became of it.
    fn send(&mut self, play: &mut Play, command: &Command, done: &str) {
        self.status = play.send(command).map_or_else(|why| why, |()| done.to_owned());
        self.row = self.row.min(self.rows(&play.view).saturating_sub(1));
    }

    fn say(&mut self, text: &str) -> Go {
        text.clone_into(&mut self.status);
        Go::Stay
    }

    fn act(&mut self, action: Action, play: &mut Play) -> Go {
        match action {
            Action::Quit | Action::Back => return Go::Over(Box::new(Leave)),
            Action::Guide => return Go::Over(Box::new(Guide::default())),
            Action::Note => return Go::Over(Box::new(TextLine::new(Use::Note))),
            Action::Seal if play.view.incoming.is_empty() => return Go::Over(Box::new(Seal::default())),
            Action::Seal => {
                self.go_to(Tab::Requests, &play.view);
                return self
                    .say("A request waits for your answer: accept (a), decline (x) or defer (f) it before you seal.");
            }
            Action::Order => self.order(play, Manner::Publicly),
            Action::Quietly => self.order(play, Manner::Quietly),
            Action::TakeBack => self.withdraw(play),
            Action::Accept => self.answer(play, Answer::Accept),
            Action::Decline => self.answer(play, Answer::Decline),
            Action::Defer => self.answer(play, Answer::Defer),
            Action::Ask => self.ask(play),
            Action::Designate => return self.designate(play),
            Action::GiveUp => self.send(play, &Command::Drop, "The procedure is given up."),
            Action::WalkBack => self.walk_back(play),
            Action::StandDown => self.stand_down(play),
            other => return self.browse(other, &play.view),
        }
        play.after()
    }

    fn order(&mut self, play: &mut Play, wanted: Manner) {
        let Some(option) = play.view.sorted_options().get(self.row).map(|o| (*o).clone()) else { return };
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
        self.send(play, &Command::Lay { response, manner }, &format!("Laid: “{}”{how}.", option.title));
        self.follow(play, response);
    }

    fn withdraw(&mut self, play: &mut Play) {
        let Some(option) = play.view.sorted_options().get(self.row).map(|o| (*o).clone()) else { return };
        self.send(play, &Command::Withdraw { response: option.response }, &format!("Taken back: “{}”.", option.title));
        self.follow(play, option.response);
    }

    /// Keeps the selection on a response whose place in the list has changed.
    fn follow(&mut self, play: &Play, response: crate::deck::ResponseId) {
        let place = play.view.sorted_options().iter().position(|option| option.response == response);
        self.row = place.unwrap_or(self.row);
    }

    fn answer(&mut self, play: &mut Play, answer: Answer) {
        match requests::at(&play.view, self.row) {
            Some((request, true)) => {
                let (request, said) = (request.request, request.answers[answer as usize].0.clone());
                self.send(play, &Command::Answer { request, answer }, &said);
            }
            _ => "That is not a request to you.".clone_into(&mut self.status),
        }
    }

    fn ask(&mut self, play: &mut Play) {
        match requests::at(&play.view, self.row) {
            Some((request, false)) => {
                let done = format!("Asked of {}: “{}”.", request.to, request.title);
                let request = request.request;
                self.send(play, &Command::Ask { request }, &done);
            }
            Some((_, true)) => "Answer with a (accept), x (decline) or f (defer).".clone_into(&mut self.status),
            None => {}
        }
    }

    fn designate(&mut self, play: &mut Play) -> Go {
        let situation = SituationId::at(self.row);
        let Some(card) = play.view.law.situations.get(self.row) else { return Go::Stay };
        if !play.view.law.mine {
            self.status = format!("Only {} designates situations.", play.view.law.binds);
        } else if let Some(reason) = &card.reason {
            self.status.clone_from(reason);
        } else if card.plan {
            return Go::Over(Box::new(Plan::new(situation, play.view.law.plan)));
        } else {
            let done = format!("The procedure to designate “{}” is opened.", card.name);
            self.send(play, &Command::Designate { situation, plan: crate::deck::OperationSet::default() }, &done);
        }
        play.after()
    }

    fn walk_back(&mut self, play: &mut Play) {
        match play.view.promises.get(self.row).filter(|p| p.mine && p.is == PromiseMark::Open) {
            Some(promise) => {
                let done = format!("“{}” is walked back.", promise.title);
                let promise = promise.promise;
                self.send(play, &Command::WalkBack { promise }, &done);
            }
            None => "Choose an open promise of your own.".clone_into(&mut self.status),
        }
    }

    fn stand_down(&mut self, play: &mut Play) {
        let row = self.row.checked_sub(play.view.promises.len());
        match row.and_then(|row| play.view.running.get(row)).filter(|running| running.mine) {
            Some(running) => {
                let done = format!("“{}” has ended.", running.title);
                let response = running.response;
                self.send(play, &Command::StandDown { response }, &done);
            }
            None => "Choose something of your own that runs.".clone_into(&mut self.status),
        }
    }
}

/// The actions of a tab, besides those of every tab.
const fn of_tab(tab: Tab) -> &'static [Action] {
    use Action::*;
    match tab {
        Tab::Situation | Tab::Map | Tab::Log => &[],
        Tab::Options => &[Order, Quietly, TakeBack],
        Tab::Requests => &[Accept, Decline, Defer, Ask],
        Tab::Law => &[Designate, GiveUp],
        Tab::Ledger => &[WalkBack, StandDown],
    }
}

/// What can be looked at, whoever plays.
pub const BROWSING: &[Action] = {
    use Action::*;
    &[
        Up,
        Down,
        PageUp,
        PageDown,
        First,
        Last,
        NextTab,
        PreviousTab,
        Situation,
        Options,
        Requests,
        Law,
        Ledger,
        Log,
        Map,
        Search,
    ]
};

impl Screen for AtTable {
    fn name(&self) -> &'static str {
        "The table"
    }

    fn actions(&self, shared: &Shared) -> Vec<Action> {
        let mut actions = Vec::new();
        let Some(play) = &shared.play else { return actions };
        if play.table.is_over() {
            actions.extend([Action::Back, Action::Quit]);
        } else if play.seat.is_none() {
            actions.extend([Action::NextTurn, Action::Quit, Action::Back]);
        } else {
            if self.rows(&play.view) > 1 {
                actions.extend([Action::Up, Action::Down]);
            }
            actions.extend(of_tab(self.tab));
            if !play.view.lessons.is_empty() {
                actions.push(Action::Guide);
            }
            actions.extend([Action::Seal, Action::Note, Action::PageDown, Action::Help, Action::Quit, Action::Back]);
        }
        actions.extend(BROWSING.iter().filter(|action| !actions.contains(action)).collect::<Vec<_>>());
        actions
    }

    fn opens(&mut self, shared: &mut Shared) -> Option<Box<dyn Screen>> {
        // A guided game opens each turn with its guide.
        let is_guided = shared.play.as_mut().is_some_and(Play::is_to_be_guided);
        is_guided.then(|| Box::new(Guide::default()) as Box<dyn Screen>)
    }

    fn status(&self) -> &str {
        &self.status
    }

    fn press(&mut self, press: Press, shared: &mut Shared) -> Go {
        let (Some(play), Some(action)) = (&mut shared.play, press.action) else { return Go::Stay };
        self.status.clear();
        if play.table.is_over() {
            return match action {
                Action::Back | Action::Quit => Go::To(Box::new(End::new())),
                other => self.browse(other, &play.view),
            };
        }
        if play.seat.is_none() {
            return match action {
                Action::NextTurn => {
                    if let Err(error) = play.table.step() {
                        self.status = error.to_string();
                    }
                    play.refresh();
                    play.after()
                }
                Action::Quit | Action::Back => Go::Over(Box::new(Leave)),
                other => self.browse(other, &play.view),
            };
        }
        self.act(action, play)
    }

    fn told(&mut self, told: Told, shared: &mut Shared) -> Go {
        match told {
            Told::Nothing | Told::Typed(_) => {}
            Told::Sent(said) => {
                self.status = said;
                if let Some(play) = &mut shared.play {
                    self.row = self.row.min(self.rows(&play.view).saturating_sub(1));
                    return play.after();
                }
            }
            Told::Search(text) => {
                self.search = text;
                self.scroll = Scroll::default();
            }
        }
        Go::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        if let Some(play) = &shared.play {
            layout::draw(frame, area, &play.view, self, shared);
        }
    }
}
