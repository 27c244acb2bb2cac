//! The table screen: what its keys do. Everything that changes the game goes through the table.

mod layout;
mod tab;

pub use tab::Tab;

use super::end::End;
use super::facilitator::Panel;
use crate::deck::prose::{inside, quoted};
use crate::deck::{PromiseMark, SituationId};
use crate::rules::view::{Mark, View};
use crate::rules::{Answer, Command, Manner};
use crate::table::facilitator::Phase;
use crate::tui::dialogs::guide::Guide;
use crate::tui::dialogs::leave::Leave;
use crate::tui::dialogs::line::{TextLine, Use};
use crate::tui::dialogs::plan::Plan;
use crate::tui::dialogs::seal::Seal;
use crate::tui::keys::Action;
use crate::tui::panels::map::Sight;
use crate::tui::panels::requests;
use crate::tui::play::Play;
use crate::tui::screen::{Go, Press, Screen, Shared, Told};
use crate::tui::text::Scroll;
use ratatui::Frame;
use ratatui::layout::Rect;
use std::cell::Cell;
use std::time::Duration;

/// The table screen.
#[derive(Debug)]
pub struct AtTable {
    tab: Tab,
    row: usize,
    scroll: Scroll,
    search: String,
    status: String,
    sight: Sight,
    /// The briefing is read first.
    briefing: bool,
    /// The facilitator looks on: nothing can be done.
    watching: bool,
    /// The row whose details are on screen: while the selection moves quickly they wait for it to rest.
    detailed: Cell<usize>,
    /// When the selection moved last.
    moved: Duration,
}

impl AtTable {
    /// The table, with something to be said.
    pub fn new(status: String) -> Self {
        Self {
            tab: Tab::Situation,
            row: 0,
            scroll: Scroll::default(),
            search: String::new(),
            status,
            sight: Sight::default(),
            briefing: false,
            watching: false,
            detailed: Cell::new(0),
            moved: Duration::ZERO,
        }
    }

    /// The table behind a briefing, for whoever has just taken the keyboard.
    pub fn briefed(status: String, briefing: bool) -> Self {
        Self { briefing, ..Self::new(status) }
    }

    /// The whole table, for the facilitator.
    pub fn watching() -> Self {
        Self { watching: true, ..Self::new(String::new()) }
    }

    /// The log, after the end.
    pub fn log() -> Self {
        Self { tab: Tab::Log, ..Self::new(String::new()) }
    }

    /// The row whose details are to be shown, and in how long that will be another one.
    fn rested(&self, shared: &Shared) -> (usize, Option<Duration>) {
        let since = shared.now.saturating_sub(self.moved);
        if self.detailed.get() == self.row || since >= shared.rest {
            return (self.row, None);
        }
        (self.detailed.get(), Some(shared.rest.saturating_sub(since)))
    }

    /// How many lines can be chosen in the tab.
    fn rows(&self, view: &View) -> usize {
        match self.tab {
            Tab::Options => view.options.len(),
            Tab::Requests => view.incoming.len() + view.outgoing.len(),
            Tab::Law => view.law.situations.len(),
            Tab::Ledger => view.promises.len() + view.running.len(),
            Tab::Map => view.areas.len(),
            Tab::Meters => view.meters.len(),
            Tab::Situation | Tab::Log => 0,
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
            Action::Down | Action::LineDown if rows == 0 => self.scroll_by(1),
            Action::Up | Action::LineUp if rows == 0 => self.scroll_by(-1),
            Action::Down => self.select((self.row + 1).min(rows - 1), view),
            Action::Up => self.select(self.row.saturating_sub(1), view),
            Action::First if rows == 0 => self.scroll_by(isize::MIN / 2),
            Action::Last if rows == 0 => self.scroll_by(isize::MAX / 2),
            Action::First => self.select(0, view),
            Action::Last => self.select(rows - 1, view),
            Action::PageDown => self.scroll_by(8),
            Action::PageUp => self.scroll_by(-8),
            Action::Briefing => {
                self.briefing = true;
                self.scroll = Scroll::default();
            }
            Action::Closer => self.sight.zoom(1),
            Action::Farther => self.sight.zoom(-1),
            Action::Whole => self.sight.whole(),
            Action::PanWest => self.sight.pan(-1, 0),
            Action::PanEast => self.sight.pan(1, 0),
            Action::PanNorth => self.sight.pan(0, 1),
            Action::PanSouth => self.sight.pan(0, -1),
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

    fn select(&mut self, row: usize, view: &View) {
        self.row = row;
        self.scroll = Scroll::default();
        if let Some(area) = view.areas.get(row).filter(|_| self.tab == Tab::Map) {
            self.sight.go_to(view, area);
        }
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
            Action::Quit | Action::Back => return Go::Over(Box::new(Leave::new(Some(play)))),
            Action::Guide => return Go::Over(Box::new(Guide::default())),
            Action::Note => return Go::Over(Box::new(TextLine::new(Use::Note))),
            Action::Pass => return play.pass(),
            Action::Facilitator => return Panel::ask(),
            Action::Seal if play.view.incoming.is_empty() => return Go::Over(Box::new(Seal::default())),
            Action::Seal => {
                self.go_to(Tab::Requests, &play.view);
                return self.say("A request waits for your answer: accept, decline or defer it before you seal.");
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
            "It is laid already; it can be taken back until you seal.".clone_into(&mut self.status);
            return;
        }
        if option.manners.is_empty() {
            let source = option.reason_source.map_or(String::new(), |source| format!(" [{source}]"));
            self.status = format!("{}{source}", option.reason.unwrap_or_default());
            return;
        }
        let how = if manner == Manner::Quietly { ", quietly" } else { "" };
        let response = option.response;
        self.send(play, &Command::Lay { response, manner }, &format!("Laid: {}{how}.", quoted(&option.title)));
        self.follow(play, response);
    }

    fn withdraw(&mut self, play: &mut Play) {
        let Some(option) = play.view.sorted_options().get(self.row).map(|o| (*o).clone()) else { return };
        self.send(
            play,
            &Command::Withdraw { response: option.response },
            &format!("Taken back: {}.", quoted(&option.title)),
        );
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
                let done = format!("Asked of {}: {}.", inside(&request.to), quoted(&request.title));
                let request = request.request;
                self.send(play, &Command::Ask { request }, &done);
            }
            Some((_, true)) => "It waits for your answer: accept, decline or defer it.".clone_into(&mut self.status),
            None => {}
        }
    }

    fn designate(&mut self, play: &mut Play) -> Go {
        let situation = SituationId::at(self.row);
        let Some(card) = play.view.law.situations.get(self.row) else { return Go::Stay };
        if !play.view.law.mine {
            self.status = format!("Only {} designates situations.", inside(&play.view.law.binds));
        } else if let Some(reason) = &card.reason {
            self.status.clone_from(reason);
        } else if card.plan {
            return Go::Over(Box::new(Plan::new(situation, play.view.law.plan)));
        } else {
            let done = format!("The procedure to designate {} is opened.", quoted(&card.name));
            self.send(play, &Command::Designate { situation, plan: crate::deck::OperationSet::default() }, &done);
        }
        play.after()
    }

    fn walk_back(&mut self, play: &mut Play) {
        match play.view.promises.get(self.row).filter(|p| p.mine && p.is == PromiseMark::Open) {
            Some(promise) => {
                let done = format!("{} is walked back.", quoted(&promise.title));
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
                let done = format!("{} has ended.", quoted(&running.title));
                let response = running.response;
                self.send(play, &Command::StandDown { response }, &done);
            }
            None => "Choose something of your own that runs.".clone_into(&mut self.status),
        }
    }

    /// Does what a key asks for.
    fn acts(&mut self, press: Press, shared: &mut Shared) -> Go {
        let (Some(play), Some(action)) = (&mut shared.play, press.action) else { return Go::Stay };
        self.status.clear();
        if self.briefing {
            if self.scroll.take(action) {
                return Go::Stay;
            }
            // Whatever else is asked for is done at the table.
            self.briefing = false;
            self.scroll = Scroll::default();
            if matches!(action, Action::ToTable | Action::Back | Action::Briefing) {
                return Go::Stay;
            }
        }
        if self.watching {
            return self.browse(action, &play.view);
        }
        if play.table.is_over() {
            return match action {
                Action::Back | Action::Quit => Go::To(Box::new(End::new())),
                other => self.browse(other, &play.view),
            };
        }
        if play.seat.is_none() {
            return match action {
                Action::NextTurn => {
                    // With people at the table this is the game waiting for its disk.
                    let went = if play.table.human_seats().is_empty() {
                        play.table.step().map(|_| ())
                    } else {
                        play.table.go_on()
                    };
                    if let Err(error) = went {
                        self.status = error.to_string();
                    }
                    play.refresh();
                    play.after()
                }
                Action::Quit | Action::Back => Go::Over(Box::new(Leave::new(Some(play)))),
                Action::Facilitator => Panel::ask(),
                other => self.browse(other, &play.view),
            };
        }
        self.act(action, play)
    }
}

/// The actions of a tab, besides those of every tab.
const fn of_tab(tab: Tab) -> &'static [Action] {
    use Action::*;
    match tab {
        Tab::Situation | Tab::Meters => &[],
        Tab::Log => &[Search],
        Tab::Map => &[Closer, Farther],
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
        Meters,
        Search,
        Closer,
        Farther,
        Whole,
        PanWest,
        PanSouth,
        PanNorth,
        PanEast,
    ]
};

impl Screen for AtTable {
    fn name(&self) -> &'static str {
        "The table"
    }

    fn actions(&self, shared: &Shared) -> Vec<Action> {
        let mut actions = Vec::new();
        let Some(play) = &shared.play else { return actions };
        if self.briefing {
            actions.extend([Action::ToTable, Action::LineUp, Action::LineDown, Action::PageUp, Action::PageDown]);
        }
        if play.table.is_over() || self.watching {
            actions.extend([Action::Back, Action::Quit]);
        } else if play.seat.is_none() {
            actions.extend([Action::NextTurn, Action::Quit, Action::Back]);
        } else {
            match self.rows(&play.view) {
                _ if self.briefing => {}
                0 => actions.extend([Action::LineUp, Action::LineDown]),
                _ => actions.extend([Action::Up, Action::Down]),
            }
            if !self.briefing {
                actions.extend(of_tab(self.tab));
            }
            if !play.view.lessons.is_empty() {
                actions.push(Action::Guide);
            }
            actions.extend([Action::Seal, Action::Note]);
            if play.other_seat().is_some() {
                actions.push(Action::Pass);
            }
            actions.extend([Action::PageDown, Action::Briefing, Action::Help, Action::Quit, Action::Back]);
        }
        if shared.facilitator.is_set() && !self.watching {
            actions.push(Action::Facilitator);
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
        if self.watching && matches!(press.action, Some(Action::Back | Action::Quit)) {
            return Panel::open(shared);
        }
        // Only moving the selection lets the details wait; whatever else is done looks at them as they are.
        if matches!(press.action, Some(Action::Up | Action::Down)) {
            self.detailed.set(self.rested(shared).0);
            self.moved = shared.now;
        }
        let go = self.acts(press, shared);
        if !matches!(press.action, Some(Action::Up | Action::Down)) {
            self.detailed.set(self.row);
        }
        go
    }

    fn pick(&mut self, row: usize, shared: &mut Shared) -> Go {
        if let Some(play) = shared.play.as_ref().filter(|play| row < self.rows(&play.view)) {
            self.select(row, &play.view);
        }
        Go::Stay
    }

    fn wakes(&self, shared: &Shared) -> Option<Duration> {
        self.rested(shared).1
    }

    fn phase(&self, shared: &Shared) -> Option<Phase> {
        let play = shared.play.as_ref().filter(|play| !self.watching && !play.table.is_over())?;
        Some(Phase::Deliberation(play.seat, play.view.header.turn))
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
