//! Verifying a save: every byte of it is accounted for. Each line is written anew from what it claims (its
//! time, who acted, the command) and from what the rules make of that, and compared with the line in the file.

use super::JournalError;
use super::decks::Decks;
use super::difference::{self, Difference};
use super::line::{self, EntryLine, Header, Parent};
use super::sound;
use super::travel::Travel;
use super::walk::{LEFT_ELSEWHERE, Lines, Next, Start, begins, leaves_as_it_says, read_start};
use crate::deck::{OutcomeId, text::clean};
use crate::rules::{Actor, Command, Event, Game, RULES_VERSION};
use serde::Deserialize;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

/// What can be said of the game that a save branches from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ParentIs {
    /// It names none.
    #[default]
    None,
    /// It stands beside the save, and they share the lines that they should.
    Found,
    /// It is not beside the save: that the save branches from it is only what the save says.
    Absent,
}

/// What verifying a save came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What the first line says besides the deck, where it could be read.
    pub header: Option<Header>,
    /// Which game it is: the digest of the first line.
    pub identity: String,
    /// How many lines were found to be what they should be.
    pub lines: usize,
    /// How many of them were commands.
    pub commands: usize,
    /// The turn in which the game stands after them.
    pub turn: u8,
    /// How the game ended, if it did: the outcome's id.
    pub outcome: Option<String>,
    /// How many commands were decided again and compared: all, unless other rules than this program's decided
    /// them. The recorded events of those were applied, and the chain, the states and every byte compared.
    pub decided_again: usize,
    /// Of the others, the first that would come to something else under this program's rules. That is no fault
    /// of the save.
    pub would_differ: Option<Difference>,
    /// The first thing that is not as it should be. Nothing after it was looked at.
    pub difference: Option<Difference>,
    /// The opening was decided again and compared.
    pub opened_again: bool,
    /// How it was rewritten on its way here, every line of it being whole.
    pub travel: Travel,
    /// The game that it branches from.
    pub parent: ParentIs,
}

impl Verdict {
    /// Whether the save is consistent with itself, to the byte.
    pub fn holds(&self) -> bool {
        self.difference.is_none()
    }

    /// Whether the save is proved: everything in it was decided again by the rules that it names, and the game that it
    /// says it branches from was found beside it.
    pub fn is_proved(&self) -> bool {
        self.holds() && self.opened_again && self.decided_again == self.commands && self.parent != ParentIs::Absent
    }
}

/// Verifies a save's file. It is not locked and not written to.
///
/// # Errors
/// Where the file cannot be read. Whatever is wrong *in* it is the verdict's difference.
pub fn verify(path: &Path, decks: &mut Decks) -> Result<Verdict, JournalError> {
    let io_error = |error| JournalError::Io { path: path.to_owned(), error };
    let file = super::open_to_read(path)?;
    let mut verdict = verify_from(BufReader::with_capacity(1 << 16, file), decks).map_err(io_error)?;
    if let Some(header) = &verdict.header
        && let Some(parent) = &header.parent
        && verdict.holds()
    {
        match look_for_parent(path, header, parent, decks)? {
            Ok(found) => verdict.parent = found,
            Err(why) => {
                let field = "parent".to_owned();
                verdict.difference = Some(Difference { field, ..Difference::of_line(1, 0, &why) });
            }
        }
    }
    Ok(verdict)
}

/// Looks beside a save for the game that it branches from, by its name and then by its first line. `Err` within tells what
/// they should share and do not.
fn look_for_parent(
    path: &Path,
    header: &Header,
    parent: &Parent,
    decks: &mut Decks,
) -> Result<Result<ParentIs, String>, JournalError> {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let named = folder.join(&parent.file);
    let others = super::summary::files(folder).unwrap_or_default().into_iter().filter(|other| *other != named);
    for file in std::iter::once(named.clone()).chain(others) {
        // What cannot be read is not the game that is looked for.
        let Ok(input) = super::open_to_read(&file) else { continue };
        let mut theirs = Lines::new(BufReader::with_capacity(1 << 16, input));
        let Ok(Next::Line) = theirs.next() else { continue };
        if theirs.chain != parent.game {
            continue;
        }
        let told = clean(&file.file_name().unwrap_or(file.as_os_str()).to_string_lossy(), 200);
        let Ok(start) = read_start(&theirs, decks) else {
            return Ok(Err(format!("the first line of {told} is not one")));
        };
        let same = (&start.header.scenario, start.header.seed, &start.header.deck_digest)
            == (&header.scenario, header.seed, &header.deck_digest);
        if !same {
            return Ok(Err(format!("{told} is a game of another deck, scenario or seed")));
        }
        let own_error = |error| JournalError::Io { path: path.to_owned(), error };
        let mut own = Lines::new(BufReader::with_capacity(1 << 16, super::open_to_read(path)?));
        own.next().map_err(own_error)?;
        for line in 2..=parent.line {
            let shared = own.next().map_err(own_error)? == Next::Line
                && matches!(theirs.next(), Ok(Next::Line))
                && own.content() == theirs.content();
            if !shared {
                return Ok(Err(format!("line {line} is not the one of {told}, which it says it shares")));
            }
        }
        if theirs.chain != parent.chain {
            return Ok(Err(format!("line {} of {told} has another digest", parent.line)));
        }
        return Ok(Ok(ParentIs::Found));
    }
    Ok(Ok(ParentIs::Absent))
}

/// [`verify`], from any input.
///
/// # Errors
/// Where it cannot be read.
pub fn verify_from(input: impl BufRead, decks: &mut Decks) -> std::io::Result<Verdict> {
    let mut verdict = Verdict {
        header: None,
        identity: String::new(),
        lines: 0,
        commands: 0,
        turn: 0,
        outcome: None,
        decided_again: 0,
        would_differ: None,
        difference: None,
        opened_again: false,
        travel: Travel::default(),
        parent: ParentIs::None,
    };
    let mut lines = Lines::new(input);
    match begins(&mut lines)? {
        Ok(()) => verdict.difference = walk(&mut lines, decks, &mut verdict)?,
        Err(why) => verdict.difference = Some(Difference::of_line(1, 0, why)),
    }
    if verdict.header.as_ref().is_some_and(|header| header.parent.is_some()) {
        verdict.parent = ParentIs::Absent;
    }
    verdict.travel = lines.travel;
    if verdict.difference.is_none() && !lines.travel.is_untouched() {
        // Only its end was touched, or each line.
        let at_the_end = !lines.travel.byte_order_mark && !lines.travel.carriage_returns;
        let (line, turn) = if at_the_end { (lines.number, verdict.turn) } else { (1, 0) };
        let why = format!("it was rewritten by an editor or on its way: {}", lines.travel);
        verdict.difference = Some(Difference::of_line(line, turn, &why));
    }
    Ok(verdict)
}

fn walk(
    lines: &mut Lines<impl BufRead>,
    decks: &mut Decks,
    verdict: &mut Verdict,
) -> std::io::Result<Option<Difference>> {
    let next = lines.next()?;
    if let Some(why) = broken(&next, "the save has no whole line") {
        return Ok(Some(Difference::of_line(1, 0, &why)));
    }
    let start = match read_start(lines, decks) {
        Ok(start) => start,
        Err(fault) => {
            let field = fault.field.to_owned();
            return Ok(Some(Difference { field, ..Difference::of_line(1, 0, &fault.why) }));
        }
    };
    verdict.identity.clone_from(&lines.chain);
    verdict.header = Some(start.header.clone());
    if let Some(difference) = check_header(lines.content(), &start) {
        return Ok(Some(difference));
    }
    verdict.lines = 1;
    let deck = &start.known.deck;
    let mut game = Game::before(Arc::clone(deck), start.scenario, start.header.seed);
    if start.header.seats.contains_key(line::ADVERSARY) {
        game.seat_adversary();
    }
    let mut verifier = Verifier { game, rules: start.header.rules, decided_again: 0, would_differ: None };
    verdict.opened_again = verifier.rules == RULES_VERSION;
    let of_parent = |field: &str, why| Some(Difference { field: field.to_owned(), ..Difference::of_line(1, 0, why) });
    loop {
        let number = lines.number + 1;
        let turn = verifier.game.state().turn();
        let next = lines.next()?;
        if next == Next::End && number > 2 {
            if start.header.parent.as_ref().is_some_and(|parent| parent.line >= number) {
                return Ok(of_parent("parent.line", "the save ends before the line in which it left its parent"));
            }
            break;
        }
        if let Some(why) = broken(&next, "the game never began") {
            return Ok(Some(Difference::of_line(number, turn, &why)));
        }
        let checked =
            if number == 2 { verifier.opening(lines.content()) } else { verifier.entry(number, lines.content()) };
        if let Err(difference) = checked {
            return Ok(Some(difference));
        }
        if !leaves_as_it_says(&start.header, number, verifier.game.state().turn()) {
            return Ok(of_parent("parent.turn", LEFT_ELSEWHERE));
        }
        verdict.lines = number;
        verdict.commands = number - 2;
        verdict.turn = verifier.game.state().turn();
        verdict.outcome = verifier.game.state().outcome().map(|o: OutcomeId| o.name(&deck.names).to_owned());
        verdict.decided_again = verifier.decided_again;
        verdict.would_differ.clone_from(&verifier.would_differ);
        // What has been compared need not be kept: a save may be long.
        verifier.game.forget();
    }
    Ok(None)
}

/// Why a line could not be read as one.
fn broken(next: &Next, at_end: &str) -> Option<String> {
    match next {
        Next::Line => None,
        Next::End => Some(at_end.to_owned()),
        Next::Torn(bytes) => Some(format!("{bytes} bytes of a line that was never finished")),
        Next::Damaged(why) => Some((*why).to_owned()),
    }
}

/// Whether the first line is what this program writes of the same header and deck.
fn check_header(content: &str, start: &Start) -> Option<Difference> {
    let head = line::header_line(&start.header, "0").ok()?;
    let head = head.strip_suffix("0}").unwrap_or(&head);
    let deck = content.strip_prefix(head);
    if deck.is_none() {
        let why = "the header is not written as Not Today writes it";
        return Some(Difference { field: "header".to_owned(), ..Difference::of_line(1, 0, why) });
    }
    if deck != Some(&start.known.text) || !start.known.canonical {
        let why = "the deck is not written as Not Today writes it";
        return Some(Difference { field: "deck".to_owned(), ..Difference::of_line(1, 0, why) });
    }
    None
}

/// What a line claims, without its events.
#[derive(Deserialize)]
struct Claim {
    n: u64,
    time: jiff::Timestamp,
    who: String,
    command: Command,
    #[serde(default)]
    rules: Option<u32>,
}

/// What a line says that came of its command.
#[derive(Deserialize)]
struct Recorded {
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct OpeningClaim {
    time: jiff::Timestamp,
    #[serde(default)]
    events: Option<Vec<Event>>,
}

struct Verifier {
    game: Game,
    /// The version of the rules that decided the line at hand.
    rules: u32,
    decided_again: usize,
    would_differ: Option<Difference>,
}

impl Verifier {
    /// The line as it should stand, without its chain: compared, and its events applied.
    fn compare(&mut self, number: usize, content: &str, object: &str, events: &[Event]) -> Result<(), Difference> {
        if object.strip_suffix('}') != Some(content) {
            return Err(difference::between(number, self.game.state().turn(), content, object));
        }
        self.game.apply(events);
        Ok(())
    }

    fn opening(&mut self, content: &str) -> Result<(), Difference> {
        let fault = |why: &str| Difference::of_line(2, 0, why);
        let deck = Arc::clone(self.game.deck());
        let whole = format!("{content}}}");
        let claim = deck.names.scope(|| serde_json::from_str::<OpeningClaim>(&whole));
        let claim = claim.map_err(|error| fault(&error.to_string()))?;
        let events = if self.rules == RULES_VERSION { self.game.opening() } else { claim.events.unwrap_or_default() };
        sound::opening(&self.game, &events).map_err(fault)?;
        let object = line::opening_line(&deck, claim.time, &events).map_err(|error| fault(&error.to_string()))?;
        self.compare(2, content, &object, &events)
    }

    fn entry(&mut self, number: usize, content: &str) -> Result<(), Difference> {
        let deck = Arc::clone(self.game.deck());
        let turn = self.game.state().turn();
        let fault = |why: &str| Difference::of_line(number, turn, why);
        let in_field = |field: &str, why: &str| Difference { field: field.to_owned(), ..fault(why) };
        let whole = format!("{content}}}");
        let claim = deck.names.scope(|| serde_json::from_str::<Claim>(&whole));
        let claim = claim.map_err(|error| fault(&error.to_string()))?;
        let actor =
            line::actor_of(&deck, &claim.who).ok_or_else(|| in_field("who", "nobody of that name sits here"))?;
        if claim.n != number as u64 - 2 {
            return Err(in_field("n", "its number is out of order"));
        }
        if let Some(rules) = claim.rules {
            if rules == self.rules || !(1..=super::NEWEST_RULES_EVER).contains(&rules) {
                return Err(in_field("rules", "the rules did not change here"));
            }
            self.rules = rules;
        }
        let events = if self.rules == RULES_VERSION {
            self.decided_again += 1;
            self.decide(actor, &claim.command)
                .map_err(|why| in_field("command", &format!("the rules do not accept it: {why}")))?
        } else {
            let recorded = deck.names.scope(|| serde_json::from_str::<Recorded>(&whole));
            let recorded = recorded.map_err(|error| fault(&error.to_string()))?.events;
            sound::line(&self.game, actor, &claim.command, &recorded).map_err(fault)?;
            self.look_at_change(number, actor, &claim.command, &recorded);
            recorded
        };
        let state = line::digest_after(&deck, self.game.state(), &events);
        let Claim { n, time, who, command, rules } = &claim;
        let entry =
            EntryLine { n: *n, time: *time, who: who.as_str(), command, events: &events[..], state, rules: *rules };
        let object = line::entry_line(&deck, &entry).map_err(|error| fault(&error.to_string()))?;
        self.compare(number, content, &object, &events)
    }

    fn decide(&self, actor: Actor, command: &Command) -> Result<Vec<Event>, String> {
        let deck = self.game.deck();
        self.game.decide(actor, command).map_err(|refusal| refusal.explain(deck, &deck.language).why)
    }

    /// Whether a command that other rules decided would come to something else now.
    fn look_at_change(&mut self, number: usize, actor: Actor, command: &Command, recorded: &[Event]) {
        if self.would_differ.is_some() {
            return;
        }
        let (deck, turn) = (self.game.deck(), self.game.state().turn());
        self.would_differ = match self.decide(actor, command) {
            Ok(now) if now == recorded => None,
            Ok(now) => {
                let write = |events: &[Event]| deck.names.scope(|| serde_json::to_string(events)).unwrap_or_default();
                Some(difference::in_events(number, turn, &write(recorded), &write(&now)))
            }
            Err(why) => {
                let why = format!("these rules would not accept it: {why}");
                Some(Difference { field: "command".to_owned(), ..Difference::of_line(number, turn, &why) })
            }
        };
    }
}
