//! One table in play: a game, its journal, who sits where. The single owner of state: commands in, views
//! out, whichever front end sends them. A command's line is on disk before its effect is shown.

pub mod facilitator;
mod setup;

pub use setup::{Control, Setup, StartError, language, saves_folder};

use crate::deck::{Deck, SeatId};
use crate::journal::{Journal, JournalError};
use crate::players::adversary::Adversary;
use crate::players::estimate::{Estimate, Question};
use crate::players::{self, Policy};
use crate::rules::{Actor, Command, Event, Eyes, Game, Reason, Vantage, view};
use std::path::Path;
use std::sync::Arc;

/// Why a command had no effect.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The rules do not accept it.
    #[error("{}", .0.why)]
    Refused(Reason),
    /// It could not be kept: the game is as it was.
    #[error("The game could not be saved, so nothing was done: {0}")]
    Save(String),
    /// It is done and kept, but what the other seats did after it could not be kept: they wait, and so does the
    /// game. [`Table::go_on`] tries again.
    #[error("That is done and saved. What the other seats do next could not be saved, so the game waits: {0}")]
    Waiting(String),
    /// The save is no longer where it was, and could not be written again.
    #[error(
        "The game is not saved any more: its file is gone or another has taken its place, and it could not be written again: {0}"
    )]
    Lost(String),
}

impl TableError {
    /// The same for people: a refusal with its source.
    pub fn explained(&self) -> String {
        match self {
            Self::Refused(Reason { why, source: Some(source) }) => format!("{why} [{source}]"),
            error => error.to_string(),
        }
    }
}

/// Who sits in a seat.
#[derive(Debug)]
enum Chair {
    Person,
    Policy(Box<dyn Policy>),
}

/// One table in play.
#[derive(Debug)]
pub struct Table {
    game: Game,
    journal: Option<Journal>,
    chairs: Vec<Chair>,
    /// Who plays the adversary, where its ladder's dice do not.
    adversary: Option<Box<dyn Adversary>>,
    language: String,
    /// How many commands each seat has sent this turn: the key of a policy's dice.
    sent: Vec<u16>,
    /// How many choices the adversary has made this turn.
    drawn: u16,
}

impl Table {
    /// The view of somebody.
    pub fn view(&self, eyes: Eyes) -> view::View {
        view::of(&self.game, eyes, &self.language)
    }

    /// The game, for those who may see all of it: tests, and the end of a demo.
    pub fn game(&self) -> &Game {
        &self.game
    }

    /// The deck.
    pub fn deck(&self) -> &Arc<Deck> {
        self.game.deck()
    }

    /// The language of the table.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Tells the game in another language from now on.
    ///
    /// # Errors
    /// Where the deck has no text in it.
    pub fn speak(&mut self, name: &str) -> Result<(), StartError> {
        self.language = language(self.game.deck(), name)?;
        Ok(())
    }

    /// Where the game is saved.
    pub fn save_path(&self) -> Option<&Path> {
        self.journal.as_ref().map(Journal::path)
    }

    /// Whether the game is saved where it is said to be: to be asked before that is said. Where its file was gone, or
    /// another, the whole game is written again, and [`Table::take_notice`] tells where.
    ///
    /// # Errors
    /// Where it could not be written again.
    pub fn settle(&mut self) -> Result<(), TableError> {
        let settled = self.journal.as_mut().map_or(Ok(()), Journal::settle);
        settled.map_err(|error| TableError::Lost(error.to_string()))
    }

    /// What a person should be told of the save since they were told last: that it had to be written again elsewhere.
    pub fn take_notice(&mut self) -> Option<String> {
        self.journal.as_mut()?.take_moved().map(|moved| moved.to_string())
    }

    /// Whether the game is over.
    pub fn is_over(&self) -> bool {
        self.game.state().outcome().is_some()
    }

    /// The seats that people play.
    pub fn human_seats(&self) -> Vec<SeatId> {
        let seats = (0..self.chairs.len()).map(SeatId::at);
        seats.filter(|seat| matches!(self.chairs[seat.index()], Chair::Person)).collect()
    }

    /// The person's seat that has the table next: the first that has not sealed.
    pub fn turn_of(&self) -> Option<SeatId> {
        if self.is_over() {
            return None;
        }
        self.human_seats().into_iter().find(|seat| !self.game.state().has_sealed(*seat))
    }

    /// Sends a command. When it returns, the command and what the policies did after it are on disk.
    ///
    /// # Errors
    /// Where the rules refuse it, or it could not be kept: then nothing has changed. Where what the policies do
    /// next could not be kept ([`TableError::Waiting`]): then the command itself has been done.
    pub fn send(&mut self, actor: Actor, command: &Command) -> Result<(), TableError> {
        self.accept(actor, command)?;
        self.go_on()
    }

    /// Lets the policies do what is theirs to do, where people sit at the table too: after a write that failed.
    ///
    /// # Errors
    /// Where that could not be kept: [`TableError::Waiting`].
    pub fn go_on(&mut self) -> Result<(), TableError> {
        if self.human_seats().is_empty() {
            return Ok(());
        }
        self.play_policies(|_| false).map_err(|error| match error {
            TableError::Save(why) => TableError::Waiting(why),
            other => other,
        })
    }

    /// Lets the policies play to the end of the turn, where nobody else sits at the table. `false` once the
    /// game is over.
    ///
    /// # Errors
    /// Where the game could not be kept.
    pub fn step(&mut self) -> Result<bool, TableError> {
        let turn = self.game.state().turn();
        self.play_policies(|game| game.state().turn() != turn)?;
        Ok(!self.is_over())
    }

    fn accept(&mut self, actor: Actor, command: &Command) -> Result<(), TableError> {
        let decided = self.game.decide(actor, command);
        let events = decided.map_err(|refusal| TableError::Refused(refusal.explain(self.deck(), &self.language)))?;
        if let Some(journal) = &mut self.journal {
            journal
                .append(&self.game, actor, command, &events)
                .map_err(|error: JournalError| TableError::Save(error.to_string()))?;
        }
        self.apply(actor, &events);
        Ok(())
    }

    fn apply(&mut self, actor: Actor, events: &[Event]) {
        self.game.apply(events);
        let turned = events.iter().any(|event| matches!(event, Event::TurnBegan { .. } | Event::Rewound { .. }));
        if turned {
            self.sent.fill(0);
            self.drawn = 0;
        } else {
            self.count(actor);
        }
    }

    fn count(&mut self, actor: Actor) {
        match actor {
            Actor::Seat(seat) => self.sent[seat.index()] = self.sent[seat.index()].saturating_add(1),
            Actor::Adversary => self.drawn = self.drawn.saturating_add(1),
            Actor::Facilitator => {}
        }
    }

    /// Asks a seat's staff what is likely to come of some options, with so many rollouts for each. Returns at once; the
    /// estimate fills in by itself. Nothing where the staff may give none.
    pub fn estimate(&self, seat: SeatId, options: Vec<Command>, rollouts: u32) -> Option<Estimate> {
        if !self.game.state().allows_estimates() || self.is_over() {
            return None;
        }
        Some(Estimate::begin(Question {
            deck: Arc::clone(self.game.deck()),
            picture: self.game.picture(Eyes::Seat(seat)),
            seat,
            options,
            rollouts,
            threads: Estimate::threads(),
        }))
    }

    /// Lets the policies act until all have sealed, the game is over, or told to stop.
    fn play_policies(&mut self, stop: impl Fn(&Game) -> bool) -> Result<(), TableError> {
        while !self.is_over() && !self.game.state().is_paused() {
            // A choice that is due belongs to the turn: nobody finds the table waiting for it.
            if let (Some(adversary), Some(_)) = (&self.adversary, self.game.state().due()) {
                let picture = self.game.picture(players::adversary::EYES);
                let (deck, state) = (self.game.deck(), self.game.state());
                let command = players::adversary::next_command(adversary.as_ref(), deck, state, &picture, self.drawn);
                self.accept(Actor::Adversary, &command)?;
                continue;
            }
            if stop(&self.game) {
                break;
            }
            let next = (0..self.chairs.len())
                .map(SeatId::at)
                .find(|seat| self.is_policy(*seat) && !self.game.state().has_sealed(*seat));
            let Some(seat) = next else { break };
            let command = self.choice_of(seat);
            match self.accept(Actor::Seat(seat), &command) {
                Ok(()) => {}
                // A policy that errs does not hold the table up.
                Err(TableError::Refused(_)) => {
                    self.accept(Actor::Seat(seat), &Command::Seal { defer: true, card: None })?;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn is_policy(&self, seat: SeatId) -> bool {
        matches!(self.chairs[seat.index()], Chair::Policy(_))
    }

    fn choice_of(&self, seat: SeatId) -> Command {
        let state = self.game.state();
        match &self.chairs[seat.index()] {
            Chair::Policy(policy) => {
                let picture = policy.needs_picture().then(|| self.game.picture(Eyes::Seat(seat)));
                let mut vantage = Vantage::new(self.game.deck(), state, seat);
                if let Some(picture) = &picture {
                    vantage = vantage.with_picture(picture);
                }
                players::next_command(policy.as_ref(), &vantage, state.seed(), self.sent[seat.index()])
            }
            Chair::Person => Command::Seal { defer: true, card: None },
        }
    }
}
