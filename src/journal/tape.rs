//! A save wound onto a tape: every event in order, and the game at any of them. It is made of the recorded events
//! alone, so that a save of any version can be looked at; nothing here decides, locks or writes.

use super::decks::Decks;
use super::line::Header;
use super::record::walk;
use super::travel::Travel;
use super::walk::{Damage, End};
use super::{JournalError, line::Entry};
use crate::deck::Deck;
use crate::rules::audience::Watcher;
use crate::rules::{Actor, Event, Eyes, Game, Happening, Moment, State, view};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A line of the save, as the tape passes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// How many events there are up to its end: a long tape has many stops, so they are kept small.
    end: u32,
    /// The turn in which the game stands after it.
    pub turn: u8,
    /// Who acted; nobody at the opening.
    pub actor: Option<Actor>,
    /// When.
    pub time: jiff::Timestamp,
    /// It was a decision of a seat: anything it did but writing a note.
    pub is_decision: bool,
}

impl Stop {
    /// How many events there are up to its end.
    pub fn end(&self) -> usize {
        self.end as usize
    }
}

/// Where a turn began, or was gone back to.
#[derive(Debug, Clone)]
struct Start {
    end: usize,
    state: State,
}

/// A save on a tape. Positions count events, from 0 (nothing has happened) to [`Tape::len`].
#[derive(Debug, Clone)]
pub struct Tape {
    path: PathBuf,
    header: Header,
    identity: String,
    deck: Arc<Deck>,
    before: State,
    log: Vec<Happening>,
    stops: Vec<Stop>,
    starts: Vec<Start>,
    /// Where the save is damaged: the tape ends before it.
    pub damage: Option<Damage>,
    /// How many bytes of an unfinished line stand at the end.
    pub torn: Option<usize>,
    /// How the save was rewritten on its way here, every line of it being whole.
    pub travel: Travel,
}

/// The game at a position of a tape.
#[derive(Debug, Clone)]
pub struct Scene {
    /// The state there.
    pub state: State,
    /// The states at the start of each turn up to there.
    pub starts: Vec<State>,
}

/// What can be jumped to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// An order that was missed (its conditions or a partner were missing, or it miscarried) or barred, or an
    /// operation that the law ended.
    Missed,
    /// Beijing's question.
    Question,
    /// A decision of a seat, with all that came of it.
    Decision,
    /// The start of a turn.
    Turn,
}

impl Tape {
    /// Tells the game in this language of its deck from now on.
    pub fn speak(&mut self, language: &str) {
        language.clone_into(&mut self.header.language);
    }

    /// Winds a save onto a tape, up to its end or its damage.
    ///
    /// # Errors
    /// Where it cannot be read, is not a save, is of a newer format, or is damaged before the game began.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        Self::open_with(path, &mut Decks::default())
    }

    /// [`Tape::open`], with decks that were met before.
    ///
    /// # Errors
    /// As [`Tape::open`].
    pub fn open_with(path: &Path, decks: &mut Decks) -> Result<Self, JournalError> {
        let mut walk = walk(path, decks)?;
        let before = Game::before(Arc::clone(walk.deck()), walk.scenario(), walk.header().seed).state().clone();
        let mut game = walk.game();
        let mut tape = Self {
            path: path.to_owned(),
            header: walk.header().clone(),
            identity: walk.identity().to_owned(),
            deck: Arc::clone(walk.deck()),
            before,
            log: Vec::new(),
            stops: Vec::new(),
            starts: Vec::new(),
            damage: None,
            torn: None,
            travel: Travel::default(),
        };
        let opening = walk.opening().clone();
        tape.pass(&mut game, &opening.events, None, opening.time);
        while let Some(Entry { time, actor, events, .. }) = walk.next_entry()? {
            game.apply(&events);
            tape.pass(&mut game, &events, Some(actor), time);
        }
        match walk.end() {
            Some(End::Damaged(damage)) => tape.damage = Some(damage.clone()),
            Some(End::Torn(bytes)) => tape.torn = Some(*bytes),
            _ => {}
        }
        tape.travel = walk.travel();
        tape.log.shrink_to_fit();
        tape.stops.shrink_to_fit();
        Ok(tape)
    }

    /// Takes a line in whose events have just been applied to a game.
    fn pass(&mut self, game: &mut Game, events: &[Event], actor: Option<Actor>, time: jiff::Timestamp) {
        self.log.extend_from_slice(game.log());
        let (end, turn) = (self.log.len(), game.state().turn());
        let is_decision =
            matches!(actor, Some(Actor::Seat(_))) && !events.iter().all(|event| matches!(event, Event::Noted { .. }));
        self.stops.push(Stop { end: u32::try_from(end).unwrap_or(u32::MAX), turn, actor, time, is_decision });
        if events.iter().any(|event| matches!(event, Event::TurnBegan { .. } | Event::Rewound { .. })) {
            self.starts.push(Start { end, state: game.state().clone() });
        }
        game.forget();
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the first line says besides the deck.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Which game it is.
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// The deck.
    pub fn deck(&self) -> &Arc<Deck> {
        &self.deck
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.log.len()
    }

    /// Whether nothing ever happened.
    pub fn is_empty(&self) -> bool {
        self.log.is_empty()
    }

    /// Everything that happened, in order, rewinds and what they set aside among it.
    pub fn log(&self) -> &[Happening] {
        &self.log
    }

    /// The lines of the save: the opening, then the commands.
    pub fn stops(&self) -> &[Stop] {
        &self.stops
    }

    /// The line at or before a position: its place in [`Tape::stops`]. The line of the file is two more.
    pub fn line_at(&self, at: usize) -> usize {
        self.stops.partition_point(|stop| stop.end() < at).min(self.stops.len() - 1)
    }

    /// The last line that has wholly happened at a position; none before the opening has.
    pub fn whole_line_at(&self, at: usize) -> Option<usize> {
        self.stops.partition_point(|stop| stop.end() <= at).checked_sub(1)
    }

    /// The turn at a position.
    pub fn turn_at(&self, at: usize) -> u8 {
        at.checked_sub(1).map_or(0, |last| self.log[last].turn)
    }

    /// The last turn that was come to.
    pub fn last_turn(&self) -> u8 {
        self.stops.iter().map(|stop| stop.turn).max().unwrap_or(0)
    }

    /// The game at a position.
    pub fn scene(&self, at: usize) -> Scene {
        let at = at.min(self.log.len());
        let mut starts: Vec<&State> = Vec::new();
        let (mut state, mut from) = (&self.before, 0);
        for start in self.starts.iter().take_while(|start| start.end <= at) {
            // As in a game: a turn that was gone back to is the last that has begun.
            starts.truncate(usize::from(start.state.turn()));
            if starts.len() < usize::from(start.state.turn()) {
                starts.push(&start.state);
            }
            (state, from) = (&start.state, start.end);
        }
        let starts: Vec<State> = starts.into_iter().cloned().collect();
        let mut state = state.clone();
        for happening in &self.log[from..at] {
            state.apply(&self.deck, &happening.event);
        }
        Scene { state, starts }
    }

    /// What somebody sees of the game at a position.
    pub fn view(&self, at: usize, eyes: Eyes) -> view::View {
        let scene = self.scene(at);
        let log = &self.log[..at.min(self.log.len())];
        let moment = Moment { deck: &self.deck, state: &scene.state, starts: &scene.starts, log };
        view::at(&moment, eyes, &self.header.language)
    }

    /// What somebody is told of each event: its position (after it), and the line of the log. In order.
    pub fn told(&self, eyes: Eyes) -> impl Iterator<Item = (usize, view::LogLine)> {
        let mut watcher = Watcher::new(&self.deck, eyes);
        self.log.iter().enumerate().filter_map(move |(n, happening)| {
            let seen = watcher.see(&happening.event)?;
            let (kind, text) = view::story_line(&self.deck, &self.header.language, &seen)?;
            Some((n + 1, view::LogLine { turn: happening.turn, kind, text }))
        })
    }

    /// The position right after the start of a turn, the last time that it began; the nearest there is.
    pub fn turn_start(&self, turn: u8) -> usize {
        let began = self.starts.iter().rev().find(|start| start.state.turn() == turn);
        let after = || self.starts.iter().find(|start| start.state.turn() > turn);
        began.or_else(after).map_or(self.log.len(), |start| start.end)
    }

    /// The next position after one at which there is something to see; the end where there is none.
    pub fn next(&self, at: usize, sight: Sight) -> Option<usize> {
        match sight {
            Sight::Turn => self.starts.iter().map(|start| start.end).find(|end| *end > at),
            Sight::Decision => self.stops.iter().filter(|stop| stop.is_decision).map(Stop::end).find(|end| *end > at),
            Sight::Missed | Sight::Question => {
                (at..self.log.len()).find(|n| is(&self.log[*n].event, sight)).map(|n| n + 1)
            }
        }
    }

    /// The last position before one at which there is something to see.
    pub fn previous(&self, at: usize, sight: Sight) -> Option<usize> {
        match sight {
            Sight::Turn => self.starts.iter().rev().map(|start| start.end).find(|end| *end < at),
            Sight::Decision => {
                self.stops.iter().rev().filter(|stop| stop.is_decision).map(Stop::end).find(|end| *end < at)
            }
            Sight::Missed | Sight::Question => {
                let before = at.saturating_sub(1);
                (0..before).rev().find(|n| is(&self.log[*n].event, sight)).map(|n| n + 1)
            }
        }
    }
}

/// Whether an event is what one looks for.
fn is(event: &Event, sight: Sight) -> bool {
    use crate::rules::event::EndReason;
    match sight {
        Sight::Missed => matches!(
            event,
            Event::OrderBarred { .. }
                | Event::OrderLapsed { .. }
                | Event::PartnerMissing { .. }
                | Event::Miscarried { .. }
                | Event::Ended { reason: EndReason::Law { .. }, .. }
        ),
        Sight::Question => matches!(event, Event::Decided { .. }),
        Sight::Decision | Sight::Turn => false,
    }
}
